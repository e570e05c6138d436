// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/landmark_survey.h"

#include "base/parallel.h"
#include "photo/face_finder.h"
#include "reconstruct/landmark_fitter.h"
#include "train/portrait.h"

#include <algorithm>
#include <optional>

namespace effigy::app {

namespace {

/// Nothing when the face is not found.
std::optional<reconstruct::LandmarkErrorSample> sampleOf(const head::HeadModel& model, const photo::FaceFinder& finder,
                                                         std::uint64_t seed)
{
    constexpr double kYaw = 1.0; // radians: somewhat wider than the fit's usual photos
    constexpr int kTexture = 512;
    train::PortraitOptions options;
    options.yaw = kYaw;
    options.texture = kTexture;
    const train::Portrait portrait = train::drawPortrait(model, options, seed);
    const auto faces = finder.find(portrait.photo);
    if (faces.empty())
        return std::nullopt;
    reconstruct::LandmarkFitOptions fitting;
    fitting.shapeCount = model.shapeCount();
    const int side = portrait.photo.width;
    reconstruct::HeadEstimate truth;
    truth.view = reconstruct::viewOf(portrait.camera, side, side);
    truth.shape = portrait.shape.cast<double>();
    truth.expression = portrait.coefficients.expression.cast<double>();
    truth.jaw = portrait.coefficients.jaw.cast<double>();
    const reconstruct::LandmarkFitter fitter(model.data(), faces.front().landmarks, fitting);
    return reconstruct::LandmarkErrorSample{truth.view.yaw(), truth.view.pitch(), fitter.uprightErrors(truth)};
}

} // namespace

LandmarkSurvey surveyLandmarks(const head::HeadModel& model, const SurveyOptions& options, base::Progress& progress,
                               const base::CancelToken& cancel)
{
    constexpr int kBatch = 16;
    const photo::FaceFinder finder;
    LandmarkSurvey survey;
    for (int first = 0; first < options.heads; first += kBatch) {
        progress.report({.stage = "survey", .done = first, .of = options.heads, .metrics = {}});
        cancel.check();
        const int count = std::min(kBatch, options.heads - first);
        std::vector<std::optional<reconstruct::LandmarkErrorSample>> found(static_cast<std::size_t>(count));
        base::parallelFor(count, 1, [&](int begin, int end) {
            for (int k = begin; k < end; ++k)
                found[static_cast<std::size_t>(k)] =
                    sampleOf(model, finder, options.seed * 100000 + static_cast<std::uint64_t>(first + k));
        });
        for (auto& sample : found) {
            if (sample)
                survey.samples.push_back(std::move(*sample));
            else
                ++survey.missed;
        }
    }
    return survey;
}

} // namespace effigy::app
