// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/framing.h"

#include "base/parallel.h"
#include "head/head_model.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace effigy::avatar {

namespace {

/// The samples that make up one pixel of a row or column, with weights that sum to 1 inside the picture.
struct Taps {
    int first = 0;
    std::vector<float> weights;
};

/// Triangle filter from `count` samples that span [start, start + span) pixels to `pixels` pixels.
std::vector<Taps> triangleTaps(int count, double start, double span, int pixels)
{
    const double samplesPerPixel = count / span;
    const double radius = std::max(1.0, samplesPerPixel);
    std::vector<Taps> taps(static_cast<std::size_t>(pixels));
    for (int pixel = 0; pixel < pixels; ++pixel) {
        const double centre = (pixel + 0.5 - start) * samplesPerPixel - 0.5; // in samples
        if (centre < -0.5 || centre > count - 0.5)
            continue;
        auto& tap = taps[static_cast<std::size_t>(pixel)];
        tap.first = std::max(0, static_cast<int>(std::floor(centre - radius)) + 1);
        const int last = std::min(count - 1, static_cast<int>(std::ceil(centre + radius)) - 1);
        double sum = 0.0;
        for (int i = tap.first; i <= last; ++i) {
            const double weight = std::max(0.0, 1.0 - std::abs(i - centre) / radius);
            tap.weights.push_back(static_cast<float>(weight));
            sum += weight;
        }
        for (float& weight : tap.weights)
            weight = static_cast<float>(weight / sum);
    }
    return taps;
}

} // namespace

Framing frameHead(const mesh::Camera& camera, int width, int height, const HeadSquare& square)
{
    const double viewSide = std::max(width, height);
    const auto head = mesh::project(camera, square.centre);
    const double headSide = camera.fy * height * square.metres / std::max(head.z(), 1e-3);
    Framing framing;
    if (head.z() <= 0.0 || headSide >= viewSide) {
        framing.side = viewSide;
        framing.left = 0.5 * (width - viewSide);
        framing.top = 0.5 * (height - viewSide);
    } else {
        framing.side = headSide;
        framing.left = head.x() * width - 0.5 * headSide;
        framing.top = head.y() * height - 0.5 * headSide;
    }
    framing.camera.headFromCamera = camera.headFromCamera;
    framing.camera.fx = camera.fx * width / framing.side;
    framing.camera.fy = camera.fy * height / framing.side;
    framing.camera.cx = (camera.cx * width - framing.left) / framing.side;
    framing.camera.cy = (camera.cy * height - framing.top) / framing.side;
    return framing;
}

mesh::Camera cameraOfTurnedHead(const mesh::Camera& camera, const head::ControlValues& controls)
{
    mesh::Camera turned = camera;
    const Eigen::Matrix3d rotation = head::headRotation(controls);
    if (rotation != Eigen::Matrix3d::Identity())
        turned.headFromCamera = Eigen::Isometry3d(rotation.transpose()) * camera.headFromCamera;
    return turned;
}

mesh::Camera widened(const mesh::Camera& camera, double apron)
{
    const double size = 1.0 + 2.0 * apron;
    return {camera.headFromCamera, camera.fx / size, camera.fy / size, (camera.cx + apron) / size, (camera.cy + apron) / size};
}

mesh::Camera viewportCamera(const mesh::OrbitView& view, int width, int height)
{
    auto camera = mesh::orbitCamera(view);
    camera.fx = camera.fy * height / width;
    return camera;
}

base::FloatImage placeInView(const base::FloatImage& square, const Framing& framing, int width, int height)
{
    const int channels = square.channels;
    const auto columns = triangleTaps(square.width, framing.left, framing.side, width);
    const auto rows = triangleTaps(square.height, framing.top, framing.side, height);
    base::FloatImage wide(width, square.height, channels); // columns placed, rows not yet
    base::parallelFor(square.height, 16, [&](int begin, int end) {
        for (int y = begin; y < end; ++y) {
            for (int x = 0; x < width; ++x) {
                const auto& tap = columns[static_cast<std::size_t>(x)];
                float* out = wide.at(x, y);
                for (std::size_t i = 0; i < tap.weights.size(); ++i) {
                    const float* in = square.at(tap.first + static_cast<int>(i), y);
                    for (int c = 0; c < channels; ++c)
                        out[c] += tap.weights[i] * in[c];
                }
            }
        }
    });
    base::FloatImage view(width, height, channels);
    const std::size_t rowValues = static_cast<std::size_t>(width) * channels;
    base::parallelFor(height, 16, [&](int begin, int end) {
        for (int y = begin; y < end; ++y) {
            const auto& tap = rows[static_cast<std::size_t>(y)];
            float* out = view.at(0, y);
            for (std::size_t i = 0; i < tap.weights.size(); ++i) {
                const float* in = wide.at(0, tap.first + static_cast<int>(i));
                for (std::size_t k = 0; k < rowValues; ++k)
                    out[k] += tap.weights[i] * in[k];
            }
        }
    });
    return view;
}

} // namespace effigy::avatar
