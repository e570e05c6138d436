// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/relight.h"

#include "base/parallel.h"
#include "style/colour.h"
#include "style/plane_filter.h"

#include <Eigen/Geometry>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

namespace effigy::style {

namespace {

constexpr double kSmoothMm = 1.6;    // of the form before its slopes are taken
constexpr float kDarkest = 0.12F;    // parts of the photo's mean light: below, the photo says nothing to multiply
constexpr float kLampPower = 1.6F;   // of a lamp of amount 1, parts of the photo's mean light
constexpr float kWrap = 0.12F;       // skin is lit a little beyond the edge of the light

double radians(double degrees) { return degrees * std::numbers::pi / 180.0; }

/// Unit, room frame: x to the left of who faces the room's front, y up, z to the front.
Eigen::Vector3d lampInRoom(const Light& light)
{
    const double turn = radians(light.lampTurn), height = radians(light.lampHeight);
    return {std::sin(turn) * std::cos(height), std::sin(height), std::cos(turn) * std::cos(height)};
}

/// Linear RGB of a mean of one.
Eigen::Vector3f lampColour(double warmth)
{
    const auto w = static_cast<float>(warmth);
    const Eigen::Vector3f colour(std::exp2(0.55F * w), 1.0F, std::exp2(-0.9F * w));
    return 3.0F * colour / colour.sum();
}

/// The photo's light on a normal of the head frame, and the same after it was changed; linear RGB, a mean near one.
class PhotoLight {
public:
    PhotoLight(const mesh::ShLight& photo, const Light& light)
        : m_photo(photo), m_level(static_cast<float>(light.level)), m_contrast(static_cast<float>(light.contrast)),
          m_turned((Eigen::AngleAxisd(-radians(light.turn), Eigen::Vector3d::UnitY()) * light.roomFromHead).cast<float>())
    {
        if (photo.isZero())
            m_photo.row(0).setConstant(1.0F / mesh::shTerms(Eigen::Vector3f::UnitZ())[0]);
        m_mean = m_photo.row(0).transpose() * mesh::shTerms(Eigen::Vector3f::UnitZ())[0];
    }

    [[nodiscard]] Eigen::Vector3f before(const Eigen::Vector3f& normal) const
    {
        return shade(normal).cwiseMax(kDarkest * m_mean);
    }
    [[nodiscard]] Eigen::Vector3f after(const Eigen::Vector3f& normal) const
    {
        const Eigen::Vector3f turned = shade(m_turned * normal).cwiseMax(kDarkest * m_mean);
        return m_level * (m_mean + m_contrast * (turned - m_mean)).cwiseMax(0.0F);
    }
    [[nodiscard]] const Eigen::Vector3f& mean() const { return m_mean; }

private:
    [[nodiscard]] Eigen::Vector3f shade(const Eigen::Vector3f& normal) const { return m_photo.transpose() * mesh::shTerms(normal); }

    mesh::ShLight m_photo;
    float m_level;
    float m_contrast;
    Eigen::Matrix3f m_turned;
    Eigen::Vector3f m_mean;
};

/// `value` in the light `ratio` times as strong: exact where it darkens, and towards white without ever reaching it where it brightens.
float exposed(float value, float ratio)
{
    if (ratio <= 1.0F || value >= 1.0F)
        return value * std::min(ratio, 1.0F);
    return 1.0F - (1.0F - value) * std::exp(-value * (ratio - 1.0F) / (1.0F - value));
}

} // namespace

namespace {

/// Directions to points of a lamp of that softness: its middle and a ring around it.
std::vector<Eigen::Vector3f> lampPoints(const Eigen::Vector3f& towards, double softness)
{
    constexpr int kRing = 6;
    constexpr double kWidest = 0.3; // tangent of half the angle under which the softest lamp is seen
    std::vector<Eigen::Vector3f> points = {towards};
    if (softness <= 0.0)
        return points;
    const Eigen::Vector3f across = towards.unitOrthogonal(), along = towards.cross(across);
    for (int k = 0; k < kRing; ++k) {
        const double angle = 2.0 * std::numbers::pi * k / kRing;
        points.push_back((towards + static_cast<float>(kWidest * softness) * (static_cast<float>(std::cos(angle)) * across
                                                                               + static_cast<float>(std::sin(angle)) * along)).normalized());
    }
    return points;
}

/// A depth picture in which rays are followed.
class DepthWalk {
public:
    explicit DepthWalk(const Surface& surface)
        : m_depth(surface.depth), m_fx(static_cast<float>(surface.camera.fx * m_depth.width)),
          m_fy(static_cast<float>(surface.camera.fy * m_depth.height)), m_cx(static_cast<float>(surface.camera.cx * m_depth.width)),
          m_cy(static_cast<float>(surface.camera.cy * m_depth.height))
    {
        for (int i = 0; i < kSteps; ++i)
            m_steps[static_cast<std::size_t>(i)] = static_cast<float>(kFirst * std::pow(kLast / kFirst, static_cast<double>(i) / (kSteps - 1)));
    }

