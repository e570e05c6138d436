// SPDX-License-Identifier: GPL-3.0-or-later
#include "synth/skin_layers.h"

#include "base/error.h"
#include "base/parallel.h"
#include "base/smoothstep.h"
#include "mesh/uv_atlas.h"
#include "synth/seeded_random.h"
#include "synth/value_noise.h"

#include <cmath>
#include <limits>

namespace effigy::synth {
namespace {

using Point = Eigen::Vector3f;
using Landmarks = std::array<Point, head::kLandmarkCount>;
using base::smoothstep;

float bump(const Point& at, const Point& centre, float radius)
{
    return std::exp(-(at - centre).squaredNorm() / (radius * radius));
}

/// Distance to a line through points, and how far along it is nearest, 0..1.
struct LineHit {
    float distance = std::numeric_limits<float>::infinity();
    float along = 0.0F;
};

template <typename Points>
LineHit nearestOnLine(const Point& at, const Points& points)
{
    LineHit hit;
    const auto steps = static_cast<float>(points.size() - 1);
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        const Point a = points[i], d = points[i + 1] - a;
        const float t = std::clamp((at - a).dot(d) / std::max(1e-12F, d.squaredNorm()), 0.0F, 1.0F);
        const float distance = (at - a - t * d).norm();
        if (distance < hit.distance)
            hit = {distance, (static_cast<float>(i) + t) / steps};
    }
    return hit;
}

Point mirroredX(const Point& p)
{
    return {-p.x(), p.y(), p.z()};
}

/// A groove of a wrinkle: 1 on the line, 0 a width away.
float groove(float distance, float width)
{
    const float d = distance / width;
    return std::exp(-d * d);
}

/// Marks on one half of the face; places are given on the subject's left and mirrored.
class HalfFace {
public:
    explicit HalfFace(const Landmarks& l) : m_l(l) {}

    void paint(SkinTexel& t) const
    {
        const bool isRight = t.at.x() < 0.0F;
        const Point at = isRight ? mirroredX(t.at) : t.at;
        const Point cheek(0.038F, m_l[31].y() + 0.010F, m_l[31].z() - 0.010F);
        t.blush = std::min(1.0F, 0.8F * bump(at, cheek, 0.026F) + 0.75F * bump(at, m_l[30], 0.014F) + 0.3F * bump(at, m_l[8], 0.018F) +
                                     0.25F * bump(at, m_l[35], 0.008F));
        t.rouge = bump(at, Point(0.047F, m_l[31].y() + 0.020F, m_l[31].z() - 0.022F), 0.024F);
        eye(t, at);
        wrinkles(t, at);
        // The brow's zone is yellowish, the middle reddish, the jaw bluish.
        t.zone = smoothstep(0.06F, 0.02F, at.y()) - 1.6F * smoothstep(-0.03F, -0.075F, at.y());
    }

private:
    void eye(SkinTexel& t, const Point& at) const
    {
        const std::array<Point, 4> upper = {m_l[42], m_l[43], m_l[44], m_l[45]};
        const std::array<Point, 4> lower = {m_l[42], m_l[47], m_l[46], m_l[45]};
        const auto above = nearestOnLine(at, upper), below = nearestOnLine(at, lower);
        const Point& line = upper[std::min<std::size_t>(3, static_cast<std::size_t>(above.along * 3.0F + 0.5F))];
        const float height = at.y() - line.y();
        const bool isAbove = above.distance < below.distance;
        t.lid = isAbove ? smoothstep(0.013F, 0.003F, above.distance) * smoothstep(0.021F, 0.012F, height) : 0.0F;
        t.lidEdge = smoothstep(0.0022F, 0.0004F, std::min(above.distance, below.distance));
        t.liner = isAbove ? smoothstep(0.0016F, 0.0005F, above.distance) * smoothstep(0.05F, 0.5F, above.along)
                          : 0.4F * smoothstep(0.0012F, 0.0004F, below.distance) * smoothstep(0.3F, 0.8F, below.along);
        const float hollow = below.distance;
        t.underEye = isAbove ? 0.0F : smoothstep(0.016F, 0.007F, hollow) * smoothstep(0.0005F, 0.004F, hollow) *
                                          smoothstep(1.0F, 0.55F, below.along);
        const Point middle = 0.25F * (m_l[43] + m_l[44] + m_l[46] + m_l[47]);
        t.eyeRing = smoothstep(0.026F, 0.012F, (at - middle).norm());
    }

