// SPDX-License-Identifier: GPL-3.0-or-later
#include "synth/garment.h"

#include "mesh/mesh.h"
#include "synth/seeded_random.h"
#include "synth/value_noise.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numbers>

namespace effigy::synth {
namespace {

using Point = Eigen::Vector3f;
constexpr float kPi = std::numbers::pi_v<float>;
constexpr int kRing = 56; // points around the neck
constexpr float kNeckLean = 0.22F; // how far necks lean forwards

/// How far below the cut of the neck a garment begins, by the angle about the neck, metres.
///   depth  of the usual; 0 closes a shirt
float necklineOf(GarmentCut cut, float depth, float angle)
{
    const float side = std::abs(angle);
    const float front = std::max(0.0F, std::cos(angle));
    switch (cut) {
    case GarmentCut::CrewNeck:
        return 0.020F + 0.010F * depth * front;
    case GarmentCut::VNeck:
        return 0.024F + 0.085F * depth * std::max(0.0F, 1.0F - side / 0.75F);
    case GarmentCut::Scoop:
        return 0.034F + 0.055F * depth * front * front;
    case GarmentCut::TurtleNeck:
        return 0.004F;
    case GarmentCut::Shirt:
        return 0.010F + 0.046F * depth * std::max(0.0F, 1.0F - side / 0.62F);
    case GarmentCut::Jacket:
        return 0.020F + 0.150F * depth * std::max(0.0F, 1.0F - side / 0.80F);
    case GarmentCut::Hoodie:
        return 0.012F + 0.016F * depth * front;
    }
    return 0.02F;
}

/// A cloth that follows the bust at a distance, cut at its neckline.
class Cloth {
public:
    Cloth(const HeadStock& stock, GarmentCut cut, float depth, float distance, std::uint64_t seed)
        : m_stock(stock), m_cut(cut), m_depth(depth), m_distance(distance), m_seed(static_cast<std::uint32_t>(seed))
    {
    }

    void drape(const std::vector<Point>& bust, const std::vector<Point>& normals, const Colour& colour, WornSurface& worn) const
    {
        const auto& rest = m_stock.body.bust;
        const auto first = static_cast<int>(worn.vertices.size());
        std::vector<float> below(bust.size());
        for (std::size_t b = 0; b < bust.size(); ++b) {
            const Point& at = rest.vertices[b];
            below[b] = m_stock.bustDrop[b] - necklineOf(m_cut, m_depth, angleAboutNeck(at));
            // Cloth lies on the shoulders and hangs free below them.
            const float free = smoothstep(0.05F, 0.20F, m_stock.bustDrop[b]);
            const float folds = 0.004F * valueNoise(Point(at * 22.0F), m_seed) + 0.002F * valueNoise(Point(at * 55.0F), m_seed + 1);
            worn.vertices.push_back(bust[b] + normals[b] * (m_distance + 0.012F * free + folds * (0.4F + free)));
            worn.rest.push_back(at);
            worn.colours.push_back(colour);
        }
        for (const auto& t : rest.triangles)
            addClipped(static_cast<std::size_t>(first), {first + t[0], first + t[1], first + t[2]}, {below[static_cast<std::size_t>(t[0])], below[static_cast<std::size_t>(t[1])], below[static_cast<std::size_t>(t[2])]}, worn);
    }

private:
    /// Where between two vertices of the bust the neckline passes; it bends between them.
    [[nodiscard]] float crossing(std::size_t a, std::size_t b, float belowA, float belowB) const
    {
        const auto& rest = m_stock.body.bust.vertices;
        float low = 0.0F, high = 1.0F, t = belowA / (belowA - belowB);
        for (int i = 0; i < 8; ++i) {
            const float angle = angleAboutNeck(rest[a] + t * (rest[b] - rest[a]));
            const float below = m_stock.bustDrop[a] + t * (m_stock.bustDrop[b] - m_stock.bustDrop[a]) - necklineOf(m_cut, m_depth, angle);
            ((below > 0.0F) == (belowA > 0.0F) ? low : high) = t;
            t = 0.5F * (low + high);
        }
        return t;
    }

