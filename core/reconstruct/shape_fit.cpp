// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/shape_fit.h"

#include "base/error.h"
#include "encoder/face_encoder.h"
#include "reconstruct/gaze.h"
#include "reconstruct/landmark_fitter.h"
#include "reconstruct/photo_cut.h"
#include "reconstruct/photo_evidence.h"
#include "reconstruct/seen_places.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <numbers>
#include <numeric>

namespace effigy::reconstruct {

namespace {

constexpr double kLeastNoise = 0.7, kMostNoise = 10.0; // times the measured errors of landmarks
constexpr double kMostGuessedNoise = 3.0;               // times the usual ones, where none were measured
constexpr double kReadNoise = 0.6; // times what an encoder expects to err in coefficients: of 0.6 and 1 the better on dressed heads
constexpr Eigen::Index kViewUnknowns = 7; // the first ones of an estimate: its view
constexpr double kShadedSideMetres = 0.34;    // the part of a photo whose shading is looked at
constexpr int kShadedCutSize = 256;           // 1.3 mm a pixel: finer is pores and stubble
const Eigen::Vector3d kCutCentre(0.0, -0.005, 0.0); // metres, head frame

std::optional<double> focalPx(const FitInput& input, std::optional<double> askedDeg)
{
    const auto fov = askedDeg ? askedDeg : input.fovDeg;
    if (!fov)
        return std::nullopt;
    base::require(*fov > 1.0 && *fov < 170.0, "an angle of view lies between 1 and 170 degrees");
    const double half = 0.5 * *fov * std::numbers::pi / 180.0;
    return 0.5 * std::max(input.image.width, input.image.height) / std::tan(half);
}

void refuseLandmarksOutside(const Landmarks2& landmarks, const base::Image& image)
{
    const auto isInside = [&](const Eigen::Vector2f& p) {
        return p.x() >= 0 && p.y() >= 0 && p.x() < image.width && p.y() < image.height;
    };
    if (std::count_if(landmarks.begin(), landmarks.end(), isInside) < head::kLandmarkCount / 2)
        throw base::Error("no_face", "Most of the face lies outside of the photo",
                          "Choose a photo that shows the whole face");
}

/// A side's eye: its landmarks, its joint, its place in Gaze pairs.
struct EyeSide {
    const char* joint;
    int firstLid; // six landmarks
};
constexpr EyeSide kEyes[2] = {{"leftEye", 42}, {"rightEye", 36}};

std::optional<Eyeball> eyeballOf(const head::HeadModelData& model, const head::HeadCoefficients& c, const char* joint)
{
    const auto found = std::find_if(model.joints.begin(), model.joints.end(),
                                    [&](const head::Joint& j) { return j.name == joint; });
    if (found == model.joints.end())
        return std::nullopt;
    const auto index = static_cast<int>(found - model.joints.begin());
    const auto shapes = std::min<Eigen::Index>(model.shapeBasis.cols(), c.shape.size());
    const auto shaped = [&](int v) -> Eigen::Vector3d {
        Eigen::Vector3f p = model.templateMesh.vertices[v];
        p += model.shapeBasis.block(3 * v, 0, 3, shapes) * c.shape.head(shapes);
        return p.cast<double>();
    };
    Eyeball eye{Eigen::Vector3d::Zero(), Eigen::Vector3d::Zero()};
    std::vector<Eigen::Vector3d> ball;
    for (int v = 0; v < static_cast<int>(model.templateMesh.vertices.size()); ++v) {
        if (const float share = model.jointRegressor(index, v); share != 0.0F)
            eye.centre += share * shaped(v);
        if (model.skinWeights(v, index) > 0.5F)
            ball.push_back(shaped(v));
    }
    if (ball.empty())
        return std::nullopt;
    // The rim is what one finds in a photo, and it lies well behind the cornea's front.
    const Eigen::Vector3d front = *std::ranges::max_element(ball, {}, [](const auto& p) { return p.z(); });
    const auto isRim = [&](const Eigen::Vector3d& p) {
        const double aside = (p - front).head<2>().norm() / kIrisRadius;
        return aside > 0.8 && aside < 1.25 && p.z() > eye.centre.z();
    };
    double depth = 0.0;
    int count = 0;
    for (const auto& p : ball)
        if (isRim(p)) {
            depth += p.z();
            ++count;
        }
    eye.iris = front;
    if (count > 0)
        eye.iris.z() = depth / count;
    return eye;
}

/// Both eyes' gaze, towards one target; an eye that shows no iris follows the other.
///   returns  the irises' colour, linear RGB, when it can be told
std::optional<Eigen::Vector3f> fitGaze(const FitInput& input, const head::HeadModelData& model, const mesh::Camera& camera,
             head::HeadCoefficients& c)
{
    const int width = input.image.width, height = input.image.height;
    std::optional<Gaze> gazes[2];
    std::optional<Eigen::Vector3f> colour;
    for (int side = 0; side < 2; ++side) {
        const auto eye = eyeballOf(model, c, kEyes[side].joint);
        if (!eye)
            return std::nullopt;
        std::vector<Eigen::Vector2d> lids;
        for (int i = 0; i < 6; ++i)
            lids.push_back(input.landmarks[kEyes[side].firstLid + i].cast<double>());
        const double depth = mesh::project(camera, eye->iris).z();
        const double radiusPx = camera.fx * width * kIrisRadius / depth;
        const auto iris = findIris(input.image, lids, radiusPx);
        if (!iris)
            continue;
        gazes[side] = gazeTowards(*eye, camera, *iris, width, height);
        if (const auto seen = irisColour(input.image, *iris, radiusPx))
            colour = colour ? Eigen::Vector3f(0.5F * (*colour + *seen)) : *seen;
    }
    if (!gazes[0] && !gazes[1])
        return std::nullopt;
    const Gaze left = gazes[0].value_or(gazes[1].value_or(Gaze{}));
    const GazePair together = towardsOneTarget({left, gazes[1].value_or(left)});
    c.leftEye = eyeRotation(together.left);
    c.rightEye = eyeRotation(together.right);
    return colour;
}

/// How far landmarks err, times what is usual. Those that no head reaches were not found well; a form that
/// follows them is further from the truth than the mean head.
double noiseOf(const LandmarkFitter& fitter, const HeadEstimate& estimate, const Landmarks2& landmarks)
{
    constexpr double kUsual = 0.014; // of the distance between the eye corners: residuals of good landmarks
    constexpr double kDoubled = 0.003; // more than that
    const auto residuals = fitter.residualsPx(estimate);
    const double mean =
        std::accumulate(residuals.begin(), residuals.end(), 0.0) / static_cast<double>(residuals.size());
    return std::clamp(1.0 + (mean / interocularPx(landmarks) - kUsual) / kDoubled, 1.0, kMostGuessedNoise);
}

LandmarkOrigins originsOf(const FitOptions& options)
{
    if (options.origins)
        return *options.origins;
    LandmarkOrigins origins;
    origins.fill(options.landmarks ? LandmarkOrigin::Placed : LandmarkOrigin::Found);
    return origins;
}

/// A photo on its way: what is known of it and of the head it shows.
struct Sitting {
    FitInput input;
    LandmarkFitOptions options;
    std::unique_ptr<const LandmarkFitter> fitter;
    HeadEstimate estimate;
    head::HeadCoefficients coefficients;
    std::optional<Eigen::Vector3f> iris;
    double surprise = 0.0;
    std::shared_ptr<const SeenPlaces> seen; // null: no encoder knows the model
    double seenNoise = 1.0;                 // how far its places err, times what is usual
    std::optional<HeadStart> start = {};
};

/// Begins with the sitting's start, where there is one.
HeadEstimate beginning(const Sitting& sitting)
{
    HeadEstimate estimate = sitting.fitter->start();
    if (!sitting.start)
        return estimate;
    const auto known = std::min(estimate.shape.size(), sitting.start->shape.size());
    estimate.shape.head(known) = sitting.start->shape.head(known).cast<double>();
    estimate.jaw = sitting.start->jaw.cast<double>();
    return estimate;
}

/// Evidence of nothing.
Evidence nothingKnown(const HeadEstimate& at)
{
    const Eigen::Index count = at.unknowns().size();
    return {at, Eigen::MatrixXd::Zero(count, count), Eigen::VectorXd::Zero(count)};
}

/// Puts into `evidence` that the numbers from `first` on are those of `read`, but for errors of `spread`.
void believe(Evidence& evidence, Eigen::Index first, const Eigen::VectorXd& at, const Eigen::VectorXf& read, const Eigen::VectorXd& spread)
{
    for (Eigen::Index i = 0; i < std::min(at.size(), read.size()); ++i) {
        evidence.root(first + i, first + i) = 1.0 / spread[i];
        evidence.offset[first + i] = (at[i] - read[i]) / spread[i];
    }
}

/// What a face encoder read of shape and expression, near `at`, when it errs `noise` times as much as it expects to.
Evidence evidenceOf(const encoder::FaceReading& reading, const HeadEstimate& at, double noise)
{
    Evidence evidence = nothingKnown(at);
    believe(evidence, kViewUnknowns, at.shape, reading.shape, noise * reading.shapeSpread.cast<double>());
    believe(evidence, kViewUnknowns + at.shape.size(), at.expression, reading.expression, noise * reading.expressionSpread.cast<double>());
    return evidence;
}

/// What the start says near `at`: a network's heads err less than heads differ.
Evidence evidenceOf(const HeadStart& start, const HeadEstimate& at)
{
    constexpr double kShapeSpread = 0.5; // standard deviations of heads
    constexpr double kJawSpread = 0.1;   // radians
    Evidence evidence = nothingKnown(at);
    believe(evidence, kViewUnknowns, at.shape, start.shape, Eigen::VectorXd::Constant(at.shape.size(), kShapeSpread));
    const Eigen::Index jaw = evidence.offset.size() - 3;
    for (Eigen::Index k = 0; k < 3; ++k) {
        evidence.root(jaw + k, jaw + k) = 1.0 / kJawSpread;
        evidence.offset[jaw + k] = (at.jaw[k] - start.jaw[k]) / kJawSpread;
    }
    return evidence;
}

/// Refines all sittings once, with one shape. `evidence` is one a sitting, or empty.
void refineAll(std::span<Sitting> sittings, const std::vector<std::optional<ShadingVerdict>>& evidence,
               const base::CancelToken& cancel)
{
    std::vector<LandmarkFitter::Sitting> all;
    std::deque<Evidence> known;
    for (std::size_t i = 0; i < sittings.size(); ++i) {
        const Sitting& sitting = sittings[i];
        const Evidence* shading = !evidence.empty() && evidence[i] ? &evidence[i]->evidence : nullptr;
        const auto add = [&](Evidence more) {
            known.push_back(shading != nullptr ? together(more, *shading) : std::move(more));
            shading = &known.back();
        };
        if (sitting.seen) {
            add(sitting.seen->evidence(sitting.estimate, sitting.options.focalPx, sitting.seenNoise));
            add(evidenceOf(sitting.seen->reading(), sitting.estimate, sitting.seenNoise * kReadNoise));
        }
        if (sitting.start)
            add(evidenceOf(*sitting.start, sitting.estimate));
        all.push_back({*sitting.fitter, sitting.estimate, shading});
    }
    const auto refined = LandmarkFitter::refineTogether(all, cancel);
    for (std::size_t i = 0; i < sittings.size(); ++i)
        sittings[i].estimate = refined[i];
}

/// The sitting's head from its landmarks and its start.
void fitAlone(Sitting& sitting, const head::HeadModelData& model, int rounds, const base::CancelToken& cancel)
{
    sitting.fitter = std::make_unique<const LandmarkFitter>(model, sitting.input.landmarks, sitting.options);
    sitting.estimate = beginning(sitting);
    for (int round = 0; round < rounds; ++round) {
        std::optional<Evidence> evidence;
        if (sitting.start)
            evidence = evidenceOf(*sitting.start, sitting.estimate);
        sitting.estimate = sitting.fitter->refine(sitting.estimate, evidence ? &*evidence : nullptr, cancel);
    }
}

/// Fits under the measured errors, and finds how many times as large they are on this photo: sharp portraits are found far
/// better than painted heads. Under the right noise the surprise is 1.
void fitUnderOwnNoise(Sitting& sitting, const head::HeadModelData& model, int rounds, const base::CancelToken& cancel)
{
    constexpr int kTrials = 3;
    constexpr int kQuickRounds = 1;
    constexpr double kSame = 0.1;
    for (int trial = 0;; ++trial) {
        fitAlone(sitting, model, trial < kTrials ? kQuickRounds : rounds, cancel);
        const double surprise = sitting.fitter->surprise(sitting.estimate);
        sitting.surprise = sitting.options.noise * surprise;
        if (trial == kTrials)
            return;
        sitting.options.noise = std::clamp(sitting.surprise, kLeastNoise, kMostNoise);
        if (std::abs(surprise - 1.0) < kSame)
            trial = kTrials - 1; // the next one counts
    }
}

/// The sitting's head from its landmarks alone, as far as those can be trusted.
void fitLandmarks(Sitting& sitting, const head::HeadModelData& model, int rounds, const base::CancelToken& cancel)
{
    // Landmarks that a head reaches were found well, as on sharp portraits: they are trusted as they are.
    fitAlone(sitting, model, rounds, cancel);
    sitting.options.noise = noiseOf(*sitting.fitter, sitting.estimate, sitting.input.landmarks);
    const auto& origins = sitting.options.origins;
    const bool isFound = std::ranges::find(origins, LandmarkOrigin::Found) != origins.end();
    const bool isDoubtful = sitting.seen && sitting.seen->doubt(sitting.input.landmarks, origins) > kDoubtful;
    const auto errors = landmarkErrorsOf(model.name);
    if (errors && isFound && (isDoubtful || sitting.options.noise > 1.0)) {
        sitting.options.errors = errors;
        sitting.options.noise = 1.0;
        fitUnderOwnNoise(sitting, model, rounds, cancel);
    } else if (sitting.options.noise > 1.0) {
        fitAlone(sitting, model, rounds, cancel);
    }
}

Sitting seat(const FitInput& input, const head::HeadModelData& model, const encoder::FaceEncoder* encoder, const FitOptions& options,
             bool isFirst, const base::CancelToken& cancel)
{
    Sitting sitting{.input = input, .options = {}, .fitter = nullptr, .estimate = {}, .coefficients = {}, .iris = {}};
    if (isFirst && options.landmarks)
        sitting.input.landmarks = *options.landmarks;
    refuseLandmarksOutside(sitting.input.landmarks, input.image);
    sitting.options.focalPx = focalPx(input, isFirst ? options.fovDeg : std::nullopt);
    sitting.options.centre = {0.5 * input.image.width, 0.5 * input.image.height};
    if (isFirst) {
        sitting.options.origins = originsOf(options);
        sitting.start = options.start;
    }
    if (encoder != nullptr)
        sitting.seen = std::make_shared<const SeenPlaces>(model, encoder->weights(), encoder->read(input.image, sitting.input.landmarks),
                                                          sitting.options.shapeCount);
    fitLandmarks(sitting, model, options.contourRounds, cancel);
    if (!sitting.seen)
        return sitting;
    sitting.seenNoise = noiseOfSeen(sitting.options);
    for (int round = 0; round < options.contourRounds; ++round)
        refineAll(std::span(&sitting, 1), {}, cancel);
    return sitting;
}

/// What the skin's light says of each sitting's head.
std::vector<std::optional<ShadingVerdict>> judgeAll(const std::vector<Sitting>& sittings, const head::HeadModel& model,
                                                    const std::vector<PhotoCut>& cuts,
                                                    const std::vector<mesh::Camera>& cameras)
{
    std::vector<std::optional<ShadingVerdict>> verdicts;
    for (std::size_t i = 0; i < sittings.size(); ++i) {
        const base::Image& image = sittings[i].input.image;
        verdicts.push_back(judgeShading(
            model, {cuts[i], cameras[i], image.width, image.height, sittings[i].options.focalPx.has_value()},
            sittings[i].estimate));
    }
    return verdicts;
}

/// Form and pose that agree with the light on the skin as well as with the landmarks.
void followShading(std::vector<Sitting>& sittings, const head::HeadModel& model, int rounds,
                   const base::CancelToken& cancel)
{
    std::vector<PhotoCut> cuts;
    std::vector<mesh::Camera> cameras;
    for (const Sitting& sitting : sittings) {
        const base::Image& image = sitting.input.image;
        cameras.push_back(sitting.estimate.view.camera(image.width, image.height));
        cuts.push_back(cutPhoto(image, cameras.back(),
                                squareCamera(cameras.back(), image.width, image.height, kShadedSideMetres, kCutCentre),
                                kShadedCutSize));
    }
    for (int round = 0; round < rounds; ++round)
        refineAll(sittings, judgeAll(sittings, model, cuts, cameras), cancel);
}

/// Coefficients of the estimate, but for the eyes, which the gaze gave.
void takeEstimate(Sitting& sitting)
{
    const head::HeadCoefficients fitted = sitting.estimate.coefficients();
    sitting.coefficients.shape = fitted.shape;
    sitting.coefficients.expression = fitted.expression;
    sitting.coefficients.jaw = fitted.jaw;
}

void lookAtEyes(Sitting& sitting, const head::HeadModelData& model)
{
    const base::Image& image = sitting.input.image;
    sitting.iris =
        fitGaze(sitting.input, model, sitting.estimate.view.camera(image.width, image.height), sitting.coefficients);
}

/// What the controls make of the coefficients: lids that follow the gaze.
Eigen::VectorXf expressionUnderGaze(const Sitting& sitting, const head::HeadModel& model)
{
    return model.coefficients(model.controls(sitting.coefficients), sitting.coefficients.shape).expression;
}

} // namespace

namespace {

/// A detector of frontal faces that seems to have found a profile has found something else; and what no head
/// reaches and the encoder cannot read is no face.
void refuseStrangeFinds(const Sitting& sitting)
{
    constexpr double kProfile = 1.15; // radians: both eyes are seen up to here
    const bool isFound = std::ranges::count(sitting.options.origins, LandmarkOrigin::Found) > head::kLandmarkCount / 2;
    const bool isSeenSo = sitting.seen && std::abs(sitting.seen->yaw()) > kProfile;
    if (isFound && (isSeenSo || std::abs(sitting.estimate.view.yaw()) > kProfile))
        throw base::Error("no_face", "The face is seen too much from the side", "Choose a photo that shows both eyes");
    if (isFound && sitting.options.errors && sitting.seen && sitting.seen->reading().spread() > encoder::kLostSpread)
        throw base::Error("no_face", "What looks like a face here is none that can be read", "Choose a photo that shows the whole face, or place the landmarks by hand");
}

} // namespace

std::vector<ShapeFit> fitShapes(std::span<const FitInput> inputs, const head::HeadModel& model, const FitOptions& options,
                                base::Progress& progress, const base::CancelToken& cancel)
{
    base::require(!inputs.empty(), "at least one photo is fitted");
    const auto& data = model.data();
    progress.report({.stage = "pose", .done = 0, .of = 1, .metrics = {}});
    std::vector<Sitting> sittings;
    const auto encoder = encoder::faceEncoderOf(data.name);
    for (const FitInput& input : inputs) {
        cancel.check();
        sittings.push_back(seat(input, data, encoder.get(), options, sittings.empty(), cancel));
        refuseStrangeFinds(sittings.back());
    }
    progress.report({.stage = "shape", .done = 0, .of = 1, .metrics = {}});
    if (sittings.size() > 1)
        for (int round = 0; round < options.contourRounds; ++round)
            refineAll(sittings, {}, cancel);
    for (Sitting& sitting : sittings) {
        takeEstimate(sitting);
        lookAtEyes(sitting, data);
    }
    if (std::ranges::equal(data.expressionNames, head::arkitNames())) {
        // The lids follow the gaze, so they are fitted once more under it.
        for (Sitting& sitting : sittings)
            sitting.estimate.expression = expressionUnderGaze(sitting, model).cast<double>();
        refineAll(sittings, {}, cancel);
        followShading(sittings, model, options.shadingRounds, cancel);
        for (Sitting& sitting : sittings) {
            takeEstimate(sitting);
            lookAtEyes(sitting, data);
            sitting.coefficients.expression = expressionUnderGaze(sitting, model);
        }
    }
    std::vector<ShapeFit> fits;
    for (const Sitting& sitting : sittings)
        fits.push_back({.view = sitting.estimate.view,
                        .coefficients = sitting.coefficients,
                        .iris = sitting.iris,
                        .landmarks = sitting.input.landmarks,
                        .origins = sitting.options.origins,
                        .residualPx = sitting.fitter->residualsPx(sitting.estimate),
                        .surprise = sitting.surprise,
                        .isLensKnown = sitting.options.focalPx.has_value()});
    return fits;
}

} // namespace effigy::reconstruct
