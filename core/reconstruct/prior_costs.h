// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reconstruct/landmark_fitter.h"

#include <ceres/cost_function.h>

namespace effigy::reconstruct {

/// A soft wish for one number of a block, or for the difference of two: (value - wanted) / sigma.
class WishCost : public ceres::CostFunction {
public:
    /// `minus` is the number that is taken away, -1 for none.
    WishCost(int blockSize, int index, int minus, double wanted, double sigma);
    bool Evaluate(double const* const* parameters, double* residuals,
                  double** jacobians) const override;

private:
    int m_index;
    int m_minus;
    double m_wanted;
    double m_sigma;
};

/// The residuals of an Evidence over the blocks of a ProjectionCost.
class EvidenceCost : public ceres::CostFunction {
public:
    /// `evidence` must outlive the cost.
    explicit EvidenceCost(const Evidence& evidence);
    bool Evaluate(double const* const* parameters, double* residuals,
                  double** jacobians) const override;

private:
    const Evidence& m_evidence;
    Eigen::VectorXd m_at;
};

} // namespace effigy::reconstruct
