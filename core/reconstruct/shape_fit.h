// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel_token.h"
#include "base/progress.h"
#include "reconstruct/fit_head.h"
#include "reconstruct/photo_view.h"

#include <Eigen/Core>

#include <optional>
#include <span>
#include <vector>

namespace effigy::reconstruct {

/// What the shape fit finds on one photo.
struct ShapeFit {
    PhotoView view;
    head::HeadCoefficients coefficients;
    std::optional<Eigen::Vector3f> iris; // linear RGB, when it can be told
    Landmarks2 landmarks;                // that were fitted, photo pixels
    LandmarkOrigins origins = allFound();
    std::array<float, head::kLandmarkCount> residualPx{};
    double surprise = 0.0;               // as LandmarkFitter has it
    bool isLensKnown = false;
};

/// Camera, shape, expression and gaze of one person on one or more photos, all with the same shape. `options` speak of
/// the first photo. Stages reported: "pose", "shape". Deterministic.
///   returns  one fit a photo
/// Throws Error "no_face" when landmarks are no face, Cancelled.
[[nodiscard]] std::vector<ShapeFit> fitShapes(std::span<const FitInput> inputs, const head::HeadModel& model,
                                              const FitOptions& options, base::Progress& progress,
                                              const base::CancelToken& cancel);

} // namespace effigy::reconstruct
