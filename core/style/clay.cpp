// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/clay.h"

#include "style/colour.h"
#include "style/plane_filter.h"
#include "style/position_noise.h"

#include <algorithm>
#include <cmath>

namespace effigy::style {

namespace {

/// How deep a point lies in what surrounds it: 0 open, towards 1 in a hollow.
base::FloatImage hollows(const Surface& form, double reachPixels)
{
    base::FloatImage covered(form.depth.width, form.depth.height, 2); // depth, there or not
    for (std::size_t i = 0; i < form.depth.values.size(); ++i) {
        covered.values[2 * i] = form.depth.values[i];
        covered.values[2 * i + 1] = form.depth.values[i] > 0.0F ? 1.0F : 0.0F;
    }
    const auto mean = blurred(covered, reachPixels);
    base::FloatImage result(form.depth.width, form.depth.height, 1);
    for (std::size_t i = 0; i < result.values.size(); ++i) {
        constexpr float kDeep = 0.008F; // metres behind the mean
        const float near = mean.values[2 * i] / std::max(1e-4F, mean.values[2 * i + 1]);
        if (form.depth.values[i] > 0.0F)
            result.values[i] = std::clamp((form.depth.values[i] - near) / kDeep, 0.0F, 1.0F);
    }
    return result;
}

} // namespace

base::FloatImage clayPicture(const base::FloatImage& picture, const Surface& surface, const Clay& clay)
{
    const Surface form = enlarged(surface, picture.width, picture.height);
    const double mm = pixelsPerMillimetre(form);
    // Normals where the form was seen, then enlarged: pixels that see two surfaces at once have no slope, and take their neighbours'.
    const auto normals = cameraNormals(surface, 1.6 * pixelsPerMillimetre(surface));
    const auto across = static_cast<float>(normals.width) / static_cast<float>(picture.width);
    const auto down = static_cast<float>(normals.height) / static_cast<float>(picture.height);
    const auto hollow = hollows(form, 6.0 * mm);
    const auto points = pointsInHead(form);
    const auto luma = filledLuma(picture);
    const auto around = blurred(luma, 4.0 * mm);
    const Eigen::Vector3f material = srgbOfHue(0.76, 0.16 * clay.colour, clay.hue);
    const Eigen::Vector3f albedo(linearOf(material[0]), linearOf(material[1]), linearOf(material[2]));
    // Seen by the camera; a camera straight before the head has x and y as the head, but for their signs.
    const Eigen::Matrix3f frontal = Eigen::Vector3f(1.0F, -1.0F, -1.0F).asDiagonal();
    const Eigen::Matrix3f turned = clay.isLitOnHead
                                       ? Eigen::Matrix3f(form.camera.headFromCamera.linear().cast<float>().transpose() * frontal)
                                       : Eigen::Matrix3f(Eigen::Matrix3f::Identity());
    const Eigen::Vector3f key = turned * Eigen::Vector3f(-0.45F, -0.62F, -0.64F).normalized();
    const Eigen::Vector3f fill = turned * Eigen::Vector3f(0.75F, -0.05F, -0.55F).normalized();
    const Eigen::Vector3f half = (key - Eigen::Vector3f::UnitZ()).normalized();
    const auto gloss = static_cast<float>(clay.gloss), features = static_cast<float>(clay.features);
    base::FloatImage result = picture;
    recolour(result, [&](const Eigen::Vector3f&, int i) -> Eigen::Vector3f {
        const auto at = static_cast<std::size_t>(i);
        const float px = (static_cast<float>(i % picture.width) + 0.5F) * across - 0.5F;
        const float py = (static_cast<float>(i / picture.width) + 0.5F) * down - 0.5F;
        Eigen::Vector3f n(sampled(normals, px, py, 0), sampled(normals, px, py, 1), sampled(normals, px, py, 2));
        if (n.squaredNorm() < 1e-6F)
            n = -Eigen::Vector3f::UnitZ(); // a rim that only superresolution sees
        n.normalize();
        // Thumb marks: the surface is not perfectly smooth.
        const Eigen::Vector3f p(points.values[3 * at], points.values[3 * at + 1], points.values[3 * at + 2]);
        const float dent = cloudNoise(280.0F * p, 11) - 0.5F;
        const float wrapped = std::max(0.0F, (n.dot(key) + 0.25F) / 1.25F);
        const float facing = std::max(0.0F, -n.z());
        float light = 0.2F + 1.02F * wrapped * wrapped + 0.24F * std::max(0.0F, n.dot(fill)) + 0.1F * dent;
        light *= 1.0F - 0.55F * hollow.values[at];
        // What darker and lighter paint there was, pressed into the material.
        const float contrast = std::log2((luma.values[at] + 0.08F) / (around.values[at] + 0.08F));
        light *= std::exp2(features * std::clamp(1.1F * contrast, -1.4F, 0.5F));
        const float shine = gloss * (0.75F * std::pow(std::max(0.0F, n.dot(half)), 42.0F) + 0.25F * std::pow(1.0F - facing, 4.0F));
        const Eigen::Vector3f seen = light * albedo + Eigen::Vector3f::Constant(shine);
        return {srgbOf(seen[0]), srgbOf(seen[1]), srgbOf(seen[2])};
    });
    return result;
}

} // namespace effigy::style
