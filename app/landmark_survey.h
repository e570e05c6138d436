// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel_token.h"
#include "base/progress.h"
#include "head/head_model.h"
#include "reconstruct/landmark_errors.h"

#include <cstdint>
#include <vector>

namespace effigy::app {

struct SurveyOptions {
    int heads = 600;
    std::uint64_t seed = 1;
};

struct LandmarkSurvey {
    std::vector<reconstruct::LandmarkErrorSample> samples; // of the heads that were found
    int missed = 0;                                        // heads that were not
};

/// Paints random heads of `model`, looks for their landmarks with the face finder, and compares them with the places that
/// the fit would take them for.
[[nodiscard]] LandmarkSurvey surveyLandmarks(const head::HeadModel& model, const SurveyOptions& options,
                                             base::Progress& progress, const base::CancelToken& cancel);

} // namespace effigy::app
