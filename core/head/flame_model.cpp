// SPDX-License-Identifier: GPL-3.0-or-later
#include "head/flame_model.h"

#include "base/error.h"

#include <ATen/ATen.h>

#include <numbers>
#include <string>

namespace effigy::head {

namespace {

using torch::Tensor;
using torch::indexing::Slice;

constexpr std::int64_t kIdentities =
    300; // columns of the file that move the identity; expressions follow

void expectModel(bool holds, const std::string& why)
{
    if (!holds)
        throw base::Error("model_refused", "The FLAME model does not fit together: " + why,
                          "Give the file as it was published.");
}

bool rowsSumToOne(const Tensor& weights)
{
    constexpr double kTolerance = 1e-5; // a sum of thousands of f32 weights
    return (weights.sum(1) - 1.0).abs().max().item<double>() < kTolerance;
}

bool isWithin(const Tensor& indices, std::int64_t count)
{
    return indices.numel() > 0 && indices.min().item<std::int64_t>() >= 0 &&
           indices.max().item<std::int64_t>() < count;
}

void checkArrays(const FlameArrays& a)
{
    const std::int64_t vertices = a.rest.dim() == 2 ? a.rest.size(0) : 0;
    expectModel(vertices > 0 && a.rest.size(1) == 3, "v_template is not [V, 3]");
    expectModel(a.triangles.dim() == 2 && a.triangles.size(1) == 3 &&
                    isWithin(a.triangles, vertices),
                "f points outside the vertices");
    expectModel(a.directions.dim() == 3 && a.directions.size(0) == vertices &&
                    a.directions.size(1) == 3,
                "shapedirs is not [V, 3, N]");
    expectModel(a.poseBasis.sizes() == at::IntArrayRef({vertices, 3, 9 * (kFlameJoints - 1)}),
                "posedirs is not [V, 3, 36]");
    expectModel(a.jointRegressor.sizes() == at::IntArrayRef({kFlameJoints, vertices}) &&
                    rowsSumToOne(a.jointRegressor),
                "the rows of J_regressor do not sum to 1");
    expectModel(a.skinWeights.sizes() == at::IntArrayRef({vertices, kFlameJoints}) &&
                    rowsSumToOne(a.skinWeights),
                "the rows of weights do not sum to 1");
    expectModel(a.parents.size() == kFlameJoints, "kintree_table has another number of joints");
    for (int j = 0; j < kFlameJoints; ++j)
        expectModel(a.parents[j] < j && (j == 0 || a.parents[j] >= 0),
                    "a joint comes before its parent");
}

// `basis` [N, K] times each row of `weights` [B, K], [B, N]. For one row a product with a vector reads
// the basis once, which is all the time it takes.
Tensor combined(const Tensor& basis, const Tensor& weights)
{
    return weights.size(0) == 1 ? at::mv(basis, weights[0]).unsqueeze(0)
                                : at::matmul(weights, basis.t());
}

// One direction of a rigid motion per joint: rotation and translation that take the rest pose to
// the posed one.
struct Chain {
    std::vector<Tensor> rotation;    // [B, 3, 3] world
    std::vector<Tensor> translation; // [B, 3, 1] world place of the joint
};

Chain chainOf(const Tensor& rotations, const Tensor& joints, const std::vector<int>& parents)
{
    Chain chain;
    for (int j = 0; j < kFlameJoints; ++j) {
        const Tensor local = rotations.select(1, j), at = joints.select(1, j).unsqueeze(-1);
        if (parents[j] < 0) {
            chain.rotation.push_back(local);
            chain.translation.push_back(at);
            continue;
        }
        const Tensor offset = at - joints.select(1, parents[j]).unsqueeze(-1);
        chain.rotation.push_back(at::matmul(chain.rotation[parents[j]], local));
        chain.translation.push_back(at::matmul(chain.rotation[parents[j]], offset) +
                                    chain.translation[parents[j]]);
    }
    return chain;
}

} // namespace

Tensor rotationMatrices(const Tensor& axisAngle)
{
    const Tensor angle = (axisAngle + 1e-8).norm(2, {-1}, /*keepdim=*/true);
    const Tensor axis = axisAngle / angle;
    const Tensor x = axis.select(-1, 0), y = axis.select(-1, 1), z = axis.select(-1, 2),
                 zero = at::zeros_like(x);
    std::vector<std::int64_t> square(axisAngle.sizes().begin(), axisAngle.sizes().end());
    square.push_back(3);
    const Tensor cross = at::stack({zero, -z, y, z, zero, -x, -y, x, zero}, -1).view(square);
    const Tensor sine = at::sin(angle).unsqueeze(-1), cosine = at::cos(angle).unsqueeze(-1);
    return at::eye(3, axisAngle.options()) + sine * cross +
           (1.0 - cosine) * at::matmul(cross, cross);
}

Tensor contourYawDegrees(const Tensor& rotations)
{
    const Tensor first = rotations.select(-1, 0); // [B, 3]
    const Tensor run = at::sqrt(first.select(-1, 0).square() + first.select(-1, 1).square());
    return at::atan2(-first.select(-1, 2), run) * (180.0 / std::numbers::pi);
}

Tensor contourRows(const Tensor& yawDegrees)
{
    const Tensor degrees = at::round(yawDegrees.clamp_max(39.0)).to(torch::kInt64);
    const Tensor below = at::where(degrees < -39, at::full_like(degrees, 78), 39 - degrees);
    return at::where(degrees < 0, below, degrees);
}

Tensor pointsOnFaces(const Tensor& vertices, const Tensor& triangles, const Tensor& faces,
                     const Tensor& weights)
{
    const std::int64_t batch = vertices.size(0);
    const Tensor onFaces = faces.dim() == 2 ? faces : faces.unsqueeze(0).expand({batch, -1});
    const Tensor corners =
        triangles.index_select(0, onFaces.reshape(-1)).view({batch, -1, 1}).expand({-1, -1, 3});
    const Tensor places = vertices.gather(1, corners).view({batch, onFaces.size(1), 3, 3});
    return (places * weights.unsqueeze(-1)).sum(-2);
}

FlameArrays FlameArrays::to(const torch::Device& device) const
{
    return {.triangles = triangles.to(device),
            .rest = rest.to(device),
            .directions = directions.to(device),
            .poseBasis = poseBasis.to(device),
            .jointRegressor = jointRegressor.to(device),
            .skinWeights = skinWeights.to(device),
            .parents = parents};
}

FlameEmbedding FlameEmbedding::to(const torch::Device& device) const
{
    return {.staticFaces = staticFaces.to(device),
            .staticWeights = staticWeights.to(device),
            .contourFaces = contourFaces.to(device),
            .contourWeights = contourWeights.to(device),
            .fullFaces = fullFaces.to(device),
            .fullWeights = fullWeights.to(device)};
}

FlameModel FlameModel::to(const torch::Device& device) const
{
    FlameModel moved = *this;
    moved.m_arrays = m_arrays.to(device);
    moved.m_embedding = m_embedding.to(device);
    moved.m_basis = m_basis.to(device);
    moved.m_poseBasis = m_poseBasis.to(device);
    return moved;
}

FlameModel::FlameModel(FlameArrays arrays, FlameEmbedding embedding, int shapeCount,
                       int expressionCount)
    : m_arrays(std::move(arrays)),
      m_embedding(std::move(embedding)),
      m_shapeCount(shapeCount),
      m_expressionCount(expressionCount)
{
    checkArrays(m_arrays);
    expectModel(shapeCount <= kIdentities &&
                    m_arrays.directions.size(2) >= kIdentities + expressionCount,
                "shapedirs has too few directions");
    const std::int64_t faces = m_arrays.triangles.size(0);
    for (const Tensor& index :
         {m_embedding.staticFaces, m_embedding.contourFaces, m_embedding.fullFaces})
        expectModel(isWithin(index, faces), "a landmark lies outside the triangles");
    const Tensor identity = m_arrays.directions.index({Slice(), Slice(), Slice(0, shapeCount)});
    const Tensor expression = m_arrays.directions.index(
        {Slice(), Slice(), Slice(kIdentities, kIdentities + expressionCount)});
    m_basis =
        at::cat({identity, expression}, 2).reshape({-1, shapeCount + expressionCount}).contiguous();
    m_poseBasis = m_arrays.poseBasis.reshape({-1, 9 * (kFlameJoints - 1)}).contiguous();
}

FlamePosed FlameModel::pose(const Tensor& shape, const Tensor& expression,
                            const FlamePose& pose) const
{
    const std::int64_t batch = shape.size(0);
    const Tensor neck = pose.neck.defined() ? pose.neck : at::zeros({batch, 3}, shape.options());
    const Tensor eyes = pose.eyes.defined() ? pose.eyes : at::zeros({batch, 6}, shape.options());
    const Tensor axisAngles =
        at::cat({pose.global, neck, pose.jaw, eyes}, 1).view({batch, kFlameJoints, 3});
    FlamePosed out;
    const Tensor shaped =
        m_arrays.rest +
        combined(m_basis, at::cat({shape, expression}, 1)).view({batch, -1, 3});
    out.jointsRest = at::matmul(m_arrays.jointRegressor, shaped);
    out.rotations = rotationMatrices(axisAngles);
    const Tensor feature = (out.rotations.slice(1, 1) - at::eye(3, shape.options()))
                               .reshape({batch, 9 * (kFlameJoints - 1)});
    const Tensor corrected = shaped + combined(m_poseBasis, feature).view({batch, -1, 3});
    const Chain chain = chainOf(out.rotations, out.jointsRest, m_arrays.parents);
    out.jointsPosed = at::stack(chain.translation, 1).squeeze(-1);
    const Tensor turns = at::stack(chain.rotation, 1); // [B, 5, 3, 3]
    const Tensor shifts =
        out.jointsPosed - at::matmul(turns, out.jointsRest.unsqueeze(-1)).squeeze(-1);
    const Tensor motions =
        at::cat({turns, shifts.unsqueeze(-1)}, -1).view({batch, kFlameJoints, 12});
    const Tensor blended = at::matmul(m_arrays.skinWeights, motions).view({batch, -1, 3, 4});
    out.vertices =
        (blended.slice(-1, 0, 3) * corrected.unsqueeze(-2)).sum(-1) + blended.select(-1, 3);

    out.contourRow = contourRows(
        contourYawDegrees(at::matmul(out.rotations.select(1, 0), out.rotations.select(1, 1)))
            .detach());
    const Tensor faces = at::cat({m_embedding.contourFaces.index_select(0, out.contourRow),
                                  m_embedding.staticFaces.unsqueeze(0).expand({batch, -1})},
                                 1);
    const Tensor weights = at::cat({m_embedding.contourWeights.index_select(0, out.contourRow),
                                    m_embedding.staticWeights.unsqueeze(0).expand({batch, -1, -1})},
                                   1);
    out.landmarks2d = pointsOnFaces(out.vertices, m_arrays.triangles, faces, weights);
    out.landmarks3d = pointsOnFaces(out.vertices, m_arrays.triangles, m_embedding.fullFaces,
                                    m_embedding.fullWeights);
    return out;
}

} // namespace effigy::head
