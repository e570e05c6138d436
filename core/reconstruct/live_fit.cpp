// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/live_fit.h"

#include "encoder/face_encoder.h"
#include "reconstruct/landmark_fitter.h"
#include "reconstruct/seen_places.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace effigy::reconstruct {

namespace {

constexpr double kLeastNoise = 0.7, kMostNoise = 10.0; // times the measured errors of landmarks
constexpr double kReached = 0.014; // of the eyes' distance: landmarks that a head reaches are trusted as they are
constexpr double kDegree = std::numbers::pi / 180.0;

HeadEstimate estimateOf(const head::HeadModelData& model, const HeadFit& fit, int shapeCount)
{
    HeadEstimate estimate;
    estimate.view = viewOf(fit.camera, fit.photoWidth, fit.photoHeight);
    const auto shapes = std::min<Eigen::Index>(shapeCount, model.shapeBasis.cols());
    const auto take = [](const Eigen::VectorXf& from, Eigen::Index count) {
        Eigen::VectorXd to = Eigen::VectorXd::Zero(count);
        const auto known = std::min(count, from.size());
        to.head(known) = from.head(known).cast<double>();
        return to;
    };
    estimate.shape = take(fit.coefficients.shape, shapes);
    estimate.expression = take(fit.coefficients.expression, model.expressionBasis.cols()).cwiseMax(0.0).cwiseMin(1.0);
    estimate.jaw = fit.coefficients.jaw.cast<double>();
    return estimate;
}

} // namespace

struct LiveFit::State {
    std::shared_ptr<const head::HeadModel> model;
    Landmarks2 found;
    std::optional<double> recordedFovDeg;
    int width = 0, height = 0;
    LandmarkFitOptions options;
    HeadEstimate estimate;
    head::HeadCoefficients eyes; // gaze, which landmarks do not tell
    std::unique_ptr<const SeenPlaces> seen; // null: nothing is known beside landmarks
    std::optional<Evidence> evidence;       // under the present lens
    std::optional<double> evidenceFocalPx;
    double evidenceNoise = 0.0;

    /// Null without an encoder. Linear, so that it need not be worked out anew for each move of a hand.
    [[nodiscard]] const Evidence* seenEvidence(const HeadEstimate& near)
    {
        if (!seen)
            return nullptr;
        const double noise = noiseOfSeen(options);
        if (!evidence || evidenceFocalPx != options.focalPx || evidenceNoise != noise) {
            evidence = seen->evidence(near, options.focalPx, noise);
            evidenceFocalPx = options.focalPx;
            evidenceNoise = noise;
        }
        return &*evidence;
    }
};

LiveFit::LiveFit(std::shared_ptr<const head::HeadModel> model, const HeadFit& fit, const Landmarks2& found,
                 std::optional<double> recordedFovDeg, const base::Image* photo)
    : m_state(std::make_unique<State>())
{
    State& s = *m_state;
    s.found = found;
    s.recordedFovDeg = recordedFovDeg;
    s.width = fit.photoWidth;
    s.height = fit.photoHeight;
    s.options.centre = {0.5 * s.width, 0.5 * s.height};
    s.model = std::move(model);
    if (const auto encoder = photo != nullptr ? encoder::faceEncoderOf(fit.headModel) : nullptr)
        s.seen = std::make_unique<const SeenPlaces>(s.model->data(), encoder->weights(), encoder->read(*photo, found), s.options.shapeCount);
    const bool isDoubtful = s.seen && s.seen->doubt(found, fit.origins) > kDoubtful;
    if (isDoubtful || landmarkError(fit) > kReached)
        s.options.errors = landmarkErrorsOf(fit.headModel);
    s.estimate = estimateOf(s.model->data(), fit, s.options.shapeCount);
    s.eyes = fit.coefficients;
    if (s.options.errors) {
        // As noisy as the fit found the photo's landmarks to be.
        const double surprise = LandmarkFitter(s.model->data(), found, s.options).surprise(s.estimate);
        s.options.noise = std::clamp(surprise, kLeastNoise, kMostNoise);
    }
}

LiveFit::~LiveFit() = default;

LiveAnswer LiveFit::refit(const FitWish& wish, const base::CancelToken& cancel)
{
    State& s = *m_state;
    s.options.origins = wishedOrigins(wish);
    const auto fovDeg = wish.fovDeg ? wish.fovDeg : s.recordedFovDeg;
    s.options.focalPx = std::nullopt;
    HeadEstimate from = s.estimate;
    if (fovDeg) {
        s.options.focalPx = 0.5 * std::max(s.width, s.height) / std::tan(0.5 * *fovDeg * kDegree);
        // Another lens sees a head of that size from another distance.
        from.view.logDepth = std::log(*s.options.focalPx) - from.view.logScale;
    }
    const LandmarkFitter fitter(s.model->data(), wishedLandmarks(s.found, wish), s.options);
    s.estimate = fitter.refine(from, s.seenEvidence(from), cancel);

    LiveAnswer answer;
    answer.coefficients = s.eyes;
    const auto fitted = s.estimate.coefficients();
    answer.coefficients.shape = static_cast<float>(wish.likeness) * fitted.shape;
    answer.coefficients.expression = fitted.expression;
    answer.coefficients.jaw = fitted.jaw;
    answer.camera = s.estimate.view.camera(s.width, s.height);
    answer.fovDeg = 2.0 * std::atan(0.5 * std::max(s.width, s.height) / s.estimate.view.focalPx()) / kDegree;
    answer.fitted = fitter.placesPx(s.estimate);
    answer.residualPx = fitter.residualsPx(s.estimate);
    return answer;
}

} // namespace effigy::reconstruct
