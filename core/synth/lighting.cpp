// SPDX-License-Identifier: GPL-3.0-or-later
#include "synth/lighting.h"

#include "synth/seeded_random.h"

#include <Eigen/Geometry>

#include <array>
#include <cmath>

namespace effigy::synth {
namespace {

using Point = Eigen::Vector3f;
constexpr float kHalf = 0.25F;                // metres around the middle that a map shows
const Point kMiddle(0.0F, -0.005F, -0.04F);
constexpr int kBandsInOne = 2;                // of hair: shadows are soft
constexpr float kFar = 2.0F;                  // metres from the middle to the light's plane, so that nearness is positive

/// Eight places spread evenly over a disc.
std::array<Eigen::Vector2f, 8> discTaps()
{
    std::array<Eigen::Vector2f, 8> taps;
    for (std::size_t i = 0; i < taps.size(); ++i) {
        const float radius = std::sqrt((static_cast<float>(i) + 0.5F) / static_cast<float>(taps.size()));
        const float turn = static_cast<float>(i) * 2.3999632F;
        taps[i] = radius * Eigen::Vector2f(std::cos(turn), std::sin(turn));
    }
    return taps;
}
const std::array<Eigen::Vector2f, 8> kTaps = discTaps();

float power(float x, int doublings)
{
    for (int i = 0; i < doublings; ++i)
        x *= x;
    return x;
}

} // namespace

ShadowMap::ShadowMap(const Scene& scene, const Point& towards, int size, const std::vector<std::pair<int, int>>& ranges)
    : m_towards(towards), m_right(towards.unitOrthogonal()), m_up(towards.cross(m_right)), m_raster(size, size), m_scale(0.5F * static_cast<float>(size) / kHalf)
{
    std::vector<float> points(3 * scene.vertices.size());
    for (std::size_t v = 0; v < scene.vertices.size(); ++v)
        Eigen::Map<Point>(points.data() + 3 * v) = place(scene.vertices[v]);
    for (const auto& [first, end] : ranges)
        draw(scene, points, first, end, m_raster, kBandsInOne);
}

Point ShadowMap::place(const Point& at) const
{
    const Point p = at - kMiddle;
    const float half = 0.5F * static_cast<float>(m_raster.width());
    return {half + m_scale * p.dot(m_right), half + m_scale * p.dot(m_up), kFar + p.dot(m_towards)};
}

float ShadowMap::visibility(const Point& at, float spread, float bias) const
{
    const Point p = place(at);
    const int size = m_raster.width();
    const float radius = std::max(0.7F, spread * m_scale), soft = 1.0F / (0.5F * spread + 0.002F);
    float sum = 0.0F;
    for (const auto& tap : kTaps) {
        const int x = std::clamp(static_cast<int>(p.x() + radius * tap.x()), 0, size - 1), y = std::clamp(static_cast<int>(p.y() + radius * tap.y()), 0, size - 1);
        const float below = m_raster.nearness()[static_cast<std::size_t>(y) * static_cast<std::size_t>(size) + static_cast<std::size_t>(x)] - p.z() - bias;
        sum += 1.0F - std::clamp(below * soft, 0.0F, 1.0F);
    }
    return sum / static_cast<float>(kTaps.size());
}

float ShadowMap::depthBelow(const Point& at) const
{
    const Point p = place(at);
    const int size = m_raster.width();
    float sum = 0.0F;
    for (std::size_t i = 0; i < 4; ++i) {
        const int x = std::clamp(static_cast<int>(p.x() + 1.6F * kTaps[2 * i].x()), 0, size - 1), y = std::clamp(static_cast<int>(p.y() + 1.6F * kTaps[2 * i].y()), 0, size - 1);
        sum += std::max(0.0F, m_raster.nearness()[static_cast<std::size_t>(y) * static_cast<std::size_t>(size) + static_cast<std::size_t>(x)] - p.z());
    }
    return 0.25F * sum;
}

Lighting light(const Scene& scene, const Shot& shot, int shadowSize)
{
    const int lens = scene.firstLens;
    const Point sky = Point(0.0F, 0.78F, 0.62F).normalized();
    Lighting lighting{ShadowMap(scene, shot.key.towards, shadowSize, {{0, scene.firstLash}, {scene.headTriangles, lens}}),
                      ShadowMap(scene, sky, shadowSize / 2, {{scene.headTriangles, lens}}),
                      std::vector<Colour>(scene.vertices.size())};
    const Point middle = scene.posedFromNeutral * kSkullMiddle;
    for (std::size_t v = 0; v < scene.vertices.size(); ++v) {
        const bool isHair = static_cast<int>(v) >= scene.firstHairVertex && static_cast<int>(v) < scene.endHairVertex;
        // Hair has no normal: the mass it belongs to has.
        if (isHair && (static_cast<int>(v) - scene.firstHairVertex) % 2 == 1) { // both edges of a band see the same
            lighting.ambient[v] = lighting.ambient[v - 1];
            continue;
        }
        const Point normal = isHair ? Point(scene.vertices[v] - middle).normalized() : scene.normals[v];
        lighting.ambient[v] = (shot.ambient.transpose() * mesh::shTerms(normal)).cwiseMax(0.0F);
    }
    return lighting;
}

std::vector<Colour> hairRadiance(const Scene& scene, const Lighting& lighting, const Shot& shot, const Point& eye)
{
    // Two highlights, one of the light's colour and one of the hair's. Source: Kajiya and Kay 1989; Scheuermann 2004.
    std::vector<Colour> radiance(static_cast<std::size_t>(scene.endHairVertex - scene.firstHairVertex));
    const Point middle = scene.posedFromNeutral * kSkullMiddle;
    const Point& l = shot.key.towards;
    for (std::size_t i = 0; i < radiance.size(); i += 2) {
        const std::size_t v = static_cast<std::size_t>(scene.firstHairVertex) + i;
        const Point at = 0.5F * (scene.vertices[v] + scene.vertices[v + 1]);
        const Point& t = scene.normals[v];
        const Point view = (eye - at).normalized(), outward = (at - middle).normalized();
        const Colour& colour = scene.colours[v];
        const float through = std::exp(-std::max(0.0F, lighting.key.depthBelow(at) - 0.004F) / 0.010F);
        const float inside = 0.30F + 0.70F * scene.openness[v];
        const float tl = t.dot(l), sine = std::sqrt(std::max(0.0F, 1.0F - tl * tl));
        const float facing = std::clamp(0.45F + 0.55F * outward.dot(l), 0.0F, 1.0F);
        const Point half = (l + view).normalized();
        const auto lobe = [&](float shift, int doublings) {
            const float th = (t + shift * outward).normalized().dot(half);
            return power(std::sqrt(std::max(0.0F, 1.0F - th * th)), doublings);
        };
        const float lit = through * facing;
        Colour sum = colour.cwiseProduct(lighting.ambient[v]) * inside * 1.05F;
        sum += colour.cwiseProduct(shot.key.colour) * (0.85F * sine * lit);
        sum += shot.key.colour * (0.055F * lobe(0.06F, 6) * lit * inside);
        sum += colour.cwiseSqrt().cwiseProduct(shot.key.colour) * (0.11F * lobe(-0.09F, 4) * lit * inside);
        sum += lighting.ambient[v] * (0.018F * inside * power(std::sqrt(std::max(0.0F, 1.0F - t.dot(view) * t.dot(view))), 3));
        radiance[i] = radiance[i + 1] = sum;
    }
    return radiance;
}

} // namespace effigy::synth
