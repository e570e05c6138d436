// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel_token.h"
#include "base/progress.h"
#include "head/head_model.h"
#include "reconstruct/head_fit.h"

#include <optional>
#include <span>

namespace effigy::photo {
struct Photo;
struct DetectedFace;
} // namespace effigy::photo

namespace effigy::reconstruct {

/// A head that a fit begins with and does not leave without reason: what a network made of the photo.
struct HeadStart {
    Eigen::VectorXf shape;                           // standard deviations, leading directions
    Eigen::Vector3f jaw = Eigen::Vector3f::Zero();   // axis-angle, radians
    base::FloatImage detail = {};                    // as HeadFit has it, of the first photo; empty: it is read from the shading
};

struct FitOptions {
    std::optional<double> fovDeg;        // full angle of view along the photo's longer side; absent: EXIF, else solved
    std::optional<Landmarks2> landmarks; // instead of the detected ones, photo pixels
    std::optional<LandmarkOrigins> origins; // who placed each landmark; absent: a person, where `landmarks` are given
    std::optional<HeadStart> start;      // of the first photo; absent: the mean head
    double likeness = 1.0;               // how far from the mean head, once fitted: 0 the mean, 1 as fitted
    int contourRounds = 5;               // how often the jaw line is looked up anew on the silhouette
    int shadingRounds = 3;               // how often the form is made to agree with the light on the skin; 0: landmarks alone
    int textureSize = 1024;              // side of both textures, pixels
};

/// What the fit needs to know of a photo.
struct FitInput {
    const base::Image& image;            // upright, RGB
    Landmarks2 landmarks;                // photo pixels
    FaceBox box;
    std::optional<double> fovDeg;        // from the camera's own record, longer side
};

/// Fits `model` to the face `face` of `photo`: camera with perspective, shape, expression, jaw, lids, gaze, light and
/// textures. Deterministic. Stages reported: "pose", "shape", "light", "texture".
///   returns  coefficients within their bounds (expression 0..1, joints within human reach), camera of the upright photo
/// Throws Error "no_face" when the landmarks are no face, Cancelled.
[[nodiscard]] HeadFit fitHead(const photo::Photo& photo, const photo::DetectedFace& face, const head::HeadModel& model,
                              const FitOptions& options, base::Progress& progress, const base::CancelToken& cancel);

/// The same for pictures whose landmarks are known. Further ones show the same person: they share the shape and tell more of
/// it; camera, expression, light and textures are the first one's, of which `options` speak.
[[nodiscard]] HeadFit fitHead(std::span<const FitInput> inputs, const head::HeadModel& model, const FitOptions& options,
                              base::Progress& progress, const base::CancelToken& cancel);

/// The same for one picture.
[[nodiscard]] HeadFit fitHead(const FitInput& input, const head::HeadModel& model, const FitOptions& options,
                              base::Progress& progress, const base::CancelToken& cancel);

} // namespace effigy::reconstruct
