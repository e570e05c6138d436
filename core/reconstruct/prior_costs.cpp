// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/prior_costs.h"

#include <algorithm>

namespace effigy::reconstruct {

WishCost::WishCost(int blockSize, int index, int minus, double wanted, double sigma)
    : m_index(index), m_minus(minus), m_wanted(wanted), m_sigma(sigma)
{
    set_num_residuals(1);
    mutable_parameter_block_sizes()->push_back(blockSize);
}

bool WishCost::Evaluate(double const* const* parameters, double* residuals,
                        double** jacobians) const
{
    const double* block = parameters[0];
    const double value = block[m_index] - (m_minus < 0 ? 0.0 : block[m_minus]);
    residuals[0] = (value - m_wanted) / m_sigma;
    if (!jacobians || !jacobians[0])
        return true;
    std::fill_n(jacobians[0], parameter_block_sizes()[0], 0.0);
    jacobians[0][m_index] += 1.0 / m_sigma;
    if (m_minus >= 0)
        jacobians[0][m_minus] -= 1.0 / m_sigma;
    return true;
}

EvidenceCost::EvidenceCost(const Evidence& evidence)
    : m_evidence(evidence), m_at(evidence.at.unknowns())
{
    set_num_residuals(static_cast<int>(m_evidence.offset.size()));
    const auto shapes = static_cast<int>(evidence.at.shape.size());
    const auto expressions = static_cast<int>(evidence.at.expression.size());
    *mutable_parameter_block_sizes() = {3, 2, 1, 1, shapes, expressions, 3};
}

bool EvidenceCost::Evaluate(double const* const* parameters, double* residuals,
                            double** jacobians) const
{
    using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    const auto& sizes = parameter_block_sizes();
    Eigen::VectorXd change(m_at.size());
    Eigen::Index first = 0;
    for (std::size_t block = 0; block < sizes.size(); first += sizes[block++]) {
        change.segment(first, sizes[block]) =
            Eigen::Map<const Eigen::VectorXd>(parameters[block], sizes[block]) -
            m_at.segment(first, sizes[block]);
        if (jacobians && jacobians[block])
            Eigen::Map<RowMajor>(jacobians[block], num_residuals(), sizes[block]) =
                m_evidence.root.middleCols(first, sizes[block]);
    }
    Eigen::Map<Eigen::VectorXd>(residuals, num_residuals()) =
        m_evidence.root * change + m_evidence.offset;
    return true;
}

} // namespace effigy::reconstruct
