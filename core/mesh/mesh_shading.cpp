// SPDX-License-Identifier: GPL-3.0-or-later
#include "mesh/mesh_shading.h"

#include "mesh/colour_space.h"

#include <algorithm>
#include <cmath>

namespace effigy::mesh {

namespace {

Eigen::Vector3f texel(const base::Image& texture, int x, int y)
{
    const auto* p = texture.at(std::clamp(x, 0, texture.width - 1), std::clamp(y, 0, texture.height - 1));
    if (texture.channels < 3)
        return Eigen::Vector3f::Constant(linearFromSrgb(p[0]));
    return {linearFromSrgb(p[0]), linearFromSrgb(p[1]), linearFromSrgb(p[2])};
}

/// A large soft key from the upper left, a cool fill from the right, a rim from behind, and sky above ground.
Eigen::Vector3f studioLight(const Eigen::Vector3f& albedo, const SurfaceView& view)
{
    // Camera frame, y down, pointing to the light.
    static const Eigen::Vector3f key = Eigen::Vector3f(-0.50F, -0.55F, -0.70F).normalized();
    static const Eigen::Vector3f fill = Eigen::Vector3f(0.75F, -0.05F, -0.60F).normalized();
    static const Eigen::Vector3f rim = Eigen::Vector3f(0.55F, -0.45F, 0.70F).normalized();
    static const Eigen::Vector3f keyColour(0.98F, 0.94F, 0.88F), fillColour(0.17F, 0.20F, 0.24F),
        sky(0.20F, 0.21F, 0.23F), ground(0.07F, 0.065F, 0.06F), rimColour(0.55F, 0.60F, 0.68F);
    constexpr float kWrap = 0.20F; // how far the key reaches past the terminator: the size of the softbox

    const auto& n = view.normalInCamera;
    const float keyTerm = std::max(0.0F, (n.dot(key) + kWrap) / (1.0F + kWrap));
    const float fillTerm = std::max(0.0F, 0.5F + 0.5F * n.dot(fill));
    const float up = 0.5F - 0.5F * n.y();
    const Eigen::Vector3f diffuse = keyColour * keyTerm * keyTerm + fillColour * fillTerm + sky * up + ground * (1.0F - up);

    const float facing = std::clamp(n.dot(view.towardsEye), 0.0F, 1.0F);
    const float grazing = (1.0F - facing) * (1.0F - facing) * (1.0F - facing);
    const float rimTerm = grazing * std::max(0.0F, n.dot(rim) + 0.3F);
    const float gloss = std::pow(std::max(0.0F, n.dot((key + view.towardsEye).normalized())), 28.0F);
    return albedo.cwiseProduct(diffuse) + rimColour * rimTerm + keyColour * (0.055F * gloss);
}

} // namespace

Eigen::Vector3f sampleTexture(const base::Image& texture, const Eigen::Vector2f& uv)
{
    const float x = uv.x() * static_cast<float>(texture.width) - 0.5F;
    const float y = (1.0F - uv.y()) * static_cast<float>(texture.height) - 0.5F;
    const float left = std::floor(x), top = std::floor(y);
    const float fx = x - left, fy = y - top;
    const int ix = static_cast<int>(left), iy = static_cast<int>(top);
    return (1.0F - fy) * ((1.0F - fx) * texel(texture, ix, iy) + fx * texel(texture, ix + 1, iy)) +
           fy * ((1.0F - fx) * texel(texture, ix, iy + 1) + fx * texel(texture, ix + 1, iy + 1));
}

Eigen::Vector3f shade(const Eigen::Vector3f& albedo, const SurfaceView& view, const MeshRenderOptions& options)
{
    switch (options.light) {
    case Light::None:
        return albedo;
    case Light::Harmonic:
        return albedo.cwiseProduct((options.harmonics.transpose() * shTerms(view.normalInHead)).cwiseMax(0.0F));
    case Light::Studio:
        break;
    }
    return studioLight(albedo, view);
}

} // namespace effigy::mesh
