// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/avatar.h"
#include "head/controls.h"
#include "mesh/camera.h"

#include <Eigen/Core>

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace effigy::avatar {

/// A part of the face that a hand can take hold of.
enum class GrabRegion { Brow, Lid, Cheek, Nose, MouthCorner, Lips, Jaw };
/// English, for people: "Brow".
[[nodiscard]] std::string_view grabLabel(GrabRegion region);

/// A posed face, to find what lies under a pointer. Immutable; safe from any thread.
class GrabbableFace {
public:
    GrabbableFace(std::shared_ptr<const Avatar> avatar, const head::ControlValues& controls);

    struct Spot {
        head::SurfacePoint point;
        GrabRegion region = GrabRegion::Cheek;
        bool isLeft = false; // the subject's; of the middle: either
    };
    /// The place of the face under `at`; nothing where there is no face, or none that moves.
    ///   camera  as the view sees the head before the head's own rotation
    ///   at      column and row, each 0..1 across the picture
    [[nodiscard]] std::optional<Spot> spotAt(const mesh::Camera& camera, const Eigen::Vector2d& at) const;

    /// Triangles of the face that belong to the region of `spot` on its side and face the camera, each three corners, column and row
    /// 0..1 across the picture.
    [[nodiscard]] std::vector<std::array<Eigen::Vector2d, 3>> regionOutline(const mesh::Camera& camera, const Spot& spot) const;

    [[nodiscard]] const std::shared_ptr<const Avatar>& avatar() const { return m_avatar; }
    [[nodiscard]] const head::ControlValues& controls() const { return m_controls; }
    /// Posed vertices in the head's form with other controls, metres, head frame.
    [[nodiscard]] std::vector<Eigen::Vector3f> posedWith(const head::ControlValues& controls) const;

private:
    [[nodiscard]] std::optional<GrabRegion> regionOf(const Eigen::Vector3d& place) const;
    [[nodiscard]] Eigen::Vector3d middleOf(const Eigen::Vector3i& triangle) const;

    std::shared_ptr<const Avatar> m_avatar;
    head::ControlValues m_controls;
    std::shared_ptr<const head::HeadModel> m_model; // in the head's form
    std::vector<Eigen::Vector3d> m_vertices;  // posed, metres, head frame
    std::vector<Eigen::Vector3i> m_triangles; // of the skin, the first of the model's
    std::array<Eigen::Vector3d, head::kLandmarkCount> m_landmarks;
    std::vector<std::optional<GrabRegion>> m_regions; // of the triangles; nothing: not of the face
};

/// Whether the other side of the face does the same.
enum class GrabSides { Own, Both };

/// A drag of a place of the face: finds the expression that brings it under the pointer.
class FaceGrab {
public:
    /// Poses the mesh for each control that may move the place: some 40 ms.
    FaceGrab(std::shared_ptr<const GrabbableFace> face, const GrabbableFace::Spot& spot, const mesh::Camera& camera, GrabSides sides);

    /// Where the place was when it was taken, column and row 0..1 across the picture.
    [[nodiscard]] const Eigen::Vector2d& start() const { return m_start; }

    /// Values of the controls that move the place to `at` as near as they can within 0..1, changing no more than they must: those that
    /// move much else beside it cost more. Starts from the controls at the start of the drag each time, so that the way there and back
    /// ends where it began.
    [[nodiscard]] std::vector<std::pair<std::string, double>> dragged(const Eigen::Vector2d& at) const;

    /// Where the place is with those values: what dragged() has reached.
    [[nodiscard]] Eigen::Vector2d placeWith(const head::ControlValues& controls) const;

private:
    struct Lever {
        std::vector<std::string> ids; // controls that move together
        double start = 0.0;
        Eigen::Vector2d way;          // of the place for 1, parts of the picture
        double cost = 1.0;            // how much else it moves
    };

    [[nodiscard]] Eigen::Vector3d placeOf(const std::vector<Eigen::Vector3f>& vertices) const;

    std::shared_ptr<const GrabbableFace> m_face;
    head::SurfacePoint m_point;
    mesh::Camera m_camera; // as it sees the turned head
    Eigen::Vector2d m_start;
    std::vector<Lever> m_levers;
};

} // namespace effigy::avatar
