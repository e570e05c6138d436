// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/frame_solver.h"

#include "base/error.h"
#include "encoder/face_places.h"
#include "head/eye_looks.h"
#include "reconstruct/boxed_minimum.h"
#include "reconstruct/clip_skin.h"
#include "reconstruct/head_points.h"
#include "reconstruct/photo_view.h"

#include <Eigen/Cholesky>
#include <Eigen/Geometry>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <string_view>
#include <vector>

namespace effigy::reconstruct {

namespace {

constexpr double kFrame = 1.0 / 30.0; // seconds that the paces are told for

/// How far movements come within kFrame.
constexpr double kTurnPace = 0.05;    // radians
constexpr double kShiftPace = 0.008;  // metres, across the picture
constexpr double kDepthPace = 0.004;  // of the logarithm
struct Pace {
    std::string_view prefix;
    double weight;
};
constexpr Pace kPaces[] = {{"eye", 0.5}, {"jaw", 0.25}, {"mouth", 0.25}, {"tongue", 0.25}, {"brow", 0.12}, {"cheek", 0.12}, {"nose", 0.12}};

double paceOf(std::string_view name)
{
    const auto* found = std::ranges::find_if(kPaces, [&](const Pace& pace) { return name.starts_with(pace.prefix); });
    return found == std::end(kPaces) ? kPaces[1].weight : found->weight;
}

Eigen::Matrix3d turned(const Eigen::Vector3d& axisAngle)
{
    const double angle = axisAngle.norm();
    if (angle == 0.0)
        return Eigen::Matrix3d::Identity();
    return Eigen::AngleAxisd(angle, axisAngle / angle).toRotationMatrix();
}

/// The rotation vector that leads from `a` to `b`.
Eigen::Vector3d turnBetween(const Eigen::Matrix3d& a, const Eigen::Matrix3d& b)
{
    const Eigen::AngleAxisd turn(Eigen::Matrix3d(b * a.transpose()));
    return turn.angle() * turn.axis();
}

} // namespace

Eigen::Vector3d headAnglesDeg(const Eigen::Matrix3d& cameraFromHead)
{
    constexpr double kDegrees = 180.0 / std::numbers::pi;
    Eigen::Matrix3d turn = cameraFromHead; // away from a head that faces the camera
    turn.row(1) *= -1.0;
    turn.row(2) *= -1.0;
    return kDegrees * Eigen::Vector3d(std::atan2(turn(0, 2), turn(2, 2)), std::asin(std::clamp(turn(1, 2), -1.0, 1.0)), std::atan2(-turn(1, 0), turn(1, 1)));
}

struct FrameSolver::Equations : StepEquations {
    double surprise = 0.0;
};

FrameSolver::FrameSolver(const head::HeadModel& model, const encoder::FaceEncoderWeights& weights, const Eigen::VectorXf& shape, double focalPx,
                         const Eigen::Vector2d& centre)
    : m_model(model), m_shape(shape), m_focalPx(focalPx), m_centre(centre), m_bias(weights.errorBias)
{
    const auto& data = model.data();
    base::require(std::ranges::equal(data.expressionNames, head::arkitNames()), "FrameSolver: a model whose expressions are the ARKit shapes");
    base::require(focalPx > 0.0 && shape.size() <= data.shapeBasis.cols(), "FrameSolver: a lens and a shape of the model");
    const HeadPoints points(data, static_cast<int>(shape.size()), encoder::facePlaces(data, weights.vertices));
    const Eigen::VectorXd s = shape.cast<double>(), none = Eigen::VectorXd::Zero(points.expressionCount());
    const Eigen::Vector3d closed = Eigen::Vector3d::Zero();
    m_rest.resize(3, points.count());
    m_expression.resize(3 * points.count(), points.expressionCount());
    for (int i = 0; i < points.count(); ++i) {
        m_rest.col(i) = points.move(i, s.data(), none.data(), closed.data()).inHead;
        m_expression.middleRows<3>(3 * i) = points.byExpression(i);
    }
    const Eigen::LLT<Eigen::MatrixXd> factor(weights.errorCovariance);
    base::require(factor.info() == Eigen::Success, "FrameSolver: errors with a covariance");
    m_whitening = Eigen::MatrixXd(factor.matrixL().solve(Eigen::MatrixXd::Identity(m_bias.size(), m_bias.size()))).cast<float>();
    for (const std::string& name : data.expressionNames)
        m_isGiven.push_back(name.starts_with("eyeLook"));
}

/// The head at rest where the places of brows, eyes, nose and mouth have it.
FrameEstimate FrameSolver::begin(const encoder::FaceReading& reading) const
{
    constexpr int kInnerFirst = 17;
    constexpr double kDepth = 1.0; // metres; only a start
    std::vector<Eigen::Vector3d> inHead;
    std::vector<Eigen::Vector2d> inPicture;
    for (int i = kInnerFirst; i < head::kLandmarkCount; ++i) {
        inHead.emplace_back(m_rest.col(i));
        inPicture.push_back(reading.places[static_cast<std::size_t>(i)]);
    }
    const PhotoView view = weakPerspectiveView(inHead, inPicture, m_centre, kDepth);
    FrameEstimate estimate;
    estimate.cameraFromHead = turned(view.rotation);
    estimate.headInCamera << view.shift, m_focalPx / view.scalePx();
    estimate.expression = reading.expression.cast<double>();
    return estimate;
}

FrameSolver::Equations FrameSolver::placesOf(const FrameEstimate& at, const encoder::FaceReading& reading) const
{
    const Eigen::Index count = m_rest.cols(), expressions = m_expression.cols();
    const Eigen::Matrix2d upright = reading.square.axes().transpose();
    const Eigen::VectorXd moved = m_expression * at.expression;
    Eigen::VectorXf errors(2 * count);
    Eigen::MatrixXf derivatives(2 * count, kPoseNumbers + expressions);
    for (Eigen::Index i = 0; i < count; ++i) {
        const auto k = static_cast<std::size_t>(i);
        const Eigen::Vector3d arm = at.cameraFromHead * (m_rest.col(i) + moved.segment<3>(3 * i));
        const Eigen::Vector3d p = arm + at.headInCamera;
        Eigen::Matrix<double, 2, 3> byPoint;
        byPoint << 1.0, 0.0, -p.x() / p.z(), 0.0, 1.0, -p.y() / p.z();
        byPoint = upright * byPoint * (m_focalPx / p.z() / reading.spreadPx[k]);
        const Eigen::Vector2d place = m_centre + m_focalPx * p.head<2>() / p.z();
        // A projection errs by what the encoder errs, the other way round.
        errors.segment<2>(2 * i) = (upright * (place - reading.places[k]) / reading.spreadPx[k] + m_bias.segment<2>(2 * i)).cast<float>();
        auto rows = derivatives.middleRows<2>(2 * i);
        rows.leftCols<3>() = (-byPoint * crossing(arm)).cast<float>();
        rows.middleCols<2>(3) = byPoint.leftCols<2>().cast<float>();
        rows.col(kDepthNumber) = (byPoint.col(2) * at.headInCamera.z()).cast<float>();
        rows.rightCols(expressions) = (byPoint * at.cameraFromHead * m_expression.middleRows<3>(3 * i)).cast<float>();
    }
    const auto whitening = m_whitening.triangularView<Eigen::Lower>();
    const Eigen::VectorXf e = whitening * errors;
    const Eigen::MatrixXf d = whitening * derivatives;
    Equations equations;
    equations.hessian = Eigen::MatrixXf(d.transpose() * d).cast<double>();
    equations.gradient = Eigen::VectorXf(d.transpose() * e).cast<double>();
    equations.surprise = std::sqrt(e.squaredNorm() / static_cast<float>(e.size()));
    return equations;
}

/// Gaze as it was read, and the lids' part in it.
void FrameSolver::setGaze(FrameEstimate& estimate, const encoder::FaceReading& reading) const
{
    head::HeadCoefficients c;
    c.leftEye << reading.gaze[0], reading.gaze[1], 0.0F;
    c.rightEye << reading.gaze[2], reading.gaze[3], 0.0F;
    const head::ControlValues looks = m_model.controls(c);
    const auto left = head::eyeAngles(looks, head::Side::Left), right = head::eyeAngles(looks, head::Side::Right);
    estimate.gazeYaw = 0.5 * (left.yaw + right.yaw);
    estimate.gazePitch = 0.5 * (left.pitch + right.pitch);
    estimate.gazeSpread = 0.5 * std::sqrt(static_cast<double>(reading.gazeSpread.squaredNorm()) / 2.0);
    const auto names = head::arkitNames();
    for (std::size_t k = 0; k < names.size(); ++k)
        if (m_isGiven[k])
            estimate.expression[static_cast<Eigen::Index>(k)] = std::clamp(looks.get(names[k]), 0.0, 1.0);
}

/// What is wished for beside the places: what was read of the expression, and to be near the picture before.
void FrameSolver::addWishes(StepEquations& equations, const FrameEstimate& now, const encoder::FaceReading& reading, const FrameEstimate* before) const
{
    constexpr double kLeastSpread = 0.03; // of an expression that was read
    for (Eigen::Index k = 0; k < now.expression.size(); ++k)
        equations.wish(kPoseNumbers + k, now.expression[k], reading.expression[k], std::max<double>(kLeastSpread, reading.expressionSpread[k]));
    if (before == nullptr)
        return;
    const double frames = std::max(0.1, (now.time - before->time) / kFrame);
    const Eigen::Vector3d turnedBy = turnBetween(before->cameraFromHead, now.cameraFromHead);
    const Eigen::Vector3d movedBy = now.headInCamera - before->headInCamera;
    for (int axis = 0; axis < 3; ++axis)
        equations.wish(axis, turnedBy[axis], 0.0, kTurnPace * frames);
    for (int axis = 0; axis < 2; ++axis)
        equations.wish(3 + axis, movedBy[axis], 0.0, kShiftPace * frames);
    equations.wish(kDepthNumber, std::log(now.headInCamera.z() / before->headInCamera.z()), 0.0, kDepthPace * std::sqrt(frames));
    const auto names = head::arkitNames();
    for (Eigen::Index k = 0; k < now.expression.size(); ++k)
        equations.wish(kPoseNumbers + k, now.expression[k], before->expression[k], paceOf(names[static_cast<std::size_t>(k)]) * std::sqrt(frames));
}

BoxedProblem FrameSolver::boxed(const FrameEstimate& now, const StepEquations& equations) const
{
    constexpr double kFar = 1.0; // radians, metres: no step leads further
    const Eigen::Index expressions = now.expression.size();
    BoxedProblem problem{.hessian = equations.hessian,
                         .gradient = equations.gradient,
                         .low = Eigen::VectorXd::Constant(kPoseNumbers + expressions, -kFar),
                         .high = Eigen::VectorXd::Constant(kPoseNumbers + expressions, kFar)};
    for (Eigen::Index k = 0; k < expressions; ++k) {
        const bool isGiven = m_isGiven[static_cast<std::size_t>(k)];
        problem.low[kPoseNumbers + k] = isGiven ? 0.0 : -now.expression[k];
        problem.high[kPoseNumbers + k] = isGiven ? 0.0 : 1.0 - now.expression[k];
    }
    return problem;
}

Eigen::VectorXd FrameSolver::take(const StepEquations& equations, FrameEstimate& now) const
{
    const Eigen::VectorXd change = boxedMinimum(boxed(now, equations));
    now.cameraFromHead = turned(change.head<3>()) * now.cameraFromHead;
    now.headInCamera.head<2>() += change.segment<2>(3);
    now.headInCamera.z() *= std::exp(change[kDepthNumber]);
    now.expression = (now.expression + change.tail(now.expression.size())).cwiseMax(0.0).cwiseMin(1.0);
    return change;
}

void FrameSolver::setSpreads(FrameEstimate& estimate, const Equations& equations)
{
    const Eigen::Index numbers = equations.gradient.size();
    const Eigen::VectorXd variance = equations.hessian.ldlt().solve(Eigen::MatrixXd::Identity(numbers, numbers)).diagonal();
    estimate.expressionSpread = variance.tail(numbers - kPoseNumbers).cwiseMax(0.0).cwiseSqrt();
    estimate.turnSpread = std::sqrt(std::max(0.0, variance.head<3>().mean()));
    estimate.surprise = equations.surprise;
}

FrameEstimate FrameSolver::solve(const encoder::FaceReading& reading, double time, const FrameEstimate* before, FramePrior prior) const
{
    constexpr int kFirstSteps = 8, kNextSteps = 2;
    const FrameEstimate* held = prior == FramePrior::Motion ? before : nullptr;
    FrameEstimate now = before != nullptr ? *before : begin(reading);
    now.time = time;
    setGaze(now, reading);
    Equations equations;
    for (int step = 0; step < (before != nullptr ? kNextSteps : kFirstSteps); ++step) {
        equations = placesOf(now, reading);
        addWishes(equations, now, reading, held);
        take(equations, now);
    }
    setSpreads(now, equations);
    return now;
}

FrameEstimate FrameSolver::improve(const FrameEstimate& found, const encoder::FaceReading& reading, const FrameEstimate* before, FramePrior prior,
                                   const FrameSkin& skin) const
{
    constexpr std::array kOutliers = {0.15F, 0.07F}; // of contrast, from step to step: what moved far comes near first
    FrameEstimate now = found;
    Equations places = placesOf(now, reading), all;
    for (const float outlier : kOutliers) {
        all = places;
        addWishes(all, now, reading, prior == FramePrior::Motion ? before : nullptr);
        const StepEquations seen = skin.clip.pull({skin.picture, now}, outlier);
        all.hessian += seen.hessian;
        all.gradient += seen.gradient;
        places.gradient += places.hessian * take(all, now); // so near, places move along straight lines
    }
    setSpreads(now, all);
    return now;
}

} // namespace effigy::reconstruct
