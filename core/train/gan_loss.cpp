// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/gan_loss.h"

#include "base/error.h"
#include "nn/shape_check.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include <cmath>

namespace effigy::train {

using nn::expectShape;
using torch::Tensor;

Tensor lossOfReal(const Tensor& logits)
{
    return at::softplus(-logits);
}

Tensor lossOfFake(const Tensor& logits)
{
    return at::softplus(logits);
}

RealityPenalty realityPenalty(const Tensor& logits, const std::vector<Tensor>& pictures)
{
    RealityPenalty penalty;
    penalty.gradients = torch::autograd::grad({logits.sum()}, pictures, {}, true, true);
    for (const Tensor& gradient : penalty.gradients) {
        const Tensor squared = gradient.flatten(1).square().sum(1);
        penalty.perPicture = penalty.perPicture.defined() ? penalty.perPicture + squared : squared;
    }
    return penalty;
}

DensityPoints nearbyPoints(const Tensor& draws, const Tensor& offsets, double distance)
{
    expectShape(draws, {-1, -1, 3}, "nearbyPoints: draws");
    expectShape(offsets, {draws.size(0), draws.size(1), 3}, "nearbyPoints: offsets");
    const Tensor points = draws * 2.0 - 1.0;
    return {points, points + offsets * distance};
}

DensityPoints pointsBehind(const Tensor& draws, double boxWarp)
{
    expectShape(draws, {-1, -1, 3}, "pointsBehind: draws");
    constexpr double kVoxels = 256.0; // across the cube
    const Tensor points = draws * 2.0 - 1.0;
    const Tensor step = torch::tensor({0.0F, 0.0F, static_cast<float>(boxWarp / kVoxels)});
    return {points, points - step.to(draws.device())};
}

DensityLoss densityLoss(const generator::Generator& generator, const Tensor& planes,
                        const DensityPoints& points, DensityRegularisation how)
{
    DensityLoss loss;
    const auto count = points.first.size(1);
    const Tensor both = at::cat({points.first, points.second}, 1);
    const Tensor density = generator::samplePoints(generator, planes, both).density;
    loss.first = density.slice(1, 0, count);
    loss.second = density.slice(1, count);
    switch (how) {
    case DensityRegularisation::L1:
        loss.mean = (loss.first - loss.second).abs().mean();
        break;
    case DensityRegularisation::MonotonicDetached:
        loss.mean = (loss.first.detach() - loss.second).relu().mean();
        break;
    case DensityRegularisation::MonotonicFixed:
        loss.mean = (loss.first - loss.second).relu().mean();
        break;
    }
    return loss;
}

PathLengths pathLengths(const Tensor& picture, const Tensor& ws, const Tensor& noise,
                        const Tensor& mean)
{
    constexpr double kDecay = 0.01;
    base::require(noise.sizes() == picture.sizes(), "pathLengths: noise is shaped as the picture");
    const double scale = 1.0 / std::sqrt(static_cast<double>(picture.size(2)) *
                                         static_cast<double>(picture.size(3)));
    const Tensor gradient =
        torch::autograd::grad({(picture * noise * scale).sum()}, {ws}, {}, true, true)[0];
    PathLengths path;
    path.lengths = gradient.square().sum(2).mean(1).sqrt();
    path.mean = mean.lerp(path.lengths.detach().mean(), kDecay);
    path.penalty = (path.lengths - path.mean).square();
    return path;
}

} // namespace effigy::train
