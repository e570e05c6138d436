// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/backdrop.h"

#include "base/error.h"
#include "export/frame_pixels.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace effigy::exporter {

namespace {

/// The middle of `picture` (RGB), as large as fits, as width x height pixels.
base::Image filling(const base::Image& picture, int width, int height)
{
    const double scale = std::max(static_cast<double>(width) / picture.width, static_cast<double>(height) / picture.height);
    const int cutWidth = std::clamp(static_cast<int>(std::lround(width / scale)), 1, picture.width);
    const int cutHeight = std::clamp(static_cast<int>(std::lround(height / scale)), 1, picture.height);
    const cv::Mat whole(picture.height, picture.width, CV_8UC3, const_cast<std::uint8_t*>(picture.pixels.data()));
    const cv::Mat middle = whole(cv::Rect((picture.width - cutWidth) / 2, (picture.height - cutHeight) / 2, cutWidth, cutHeight));
    base::Image result(width, height, 3);
    cv::Mat to(height, width, CV_8UC3, result.pixels.data());
    cv::resize(middle, to, to.size(), 0.0, 0.0, scale < 1.0 ? cv::INTER_AREA : cv::INTER_CUBIC);
    return result;
}

} // namespace

Backdrop::Backdrop(base::Image picture) : m_picture(flattened(picture))
{
    base::require(!m_picture.empty(), "a backdrop has pixels");
}

base::Image Backdrop::under(const base::Image& image)
{
    if (m_picture.empty() || image.channels != 4)
        return flattened(image, m_colour);
    if (m_filling.width != image.width || m_filling.height != image.height)
        m_filling = filling(m_picture, image.width, image.height);
    base::Image result = m_filling;
    const std::size_t pixels = static_cast<std::size_t>(image.width) * image.height;
    for (std::size_t i = 0; i < pixels; ++i) {
        const auto* from = &image.pixels[4 * i];
        auto* to = &result.pixels[3 * i];
        for (int c = 0; c < 3; ++c)
            to[c] = laidOver(from[c], from[3], to[c]);
    }
    return result;
}

} // namespace effigy::exporter
