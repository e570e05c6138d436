// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/frame_solver.h"

#include "base/error.h"
#include "encoder/face_places.h"
#include "head/eye_looks.h"
#include "reconstruct/boxed_minimum.h"
#include "reconstruct/head_points.h"
#include "reconstruct/photo_view.h"

#include <Eigen/Cholesky>
#include <Eigen/Geometry>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string_view>
#include <vector>

namespace effigy::reconstruct {

namespace {

constexpr Eigen::Index kPose = 6;     // rotation about the camera's axes 3, shift 2, logarithm of the depth
constexpr Eigen::Index kLogDepth = 5;
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

Eigen::Matrix3d crossing(const Eigen::Vector3d& v)
{
    Eigen::Matrix3d m;
    m << 0.0, -v.z(), v.y(), v.z(), 0.0, -v.x(), -v.y(), v.x(), 0.0;
    return m;
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

/// Normal equations of a step: pose, then expression.
struct FrameSolver::Equations {
    Eigen::MatrixXd hessian;  // [6 + E, 6 + E]
    Eigen::VectorXd gradient; // [6 + E]
    double surprise = 0.0;

    /// Adds the wish that number `i`, which is `now`, were `wanted`.
    void wish(Eigen::Index i, double now, double wanted, double sigma)
    {
        hessian(i, i) += 1.0 / (sigma * sigma);
        gradient[i] += (now - wanted) / (sigma * sigma);
    }
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
    Eigen::MatrixXf derivatives(2 * count, kPose + expressions);
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
        rows.col(kLogDepth) = (byPoint.col(2) * at.headInCamera.z()).cast<float>();
        rows.rightCols(expressions) = (byPoint * at.cameraFromHead * m_expression.middleRows<3>(3 * i)).cast<float>();
    }
    const auto whitening = m_whitening.triangularView<Eigen::Lower>();
    const Eigen::VectorXf e = whitening * errors;
    const Eigen::MatrixXf d = whitening * derivatives;
    return {.hessian = Eigen::MatrixXf(d.transpose() * d).cast<double>(),
            .gradient = Eigen::VectorXf(d.transpose() * e).cast<double>(),
            .surprise = std::sqrt(e.squaredNorm() / static_cast<float>(e.size()))};
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

/// What one step of the solver looks at: the places, what was read of the expression, and the picture before.
FrameSolver::Equations FrameSolver::equationsOf(const FrameEstimate& now, const encoder::FaceReading& reading, const FrameEstimate* before) const
{
    constexpr double kLeastSpread = 0.03; // of an expression that was read
    Equations equations = placesOf(now, reading);
    for (Eigen::Index k = 0; k < now.expression.size(); ++k)
        equations.wish(kPose + k, now.expression[k], reading.expression[k], std::max<double>(kLeastSpread, reading.expressionSpread[k]));
    if (before == nullptr)
        return equations;
    const double frames = std::max(0.1, (now.time - before->time) / kFrame);
    const Eigen::Vector3d turnedBy = turnBetween(before->cameraFromHead, now.cameraFromHead);
    const Eigen::Vector3d movedBy = now.headInCamera - before->headInCamera;
    for (int axis = 0; axis < 3; ++axis)
        equations.wish(axis, turnedBy[axis], 0.0, kTurnPace * frames);
    for (int axis = 0; axis < 2; ++axis)
        equations.wish(3 + axis, movedBy[axis], 0.0, kShiftPace * frames);
    equations.wish(kLogDepth, std::log(now.headInCamera.z() / before->headInCamera.z()), 0.0, kDepthPace * std::sqrt(frames));
    const auto names = head::arkitNames();
    for (Eigen::Index k = 0; k < now.expression.size(); ++k)
        equations.wish(kPose + k, now.expression[k], before->expression[k], paceOf(names[static_cast<std::size_t>(k)]) * std::sqrt(frames));
    return equations;
}

BoxedProblem FrameSolver::boxed(const FrameEstimate& now, const Equations& equations) const
{
    constexpr double kFar = 1.0; // radians, metres: no step leads further
    const Eigen::Index expressions = now.expression.size();
    BoxedProblem problem{.hessian = equations.hessian,
                         .gradient = equations.gradient,
                         .low = Eigen::VectorXd::Constant(kPose + expressions, -kFar),
                         .high = Eigen::VectorXd::Constant(kPose + expressions, kFar)};
    for (Eigen::Index k = 0; k < expressions; ++k) {
        const bool isGiven = m_isGiven[static_cast<std::size_t>(k)];
        problem.low[kPose + k] = isGiven ? 0.0 : -now.expression[k];
        problem.high[kPose + k] = isGiven ? 0.0 : 1.0 - now.expression[k];
    }
    return problem;
}

FrameEstimate FrameSolver::solve(const encoder::FaceReading& reading, double time, const FrameEstimate* before, FramePrior prior) const
{
    constexpr int kFirstSteps = 8, kNextSteps = 2;
    const FrameEstimate* held = prior == FramePrior::Motion ? before : nullptr;
    FrameEstimate now = before != nullptr ? *before : begin(reading);
    now.time = time;
    setGaze(now, reading);
    const Eigen::Index expressions = now.expression.size();
    Equations equations;
    for (int step = 0; step < (before != nullptr ? kNextSteps : kFirstSteps); ++step) {
        equations = equationsOf(now, reading, held);
        const Eigen::VectorXd change = boxedMinimum(boxed(now, equations));
        now.cameraFromHead = turned(change.head<3>()) * now.cameraFromHead;
        now.headInCamera.head<2>() += change.segment<2>(3);
        now.headInCamera.z() *= std::exp(change[kLogDepth]);
        now.expression = (now.expression + change.tail(expressions)).cwiseMax(0.0).cwiseMin(1.0);
    }
    const Eigen::VectorXd variance = equations.hessian.ldlt().solve(Eigen::MatrixXd::Identity(kPose + expressions, kPose + expressions)).diagonal();
    now.expressionSpread = variance.tail(expressions).cwiseMax(0.0).cwiseSqrt();
    now.turnSpread = std::sqrt(std::max(0.0, variance.head<3>().mean()));
    now.surprise = equations.surprise;
    return now;
}

} // namespace effigy::reconstruct
