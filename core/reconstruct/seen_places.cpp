// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/seen_places.h"

#include "base/error.h"
#include "encoder/face_places.h"
#include "reconstruct/projection_cost.h"

#include <Eigen/Cholesky>
#include <Eigen/Geometry>

#include <algorithm>
#include <array>
#include <cmath>

namespace effigy::reconstruct {

namespace {

constexpr Eigen::Index kViewNumbers = 7; // rotation 3, shift 2, logDepth, logScale
constexpr Eigen::Index kLogDepth = 5;

/// The evidence of normal equations `hessian` * (x - at) = -`gradient`.
Evidence evidenceOf(const HeadEstimate& at, Eigen::MatrixXd hessian, const Eigen::VectorXd& gradient)
{
    constexpr double kUnseen = 1e-9; // what was not seen at all stays free
    hessian.diagonal().array() += kUnseen * hessian.diagonal().maxCoeff() + kUnseen;
    const Eigen::LLT<Eigen::MatrixXd> factor(hessian);
    base::require(factor.info() == Eigen::Success, "normal equations are positive definite");
    Evidence evidence{.at = at, .root = factor.matrixU(), .offset = factor.matrixL().solve(gradient)};
    return evidence;
}

} // namespace

SeenPlaces::SeenPlaces(const head::HeadModelData& model, const encoder::FaceEncoderWeights& weights, encoder::FaceReading reading, int shapeCount)
    : m_reading(std::move(reading)), m_points(model, shapeCount, encoder::facePlaces(model, weights.vertices)), m_bias(weights.errorBias)
{
    base::require(static_cast<std::size_t>(m_points.count()) == m_reading.places.size() && m_bias.size() == 2 * m_points.count(),
                  "a reading of the encoder's places");
    const Eigen::LLT<Eigen::MatrixXd> factor(weights.errorCovariance);
    base::require(factor.info() == Eigen::Success, "errors with a covariance");
    m_whitening = factor.matrixL().solve(Eigen::MatrixXd::Identity(m_bias.size(), m_bias.size()));
}

SeenPlaces::Seen SeenPlaces::seen(const HeadEstimate& at, std::optional<double> focalPx, Derivatives wanted) const
{
    using Rows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    HeadEstimate estimate = at;
    auto& view = estimate.view;
    const std::array<const double*, 7> blocks = {view.rotation.data(),  view.shift.data(),          &view.logDepth,          &view.logScale,
                                                 estimate.shape.data(), estimate.expression.data(), estimate.jaw.data()};
    const std::array<Eigen::Index, 7> sizes = {3, 2, 1, 1, estimate.shape.size(), estimate.expression.size(), 3};
    const ProjectionSetting setting{m_points, view.centre, focalPx};
    const Eigen::Matrix2d upright = m_reading.square.axes().transpose();
    const auto count = static_cast<Eigen::Index>(2 * m_reading.places.size());
    Eigen::VectorXd errors(count);
    std::array<Rows, 7> rows;
    for (std::size_t b = 0; b < rows.size(); ++b)
        if (wanted == Derivatives::All)
            rows[b].resize(count, sizes[b]);
    for (int i = 0; i < m_points.count(); ++i) {
        const auto k = static_cast<std::size_t>(i);
        const ProjectionCost cost(setting, {{{i, 1.0}}, m_reading.places[k], upright / m_reading.spreadPx[k]});
        std::array<double*, 7> at2{};
        for (std::size_t b = 0; b < rows.size(); ++b)
            at2[b] = wanted == Derivatives::All ? rows[b].row(2 * i).data() : nullptr;
        cost.Evaluate(blocks.data(), errors.data() + 2 * i, wanted == Derivatives::All ? at2.data() : nullptr);
    }
    // A projection errs by what the encoder errs, the other way round.
    Seen result{.errors = m_whitening * (errors + m_bias), .derivatives = {}};
    if (wanted == Derivatives::None)
        return result;
    Eigen::MatrixXd all(count, kViewNumbers + estimate.shape.size() + estimate.expression.size() + 3);
    Eigen::Index from = 0;
    for (const Rows& block : rows) {
        all.middleCols(from, block.cols()) = block;
        from += block.cols();
    }
    result.derivatives = m_whitening.triangularView<Eigen::Lower>() * all;
    return result;
}

Evidence SeenPlaces::evidence(const HeadEstimate& at, std::optional<double> focalPx, double noise) const
{
    const Seen now = seen(at, focalPx, Derivatives::All);
    const double share = 1.0 / (noise * noise);
    Eigen::MatrixXd hessian = share * (now.derivatives.transpose() * now.derivatives);
    Eigen::VectorXd gradient = share * (now.derivatives.transpose() * now.errors);
    if (!focalPx) {
        const double spread = noise * m_reading.distanceSpread;
        hessian(kLogDepth, kLogDepth) += 1.0 / (spread * spread);
        gradient[kLogDepth] += (at.view.logDepth - m_reading.logDistance) / (spread * spread);
    }
    return evidenceOf(at, std::move(hessian), gradient);
}

double SeenPlaces::surprise(const HeadEstimate& estimate) const
{
    // focalPx() of the view holds, whoever fixed it.
    const Seen now = seen(estimate, estimate.view.focalPx(), Derivatives::None);
    return std::sqrt(now.errors.squaredNorm() / static_cast<double>(now.errors.size()));
}

double SeenPlaces::yaw() const
{
    PhotoView view;
    const Eigen::AngleAxisd turn(m_reading.cameraFromHead);
    view.rotation = turn.angle() * turn.axis();
    return view.yaw();
}

double SeenPlaces::doubt(const Landmarks2& landmarks, const LandmarkOrigins& origins) const
{
    constexpr int kInnerFirst = 17; // the jaw line's landmarks are no fixed places
    double sum = 0.0;
    int numbers = 0;
    for (int i = kInnerFirst; i < head::kLandmarkCount; ++i) {
        const auto k = static_cast<std::size_t>(i);
        if (origins[k] != LandmarkOrigin::Found)
            continue;
        sum += (landmarks[k].cast<double>() - m_reading.places[k]).squaredNorm() / (m_reading.spreadPx[k] * m_reading.spreadPx[k]);
        numbers += 2;
    }
    return numbers > 0 ? std::sqrt(sum / numbers) : 0.0;
}

double noiseOfSeen(const LandmarkFitOptions& options)
{
    constexpr double kBesideBetter = 8.0;
    const bool isPlaced = std::ranges::find(options.origins, LandmarkOrigin::Placed) != options.origins.end();
    return isPlaced || !options.errors ? kBesideBetter : 1.0;
}

Evidence together(const Evidence& a, const Evidence& b)
{
    base::require(a.root.cols() == b.root.cols(), "evidence of the same unknowns");
    const Eigen::VectorXd shift = a.at.unknowns() - b.at.unknowns();
    const Eigen::MatrixXd hessian = a.root.transpose() * a.root + b.root.transpose() * b.root;
    const Eigen::VectorXd gradient = a.root.transpose() * a.offset + b.root.transpose() * (b.root * shift + b.offset);
    return evidenceOf(a.at, hessian, gradient);
}

} // namespace effigy::reconstruct
