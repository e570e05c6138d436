// SPDX-License-Identifier: GPL-3.0-or-later
#include "head/deformation_transfer.h"

#include "base/error.h"
#include "base/parallel.h"
#include "head/controls.h"

#include <Eigen/Dense>
#include <Eigen/SparseCholesky>
#include <Eigen/SparseCore>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace effigy::head {

namespace {

using Points = std::vector<Eigen::Vector3d>;
using Sparse = Eigen::SparseMatrix<double>;

constexpr double kReach = 0.008;       // metres between the middles of triangles that correspond
constexpr double kFacing = 0.5;        // cosine: within 60 degrees
constexpr double kUnmatched = 0.01;    // weight of staying as it is
constexpr double kAnchored = 1e4;      // weight of moving as the source does, per square metre
constexpr double kPinned = 1e6;        // weight of staying where it is, per square metre
constexpr double kStill = 0.00005;     // metres: smaller moves are rounding
constexpr double kOffEyeball = 0.0003; // metres between a closed lid and the eyeball

struct TrianglePair {
    int source = 0;
    int target = 0;
};

/// A vertex of the target that moves much like one of the source. Gradients alone let whole regions
/// drift.
struct Anchor {
    int source = 0;
    int target = 0;
};

Points middles(const Points& vertices, const std::vector<Eigen::Vector3i>& triangles)
{
    Points result;
    result.reserve(triangles.size());
    for (const Eigen::Vector3i& t : triangles)
        result.push_back((vertices[t[0]] + vertices[t[1]] + vertices[t[2]]) / 3.0);
    return result;
}

MouthSide sideOf(const SkinSurface& skin, int triangle)
{
    int upper = 0, lower = 0;
    for (int k = 0; k < 3; ++k) {
        const MouthSide side = skin.side[skin.triangles[triangle][k]];
        upper += side == MouthSide::Upper ? 1 : 0;
        lower += side == MouthSide::Lower ? 1 : 0;
    }
    if (upper == lower)
        return MouthSide::Away;
    return upper > lower ? MouthSide::Upper : MouthSide::Lower;
}

/// A skin as triangles that look for their like.
struct Facets {
    const SkinSurface& skin;
    Points middle;
    Points normal;
};

int nearestLike(const Facets& facets, const Eigen::Vector3d& middle, const Eigen::Vector3d& normal,
                MouthSide side)
{
    double nearest = kReach * kReach;
    int best = -1;
    for (std::size_t f = 0; f < facets.middle.size(); ++f) {
        const double distance = (facets.middle[f] - middle).squaredNorm();
        if (distance >= nearest || facets.normal[f].dot(normal) < kFacing)
            continue;
        const MouthSide other = sideOf(facets.skin, static_cast<int>(f));
        if (side != MouthSide::Away && other != MouthSide::Away && side != other)
            continue;
        nearest = distance;
        best = static_cast<int>(f);
    }
    return best;
}

std::vector<int> likes(const Facets& of, const Facets& among)
{
    std::vector<int> result(of.middle.size(), -1);
    base::parallelFor(static_cast<int>(result.size()), 64, [&](int begin, int end) {
        for (int f = begin; f < end; ++f)
            result[f] = nearestLike(among, of.middle[f], of.normal[f], sideOf(of.skin, f));
    });
    return result;
}

std::vector<TrianglePair> correspondences(const Facets& source, const Facets& target)
{
    std::vector<TrianglePair> pairs;
    const std::vector<int> ofTarget = likes(target, source), ofSource = likes(source, target);
    for (std::size_t t = 0; t < ofTarget.size(); ++t)
        if (ofTarget[t] >= 0)
            pairs.push_back({ofTarget[t], static_cast<int>(t)});
    for (std::size_t s = 0; s < ofSource.size(); ++s)
        if (ofSource[s] >= 0 && ofTarget[ofSource[s]] != static_cast<int>(s))
            pairs.push_back({static_cast<int>(s), ofSource[s]});
    return pairs;
}

// Two edges and the scaled normal: what a deformation gradient takes to its deformed self.
Eigen::Matrix3d frameOf(const Points& vertices, const Eigen::Vector3i& t)
{
    const Eigen::Vector3d a = vertices[t[1]] - vertices[t[0]], b = vertices[t[2]] - vertices[t[0]];
    const Eigen::Vector3d n = a.cross(b);
    Eigen::Matrix3d frame;
    frame << a, b, n / std::sqrt(std::max(n.norm(), 1e-18));
    return frame;
}

/// The linear system of the target: its vertices and one more per triangle.
class TransferSystem {
public:
    TransferSystem(const SkinSurface& target, std::vector<TrianglePair> pairs,
                   std::vector<Anchor> anchors, const std::vector<char>& isPinned)
        : m_target(target), m_pairs(std::move(pairs)), m_anchors(std::move(anchors))
    {
        const auto vertices = static_cast<int>(target.vertices.size());
        const auto triangles = static_cast<int>(target.triangles.size());
        std::vector<char> isMatched(target.triangles.size(), 0);
        std::vector<Eigen::Triplet<double>> entries;
        int row = 0;
        for (const TrianglePair& pair : m_pairs) {
            isMatched[pair.target] = 1;
            addGradient(pair.target, 1.0, row, entries);
        }
        for (int t = 0; t < triangles; ++t) {
            if (isMatched[t])
                continue;
            m_unmatched.push_back(t);
            addGradient(t, std::sqrt(kUnmatched), row, entries);
        }
        for (const Anchor& anchor : m_anchors)
            entries.emplace_back(row++, anchor.target, std::sqrt(kAnchored));
        for (int v = 0; v < vertices; ++v) {
            if (!isPinned[v])
                continue;
            m_pinned.push_back(v);
            entries.emplace_back(row++, v, std::sqrt(kPinned));
        }
        m_rows = row;
        Sparse matrix(row, vertices + triangles);
        matrix.setFromTriplets(entries.begin(), entries.end());
        m_transposed = matrix.transpose();
        m_solver.compute(m_transposed * matrix);
        if (m_solver.info() != Eigen::Success)
            throw base::Error("internal", "Expressions cannot be transferred to this head");
    }

