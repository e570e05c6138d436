// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/image_file.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "export/frame_pixels.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>

namespace effigy::exporter {

namespace {

/// The pixels of `image` in OpenCV's channel order, copied.
cv::Mat toMat(const base::Image& image)
{
    base::require(!image.empty(), "a picture to write has pixels");
    const cv::Mat view(image.height, image.width, CV_8UC(image.channels),
                       const_cast<std::uint8_t*>(image.pixels.data())); // only read
    cv::Mat swapped;
    if (image.channels == 1)
        return view.clone();
    cv::cvtColor(view, swapped, image.channels == 4 ? cv::COLOR_RGBA2BGRA : cv::COLOR_RGB2BGR);
    return swapped;
}

std::vector<std::byte> encode(const char* extension, const cv::Mat& pixels,
                              const std::vector<int>& parameters)
{
    std::vector<unsigned char> bytes;
    try {
        if (!cv::imencode(extension, pixels, bytes, parameters))
            throw base::Error("unsupported",
                              std::string("This build cannot write ") + extension + " pictures");
    } catch (const cv::Exception& failure) {
        throw base::Error("unsupported",
                          std::string("The picture cannot be written as ") + extension + ": " +
                              failure.err,
                          "Choose PNG");
    }
    std::vector<std::byte> blob(bytes.size());
    std::memcpy(blob.data(), bytes.data(), bytes.size());
    return blob;
}

std::string lowerExtension(const std::filesystem::path& path)
{
    auto extension = path.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return extension;
}

} // namespace

std::vector<std::byte> encodePng(const base::Image& image)
{
    return encode(".png", toMat(image), {});
}

std::vector<std::byte> encodeJpeg(const base::Image& image, int quality)
{
    return encode(".jpg", toMat(image.channels == 4 ? flattened(image) : image),
                  {cv::IMWRITE_JPEG_QUALITY, quality});
}

void writeImage(const std::filesystem::path& path, const base::Image& image,
                const ImageFileOptions& options)
{
    const auto extension = lowerExtension(path);
    if (extension == ".png")
        return base::writeFileAtomically(path, encodePng(image));
    if (extension == ".jpg" || extension == ".jpeg")
        return base::writeFileAtomically(path, encodeJpeg(image, options.quality));
    if (extension == ".webp") {
        // OpenCV takes everything above 100 as lossless.
        const int quality = options.quality >= 100 ? 101 : options.quality;
        return base::writeFileAtomically(
            path, encode(".webp", toMat(image), {cv::IMWRITE_WEBP_QUALITY, quality}));
    }
    throw base::Error("unsupported", "Pictures cannot be written as " + path.filename().string(),
                      "Choose a name that ends in .png, .jpg or .webp");
}

void writeDepth(const std::filesystem::path& path, const base::FloatImage& depth,
                double metresPerStep)
{
    base::require(depth.channels == 1 && !depth.empty() && metresPerStep > 0.0,
                  "depth has one channel");
    cv::Mat steps(depth.height, depth.width, CV_16UC1);
    for (int y = 0; y < depth.height; ++y)
        for (int x = 0; x < depth.width; ++x)
            steps.at<std::uint16_t>(y, x) = static_cast<std::uint16_t>(
                std::clamp(std::round(*depth.at(x, y) / metresPerStep), 0.0, 65535.0));
    base::writeFileAtomically(path, encode(".png", steps, {}));
}

} // namespace effigy::exporter
