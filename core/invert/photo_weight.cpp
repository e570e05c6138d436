// SPDX-License-Identifier: GPL-3.0-or-later
#include "invert/photo_weight.h"

#include "base/error.h"
#include "head/head_model.h"

#include <ATen/ops/adaptive_avg_pool2d.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/max_pool2d.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <cmath>

namespace effigy::invert {
namespace {

constexpr double kFeatureRadius = 0.011; // metres around each landmark

} // namespace

torch::Tensor planeOf(const base::FloatImage& image, int size)
{
    base::require(image.channels == 1, "one channel");
    const auto plane = at::from_blob(const_cast<float*>(image.values.data()), {1, 1, image.height, image.width}).clone();
    return image.width == size && image.height == size ? plane : at::adaptive_avg_pool2d(plane, {size, size});
}

torch::Tensor headShare(const reconstruct::AlignedPhoto& photo, int size) { return planeOf(photo.matte, size) * (1.0 - planeOf(photo.unseen, size)); }

torch::Tensor featureMap(const torch::Tensor& landmarks, const mesh::Camera& camera, int size)
{
    auto map = torch::zeros({1, 1, size, size});
    auto* out = map.data_ptr<float>();
    const auto dense = landmarks.contiguous();
    const auto* points = dense.data_ptr<float>();
    for (int i = 17; i < head::kLandmarkCount; ++i) {
        if (i >= 27 && i < 36)
            continue; // the nose is no detail
        const auto seen = mesh::project(camera, {points[3 * i], points[3 * i + 1], points[3 * i + 2]});
        const double radius = kFeatureRadius * camera.fx / seen.z() * size;
        const double x = seen.x() * size, y = seen.y() * size;
        for (int row = std::max(0, static_cast<int>(y - radius)); row < std::min<double>(size, y + radius); ++row)
            for (int column = std::max(0, static_cast<int>(x - radius)); column < std::min<double>(size, x + radius); ++column)
                if (std::hypot(column + 0.5 - x, row + 0.5 - y) < radius)
                    out[row * size + column] = 1.0F;
    }
    return map;
}

torch::Tensor dilated(const torch::Tensor& mask, int pixels)
{
    const int window = 2 * pixels + 1;
    return at::max_pool2d(mask, {window, window}, {1, 1}, {pixels, pixels});
}

} // namespace effigy::invert
