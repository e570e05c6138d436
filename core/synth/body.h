// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mesh/mesh.h"

#include <Eigen/Core>

#include <array>
#include <filesystem>
#include <vector>

namespace effigy::synth {

/// What the shape of a head follows from; one row each of the trait directions.
enum class Trait { Male, Age, Muscle, Weight, African, Asian };
inline constexpr int kTraitCount = 6;
using Traits = Eigen::Matrix<float, kTraitCount, 1>; // 0..1 each; what African and Asian leave of 1 is European

/// What belongs to the free head but lies outside it: shoulders and chest below the cut of the neck, and where in the head's
/// shape basis sex, age, build and ancestry lie.
struct Body {
    mesh::Mesh bust;             // of the mean head, metres, head frame; no UVs
    Eigen::MatrixXf shapeBasis;  // [3B, S] how the bust follows the head's shape, metres per standard deviation
    std::vector<Eigen::Vector2i> rim; // vertex of the bust, vertex of the head at the same place
    Eigen::MatrixXf traitDirections;  // [S, kTraitCount] standard deviations per unit of the trait
    Traits traitMeans = Traits::Zero();

    /// Vertices [B] of the bust under a head of this shape (standard deviations), metres, head frame.
    [[nodiscard]] std::vector<Eigen::Vector3f> vertices(const Eigen::VectorXf& shape) const;
};

/// Reads a body written by writeBody, for a head of `headVertices` vertices and `shapes` directions.
/// Throws Error "model_refused" when it is damaged or belongs to another head, "storage" when it cannot be read.
[[nodiscard]] Body readBody(const std::filesystem::path& path, int headVertices, int shapes);
void writeBody(const Body& body, const std::filesystem::path& path);

} // namespace effigy::synth
