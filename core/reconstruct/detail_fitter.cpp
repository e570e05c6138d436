// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/detail_fitter.h"

#include "base/parallel.h"
#include "reconstruct/fold_shading.h"
#include "reconstruct/height_solver.h"
#include "reconstruct/skin_patch.h"
#include "reconstruct/texel_map.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

namespace effigy::reconstruct {

namespace {

constexpr float kFinest = 0.0006F; // metres: finer than skin's folds are only pores and noise
constexpr float kLargestHeight = 0.0015F; // metres

/// `picture` at (x, y), bilinear.
float sampled(const cv::Mat& picture, float x, float y)
{
    const int column = std::clamp(static_cast<int>(std::floor(x - 0.5F)), 0, picture.cols - 2);
    const int row = std::clamp(static_cast<int>(std::floor(y - 0.5F)), 0, picture.rows - 2);
    const float u = std::clamp(x - 0.5F - static_cast<float>(column), 0.0F, 1.0F),
                v = std::clamp(y - 0.5F - static_cast<float>(row), 0.0F, 1.0F);
    return (1 - v) *
               ((1 - u) * picture.at<float>(row, column) + u * picture.at<float>(row, column + 1)) +
           v * ((1 - u) * picture.at<float>(row + 1, column) +
                u * picture.at<float>(row + 1, column + 1));
}

/// `heights` of the patch in the atlas.
base::FloatImage inAtlas(const SeenHead& head, const SkinPatch& patch, const cv::Mat& heights,
                         int size)
{
    constexpr float kBehind = 0.003F; // metres behind what is seen
    const TexelMap layout = mapTexels(head.model.templateMesh, head.model.mirrorVertex, size);
    const std::vector<bool> isSkin = skinTriangles(head.model.templateMesh);
    const auto positions =
        atTexels(layout, head.mesh, head.mesh.vertices, Eigen::Vector3f(Eigen::Vector3f::Zero()));
    const Eigen::Isometry3d cameraFromHead = head.cut.camera.headFromCamera.inverse();
    const mesh::Camera& camera = head.cut.camera;
    base::FloatImage atlas(size, size, 1);
    base::parallelFor(size * size, 16384, [&](int begin, int end) {
        for (int i = begin; i < end; ++i) {
            const auto at = static_cast<std::size_t>(i);
            if (layout.triangle[at] < 0 || !isSkin[static_cast<std::size_t>(layout.triangle[at])])
                continue;
            const Eigen::Vector3d p = cameraFromHead * positions[at].cast<double>();
            const auto x =
                static_cast<float>(head.view.size * (camera.fx * p.x() / p.z() + camera.cx)) -
                static_cast<float>(patch.place.x);
            const auto y =
                static_cast<float>(head.view.size * (camera.fy * p.y() / p.z() + camera.cy)) -
                static_cast<float>(patch.place.y);
            if (x < 1.0F || y < 1.0F || x >= static_cast<float>(patch.place.width - 1) ||
                y >= static_cast<float>(patch.place.height - 1))
                continue;
            const std::size_t seen = head.view.index(patch.place.x + static_cast<int>(x),
                                                     patch.place.y + static_cast<int>(y));
            if (p.z() < head.view.depth[seen] + kBehind)
                atlas.values[at] = sampled(heights, x, y);
        }
    });
    return atlas;
}

} // namespace

base::FloatImage fitDetail(const SeenHead& head, const LitSkin& lit, double pixelMetres, int size)
{
    constexpr int kFewest = 16; // pixels each way: a smaller face has no folds
    SkinPatch patch = skinPatch(head);
    if (patch.place.width < kFewest || patch.place.height < kFewest)
        return base::FloatImage(size, size, 1);
    const cv::Mat shading = foldShading(patch, head, lit, std::max<double>(kFinest, pixelMetres));
    cv::Mat heights = solveHeights(patch, shading, lit.light);
    for (float& h : std::span(heights.ptr<float>(), patch.count()))
        h = kLargestHeight * std::tanh(h / kLargestHeight);
    return inAtlas(head, patch, heights, size);
}

} // namespace effigy::reconstruct
