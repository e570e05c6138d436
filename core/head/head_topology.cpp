// SPDX-License-Identifier: GPL-3.0-or-later
#include "head/head_topology.h"

#include "base/error.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

namespace effigy::head {

namespace {

constexpr double kBustFloor = 4.0; // decimetres, figure frame: where the chest is cut off
constexpr double kBustReach = 2.5; // to either side, where the arms are

/// Everything with y + kCutSlope * z above kCutHeight stays: a plane that falls from the nape to
/// the pit of the neck.
constexpr double kCutSlope = 0.5;
constexpr double kCutHeight = 5.95;

double aboveCut(const Eigen::Vector3d& p)
{
    return p.y() + kCutSlope * p.z() - kCutHeight;
}

struct Corner {
    int point = 0;
    int uv = 0;
};
using CornerTriangle = std::array<Corner, 3>;

/// Splits quads along the shorter diagonal, the same way on both sides of the face.
std::vector<CornerTriangle> triangulate(const BaseFigure& figure, std::span<const FigureQuad> quads)
{
    const auto canonical = [&](int i) {
        return std::min(i, figure.mirror[static_cast<std::size_t>(i)]);
    };
    const auto length = [&](int i, int j) {
        return (figure.points.col(i) - figure.points.col(j)).norm();
    };
    std::vector<CornerTriangle> triangles;
    triangles.reserve(2 * quads.size());
    for (const FigureQuad& q : quads) {
        const double difference =
            length(q.corner[0], q.corner[2]) - length(q.corner[1], q.corner[3]);
        const bool isTie = std::abs(difference) < 1e-6;
        const bool first = isTie ? std::min(canonical(q.corner[0]), canonical(q.corner[2])) <
                                       std::min(canonical(q.corner[1]), canonical(q.corner[3]))
                                 : difference < 0.0;
        const auto corner = [&q](std::size_t k) { return Corner{q.corner[k], q.uv[k]}; };
        const std::size_t s = first ? 0 : 1;
        triangles.push_back({corner(s), corner(s + 1), corner((s + 2) % 4)});
        triangles.push_back({corner(s), corner((s + 2) % 4), corner((s + 3) % 4)});
    }
    return triangles;
}

/// Groups of quads that hang together in the published UV layout; returns the group of each quad.
std::vector<int> uvIslands(const BaseFigure& figure, std::span<const FigureQuad> quads)
{
    std::vector<int> parent(figure.uvs.size());
    std::iota(parent.begin(), parent.end(), 0);
    const auto root = [&parent](int i) {
        while (parent[static_cast<std::size_t>(i)] != i)
            i = parent[static_cast<std::size_t>(i)] =
                parent[static_cast<std::size_t>(parent[static_cast<std::size_t>(i)])];
        return i;
    };
    for (const FigureQuad& q : quads) {
        for (std::size_t k = 1; k < 4; ++k)
            parent[static_cast<std::size_t>(root(q.uv[k]))] = root(q.uv[0]);
    }
    std::vector<int> island(quads.size());
    std::ranges::transform(quads, island.begin(),
                           [&](const FigureQuad& q) { return root(q.uv[0]); });
    return island;
}

std::size_t nearestQuad(const BaseFigure& figure, std::span<const FigureQuad> quads,
                        const Eigen::Vector3d& at)
{
    const auto distance = [&](const FigureQuad& q) {
        Eigen::Vector3d centre = Eigen::Vector3d::Zero();
        for (const int corner : q.corner)
            centre += 0.25 * figure.points.col(corner);
        return (centre - at).squaredNorm();
    };
    const auto nearest = std::ranges::min_element(quads, {}, distance);
    return static_cast<std::size_t>(nearest - quads.begin());
}

/// Gathers vertices and patches while cutting.
class Cutter {
public:
    /// `side` is 1 to keep what lies above the cut, -1 for what lies below.
    explicit Cutter(const BaseFigure& figure, double side = 1.0) : m_figure(figure), m_side(side) {}

