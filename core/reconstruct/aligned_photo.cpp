// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/aligned_photo.h"

#include "base/error.h"
#include "reconstruct/matte.h"
#include "reconstruct/photo_cut.h"
#include "reconstruct/surface_view.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace effigy::reconstruct {

namespace {

constexpr double kHairReach = 0.075;  // metres around the mesh where hair is likely
constexpr double kHairLimit = 0.12;   // and beyond which nothing belongs to this head
constexpr double kClothReach = 0.015; // the same below the chin, where collars begin
constexpr float kNeckDoubt = 0.7F;    // collars may cover the neck
constexpr double kNeckFade = 0.03;    // metres above the neck's rim over which the matte fades

const Eigen::Vector3d kCentreInHead(0.0, -0.005, 0.0);

double ramp(double from, double to, double value)
{
    return std::clamp((value - from) / (to - from), 0.0, 1.0);
}

/// Rows of the picture between which the neck fades out: above the mesh's lower rim.
struct Rim {
    double fadeRow;
    double endRow;
};

Rim neckRim(const mesh::Mesh& fitted, const mesh::Camera& camera, int size)
{
    const auto lowest = std::ranges::min_element(
        fitted.vertices, {}, [](const Eigen::Vector3f& v) { return v.y(); });
    const Eigen::Vector3d end(0.0, lowest->y(), 0.0);
    const double endRow = size * mesh::project(camera, end).y();
    const double fadeRow = size * mesh::project(camera, end + Eigen::Vector3d(0.0, kNeckFade, 0.0)).y();
    return {fadeRow, endRow};
}

base::FloatImage headField(const SurfaceView& view, const mesh::Mesh& fitted, const head::HeadModelData& model)
{
    std::vector<float> sureness(fitted.vertices.size(), 1.0F);
    if (const auto neck = model.masks.find("neck"); neck != model.masks.end())
        for (std::size_t v = 0; v < sureness.size(); ++v)
            sureness[v] = 1.0F - (1.0F - kNeckDoubt) * neck->second[v];
    return paint(view, fitted.triangles, sureness, 0.0F);
}

MatteSeed seedFrom(const SurfaceView& view, const mesh::Mesh& fitted, const head::HeadModelData& model,
                   const mesh::Camera& camera)
{
    MatteSeed seed;
    seed.head = headField(view, fitted, model);
    seed.within = base::FloatImage(view.size, view.size, 1, 1.0F);
    const cv::Mat head(view.size, view.size, CV_32FC1, seed.head.values.data());
    cv::Mat distance;
    cv::distanceTransform(head < 0.5, distance, cv::DIST_L2, cv::DIST_MASK_5);
    const double depth = mesh::project(camera, Eigen::Vector3d::Zero()).z();
    const double metresPerPixel = depth / (camera.fy * view.size);
    const Rim rim = neckRim(fitted, camera, view.size);
    const double chinRow = view.size * mesh::project(camera, Eigen::Vector3d(0.0, -0.06, 0.0)).y();
    const double collarRow = view.size * mesh::project(camera, Eigen::Vector3d(0.0, -0.14, 0.0)).y();
    for (int y = 0; y < view.size; ++y) {
        const double below = ramp(chinRow, collarRow, y);
        const double reach = (1.0 - below) * kHairReach + below * kClothReach;
        const double limit = (1.0 - below) * kHairLimit + below * 2.0 * kClothReach;
        const double neck = 1.0 - ramp(rim.fadeRow, rim.endRow, y);
        for (int x = 0; x < view.size; ++x) {
            const double away = metresPerPixel * distance.at<float>(y, x);
            *seed.within.at(x, y) = static_cast<float>(neck * (1.0 - ramp(reach, limit, away)));
        }
    }
    return seed;
}

} // namespace

mesh::Camera alignedCamera(const mesh::Camera& photoCamera, int width, int height)
{
    return squareCamera(photoCamera, width, height, kAlignedSideMetres, kCentreInHead);
}

AlignedPhoto alignPhoto(const base::Image& photo, const HeadFit& fit, const head::HeadModel& model, int size,
                        base::Progress& progress, const base::CancelToken& cancel)
{
    base::require(photo.width == fit.photoWidth && photo.height == fit.photoHeight && photo.channels == 3,
                  "the photo is the one that was fitted");
    base::require(size >= 16, "an aligned photo has a size");
    cancel.check();
    progress.report({.stage = "matte", .done = 0, .of = 1, .etaSeconds = -1.0, .metrics = {}});
    PhotoCut cut = cutPhoto(photo, fit.camera, alignedCamera(fit.camera, photo.width, photo.height), size);
    const mesh::Mesh fitted = model.mesh(fit.coefficients);
    const SurfaceView view = viewSurface(fitted.vertices, fitted.triangles, cut.camera, size);
    cancel.check();
    AlignedPhoto aligned;
    aligned.matte = matteHead(cut.image, seedFrom(view, fitted, model.data(), cut.camera));
    aligned.image = std::move(cut.image);
    aligned.unseen = std::move(cut.unseen);
    aligned.camera = cut.camera;
    progress.report({.stage = "matte", .done = 1, .of = 1, .etaSeconds = -1.0, .metrics = {}});
    return aligned;
}

} // namespace effigy::reconstruct
