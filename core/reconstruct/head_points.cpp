// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/head_points.h"

#include <ceres/jet.h>
#include <ceres/rotation.h>

#include <algorithm>

namespace effigy::reconstruct {

namespace {

int jointNamed(const head::HeadModelData& model, const std::string& name)
{
    const auto found = std::find_if(model.joints.begin(), model.joints.end(),
                                    [&](const head::Joint& joint) { return joint.name == name; });
    return found == model.joints.end() ? -1 : static_cast<int>(found - model.joints.begin());
}

} // namespace

HeadPoints::HeadPoints(const head::HeadModelData& model, int shapeCount,
                       std::span<const head::SurfacePoint> points)
    : m_expressionCount(static_cast<int>(model.expressionBasis.cols()))
{
    const int shapes = std::min<int>(shapeCount, static_cast<int>(model.shapeBasis.cols()));
    const int jaw = jointNamed(model, "jaw");
    for (const auto& point : points) {
        Eigen::Vector3d rest = Eigen::Vector3d::Zero();
        Eigen::Matrix3Xd byShape = Eigen::Matrix3Xd::Zero(3, shapes);
        Eigen::Matrix3Xd byExpression = Eigen::Matrix3Xd::Zero(3, m_expressionCount);
        double jawWeight = 0.0;
        for (int corner = 0; corner < 3; ++corner) {
            const double share = point.barycentric[corner];
            const int vertex = model.templateMesh.triangles[point.triangle][corner];
            rest += share * model.templateMesh.vertices[vertex].cast<double>();
            byShape += share * model.shapeBasis.block(3 * vertex, 0, 3, shapes).cast<double>();
            byExpression +=
                share * model.expressionBasis.block(3 * vertex, 0, 3, m_expressionCount).cast<double>();
            if (jaw >= 0)
                jawWeight += share * model.skinWeights(vertex, jaw);
        }
        m_rest.push_back(rest);
        m_byShape.push_back(std::move(byShape));
        m_byExpression.push_back(std::move(byExpression));
        m_jawWeight.push_back(jawWeight);
    }
    m_jawByShape = Eigen::Matrix3Xd::Zero(3, shapes);
    if (jaw < 0)
        return;
    for (int vertex = 0; vertex < static_cast<int>(model.templateMesh.vertices.size()); ++vertex) {
        const double share = model.jointRegressor(jaw, vertex);
        if (share == 0.0)
            continue;
        m_jawRest += share * model.templateMesh.vertices[vertex].cast<double>();
        m_jawByShape += share * model.shapeBasis.block(3 * vertex, 0, 3, shapes).cast<double>();
    }
}

HeadPoints::Moved HeadPoints::move(int index, const double* shape, const double* expression,
                                   const double* jaw) const
{
    using Jet = ceres::Jet<double, 3>;
    const Eigen::Map<const Eigen::VectorXd> beta(shape, shapeCount());
    const Eigen::Map<const Eigen::VectorXd> psi(expression, m_expressionCount);
    const Eigen::Vector3d point =
        m_rest[index] + m_byShape[index] * beta + m_byExpression[index] * psi;
    const Eigen::Vector3d joint = m_jawRest + m_jawByShape * beta;
    const Eigen::Vector3d arm = point - joint;

    const Jet angleAxis[3] = {Jet(jaw[0], 0), Jet(jaw[1], 1), Jet(jaw[2], 2)};
    const Jet armJet[3] = {Jet(arm.x()), Jet(arm.y()), Jet(arm.z())};
    Jet turned[3];
    ceres::AngleAxisRotatePoint(angleAxis, armJet, turned);
    Eigen::Matrix3d rotation;
    ceres::AngleAxisToRotationMatrix(jaw, rotation.data()); // column-major, as Eigen's

    const double weight = m_jawWeight[index];
    Moved moved;
    moved.byJawJoint = -weight * (rotation - Eigen::Matrix3d::Identity());
    moved.byRest = Eigen::Matrix3d::Identity() - moved.byJawJoint;
    for (int axis = 0; axis < 3; ++axis) {
        moved.inHead[axis] = point[axis] + weight * (turned[axis].a - arm[axis]);
        moved.byJaw.row(axis) = weight * turned[axis].v.transpose();
    }
    return moved;
}

} // namespace effigy::reconstruct