    void addClipped(std::span<const CornerTriangle> triangles, SurfacePatch& patch)
    {
        UvIndex uvOf;
        for (const CornerTriangle& t : triangles)
            addClipped(t, patch, uvOf);
    }
    HeadTopology& topology() { return m_topology; }

    /// The vertex on the other side of every vertex.
    void pairVertices()
    {
        m_topology.mirror.resize(m_topology.vertices.size());
        for (std::size_t v = 0; v < m_topology.vertices.size(); ++v) {
            const auto& p = m_topology.vertices[v];
            const int a = mirrorOf(p.a);
            const int b = mirrorOf(p.b);
            const auto other = m_vertexOf.find({std::min(a, b), std::max(a, b)});
            if (other == m_vertexOf.end())
                throw base::Error("model_refused", "The base figure is not symmetric",
                                  "Unpack the package anew");
            m_topology.mirror[v] = other->second;
        }
    }

private:
    /// A corner of a polygon while it is being cut; `sourceUv` is -1 where the plane cut an edge.
    struct CutCorner {
        int vertex = 0;
        int sourceUv = -1;
        Eigen::Vector2d uv;
    };
    using UvIndex =
        std::map<std::pair<int, int>, int>; // by vertex and published UV: seams stay open

    int mirrorOf(int point) const { return m_figure.mirror[static_cast<std::size_t>(point)]; }
    int vertex(int a, int b, double t)
    {
        const auto [entry, isNew] = m_vertexOf.try_emplace(
            {std::min(a, b), std::max(a, b)}, static_cast<int>(m_topology.vertices.size()));
        if (isNew)
            m_topology.vertices.push_back(a <= b ? EdgePoint{a, b, t} : EdgePoint{b, a, 1.0 - t});
        return entry->second;
    }
    void emit(const std::array<CutCorner, 3>& corners, SurfacePatch& patch, UvIndex& uvOf)
    {
        Eigen::Vector3i triangle;
        Eigen::Vector3i uv;
        for (std::size_t k = 0; k < 3; ++k) {
            triangle[static_cast<int>(k)] = corners[k].vertex;
            const auto [entry, isNew] = uvOf.try_emplace({corners[k].vertex, corners[k].sourceUv},
                                                         static_cast<int>(patch.uvs.size()));
            if (isNew)
                patch.uvs.push_back(corners[k].uv);
            uv[static_cast<int>(k)] = entry->second;
        }
        patch.triangles.push_back(triangle);
        patch.uvTriangles.push_back(uv);
    }
    void addClipped(const CornerTriangle& t, SurfacePatch& patch, UvIndex& uvOf)
    {
        // Sutherland-Hodgman against the one plane.
        std::vector<CutCorner> polygon;
        for (std::size_t k = 0; k < 3; ++k) {
            const Corner& from = t[k];
            const Corner& to = t[(k + 1) % 3];
            const double h = m_side * aboveCut(m_figure.points.col(from.point));
            const double next = m_side * aboveCut(m_figure.points.col(to.point));
            const Eigen::Vector2d& uv = m_figure.uvs[static_cast<std::size_t>(from.uv)];
            const Eigen::Vector2d& uvNext = m_figure.uvs[static_cast<std::size_t>(to.uv)];
            if (h > 0.0)
                polygon.push_back({vertex(from.point, from.point, 0.0), from.uv, uv});
            if ((h > 0.0) != (next > 0.0)) {
                const double at = h / (h - next);
                polygon.push_back({vertex(from.point, to.point, at), -1, uv + at * (uvNext - uv)});
            }
        }
        for (std::size_t k = 2; k < polygon.size(); ++k)
            emit({polygon[0], polygon[k - 1], polygon[k]}, patch, uvOf);
    }

