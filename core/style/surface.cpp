// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/surface.h"

#include "base/error.h"
#include "base/parallel.h"

#include <algorithm>
#include <cmath>

namespace effigy::style {

namespace {

constexpr float kStep = 0.012F; // metres: a larger jump between pixels is no slope but another surface

/// The ray of a pixel's centre with z = 1.
Eigen::Vector3f rayOf(const mesh::Camera& camera, int width, int height, int x, int y)
{
    return {static_cast<float>(((x + 0.5) / width - camera.cx) / camera.fx),
            static_cast<float>(((y + 0.5) / height - camera.cy) / camera.fy), 1.0F};
}

} // namespace

base::FloatImage depthAlongZ(const base::FloatImage& alongRay, const mesh::Camera& camera)
{
    base::FloatImage depth = alongRay;
    for (int y = 0; y < depth.height; ++y)
        for (int x = 0; x < depth.width; ++x)
            *depth.at(x, y) /= rayOf(camera, depth.width, depth.height, x, y).norm();
    return depth;
}

namespace {

/// Depth at pixel coordinates (centres at integers): between the neighbours that belong to the nearest one's surface.
float depthAt(const base::FloatImage& in, float px, float py)
{
    const float nearest = *in.at(static_cast<int>(px + 0.5F), static_cast<int>(py + 0.5F));
    if (nearest <= 0.0F)
        return 0.0F;
    const int x0 = static_cast<int>(px), y0 = static_cast<int>(py);
    float sum = 0.0F, weights = 0.0F;
    for (int k = 0; k < 4; ++k) {
        const int ix = std::min(x0 + (k & 1), in.width - 1), iy = std::min(y0 + (k >> 1), in.height - 1);
        const float value = *in.at(ix, iy);
        if (value <= 0.0F || std::abs(value - nearest) > kStep)
            continue;
        const float w = std::max(1e-4F, (1.0F - std::abs(px - static_cast<float>(ix))) * (1.0F - std::abs(py - static_cast<float>(iy))));
        sum += w * value;
        weights += w;
    }
    return sum / weights;
}

} // namespace

Surface placed(const Surface& square, const SquarePlace& place, int width, int height, const mesh::Camera& view)
{
    const auto& in = square.depth;
    base::require(place.side > 0.0, "a surface is placed in a square");
    Surface result{.depth = base::FloatImage(width, height, 1), .camera = view, .light = square.light};
    base::parallelFor(height, 16, [&](int begin, int end) {
        for (int y = begin; y < end; ++y)
            for (int x = 0; x < width; ++x) {
                const double px = (x + 0.5 - place.left) * in.width / place.side - 0.5, py = (y + 0.5 - place.top) * in.height / place.side - 0.5;
                if (px < -0.5 || py < -0.5 || px > in.width - 0.5 || py > in.height - 0.5)
                    continue;
                *result.depth.at(x, y) = depthAt(in, std::clamp(static_cast<float>(px), 0.0F, static_cast<float>(in.width - 1)),
                                                 std::clamp(static_cast<float>(py), 0.0F, static_cast<float>(in.height - 1)));
            }
    });
    return result;
}

Surface enlarged(const Surface& surface, int width, int height)
{
    if (surface.depth.width == width && surface.depth.height == height)
        return surface;
    Surface result{.depth = base::FloatImage(width, height, 1), .camera = surface.camera, .light = surface.light};
    const auto& in = surface.depth;
    const float sx = static_cast<float>(in.width) / static_cast<float>(width), sy = static_cast<float>(in.height) / static_cast<float>(height);
    base::parallelFor(height, 16, [&](int begin, int end) {
        for (int y = begin; y < end; ++y)
            for (int x = 0; x < width; ++x)
                *result.depth.at(x, y) = depthAt(in, std::clamp((static_cast<float>(x) + 0.5F) * sx - 0.5F, 0.0F, static_cast<float>(in.width - 1)),
                                                 std::clamp((static_cast<float>(y) + 0.5F) * sy - 0.5F, 0.0F, static_cast<float>(in.height - 1)));
    });
    return result;
}

base::FloatImage pointsInHead(const Surface& surface)
{
    const auto& depth = surface.depth;
    const Eigen::Isometry3f headFromCamera = surface.camera.headFromCamera.cast<float>();
    base::FloatImage points(depth.width, depth.height, 3);
    base::parallelFor(depth.height, 16, [&](int begin, int end) {
        for (int y = begin; y < end; ++y)
            for (int x = 0; x < depth.width; ++x) {
                const float z = *depth.at(x, y);
                if (z <= 0.0F)
                    continue;
                const Eigen::Vector3f p = headFromCamera * (z * rayOf(surface.camera, depth.width, depth.height, x, y));
                std::copy_n(p.data(), 3, points.at(x, y));
            }
    });
    return points;
}

namespace {

/// Depth smoothed by one pass along x or y, stopping at steps.
base::FloatImage smoothedDepth(const base::FloatImage& depth, int dx, int dy, double sigma)
{
    const int radius = std::max(1, static_cast<int>(std::ceil(2.0 * sigma)));
    base::FloatImage result = depth;
    base::parallelFor(depth.height, 8, [&](int begin, int end) {
        for (int y = begin; y < end; ++y)
            for (int x = 0; x < depth.width; ++x) {
                const float here = *depth.at(x, y);
                if (here <= 0.0F)
                    continue;
                float sum = here, weights = 1.0F;
                Eigen::Array2f last(here, here);
                for (int i = 1; i <= radius; ++i) { // both ways or not at all: slopes stay where they are
                    const auto value = [&](int sign) {
                        const int px = x + sign * i * dx, py = y + sign * i * dy;
                        const bool isInside = px >= 0 && py >= 0 && px < depth.width && py < depth.height;
                        return isInside ? *depth.at(px, py) : 0.0F;
                    };
                    const Eigen::Array2f pair(value(-1), value(1));
                    if ((pair <= 0.0F).any() || ((pair - last).abs() > kStep).any())
                        break;
                    const double t = i / sigma;
                    const auto w = static_cast<float>(std::exp(-0.5 * t * t));
                    sum += w * pair.sum();
                    weights += 2.0F * w;
                    last = pair;
                }
                *result.at(x, y) = sum / weights;
            }
    });
    return result;
}

} // namespace

namespace {

/// Normals for pixels between two surfaces, which have no slope of their own: those of what lies around them.
base::FloatImage completed(base::FloatImage normals, const base::FloatImage& depth)
{
    const base::FloatImage known = normals;
    for (int y = 0; y < depth.height; ++y)
        for (int x = 0; x < depth.width; ++x) {
            const float* own = known.at(x, y);
            if (*depth.at(x, y) <= 0.0F || own[0] != 0.0F || own[1] != 0.0F || own[2] != 0.0F)
                continue;
            Eigen::Vector3f sum(0.0F, 0.0F, -1e-3F); // towards the eye, when nothing is known
            for (int dy = -1; dy <= 1; ++dy)
                for (int dx = -1; dx <= 1; ++dx)
                    sum += Eigen::Vector3f::Map(known.at(std::clamp(x + dx, 0, depth.width - 1), std::clamp(y + dy, 0, depth.height - 1)));
            std::copy_n(sum.normalized().eval().data(), 3, normals.at(x, y));
        }
    return normals;
}

} // namespace

base::FloatImage cameraNormals(const Surface& surface, double sigma)
{
    constexpr double kNothing = 0.3; // pixels
    base::FloatImage depth = surface.depth;
    if (sigma > kNothing)
        depth = smoothedDepth(smoothedDepth(depth, 1, 0, sigma), 0, 1, sigma);
    base::FloatImage normals(depth.width, depth.height, 3);
    base::parallelFor(depth.height, 16, [&](int begin, int end) {
        for (int y = begin; y < end; ++y)
            for (int x = 0; x < depth.width; ++x) {
                const float here = *depth.at(x, y);
                if (here <= 0.0F)
                    continue;
                const auto point = [&](int px, int py) {
                    return Eigen::Vector3f(*depth.at(px, py) * rayOf(surface.camera, depth.width, depth.height, px, py));
                };
                const auto isSame = [&](int px, int py) {
                    return px >= 0 && py >= 0 && px < depth.width && py < depth.height && *depth.at(px, py) > 0.0F
                           && std::abs(*depth.at(px, py) - here) < kStep;
                };
                const auto tangent = [&](int dx, int dy) {
                    const bool after = isSame(x + dx, y + dy), before = isSame(x - dx, y - dy);
                    const Eigen::Vector3f a = after ? point(x + dx, y + dy) : point(x, y);
                    const Eigen::Vector3f b = before ? point(x - dx, y - dy) : point(x, y);
                    return Eigen::Vector3f(a - b);
                };
                const Eigen::Vector3f normal = tangent(0, 1).cross(tangent(1, 0)); // towards the eye: x right, y down, z away
                if (normal.squaredNorm() > 0.0F)
                    std::copy_n(normal.normalized().eval().data(), 3, normals.at(x, y));
            }
    });
    return completed(std::move(normals), surface.depth);
}

double pixelsPerMillimetre(const Surface& surface)
{
    const double distance = surface.camera.headFromCamera.translation().norm();
    base::require(distance > 0.0, "the camera stands outside the head");
    return surface.camera.fx * surface.depth.width / distance / 1000.0;
}

} // namespace effigy::style
