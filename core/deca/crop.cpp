// SPDX-License-Identifier: GPL-3.0-or-later
#include "deca/crop.h"

#include "base/error.h"
#include "base/parallel.h"

#include <Eigen/Geometry>
#include <Eigen/LU>

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace effigy::deca {

namespace {

using torch::Tensor;

constexpr double kLastPixel = kCropSide - 1.0;

/// One channel of a photo, 0..1, zero outside of it.
class Channel {
public:
    Channel(const base::Image& photo, int channel) : m_photo(photo), m_channel(channel) {}

    [[nodiscard]] double at(double x, double y) const
    {
        const double x0 = std::floor(x), y0 = std::floor(y), x1 = std::ceil(x), y1 = std::ceil(y);
        const double dx = x - x0, dy = y - y0;
        const double top = (1.0 - dx) * pixel(x0, y0) + dx * pixel(x1, y0);
        const double bottom = (1.0 - dx) * pixel(x0, y1) + dx * pixel(x1, y1);
        return (1.0 - dy) * top + dy * bottom;
    }

private:
    [[nodiscard]] double pixel(double x, double y) const
    {
        if (x < 0.0 || y < 0.0 || x >= m_photo.width || y >= m_photo.height)
            return 0.0;
        return m_photo.at(static_cast<int>(x), static_cast<int>(y))[m_channel] / 255.0;
    }

    const base::Image& m_photo;
    int m_channel;
};

} // namespace

FaceBounds boundsOf(const Tensor& points)
{
    base::require(points.dim() == 2 && points.size(0) > 0 && points.size(1) == 2,
                  "boundsOf: points are [N, 2]");
    const Tensor low = std::get<0>(points.min(0)).to(torch::kFloat64),
                 high = std::get<0>(points.max(0)).to(torch::kFloat64);
    return {.left = low[0].item<double>(),
            .top = low[1].item<double>(),
            .right = high[0].item<double>(),
            .bottom = high[1].item<double>()};
}

FaceBounds boundsWithoutFace(std::int64_t height, std::int64_t width)
{
    return {.left = 0.0,
            .top = 0.0,
            .right = static_cast<double>(height - 1),
            .bottom = static_cast<double>(width - 1)};
}

CropCorners cropCorners(const FaceBounds& bounds, BoundsKind kind, double scale)
{
    constexpr double kLandmarkMargin = 1.1, kDetectorShift = 0.12;
    const double base = ((bounds.right - bounds.left) + (bounds.bottom - bounds.top)) / 2.0;
    const double size = kind == BoundsKind::Landmarks ? base * kLandmarkMargin : base;
    const double x = bounds.right - (bounds.right - bounds.left) / 2.0;
    const double y = bounds.bottom - (bounds.bottom - bounds.top) / 2.0 +
                     (kind == BoundsKind::Detector ? size * kDetectorShift : 0.0);
    const double half = std::trunc(size * scale) / 2.0;
    base::require(half > 0.0, "a crop has a size");
    CropCorners corners;
    corners << x - half, y - half, x - half, y + half, x + half, y - half;
    return corners;
}

CropCorners wholePhoto(std::int64_t height, std::int64_t width)
{
    CropCorners corners;
    corners << 0.0, 0.0, 0.0, static_cast<double>(height - 1), static_cast<double>(width - 1), 0.0;
    return corners;
}

Eigen::Matrix3d cropFromPhoto(const CropCorners& corners)
{
    Eigen::Matrix<double, 2, 3> target;
    target << 0.0, 0.0, kLastPixel, 0.0, kLastPixel, 0.0;
    return Eigen::umeyama(corners.transpose().eval(), target, /*with_scaling=*/true);
}

Tensor cropped(const base::Image& photo, const Eigen::Matrix3d& cropFromPhoto)
{
    base::require(photo.channels == 3 && !photo.empty(), "a photo to crop is RGB");
    const Eigen::Matrix3d back = cropFromPhoto.inverse();
    const auto side = static_cast<int>(kCropSide);
    Tensor crop = torch::empty({3, kCropSide, kCropSide}, torch::kFloat64);
    auto* values = crop.data_ptr<double>();
    base::parallelFor(side, 16, [&](int begin, int end) {
        for (int y = begin; y < end; ++y)
            for (int x = 0; x < side; ++x) {
                const Eigen::Vector3d place = back * Eigen::Vector3d(x, y, 1.0);
                for (int c = 0; c < 3; ++c)
                    values[(c * side + y) * side + x] =
                        Channel(photo, c).at(place.x() / place.z(), place.y() / place.z());
            }
    });
    // Colours stay within those of the photo, and of the black around it where that is seen.
    const auto [low, high] = std::ranges::minmax_element(photo.pixels);
    const double least = *low / 255.0, seen = crop.min().item<double>();
    return crop.clamp(seen <= 0.0 ? 0.0 : least, *high / 255.0).to(torch::kFloat32);
}

Tensor photoTensor(const base::Image& photo)
{
    base::require(photo.channels == 3 && !photo.empty(), "a photo is RGB");
    return at::from_blob(const_cast<std::uint8_t*>(photo.pixels.data()),
                         {photo.height, photo.width, 3}, torch::kUInt8)
               .permute({2, 0, 1})
               .to(torch::kFloat32)
               .contiguous() /
           255.0;
}

Tensor photoFromCrop(const Tensor& cropFromPhoto)
{
    return at::linalg_inv(cropFromPhoto.to(torch::kFloat32)).t().unsqueeze(0).contiguous();
}

Tensor matrixTensor(const Eigen::Matrix3d& matrix)
{
    return at::from_blob(const_cast<double*>(matrix.data()), {3, 3}, torch::kFloat64).t().clone();
}

Tensor trainingLandmarks(const Tensor& points, const Eigen::Matrix3d& cropFromPhoto)
{
    const Tensor homogeneous = at::constant_pad_nd(points.to(torch::kFloat64), {0, 1}, 1.0);
    const Tensor inCrop = at::matmul(homogeneous, matrixTensor(cropFromPhoto).t());
    return at::cat(
        {inCrop.slice(1, 0, 2) / static_cast<double>(kCropSide) * 2.0 - 1.0, inCrop.slice(1, 2, 3)},
        1);
}

} // namespace effigy::deca
