// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "mesh/camera.h"
#include "mesh/mesh.h"

#include <Eigen/Core>

#include <span>
#include <vector>

namespace effigy::head {

/// What a camera sees of a mesh at every pixel centre of a square picture.
struct SurfaceView {
    int size = 0;
    std::vector<int> triangle;                // [size * size], -1: nothing
    std::vector<Eigen::Vector3f> barycentric; // [size * size] perspective-correct
    std::vector<float> depth;                 // [size * size] metres along the camera's z; infinite: nothing

    [[nodiscard]] std::size_t index(int x, int y) const { return static_cast<std::size_t>(y) * size + x; }
    /// Whether `place`, as mesh::project gives it, lies more than `behind` metres behind what is seen there; never beyond the picture.
    [[nodiscard]] bool hides(const Eigen::Vector3d& place, float behind) const;
};

/// Nearest surfaces, both faces of triangles alike, so that open rims hide what lies behind them.
[[nodiscard]] SurfaceView viewSurface(const std::vector<Eigen::Vector3f>& vertices,
                                      const std::vector<Eigen::Vector3i>& triangles, const mesh::Camera& camera, int size);

/// The mesh's triangles, those of lashes empty: they let through what lies behind them.
[[nodiscard]] std::vector<Eigen::Vector3i> withoutLashes(const mesh::Mesh& mesh);

/// `values` [V] of vertices as a picture; `none` where nothing is seen.
[[nodiscard]] base::FloatImage paint(const SurfaceView& view, const std::vector<Eigen::Vector3i>& triangles,
                                     std::span<const float> values, float none);

} // namespace effigy::head
