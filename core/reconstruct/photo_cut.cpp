// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/photo_cut.h"

#include "base/error.h"

#include <opencv2/imgproc.hpp>

#include <cmath>

namespace effigy::reconstruct {

namespace {

/// Photo pixel = scale * cut pixel + offset, per axis, both measured with centres at half-integers.
struct CutMapping {
    double scaleX, scaleY, offsetX, offsetY;
};

CutMapping photoFromCut(const base::Image& photo, const mesh::Camera& from, const mesh::Camera& to, int size)
{
    CutMapping m{};
    m.scaleX = from.fx * photo.width / (to.fx * size);
    m.scaleY = from.fy * photo.height / (to.fy * size);
    m.offsetX = from.cx * photo.width - m.scaleX * to.cx * size;
    m.offsetY = from.cy * photo.height - m.scaleY * to.cy * size;
    return m;
}

} // namespace

mesh::Camera squareCamera(const mesh::Camera& photoCamera, int width, int height, double sideMetres,
                          const Eigen::Vector3d& centreInHead)
{
    const double focalPx = photoCamera.fx * width;
    const double depth = mesh::project(photoCamera, Eigen::Vector3d::Zero()).z();
    const double side = focalPx * sideMetres / depth;
    const Eigen::Vector3d middle = mesh::project(photoCamera, centreInHead);
    mesh::Camera square = photoCamera;
    square.fx = focalPx / side;
    square.fy = photoCamera.fy * height / side;
    square.cx = 0.5 + (photoCamera.cx - middle.x()) * width / side;
    square.cy = 0.5 + (photoCamera.cy - middle.y()) * height / side;
    return square;
}

PhotoCut cutPhoto(const base::Image& photo, const mesh::Camera& photoCamera, const mesh::Camera& cutCamera,
                  int size)
{
    base::require(photoCamera.headFromCamera.isApprox(cutCamera.headFromCamera, 1e-9),
                  "a cut has the pose of its photo");
    const CutMapping m = photoFromCut(photo, photoCamera, cutCamera, size);
    cv::Mat source(photo.height, photo.width, CV_8UC(photo.channels),
                   const_cast<std::uint8_t*>(photo.pixels.data()));
    if (m.scaleX > 1.0) {
        const double sigma = 0.5 * std::sqrt(m.scaleX * m.scaleX - 1.0); // what area averaging would take away
        cv::Mat smooth;
        cv::GaussianBlur(source, smooth, {0, 0}, sigma, sigma, cv::BORDER_REPLICATE);
        source = smooth;
    }
    // OpenCV puts pixel centres at whole numbers.
    const cv::Matx23d whole(m.scaleX, 0.0, m.offsetX + 0.5 * m.scaleX - 0.5, 0.0, m.scaleY,
                            m.offsetY + 0.5 * m.scaleY - 0.5);
    PhotoCut cut;
    cut.camera = cutCamera;
    cut.image = base::Image(size, size, photo.channels);
    cv::Mat target(size, size, source.type(), cut.image.pixels.data());
    const int how = m.scaleX > 1.0 ? cv::INTER_LINEAR : cv::INTER_CUBIC;
    cv::warpAffine(source, target, whole, target.size(), how | cv::WARP_INVERSE_MAP, cv::BORDER_REPLICATE);

    cut.unseen = base::FloatImage(size, size, 1);
    for (int y = 0; y < size; ++y) {
        const double py = m.scaleY * (y + 0.5) + m.offsetY;
        for (int x = 0; x < size; ++x) {
            const double px = m.scaleX * (x + 0.5) + m.offsetX;
            const bool isSeen = px >= 0.0 && py >= 0.0 && px <= photo.width && py <= photo.height;
            *cut.unseen.at(x, y) = isSeen ? 0.0F : 1.0F;
        }
    }
    return cut;
}

} // namespace effigy::reconstruct
