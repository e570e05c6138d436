// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "synth/head_stock.h"

#include <Eigen/Core>

#include <array>
#include <vector>

namespace effigy::synth {

/// Where a root lies on a head with these vertices, metres, head frame.
[[nodiscard]] Eigen::Vector3f placeOf(const Root& root, const std::vector<Eigen::Vector3i>& triangles, const std::vector<Eigen::Vector3f>& vertices);

/// What strands may not enter: skull and shoulders of one person.
class StrandObstacles {
public:
    ///   map       which surface counts as the skull's
    ///   vertices  [V] of the head without expression and pose, metres, head frame
    ///   bust      [B] of the bust
    StrandObstacles(const HeadStock& stock, const SkullMap& map, const std::vector<Eigen::Vector3f>& vertices, const std::vector<Eigen::Vector3f>& bust);

    [[nodiscard]] const Eigen::Vector3f& middle() const { return m_middle; }

    /// Height above the skull, metres; below the jaw the skull counts for nothing.
    [[nodiscard]] float heightAbove(const Eigen::Vector3f& at) const;

    /// Moves a point out of what it may not enter, `clearance` metres away from it.
    [[nodiscard]] Eigen::Vector3f outside(Eigen::Vector3f at, float clearance) const;

private:
    /// Distance from the middle of the skull to its surface along `d`.
    [[nodiscard]] float radius(const Eigen::Vector3f& d) const;
    void fillCube(const std::vector<float>& radii);
    static int column(float x);

    static constexpr int kSide = 20;         // cells along an edge of the cube around the skull: 4.5 degrees
    static constexpr int kCells = 28;        // along each side of the map of the shoulders
    static constexpr float kReach = 0.26F;   // metres from its middle to its sides

    Eigen::Vector3f m_middle;
    std::array<std::array<float, (kSide + 1) * (kSide + 1)>, 6> m_cube{}; // radii seen on the cube's faces
    std::array<float, kCells * kCells> m_shoulders{};                     // heights, metres
};

} // namespace effigy::synth
