// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encoder/face_encoder.h"
#include "head/head_model.h"
#include "reconstruct/frame_estimate.h"

#include <Eigen/Core>

#include <optional>

namespace effigy::reconstruct {

class ClipSkin;
struct BoxedProblem;
struct SkinPicture;

/// Yaw, pitch and roll of head::headRotation, degrees, of a head that a camera at rest sees so.
[[nodiscard]] Eigen::Vector3d headAnglesDeg(const Eigen::Matrix3d& cameraFromHead);

/// How strongly a picture's head is held to the one before.
enum class FramePrior {
    Motion, // as fast as faces move: lids and mouth fast, brows slower, the head smoothly, its distance hardly at all
    None,   // every picture for itself
};

/// A person's skin in one picture and throughout the clip.
struct FrameSkin {
    const ClipSkin& clip;
    const SkinPicture& picture;
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

    /// The head `found` in `reading`, improved by what the skin shows.
    ///   before  as for solve(), improved as well
    [[nodiscard]] FrameEstimate improve(const FrameEstimate& found, const encoder::FaceReading& reading, const FrameEstimate* before, FramePrior prior,
                                        const FrameSkin& skin) const;

private:
    struct Equations;
    [[nodiscard]] FrameEstimate begin(const encoder::FaceReading& reading) const;
    [[nodiscard]] Equations placesOf(const FrameEstimate& at, const encoder::FaceReading& reading) const;
    void addWishes(StepEquations& equations, const FrameEstimate& now, const encoder::FaceReading& reading, const FrameEstimate* before) const;
    /// Takes the step that `equations` ask for, and returns it.
    Eigen::VectorXd take(const StepEquations& equations, FrameEstimate& now) const;
    /// Tells `estimate` how sure `equations` make it.
    static void setSpreads(FrameEstimate& estimate, const Equations& equations);
    [[nodiscard]] BoxedProblem boxed(const FrameEstimate& now, const StepEquations& equations) const;
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
