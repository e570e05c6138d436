// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/picture_loss.h"

#include "base/error.h"

#include <ATen/ops/avg_pool2d.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/upsample_bilinear2d.h>

#include <algorithm>
#include <cmath>

namespace effigy::train {
namespace {

void expectPictures(const torch::Tensor& a, const torch::Tensor& b, const torch::Tensor& weight)
{
    base::require(a.dim() == 4 && a.sizes() == b.sizes(), "pictures of one shape [N, C, H, W]");
    base::require(weight.dim() == 4 && weight.size(1) == 1 && weight.size(2) == a.size(2) && weight.size(3) == a.size(3),
                  "a weight map [N, 1, H, W] of the pictures' size");
}

torch::Tensor halved(const torch::Tensor& picture)
{
    return at::avg_pool2d(picture, {2, 2}, {2, 2});
}

torch::Tensor doubled(const torch::Tensor& picture)
{
    return at::upsample_bilinear2d(picture, {picture.size(2) * 2, picture.size(3) * 2}, false);
}

torch::Tensor luminance(const torch::Tensor& picture)
{
    return picture.slice(1, 0, std::min<std::int64_t>(3, picture.size(1))).mean(1, true);
}

/// Forward differences as two channels, each shorter by one row and column.
torch::Tensor gradients(const torch::Tensor& grey)
{
    const auto corner = grey.slice(2, 0, -1).slice(3, 0, -1);
    const auto right = grey.slice(2, 0, -1).slice(3, 1);
    const auto below = grey.slice(2, 1).slice(3, 0, -1);
    return at::cat({right - corner, below - corner}, 1);
}

torch::Tensor directions(const torch::Tensor& picture, double floor)
{
    const auto g = gradients(luminance(picture));
    return g / (g.square().sum(1, true) + floor * floor).sqrt();
}

} // namespace

torch::Tensor absoluteError(const torch::Tensor& a, const torch::Tensor& b, const torch::Tensor& weight)
{
    expectPictures(a, b, weight);
    return ((a - b).abs() * weight).mean();
}

torch::Tensor squaredError(const torch::Tensor& a, const torch::Tensor& b, const torch::Tensor& weight)
{
    expectPictures(a, b, weight);
    return ((a - b).square() * weight).mean();
}

torch::Tensor laplacianLoss(const torch::Tensor& a, const torch::Tensor& b, const torch::Tensor& weight, int levels)
{
    expectPictures(a, b, weight);
    // The pyramid is linear: one pyramid of the difference stands for the difference of two.
    // Hidden pixels must not leak into the coarser levels, either.
    auto rest = (a - b) * weight.gt(0.0);
    auto mask = weight;
    torch::Tensor total;
    for (int level = 0; level + 1 < levels; ++level) {
        const auto low = halved(rest);
        const auto band = ((rest - doubled(low)).abs() * mask).mean() * std::pow(2.0, level);
        total = total.defined() ? total + band : band;
        rest = low;
        mask = halved(mask);
    }
    const auto last = (rest.abs() * mask).mean() * std::pow(2.0, levels - 1);
    return total.defined() ? total + last : last;
}

torch::Tensor gradientDirectionLoss(const torch::Tensor& a, const torch::Tensor& b, const torch::Tensor& weight,
                                    double floor)
{
    expectPictures(a, b, weight);
    const auto cropped = weight.slice(2, 0, -1).slice(3, 0, -1);
    return ((directions(a, floor) - directions(b, floor)).abs() * cropped).mean();
}

torch::Tensor blurredColourLoss(const torch::Tensor& a, const torch::Tensor& b, const torch::Tensor& weight, int octaves)
{
    expectPictures(a, b, weight);
    auto difference = (a - b) * weight;
    for (int octave = 0; octave < octaves; ++octave)
        difference = halved(difference);
    return difference.square().mean();
}

double peakSignalToNoise(const torch::Tensor& a, const torch::Tensor& b, const torch::Tensor& mask, double peak)
{
    expectPictures(a, b, mask);
    const torch::NoGradGuard noGrad;
    const auto channels = std::min<std::int64_t>(3, a.size(1));
    const auto error = (a.slice(1, 0, channels) - b.slice(1, 0, channels)).square().mean(1, true);
    const double mean = (error * mask).sum().item<double>() / std::max(1e-9, mask.sum().item<double>());
    return 10.0 * std::log10(peak * peak / std::max(mean, 1e-12));
}

} // namespace effigy::train
