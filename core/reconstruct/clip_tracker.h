// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel_token.h"
#include "base/progress.h"
#include "head/controls.h"
#include "reconstruct/head_fit.h"

#include <Eigen/Core>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace effigy::photo {
class Clip;
class FaceFinder;
} // namespace effigy::photo

namespace effigy::reconstruct {

/// What becomes of the expression that a person wears at rest.
enum class RestingFace {
    Subtracted, // it is the person's neutral face: movements count from there
    Kept,
};

struct TrackOptions {
    std::optional<HeadFit> person = {};     // whose shape the clip shows, fitted on the free head; absent: found from the clip
    std::optional<double> fovDeg = {};      // full angle of view along the longer side; absent: found from the clip
    int keyFrames = 5;                      // pictures that shape and angle of view are found from
    double smoothing = 1.0;                 // times the usual; 0: every picture for itself
    RestingFace resting = RestingFace::Subtracted;
};

/// What is known of one moment of a clip.
struct TrackedMoment {
    double time = 0.0;        // seconds from the clip's first picture
    bool isSeen = false;      // false: the face was not found, and everything is held as it was last (or comes first)
    double confidence = 0.0;  // 0: not seen, 1: as on a sharp portrait
    double distance = 0.0;    // metres from the camera to the head
};

/// The motion of a face through a clip, as values of controls.
struct TrackedClip {
    std::string name;                     // of the clip
    double fps = 0.0;                     // of the clip, on average
    std::vector<std::string> controls;    // [C] the face shapes but for the looks, gazeYaw, gazePitch, headYaw, headPitch, headRoll
    std::vector<TrackedMoment> moments;   // [N]
    Eigen::MatrixXd values;               // [N, C] within the controls' ranges, face shapes 0..1
    Eigen::VectorXd resting;              // [C] what was subtracted
    Eigen::VectorXf shape;                // [S] standard deviations of the free head
    double fovDeg = 0.0;                  // full angle of view along the longer side
    std::string shortfall;                // English: what of the clip could not be read; empty: nothing

    [[nodiscard]] std::size_t seenCount() const;
    /// Spans of time in which the face was not seen, as numbers of moments, both ends included.
    [[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> heldSpans() const;
    /// Index of a control. Throws ContractError when it is not among `controls`.
    [[nodiscard]] Eigen::Index column(std::string_view control) const;
};

/// Follows the most prominent face of `clip` from its next picture to its end and finds how it moves: head, gaze and the face
/// shapes, with one shape of the head and one angle of view for all pictures, smoothed to both sides in time. Deterministic.
/// Stages reported: "read", "shape", "motion". Previews: pictures with the places that were seen.
/// Throws Error "no_face" when no picture shows a face, "model_missing" when the face encoder is not installed, what the clip
/// throws, Cancelled.
[[nodiscard]] TrackedClip trackClip(photo::Clip& clip, const photo::FaceFinder& finder, const TrackOptions& options, base::Progress& progress,
                                    const base::CancelToken& cancel);

} // namespace effigy::reconstruct
