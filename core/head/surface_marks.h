// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/head_model.h"

#include <Eigen/Core>

#include <array>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace effigy::head {

/// The skin of the base figure as the marks see it, decimetres, figure frame.
struct SkinView {
    const std::vector<Eigen::Vector3d>& vertices;
    std::span<const Eigen::Vector3i> triangles; // first in the head's own list, so indices agree
};

/// Where a ray meets the skin.
struct RayHit {
    SurfacePoint point;
    double distance = 0.0;                            // in lengths of the direction
    Eigen::Vector3d normal = Eigen::Vector3d::Zero(); // unit
};

/// Which side of a surface counts, as seen from the ray's origin.
enum class Facing { Towards, Away };

/// The nearest point of the skin on a ray, on surfaces that face the right way; nothing when there
/// is none.
[[nodiscard]] std::optional<RayHit> castRay(const SkinView& skin, const Eigen::Vector3d& origin,
                                            const Eigen::Vector3d& direction, Facing facing);

/// The 68 landmarks of the base figure: a table of frontal places, projected onto the skin.
/// Throws Error "model_refused" when a place misses the skin.
[[nodiscard]] std::array<SurfacePoint, kLandmarkCount> placeLandmarks(const SkinView& skin);

/// Candidates for the 17 jaw-line landmarks, from the cheek over the frontal place to behind the
/// ear; `landmarks` receives the frontal places.
[[nodiscard]] std::array<std::vector<SurfacePoint>, 17>
placeContour(const SkinView& skin, std::array<SurfacePoint, kLandmarkCount>& landmarks);

/// Soft region masks over `vertices`, which may hold more than the skin.
///   inside      [V] true for teeth, gums, tongue and the lining of the mouth
///   isEyeball   [V]
///   earMoves    [V] how far a change of the ears' size moves each vertex, any unit
[[nodiscard]] std::map<std::string, std::vector<float>>
paintMasks(const std::vector<Eigen::Vector3d>& vertices, const std::vector<bool>& inside,
           const std::vector<bool>& isEyeball, const std::vector<double>& earMoves);

/// The part of a polygon test that the masks and the albedo share: signed distance to a closed
/// polygon, negative inside.
[[nodiscard]] double polygonDistance(std::span<const Eigen::Vector2d> polygon,
                                     const Eigen::Vector2d& at);

} // namespace effigy::head