    void addClipped(std::size_t first, const std::array<int, 3>& corner, const std::array<float, 3>& below, WornSurface& worn) const
    {
        std::array<int, 4> polygon{};
        int count = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            const std::size_t next = (k + 1) % 3;
            if (below[k] > 0.0F)
                polygon[static_cast<std::size_t>(count++)] = corner[k];
            if ((below[k] > 0.0F) != (below[next] > 0.0F)) {
                const auto a = static_cast<std::size_t>(corner[k]), b = static_cast<std::size_t>(corner[next]);
                const float t = crossing(a - first, b - first, below[k], below[next]);
                const Point at = worn.vertices[a] + t * (worn.vertices[b] - worn.vertices[a]);
                const Point rest = worn.rest[a] + t * (worn.rest[b] - worn.rest[a]);
                polygon[static_cast<std::size_t>(count++)] = static_cast<int>(worn.vertices.size());
                worn.vertices.push_back(at);
                worn.rest.push_back(rest);
                worn.colours.push_back(worn.colours[a]);
            }
        }
        for (int k = 2; k < count; ++k)
            worn.triangles.emplace_back(polygon[0], polygon[static_cast<std::size_t>(k - 1)], polygon[static_cast<std::size_t>(k)]);
    }

    const HeadStock& m_stock;
    GarmentCut m_cut;
    float m_depth, m_distance;
    std::uint32_t m_seed;
};

/// The cut of the neck as a smooth curve by angle.
class NeckRing {
public:
    NeckRing(const HeadStock& stock, const std::vector<Point>& bust) : m_angles(stock.rimAngles)
    {
        for (const int v : stock.bustRim)
            m_rim.push_back(bust[static_cast<std::size_t>(v)]);
        m_rim = smoothedRing(std::move(m_rim));
    }

    [[nodiscard]] Point at(float angle) const
    {
        const auto next = static_cast<std::size_t>(std::ranges::lower_bound(m_angles, angle) - m_angles.begin());
        const std::size_t b = next % m_rim.size(), a = (next + m_rim.size() - 1) % m_rim.size();
        const float low = m_angles[a] > angle ? m_angles[a] - 2.0F * kPi : m_angles[a], high = m_angles[b] < angle ? m_angles[b] + 2.0F * kPi : m_angles[b];
        const float t = high > low ? (angle - low) / (high - low) : 0.0F;
        return m_rim[a] + t * (m_rim[b] - m_rim[a]);
    }

private:
    const std::vector<float>& m_angles;
    std::vector<Point> m_rim;
};

/// A step of a profile: outwards and upwards from the neck's cut, metres, by angle.
using Profile = std::vector<std::function<Eigen::Vector2f(float angle)>>;

///   least  half of what stays open in front, radians
///   splay  by how much more it is open at the last of the rows
std::vector<std::vector<Point>> loftAround(const NeckRing& ring, float least, const Profile& profile, float splay = 0.0F)
{
    std::vector<std::vector<Point>> rows;
    for (const auto& step : profile) {
        const float along = static_cast<float>(rows.size()) / static_cast<float>(profile.size() - 1);
        const float gap = least + splay * along * along * along;
        auto& row = rows.emplace_back();
        for (int i = 0; i <= kRing; ++i) {
            const float angle = -kPi + gap + (2.0F * kPi - 2.0F * gap) * static_cast<float>(i) / kRing;
            // The gap lies in front, so the curve starts there.
            const float turned = angle > 0.0F ? angle - kPi : angle + kPi;
            const float around = gap > 0.0F ? turned : angle;
            const Eigen::Vector2f offset = step(around);
            const Point out(std::sin(around), 0.0F, std::cos(around));
            row.push_back(ring.at(around) + offset.x() * out + offset.y() * Point(0.0F, 1.0F, kNeckLean));
        }
    }
    return rows;
}

using Offset = Eigen::Vector2f;

///   depth  of the shirt's neckline; 0: buttoned up
void addShirtCollar(const NeckRing& ring, const Colour& colour, float depth, WornSurface& worn)
{
    const float open = depth > 0.0F ? 0.34F + 0.12F * depth : 0.02F, splay = depth > 0.0F ? 0.10F : 0.42F;
    const auto front = [](float angle) { return smoothstep(1.3F, 0.2F, std::abs(angle)); };
    worn.addLoft(loftAround(ring, open,
                            {[&](float) { return Offset(0.010F, -0.016F); }, [&](float a) { return Offset(0.010F, 0.010F + 0.006F * (1.0F - front(a))); },
                             [&](float a) { return Offset(0.010F, 0.026F - 0.008F * front(a)); }, [&](float a) { return Offset(0.014F, 0.030F - 0.008F * front(a)); },
                             [&](float a) { return Offset(0.019F, 0.024F - 0.010F * front(a)); }, [&](float a) { return Offset(0.027F, 0.002F - 0.022F * front(a)); },
                             [&](float a) { return Offset(0.031F + 0.004F * front(a), -0.010F - 0.034F * front(a)); }},
                            splay),
                 colour);
}

void addTurtleNeck(const NeckRing& ring, const Colour& colour, float depth, WornSurface& worn)
{
    const float top = 0.030F * depth;
    worn.addLoft(loftAround(ring, 0.0F,
                            {[](float) { return Offset(0.016F, -0.022F); }, [](float) { return Offset(0.011F, -0.006F); },
                             [top](float a) { return Offset(0.010F, top - 0.006F * std::cos(a)); }, [top](float a) { return Offset(0.012F, top + 0.004F - 0.006F * std::cos(a)); },
                             [top](float a) { return Offset(0.016F, top - 0.006F * std::cos(a)); }, [](float) { return Offset(0.017F, -0.002F); },
                             [](float) { return Offset(0.019F, -0.014F); }}),
                 colour);
}

void addHood(const NeckRing& ring, const Colour& colour, WornSurface& worn)
{
    const auto back = [](float a) { return smoothstep(0.3F, 2.4F, std::abs(a)); };
    worn.addLoft(loftAround(ring, 0.0F,
                            {[&](float) { return Offset(0.012F, -0.026F); }, [&](float a) { return Offset(0.016F, 0.004F + 0.014F * back(a)); },
                             [&](float a) { return Offset(0.026F, 0.012F + 0.026F * back(a)); }, [&](float a) { return Offset(0.038F + 0.010F * back(a), 0.008F + 0.020F * back(a)); },
                             [&](float a) { return Offset(0.047F + 0.022F * back(a), -0.008F - 0.002F * back(a)); },
                             [&](float a) { return Offset(0.045F + 0.026F * back(a), -0.030F - 0.030F * back(a)); }}),
                 colour);
}

void addRibbing(const NeckRing& ring, GarmentCut cut, float depth, const Colour& colour, WornSurface& worn)
{
    if (cut != GarmentCut::CrewNeck)
        return;
    const auto down = [&](float a) { return necklineOf(cut, depth, a); };
    worn.addLoft(loftAround(ring, 0.0F,
                            {[&](float a) { return Offset(0.55F * down(a) + 0.002F, -0.72F * down(a) - 0.004F); },
                             [&](float a) { return Offset(0.55F * down(a) + 0.006F, -0.72F * down(a) + 0.004F); },
                             [&](float a) { return Offset(0.55F * down(a) + 0.011F, -0.72F * down(a) + 0.001F); },
                             [&](float a) { return Offset(0.55F * down(a) + 0.020F, -0.72F * down(a) - 0.012F); }}),
                 colour);
}

} // namespace

