// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/stages.h"

#include <torch/types.h>

#include <vector>

namespace effigy::train {

/// The non-saturating logistic loss per picture: what the discriminator pays for a real picture,
/// and the generator for a fake one. logits [N, 1]; returns the same shape. Source: Goodfellow et
/// al. 2014, Sec. 3.
[[nodiscard]] torch::Tensor lossOfReal(const torch::Tensor& logits);
/// What the discriminator pays for a fake picture.
[[nodiscard]] torch::Tensor lossOfFake(const torch::Tensor& logits);

/// The squared gradient of the logits in the real pictures.
struct RealityPenalty {
    std::vector<torch::Tensor> gradients; // of the sum of logits, as the pictures are shaped
    torch::Tensor perPicture;             // [N], summed over all pictures of one item
};
/// R1, before gamma / 2. The graph is kept, so that the penalty itself can be differentiated.
///   logits    [N, 1], computed from `pictures`
///   pictures  tensors [N, ...] that require a gradient: final and raw image are leaves of their
///   own
/// Source: Mescheder et al. 2018, Eq. 9.
[[nodiscard]] RealityPenalty realityPenalty(const torch::Tensor& logits,
                                            const std::vector<torch::Tensor>& pictures);

/// How densities are kept smooth.
enum class DensityRegularisation {
    L1,                // neighbouring points have similar densities
    MonotonicDetached, // density does not fall towards the front; only the rear point gives way
    MonotonicFixed,    // the same, both points give way
};

/// Points where densities are compared, world units.
struct DensityPoints {
    torch::Tensor first;  // [N, M, 3]
    torch::Tensor second; // [N, M, 3]
};
/// Points spread over [-1, 1]^3 from uniform draws in [0, 1) and their neighbours.
///   draws     [N, M, 3] uniform
///   offsets   [N, M, 3] standard normal
///   distance  deviation of the neighbours, world units; published 0.004
/// The cube is twice as wide as the planes' own (box warp 1), as published.
[[nodiscard]] DensityPoints nearbyPoints(const torch::Tensor& draws, const torch::Tensor& offsets,
                                         double distance);
/// Points and those one 256th of the planes' cube behind them, along z.
[[nodiscard]] DensityPoints pointsBehind(const torch::Tensor& draws, double boxWarp);

/// What was compared, and its loss before weighting.
struct DensityLoss {
    torch::Tensor first;  // [N, M, 1] densities
    torch::Tensor second; // [N, M, 1]
    torch::Tensor mean;   // [] f32
};
/// Mean |a - b| for L1; mean relu(front - rear) for the monotonic ones, with `second` the rear
/// points. Weights as published: 0.25 for L1, 10 for the others.
///   planes  [N, K, P, P, C] as the deform stage gives them
/// Source: Chan et al. 2022 (EG3D), supplement; released training code.
[[nodiscard]] DensityLoss densityLoss(const generator::Generator& generator,
                                      const torch::Tensor& planes, const DensityPoints& points,
                                      DensityRegularisation how = DensityRegularisation::L1);

/// Path-length regularisation: pictures should change by the same amount for a step of any
/// direction in w. The published Next3D leaves it out (weight 0).
struct PathLengths {
    torch::Tensor lengths; // [N]
    torch::Tensor mean;    // [] moving average after this batch, no gradient
    torch::Tensor penalty; // [N] (length - mean)^2
};
///   picture  [N, C, H, W], computed from `ws` by operators that are differentiable twice: the
///            synthesis networks, not the volume renderer
///   ws       [N, rows, wDim], requires a gradient
///   noise    [N, C, H, W] standard normal
///   mean     [] moving average so far; decay 0.01
/// Source: Karras et al. 2020 (StyleGAN2), Sec. 3.2.
[[nodiscard]] PathLengths pathLengths(const torch::Tensor& picture, const torch::Tensor& ws,
                                      const torch::Tensor& noise, const torch::Tensor& mean);

} // namespace effigy::train
