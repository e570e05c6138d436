// SPDX-License-Identifier: GPL-3.0-or-later
#include "head/head_model.h"

#include "base/error.h"
#include "base/resources.h"

#include <algorithm>
#include <cmath>

namespace effigy::head {

namespace {

using base::require;
using Transforms = std::vector<Eigen::Affine3f>;

constexpr Eigen::Index kBlock = 4096;        // floats
constexpr float kWeightSumTolerance = 2e-3F; // weights are stored as fp16

Eigen::Matrix3f rotation(const Eigen::Vector3f& axisAngle)
{
    const float angle = axisAngle.norm();
    if (angle == 0.0F)
        return Eigen::Matrix3f::Identity();
    return Eigen::AngleAxisf(angle, axisAngle / angle).toRotationMatrix();
}

Eigen::Vector3f rotationOf(std::string_view joint, const HeadCoefficients& coefficients)
{
    if (joint == "neck")
        return coefficients.neck;
    if (joint == "jaw")
        return coefficients.jaw;
    if (joint == "leftEye")
        return coefficients.leftEye;
    if (joint == "rightEye")
        return coefficients.rightEye;
    return Eigen::Vector3f::Zero();
}

bool isPosed(const HeadCoefficients& c)
{
    return !(c.neck.isZero(0.0F) && c.jaw.isZero(0.0F) && c.leftEye.isZero(0.0F) &&
             c.rightEye.isZero(0.0F));
}

void addColumns(const Eigen::MatrixXf& basis, const Eigen::VectorXf& weights, Eigen::VectorXf& sum)
{
    const Eigen::Index columns = std::min(basis.cols(), weights.size());
    // Blocks that stay in the first-level cache while all columns pass; threads would cost more
    // than the sum.
    for (Eigen::Index begin = 0; begin < sum.size(); begin += kBlock) {
        const Eigen::Index count = std::min(kBlock, sum.size() - begin);
        for (Eigen::Index k = 0; k < columns; ++k) {
            if (weights[k] != 0.0F)
                sum.segment(begin, count).noalias() +=
                    weights[k] * basis.col(k).segment(begin, count);
        }
    }
}

Transforms posedFromRest(const std::vector<Joint>& joints, const Eigen::VectorXf& restPositions,
                         const HeadCoefficients& coefficients)
{
    Transforms posed(joints.size(), Eigen::Affine3f::Identity());
    for (std::size_t j = 0; j < joints.size(); ++j) {
        const Eigen::Vector3f at = restPositions.segment<3>(3 * static_cast<Eigen::Index>(j));
        const Eigen::Affine3f local =
            Eigen::Translation3f(at) *
            Eigen::Affine3f(rotation(rotationOf(joints[j].name, coefficients))) *
            Eigen::Translation3f(-at);
        posed[j] = joints[j].parent < 0 ? local
                                        : posed[static_cast<std::size_t>(joints[j].parent)] * local;
    }
    return posed;
}

Eigen::VectorXf poseFeature(const std::vector<Joint>& joints, const HeadCoefficients& coefficients)
{
    Eigen::VectorXf feature =
        Eigen::VectorXf::Zero(9 * (static_cast<Eigen::Index>(joints.size()) - 1));
    for (std::size_t j = 1; j < joints.size(); ++j) {
        const Eigen::Matrix<float, 3, 3, Eigen::RowMajor> offset =
            rotation(rotationOf(joints[j].name, coefficients)) - Eigen::Matrix3f::Identity();
        feature.segment<9>(9 * (static_cast<Eigen::Index>(j) - 1)) =
            Eigen::Map<const Eigen::Matrix<float, 9, 1>>(offset.data());
    }
    return feature;
}

void skin(const Eigen::MatrixXf& weights, const Transforms& transforms, Eigen::VectorXf& rest)
{
    for (Eigen::Index v = 0; v < weights.rows(); ++v) {
        Eigen::Matrix<float, 3, 4> blend = Eigen::Matrix<float, 3, 4>::Zero();
        for (std::size_t j = 0; j < transforms.size(); ++j) {
            const float weight = weights(v, static_cast<Eigen::Index>(j));
            if (weight != 0.0F)
                blend += weight * transforms[j].affine();
        }
        const Eigen::Vector3f at = rest.segment<3>(3 * v);
        rest.segment<3>(3 * v) = blend.leftCols<3>() * at + blend.col(3);
    }
}

Eigen::VectorXf flatten(const std::vector<Eigen::Vector3f>& points)
{
    return Eigen::Map<const Eigen::VectorXf>(points.empty() ? nullptr : points[0].data(),
                                             3 * static_cast<Eigen::Index>(points.size()));
}

void checkData(const HeadModelData& d)
{
    const auto rows = 3 * static_cast<Eigen::Index>(d.templateMesh.vertices.size());
    const auto joints = static_cast<Eigen::Index>(d.joints.size());
    require(rows > 0, "a head model has vertices");
    require(d.shapeBasis.cols() == 0 || d.shapeBasis.rows() == rows, "the shape basis has 3V rows");
    require(d.expressionBasis.cols() == 0 || d.expressionBasis.rows() == rows,
            "the expression basis has 3V rows");
    require(static_cast<Eigen::Index>(d.expressionNames.size()) == d.expressionBasis.cols(),
            "every expression has a name");
    require(joints > 0 && d.skinWeights.rows() * 3 == rows && d.skinWeights.cols() == joints,
            "skin weights are [V, J]");
    require(d.jointRegressor.rows() == joints && d.jointRegressor.cols() * 3 == rows,
            "the joint regressor is [J, V]");
    require(d.poseBasis.size() == 0 ||
                (d.poseBasis.rows() == rows && d.poseBasis.cols() == 9 * (joints - 1)),
            "the pose basis is [3V, 9 (J-1)]");
    require((d.skinWeights.rowwise().sum().array() - 1.0F).abs().maxCoeff() < kWeightSumTolerance,
            "skin weights sum to 1");
    for (std::size_t j = 0; j < d.joints.size(); ++j)
        require(d.joints[j].parent < static_cast<int>(j), "parents come before children");
    const int vertices = static_cast<int>(d.templateMesh.vertices.size());
    for (const Eigen::Vector3i& triangle : d.templateMesh.triangles)
        require(triangle.minCoeff() >= 0 && triangle.maxCoeff() < vertices,
                "triangles point at vertices");
    const int triangles = static_cast<int>(d.templateMesh.triangles.size());
    for (const SurfacePoint& point : d.landmarks)
        require(point.triangle >= 0 && point.triangle < triangles, "landmarks lie on triangles");
}

} // namespace

Eigen::Vector3f surfacePosition(const SurfacePoint& point,
                                const std::vector<Eigen::Vector3f>& vertices,
                                const std::vector<Eigen::Vector3i>& triangles)
{
    const Eigen::Vector3i& t = triangles[static_cast<std::size_t>(point.triangle)];
    return point.barycentric[0] * vertices[static_cast<std::size_t>(t[0])] +
           point.barycentric[1] * vertices[static_cast<std::size_t>(t[1])] +
           point.barycentric[2] * vertices[static_cast<std::size_t>(t[2])];
}

HeadModel::HeadModel(HeadModelData data) : m_data(std::move(data))
{
    checkData(m_data);
    const auto joints = static_cast<Eigen::Index>(m_data.joints.size());
    const Eigen::Index shapes = m_data.shapeBasis.cols();
    m_restJoints = Eigen::VectorXf::Zero(3 * joints);
    m_jointShapeBasis = Eigen::MatrixXf::Zero(3 * joints, shapes);
    for (Eigen::Index j = 0; j < joints; ++j) {
        for (Eigen::Index v = 0; v < m_data.jointRegressor.cols(); ++v) {
            const float weight = m_data.jointRegressor(j, v);
            if (weight == 0.0F)
                continue;
            m_restJoints.segment<3>(3 * j) +=
                weight * m_data.templateMesh.vertices[static_cast<std::size_t>(v)];
            if (shapes > 0)
                m_jointShapeBasis.middleRows<3>(3 * j) +=
                    weight * m_data.shapeBasis.middleRows<3>(3 * v);
        }
        m_data.joints[static_cast<std::size_t>(j)].restPosition = m_restJoints.segment<3>(3 * j);
    }
}

std::vector<Eigen::Vector3f> HeadModel::vertices(const HeadCoefficients& coefficients) const
{
    Eigen::VectorXf flat = flatten(m_data.templateMesh.vertices);
    addColumns(m_data.shapeBasis, coefficients.shape, flat);
    addColumns(m_data.expressionBasis, coefficients.expression, flat);
    if (isPosed(coefficients)) {
        if (m_data.poseBasis.size() > 0)
            addColumns(m_data.poseBasis, poseFeature(m_data.joints, coefficients), flat);
        Eigen::VectorXf rest = m_restJoints;
        const Eigen::Index shapes = std::min(m_jointShapeBasis.cols(), coefficients.shape.size());
        if (shapes > 0)
            rest += m_jointShapeBasis.leftCols(shapes) * coefficients.shape.head(shapes);
        skin(m_data.skinWeights, posedFromRest(m_data.joints, rest, coefficients), flat);
    }
    std::vector<Eigen::Vector3f> posed(m_data.templateMesh.vertices.size());
    Eigen::Map<Eigen::VectorXf>(posed[0].data(), flat.size()) = flat;
    return posed;
}

mesh::Mesh HeadModel::mesh(const HeadCoefficients& coefficients) const
{
    mesh::Mesh mesh = m_data.templateMesh;
    mesh.vertices = vertices(coefficients);
    mesh.normals = mesh::vertexNormals(mesh.vertices, mesh.triangles);
    return mesh;
}

std::array<Eigen::Vector3f, kLandmarkCount>
HeadModel::landmarks(const std::vector<Eigen::Vector3f>& vertices) const
{
    require(vertices.size() == m_data.templateMesh.vertices.size(),
            "landmarks need all vertices of the model");
    std::array<Eigen::Vector3f, kLandmarkCount> points;
    std::ranges::transform(m_data.landmarks, points.begin(), [&](const SurfacePoint& point) {
        return surfacePosition(point, vertices, m_data.templateMesh.triangles);
    });
    return points;
}

HeadModel displaced(const HeadModel& model, const std::vector<Eigen::Vector3f>& offsets)
{
    HeadModelData data = model.data();
    require(offsets.size() == data.templateMesh.vertices.size(), "one offset a vertex");
    for (std::size_t v = 0; v < offsets.size(); ++v)
        data.templateMesh.vertices[v] += offsets[v];
    return HeadModel(std::move(data));
}

std::shared_ptr<const HeadModel> loadFreeHead()
{
    return std::make_shared<const HeadModel>(
        readHeadModel(base::resource("head/free_head.safetensors")));
}

} // namespace effigy::head