    /// 1 when nothing that the picture shows stands between the pixel's point and a light in that direction, else 0.
    [[nodiscard]] float isOpen(int x, int y, const Eigen::Vector3f& towards) const
    {
        const float z = *m_depth.at(x, y);
        const Eigen::Vector3f from(z * (static_cast<float>(x) + 0.5F - m_cx) / m_fx, z * (static_cast<float>(y) + 0.5F - m_cy) / m_fy, z);
        for (const float t : m_steps) {
            const Eigen::Vector3f p = from + t * towards;
            const float px = m_fx * p.x() / p.z() + m_cx - 0.5F, py = m_fy * p.y() / p.z() + m_cy - 0.5F;
            const bool isInside = p.z() > 0.0F && px >= 0.0F && py >= 0.0F && px <= static_cast<float>(m_depth.width - 1)
                                  && py <= static_cast<float>(m_depth.height - 1);
            if (!isInside)
                return 1.0F;
            const float there = *m_depth.at(static_cast<int>(px + 0.5F), static_cast<int>(py + 0.5F));
            const float behind = p.z() - there - (0.0015F + 0.03F * t); // slopes that only graze the ray hide nothing
            if (there > 0.0F && behind > 0.0F && behind < kThick)
                return 0.0F;
        }
        return 1.0F;
    }

private:
    static constexpr int kSteps = 28;
    static constexpr double kFirst = 0.002, kLast = 0.11; // metres
    static constexpr float kThick = 0.07F;                // metres: what lies farther behind what is seen is not hidden by it

    const base::FloatImage& m_depth;
    float m_fx, m_fy, m_cx, m_cy; // pixels
    std::array<float, kSteps> m_steps{};
};

} // namespace

base::FloatImage lampVisibility(const Surface& surface, const Eigen::Vector3f& towards, double softness)
{
    constexpr double kBlurMm = 0.8;
    const auto& depth = surface.depth;
    const DepthWalk walk(surface);
    const auto points = lampPoints(towards, softness);
    base::FloatImage result(depth.width, depth.height, 1, 1.0F);
    base::parallelFor(depth.height, 8, [&](int begin, int end) {
        for (int y = begin; y < end; ++y)
            for (int x = 0; x < depth.width; ++x) {
                if (*depth.at(x, y) <= 0.0F)
                    continue;
                float open = 0.0F;
                for (const Eigen::Vector3f& point : points)
                    open += walk.isOpen(x, y, point);
                *result.at(x, y) = open / static_cast<float>(points.size());
            }
    });
    return blurred(result, std::max(0.6, kBlurMm * (1.0 + softness) * pixelsPerMillimetre(surface)));
}

base::FloatImage relitPicture(const base::FloatImage& picture, const Surface& surface, const Light& light)
{
    const Eigen::Matrix3f headFromCamera = surface.camera.headFromCamera.linear().cast<float>();
    const Eigen::Matrix3d headFromRoom = light.roomFromHead.transpose();
    const PhotoLight photo(surface.light, light);
    const Eigen::Vector3f lamp = (headFromRoom * lampInRoom(light)).cast<float>(); // head frame
    const Eigen::Vector3f half = (lamp - headFromCamera.col(2)).normalized();      // the camera looks along its z axis
    const Eigen::Vector3f power = static_cast<float>(light.lamp) * kLampPower * photo.mean().mean() * lampColour(light.lampWarmth);
    const auto gloss = static_cast<float>(light.lampGloss);
    // Slopes where the form was seen, then enlarged: pixels that see two surfaces at once have none and take their neighbours'.
    const auto normals = cameraNormals(surface, kSmoothMm * pixelsPerMillimetre(surface));
    const auto open = light.lamp > 0.0 ? lampVisibility(surface, headFromCamera.transpose() * lamp, light.lampSoftness)
                                       : base::FloatImage(surface.depth.width, surface.depth.height, 1);
    const float across = static_cast<float>(normals.width) / static_cast<float>(picture.width);
    const float down = static_cast<float>(normals.height) / static_cast<float>(picture.height);

    base::FloatImage result = picture;
    recolour(result, [&](const Eigen::Vector3f& colour, int i) -> Eigen::Vector3f {
        const float px = (static_cast<float>(i % picture.width) + 0.5F) * across - 0.5F;
        const float py = (static_cast<float>(i / picture.width) + 0.5F) * down - 0.5F;
        Eigen::Vector3f seen(sampled(normals, px, py, 0), sampled(normals, px, py, 1), sampled(normals, px, py, 2));
        if (seen.squaredNorm() < 1e-6F)
            seen = -Eigen::Vector3f::UnitZ(); // a rim that only superresolution sees
        seen.normalize();
        if (!surface.folds.empty())
            seen += Eigen::Vector3f(sampled(surface.folds, px, py, 0), sampled(surface.folds, px, py, 1), sampled(surface.folds, px, py, 2));
        const Eigen::Vector3f normal = headFromCamera * seen.normalized();
        const float facing = normal.dot(lamp), visible = sampled(open, px, py, 0);
        const float lit = visible * std::max(0.0F, (facing + kWrap) / (1.0F + kWrap));
        const Eigen::Vector3f ratio = (photo.after(normal) + lit * power).cwiseQuotient(photo.before(normal));
        const float shine = gloss * lit * 0.22F * std::pow(std::max(0.0F, normal.dot(half)), 24.0F);
        Eigen::Vector3f out;
        for (int c = 0; c < 3; ++c) {
            const float value = exposed(linearOf(colour[c]), ratio[c]);
            out[c] = srgbOf(value + (1.0F - value) * std::min(1.0F, shine * power[c]));
        }
        return out;
    });
    return result;
}

} // namespace effigy::style
