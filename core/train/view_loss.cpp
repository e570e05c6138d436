// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/view_loss.h"

#include "base/error.h"
#include "train/picture_loss.h"

#include <ATen/ops/adaptive_avg_pool2d.h>
#include <ATen/ops/cat.h>

namespace effigy::train {
namespace {

constexpr int kFinalLevels = 5;
constexpr int kRawLevels = 4;
constexpr double kGradientFloor = 0.02; // of colours 0..1: noise of a flat patch
constexpr double kDepthGain = 10.0;     // a centimetre weighs like a quarter of the colour range

torch::Tensor finalLoss(const torch::Tensor& picture, const ViewTarget& target, const ViewLossWeights& weights)
{
    const auto wanted = at::cat({target.colour, target.alpha}, 1);
    auto loss = weights.colour * absoluteError(picture, wanted, target.weight);
    if (weights.laplacian > 0.0)
        loss = loss + weights.laplacian * laplacianLoss(picture, wanted, target.weight, kFinalLevels);
    if (weights.gradient > 0.0)
        loss = loss + weights.gradient * gradientDirectionLoss(picture, wanted, target.weight, kGradientFloor);
    return loss;
}

torch::Tensor rawLoss(const generator::CameraStage& camera, const ViewTarget& target, const ViewLossWeights& weights)
{
    const auto size = camera.features.size(2);
    const auto shrink = [size](const torch::Tensor& picture) { return at::adaptive_avg_pool2d(picture, {size, size}); };
    const auto weight = shrink(target.weight);
    const auto raw = camera.raw() * 0.5 + 0.5;
    const auto wanted = shrink(target.colour);
    auto loss = weights.raw * (absoluteError(raw, wanted, weight) + 0.5 * laplacianLoss(raw, wanted, weight, kRawLevels));
    const auto alpha = shrink(target.alpha);
    loss = loss + weights.alpha * (squaredError(camera.alpha, alpha, weight) + 0.5 * absoluteError(camera.alpha, alpha, weight));
    if (target.depth.defined() && weights.depth > 0.0) {
        const auto known = target.depth.gt(0.0).to(torch::kFloat32) * alpha;
        loss = loss + weights.depth * absoluteError(camera.depth * kDepthGain, target.depth * kDepthGain, known * weight);
    }
    return loss;
}

} // namespace

torch::Tensor pictureOf(const generator::Frame& frame)
{
    base::require(frame.image.size(1) == 4, "a generator whose image has alpha");
    return frame.image * 0.5 + 0.5;
}

ViewLoss viewLoss(const generator::Frame& frame, const ViewTarget& target, const ViewLossWeights& weights)
{
    ViewLoss loss;
    loss.total = rawLoss(frame.camera, target, weights);
    if (frame.image.defined()) {
        const auto picture = pictureOf(frame);
        loss.total = loss.total + finalLoss(picture, target, weights);
        loss.finalError = (picture.detach().slice(1, 0, 3) - target.colour).abs().mean().item<double>();
    }
    return loss;
}

} // namespace effigy::train
