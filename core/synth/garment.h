// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "synth/head_stock.h"
#include "synth/synthetic_head.h"

#include <Eigen/Core>

#include <vector>

namespace effigy::synth {

/// A surface of something worn, metres, head frame.
struct WornSurface {
    std::vector<Eigen::Vector3f> vertices;
    std::vector<Eigen::Vector3f> normals; // unit
    std::vector<Eigen::Vector3f> rest;    // the same places on the mean body: what patterns and folds hang on
    std::vector<Colour> colours;
    std::vector<Eigen::Vector3i> triangles;

    /// Appends a vertex and tells its number.
    [[nodiscard]] int addVertex(const Eigen::Vector3f& at, const Eigen::Vector3f& normal, const Eigen::Vector3f& restAt, Colour colour);

    /// Appends a grid of rows that close to a ring, or stay open.
    void addLoft(const std::vector<std::vector<Eigen::Vector3f>>& rows, const Colour& colour);
};

/// Clothes over a bust with these vertices [B] and normals.
[[nodiscard]] WornSurface tailor(const HeadStock& stock, const GarmentStyle& style, const std::vector<Eigen::Vector3f>& bust,
                                 const std::vector<Eigen::Vector3f>& normals);

} // namespace effigy::synth
