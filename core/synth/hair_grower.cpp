// SPDX-License-Identifier: GPL-3.0-or-later
#include "synth/hair_grower.h"

#include "base/smoothstep.h"
#include "synth/hair_styles.h"
#include "synth/seeded_random.h"
#include "synth/strand_obstacles.h"
#include "synth/value_noise.h"

#include <Eigen/Geometry>

#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace effigy::synth {
namespace {

using Point = Eigen::Vector3f;
using base::smoothstep;
constexpr float kPi = std::numbers::pi_v<float>;
constexpr int kGuides = 260;

/// Smooth waves along a strand, across its own direction.
struct Wave {
    float amplitude = 0.0F, perMetre = 0.0F, phase = 0.0F, turn = 1.0F;
};

struct Guide {
    Point root;
    int side = 0; // of the parting
    std::vector<Point> points;
    Wave wave;
    float length = 0.0F, layer = 0.0F;
};

class Grower {
public:
    Grower(const HeadStock& stock, const HairStyle& style, const std::vector<Point>& vertices, const std::vector<Point>& bust)
        : m_stock(stock), m_style(style), m_plan(planOf(style)), m_vertices(vertices), m_random(style.seed), m_isTucked(m_random.chance(0.45F)),
          m_obstacles(stock, isShort() || m_isTucked || m_plan.comb == HairPlan::Comb::Tied ? stock.skull : stock.skullWithEars, vertices, bust)
    {
        m_parting = 0.034F * style.parting;
        const Point& middle = m_obstacles.middle();
        m_tie = middle + (m_plan.hasBun && m_random.chance(0.5F) ? Point(0.0F, 0.085F, -0.085F) : Point(0.0F, 0.03F, -0.118F));
        m_crown = middle + Point(0.0F, 0.088F, -0.035F);
    }

    Strands grow()
    {
        Strands strands;
        if (m_plan.strands == 0)
            return strands;
        chooseRoots();
        if (m_roots.empty())
            return strands;
        growGuides();
        for (std::size_t i = 0; i < m_roots.size(); ++i)
            addChild(m_roots[i], strands);
        if (m_plan.tail > 0.0F)
            addTail(strands);
        if (m_plan.hasBun)
            addBun(strands);
        return strands;
    }

private:
    [[nodiscard]] bool isShort() const { return m_plan.side < 0.06F && m_plan.comb != HairPlan::Comb::Tied; }

    struct Sprout {
        const Root* root;
        Point at;
    };

    void chooseRoots()
    {
        const auto& triangles = m_stock.head->data().templateMesh.triangles;
        for (const Root& root : m_stock.scalpRoots) {
            if (static_cast<int>(m_roots.size()) >= m_plan.strands)
                break;
            // What grows before the ears is too short to be tied.
            if (m_plan.comb == HairPlan::Comb::Tied && std::abs(root.at.x()) > 0.055F && root.at.y() < 0.030F && root.at.z() > -0.075F)
                continue;
            if (m_random.unit() < scalpCover(m_style, root.at))
                m_roots.push_back({&root, placeOf(root, triangles, m_vertices)});
        }
    }

    [[nodiscard]] Point outwards(const Point& at) const { return (at - m_obstacles.middle()).normalized(); }

    /// Where a comb leads the hair at a place, along the scalp.
    [[nodiscard]] Point combAt(const Point& at, int side) const
    {
        using enum HairPlan::Comb;
        const Point& middle = m_obstacles.middle();
        const Point normal = outwards(at);
        Point d;
        switch (m_plan.comb) {
        case Back:
            d = Point(0.25F * (at.x() - middle.x()) / 0.07F, -0.35F, -1.0F);
            break;
        case Forward: {
            // From the whorl of the crown to all sides; in front, forwards.
            d = at - m_crown;
            d += Point(0.15F * side * 0.05F, -0.02F, 0.03F);
            break;
        }
        case Tied:
            d = m_tie - at;
            break;
        case Outwards:
            d = normal;
            break;
        case Down:
            d = at - m_crown + Point(0.0F, -0.03F, 0.0F);
            break;
        case Parted: {
            const float front = smoothstep(-0.02F, 0.06F, at.z() - middle.z());
            d = Point(static_cast<float>(side) * 1.0F, -0.45F, -0.15F - 0.55F * front);
            break;
        }
        }
        d -= 0.85F * normal * d.dot(normal);
        return d.normalized();
    }