    void wrinkles(SkinTexel& t, const Point& at) const
    {
        const float wobble = 0.0016F * valueNoise(Point(at * 70.0F), 91) + 0.0012F * valueNoise(Point(at * 25.0F), 92);
        const float overBrow = at.y() - m_l[24].y();
        for (int line = 0; line < 4; ++line) {
            const float height = 0.010F + 0.0085F * static_cast<float>(line) + wobble * 1.5F;
            const float depth = 1.0F - 0.2F * static_cast<float>(line);
            t.wrinkles[0] += depth * groove(overBrow - height, 0.0013F) * smoothstep(0.050F, 0.030F, at.x()) * smoothstep(0.0F, 0.02F, at.z());
        }
        const Eigen::Vector2f corner = at.head<2>() - m_l[45].head<2>();
        const float reach = corner.norm();
        if (reach < 0.032F && corner.x() > -0.002F) {
            const float angle = std::atan2(corner.y(), corner.x());
            for (const float ray : {-0.55F, -0.1F, 0.35F})
                t.wrinkles[1] += groove((angle - ray) * reach + 0.7F * wobble, 0.0010F) * smoothstep(0.004F, 0.009F, reach) *
                                 smoothstep(0.028F, 0.014F, reach);
        }
        const std::array<Point, 5> bag = {Point(m_l[42] + Point(0.002F, -0.006F, 0.0F)), Point(m_l[47] + Point(0.0F, -0.009F, 0.0F)),
                                          Point(m_l[46] + Point(0.0F, -0.010F, 0.0F)), Point(m_l[45] + Point(-0.002F, -0.008F, 0.0F)),
                                          Point(m_l[45] + Point(0.006F, -0.004F, -0.004F))};
        t.wrinkles[1] += 0.8F * groove(nearestOnLine(Point(at + Point(0, wobble, 0)), bag).distance, 0.0015F);
        const std::array<Point, 4> fold = {Point(m_l[35] + Point(0.004F, 0.004F, -0.003F)), Point(m_l[35] + Point(0.010F, -0.010F, -0.006F)),
                                           Point(m_l[54] + Point(0.010F, 0.006F, -0.004F)), Point(m_l[54] + Point(0.010F, -0.012F, -0.008F))};
        const auto crease = nearestOnLine(Point(at + Point(wobble, 0, 0)), fold);
        t.wrinkles[2] += groove(crease.distance, 0.0024F) * (1.0F - 0.5F * crease.along);
        const Eigen::Vector2f frown = at.head<2>() - Eigen::Vector2f(0.0065F, m_l[22].y() + 0.002F);
        t.wrinkles[3] += groove(frown.x() + 0.6F * wobble, 0.0011F) * smoothstep(0.013F, 0.006F, std::abs(frown.y())) * smoothstep(0.03F, 0.045F, at.z());
        for (float& depth : t.wrinkles)
            depth = std::min(depth, 1.2F);
    }

    const Landmarks& m_l;
};

/// Freckles: one in each cell of a lattice of 3 mm.
void sprinkle(SkinTexel& t)
{
    constexpr float kCell = 0.0034F;
    const Point p = t.at / kCell;
    const Point base = p.array().floor();
    float best = 0.0F;
    for (int corner = 0; corner < 27; ++corner) {
        const int x = static_cast<int>(base.x()) + corner % 3 - 1, y = static_cast<int>(base.y()) + corner / 3 % 3 - 1,
                  z = static_cast<int>(base.z()) + corner / 9 - 1;
        const Point centre(static_cast<float>(x) + latticeValue(x, y, z, 1), static_cast<float>(y) + latticeValue(x, y, z, 2),
                           static_cast<float>(z) + latticeValue(x, y, z, 3));
        const float size = latticeValue(x, y, z, 4);
        const float shape = smoothstep(0.12F + 0.26F * size * size, 0.04F, (p - centre).norm());
        if (shape > best) {
            best = shape;
            t.spotRank = latticeValue(x, y, z, 5);
        }
    }
    t.spot = best;
}

} // namespace

