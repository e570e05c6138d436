// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/generator.h"
#include "head/head_model.h"
#include "mesh/camera.h"

#include <torch/types.h>

#include <Eigen/Core>

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace effigy::train {

/// The hull of the hair: how far each vertex of the scalp is pushed out, metres, head frame. [V], zero off the scalp.
using HairShell = std::vector<Eigen::Vector3f>;

/// A shell of even thickness, metres, soft towards the hairline and thinning out towards the nape.
[[nodiscard]] HairShell evenShell(const head::HeadModel& model, const head::HeadCoefficients& neutral, double thickness);

/// For the subject's left (+x) and right.
using BothSides = std::array<bool, 2>;
/// On which of them a place lies, `x` metres from the middle.
[[nodiscard]] constexpr std::size_t sideOf(double x) { return x > 0.0 ? 0 : 1; }

/// The shell whose silhouette follows a matte. About ears that are seen hair lies flat.
///   matte   [1, 1, S, S] f32, 0..1, of the head with its hair
///   camera  that took it
///   coversEar  where hair hangs over the ear
[[nodiscard]] HairShell shellFromMatte(const head::HeadModel& model, const head::HeadCoefficients& posed,
                                       const torch::Tensor& matte, const mesh::Camera& camera, const BothSides& coversEar = {});

/// The triangle of the model's mesh that each pixel of a picture shows, row by row; -1 where none.
///   vertices  metres, head frame
[[nodiscard]] std::vector<std::int32_t> facesAt(const head::HeadModel& model, const std::vector<Eigen::Vector3f>& vertices,
                                                const mesh::Camera& camera, int size);

/// What a mesh of the model's covers in a picture: [1, 1, size, size], 0 or 1.
///   vertices  metres, head frame
[[nodiscard]] torch::Tensor silhouetteOf(const head::HeadModel& model, const std::vector<Eigen::Vector3f>& vertices,
                                         const mesh::Camera& camera, int size);

/// 1 where the mesh replaces the static planes, 0 on the scalp, whose hair is static: [1, 1, size, size] in the UV atlas.
[[nodiscard]] torch::Tensor movingMask(const head::HeadModel& model, const generator::HeadLayout& layout, int size);

/// Static planes [1, 4, C, P, P] of a head with its hair: what the views of the shell show of `code`, and beyond its
/// silhouettes what says that nothing is there. Where the generator has a channel for it, hair hides the mesh: seen from above, ears do
/// not come through the hair that stands over them; but it does not hide what stands before it.
///   shellVertices, baldVertices  of the head at rest with its hair and without, metres
[[nodiscard]] torch::Tensor shellPlanes(const generator::Generator& generator, const torch::Tensor& code,
                                        const std::vector<Eigen::Vector3f>& shellVertices, const std::vector<Eigen::Vector3f>& baldVertices);

} // namespace effigy::train
