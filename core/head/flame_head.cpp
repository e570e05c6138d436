// SPDX-License-Identifier: GPL-3.0-or-later
#include "head/flame_head.h"

#include "base/error.h"
#include "head/deformation_transfer.h"
#include "head/mirror_table.h"
#include "mesh/connected_pieces.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <numeric>

namespace effigy::head {

namespace {

using torch::Tensor;
using RowMatrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

constexpr std::int64_t kLargestBasis = 300;

void expectModel(bool holds, const std::string& why)
{
    if (!holds)
        throw base::Error("model_refused", "The FLAME files do not belong together: " + why,
                          "Give FLAME and the data folder of DECA as they were published.");
}

Eigen::MatrixXf matrixOf(const Tensor& tensor, std::int64_t rows)
{
    const Tensor flat = tensor.to(torch::kFloat32).reshape({rows, -1}).contiguous();
    return Eigen::Map<const RowMatrix>(flat.data_ptr<float>(), flat.size(0), flat.size(1));
}

std::vector<Eigen::Vector3f> pointsOf(const Tensor& tensor)
{
    const Tensor flat = tensor.to(torch::kFloat32).contiguous();
    std::vector<Eigen::Vector3f> points(static_cast<std::size_t>(flat.size(0)));
    std::copy_n(flat.data_ptr<float>(), flat.numel(), points[0].data());
    return points;
}

std::vector<Eigen::Vector3i> trianglesOf(const Tensor& tensor)
{
    const Tensor flat = tensor.to(torch::kInt32).contiguous();
    std::vector<Eigen::Vector3i> triangles(static_cast<std::size_t>(flat.size(0)));
    std::copy_n(flat.data_ptr<std::int32_t>(), flat.numel(), triangles[0].data());
    return triangles;
}

/// Triangles sorted into skin, then eyeballs, and where each went.
struct SortedTriangles {
    std::vector<int> from;  // [F] old triangle of each new one
    std::vector<int> newOf; // [F]
    int skinCount = 0;
};

SortedTriangles sorted(std::size_t vertexCount, const std::vector<Eigen::Vector3i>& triangles)
{
    const std::vector<int> piece = mesh::connectedPieces(vertexCount, triangles);
    std::vector<int> size(vertexCount, 0);
    for (const Eigen::Vector3i& t : triangles)
        ++size[piece[t[0]]];
    const int skin = static_cast<int>(std::ranges::max_element(size) - size.begin());
    SortedTriangles result;
    result.from.resize(triangles.size());
    std::iota(result.from.begin(), result.from.end(), 0);
    const auto isSkin = [&](int f) { return piece[triangles[f][0]] == skin; };
    std::ranges::stable_partition(result.from, isSkin);
    result.skinCount = size[skin];
    result.newOf.resize(triangles.size());
    for (std::size_t f = 0; f < result.from.size(); ++f)
        result.newOf[result.from[f]] = static_cast<int>(f);
    return result;
}

template <typename T>
std::vector<T> inOrder(const std::vector<T>& values, const std::vector<int>& from)
{
    std::vector<T> result;
    result.reserve(from.size());
    for (const int f : from)
        result.push_back(values[f]);
    return result;
}

SurfacePoint surfacePoint(const Tensor& face, const Tensor& weights, const SortedTriangles& order)
{
    const Tensor w = weights.to(torch::kFloat32).contiguous();
    const auto* b = w.data_ptr<float>();
    return {order.newOf[static_cast<std::size_t>(face.item<std::int64_t>())], {b[0], b[1], b[2]}};
}

void addLandmarks(HeadModelData& data, const FlameEmbedding& embedding,
                  const SortedTriangles& order)
{
    for (int k = 0; k < kLandmarkCount; ++k)
        data.landmarks[k] = surfacePoint(embedding.fullFaces[k], embedding.fullWeights[k], order);
    // The contour of every yaw: from the cheek, where it goes when the head turns away, to its
    // frontal place.
    for (int i = 0; i < 17; ++i) {
        std::vector<SurfacePoint>& candidates = data.contour[i];
        for (int row = 0; row < kFlameContourRows; ++row) {
            const SurfacePoint point = surfacePoint(embedding.contourFaces[row][i],
                                                    embedding.contourWeights[row][i], order);
            const bool isKnown = std::ranges::any_of(candidates, [&](const SurfacePoint& other) {
                return other.triangle == point.triangle;
            });
            if (!isKnown)
                candidates.push_back(point);
        }
        std::ranges::sort(candidates, std::ranges::greater(), [&](const SurfacePoint& point) {
            return surfacePosition(point, data.templateMesh.vertices, data.templateMesh.triangles)
                .z();
        });
    }
}

mesh::Mesh meshOf(const FlameArrays& arrays, const mesh::Mesh& layout, SortedTriangles& order)
{
    mesh::Mesh mesh;
    mesh.vertices = pointsOf(arrays.rest);
    const std::vector<Eigen::Vector3i> triangles = trianglesOf(arrays.triangles);
    expectModel(layout.triangles == triangles && layout.uvTriangles.size() == triangles.size(),
                "the UV layout has other triangles");
    order = sorted(mesh.vertices.size(), triangles);
    mesh.triangles = inOrder(triangles, order.from);
    mesh.uvs = layout.uvs;
    mesh.uvTriangles = inOrder(layout.uvTriangles, order.from);
    const int count = static_cast<int>(triangles.size());
    mesh.parts = {{"skin", 0, order.skinCount}};
    if (order.skinCount < count)
        mesh.parts.push_back({"eyes", order.skinCount, count - order.skinCount});
    mesh.normals = mesh::vertexNormals(mesh.vertices, mesh.triangles);
    return mesh;
}

} // namespace

bool hasFlameVertices(const HeadModelData& head)
{
    constexpr std::size_t kFlameVertices = 5023;
    return head.templateMesh.vertices.size() == kFlameVertices;
}

HeadModelData flameHead(const FlameArrays& arrays, const FlameEmbedding& embedding,
                        const mesh::Mesh& layout, const HeadModelData& controls,
                        const std::string& name, int shapeCount)
{
    const FlameModel checked(arrays, embedding); // refuses what does not fit together
    expectModel(shapeCount >= 0 && shapeCount <= kLargestBasis, "it has no such many shapes");
    const std::int64_t rows = 3 * arrays.rest.size(0);
    HeadModelData data;
    data.name = name;
    data.licence = "as the FLAME file that it was made from; not for redistribution";
    SortedTriangles order;
    data.templateMesh = meshOf(arrays, layout, order);
    data.shapeBasis = matrixOf(arrays.directions.slice(2, 0, shapeCount), rows);
    data.poseBasis = matrixOf(arrays.poseBasis, rows);
    data.jointRegressor = matrixOf(arrays.jointRegressor, kFlameJoints);
    data.skinWeights = matrixOf(arrays.skinWeights, arrays.rest.size(0));
    const std::array<const char*, kFlameJoints> joints = {"root", "neck", "jaw", "leftEye",
                                                          "rightEye"};
    for (int j = 0; j < kFlameJoints; ++j)
        data.joints.push_back({joints[j], arrays.parents[j], {}});
    addLandmarks(data, embedding, order);
    data.mirrorVertex = mirrorTable(data);

    TransferredControls transferred = transferControls(controls, data);
    data.expressionBasis = std::move(transferred.expressionBasis);
    data.expressionNames = controls.expressionNames;
    data.masks = std::move(transferred.masks);
    return data;
}

} // namespace effigy::head
