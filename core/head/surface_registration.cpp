// SPDX-License-Identifier: GPL-3.0-or-later
#include "head/surface_registration.h"

#include "base/error.h"
#include "base/parallel.h"

#include <Eigen/SparseCholesky>
#include <Eigen/SparseCore>

#include <algorithm>
#include <cmath>
#include <set>

namespace effigy::head {

namespace {

using Points = std::vector<Eigen::Vector3d>;
using Sparse = Eigen::SparseMatrix<double>;

constexpr double kReach = 0.01;       // metres: what is farther is no match
constexpr double kFacing = 0.5;       // cosine: surfaces that match face alike within 60 degrees
constexpr double kMouthReach = 0.012; // metres around the line of the lips
constexpr double kLandmarkWeight = 10.0;
constexpr int kFirstMark = 17; // the jaw line is a place of the picture, not of the head
constexpr std::array kStiffness = {50.0, 30.0, 18.0, 11.0, 6.0, 3.5, 2.0, 1.0};

// Above or below the line between the lips, near it. Where closed lips touch, height tells nothing:
// there the upper one faces down and the lower one up.
MouthSide sideOf(const Eigen::Vector3d& at, const Eigen::Vector3d& normal,
                 const std::array<Eigen::Vector3d, kLandmarkCount>& marks)
{
    constexpr double kContact = 0.003; // metres of height that a normal's direction outweighs
    const std::array<Eigen::Vector3d, 5> line = {marks[48], (marks[61] + marks[67]) / 2.0,
                                                 (marks[62] + marks[66]) / 2.0,
                                                 (marks[63] + marks[65]) / 2.0, marks[54]};
    double nearest = kMouthReach, height = 0.0;
    bool isNear = false;
    for (std::size_t k = 0; k + 1 < line.size(); ++k) {
        const Eigen::Vector3d along = line[k + 1] - line[k];
        const double t =
            std::clamp((at - line[k]).dot(along) / std::max(along.squaredNorm(), 1e-12), 0.0, 1.0);
        const Eigen::Vector3d foot = line[k] + t * along;
        const double distance = (at - foot).norm();
        if (distance < nearest) {
            nearest = distance;
            height = at.y() - foot.y();
            isNear = true;
        }
    }
    if (!isNear)
        return MouthSide::Away;
    return height >= kContact * normal.y() ? MouthSide::Upper : MouthSide::Lower;
}

Points vertexNormals(const Points& vertices, const std::vector<Eigen::Vector3i>& triangles)
{
    Points normals(vertices.size(), Eigen::Vector3d::Zero());
    for (const Eigen::Vector3i& t : triangles) {
        const Eigen::Vector3d n =
            (vertices[t[1]] - vertices[t[0]]).cross(vertices[t[2]] - vertices[t[0]]);
        for (int k = 0; k < 3; ++k)
            normals[t[k]] += n;
    }
    for (Eigen::Vector3d& n : normals)
        n /= std::max(n.norm(), 1e-15);
    return normals;
}

// Ericson 2005, Sec. 5.1.5.
Eigen::Vector3d closestOnTriangle(const Eigen::Vector3d& p, const Eigen::Vector3d& a,
                                  const Eigen::Vector3d& b, const Eigen::Vector3d& c)
{
    const Eigen::Vector3d ab = b - a, ac = c - a, ap = p - a;
    const double d1 = ab.dot(ap), d2 = ac.dot(ap);
    if (d1 <= 0.0 && d2 <= 0.0)
        return a;
    const Eigen::Vector3d bp = p - b;
    const double d3 = ab.dot(bp), d4 = ac.dot(bp);
    if (d3 >= 0.0 && d4 <= d3)
        return b;
    const double vc = d1 * d4 - d3 * d2;
    if (vc <= 0.0 && d1 >= 0.0 && d3 <= 0.0)
        return a + d1 / (d1 - d3) * ab;
    const Eigen::Vector3d cp = p - c;
    const double d5 = ab.dot(cp), d6 = ac.dot(cp);
    if (d6 >= 0.0 && d5 <= d6)
        return c;
    const double vb = d5 * d2 - d1 * d6;
    if (vb <= 0.0 && d2 >= 0.0 && d6 <= 0.0)
        return a + d2 / (d2 - d6) * ac;
    const double va = d3 * d6 - d5 * d4;
    if (va <= 0.0 && d4 - d3 >= 0.0 && d5 - d6 >= 0.0)
        return b + (d4 - d3) / ((d4 - d3) + (d5 - d6)) * (c - b);
    const double sum = va + vb + vc;
    return sum > 0.0 ? Eigen::Vector3d(a + vb / sum * ab + vc / sum * ac) : a;
}

/// Finds the nearest place of a skin that may match.
class SkinFinder {
public:
    explicit SkinFinder(const SkinSurface& skin)
        : m_skin(skin),
          m_normals(vertexNormals(skin.vertices, skin.triangles)),
          m_around(skin.vertices.size())
    {
        for (std::size_t f = 0; f < skin.triangles.size(); ++f)
            for (int k = 0; k < 3; ++k)
                m_around[skin.triangles[f][k]].push_back(static_cast<int>(f));
    }
    /// False when nothing is within reach.
    [[nodiscard]] bool find(const Eigen::Vector3d& at, const Eigen::Vector3d& normal,
                            MouthSide side, Eigen::Vector3d& place) const
    {
        double nearest = kReach * kReach;
        int best = -1;
        for (std::size_t v = 0; v < m_skin.vertices.size(); ++v) {
            const double distance = (m_skin.vertices[v] - at).squaredNorm();
            if (distance < nearest && m_normals[v].dot(normal) > kFacing &&
                (side == MouthSide::Away || m_skin.side[v] == MouthSide::Away ||
                 m_skin.side[v] == side)) {
                nearest = distance;
                best = static_cast<int>(v);
            }
        }
        if (best < 0)
            return false;
        place = m_skin.vertices[best];
        for (const int f : m_around[best]) {
            const Eigen::Vector3i& t = m_skin.triangles[f];
            const Eigen::Vector3d on = closestOnTriangle(
                at, m_skin.vertices[t[0]], m_skin.vertices[t[1]], m_skin.vertices[t[2]]);
            if ((on - at).squaredNorm() < (place - at).squaredNorm())
                place = on;
        }
        return true;
    }

private:
    const SkinSurface& m_skin;
    Points m_normals;
    std::vector<std::vector<int>> m_around; // [N] triangles at each vertex
};

std::vector<std::pair<int, int>> edgesOf(const std::vector<Eigen::Vector3i>& triangles)
{
    std::set<std::pair<int, int>> edges;
    for (const Eigen::Vector3i& t : triangles)
        for (int k = 0; k < 3; ++k)
            edges.insert(std::minmax(t[k], t[(k + 1) % 3]));
    return {edges.begin(), edges.end()};
}

Eigen::Vector3d pointOn(const SurfacePoint& point, const Points& vertices,
                        const std::vector<Eigen::Vector3i>& triangles)
{
    const Eigen::Vector3i& t = triangles[point.triangle];
    const Eigen::Vector3d b = point.barycentric.cast<double>();
    return b[0] * vertices[t[0]] + b[1] * vertices[t[1]] + b[2] * vertices[t[2]];
}

/// Displacements of the aligned source under one stiffness.
class Drawing {
public:
    Drawing(const SkinSurface& source, const SkinSurface& target, const Points& aligned)
        : m_source(source),
          m_target(target),
          m_aligned(aligned),
          m_finder(target),
          m_edges(edgesOf(source.triangles))
    {
    }
    [[nodiscard]] Points drawn(const Points& now, double stiffness) const
    {
        const auto count = static_cast<Eigen::Index>(now.size());
        std::vector<Eigen::Triplet<double>> entries;
        Eigen::MatrixX3d right = Eigen::MatrixX3d::Zero(count, 3);
        for (const auto& [a, b] : m_edges) {
            entries.emplace_back(a, a, stiffness);
            entries.emplace_back(b, b, stiffness);
            entries.emplace_back(a, b, -stiffness);
            entries.emplace_back(b, a, -stiffness);
        }
        addMatches(now, entries, right);
        addLandmarks(entries, right);
        for (Eigen::Index v = 0; v < count; ++v)
            entries.emplace_back(v, v, 1e-6); // pieces that nothing holds
        Sparse matrix(count, count);
        matrix.setFromTriplets(entries.begin(), entries.end());
        const Eigen::SimplicialLDLT<Sparse> solver(matrix);
        if (solver.info() != Eigen::Success)
            throw base::Error("internal", "Two heads cannot be laid on each other");
        const Eigen::MatrixX3d moved = solver.solve(right);
        Points result = m_aligned;
        for (Eigen::Index v = 0; v < count; ++v)
            result[v] += moved.row(v).transpose();
        return result;
    }

private:
    void addMatches(const Points& now, std::vector<Eigen::Triplet<double>>& entries,
                    Eigen::MatrixX3d& right) const
    {
        const Points normals = vertexNormals(now, m_source.triangles);
        Points places(now.size());
        std::vector<char> isFound(now.size(), 0);
        base::parallelFor(static_cast<int>(now.size()), 64, [&](int begin, int end) {
            for (int v = begin; v < end; ++v)
                isFound[v] = m_finder.find(now[v], normals[v], m_source.side[v], places[v]) ? 1 : 0;
        });
        for (std::size_t v = 0; v < now.size(); ++v) {
            if (!isFound[v])
                continue;
            entries.emplace_back(static_cast<int>(v), static_cast<int>(v), 1.0);
            right.row(static_cast<Eigen::Index>(v)) += (places[v] - m_aligned[v]).transpose();
        }
    }
    void addLandmarks(std::vector<Eigen::Triplet<double>>& entries, Eigen::MatrixX3d& right) const
    {
        for (int k = kFirstMark; k < kLandmarkCount; ++k) {
            const SurfacePoint& point = m_source.landmarkPoints[k];
            const Eigen::Vector3i& t = m_source.triangles[point.triangle];
            const Eigen::Vector3d b = point.barycentric.cast<double>();
            const Eigen::Vector3d gap =
                m_target.landmarks[k] - pointOn(point, m_aligned, m_source.triangles);
            for (int i = 0; i < 3; ++i) {
                right.row(t[i]) += kLandmarkWeight * b[i] * gap.transpose();
                for (int j = 0; j < 3; ++j)
                    entries.emplace_back(t[i], t[j], kLandmarkWeight * b[i] * b[j]);
            }
        }
    }