    [[nodiscard]] float lengthAt(const Point& rest) const
    {
        const float up = smoothstep(0.065F, 0.115F, rest.y());
        const float back = smoothstep(-0.06F, -0.11F, rest.z());
        return m_plan.side + up * (m_plan.top - m_plan.side) + (1.0F - up) * back * (m_plan.back - m_plan.side);
    }

    [[nodiscard]] int sideOf(const Point& at) const
    {
        return m_plan.comb == HairPlan::Comb::Parted ? (at.x() > m_parting ? 1 : -1) : (m_style.parting > 0.0F ? 1 : -1);
    }

    void growGuides()
    {
        const auto count = std::min<std::size_t>(kGuides, m_roots.size());
        for (std::size_t i = 0; i < count; ++i)
            m_guides.push_back(growGuide(m_roots[i]));
    }

    Guide growGuide(const Sprout& sprout)
    {
        using Comb = HairPlan::Comb;
        Guide guide;
        guide.root = sprout.at;
        guide.side = sideOf(sprout.at);
        guide.layer = m_random.uniform(0.15F, 1.0F);
        guide.length = lengthAt(sprout.root->at) * m_random.uniform(0.82F, 1.12F);
        const bool isFringe = m_plan.hasFringe && sprout.root->at.z() > 0.0F && sprout.root->at.y() > 0.08F && std::abs(sprout.root->at.x()) < 0.05F;
        if (isFringe)
            guide.length = std::min(guide.length, m_random.uniform(0.05F, 0.075F));
        guide.wave = {m_plan.wave * m_random.uniform(0.6F, 1.4F), 2.0F * kPi / (m_plan.waveLength * m_random.uniform(0.8F, 1.25F)),
                      m_random.uniform(0.0F, 2.0F * kPi), m_random.chance(0.5F) ? 1.0F : -1.0F};
        const int steps = std::clamp(static_cast<int>(guide.length / 0.014F), 3, 20);
        const float h = guide.length / static_cast<float>(steps);
        const float clearance = m_plan.thickness * guide.layer;
        Point at = sprout.at;
        const Point normal = outwards(at);
        Point direction = combAt(at, guide.side);
        if (isFringe)
            direction = (Point(0.25F * static_cast<float>(guide.side), -0.35F, 0.9F) - 0.3F * normal).normalized();
        const Point disorder = m_plan.scatter * Point(m_random.normal(), m_random.normal(), m_random.normal());
        direction = (direction + m_plan.lift * normal + disorder).normalized();
        guide.points.push_back(at);
        for (int i = 0; i < steps; ++i) {
            const float travelled = h * static_cast<float>(i);
            const float hold = std::exp(-travelled / 0.05F); // of the comb
            Point wish = direction;
            if (!isFringe)
                wish += (m_plan.comb == Comb::Tied ? 1.2F : 0.55F * hold * std::min(1.0F, h / 0.014F)) * combAt(at, guide.side);
            wish.y() -= m_plan.gravity * (h / 0.014F) * (isFringe ? 0.35F : 0.10F + 0.34F * (1.0F - hold));
            direction = wish.normalized();
            const Point before = at;
            at += h * direction;
            at = m_obstacles.outside(at, i == 0 ? 0.3F * clearance : clearance * std::min(1.0F, 0.5F + 0.25F * static_cast<float>(i)));
            if (!isFringe && !isShort())
                at = besideFace(at);
            direction = (at - before).normalized();
            if (isFringe && at.y() < 0.052F)
                break;
            guide.points.push_back(at);
            if (m_plan.comb == Comb::Tied && (at - m_tie).norm() < 0.016F)
                break;
        }
        return guide;
    }

    /// Long hair hangs beside the face, not before it.
    [[nodiscard]] Point besideFace(Point at) const
    {
        const Point d = at - m_obstacles.middle();
        if (at.y() > 0.088F || at.y() < -0.13F)
            return at;
        const float angle = std::atan2(std::abs(d.x()), d.z()), least = 0.80F + 0.28F * smoothstep(0.08F, 0.02F, at.y());
        if (angle >= least)
            return at;
        const float across = std::hypot(d.x(), d.z());
        at.x() = m_obstacles.middle().x() + std::copysign(across * std::sin(least), d.x());
        at.z() = m_obstacles.middle().z() + across * std::cos(least);
        return at;
    }

    [[nodiscard]] const Guide& guideFor(const Point& at, int side) const
    {
        const Guide* best = &m_guides.front();
        float nearest = std::numeric_limits<float>::infinity();
        for (const Guide& guide : m_guides) {
            const float distance = (guide.root - at).squaredNorm() + (guide.side == side ? 0.0F : 1.0F);
            if (distance < nearest) {
                nearest = distance;
                best = &guide;
            }
        }
        return *best;
    }

