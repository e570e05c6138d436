// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/skin_picture.h"

#include "base/error.h"

#include <ATen/ATen.h>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace effigy::reconstruct {

namespace {

constexpr int kMargin = (encoder::kSquareSide - kSkinSide) / 2; // pixels of the square that are left out on each side

} // namespace

Eigen::Vector2d SkinPicture::pixelOf(const Eigen::Vector2d& inPicture) const
{
    const Eigen::Vector2d inSquare = square.fromPicture(inPicture); // -1..1
    return (0.5 * encoder::kSquareSide * (inSquare.array() + 1.0) - 0.5 - kMargin).matrix();
}

SkinPicture skinPicture(const at::Tensor& cut, const encoder::FaceSquare& square)
{
    constexpr double kFine = 1.0;                // pixels: finer is noise
    constexpr int kCoarse = 19;                  // pixels of a box, twice: coarser is light
    constexpr float kDark = 0.08F;               // of white: below, contrasts are the sensor's
    constexpr int side = encoder::kSquareSide;
    base::require(cut.sizes() == at::IntArrayRef({3, side, side}) && cut.scalar_type() == torch::kFloat32, "skinPicture: a cut square");
    const at::Tensor colours = cut.contiguous();
    const auto plane = [&](int channel) { return cv::Mat(side, side, CV_32F, colours.data_ptr<float>() + static_cast<std::ptrdiff_t>(channel) * side * side); };
    const cv::Mat grey = 0.299 * plane(0) + 0.587 * plane(1) + 0.114 * plane(2);
    cv::Mat fine, coarse;
    cv::GaussianBlur(grey, fine, {}, kFine);
    cv::blur(grey, coarse, {kCoarse, kCoarse});
    cv::blur(coarse, coarse, {kCoarse, kCoarse});
    SkinPicture skin{.square = square, .contrast = std::vector<std::int8_t>(static_cast<std::size_t>(kSkinSide) * kSkinSide)};
    for (int y = 0; y < kSkinSide; ++y)
        for (int x = 0; x < kSkinSide; ++x) {
            const float around = coarse.at<float>(y + kMargin, x + kMargin);
            const float contrast = (fine.at<float>(y + kMargin, x + kMargin) - around) / (around + kDark);
            skin.contrast[static_cast<std::size_t>(y) * kSkinSide + x] = static_cast<std::int8_t>(std::clamp(std::round(kSkinLevels * contrast), -127.0F, 127.0F));
        }
    return skin;
}

} // namespace effigy::reconstruct