    const SkinSurface& m_source;
    const SkinSurface& m_target;
    const Points& m_aligned;
    SkinFinder m_finder;
    std::vector<std::pair<int, int>> m_edges;
};

} // namespace

SkinSurface skinOf(const HeadModelData& data)
{
    const mesh::Mesh& mesh = data.templateMesh;
    std::vector<char> isSkin(mesh.triangles.size(), mesh.parts.empty() ? 1 : 0);
    for (const mesh::MeshPart& part : mesh.parts)
        if (part.material == "skin")
            std::fill_n(isSkin.begin() + part.firstTriangle, part.triangleCount, char{1});
    SkinSurface skin;
    std::vector<int> newVertex(mesh.vertices.size(), -1), newTriangle(mesh.triangles.size(), -1);
    for (std::size_t f = 0; f < mesh.triangles.size(); ++f) {
        if (!isSkin[f])
            continue;
        Eigen::Vector3i t;
        for (int k = 0; k < 3; ++k) {
            int& vertex = newVertex[mesh.triangles[f][k]];
            if (vertex < 0) {
                vertex = static_cast<int>(skin.vertices.size());
                skin.vertexOf.push_back(mesh.triangles[f][k]);
                skin.vertices.push_back(mesh.vertices[mesh.triangles[f][k]].cast<double>());
            }
            t[k] = vertex;
        }
        newTriangle[f] = static_cast<int>(skin.triangles.size());
        skin.triangles.push_back(t);
        skin.triangleOf.push_back(static_cast<int>(f));
    }
    for (int k = 0; k < kLandmarkCount; ++k) {
        skin.landmarkPoints[k] = data.landmarks[k];
        skin.landmarkPoints[k].triangle = newTriangle[data.landmarks[k].triangle];
        if (skin.landmarkPoints[k].triangle < 0)
            throw base::Error("model_refused",
                              "A landmark of the head model " + data.name + " lies off the skin");
        skin.landmarks[k] = pointOn(skin.landmarkPoints[k], skin.vertices, skin.triangles);
    }
    const Points normals = vertexNormals(skin.vertices, skin.triangles);
    for (std::size_t v = 0; v < normals.size(); ++v)
        skin.side.push_back(sideOf(skin.vertices[v], normals[v], skin.landmarks));
    return skin;
}

std::vector<Eigen::Vector3d> faceNormals(const std::vector<Eigen::Vector3d>& vertices,
                                         const std::vector<Eigen::Vector3i>& triangles)
{
    Points normals;
    normals.reserve(triangles.size());
    for (const Eigen::Vector3i& t : triangles) {
        const Eigen::Vector3d n =
            (vertices[t[1]] - vertices[t[0]]).cross(vertices[t[2]] - vertices[t[0]]);
        normals.push_back(n / std::max(n.norm(), 1e-15));
    }
    return normals;
}

Registration registerSkin(const SkinSurface& source, const SkinSurface& target)
{
    constexpr int kRounds = 2; // of matching, per stiffness
    constexpr int kMarks = kLandmarkCount - kFirstMark;
    Eigen::Matrix3Xd from(3, kMarks), to(3, kMarks);
    for (int k = 0; k < kMarks; ++k) {
        from.col(k) = source.landmarks[kFirstMark + k];
        to.col(k) = target.landmarks[kFirstMark + k];
    }
    Registration result;
    result.targetFromSource.matrix() = Eigen::umeyama(from, to, /*with_scaling=*/true);
    Points aligned;
    for (const Eigen::Vector3d& vertex : source.vertices)
        aligned.push_back(result.targetFromSource * vertex);
    const Drawing drawing(source, target, aligned);
    result.registered = aligned;
    for (const double stiffness : kStiffness)
        for (int round = 0; round < kRounds; ++round)
            result.registered = drawing.drawn(result.registered, stiffness);
    double sum = 0.0;
    for (int k = kFirstMark; k < kLandmarkCount; ++k)
        sum += (pointOn(source.landmarkPoints[k], result.registered, source.triangles) -
                target.landmarks[k])
                   .squaredNorm();
    result.landmarkError = std::sqrt(sum / kMarks);
    return result;
}

} // namespace effigy::head
