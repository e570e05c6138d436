// SPDX-License-Identifier: GPL-3.0-or-later
#include "synth/garment.h"

#include "base/smoothstep.h"
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
using base::smoothstep;
constexpr float kPi = std::numbers::pi_v<float>;
constexpr int kRing = 56; // points around the neck
constexpr float kNeckLean = 0.22F; // how far necks lean forwards

/// How far below the cut of the neck a garment begins, metres.
///   depth  of the usual; 0 closes a shirt
///   at     on the mean body, metres, head frame
float necklineOf(GarmentCut cut, float depth, const Point& at)
{
    const float front = std::max(0.0F, std::cos(angleAboutNeck(at)));
    const float forward = front > 0.0F ? 1.0F : 0.0F;
    const auto wedge = [&](float width) { return forward * std::max(0.0F, 1.0F - std::abs(at.x()) / width); };
    switch (cut) {
    case GarmentCut::CrewNeck:
        return 0.020F + 0.010F * depth * front;
    case GarmentCut::VNeck:
        return 0.022F + 0.085F * depth * wedge(0.068F);
    case GarmentCut::Scoop:
        return 0.030F + 0.050F * depth * forward * std::sqrt(std::max(0.0F, 1.0F - at.x() * at.x() / (0.080F * 0.080F)));
    case GarmentCut::TurtleNeck:
        return 0.004F;
    case GarmentCut::Shirt:
        return 0.010F + 0.070F * depth * wedge(0.050F);
    case GarmentCut::Jacket:
        return 0.020F + 0.150F * depth * wedge(0.075F);
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
        std::vector<Point> cloth;
        std::vector<float> below;
        for (std::size_t b = 0; b < bust.size(); ++b) {
            const Point& at = rest.vertices[b];
            below.push_back(m_stock.bustDrop[b] - necklineOf(m_cut, m_depth, at));
            // Cloth lies on the shoulders and hangs free below them.
            const float free = smoothstep(0.05F, 0.20F, m_stock.bustDrop[b]);
            const float folds = 0.004F * valueNoise(Point(at * 22.0F), m_seed) + 0.002F * valueNoise(Point(at * 55.0F), m_seed + 1);
            cloth.emplace_back(bust[b] + normals[b] * (m_distance + 0.012F * free + folds * (0.4F + free)));
        }
        const auto clothNormals = mesh::vertexNormals(cloth, rest.triangles);
        for (std::size_t b = 0; b < bust.size(); ++b)
            (void)worn.addVertex(cloth[b], clothNormals[b], rest.vertices[b], colour);
        constexpr float kNear = 0.03F; // metres: so far from its corners a triangle may hold a piece of the neckline
        for (const auto& t : rest.triangles) {
            const std::array<float, 3> corner = {below[static_cast<std::size_t>(t[0])], below[static_cast<std::size_t>(t[1])], below[static_cast<std::size_t>(t[2])]};
            if (*std::ranges::min_element(corner) > kNear)
                worn.triangles.emplace_back(first + t[0], first + t[1], first + t[2]);
            else if (*std::ranges::max_element(corner) > -kNear)
                addCut(first, t, colour, worn);
        }
    }

private:
    /// A triangle of the bust near the neckline, in small pieces, for the neckline bends within it.
    void addCut(int first, const Eigen::Vector3i& corners, const Colour& colour, WornSurface& worn) const
    {
        constexpr int kPieces = 6; // along each edge
        std::array<std::array<int, kPieces + 1>, kPieces + 1> vertex{};
        std::array<std::array<float, kPieces + 1>, kPieces + 1> below{};
        for (std::size_t i = 0; i <= kPieces; ++i)
            for (std::size_t j = 0; i + j <= kPieces; ++j) {
                const Eigen::Vector3f w = Eigen::Vector3f(static_cast<float>(kPieces - i - j), static_cast<float>(i), static_cast<float>(j)) / kPieces;
                Point at = Point::Zero(), normal = Point::Zero(), rest = Point::Zero();
                for (int k = 0; k < 3; ++k) {
                    const auto v = static_cast<std::size_t>(first + corners[k]);
                    at += w[k] * worn.vertices[v];
                    normal += w[k] * worn.normals[v];
                    rest += w[k] * worn.rest[v];
                }
                vertex[i][j] = worn.addVertex(at, normal.normalized(), rest, colour);
                below[i][j] = dropFromNeck(m_stock, rest) - necklineOf(m_cut, m_depth, rest);
            }
        for (std::size_t i = 0; i < kPieces; ++i)
            for (std::size_t j = 0; i + j < kPieces; ++j) {
                addClipped({vertex[i][j], vertex[i + 1][j], vertex[i][j + 1]}, {below[i][j], below[i + 1][j], below[i][j + 1]}, worn);
                if (i + j + 1 < kPieces)
                    addClipped({vertex[i + 1][j], vertex[i + 1][j + 1], vertex[i][j + 1]}, {below[i + 1][j], below[i + 1][j + 1], below[i][j + 1]}, worn);
            }
    }

    static void addClipped(const std::array<int, 3>& corner, const std::array<float, 3>& below, WornSurface& worn)
    {
        std::array<int, 4> polygon{};
        int count = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            const std::size_t next = (k + 1) % 3;
            if (below[k] > 0.0F)
                polygon[static_cast<std::size_t>(count++)] = corner[k];
            if ((below[k] > 0.0F) != (below[next] > 0.0F)) {
                const float t = below[k] / (below[k] - below[next]);
                const auto a = static_cast<std::size_t>(corner[k]), b = static_cast<std::size_t>(corner[next]);
                const auto between = [t](const Point& from, const Point& to) { return Point(from + t * (to - from)); };
                polygon[static_cast<std::size_t>(count++)] = worn.addVertex(between(worn.vertices[a], worn.vertices[b]), between(worn.normals[a], worn.normals[b]).normalized(),
                                                                            between(worn.rest[a], worn.rest[b]), worn.colours[a]);
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

    [[nodiscard]] Point at(float angle) const { return pointOfRing(m_rim, m_angles, angle); }

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
    const float open = depth > 0.0F ? 0.60F + 0.15F * depth : 0.004F, splay = depth > 0.0F ? 0.10F : 0.42F;
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
    const auto down = [&](float a) { return necklineOf(cut, depth, ring.at(a)); };
    worn.addLoft(loftAround(ring, 0.0F,
                            {[&](float a) { return Offset(0.55F * down(a) + 0.002F, -0.72F * down(a) - 0.004F); },
                             [&](float a) { return Offset(0.55F * down(a) + 0.006F, -0.72F * down(a) + 0.004F); },
                             [&](float a) { return Offset(0.55F * down(a) + 0.011F, -0.72F * down(a) + 0.001F); },
                             [&](float a) { return Offset(0.55F * down(a) + 0.020F, -0.72F * down(a) - 0.012F); }}),
                 colour);
}

} // namespace

int WornSurface::addVertex(const Point& at, const Point& normal, const Point& restAt, Colour colour)
{
    vertices.push_back(at);
    normals.push_back(normal);
    rest.push_back(restAt);
    colours.push_back(colour);
    return static_cast<int>(vertices.size()) - 1;
}

void WornSurface::addLoft(const std::vector<std::vector<Point>>& rows, const Colour& colour)
{
    std::vector<Point> places;
    std::vector<Eigen::Vector3i> faces;
    const auto first = static_cast<int>(vertices.size());
    const auto width = static_cast<int>(rows.front().size());
    for (const auto& row : rows)
        places.insert(places.end(), row.begin(), row.end());
    for (int r = 0; r + 1 < static_cast<int>(rows.size()); ++r)
        for (int i = 0; i + 1 < width; ++i) {
            const int a = r * width + i;
            faces.emplace_back(a, a + 1, a + width + 1);
            faces.emplace_back(a, a + width + 1, a + width);
        }
    const auto placeNormals = mesh::vertexNormals(places, faces);
    for (std::size_t i = 0; i < places.size(); ++i)
        (void)addVertex(places[i], placeNormals[i], places[i], colour);
    for (const auto& t : faces)
        triangles.emplace_back(t + Eigen::Vector3i::Constant(first));
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
    return worn;
}

} // namespace effigy::synth
