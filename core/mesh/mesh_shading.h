// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "mesh/mesh_renderer.h"

#include <Eigen/Core>

namespace effigy::mesh {

/// Linear RGB of an sRGB picture at (u, v), 0..1 with v upwards, bilinear, clamped to the border.
[[nodiscard]] Eigen::Vector3f sampleTexture(const base::Image& texture, const Eigen::Vector2f& uv);

/// A point of a surface and how it is seen.
struct SurfaceView {
    Eigen::Vector3f normalInHead;   // unit, on the side that is seen
    Eigen::Vector3f normalInCamera; // the same, OpenCV axes
    Eigen::Vector3f towardsEye;     // unit, camera frame
};

/// Linear RGB that leaves a surface of linear `albedo` towards the eye.
[[nodiscard]] Eigen::Vector3f shade(const Eigen::Vector3f& albedo, const SurfaceView& view,
                                    const MeshRenderOptions& options);

} // namespace effigy::mesh
