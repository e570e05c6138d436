// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/tiled_convolution.h"

#include "base/error.h"
#include "base/parallel.h"
#include "generator/pointwise_kernel.h"
#include "generator/shape_check.h"
#include "generator/winograd_kernel.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <omp.h>

#include <algorithm>
#include <limits>

namespace effigy::generator {

namespace {

using torch::Tensor;

// Where transforming weights costs more than the products saved.
constexpr std::int64_t kFewestPixels = 24 * 24;
constexpr std::int64_t kFewestChannels = 16;

// Tiles that are transformed together: their inputs and products should stay in the processor's cache.
constexpr int kBlockTiles = 128;

int rowsPerBlock(const WinogradParams& params)
{
    const int columns = (params.width + kWinogradTile - 1) / kWinogradTile, rows = winogradTileRows(params);
    const int forCache = std::max(1, kBlockTiles / columns);
    const int forThreads = std::max(1, rows / (2 * omp_get_max_threads()));
    const int forPanels = (kWinogradPanel + columns - 1) / columns; // fewer leave lanes idle
    return std::min(rows, std::max(forPanels, std::min(forCache, forThreads)));
}

WinogradParams paramsOf(const Tensor& x, const Tensor& weight, const TiledConvolution& options)
{
    const bool isUp = options.resampling == Resampling::Up;
    const auto height = static_cast<int>(x.size(2)), width = static_cast<int>(x.size(3));
    WinogradParams params = {};
    params.weight = weight.data_ptr<float>();
    params.weightGain = static_cast<float>(options.weightGain);
    params.bias = options.bias.defined() ? options.bias.data_ptr<float>() : nullptr;
    params.strength = options.strength.defined() ? options.strength.item<float>() : 0.0F;
    params.slope = static_cast<float>(options.epilogue.slope);
    params.gain = static_cast<float>(options.epilogue.gain);
    params.clamp = options.epilogue.clamp > 0.0 ? static_cast<float>(options.epilogue.clamp) : std::numeric_limits<float>::infinity();
    params.inChannels = static_cast<int>(x.size(1));
    params.outChannels = static_cast<int>(weight.size(0));
    params.inHeight = height;
    params.inWidth = width;
    params.height = isUp ? 2 * height : height;
    params.width = isUp ? 2 * width : width;
    params.isUp = isUp;
    return params;
}

void checkOptions(const Tensor& x, const Tensor& weight, const TiledConvolution& options, const WinogradParams& params)
{
    base::require(!at::GradMode::is_enabled() && x.device().is_cpu(), "convolveTiled: not differentiable, and only on the CPU");
    base::require(options.resampling != Resampling::Down, "convolveTiled: does not shrink");
    expectShape(weight, {-1, x.size(1), 3, 3}, "convolveTiled: weight");
    base::require(options.noise.defined() == options.strength.defined(), "convolveTiled: noise and its strength come together");
    base::require(!options.demodulates || options.styles.defined(), "convolveTiled: demodulation needs styles");
    if (options.styles.defined())
        expectShape(options.styles, {x.size(0), x.size(1)}, "convolveTiled: styles");
    if (options.bias.defined())
        expectShape(options.bias, {weight.size(0)}, "convolveTiled: bias");
    if (options.noise.defined())
        base::require(options.noise.scalar_type() == torch::kFloat32
                          && (options.noise.dim() == 2 || (options.noise.dim() == 4 && options.noise.size(0) == x.size(0)))
                          && options.noise.size(-1) == params.width && options.noise.size(-2) == params.height,
                      "convolveTiled: the noise has the result's size");
}

void convolveOne(const WinogradParams& params)
{
    base::parallelFor(winogradGroups(params.outChannels), 4,
                      [&](int begin, int end) { transformWinogradWeights(params, begin, end); });
    const int rows = winogradTileRows(params), perBlock = rowsPerBlock(params);
    const auto size = static_cast<std::int64_t>((winogradScratch(params, perBlock) + 15) / 16 * 16);
    const Tensor scratch = torch::empty({omp_get_max_threads(), size});
    base::parallelFor((rows + perBlock - 1) / perBlock, 1, [&](int begin, int end) {
        float* own = scratch.data_ptr<float>() + omp_get_thread_num() * size;
        for (int block = begin; block < end; ++block)
            convolveWinograd(params, block * perBlock, std::min(rows, (block + 1) * perBlock), own);
    });
}

// [co, ci, 1, 1] to [groups, ci, 8]
Tensor grouped(const Tensor& weight)
{
    const auto co = weight.size(0), ci = weight.size(1), groups = (co + kPointwiseGroup - 1) / kPointwiseGroup;
    const Tensor padded = at::constant_pad_nd(weight.reshape({co, ci}), {0, 0, 0, groups * kPointwiseGroup - co});
    return padded.reshape({groups, kPointwiseGroup, ci}).transpose(1, 2).contiguous();
}

} // namespace

bool canTile(const Tensor& x, const Tensor& weight, Resampling resampling)
{
    const std::int64_t grown = resampling == Resampling::Up ? 4 : 1;
    return !at::GradMode::is_enabled() && x.device().is_cpu() && resampling != Resampling::Down && weight.size(2) == 3
           && weight.size(3) == 3 && weight.size(0) >= kFewestChannels && weight.size(1) >= kFewestChannels
           && x.size(2) * x.size(3) * grown >= kFewestPixels;
}

Tensor convolveTiled(const Tensor& x, const Tensor& weight, const TiledConvolution& options)
{
    expectShape(x, {-1, -1, -1, -1}, "convolveTiled: x");
    const Tensor in = x.contiguous(), filters = weight.contiguous();
    TiledConvolution dense = options;
    for (Tensor* tensor : {&dense.styles, &dense.noise, &dense.bias})
        if (tensor->defined())
            *tensor = tensor->contiguous();
    WinogradParams params = paramsOf(in, filters, dense);
    checkOptions(in, filters, dense, params);
    const Tensor out = torch::empty({x.size(0), weight.size(0), params.height, params.width}, x.options());
    const auto groups = static_cast<std::int64_t>(winogradGroups(params.outChannels));
    const Tensor transformed = torch::empty({kWinogradPositions, groups, params.inChannels, kWinogradGroup});
    const Tensor norms = torch::empty({groups * kWinogradGroup});
    params.transformed = transformed.data_ptr<float>();
    params.norms = dense.demodulates ? norms.data_ptr<float>() : nullptr;
    for (std::int64_t i = 0; i < x.size(0); ++i) {
        params.in = in.data_ptr<float>() + i * in.stride(0);
        params.out = out.data_ptr<float>() + i * out.stride(0);
        params.styles = dense.styles.defined() ? dense.styles.data_ptr<float>() + i * dense.styles.stride(0) : nullptr;
        params.noise = dense.noise.defined() ? dense.noise.data_ptr<float>() + (dense.noise.dim() == 4 ? i * dense.noise.stride(0) : 0)
                                             : nullptr;
        convolveOne(params);
    }
    return out;
}

bool canConvolvePointwise(const Tensor& x, const Tensor& weight)
{
    return !at::GradMode::is_enabled() && x.device().is_cpu() && weight.size(2) == 1 && weight.size(3) == 1;
}

Tensor convolvePointwise(const Tensor& x, const Tensor& weight, const PointwiseConvolution& options, const Tensor& added)
{
    expectShape(x, {-1, -1, -1, -1}, "convolvePointwise: x");
    expectShape(weight, {-1, x.size(1), 1, 1}, "convolvePointwise: weight");
    base::require(canConvolvePointwise(x, weight), "convolvePointwise: not differentiable, and only on the CPU");
    if (options.styles.defined())
        expectShape(options.styles, {x.size(0), x.size(1)}, "convolvePointwise: styles");
    const auto n = x.size(0), co = weight.size(0), h = x.size(2), w = x.size(3);
    if (added.defined())
        expectShape(added, {n, co, h, w}, "convolvePointwise: added");
    const Tensor in = x.contiguous(), out = added.defined() ? added.contiguous() : torch::empty({n, co, h, w}, x.options());
    const Tensor bias = options.bias.defined() ? options.bias.contiguous() : Tensor();
    PointwiseParams params = {.in = nullptr,
                              .weight = nullptr,
                              .bias = bias.defined() ? bias.data_ptr<float>() : nullptr,
                              .out = nullptr,
                              .clamp = options.clamp > 0.0 ? static_cast<float>(options.clamp) : std::numeric_limits<float>::infinity(),
                              .inChannels = static_cast<int>(x.size(1)),
                              .outChannels = static_cast<int>(co),
                              .pixels = static_cast<int>(h * w),
                              .adds = added.defined()};
    for (std::int64_t i = 0; i < n; ++i) {
        Tensor scaled = weight * options.weightGain;
        if (options.styles.defined())
            scaled = scaled * options.styles[i].reshape({1, -1, 1, 1});
        const Tensor filters = grouped(scaled);
        params.in = in.data_ptr<float>() + i * in.stride(0);
        params.weight = filters.data_ptr<float>();
        params.out = out.data_ptr<float>() + i * out.stride(0);
        base::parallelFor((params.pixels + kPointwisePanel - 1) / kPointwisePanel, 8,
                          [&](int begin, int end) { convolvePointwise(params, begin, end); });
    }
    return out;
}

} // namespace effigy::generator
