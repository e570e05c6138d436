// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pixels.h"

#include <cstring>

namespace effigy::ui {

QImage toQImage(const base::Image& image)
{
    if (image.empty())
        return {};
    const auto format = image.channels == 4   ? QImage::Format_RGBA8888
                        : image.channels == 1 ? QImage::Format_Grayscale8
                                              : QImage::Format_RGB888;
    const QImage borrowed(image.pixels.data(), image.width, image.height, qsizetype(image.width) * image.channels, format);
    // Premultiplied is what the raster engine blends fastest; converting copies.
    return borrowed.convertToFormat(image.channels == 4 ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
}

base::Image fromQImage(const QImage& image)
{
    const QImage straight = image.convertToFormat(QImage::Format_RGBA8888);
    base::Image pixels(straight.width(), straight.height(), 4);
    for (int y = 0; y < straight.height(); ++y)
        std::memcpy(pixels.at(0, y), straight.constScanLine(y), std::size_t(straight.width()) * 4);
    return pixels;
}

} // namespace effigy::ui
