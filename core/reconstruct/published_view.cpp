// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/published_view.h"

#include "base/error.h"

#include <Eigen/Dense>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <cmath>

namespace effigy::reconstruct {

namespace {

// x right, y up, z towards the camera; the same order as FivePoints.
constexpr double kStandard[5][3] = {{-0.31148657, 0.29036078, 0.13377953},
                                    {0.30979887, 0.28972036, 0.13179526},
                                    {0.003253499, -0.046179324, 0.55244243},
                                    {-0.25216928, -0.38133916, 0.22405732},
                                    {0.2484662, -0.38128236, 0.22235769}};
constexpr double kRescale = 300.0; // pixels of a standard unit on the large square
constexpr double kLarge = 1024.0;
constexpr double kMiddle = 700.0;  // of the large square
constexpr double kRadius = 2.7;    // world units

Eigen::Vector2d meanOf(const Landmarks2& landmarks, int first, int last)
{
    Eigen::Vector2d sum = Eigen::Vector2d::Zero();
    for (int i = first; i <= last; ++i)
        sum += landmarks[static_cast<std::size_t>(i)].cast<double>();
    return sum / (last - first + 1);
}

} // namespace

FivePoints fivePoints(const Landmarks2& landmarks)
{
    return {meanOf(landmarks, 36, 41), meanOf(landmarks, 42, 47), landmarks[30].cast<double>(),
            landmarks[48].cast<double>(), landmarks[54].cast<double>()};
}

PublishedCrop publishedCrop(const FivePoints& points, int height)
{
    Eigen::Matrix<double, 10, 8> rows = Eigen::Matrix<double, 10, 8>::Zero();
    Eigen::Matrix<double, 10, 1> target;
    for (int i = 0; i < 5; ++i) {
        const Eigen::RowVector4d standard(kStandard[i][0], kStandard[i][1], kStandard[i][2], 1.0);
        rows.block<1, 4>(2 * i, 0) = standard;
        rows.block<1, 4>(2 * i + 1, 4) = standard;
        target[2 * i] = points[static_cast<std::size_t>(i)].x();
        target[2 * i + 1] = height - 1 - points[static_cast<std::size_t>(i)].y();
    }
    const Eigen::Matrix<double, 8, 1> k = rows.colPivHouseholderQr().solve(target);
    const Eigen::Vector3d across = k.segment<3>(0), up = k.segment<3>(4);
    const double scale = 0.5 * (across.norm() + up.norm());
    constexpr double kFlat = 0.1; // of the area that a face has
    if (!(scale > 1.0) || across.cross(up).norm() < kFlat * scale * scale)
        throw base::Error("no_face", "The landmarks do not form a face",
                          "Choose another photo, or place the landmarks by hand");
    const double enlarged = kRescale / scale; // pixels of the large square per photo pixel
    const double side = kMiddle / enlarged;
    return {k[3] - 0.5 * side, height - k[7] - 0.5 * side, side};
}

base::Image cutPublished(const base::Image& photo, const PublishedCrop& crop, int size)
{
    base::require(photo.channels == 3 && !photo.empty() && size > 0, "a crop of an RGB photo");
    cv::Mat source(photo.height, photo.width, CV_8UC3, const_cast<std::uint8_t*>(photo.pixels.data())); // read only
    double scale = size / crop.side, left = crop.left, top = crop.top;
    cv::Mat reduced;
    if (scale < 1.0) { // shrinking averages areas first, so that nothing aliases
        const int width = std::max(1, static_cast<int>(std::lround(photo.width * scale)));
        const int height = std::max(1, static_cast<int>(std::lround(photo.height * scale)));
        cv::resize(source, reduced, {width, height}, 0.0, 0.0, cv::INTER_AREA);
        source = reduced;
        left *= scale;
        top *= scale;
        scale = 1.0;
    }
    base::Image cut(size, size, 3);
    cv::Mat target(size, size, CV_8UC3, cut.pixels.data());
    const cv::Matx23d sourceFromTarget(1.0 / scale, 0.0, left + 0.5 / scale - 0.5, 0.0, 1.0 / scale,
                                       top + 0.5 / scale - 0.5);
    cv::warpAffine(source, target, sourceFromTarget, target.size(), cv::INTER_CUBIC | cv::WARP_INVERSE_MAP,
                   cv::BORDER_CONSTANT);
    return cut;
}

mesh::Camera publishedCamera(const HeadFit& fit)
{
    const PublishedCrop crop = publishedCrop(fivePoints(fit.landmarks), fit.photoHeight);
    mesh::Camera camera = fit.camera;
    camera.fx = fit.camera.fx * fit.photoWidth / crop.side;
    camera.fy = fit.camera.fy * fit.photoHeight / crop.side;
    camera.cx = (fit.camera.cx * fit.photoWidth - crop.left) / crop.side;
    camera.cy = (fit.camera.cy * fit.photoHeight - crop.top) / crop.side;
    return camera;
}

std::array<double, 25> publishedLabel(const mesh::Camera& camera)
{
    const Eigen::Vector3d away = camera.headFromCamera.translation() - kPublishedAim;
    const Eigen::Vector3d forward = -away.normalized();
    const Eigen::Vector3d down = camera.headFromCamera.linear().col(1);
    const Eigen::Vector3d right = down.cross(forward).normalized();
    Eigen::Matrix3d rotation;
    rotation << right, forward.cross(right), forward;
    const Eigen::Vector3d position = kRadius * away.normalized();
    std::array<double, 25> label{};
    for (int row = 0; row < 3; ++row) {
        for (int column = 0; column < 3; ++column)
            label[static_cast<std::size_t>(4 * row + column)] = rotation(row, column);
        label[static_cast<std::size_t>(4 * row + 3)] = position[row];
    }
    label[15] = 1.0;
    label[16] = label[20] = kPublishedFocal;
    label[18] = label[21] = 0.5;
    label[24] = 1.0;
    return label;
}

} // namespace effigy::reconstruct
