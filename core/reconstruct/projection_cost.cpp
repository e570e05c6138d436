// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/projection_cost.h"

#include "base/error.h"

#include <ceres/jet.h>
#include <ceres/rotation.h>

#include <algorithm>
#include <cmath>

namespace effigy::reconstruct {

namespace {

enum Block { Rotation, Shift, LogDepth, LogScale, Shape, Expression, Jaw, BlockCount };

using RowMajor = Eigen::Matrix<double, 2, Eigen::Dynamic, Eigen::RowMajor>;

struct Turned {
    Eigen::Vector3d point;
    Eigen::Matrix3d byRotation;
    Eigen::Matrix3d rotation;
};

Turned turn(const double* angleAxis, const Eigen::Vector3d& point)
{
    using Jet = ceres::Jet<double, 3>;
    const Jet axis[3] = {Jet(angleAxis[0], 0), Jet(angleAxis[1], 1), Jet(angleAxis[2], 2)};
    const Jet from[3] = {Jet(point.x()), Jet(point.y()), Jet(point.z())};
    Jet to[3];
    ceres::AngleAxisRotatePoint(axis, from, to);
    Turned turned;
    for (int row = 0; row < 3; ++row) {
        turned.point[row] = to[row].a;
        turned.byRotation.row(row) = to[row].v.transpose();
    }
    ceres::AngleAxisToRotationMatrix(angleAxis, turned.rotation.data());
    return turned;
}

} // namespace

ProjectionCost::ProjectionCost(const ProjectionSetting& setting, ProjectedSum sum)
    : m_setting(setting), m_sum(std::move(sum))
{
    set_num_residuals(2);
    *mutable_parameter_block_sizes() = {
        3, 2, 1, 1, setting.points.shapeCount(), setting.points.expressionCount(), 3};
}

bool ProjectionCost::Evaluate(double const* const* parameters, double* residuals,
                              double** jacobians) const
{
    if (jacobians)
        for (int block = 0; block < BlockCount; ++block)
            if (jacobians[block])
                std::fill_n(jacobians[block], 2 * parameter_block_sizes()[block], 0.0);
    Eigen::Vector2d error = -m_sum.targetPx;
    for (const auto& [point, factor] : m_sum.terms)
        addPoint(parameters, point, factor, error, jacobians);
    // The principal point cancels out of an aperture.
    double factors = 0.0;
    for (const auto& term : m_sum.terms)
        factors += term.second;
    Eigen::Map<Eigen::Vector2d>(residuals).noalias() =
        m_sum.whitening * (error + factors * m_setting.centre);
    return Eigen::Map<Eigen::Vector2d>(residuals).allFinite();
}

void ProjectionCost::addPoint(double const* const* parameters, int point, double factor,
                              Eigen::Vector2d& error, double** jacobians) const
{
    const HeadPoints& points = m_setting.points;
    const auto moved =
        points.move(point, parameters[Shape], parameters[Expression], parameters[Jaw]);
    const Turned turned = turn(parameters[Rotation], moved.inHead);
    const double depth = std::exp(*parameters[LogDepth]);
    const double focal =
        m_setting.focalPx ? *m_setting.focalPx : depth * std::exp(*parameters[LogScale]);
    const Eigen::Vector3d p =
        turned.point + Eigen::Vector3d(parameters[Shift][0], parameters[Shift][1], depth);
    const double z = std::max(1e-3, p.z());
    const Eigen::Vector2d fromCentre = focal * p.head<2>() / z;
    error += factor * fromCentre;
    if (!jacobians)
        return;

    Eigen::Matrix<double, 2, 3> byPoint;
    byPoint << focal / z, 0.0, -fromCentre.x() / z, 0.0, focal / z, -fromCentre.y() / z;
    byPoint = (factor * m_sum.whitening * byPoint).eval();
    const auto add = [&](Block block, const auto& derivative) {
        if (jacobians[block])
            Eigen::Map<RowMajor>(jacobians[block], 2, parameter_block_sizes()[block]) += derivative;
    };
    const Eigen::Vector2d byFocal = factor * m_sum.whitening * fromCentre; // per log focal length
    add(Rotation, byPoint * turned.byRotation);
    add(Shift, byPoint.leftCols<2>());
    add(LogDepth, byPoint.col(2) * depth +
                      (m_setting.focalPx ? Eigen::Vector2d(Eigen::Vector2d::Zero()) : byFocal));
    if (!m_setting.focalPx)
        add(LogScale, byFocal);
    const Eigen::Matrix<double, 2, 3> byHead = byPoint * turned.rotation;
    const Eigen::Matrix<double, 2, 3> byRest = byHead * moved.byRest;
    add(Shape, byRest * points.byShape(point) + byHead * moved.byJawJoint * points.jawByShape());
    add(Expression, byRest * points.byExpression(point));
    add(Jaw, byHead * moved.byJaw);
}

JointCost::JointCost(std::vector<std::unique_ptr<ProjectionCost>> projections,
                     Eigen::MatrixXd whitening, Eigen::VectorXd bias)
    : m_projections(std::move(projections)),
      m_whitening(std::move(whitening)),
      m_bias(std::move(bias))
{
    const auto count = static_cast<Eigen::Index>(2 * m_projections.size());
    base::require(count > 0 && m_bias.size() == count && m_whitening.rows() == count &&
                      m_whitening.cols() == count,
                  "a whitening and a bias of all projections");
    set_num_residuals(static_cast<int>(count));
    *mutable_parameter_block_sizes() = m_projections.front()->parameter_block_sizes();
}

bool JointCost::Evaluate(double const* const* parameters, double* residuals,
                         double** jacobians) const
{
    using Rows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    const auto& sizes = parameter_block_sizes();
    const Eigen::Index count = num_residuals();
    Eigen::VectorXd errors(count);
    std::vector<Rows> derivatives(sizes.size());
    for (std::size_t block = 0; block < sizes.size(); ++block)
        if (jacobians && jacobians[block])
            derivatives[block].resize(count, sizes[block]);
    for (std::size_t k = 0; k < m_projections.size(); ++k) {
        std::vector<double*> rows(sizes.size(), nullptr);
        for (std::size_t block = 0; block < sizes.size(); ++block)
            if (derivatives[block].size() > 0)
                rows[block] = derivatives[block].row(static_cast<Eigen::Index>(2 * k)).data();
        if (!m_projections[k]->Evaluate(parameters, errors.data() + 2 * k, rows.data()))
            return false;
    }
    Eigen::Map<Eigen::VectorXd>(residuals, count).noalias() = m_whitening * (errors - m_bias);
    // Lazy: a product this small is not worth the threads that Eigen would wake for it.
    for (std::size_t block = 0; block < sizes.size(); ++block)
        if (derivatives[block].size() > 0)
            Eigen::Map<Rows>(jacobians[block], count, sizes[block]).noalias() =
                m_whitening.lazyProduct(derivatives[block]);
    return true;
}

} // namespace effigy::reconstruct
