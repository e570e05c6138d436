// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deca/parameter_list.h"
#include "deca/resnet.h"

#include <torch/types.h>

#include <cstdint>
#include <vector>

namespace effigy::train {

/// Features [B, 2048] of the face recognition network of VGGFace2: a ResNet-50 with the steps in
/// the first convolution of a bottleneck and pooling without a rim. Weights without the classifier.
///   faces  [B, 3, 224, 224] f32 RGB 0..1; the outer ten pixels are cut off
/// Differentiable. Source: Cao et al. 2018, converted weights; input scaling as DECA has it.
[[nodiscard]] torch::Tensor identityFeatures(const torch::Tensor& faces,
                                             const deca::NetworkScope& scope);

/// Its parameters, names as published, without the classifier.
///   narrowing  as of deca::decaParameters()
[[nodiscard]] std::vector<deca::ParameterInfo> identityParameters(std::int64_t narrowing = 1);

/// Mean of one minus the cosine between the features of both pictures.
///   generated  [k N, 3, 224, 224] f32, k times as many as `real`, in whose order they come k times
///   real       [N, 3, 224, 224] f32
[[nodiscard]] torch::Tensor identityLoss(const torch::Tensor& generated, const torch::Tensor& real,
                                         const deca::NetworkScope& scope);

} // namespace effigy::train
