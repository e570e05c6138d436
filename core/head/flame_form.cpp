// SPDX-License-Identifier: GPL-3.0-or-later
#include "head/flame_form.h"

#include "base/error.h"

#include <ATen/ATen.h>

#include <Eigen/Geometry>

#include <algorithm>
#include <array>
#include <numbers>
#include <string_view>

namespace effigy::head {

namespace {

using torch::Tensor;

constexpr std::int64_t kIdentities = 300, kExpressions = 100; // directions of an official file
constexpr std::array<std::string_view, 2> kLeftOut = {"jawForward", "tongueOut"};
constexpr std::array<std::string_view, kFlameJoints> kJointNames = {"root", "neck", "jaw", "leftEye", "rightEye"};

bool isHair(std::string_view material)
{
    return material == "lashes" || material == "brows" || material == "hair";
}

std::vector<int> drawnTriangles(const mesh::Mesh& mesh)
{
    std::vector<int> drawn;
    for (int f = 0; f < static_cast<int>(mesh.triangles.size()); ++f) {
        const auto part = std::ranges::find_if(mesh.parts, [&](const mesh::MeshPart& p) {
            return f >= p.firstTriangle && f < p.firstTriangle + p.triangleCount;
        });
        if (part == mesh.parts.end() || !isHair(part->material))
            drawn.push_back(f);
    }
    return drawn;
}

// [V, 3] of V vectors.
Tensor tensorOf(const std::vector<Eigen::Vector3f>& points)
{
    return at::from_blob(const_cast<float*>(points[0].data()), {static_cast<std::int64_t>(points.size()), 3}, torch::kFloat32).clone();
}

// [rows, cols] of any matrix, row-major.
template <typename Matrix>
Tensor tensorOf(const Eigen::MatrixBase<Matrix>& matrix)
{
    const Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> rows = matrix;
    return at::from_blob(const_cast<float*>(rows.data()), {rows.rows(), rows.cols()}, torch::kFloat32).clone();
}

// Weights of published heads are stored in half precision; FLAME's sum to 1 exactly.
Tensor normalisedRows(const Tensor& weights)
{
    const Tensor wide = weights.to(torch::kFloat64);
    return (wide / wide.sum(1, true)).to(torch::kFloat32);
}

Tensor directionsOf(const HeadModelData& head, const std::vector<int>& expressions)
{
    const auto vertices = static_cast<std::int64_t>(head.templateMesh.vertices.size());
    Tensor directions = at::zeros({vertices * 3, kIdentities + kExpressions});
    const auto shapes = std::min<std::int64_t>(head.shapeBasis.cols(), kIdentities);
    if (shapes > 0)
        directions.slice(1, 0, shapes).copy_(tensorOf(head.shapeBasis.leftCols(shapes)));
    const Tensor all = tensorOf(head.expressionBasis);
    for (std::size_t k = 0; k < expressions.size(); ++k)
        directions.select(1, kIdentities + static_cast<std::int64_t>(k)).copy_(all.select(1, expressions[k]));
    return directions.view({vertices, 3, kIdentities + kExpressions});
}

/// The landmark's place on the outline of the mean head that is turned by `yaw`: the candidate farthest out on its side.
SurfacePoint onOutline(const HeadModelData& head, int landmark, double yaw)
{
    constexpr int kChinFirst = 6, kChinLast = 10; // on the lower outline, whatever the yaw
    SurfacePoint best = head.landmarks[static_cast<std::size_t>(landmark)];
    if (landmark >= kChinFirst && landmark <= kChinLast)
        return best;
    const double side = landmark < kChinFirst ? -1.0 : 1.0; // the first ones lie to the subject's right
    const auto outwards = [&](const SurfacePoint& point) {
        const Eigen::Vector3f at = surfacePosition(point, head.templateMesh.vertices, head.templateMesh.triangles);
        return side * (at.x() * std::cos(yaw) + at.z() * std::sin(yaw));
    };
    for (const SurfacePoint& candidate : head.contour[static_cast<std::size_t>(landmark)])
        if (outwards(candidate) > outwards(best))
            best = candidate;
    return best;
}

/// Writes points on the head's triangles as indices into those that are kept.
class PointWriter {
public:
    PointWriter(const std::vector<int>& kept, std::size_t triangleCount) : m_newOf(triangleCount, -1)
    {
        for (std::size_t f = 0; f < kept.size(); ++f)
            m_newOf[static_cast<std::size_t>(kept[f])] = static_cast<std::int64_t>(f);
    }
    void write(const SurfacePoint& point, const Tensor& face, const Tensor& weights) const
    {
        const std::int64_t triangle = m_newOf[static_cast<std::size_t>(point.triangle)];
        base::require(triangle >= 0, "flameForm: landmarks lie on what is kept");
        face.fill_(triangle);
        weights.copy_(torch::tensor({point.barycentric[0], point.barycentric[1], point.barycentric[2]}));
    }

private:
    std::vector<std::int64_t> m_newOf;
};

FlameEmbedding embeddingOf(const HeadModelData& head, const std::vector<int>& kept)
{
    constexpr int kContour = 17;
    const PointWriter writer(kept, head.templateMesh.triangles.size());
    FlameEmbedding e;
    e.fullFaces = at::zeros({kLandmarkCount}, torch::kInt64);
    e.fullWeights = at::zeros({kLandmarkCount, 3});
    e.contourFaces = at::zeros({kFlameContourRows, kContour}, torch::kInt64);
    e.contourWeights = at::zeros({kFlameContourRows, kContour, 3});
    for (int k = 0; k < kLandmarkCount; ++k)
        writer.write(head.landmarks[static_cast<std::size_t>(k)], e.fullFaces[k], e.fullWeights[k]);
    e.staticFaces = e.fullFaces.slice(0, kContour).clone();
    e.staticWeights = e.fullWeights.slice(0, kContour).clone();
    for (int row = 0; row < kFlameContourRows; ++row) {
        const int degrees = row <= 39 ? row : 39 - row; // 40..78: -1..-39
        for (int k = 0; k < kContour; ++k)
            writer.write(onOutline(head, k, degrees * std::numbers::pi / 180.0), e.contourFaces[row][k], e.contourWeights[row][k]);
    }
    return e;
}

void expectFittingHead(const HeadModelData& head)
{
    base::require(std::ranges::equal(head.expressionNames, arkitNames()), "flameForm: the head has the 52 ARKit shapes");
    base::require(std::ranges::equal(head.joints, kJointNames, {}, &Joint::name), "flameForm: the head has FLAME's joints");
}

} // namespace

FlameForm flameForm(const HeadModelData& head)
{
    expectFittingHead(head);
    FlameForm form;
    form.triangles = drawnTriangles(head.templateMesh);
    std::vector<int> chosen;
    for (int k = 0; k < kArkitControlCount; ++k)
        if (const auto name = arkitNames()[static_cast<std::size_t>(k)]; std::ranges::find(kLeftOut, name) == kLeftOut.end()) {
            chosen.push_back(k);
            form.expressions.emplace_back(name);
        }
    const auto vertices = static_cast<std::int64_t>(head.templateMesh.vertices.size());
    FlameArrays& a = form.arrays;
    a.rest = tensorOf(head.templateMesh.vertices);
    a.triangles = at::empty({static_cast<std::int64_t>(form.triangles.size()), 3}, torch::kInt64);
    auto* corner = a.triangles.data_ptr<std::int64_t>();
    for (const int f : form.triangles)
        corner = std::copy_n(head.templateMesh.triangles[static_cast<std::size_t>(f)].data(), 3, corner);
    a.directions = directionsOf(head, chosen);
    a.poseBasis = head.poseBasis.size() > 0 ? tensorOf(head.poseBasis).view({vertices, 3, 9 * (kFlameJoints - 1)})
                                            : at::zeros({vertices, 3, 9 * (kFlameJoints - 1)});
    a.jointRegressor = normalisedRows(tensorOf(head.jointRegressor));
    a.skinWeights = normalisedRows(tensorOf(head.skinWeights));
    for (const Joint& joint : head.joints)
        a.parents.push_back(joint.parent);
    form.embedding = embeddingOf(head, form.triangles);
    return form;
}

} // namespace effigy::head
