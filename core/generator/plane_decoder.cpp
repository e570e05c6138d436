// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/plane_decoder.h"

#include "base/error.h"
#include "base/parallel.h"
#include "generator/pixel_blocks.h"
#include "generator/plane_sampler_kernel.h"
#include "nn/shape_check.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace effigy::generator {

namespace {

using torch::Tensor;

constexpr int kTile = 64;    // points whose features stay in the first cache level
constexpr int kUnitStep = 4; // units are read so many at a time

/// Weights [out, in] and biases [out] with their gains multiplied in.
struct Layer {
    Tensor weight, bias;
};

Layer layerOf(const ParameterScope& scope, double lrMul)
{
    const Tensor weight = scope["weight"].detach();
    return {weight * (lrMul / std::sqrt(static_cast<double>(weight.size(1)))), scope["bias"].detach() * lrMul};
}

/// [out, in] to [groups, in, kDecoderGroup]; [out] to [groups, kDecoderGroup].
Tensor grouped(const Tensor& x)
{
    const auto out = x.size(0), groups = (out + kDecoderGroup - 1) / kDecoderGroup;
    const auto spare = groups * kDecoderGroup - out;
    if (x.dim() == 1)
        return at::constant_pad_nd(x, {0, spare}).contiguous();
    return at::constant_pad_nd(x, {0, 0, 0, spare}).reshape({groups, kDecoderGroup, -1}).transpose(1, 2).contiguous();
}

/// Leaves in both layers only the units that density depends on, and one where it depends on none.
void keepDensity(Layer& first, Layer& second)
{
    const Tensor out = second.weight.slice(0, 0, 1);
    Tensor units = out[0].nonzero().reshape({-1});
    if (units.size(0) == 0)
        units = torch::zeros({1}, torch::kInt64);
    first = {first.weight.index_select(0, units), first.bias.index_select(0, units)};
    second = {out.index_select(1, units), second.bias.slice(0, 0, 1)};
}

/// Planes [N, K, H, W, U] of what a layer's units get from planes [N, K, H, W, C], before their biases; U is rounded up to
/// kUnitStep. Sampling is linear, so that samples of these are what the units get from samples of those.
Tensor unitPlanes(const Tensor& planes, const Tensor& weight)
{
    const auto channels = planes.size(4), units = (weight.size(0) + kUnitStep - 1) / kUnitStep * kUnitStep;
    const Tensor used = weight.ne(0.0).any(0).nonzero().reshape({-1}).contiguous();
    const Tensor weights = at::constant_pad_nd(weight.index_select(1, used), {0, 0, 0, units - weight.size(0)}).t().contiguous();
    const auto sizes = planes.sizes();
    const Tensor made = torch::empty({sizes[0], sizes[1], sizes[2], sizes[3], units});
    const auto *from = planes.data_ptr<float>(), *w = weights.data_ptr<float>();
    const auto* channel = used.data_ptr<std::int64_t>();
    auto* to = made.data_ptr<float>();
    base::parallelFor(static_cast<int>(planes.numel() / channels), 4096, [&](int begin, int end) {
        for (std::ptrdiff_t texel = begin; texel < end; ++texel)
            for (std::ptrdiff_t first = 0; first < units; first += kUnitStep) {
                float sum[kUnitStep] = {};
                for (std::ptrdiff_t c = 0; c < used.numel(); ++c)
                    for (int unit = 0; unit < kUnitStep; ++unit)
                        sum[unit] += w[c * units + first + unit] * from[texel * channels + channel[c]];
                std::copy_n(sum, kUnitStep, to + texel * units + first);
            }
    });
    return made;
}

PlaneSamplerParams samplerParams(const PlaneGeometry& geometry, const Tensor& planes, std::int64_t item)
{
    PlaneSamplerParams params = {};
    params.planes = planes.data_ptr<float>() + item * planes.stride(0);
    params.pointSize = 3;
    params.planeCount = static_cast<int>(planes.size(1));
    params.height = static_cast<int>(planes.size(2));
    params.width = static_cast<int>(planes.size(3));
    params.channels = static_cast<int>(planes.size(4));
    std::copy(geometry.planes.begin(), geometry.planes.end(), params.axes);
    params.scale = static_cast<float>(geometry.scale);
    params.divisor = static_cast<float>(geometry.shareSum);
    return params;
}

// Points [begin, end) of one item, tile by tile.
void decodeRange(PlaneSamplerParams sampler, DecoderParams decoder, const float* points, int begin,
                 int end, const PixelBlocks* blocks = nullptr)
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
        if (blocks != nullptr)
            blocks->write(sampler.points, count, features.data());
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
    return volume.planes.device().is_cpu() && !at::GradMode::is_enabled() && volume.planes.size(4) <= kMostChannels
           && (net / "0")["weight"].size(0) <= kMostHidden && (net / "2")["weight"].size(0) <= kMostOutputs;
}