SkinLayers layerSkin(const head::HeadModel& head, int size)
{
    const auto& data = head.data();
    const auto& mesh = data.templateMesh;
    base::require(!mesh.uvs.empty() && !mesh.parts.empty(), "skin layers need UVs and parts");
    for (const char* name : {"lips", "ears"})
        base::require(data.masks.contains(name), "skin layers need the masks");
    const auto& lips = data.masks.at("lips");
    const auto& ears = data.masks.at("ears");
    const auto landmarks = head.landmarks(mesh.vertices);
    const HalfFace half(landmarks);

    SkinLayers layers;
    layers.size = size;
    const auto atlas = mesh::rasteriseAtlas(mesh, size);
    layers.part.assign(atlas.face.size(), -1);
    std::vector<std::int32_t> partOf(mesh.triangles.size());
    int skin = -1;
    for (std::size_t p = 0; p < mesh.parts.size(); ++p) {
        if (mesh.parts[p].material == "skin")
            skin = static_cast<int>(p);
        std::fill_n(partOf.begin() + mesh.parts[p].firstTriangle, mesh.parts[p].triangleCount, static_cast<std::int32_t>(p));
    }
    base::require(skin >= 0, "skin layers need a part named skin");
    for (std::size_t i = 0; i < atlas.face.size(); ++i) {
        if (atlas.face[i] < 0)
            continue;
        layers.part[i] = partOf[static_cast<std::size_t>(atlas.face[i])];
        if (layers.part[i] != skin)
            continue;
        SkinTexel texel;
        texel.texel = static_cast<std::int32_t>(i);
        layers.texels.push_back(texel);
    }
    base::parallelFor(static_cast<int>(layers.texels.size()), 2048, [&](int begin, int end) {
        for (int i = begin; i < end; ++i) {
            SkinTexel& t = layers.texels[static_cast<std::size_t>(i)];
            const auto index = static_cast<std::size_t>(t.texel);
            const Eigen::Vector3i& corner = mesh.triangles[static_cast<std::size_t>(atlas.face[index])];
            t.at.setZero();
            for (int k = 0; k < 3; ++k) {
                const float w = atlas.barycentrics[3 * index + static_cast<std::size_t>(k)];
                const auto v = static_cast<std::size_t>(corner[k]);
                t.at += w * mesh.vertices[v];
                t.lips += w * lips[v];
                t.ears += w * ears[v];
            }
            constexpr std::array<float, 4> kCells = {28.0F, 75.0F, 210.0F, 560.0F}; // per metre
            for (std::size_t n = 0; n < 4; ++n)
                t.noise[n] = valueNoise(Point(t.at * kCells[n]), static_cast<std::uint32_t>(11 + n));
            t.pores = 0.6F * valueNoise(Point(t.at * 1100.0F), 21) + 0.4F * valueNoise(Point(t.at * 1900.0F), 22);
            t.lipLines = valueNoise(Point(t.at.x() * 1500.0F, t.at.y() * 220.0F, 0.0F), 23);
            half.paint(t);
            sprinkle(t);
            t.scalp = head::scalpPlace(t.at);
            t.moustache = beardCover(BeardCut::Moustache, t.at, t.lips);
            t.goatee = beardCover(BeardCut::Goatee, t.at, t.lips);
            t.beard = beardCover(BeardCut::Full, t.at, t.lips);
        }
    });
    for (int i = 0; i < head::kLandmarkCount; ++i) {
        const auto& point = data.landmarks[static_cast<std::size_t>(i)];
        const Eigen::Vector3i& corner = mesh.uvTriangles[static_cast<std::size_t>(point.triangle)];
        layers.landmarkUvs[static_cast<std::size_t>(i)].setZero();
        for (int k = 0; k < 3; ++k)
            layers.landmarkUvs[static_cast<std::size_t>(i)] += point.barycentric[k] * mesh.uvs[static_cast<std::size_t>(corner[k])];
    }
    layers.texelsPerMetre = static_cast<float>(size) * (layers.landmarkUvs[23] - layers.landmarkUvs[25]).norm() / (landmarks[23] - landmarks[25]).norm();
    return layers;
}

} // namespace effigy::synth
