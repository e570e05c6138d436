// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encoder/face_encoder.h"
#include "head/head_model.h"

#include <Eigen/Core>

#include <optional>

namespace effigy::reconstruct {

struct BoxedProblem;

/// A head in one picture of a clip.
struct FrameEstimate {
    double time = 0.0;                                              // seconds
    Eigen::Matrix3d cameraFromHead = Eigen::Matrix3d::Identity();
    Eigen::Vector3d headInCamera = Eigen::Vector3d::Zero();         // origin of the head, metres, camera frame
    Eigen::VectorXd expression;                                     // [E] 0..1
    Eigen::VectorXd expressionSpread;                               // [E] standard deviations
    double gazeYaw = 0.0;                                           // radians, mean of both eyes, to the subject's left
    double gazePitch = 0.0;                                         // upwards
    double gazeSpread = 0.0;                                        // radians
    double turnSpread = 0.0;                                        // radians, of the head's rotation
    double surprise = 0.0;                                          // how far the places are from where the head has them, 1: as usual
};

/// Yaw, pitch and roll of head::headRotation, degrees, of a head that a camera at rest sees so.
[[nodiscard]] Eigen::Vector3d headAnglesDeg(const Eigen::Matrix3d& cameraFromHead);

/// How strongly a picture's head is held to the one before.
enum class FramePrior {
    Motion, // as fast as faces move: lids and mouth fast, brows slower, the head smoothly, its distance hardly at all
    None,   // every picture for itself
};

/// Finds a head of known shape in the pictures of a clip, under a known lens: pose and expression from the places that a face
/// encoder saw, weighed by how they err together, and from what it read of the expression. Immutable; safe from any thread.
class FrameSolver {
public:
    ///   model    of whose expressions are the ARKit shapes, and that `weights` were trained for
    ///   shape    [S] standard deviations
    ///   focalPx  pixels;  centre  principal point, pixels
    FrameSolver(const head::HeadModel& model, const encoder::FaceEncoderWeights& weights, const Eigen::VectorXf& shape, double focalPx,
                const Eigen::Vector2d& centre);

    /// The head of `reading` at `time`.
    ///   before  the head of an earlier picture of the same shot; null: there is none
    /// Throws Error "no_face" when the places are no face.
    [[nodiscard]] FrameEstimate solve(const encoder::FaceReading& reading, double time, const FrameEstimate* before, FramePrior prior) const;

private:
    struct Equations;
    [[nodiscard]] FrameEstimate begin(const encoder::FaceReading& reading) const;
    [[nodiscard]] Equations placesOf(const FrameEstimate& at, const encoder::FaceReading& reading) const;
    [[nodiscard]] Equations equationsOf(const FrameEstimate& now, const encoder::FaceReading& reading, const FrameEstimate* before) const;
    [[nodiscard]] BoxedProblem boxed(const FrameEstimate& now, const Equations& equations) const;
    void setGaze(FrameEstimate& estimate, const encoder::FaceReading& reading) const;

    const head::HeadModel& m_model;
    Eigen::VectorXf m_shape;
    double m_focalPx;
    Eigen::Vector2d m_centre;
    Eigen::Matrix3Xd m_rest;       // [3, N] places of the shaped head at rest, metres, head frame
    Eigen::MatrixXd m_expression;  // [3N, E] metres a weight
    Eigen::VectorXd m_bias;        // [2N] of the encoder, standardised
    Eigen::MatrixXf m_whitening;   // [2N, 2N] lower triangle, of standardised errors
    std::vector<bool> m_isGiven;   // [E] by the gaze
};

} // namespace effigy::reconstruct
