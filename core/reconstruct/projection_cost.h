// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reconstruct/head_points.h"
#include "reconstruct/photo_view.h"

#include <Eigen/Core>
#include <ceres/cost_function.h>

#include <memory>
#include <optional>
#include <vector>

namespace effigy::reconstruct {

/// What the cost functions of the fit know besides the unknowns.
struct ProjectionSetting {
    const HeadPoints& points;
    Eigen::Vector2d centre;        // principal point, pixels
    std::optional<double> focalPx; // absent: exp(logScale + logDepth)
};

/// A signed sum of projected points that should come to lie on `targetPx`: one point for a landmark, two of opposite sign
/// for an aperture.
struct ProjectedSum {
    std::vector<std::pair<int, double>> terms; // point, factor
    Eigen::Vector2d targetPx;
    Eigen::Matrix2d whitening;                 // applied to the error in pixels
};

/// Two residuals, whitening * (sum of projections - target), with analytic derivatives.
/// Blocks: rotation 3, shift 2, logDepth 1, logScale 1, shape S, expression E, jaw 3.
class ProjectionCost : public ceres::CostFunction {
public:
    ProjectionCost(const ProjectionSetting& setting, ProjectedSum sum);
    bool Evaluate(double const* const* parameters, double* residuals, double** jacobians) const override;

private:
    void addPoint(double const* const* parameters, int point, double factor, Eigen::Vector2d& error,
                  double** jacobians) const;

    ProjectionSetting m_setting;
    ProjectedSum m_sum;
};

/// Many projections of which the errors depend on each other: whitening * (all their errors - bias), each projection's own
/// whitening first. Blocks as ProjectionCost.
class JointCost : public ceres::CostFunction {
public:
    /// `whitening` is [2K, 2K], `bias` [2K] for K projections, at least one.
    JointCost(std::vector<std::unique_ptr<ProjectionCost>> projections, Eigen::MatrixXd whitening, Eigen::VectorXd bias);
    bool Evaluate(double const* const* parameters, double* residuals, double** jacobians) const override;

private:
    std::vector<std::unique_ptr<ProjectionCost>> m_projections;
    Eigen::MatrixXd m_whitening;
    Eigen::VectorXd m_bias;
};

} // namespace effigy::reconstruct