void WornSurface::addLoft(const std::vector<std::vector<Point>>& rows, const Colour& colour)
{
    const auto first = static_cast<int>(vertices.size());
    const auto width = static_cast<int>(rows.front().size());
    for (const auto& row : rows)
        for (const Point& p : row) {
            vertices.push_back(p);
            rest.push_back(p);
            colours.push_back(colour);
        }
    for (int r = 0; r + 1 < static_cast<int>(rows.size()); ++r)
        for (int i = 0; i + 1 < width; ++i) {
            const int a = first + r * width + i;
            triangles.emplace_back(a, a + 1, a + width + 1);
            triangles.emplace_back(a, a + width + 1, a + width);
        }
}

WornSurface tailor(const HeadStock& stock, const GarmentStyle& style, const std::vector<Point>& bust, const std::vector<Point>& normals)
{
    WornSurface worn;
    const NeckRing ring(stock, bust);
    const bool isLayered = style.cut == GarmentCut::Jacket;
    if (isLayered) {
        const bool isShirt = (style.seed & 1U) != 0;
        Cloth(stock, isShirt ? GarmentCut::Shirt : GarmentCut::CrewNeck, isShirt ? 0.0F : 0.7F, 0.003F, style.seed + 7).drape(bust, normals, style.second, worn);
        if (isShirt)
            addShirtCollar(ring, style.second, 0.0F, worn);
    }
    const bool isButtoned = style.cut == GarmentCut::Shirt && (style.seed & 6U) != 0;
    Cloth(stock, style.cut, isButtoned ? 0.0F : style.depth, isLayered ? 0.013F : 0.004F, style.seed).drape(bust, normals, style.colour, worn);
    switch (style.cut) {
    case GarmentCut::Shirt:
        addShirtCollar(ring, style.colour, isButtoned ? 0.0F : style.depth, worn);
        break;
    case GarmentCut::TurtleNeck:
        addTurtleNeck(ring, style.colour, style.depth, worn);
        break;
    case GarmentCut::Hoodie:
        addHood(ring, style.colour, worn);
        break;
    default:
        addRibbing(ring, style.cut, style.depth, style.colour * 0.92F, worn);
        break;
    }
    worn.normals = mesh::vertexNormals(worn.vertices, worn.triangles);
    return worn;
}

} // namespace effigy::synth
