// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "synth/head_stock.h"
#include "synth/synthetic_head.h"

#include <Eigen/Core>

#include <vector>

namespace effigy::synth {

/// Hairs as bands that turn to the camera.
struct Strands {
    struct Point {
        Eigen::Vector3f at;  // metres, head frame
        float width = 0.0F;  // metres
        float height = 0.0F; // of the layer of hair it lies in, 0: deep inside, 1: outermost
    };
    struct Strand {
        int first = 0, count = 0; // points, from root to tip
        Colour root, tip;
    };
    std::vector<Point> points;
    std::vector<Strand> strands;
};

/// The hair of the head.
///   vertices  [V] of the head without expression and pose, metres, head frame
///   bust      [B] of the bust
[[nodiscard]] Strands growHair(const HeadStock& stock, const HairStyle& style, const std::vector<Eigen::Vector3f>& vertices,
                               const std::vector<Eigen::Vector3f>& bust);

/// The beard on a head with its expression.
///   vertices, normals  [V] of the posed head
[[nodiscard]] Strands growBeard(const HeadStock& stock, const BeardStyle& style, const std::vector<Eigen::Vector3f>& vertices,
                                const std::vector<Eigen::Vector3f>& normals);

} // namespace effigy::synth