    /// Vertices of the target deformed by `gradients` [pairs], where the source's vertices move by
    /// `moves` [N source].
    [[nodiscard]] Points deformed(const std::vector<Eigen::Matrix3d>& gradients,
                                  const Points& moves) const
    {
        Eigen::MatrixX3d right = Eigen::MatrixX3d::Zero(m_rows, 3);
        Eigen::Index row = 0;
        for (const Eigen::Matrix3d& gradient : gradients) {
            right.middleRows<3>(row) = gradient.transpose();
            row += 3;
        }
        for (std::size_t k = 0; k < m_unmatched.size(); ++k, row += 3)
            right.middleRows<3>(row) = std::sqrt(kUnmatched) * Eigen::Matrix3d::Identity();
        for (const Anchor& anchor : m_anchors)
            right.row(row++) =
                std::sqrt(kAnchored) *
                (m_target.vertices[anchor.target] + moves[anchor.source]).transpose();
        for (const int v : m_pinned)
            right.row(row++) = std::sqrt(kPinned) * m_target.vertices[v].transpose();
        const Eigen::MatrixX3d solved = m_solver.solve(m_transposed * right);
        Points result;
        for (std::size_t v = 0; v < m_target.vertices.size(); ++v)
            result.push_back(solved.row(static_cast<Eigen::Index>(v)).transpose());
        return result;
    }

private:
    // Three rows: the columns of the gradient as sums over the triangle's vertices and its fourth.
    void addGradient(int triangle, double weight, int& row,
                     std::vector<Eigen::Triplet<double>>& entries) const
    {
        const Eigen::Vector3i& t = m_target.triangles[triangle];
        const Eigen::Matrix3d inverse = frameOf(m_target.vertices, t).inverse();
        const int fourth = static_cast<int>(m_target.vertices.size()) + triangle;
        for (int c = 0; c < 3; ++c, ++row) {
            const Eigen::Vector3d of = weight * inverse.col(c);
            entries.emplace_back(row, t[0], -of.sum());
            entries.emplace_back(row, t[1], of[0]);
            entries.emplace_back(row, t[2], of[1]);
            entries.emplace_back(row, fourth, of[2]);
        }
    }

