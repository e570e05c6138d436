// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reconstruct/texture_baker.h"

#include <Eigen/Core>
#include <opencv2/core.hpp>

#include <vector>

namespace effigy::reconstruct {

/// The part of the cut that the face fills, in arrays of its pixels.
struct SkinPatch {
    cv::Rect place;                       // in the cut
    double pixel = 0.0;                   // metres on the head
    std::vector<Eigen::Vector3f> normals; // zero: nothing
    std::vector<Eigen::Vector3f> acrossX; // metres on the surface from one pixel to the next
    std::vector<Eigen::Vector3f> acrossY;
    std::vector<Eigen::Vector2f> marks; // [68] pixels
    cv::Mat believed;                   // f32 0..1: skin of the face, seen squarely

    [[nodiscard]] std::size_t index(int x, int y) const
    {
        return static_cast<std::size_t>(y) * place.width + x;
    }
    [[nodiscard]] std::size_t count() const { return normals.size(); }
};

/// The face of `head`, with belief in its skin where the camera sees it squarely: none in brows,
/// lids, lips and nostrils, none beyond the photo or the matte.
[[nodiscard]] SkinPatch skinPatch(const SeenHead& head);

/// [F] true for skin; all of a mesh without parts.
[[nodiscard]] std::vector<bool> skinTriangles(const mesh::Mesh& mesh);

} // namespace effigy::reconstruct
