// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/generator.h"

#include <torch/types.h>

#include <Eigen/Core>

#include <vector>

namespace effigy::avatar {

/// Whether an avatar of a generator with a texture code wears something: whether its front plane goes on before and below its neck. Hair
/// that hangs lies further back.
///   staticPlanes  [1, N, C, P, P], the front first
///   rim           vertices of the open edge at which the neck ends
///   vertices      of the head at rest, metres, head frame
[[nodiscard]] bool wearsClothes(const generator::Generator& generator, const torch::Tensor& staticPlanes, const std::vector<int>& rim,
                                const std::vector<Eigen::Vector3f>& vertices);

} // namespace effigy::avatar
