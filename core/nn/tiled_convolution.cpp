// SPDX-License-Identifier: GPL-3.0-or-later
#include "nn/tiled_convolution.h"

#include "base/error.h"
#include "base/parallel.h"
#include "nn/convolution_lanes.h"
#include "nn/pointwise_kernel.h"
#include "nn/polyphase_kernel.h"
#include "nn/shape_check.h"
#include "nn/winograd_kernel.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <omp.h>

#include <algorithm>
#include <limits>

namespace effigy::nn {

namespace {

using torch::Tensor;

// Where transforming weights costs more than the products saved.
constexpr std::int64_t kFewestPixels = 24 * 24;
constexpr std::int64_t kFewestChannels = 16;

// Tiles that are transformed together: their inputs and products should stay in the processor's cache.
constexpr int kBlockTiles = 128;

// Rows of `columns` tiles each, of `rows`, that are taken together.
int rowsPerBlock(int columns, int rows)
{
    const int forCache = std::max(1, kBlockTiles / columns);
    const int forThreads = std::max(1, rows / (2 * omp_get_max_threads()));
    const int forPanels = (kPanelWidth + columns - 1) / columns; // fewer leave lanes idle
    return std::min(rows, std::max(forPanels, std::min(forCache, forThreads)));
}

// What both kernels are told alike.
template <typename Params>
void setShared(Params& params, const Tensor& x, const Tensor& weight, const TiledConvolution& options)
{
    params.weight = weight.data_ptr<float>();
    params.weightGain = static_cast<float>(options.weightGain);
    params.bias = options.bias.defined() ? options.bias.data_ptr<float>() : nullptr;
    params.strength = options.strength.defined() ? options.strength.item<float>() : 0.0F;
    params.slope = static_cast<float>(options.epilogue.slope);
    params.gain = static_cast<float>(options.epilogue.gain);
    params.clamp = options.epilogue.clamp > 0.0 ? static_cast<float>(options.epilogue.clamp) : std::numeric_limits<float>::infinity();
    params.inChannels = static_cast<int>(x.size(1));
    params.outChannels = static_cast<int>(weight.size(0));
    params.products = options.products;
}

// The same for picture `i` of several.
template <typename Params>
void setPicture(Params& params, const Tensor& x, const Tensor& out, const TiledConvolution& options, std::int64_t i)
{
    params.in = x.data_ptr<float>() + i * x.stride(0);
    params.out = out.data_ptr<float>() + i * out.stride(0);
    params.styles = options.styles.defined() ? options.styles.data_ptr<float>() + i * options.styles.stride(0) : nullptr;
    params.noise = options.noise.defined() ? options.noise.data_ptr<float>() + (options.noise.dim() == 4 ? i * options.noise.stride(0) : 0)
                                           : nullptr;
}

void checkOptions(const Tensor& x, const Tensor& weight, const TiledConvolution& options)
{
    const std::int64_t scale = options.resampling == Resampling::Up ? 2 : 1;
    base::require(!at::GradMode::is_enabled() && x.device().is_cpu(), "convolveTiled: not differentiable, and only on the CPU");
    base::require(options.resampling != Resampling::Down, "convolveTiled: does not shrink");
    base::require(options.products == Products::F32 || multipliesBf16(), "convolveTiled: this processor has no AVX-512 BF16");
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
                          && options.noise.size(-1) == scale * x.size(3) && options.noise.size(-2) == scale * x.size(2),
                      "convolveTiled: the noise has the result's size");
}

Tensor scratchOf(std::size_t numbers)
{
    return torch::empty({omp_get_max_threads(), static_cast<std::int64_t>((numbers + 15) / 16 * 16)});
}

void transformWeights(const WinogradParams& params)
{
    base::parallelFor(winogradGroups(params.outChannels), 4,
                      [&](int begin, int end) { transformWinogradWeights(params, begin, end); });
}

// By weights that are transformed already.
void convolveOne(const WinogradParams& params)
{
    const int rows = winogradTileRows(params);
    const int perBlock = rowsPerBlock((params.width + kWinogradTile - 1) / kWinogradTile, rows);
    const Tensor scratch = scratchOf(winogradScratch(params, perBlock));
    base::parallelFor((rows + perBlock - 1) / perBlock, 1, [&](int begin, int end) {
        float* own = scratch.data_ptr<float>() + omp_get_thread_num() * scratch.size(1);
        for (int block = begin; block < end; ++block)
            convolveWinograd(params, block * perBlock, std::min(rows, (block + 1) * perBlock), own);
    });
}

void convolveOne(const PolyphaseParams& params)
{
    constexpr int kFewestRows = 4; // of a thread: each computes one row of tiles twice
    base::parallelFor(polyphaseGroups(params.outChannels), 4,
                      [&](int begin, int end) { transformPolyphaseWeights(params, begin, end); });
    const int rows = polyphaseTileRows(params);
    const int perBlock = rowsPerBlock((2 * params.inWidth + kPolyphaseTile - 1) / kPolyphaseTile, rows);
    const Tensor scratch = scratchOf(polyphaseScratch(params, perBlock));
    const int parts = std::clamp(rows / kFewestRows, 1, omp_get_max_threads());
    base::parallelFor(parts, 1, [&](int begin, int end) {
        float* own = scratch.data_ptr<float>() + omp_get_thread_num() * scratch.size(1);
        convolvePolyphase(params, rows * begin / parts, rows * end / parts, perBlock, own);
    });
}

// Columns and rows before smoothing, 2 n + 1 long, that no tile of an even picture has: the last of the picture by the last taps.
Tensor edge(const Tensor& line, const Tensor& taps)
{
    return at::conv_transpose1d(line.contiguous(), taps.transpose(0, 1).contiguous(), {}, 2)[0].contiguous();
}

void enlarge(const Tensor& x, const Tensor& weight, const TiledConvolution& options, const Tensor& out)
{
    PolyphaseParams params = {};
    setShared(params, x, weight, options);
    params.inHeight = static_cast<int>(x.size(2));
    params.inWidth = static_cast<int>(x.size(3));
    const auto groups = static_cast<std::int64_t>(polyphaseGroups(params.outChannels));
    const Tensor transformed = torch::empty({kPolyphaseWeights, groups, productWords(params.inChannels, params.products), kPanelGroup});
    const Tensor norms = torch::empty({groups * kPanelGroup});
    params.transformed = transformed.data_ptr<float>();
    params.norms = options.demodulates ? norms.data_ptr<float>() : nullptr;
    for (std::int64_t i = 0; i < x.size(0); ++i) {
        setPicture(params, x, out, options, i);
        const Tensor scale = options.styles.defined() ? options.styles[i].reshape({1, -1, 1}) * options.weightGain
                                                      : torch::full({1, 1, 1}, options.weightGain);
        const Tensor column = edge(x.slice(0, i, i + 1).select(3, -1), weight.select(3, 2) * scale);
        const Tensor row = edge(x.slice(0, i, i + 1).select(2, -1), weight.select(2, 2) * scale);
        params.edgeColumn = column.data_ptr<float>();
        params.edgeRow = row.data_ptr<float>();
        convolveOne(params);
    }
}

void keepSize(const Tensor& x, const Tensor& weight, const TiledConvolution& options, const Tensor& out)
{
    WinogradParams params = {};
    setShared(params, x, weight, options);
    params.height = static_cast<int>(x.size(2));
    params.width = static_cast<int>(x.size(3));
    const auto groups = static_cast<std::int64_t>(winogradGroups(params.outChannels));
    const Tensor transformed = torch::empty({kWinogradPositions, groups, productWords(params.inChannels, params.products), kWinogradGroup});
    const Tensor norms = torch::empty({groups * kWinogradGroup});
    params.transformed = transformed.data_ptr<float>();
    params.norms = options.demodulates ? norms.data_ptr<float>() : nullptr;
    for (std::int64_t i = 0; i < x.size(0); ++i) {
        setPicture(params, x, out, options, i);
        transformWeights(params); // as this picture's styles scale them
        convolveOne(params);
    }
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
    checkOptions(in, filters, dense);
    const std::int64_t scale = dense.resampling == Resampling::Up ? 2 : 1;
    const Tensor out = torch::empty({x.size(0), weight.size(0), scale * x.size(2), scale * x.size(3)}, x.options());
    if (dense.resampling == Resampling::Up)
        enlarge(in, filters, dense, out);
    else
        keepSize(in, filters, dense, out);
    return out;
}

PreparedConvolution::PreparedConvolution(const Tensor& weight, const Tensor& bias, double slope)
    : m_inChannels(weight.size(1)), m_outChannels(weight.size(0)), m_bias(bias.contiguous()), m_slope(static_cast<float>(slope))
{
    expectShape(weight, {-1, -1, 3, 3}, "PreparedConvolution: weight");
    expectShape(bias, {weight.size(0)}, "PreparedConvolution: bias");
    const Tensor filters = weight.contiguous();
    WinogradParams params = {};
    params.weight = filters.data_ptr<float>();
    params.weightGain = 1.0F;
    params.inChannels = static_cast<int>(m_inChannels);
    params.outChannels = static_cast<int>(m_outChannels);
    m_transformed = torch::empty({kWinogradPositions, winogradGroups(params.outChannels), m_inChannels, kWinogradGroup});
    params.transformed = m_transformed.data_ptr<float>();
    transformWeights(params);
}

Tensor PreparedConvolution::operator()(const Tensor& x) const
{
    expectShape(x, {-1, m_inChannels, -1, -1}, "PreparedConvolution: x");
    base::require(!at::GradMode::is_enabled() && x.device().is_cpu(), "PreparedConvolution: not differentiable, and only on the CPU");
    const Tensor in = x.contiguous();
    const Tensor out = torch::empty({x.size(0), m_outChannels, x.size(2), x.size(3)}, x.options());
    WinogradParams params = {};
    params.transformed = m_transformed.data_ptr<float>();
    params.bias = m_bias.data_ptr<float>();
    params.slope = m_slope;
    params.gain = 1.0F;
    params.clamp = std::numeric_limits<float>::infinity();
    params.inChannels = static_cast<int>(m_inChannels);
    params.outChannels = static_cast<int>(m_outChannels);
    params.height = static_cast<int>(x.size(2));
    params.width = static_cast<int>(x.size(3));
    for (std::int64_t i = 0; i < x.size(0); ++i) {
        setPicture(params, in, out, {}, i);
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

} // namespace effigy::nn