    const SkinSurface& m_target;
    std::vector<TrianglePair> m_pairs;
    std::vector<Anchor> m_anchors;
    std::vector<int> m_unmatched, m_pinned;
    int m_rows = 0;
    Sparse m_transposed;
    Eigen::SimplicialLDLT<Sparse> m_solver;
};

/// The other side's expression, or its own index.
std::vector<int> mirroredExpressions(const std::vector<std::string>& names)
{
    std::vector<int> other;
    for (std::size_t k = 0; k < names.size(); ++k) {
        const Control* control = findControl(names[k]);
        const std::string_view mirror =
            control && !control->mirror.empty() ? control->mirror : names[k];
        const auto found = std::ranges::find(names, mirror);
        other.push_back(static_cast<int>(found == names.end() ? static_cast<std::ptrdiff_t>(k)
                                                              : found - names.begin()));
    }
    return other;
}

// Left and right alike: the mean of each shape and its other side's mirror image.
void symmetrise(Eigen::MatrixXf& basis, const std::vector<int>& mirrorVertex,
                const std::vector<std::string>& names)
{
    const std::vector<int> other = mirroredExpressions(names);
    const Eigen::MatrixXf before = basis;
    for (Eigen::Index k = 0; k < basis.cols(); ++k)
        for (std::size_t v = 0; v < mirrorVertex.size(); ++v) {
            if (mirrorVertex[v] < 0)
                continue;
            Eigen::Vector3f image = before.block<3, 1>(3 * mirrorVertex[v], other[k]);
            image.x() = -image.x();
            auto own = basis.block<3, 1>(3 * static_cast<Eigen::Index>(v), k);
            own = (own + image) / 2.0F;
        }
}

/// An eyeball as a sphere, and the landmarks of its lids.
struct EyeSphere {
    Eigen::Vector3f centre = Eigen::Vector3f::Zero();
    float radius = 0.0F;
    bool exists = false;
};

EyeSphere eyeSphere(const HeadModelData& data, bool isLeft)
{
    EyeSphere sphere;
    std::vector<Eigen::Vector3f> points;
    for (const mesh::MeshPart& part : data.templateMesh.parts) {
        if (part.material != "eyes")
            continue;
        for (int f = part.firstTriangle; f < part.firstTriangle + part.triangleCount; ++f)
            for (int k = 0; k < 3; ++k) {
                const auto& at = data.templateMesh.vertices[data.templateMesh.triangles[f][k]];
                if ((at.x() > 0.0F) == isLeft)
                    points.push_back(at);
            }
    }
    if (points.empty())
        return sphere;
    Eigen::Vector3f low = points[0], high = points[0];
    for (const Eigen::Vector3f& at : points) {
        low = low.cwiseMin(at);
        high = high.cwiseMax(at);
    }
    sphere.centre = (low + high) / 2.0F;
    sphere.radius = (high - low).head<2>().mean() / 2.0F;
    sphere.exists = true;
    return sphere;
}

// Scales a blink until the lids' landmarks meet, and keeps the lids off the eyeball.
void closeLids(const HeadModelData& target, Eigen::Ref<Eigen::VectorXf> shape, bool isLeft)
{
    constexpr float kMost = 1.8F; // more would be another movement
    const std::array<std::pair<int, int>, 2> lids =
        isLeft ? std::array{std::pair{43, 47}, std::pair{44, 46}}
               : std::array{std::pair{37, 41}, std::pair{38, 40}};
    const auto& mesh = target.templateMesh;
    std::vector<Eigen::Vector3f> moved = mesh.vertices;
    for (std::size_t v = 0; v < moved.size(); ++v)
        moved[v] += shape.segment<3>(3 * static_cast<Eigen::Index>(v));
    const auto gap = [&](const std::vector<Eigen::Vector3f>& vertices) {
        float sum = 0.0F;
        for (const auto& [upper, lower] : lids)
            sum += surfacePosition(target.landmarks[upper], vertices, mesh.triangles).y() -
                   surfacePosition(target.landmarks[lower], vertices, mesh.triangles).y();
        return sum / 2.0F;
    };
    const float open = gap(mesh.vertices), closed = gap(moved);
    if (open > closed)
        shape *= std::clamp(open / (open - closed), 0.5F, kMost);
    const EyeSphere eye = eyeSphere(target, isLeft);
    if (!eye.exists)
        return;
    for (std::size_t v = 0; v < mesh.vertices.size(); ++v) {
        auto delta = shape.segment<3>(3 * static_cast<Eigen::Index>(v));
        const Eigen::Vector3f at = mesh.vertices[v] + delta - eye.centre;
        const float clearance = eye.radius + static_cast<float>(kOffEyeball);
        const float before = (mesh.vertices[v] - eye.centre).norm();
        if (delta.norm() > 0.001F && at.norm() < clearance && before >= eye.radius)
            delta += at.normalized() * (clearance - at.norm());
    }
}

void cleanUp(const HeadModelData& target, const std::vector<std::string>& names,
             Eigen::MatrixXf& basis)
{
    if (target.mirrorVertex.size() == target.templateMesh.vertices.size())
        symmetrise(basis, target.mirrorVertex, names);
    for (Eigen::Index k = 0; k < basis.cols(); ++k) {
        const std::string& name = names[static_cast<std::size_t>(k)];
        if (name == "eyeBlinkLeft" || name == "eyeBlinkRight")
            closeLids(target, basis.col(k), name == "eyeBlinkLeft");
        for (Eigen::Index v = 0; v < basis.rows() / 3; ++v)
            if (basis.block<3, 1>(3 * v, k).norm() < static_cast<float>(kStill))
                basis.block<3, 1>(3 * v, k).setZero();
    }
}

// The nearest registered vertex of the source for each vertex of the target.
std::vector<int> nearestVertices(const Points& registered, const SkinSurface& target)
{
    std::vector<int> nearest(target.vertices.size());
    base::parallelFor(static_cast<int>(nearest.size()), 64, [&](int begin, int end) {
        for (int v = begin; v < end; ++v) {
            double best = std::numeric_limits<double>::infinity();
            for (std::size_t s = 0; s < registered.size(); ++s)
                if (const double d = (registered[s] - target.vertices[v]).squaredNorm(); d < best) {
                    best = d;
                    nearest[v] = static_cast<int>(s);
                }
        }
    });
    return nearest;
}

// The steps that taking the nearest vertex leaves are spread over three triangles.
std::vector<float> softened(std::vector<float> values,
                            const std::vector<Eigen::Vector3i>& triangles)
{
    constexpr int kRounds = 3;
    for (int round = 0; round < kRounds; ++round) {
        std::vector<float> sum(values.size(), 0.0F);
        std::vector<int> count(values.size(), 0);
        for (const Eigen::Vector3i& t : triangles) {
            const float mean = (values[t[0]] + values[t[1]] + values[t[2]]) / 3.0F;
            for (int k = 0; k < 3; ++k) {
                sum[t[k]] += mean;
                ++count[t[k]];
            }
        }
        for (std::size_t v = 0; v < values.size(); ++v)
            values[v] = sum[v] / static_cast<float>(count[v]);
    }
    return values;
}

std::map<std::string, std::vector<float>> transferredMasks(const HeadModelData& source,
                                                           const SkinSurface& sourceSkin,
                                                           const std::vector<int>& nearest,
                                                           const HeadModelData& target,
                                                           const SkinSurface& targetSkin)
{
    std::map<std::string, std::vector<float>> masks;
    for (const auto& [name, values] : source.masks) {
        std::vector<float> onSkin(nearest.size());
        for (std::size_t v = 0; v < nearest.size(); ++v)
            onSkin[v] = values[sourceSkin.vertexOf[nearest[v]]];
        onSkin = softened(std::move(onSkin), targetSkin.triangles);
        std::vector<float>& mask = masks[name];
        mask.assign(target.templateMesh.vertices.size(), 0.0F);
        for (std::size_t v = 0; v < nearest.size(); ++v)
            mask[targetSkin.vertexOf[v]] = onSkin[v];
    }
    return masks;
}

// Where both skins lie on each other and the lips cannot be mistaken.
std::vector<Anchor> anchorsOf(const Points& registered, const std::vector<int>& nearest,
                              const SkinSurface& target)
{
    constexpr double kClose = 0.003; // metres
    std::vector<Anchor> anchors;
    for (std::size_t v = 0; v < nearest.size(); ++v)
        if (target.side[v] == MouthSide::Away &&
            (registered[nearest[v]] - target.vertices[v]).norm() < kClose)
            anchors.push_back({nearest[v], static_cast<int>(v)});
    return anchors;
}

Registration checkedRegistration(const HeadModelData& source, const SkinSurface& from,
                                 const HeadModelData& target, const SkinSurface& to)
{
    constexpr double kWorst = 0.006; // metres: beyond, these are not two human heads
    Registration registration = registerSkin(from, to);
    if (!(registration.landmarkError < kWorst))
        throw base::Error("model_refused",
                          "The head model " + target.name + " has no likeness with " + source.name,
                          "Its landmarks are those of another head, or of another mesh.");
    return registration;
}

} // namespace

