// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deca/parameter_list.h"
#include "deca/resnet.h"

#include <torch/types.h>

#include <vector>

namespace effigy::train {

/// The implicit diversified Markov random field loss per picture, [B] f32: how badly patches of
/// `generated` find their like among those of `target`, each of which wants to be found.
///   generated  [B, C, H, W] f32 features
///   target     [N, C, H, W] f32; B is a multiple of N, and picture b is compared with b modulo N
/// Differentiable in `generated`, once. Memory: (H W)^2 floats for each picture, until its gradient
/// is taken. Source: Wang et al. 2018 (Image Inpainting via Generative Multi-column CNNs), Eq. 2
/// to 5.
[[nodiscard]] torch::Tensor diversifiedMrf(const torch::Tensor& generated,
                                           const torch::Tensor& target);

/// Features of VGG-19 that the loss compares.
struct VggFeatures {
    torch::Tensor relu3; // [B, 256, H/4, W/4] after the first ReLU of block 3
    torch::Tensor relu4; // [B, 512, H/8, W/8] after the first ReLU of block 4
};

/// The full term: mrf of relu3 once, of relu4 twice (as style and as content), summed over the
/// batch. The paper names other layers: the published code counts ReLUs as layers.
[[nodiscard]] torch::Tensor mrfTotal(const VggFeatures& generated, const VggFeatures& target);

/// Parameters of VGG-19 up to there.
///   narrowing  as of deca::decaParameters()
[[nodiscard]] std::vector<deca::ParameterInfo> vggParameters(std::int64_t narrowing = 1);

/// VGG-19 in torchvision's names ("features.0.weight" ...) up to the first ReLU of block 4.
///   pictures  [B, 3, H, W] f32 RGB 0..1
/// Differentiable. Source: Simonyan and Zisserman 2015, configuration E.
[[nodiscard]] VggFeatures vgg19(const torch::Tensor& pictures, const deca::NetworkScope& scope);

} // namespace effigy::train
