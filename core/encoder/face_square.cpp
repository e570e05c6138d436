// SPDX-License-Identifier: GPL-3.0-or-later
#include "encoder/face_square.h"

#include "base/error.h"
#include "base/parallel.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

namespace effigy::encoder {
namespace {

Eigen::Vector2d meanOf(std::span<const Eigen::Vector2f> points)
{
    Eigen::Vector2d sum = Eigen::Vector2d::Zero();
    for (const auto& point : points)
        sum += point.cast<double>();
    return sum / static_cast<double>(points.size());
}

/// Bilinear, the edge repeated. `x` and `y` count from the centre of the first pixel.
Eigen::Vector3f colourAt(const base::Image& picture, double x, double y)
{
    x = std::clamp(x, 0.0, picture.width - 1.0);
    y = std::clamp(y, 0.0, picture.height - 1.0);
    const int x0 = static_cast<int>(x), y0 = static_cast<int>(y);
    const int x1 = std::min(x0 + 1, picture.width - 1), y1 = std::min(y0 + 1, picture.height - 1);
    const auto dx = static_cast<float>(x - x0), dy = static_cast<float>(y - y0);
    const auto pixel = [&](int column, int row) {
        const std::uint8_t* at = picture.at(column, row);
        return picture.channels == 1 ? Eigen::Vector3f::Constant(at[0]) : Eigen::Vector3f(at[0], at[1], at[2]);
    };
    const Eigen::Vector3f top = (1.0F - dx) * pixel(x0, y0) + dx * pixel(x1, y0);
    const Eigen::Vector3f bottom = (1.0F - dx) * pixel(x0, y1) + dx * pixel(x1, y1);
    return (1.0F - dy) * top + dy * bottom;
}

} // namespace

Eigen::Matrix2d FaceSquare::axes() const
{
    Eigen::Matrix2d turned;
    turned << std::cos(angle), -std::sin(angle), std::sin(angle), std::cos(angle);
    return turned;
}

Eigen::Vector2d FaceSquare::toPicture(const Eigen::Vector2d& inSquare) const
{
    return centre + 0.5 * side * (axes() * inSquare);
}

Eigen::Vector2d FaceSquare::fromPicture(const Eigen::Vector2d& inPicture) const
{
    return axes().transpose() * (inPicture - centre) / (0.5 * side);
}

FaceSquare squareAround(std::span<const Eigen::Vector2f> landmarks)
{
    base::require(landmarks.size() == head::kLandmarkCount, "squareAround: 68 landmarks");
    const Eigen::Vector2d up = meanOf(landmarks.subspan(36, 12)) - meanOf(landmarks.subspan(48, 20));
    FaceSquare square;
    square.angle = std::atan2(up.x(), -up.y());
    const Eigen::Matrix2d axes = square.axes();
    Eigen::Vector2d low = Eigen::Vector2d::Constant(1e30), high = -low;
    for (const auto& landmark : landmarks) {
        const Eigen::Vector2d upright = axes.transpose() * landmark.cast<double>();
        low = low.cwiseMin(upright);
        high = high.cwiseMax(upright);
    }
    square.centre = axes * (0.5 * (low + high));
    square.side = kSquareMargin * (high - low).maxCoeff();
    return square;
}

torch::Tensor cutSquare(const base::Image& picture, const FaceSquare& square)
{
    base::require(!picture.empty() && square.side > 0.0, "cutSquare: a picture and a square of some size");
    constexpr int kMostTaps = 8; // along each axis of a pixel
    const int taps = std::clamp(static_cast<int>(std::ceil(square.side / kSquareSide)), 1, kMostTaps);
    torch::Tensor cut = torch::empty({3, kSquareSide, kSquareSide}, torch::kFloat32);
    auto* values = cut.data_ptr<float>();
    base::parallelFor(kSquareSide, 16, [&](int begin, int end) {
        for (int row = begin; row < end; ++row)
            for (int column = 0; column < kSquareSide; ++column) {
                Eigen::Vector3f sum = Eigen::Vector3f::Zero();
                for (int j = 0; j < taps; ++j)
                    for (int i = 0; i < taps; ++i) {
                        const Eigen::Vector2d inSquare(2.0 * (column + (i + 0.5) / taps) / kSquareSide - 1.0,
                                                       2.0 * (row + (j + 0.5) / taps) / kSquareSide - 1.0);
                        const Eigen::Vector2d at = square.toPicture(inSquare);
                        sum += colourAt(picture, at.x() - 0.5, at.y() - 0.5);
                    }
                sum /= 255.0F * static_cast<float>(taps * taps);
                for (int c = 0; c < 3; ++c)
                    values[(c * kSquareSide + row) * kSquareSide + column] = sum[c];
            }
    });
    return cut;
}

} // namespace effigy::encoder