std::map<std::string, std::vector<float>> transferMasks(const HeadModelData& source,
                                                        const HeadModelData& target)
{
    const SkinSurface from = skinOf(source), to = skinOf(target);
    const Registration registration = checkedRegistration(source, from, target, to);
    return transferredMasks(source, from, nearestVertices(registration.registered, to), target, to);
}

TransferredControls transferControls(const HeadModelData& source, const HeadModelData& target)
{
    constexpr float kHeld = 0.9F; // of the masks of neck and scalp
    const SkinSurface from = skinOf(source), to = skinOf(target);
    const Registration registration = checkedRegistration(source, from, target, to);
    TransferredControls result;
    result.landmarkError = registration.landmarkError;
    const std::vector<int> nearest = nearestVertices(registration.registered, to);
    result.masks = transferredMasks(source, from, nearest, target, to);

    const Facets sourceFacets = {from, middles(registration.registered, from.triangles),
                                 faceNormals(registration.registered, from.triangles)};
    const Facets targetFacets = {to, middles(to.vertices, to.triangles),
                                 faceNormals(to.vertices, to.triangles)};
    const std::vector<TrianglePair> pairs = correspondences(sourceFacets, targetFacets);
    std::vector<char> isMatched(to.triangles.size(), 0);
    for (const TrianglePair& pair : pairs)
        isMatched[pair.target] = 1;
    result.matchedShare = static_cast<double>(std::ranges::count(isMatched, char{1})) /
                          static_cast<double>(std::max<std::size_t>(1, isMatched.size()));
    std::vector<char> isPinned(to.vertices.size(), 0);
    for (const char* held : {"neck", "scalp"})
        if (const auto mask = result.masks.find(held); mask != result.masks.end())
            for (std::size_t v = 0; v < isPinned.size(); ++v)
                isPinned[v] |= mask->second[to.vertexOf[v]] > kHeld ? 1 : 0;
    if (std::ranges::count(isPinned, char{1}) == 0)
        isPinned[0] = 1; // something has to stand still
    const TransferSystem system(to, pairs, anchorsOf(registration.registered, nearest, to),
                                isPinned);

    Points aligned; // the source in the target's frame and size
    for (const Eigen::Vector3d& vertex : from.vertices)
        aligned.push_back(registration.targetFromSource * vertex);
    std::vector<Eigen::Matrix3d> inverse;
    for (const Eigen::Vector3i& t : from.triangles)
        inverse.push_back(frameOf(aligned, t).inverse());
    const Points still =
        system.deformed(std::vector<Eigen::Matrix3d>(pairs.size(), Eigen::Matrix3d::Identity()),
                        Points(from.vertices.size(), Eigen::Vector3d::Zero()));
    const Eigen::Matrix3d turn = registration.targetFromSource.linear();
    result.expressionBasis =
        Eigen::MatrixXf::Zero(3 * static_cast<Eigen::Index>(target.templateMesh.vertices.size()),
                              source.expressionBasis.cols());
    base::parallelFor(static_cast<int>(source.expressionBasis.cols()), 1, [&](int begin, int end) {
        for (int k = begin; k < end; ++k) {
            Points moves(aligned.size()), moved(aligned.size());
            for (std::size_t v = 0; v < moved.size(); ++v) {
                moves[v] =
                    turn *
                    source.expressionBasis.block<3, 1>(3 * from.vertexOf[v], k).cast<double>();
                moved[v] = aligned[v] + moves[v];
            }
            std::vector<Eigen::Matrix3d> gradients;
            gradients.reserve(pairs.size());
            for (const TrianglePair& pair : pairs)
                gradients.push_back(frameOf(moved, from.triangles[pair.source]) *
                                    inverse[pair.source]);
            const Points deformed = system.deformed(gradients, moves);
            for (std::size_t v = 0; v < deformed.size(); ++v)
                result.expressionBasis.block<3, 1>(3 * to.vertexOf[v], k) =
                    (deformed[v] - still[v]).cast<float>();
        }
    });
    cleanUp(target, source.expressionNames, result.expressionBasis);
    return result;
}

} // namespace effigy::head
