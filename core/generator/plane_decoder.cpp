// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/plane_decoder.h"

#include "base/parallel.h"
#include "generator/decoder_kernel.h"
#include "generator/plane_sampler_kernel.h"
#include "generator/shape_check.h"

#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace effigy::generator {

namespace {

using torch::Tensor;

constexpr int kTile = 64; // points whose features stay in the first cache level

/// Weights as the kernel wants them: inputs by outputs, gains multiplied in.
struct FusedDecoder {
    Tensor firstWeight, firstBias, secondWeight, secondBias;
    DecoderParams params = {};
};

Tensor scaled(const Tensor& weight, double lrMul)
{
    return (weight.detach() * (lrMul / std::sqrt(static_cast<double>(weight.size(1)))))
        .t()
        .contiguous();
}

FusedDecoder fusedDecoder(const ParameterScope& scope, double lrMul)
{
    const auto net = scope / "net";
    const auto first = net / "0", second = net / "2";
    FusedDecoder decoder;
    decoder.firstWeight = scaled(first["weight"], lrMul);
    decoder.firstBias = (first["bias"].detach() * lrMul).contiguous();
    decoder.secondWeight = scaled(second["weight"], lrMul);
    decoder.secondBias = (second["bias"].detach() * lrMul).contiguous();
    decoder.params.firstWeight = decoder.firstWeight.data_ptr<float>();
    decoder.params.firstBias = decoder.firstBias.data_ptr<float>();
    decoder.params.secondWeight = decoder.secondWeight.data_ptr<float>();
    decoder.params.secondBias = decoder.secondBias.data_ptr<float>();
    decoder.params.channels = static_cast<int>(decoder.firstWeight.size(0));
    decoder.params.hidden = static_cast<int>(decoder.firstWeight.size(1));
    decoder.params.outputs = static_cast<int>(decoder.secondWeight.size(1));
    return decoder;
}

PlaneSamplerParams samplerParams(const Volume& volume, const Tensor& planes, std::int64_t item)
{
    PlaneSamplerParams params = {};
    params.planes = planes.data_ptr<float>() + item * planes.stride(0);
    params.pointSize = 3;
    params.planeCount = static_cast<int>(planes.size(1));
    params.height = static_cast<int>(planes.size(2));
    params.width = static_cast<int>(planes.size(3));
    params.channels = static_cast<int>(planes.size(4));
    std::copy(volume.geometry.planes.begin(), volume.geometry.planes.end(), params.axes);
    params.scale = static_cast<float>(volume.geometry.scale);
    params.divisor = static_cast<float>(volume.geometry.shareSum);
    return params;
}

// Points [begin, end) of one item, tile by tile.
void decodeRange(PlaneSamplerParams sampler, DecoderParams decoder, const float* points, int begin,
                 int end)
{
    std::vector<float> features(static_cast<std::size_t>(kTile) * sampler.channels);
    sampler.features = features.data();
    decoder.features = features.data();
    float* density = decoder.density;
    float* colours = decoder.colours;
    for (int tile = begin; tile < end; tile += kTile) {
        const int count = std::min(kTile, end - tile);
        sampler.points = points + static_cast<std::ptrdiff_t>(tile) * 3;
        sampler.pointCount = count;
        samplePoints(sampler, 0, count);
        decoder.density = density + tile;
        if (colours != nullptr)
            decoder.colours = colours + static_cast<std::ptrdiff_t>(tile) * (decoder.outputs - 1);
        decodeFeatures(decoder, 0, count);
    }
}

} // namespace

bool canFuse(const Volume& volume)
{
    const auto net = volume.decoder / "net";
    return volume.planes.device().is_cpu() && !at::GradMode::is_enabled() &&
           (net / "0")["weight"].size(0) <= kMostHidden &&
           (net / "2")["weight"].size(0) <= kMostOutputs;
}

PointSamples sampleVolumeFused(const Volume& volume, const Tensor& points, Decoded what)
{
    expectShape(volume.planes,
                {-1, static_cast<std::int64_t>(volume.geometry.planes.size()), -1, -1, -1},
                "planes");
    expectShape(points, {volume.planes.size(0), -1, 3}, "points");
    const Tensor planes = volume.planes.contiguous(), places = points.contiguous();
    const auto n = points.size(0), m = points.size(1);
    auto decoder = fusedDecoder(volume.decoder, volume.config.decoderLrMul);
    PointSamples samples;
    samples.density = torch::empty({n, m, 1});
    if (what == Decoded::ColourAndDensity)
        samples.colours = torch::empty({n, m, decoder.params.outputs - 1});
    for (std::int64_t i = 0; i < n; ++i) {
        const auto sampler = samplerParams(volume, planes, i);
        decoder.params.density = samples.density.data_ptr<float>() + i * m;
        decoder.params.colours = samples.colours.defined() ? samples.colours.data_ptr<float>() +
                                                                 i * samples.colours.stride(0)
                                                           : nullptr;
        const float* at = places.data_ptr<float>() + i * m * 3;
        base::parallelFor(static_cast<int>(m), 32 * kTile, [&](int begin, int end) {
            decodeRange(sampler, decoder.params, at, begin, end);
        });
    }
    return samples;
}

} // namespace effigy::generator
