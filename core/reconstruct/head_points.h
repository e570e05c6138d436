// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/head_model.h"

#include <Eigen/Core>

#include <span>
#include <vector>

namespace effigy::reconstruct {

/// A few surface points of a head model as functions of its coefficients, cheap to move and to differentiate. The jaw is
/// the only joint that moves them; pose correctives, below a millimetre at small jaw angles, are left out.
class HeadPoints {
public:
    /// Where a point lies and how it moves.
    struct Moved {
        Eigen::Vector3d inHead;              // metres
        Eigen::Matrix3d byRest;              // d inHead / d (point before skinning)
        Eigen::Matrix3d byJaw;               // d inHead / d (jaw axis-angle)
        Eigen::Matrix3d byJawJoint;          // d inHead / d (jaw joint position)
    };

    /// Uses the first `shapeCount` shape directions and all expressions of `model`.
    HeadPoints(const head::HeadModelData& model, int shapeCount, std::span<const head::SurfacePoint> points);

    [[nodiscard]] int count() const { return static_cast<int>(m_rest.size()); }
    [[nodiscard]] int shapeCount() const { return static_cast<int>(m_jawByShape.cols()); }
    [[nodiscard]] int expressionCount() const { return m_expressionCount; }

    /// [3, S] and [3, E]: how shape and expression move point `index` before skinning.
    [[nodiscard]] const Eigen::Matrix3Xd& byShape(int index) const { return m_byShape[index]; }
    [[nodiscard]] const Eigen::Matrix3Xd& byExpression(int index) const { return m_byExpression[index]; }
    [[nodiscard]] const Eigen::Matrix3Xd& jawByShape() const { return m_jawByShape; }

    /// Point `index` of the head with those coefficients: shape [S], expression [E], jaw [3] (axis-angle).
    [[nodiscard]] Moved move(int index, const double* shape, const double* expression, const double* jaw) const;

private:
    int m_expressionCount = 0;
    std::vector<Eigen::Vector3d> m_rest;
    std::vector<Eigen::Matrix3Xd> m_byShape;
    std::vector<Eigen::Matrix3Xd> m_byExpression;
    std::vector<double> m_jawWeight;
    Eigen::Vector3d m_jawRest = Eigen::Vector3d::Zero();
    Eigen::Matrix3Xd m_jawByShape;
};

} // namespace effigy::reconstruct
