// SPDX-License-Identifier: GPL-3.0-or-later
#include "mesh/mesh_shading.h"

#include "mesh/colour_space.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace effigy::mesh {

namespace {

/// x to the power of 28, the sharpness of a soft gloss.
float gloss28(float x)
{
    const float x4 = x * x * x * x, x8 = x4 * x4;
    return x4 * x8 * x8 * x8;
}

/// Where the lights stand, as directions to them in the camera frame (y down), and their linear
/// colours.
struct Studio {
    Eigen::Vector3f key = Eigen::Vector3f(-0.50F, -0.55F, -0.70F).normalized();
    Eigen::Vector3f fill = Eigen::Vector3f(0.75F, -0.05F, -0.60F).normalized();
    Eigen::Vector3f rim = Eigen::Vector3f(0.55F, -0.45F, 0.70F).normalized();
    Eigen::Vector3f keyColour{0.98F, 0.94F, 0.88F};
    Eigen::Vector3f fillColour{0.17F, 0.20F, 0.24F};
    Eigen::Vector3f rimColour{0.55F, 0.60F, 0.68F};
    Eigen::Vector3f sky{0.20F, 0.21F, 0.23F};
    Eigen::Vector3f ground{0.07F, 0.065F, 0.06F};
};

/// A large soft key from the upper left, a cool fill from the right, a rim from behind, and sky
/// above ground.
Eigen::Vector3f studioLight(const Eigen::Vector3f& albedo, const SurfaceView& view)
{
    static const Studio s;
    constexpr float kWrap =
        0.20F; // how far the key reaches past the terminator: the size of the softbox

    const auto& n = view.normalInCamera;
    const float keyTerm = std::max(0.0F, (n.dot(s.key) + kWrap) / (1.0F + kWrap));
    const float fillTerm = std::max(0.0F, 0.5F + 0.5F * n.dot(s.fill));
    const float up = 0.5F - 0.5F * n.y();
    const Eigen::Vector3f diffuse = s.keyColour * keyTerm * keyTerm + s.fillColour * fillTerm +
                                    s.sky * up + s.ground * (1.0F - up);

    const float facing = std::clamp(n.dot(view.towardsEye), 0.0F, 1.0F);
    const float grazing = (1.0F - facing) * (1.0F - facing) * (1.0F - facing);
    const float rimTerm = grazing * std::max(0.0F, n.dot(s.rim) + 0.3F);
    const float gloss = gloss28(std::max(0.0F, n.dot((s.key + view.towardsEye).normalized())));
    return albedo.cwiseProduct(diffuse) + s.rimColour * rimTerm + s.keyColour * (0.055F * gloss);
}

} // namespace

Eigen::Vector3f sampleTexture(const base::Image& texture, const Eigen::Vector2f& uv)
{
    const float x = uv.x() * static_cast<float>(texture.width) - 0.5F;
    const float y = (1.0F - uv.y()) * static_cast<float>(texture.height) - 0.5F;
    const float left = std::floor(x), top = std::floor(y);
    const float fx = x - left, fy = y - top;
    const auto column = [&](float at) {
        return std::clamp(static_cast<int>(at), 0, texture.width - 1);
    };
    const auto row = [&](float at) {
        return std::clamp(static_cast<int>(at), 0, texture.height - 1);
    };
    const int x0 = column(left), x1 = column(left + 1.0F), y0 = row(top), y1 = row(top + 1.0F);
    const std::array<const std::uint8_t*, 4> texels = {texture.at(x0, y0), texture.at(x1, y0),
                                                       texture.at(x0, y1), texture.at(x1, y1)};
    const std::array<float, 4> shares = {(1.0F - fx) * (1.0F - fy), fx * (1.0F - fy),
                                         (1.0F - fx) * fy, fx * fy};
    const auto& linear = linearFromSrgbTable();
    const int green = texture.channels < 3 ? 0 : 1, blue = texture.channels < 3 ? 0 : 2;
    Eigen::Vector3f colour = Eigen::Vector3f::Zero();
    for (int k = 0; k < 4; ++k)
        colour += shares[k] * Eigen::Vector3f(linear[texels[k][0]], linear[texels[k][green]],
                                              linear[texels[k][blue]]);
    return colour;
}

Eigen::Vector3f shade(const Eigen::Vector3f& albedo, const SurfaceView& view,
                      const MeshRenderOptions& options)
{
    switch (options.light) {
    case Light::None:
        return albedo;
    case Light::Harmonic:
        return albedo.cwiseProduct(
            (options.harmonics.transpose() * shTerms(view.normalInHead)).cwiseMax(0.0F));
    case Light::Studio:
        break;
    }
    return studioLight(albedo, view);
}

} // namespace effigy::mesh