    const BaseFigure& m_figure;
    double m_side;
    HeadTopology m_topology;
    std::map<std::pair<int, int>, int> m_vertexOf;
};

/// Edges that only one triangle has, as followers: next[a] = b.
std::map<int, int> openEdges(std::span<const Eigen::Vector3i> triangles)
{
    std::set<std::pair<int, int>> edges;
    for (const Eigen::Vector3i& t : triangles) {
        for (int k = 0; k < 3; ++k)
            edges.emplace(t[k], t[(k + 1) % 3]);
    }
    std::map<int, int> next;
    for (const auto& [a, b] : edges) {
        if (!edges.contains({b, a}))
            next[a] = b;
    }
    return next;
}

// --- Corrections of what the helper surfaces are like

constexpr double kUpperLashLength = 0.55; // of the helper's, which stands for a costume
constexpr double kLowerLashLength = 0.6;
constexpr double kTongueThickness = 0.75; // the helper fills the whole mouth

std::vector<int> verticesOf(const SurfacePatch& patch)
{
    std::set<int> vertices;
    for (const Eigen::Vector3i& t : patch.triangles)
        vertices.insert(t.begin(), t.end());
    return {vertices.begin(), vertices.end()};
}

/// Pulls vertex `v` towards the point of vertex `anchor`, and its twin likewise, so that it keeps
/// `share` of its distance.
void pull(HeadTopology& topology, int v, int anchor, double share)
{
    const auto twin = static_cast<std::size_t>(topology.mirror[static_cast<std::size_t>(v)]);
    const auto twinAnchor =
        static_cast<std::size_t>(topology.mirror[static_cast<std::size_t>(anchor)]);
    auto& vertices = topology.vertices;
    vertices[static_cast<std::size_t>(v)] = {vertices[static_cast<std::size_t>(v)].a,
                                             vertices[static_cast<std::size_t>(anchor)].a,
                                             1.0 - share};
    vertices[twin] = {vertices[twin].a, vertices[twinAnchor].a, 1.0 - share};
}

template <typename Distance>
int nearestOf(const std::vector<int>& candidates, const Distance& distance)
{
    return *std::ranges::min_element(candidates, {}, distance);
}

/// Shortens the left eye's lashes towards their roots, the vertices nearest to the eyeball; the
/// right eye's follow.
void trimLashes(const BaseFigure& figure, HeadTopology& topology)
{
    const Eigen::Vector3d eye = jointPosition(figure, "joint-l-eye");
    const auto at = [&](int v) -> Eigen::Vector3d {
        return figure.points.col(topology.vertices[static_cast<std::size_t>(v)].a);
    };
    for (std::size_t row = 0; row < 2; ++row) {
        const std::vector<int> lash = verticesOf(topology.lashes[row]);
        double middle = 0.0;
        double least = 1e9;
        double most = 0.0;
        for (const int v : lash) {
            middle += at(v).y() / static_cast<double>(lash.size());
            least = std::min(least, (at(v) - eye).norm());
            most = std::max(most, (at(v) - eye).norm());
        }
        std::vector<int> roots;
        for (const int v : lash) {
            if ((at(v) - eye).norm() < least + 0.3 * (most - least))
                roots.push_back(v);
        }
        for (const int v : lash) {
            if (std::ranges::find(roots, v) != roots.end())
                continue;
            const Eigen::Vector3d from = at(v);
            // Lashes stand nearly upright: the root is the one beside in x.
            const int root = nearestOf(roots, [&](int r) {
                const Eigen::Vector3d d = at(r) - from;
                return 9.0 * d.x() * d.x() + d.squaredNorm();
            });
            pull(topology, v, root, middle > eye.y() ? kUpperLashLength : kLowerLashLength);
        }
    }
}

void flattenTongue(const BaseFigure& figure, HeadTopology& topology)
{
    const std::vector<EdgePoint> original = topology.vertices;
    const auto at = [&](int v) -> Eigen::Vector3d {
        return figure.points.col(original[static_cast<std::size_t>(v)].a);
    };
    const std::vector<int> tongue = verticesOf(topology.tongue);
    for (const int v : tongue) {
        const Eigen::Vector3d from = at(v);
        const bool isMid = topology.mirror[static_cast<std::size_t>(v)] == v;
        std::vector<int> below;
        for (const int other : tongue) {
            const bool isOnSide = isMid ? topology.mirror[static_cast<std::size_t>(other)] == other
                                        : at(other).x() * from.x() > 0.0;
            if (isOnSide && at(other).y() < from.y() - 0.03 &&
                (at(other) - from).cwiseAbs().z() < 0.12)
                below.push_back(other);
        }
        if (from.x() < -1e-9 || below.empty())
            continue;
        const int floor = nearestOf(below, [&](int b) {
            const Eigen::Vector3d d = at(b) - from;
            return d.x() * d.x() + d.z() * d.z() + 0.02 * at(b).y();
        });
        pull(topology, v, floor, kTongueThickness);
    }
}

} // namespace

std::vector<std::vector<int>> rimLoops(std::span<const Eigen::Vector3i> triangles)
{
    std::map<int, int> next = openEdges(triangles);
    std::vector<std::vector<int>> loops;
    while (!next.empty()) {
        std::vector<int> loop;
        int at = next.begin()->first;
        for (auto step = next.find(at); step != next.end(); step = next.find(at)) {
            loop.push_back(at);
            at = step->second;
            next.erase(step);
        }
        loops.push_back(std::move(loop));
    }
    std::ranges::sort(loops, std::ranges::greater{}, &std::vector<int>::size);
    return loops;
}

HeadTopology cutHead(const BaseFigure& figure)
{
    const auto& body = figure.quads.at("body");
    const std::vector<int> island = uvIslands(figure, body);
    const int bagIsland =
        island[nearestQuad(figure, body, jointPosition(figure, "joint-tongue-1"))];
    std::vector<FigureQuad> skin;
    std::vector<FigureQuad> bag;
    for (std::size_t q = 0; q < body.size(); ++q)
        (island[q] == bagIsland ? bag : skin).push_back(body[q]);

    Cutter cutter(figure);
    HeadTopology& topology = cutter.topology();
    cutter.addClipped(triangulate(figure, skin), topology.skin);
    cutter.addClipped(triangulate(figure, bag), topology.mouthBag);
    cutter.addClipped(triangulate(figure, figure.quads.at("helper-tongue")), topology.tongue);
    for (const std::string side : {"l", "r"}) {
        for (const std::string row : {"1", "2"}) {
            cutter.addClipped(
                triangulate(figure, figure.quads.at("helper-" + side + "-eyelashes-" + row)),
                topology.lashes.emplace_back());
        }
    }
    cutter.pairVertices();
    trimLashes(figure, topology);
    flattenTongue(figure, topology);
    topology.skin.uvs.clear(); // the published layout wastes most of its area on the body
    topology.skin.uvTriangles.clear();
    const auto loops = rimLoops(topology.skin.triangles);
    if (loops.size() != 2)
        throw base::Error("model_refused", "The skin of the base figure has " +
                                               std::to_string(loops.size()) +
                                               " openings instead of neck and mouth");
    const auto height = [&](const std::vector<int>& loop) {
        return figure.points(1, topology.vertices[static_cast<std::size_t>(loop[0])].a);
    };
    topology.neckRim = height(loops[0]) < height(loops[1]) ? loops[0] : loops[1];
    return topology;
}

HeadTopology cutBust(const BaseFigure& figure)
{
    std::vector<FigureQuad> quads;
    for (const FigureQuad& quad : figure.quads.at("body")) {
        const bool isNear = std::ranges::all_of(quad.corner, [&](int corner) {
            return figure.points(1, corner) > kBustFloor &&
                   std::abs(figure.points(0, corner)) < kBustReach;
        });
        if (isNear)
            quads.push_back(quad);
    }
    Cutter cutter(figure, -1.0);
    HeadTopology& topology = cutter.topology();
    cutter.addClipped(triangulate(figure, quads), topology.skin);
    cutter.pairVertices();
    return topology;
}

std::vector<Eigen::Vector3d> place(const HeadTopology& topology, const FigurePoints& points)
{
    std::vector<Eigen::Vector3d> placed(topology.vertices.size());
    std::ranges::transform(topology.vertices, placed.begin(), [&](const EdgePoint& p) {
        return Eigen::Vector3d((1.0 - p.t) * points.col(p.a) + p.t * points.col(p.b));
    });
    return placed;
}

} // namespace effigy::head