    struct Tint {
        Colour root, tip;
    };
    [[nodiscard]] Tint tint()
    {
        const Colour grey(0.42F, 0.41F, 0.40F);
        const float shade = std::exp(0.22F * m_style.highlights * m_random.normal() + 0.05F * m_random.normal());
        Colour colour = m_style.colour * shade;
        if (m_random.chance(0.35F * m_style.highlights))
            colour *= 1.0F + 0.8F * m_style.highlights;
        if (m_style.greying > 0.0F) // a band stands for many hairs, some of them grey
            colour += std::clamp(m_style.greying + 0.22F * m_random.normal(), 0.0F, 1.0F) * (grey * m_random.uniform(0.85F, 1.15F) - colour);
        return {colour * 0.85F, colour * (1.0F + 0.5F * m_style.highlights)};
    }

    void addChild(const Sprout& sprout, Strands& strands)
    {
        const Guide& guide = guideFor(sprout.at, sideOf(sprout.at));
        const Point offset = sprout.at - guide.root;
        const auto count = static_cast<int>(guide.points.size());
        const Tint colours = tint();
        const float length = m_random.uniform(0.68F, 1.0F); // ends are not cut in one line
        const float own = m_random.uniform(-0.4F, 0.4F);
        const Point stray = (0.0016F + 0.010F * m_plan.scatter * guide.length / 0.1F) * Point(m_random.normal(), m_random.normal(), m_random.normal()) *
                            (m_random.chance(0.08F) ? 2.5F : 1.0F);
        const float width = (isShort() ? 0.0013F : 0.0021F) * m_random.uniform(0.7F, 1.3F) * (m_plan.side < 0.006F && m_plan.top < 0.006F ? 0.8F : 1.0F);
        Strands::Strand strand{static_cast<int>(strands.points.size()), 0, colours.root, colours.tip};
        const float lastStep = length * static_cast<float>(count - 1);
        // Enough points for the waves.
        const int points = m_plan.wave > 0.0F ? std::clamp(static_cast<int>(guide.length / (0.22F * m_plan.waveLength)), count, 34) : count;
        for (int k = 0; k < points; ++k) {
            const float s = static_cast<float>(k) / static_cast<float>(points - 1);
            const float along = s * lastStep;
            const int i = std::min(count - 2, static_cast<int>(along));
            const float f = along - static_cast<float>(i);
            const Point& a = guide.points[static_cast<std::size_t>(i)];
            const Point& b = guide.points[static_cast<std::size_t>(i + 1)];
            Point at = a + f * (b - a);
            at += offset * (1.0F - m_plan.clump * s) + stray * s;
            if (m_plan.wave > 0.0F) {
                const Point tangent = (b - a).normalized();
                const Point first = tangent.cross(Point(0.3F, 0.2F, 0.93F)).normalized(), second = tangent.cross(first);
                const float phase = guide.wave.phase + own + s * guide.length * guide.wave.perMetre;
                const float swing = guide.wave.amplitude * std::min(1.0F, s * guide.length / 0.025F);
                at += swing * (std::cos(phase) * first + guide.wave.turn * std::sin(phase) * second);
            }
            if (k > 0)
                at = m_obstacles.outside(at, 0.0012F);
            const float taper = 1.0F - 0.8F * s * s;
            const float height = std::clamp(m_obstacles.heightAbove(at) / std::max(0.004F, m_plan.thickness), 0.0F, 1.0F);
            strands.points.push_back({at, width * taper, at.y() < -0.06F ? std::max(height, 0.35F + 0.65F * guide.layer) : height});
        }
        strand.count = static_cast<int>(strands.points.size()) - strand.first;
        strands.strands.push_back(strand);
    }

    void addTail(Strands& strands)
    {
        const int count = 420;
        for (int i = 0; i < count; ++i) {
            const Tint colours = tint();
            Strands::Strand strand{static_cast<int>(strands.points.size()), 0, colours.root, colours.tip};
            const float around = m_random.uniform(0.0F, 2.0F * kPi), spread = std::sqrt(m_random.unit());
            const Point across(std::cos(around) * spread, std::sin(around) * spread, 0.0F);
            Point at = m_tie + 0.010F * across;
            Point direction = (Point(0.0F, 0.25F, -1.0F) + 0.35F * across).normalized();
            const int steps = 14;
            const float h = m_plan.tail * m_random.uniform(0.75F, 1.1F) / steps;
            for (int k = 0; k <= steps; ++k) {
                const float s = static_cast<float>(k) / steps;
                strands.points.push_back({at, 0.0021F * (1.0F - 0.7F * s * s), 0.3F + 0.7F * spread});
                direction = (direction + Point(0.0F, -0.30F, 0.02F)).normalized();
                at = m_obstacles.outside(at + h * direction, 0.006F);
            }
            strand.count = steps + 1;
            strands.strands.push_back(strand);
        }
    }

