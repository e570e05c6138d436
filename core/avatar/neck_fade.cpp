// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/neck_fade.h"

#include "base/error.h"
#include "base/parallel.h"
#include "base/smoothstep.h"
#include "head/head_topology.h"

#include <Eigen/Eigenvalues>

#include <algorithm>
#include <limits>
#include <span>

namespace effigy::avatar {
namespace {

constexpr float kNothing = 0.002F, kAll = 0.014F; // metres above the rim between which the neck appears
constexpr float kNeck = 1.15F, kBesideNeck = 1.35F; // radii between which what is seen is the neck less and less

/// What of the head is shown at a place.
float shareAt(const Eigen::Vector3f& place, const NeckFade& fade)
{
    const Eigen::Vector3f from = place - fade.centre;
    const float height = fade.up.dot(from);
    const float beside = (from - height * fade.up).norm() / fade.radius;
    const float neck = 1.0F - base::smoothstep(kNeck, kBesideNeck, beside);
    return 1.0F - neck * (1.0F - base::smoothstep(kNothing, kAll, height - fade.height));
}

/// The share of every pixel of `depth`; that of a pixel that shows nothing is the mean of its neighbours that do.
base::FloatImage sharesOf(const base::FloatImage& depth, const mesh::Camera& camera, const NeckFade& fade)
{
    base::FloatImage shares(depth.width, depth.height, 1, 1.0F);
    const Eigen::Isometry3f headFromCamera = camera.headFromCamera.cast<float>();
    for (int y = 0; y < depth.height; ++y)
        for (int x = 0; x < depth.width; ++x)
            if (const float z = *depth.at(x, y); z > 0.0F) {
                const Eigen::Vector3f ray(static_cast<float>(((x + 0.5) / depth.width - camera.cx) / camera.fx),
                                          static_cast<float>(((y + 0.5) / depth.height - camera.cy) / camera.fy), 1.0F);
                *shares.at(x, y) = shareAt(headFromCamera * Eigen::Vector3f(z * ray), fade);
            }
    base::FloatImage filled = shares;
    for (int y = 0; y < depth.height; ++y)
        for (int x = 0; x < depth.width; ++x) {
            if (*depth.at(x, y) > 0.0F)
                continue;
            float sum = 0.0F;
            int count = 0;
            for (int v = std::max(0, y - 1); v <= std::min(depth.height - 1, y + 1); ++v)
                for (int u = std::max(0, x - 1); u <= std::min(depth.width - 1, x + 1); ++u)
                    if (*depth.at(u, v) > 0.0F) {
                        sum += *shares.at(u, v);
                        ++count;
                    }
            if (count > 0)
                *filled.at(x, y) = sum / static_cast<float>(count);
        }
    return filled;
}

/// Between the four pixels about a place, 0..1 across the picture.
float between(const base::FloatImage& values, float across, float down)
{
    const float x = std::clamp(across * static_cast<float>(values.width) - 0.5F, 0.0F, static_cast<float>(values.width - 1));
    const float y = std::clamp(down * static_cast<float>(values.height) - 0.5F, 0.0F, static_cast<float>(values.height - 1));
    const int x0 = static_cast<int>(x), y0 = static_cast<int>(y);
    const int x1 = std::min(x0 + 1, values.width - 1), y1 = std::min(y0 + 1, values.height - 1);
    const float u = x - static_cast<float>(x0), v = y - static_cast<float>(y0);
    return (1.0F - v) * ((1.0F - u) * *values.at(x0, y0) + u * *values.at(x1, y0))
           + v * ((1.0F - u) * *values.at(x0, y1) + u * *values.at(x1, y1));
}

} // namespace

std::vector<int> rimOfNeck(const mesh::Mesh& mesh)
{
    const auto skin = std::ranges::find(mesh.parts, "skin", &mesh::MeshPart::material);
    if (skin == mesh.parts.end())
        return {};
    const auto loops = head::rimLoops(std::span(mesh.triangles).subspan(static_cast<std::size_t>(skin->firstTriangle), static_cast<std::size_t>(skin->triangleCount)));
    const auto foot = [&mesh](const std::vector<int>& loop) {
        float lowest = std::numeric_limits<float>::max();
        for (const int v : loop)
            lowest = std::min(lowest, mesh.vertices[static_cast<std::size_t>(v)].y());
        return lowest;
    };
    const auto lowest = std::ranges::min_element(loops, {}, foot);
    return lowest == loops.end() ? std::vector<int>() : *lowest;
}

NeckFade fadeAbove(const std::vector<int>& rim, const std::vector<Eigen::Vector3f>& vertices)
{
    base::require(rim.size() >= 3, "fadeAbove: a rim has three vertices");
    NeckFade fade;
    for (const int v : rim)
        fade.centre += vertices[static_cast<std::size_t>(v)] / static_cast<float>(rim.size());
    Eigen::Matrix3f spread = Eigen::Matrix3f::Zero();
    for (const int v : rim) {
        const Eigen::Vector3f from = vertices[static_cast<std::size_t>(v)] - fade.centre;
        spread += from * from.transpose();
    }
    fade.up = Eigen::SelfAdjointEigenSolver<Eigen::Matrix3f>(spread).eigenvectors().col(0); // of the least eigenvalue
    if (fade.up.y() < 0.0F)
        fade.up = -fade.up;
    fade.height = std::numeric_limits<float>::lowest();
    for (const int v : rim) {
        const Eigen::Vector3f from = vertices[static_cast<std::size_t>(v)] - fade.centre;
        const float height = fade.up.dot(from);
        fade.height = std::max(fade.height, height);
        fade.radius = std::max(fade.radius, (from - height * fade.up).norm());
    }
    return fade;
}

void fadeNeck(base::FloatImage& picture, const base::FloatImage& depth, const mesh::Camera& camera, const NeckFade& fade)
{
    if (fade.radius <= 0.0F || picture.empty() || depth.empty())
        return;
    const base::FloatImage shares = sharesOf(depth, camera, fade);
    if (std::ranges::all_of(shares.values, [](float share) { return share >= 1.0F; }))
        return; // above the neck
    base::parallelFor(picture.height, 32, [&](int begin, int end) {
        for (int y = begin; y < end; ++y)
            for (int x = 0; x < picture.width; ++x) {
                const float share = between(shares, (static_cast<float>(x) + 0.5F) / static_cast<float>(picture.width),
                                            (static_cast<float>(y) + 0.5F) / static_cast<float>(picture.height));
                for (int c = 0; c < picture.channels; ++c)
                    picture.at(x, y)[c] *= share;
            }
    });
}

} // namespace effigy::avatar
