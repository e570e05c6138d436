// SPDX-License-Identifier: GPL-3.0-or-later
#include "head/head_topology.h"
#include "head/uv_layout.h"

#include "base/error.h"
#include "base/smoothstep.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <set>

namespace effigy::head {

namespace {

using base::smoothstep;

constexpr double kSeamEnd =
    0.35; // the seam runs from the nape over the crown to this z, decimetres
constexpr int kFlatteningRounds = 160; // the energy stands still by then

/// How large the skin at `p` should be in the layout: 1 on the face, less where nobody looks.
double wantedScale(const Eigen::Vector3d& p, const std::array<Eigen::Vector3d, 2>& eyes)
{
    const double front = smoothstep(0.1, 1.1, p.z());
    const double top = 1.0 - 0.45 * smoothstep(7.7, 8.2, p.y());
    const double neck = 1.0 - 0.45 * (1.0 - smoothstep(5.9, 6.3, p.y()));
    double scale = (0.30 + 0.70 * front) * top * neck;
    for (const Eigen::Vector3d& eye : eyes) {
        const double behindLids = 1.0 - smoothstep(0.13, 0.16, (p - eye).norm());
        scale *= 1.0 - 0.75 * behindLids * (1.0 - smoothstep(0.02, 0.1, p.z() - eye.z()));
    }
    return scale;
}

/// Midline vertices from the back of the neck rim over the crown.
std::vector<int> seamPath(const HeadTopology& topology, const std::vector<Eigen::Vector3d>& at)
{
    std::map<int, std::set<int>> neighbours;
    const auto isMid = [&](int v) { return topology.mirror[static_cast<std::size_t>(v)] == v; };
    for (const Eigen::Vector3i& t : topology.skin.triangles) {
        for (int k = 0; k < 3; ++k) {
            if (isMid(t[k]) && isMid(t[(k + 1) % 3])) {
                neighbours[t[k]].insert(t[(k + 1) % 3]);
                neighbours[t[(k + 1) % 3]].insert(t[k]);
            }
        }
    }
    int current = -1;
    for (const int v : topology.neckRim) {
        if (isMid(v) && (current < 0 || at[static_cast<std::size_t>(v)].z() <
                                            at[static_cast<std::size_t>(current)].z()))
            current = v;
    }
    base::require(current >= 0, "the neck rim crosses the midline");
    std::vector<int> path = {current};
    while (at[static_cast<std::size_t>(current)].z() < kSeamEnd ||
           at[static_cast<std::size_t>(current)].y() < 7.5) {
        const auto& candidates = neighbours[current];
        const auto next = std::ranges::find_if(
            candidates, [&](int v) { return std::ranges::find(path, v) == path.end(); });
        base::require(next != candidates.end(), "the midline leads over the crown");
        current = *next;
        path.push_back(current);
    }
    return path;
}

/// The skin cut open along the seam: UV corners per triangle, and the vertex of each.
struct OpenSkin {
    std::vector<Eigen::Vector3i> triangles;
    std::vector<int> vertexOf;
    std::vector<int> mirrorOf; // the UV corner on the other side
};

OpenSkin cutOpen(const HeadTopology& topology, const std::vector<Eigen::Vector3d>& at)
{
    const std::vector<int> path = seamPath(topology, at);
    const std::set<int> seam(path.begin(),
                             path.end() - 1); // the last one stays whole: the seam ends there
    OpenSkin open;
    std::map<std::pair<int, bool>, int> cornerOf;
    const auto corner = [&](int v, bool isLeft) {
        const std::pair<int, bool> key(v, seam.contains(v) && isLeft);
        const auto [entry, isNew] =
            cornerOf.try_emplace(key, static_cast<int>(open.vertexOf.size()));
        if (isNew)
            open.vertexOf.push_back(v);
        return entry->second;
    };
    for (const Eigen::Vector3i& t : topology.skin.triangles) {
        double x = 0.0;
        for (const int v : t)
            x += at[static_cast<std::size_t>(v)].x();
        const bool isLeft = x > 0.0;
        open.triangles.emplace_back(corner(t[0], isLeft), corner(t[1], isLeft),
                                    corner(t[2], isLeft));
    }
    open.mirrorOf.resize(open.vertexOf.size());
    for (const auto& [key, index] : cornerOf) {
        const int other = topology.mirror[static_cast<std::size_t>(key.first)];
        open.mirrorOf[static_cast<std::size_t>(index)] =
            cornerOf.at({other, seam.contains(other) && !key.second});
    }
    return open;
}

/// Rim places on a circle by arc length, with the middle of the throat at the bottom.
std::vector<Eigen::Vector2d> rimOnCircle(const std::vector<int>& rim, const OpenSkin& open,
                                         const std::vector<Eigen::Vector3d>& at)
{
    const auto point = [&](std::size_t i) {
        return at[static_cast<std::size_t>(
            open.vertexOf[static_cast<std::size_t>(rim[i % rim.size()])])];
    };
    std::vector<double> along(rim.size() + 1, 0.0);
    std::size_t throat = 0;
    for (std::size_t i = 0; i < rim.size(); ++i) {
        along[i + 1] = along[i] + (point(i + 1) - point(i)).norm();
        if (point(i).y() < 6.2 && point(i).z() > point(throat).z())
            throat = i;
    }
    std::vector<Eigen::Vector2d> places(rim.size());
    for (std::size_t i = 0; i < rim.size(); ++i) {
        const double angle = 2.0 * std::numbers::pi * (along[i] - along[throat]) / along.back() -
                             0.5 * std::numbers::pi;
        places[i] = 10.0 * Eigen::Vector2d(std::cos(angle), std::sin(angle));
    }
    return places;
}

} // namespace

void layOutSkin(const BaseFigure& figure, HeadTopology& topology)
{
    const std::vector<Eigen::Vector3d> at = place(topology, figure.points);
    const std::array<Eigen::Vector3d, 2> eyes = {jointPosition(figure, "joint-l-eye"),
                                                 jointPosition(figure, "joint-r-eye")};
    const OpenSkin open = cutOpen(topology, at);
    const auto loops = rimLoops(open.triangles);
    base::require(loops.size() == 2, "the open skin is a disc with a mouth");
    const auto isOuter = [&](const std::vector<int>& loop) {
        return std::ranges::any_of(loop, [&](int c) {
            return open.vertexOf[static_cast<std::size_t>(c)] == topology.neckRim[0];
        });
    };
    const auto& outer = isOuter(loops[0]) ? loops[0] : loops[1];
    const auto& mouth = isOuter(loops[0]) ? loops[1] : loops[0];

    FlatteningInput input;
    const int lidCentre = static_cast<int>(open.vertexOf.size());
    input.vertexCount = lidCentre + 1;
    input.triangles = open.triangles;
    for (std::size_t i = 0; i < mouth.size(); ++i)
        input.lidTriangles.emplace_back(mouth[(i + 1) % mouth.size()], mouth[i], lidCentre);
    for (const Eigen::Vector3i& t : topology.skin.triangles) {
        const Eigen::Vector3d &a = at[static_cast<std::size_t>(t[0])],
                              &b = at[static_cast<std::size_t>(t[1])],
                              &c = at[static_cast<std::size_t>(t[2])];
        input.restShape.push_back(restTriangle(a, b, c, wantedScale((a + b + c) / 3.0, eyes)));
    }
    input.boundary = outer;
    input.boundaryStart = rimOnCircle(outer, open, at);
    const std::vector<Eigen::Vector2d> flat = flatten(input, kFlatteningRounds);

    topology.skin.uvTriangles = open.triangles;
    topology.skin.uvs.resize(open.vertexOf.size());
    // A mirror image of a valid layout is valid, and ours is all but symmetric: the mean makes it
    // exactly so.
    for (std::size_t i = 0; i < open.vertexOf.size(); ++i) {
        const Eigen::Vector2d& other = flat[static_cast<std::size_t>(open.mirrorOf[i])];
        topology.skin.uvs[i] = {0.5 * (flat[i].x() - other.x()), 0.5 * (flat[i].y() + other.y())};
    }
}

} // namespace effigy::head