    void addBun(Strands& strands)
    {
        const Point middle = m_tie + 0.028F * (m_tie - m_obstacles.middle()).normalized();
        const Point axis = (m_tie - m_obstacles.middle()).normalized();
        const float size = 0.034F * m_style.volume;
        for (int i = 0; i < 380; ++i) {
            const Tint colours = tint();
            Strands::Strand strand{static_cast<int>(strands.points.size()), 0, colours.root, colours.tip};
            const float latitude = m_random.uniform(-1.0F, 1.0F), start = m_random.uniform(0.0F, 2.0F * kPi), drift = 0.35F * m_random.normal();
            const float layer = m_random.uniform(0.75F, 1.03F);
            const Point first = axis.unitOrthogonal(), second = axis.cross(first);
            const int steps = 9;
            for (int k = 0; k <= steps; ++k) {
                const float s = static_cast<float>(k) / steps;
                const float lat = std::clamp(latitude + drift * s, -0.98F, 0.98F), lon = start + 1.8F * s;
                const float ring = std::sqrt(1.0F - lat * lat);
                const Point d = ring * (std::cos(lon) * first + std::sin(lon) * second) + 0.75F * lat * axis;
                strands.points.push_back({middle + size * layer * d, 0.0022F, smoothstep(0.7F, 1.0F, layer)});
            }
            strand.count = steps + 1;
            strands.strands.push_back(strand);
        }
    }

    const HeadStock& m_stock;
    const HairStyle& m_style;
    HairPlan m_plan;
    const std::vector<Point>& m_vertices;
    SeededRandom m_random;
    bool m_isTucked;
    StrandObstacles m_obstacles;
    float m_parting = 0.0F;
    Point m_tie, m_crown;
    std::vector<Sprout> m_roots;
    std::vector<Guide> m_guides;
};

} // namespace

Strands growHair(const HeadStock& stock, const HairStyle& style, const std::vector<Eigen::Vector3f>& vertices, const std::vector<Eigen::Vector3f>& bust)
{
    return Grower(stock, style, vertices, bust).grow();
}

Strands growBeard(const HeadStock& stock, const BeardStyle& style, const std::vector<Eigen::Vector3f>& vertices, const std::vector<Eigen::Vector3f>& normals)
{
    Strands strands;
    if (style.cut == BeardCut::None)
        return strands;
    SeededRandom random(style.seed);
    const auto& triangles = stock.head->data().templateMesh.triangles;
    constexpr int kMost = 1900;
    for (const Root& root : stock.beardRoots) {
        if (static_cast<int>(strands.strands.size()) >= kMost)
            break;
        if (random.unit() > beardCover(style.cut, root.at, 0.0F))
            continue;
        const auto& corner = triangles[static_cast<std::size_t>(root.triangle)];
        Point at = placeOf(root, triangles, vertices);
        const Point normal = normals[static_cast<std::size_t>(corner[0])];
        const Point down(0.25F * root.at.x() / 0.05F, -1.0F, 0.25F);
        Point direction = (down - normal * down.dot(normal) + 0.55F * normal + 0.3F * Point(random.normal(), random.normal(), random.normal())).normalized();
        const float growth = root.at.y() < -0.05F ? 1.0F : 0.55F;
        const float h = style.length * growth * random.uniform(0.6F, 1.15F) / 3.0F;
        const Colour colour = style.colour * random.uniform(0.7F, 1.35F);
        strands.strands.push_back({static_cast<int>(strands.points.size()), 4, colour, colour * 1.15F});
        for (int k = 0; k < 4; ++k) {
            strands.points.push_back({at, 0.0010F * (1.0F - 0.22F * static_cast<float>(k)), 0.35F + 0.2F * static_cast<float>(k)});
            direction = (direction + Point(0.0F, -0.2F, 0.0F) + 0.12F * Point(random.normal(), random.normal(), random.normal())).normalized();
            at += h * direction;
        }
    }
    return strands;
}

} // namespace effigy::synth
