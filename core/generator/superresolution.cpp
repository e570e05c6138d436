// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/fir.h"
#include "generator/synthesis.h"

namespace effigy::generator {

namespace {

torch::Tensor resized(const torch::Tensor& x, const SuperresolutionConfig& config)
{
    const int size = config.inputResolution;
    const bool isKept = config.resizesOnlyUp ? x.size(3) >= size : x.size(3) == size;
    if (isKept)
        return x;
    return config.antialias ? resizeAntialiased(x, size, size) : resizeBilinear(x, size, size);
}

} // namespace

torch::Tensor superresolve(const ParameterScope& scope, const torch::Tensor& x, const torch::Tensor& image,
                           const torch::Tensor& w, const SuperresolutionConfig& config, const LayerOptions& options, const torch::Tensor& fine)
{
    const BlockStyles styles = {w, w, w};
    const BlockOutput input = {resized(x, config), resized(image, config)};
    const nn::Resampling first = config.firstBlockUpsamples ? nn::Resampling::Up : nn::Resampling::Same;
    BlockOutput half = synthesisBlock(scope / "block0", input, styles, first, options);
    if (fine.defined()) {
        half.image = half.image - input.image; // what the first block adds
        return fine + synthesisBlock(scope / "block1", half, styles, nn::Resampling::Up, options).image;
    }
    return synthesisBlock(scope / "block1", half, styles, nn::Resampling::Up, options).image;
}

} // namespace effigy::generator