FusedVolume::FusedVolume(const Volume& volume, Decoded what)
    : m_what(what), m_planes(volume.planes.contiguous()), m_geometry(volume.geometry)
{
    base::require(canFuse(volume), "FusedVolume: a volume that fits the kernels");
    nn::expectShape(m_planes, {-1, static_cast<std::int64_t>(m_geometry.planes.size()), -1, -1, -1}, "FusedVolume: planes");
    const auto net = volume.decoder / "net";
    Layer first = layerOf(net / "0", volume.config.decoderLrMul), second = layerOf(net / "2", volume.config.decoderLrMul);
    if (what == Decoded::Density)
        keepDensity(first, second);
    m_decoder.channels = static_cast<int>(first.weight.size(1));
    m_firstBias = grouped(first.bias);
    if (what == Decoded::Density && first.weight.size(0) + kUnitStep <= first.weight.size(1)) {
        m_planes = unitPlanes(m_planes, first.weight);
        m_decoder.channels = static_cast<int>(m_planes.size(4));
    } else {
        m_firstWeight = grouped(first.weight);
        m_decoder.firstWeight = m_firstWeight.data_ptr<float>();
    }
    m_secondWeight = grouped(second.weight);
    m_secondBias = grouped(second.bias);
    m_decoder.firstBias = m_firstBias.data_ptr<float>();
    m_decoder.secondWeight = m_secondWeight.data_ptr<float>();
    m_decoder.secondBias = m_secondBias.data_ptr<float>();
    m_decoder.hidden = static_cast<int>(first.weight.size(0));
    m_decoder.outputs = static_cast<int>(second.weight.size(0));
}

void FusedVolume::densityAt(const float* points, int count, float* density) const
{
    DecoderParams decoder = m_decoder;
    decoder.density = density;
    decodeRange(samplerParams(m_geometry, m_planes, 0), decoder, points, 0, count);
}

PointSamples FusedVolume::sample(const Tensor& points, const Tensor& quarters) const
{
    nn::expectShape(points, {m_planes.size(0), -1, 3}, "points");
    const Tensor places = points.contiguous();
    const auto n = points.size(0), m = points.size(1);
    DecoderParams decoder = m_decoder;
    PointSamples samples;
    samples.density = torch::empty({n, m, 1});
    if (m_what == Decoded::ColourAndDensity)
        samples.colours = torch::empty({n, m, decoder.outputs - 1});
    for (std::int64_t i = 0; i < n; ++i) {
        const auto sampler = samplerParams(m_geometry, m_planes, i);
        decoder.density = samples.density.data_ptr<float>() + i * m;
        decoder.colours = samples.colours.defined() ? samples.colours.data_ptr<float>() + i * samples.colours.stride(0) : nullptr;
        const float* at = places.data_ptr<float>() + i * m * 3;
        std::optional<PixelBlocks> blocks;
        if (quarters.defined())
            blocks.emplace(m_planes[i], places[i], quarters[i], m_geometry);
        base::parallelFor(static_cast<int>(m), 32 * kTile,
                          [&](int begin, int end) { decodeRange(sampler, decoder, at, begin, end, blocks ? &*blocks : nullptr); });
    }
    return samples;
}

} // namespace effigy::generator
