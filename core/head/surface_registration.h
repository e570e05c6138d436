// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/head_model.h"

#include <Eigen/Core>
#include <Eigen/Geometry>

#include <vector>

namespace effigy::head {

/// Which vertices of a head may find each other: those above the mouth never match those below.
enum class MouthSide { Away, Upper, Lower };

/// The skin of a head for matching: eyeballs, teeth, tongue and lashes left out.
struct SkinSurface {
    std::vector<int> vertexOf;                               // [N] the vertex of the head
    std::vector<Eigen::Vector3d> vertices;                   // [N] metres
    std::vector<Eigen::Vector3i> triangles;                  // into these N
    std::vector<int> triangleOf;                             // the triangle of the head
    std::vector<MouthSide> side;                             // [N]
    std::array<Eigen::Vector3d, kLandmarkCount> landmarks;   // metres
    std::array<SurfacePoint, kLandmarkCount> landmarkPoints; // triangles of this skin
};

/// The skin of `data`: its part "skin", or all of it when it has no parts. Throws Error
/// "model_refused" when a landmark lies elsewhere.
[[nodiscard]] SkinSurface skinOf(const HeadModelData& data);

/// One head's skin laid on another's.
struct Registration {
    Eigen::Affine3d targetFromSource =
        Eigen::Affine3d::Identity();         // similarity by the inner 51 landmarks
    std::vector<Eigen::Vector3d> registered; // [N source] metres, on the target where it has a like
    double landmarkError = 0.0;              // root mean square over the inner 51, metres
};

/// Lays `source` on `target`: similarity by the inner 51 landmarks, then a smooth displacement that
/// draws landmarks together and vertices to the nearest surface that faces alike. Throws Error
/// "internal" when the system cannot be solved. Source: Amberg, Romdhani and Vetter 2007, with
/// displacements in the place of affine maps.
[[nodiscard]] Registration registerSkin(const SkinSurface& source, const SkinSurface& target);

/// Unit normals of triangles [F] of a mesh.
[[nodiscard]] std::vector<Eigen::Vector3d>
faceNormals(const std::vector<Eigen::Vector3d>& vertices,
            const std::vector<Eigen::Vector3i>& triangles);

} // namespace effigy::head
