// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/landmark_picture.h"

#include "base/error.h"
#include "head/head_model.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>

namespace effigy::reconstruct {

namespace {

constexpr std::array<int, 8> kLineEnds = {16, 21, 26, 30, 35, 41, 47, 67};

} // namespace

base::Image withLandmarks(const base::Image& picture, std::span<const DrawnLandmark> landmarks)
{
    base::require(picture.channels == 3 && !picture.empty(), "landmarks are drawn on RGB pictures");
    base::require(landmarks.size() == head::kLandmarkCount, "68 landmarks are drawn");
    base::Image drawn = picture;
    cv::Mat canvas(drawn.height, drawn.width, CV_8UC3, drawn.pixels.data());
    const int radius = std::max(std::min(drawn.width, drawn.height) / 200, 1);
    // Points may lie far outside; OpenCV clips lines, but not numbers beyond its fixed point.
    constexpr float kFar = 30000.0F;
    const auto pixel = [&](const DrawnLandmark& point) {
        const auto along = [&](float place, int size) {
            const auto half = static_cast<float>(size) / 2.0F;
            return static_cast<int>(std::clamp(place * half + half, -kFar, kFar));
        };
        return cv::Point(along(point.place.x(), drawn.width), along(point.place.y(), drawn.height));
    };
    const cv::Scalar white(255, 255, 255), green(0, 255, 0), red(255, 0, 0);
    for (int k = 0; k < head::kLandmarkCount; ++k) {
        if (std::ranges::find(kLineEnds, k) != kLineEnds.end())
            continue;
        const DrawnLandmark& point = landmarks[static_cast<std::size_t>(k)];
        cv::line(canvas, pixel(point), pixel(landmarks[static_cast<std::size_t>(k + 1)]), white,
                 /*thickness=*/1);
        cv::circle(canvas, pixel(point), radius, point.sight == LandmarkSight::Seen ? green : red,
                   /*thickness=*/2 * radius);
    }
    return drawn;
}

} // namespace effigy::reconstruct
