// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/fit_head.h"

#include "base/error.h"
#include "photo/decode.h"
#include "photo/face_finder.h"
#include "reconstruct/far_side.h"
#include "reconstruct/gaze.h"
#include "reconstruct/landmark_fitter.h"
#include "reconstruct/light_fitter.h"
#include "reconstruct/matte.h"
#include "reconstruct/matte_seed.h"
#include "reconstruct/outline_fitter.h"
#include "reconstruct/photo_cut.h"
#include "reconstruct/photo_evidence.h"
#include "reconstruct/surface_view.h"
#include "reconstruct/texture_baker.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace effigy::reconstruct {

namespace {

constexpr double kTextureSideMetres = 0.34; // the part of the photo that textures are taken from
constexpr int kTextureCutSize = 1024;
const Eigen::Vector3d kCutCentre(0.0, -0.005, 0.0); // metres, head frame

struct ShadingOptions {
    int rounds = 0;
    bool isLensKnown = false;
};

void tell(base::Progress& progress, const char* stage, int done, int of)
{
    base::ProgressReport report;
    report.stage = stage;
    report.done = done;
    report.of = of;
    progress.report(report);
}

std::optional<double> focalPx(const FitInput& input, const FitOptions& options)
{
    const auto fov = options.fovDeg ? options.fovDeg : input.fovDeg;
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

/// The mesh's triangles without lashes: those let through what lies behind them.
std::vector<Eigen::Vector3i> withoutLashes(const mesh::Mesh& mesh)
{
    auto triangles = mesh.triangles;
    for (const auto& part : mesh.parts)
        if (part.material == "lashes")
            std::fill_n(triangles.begin() + part.firstTriangle, part.triangleCount, Eigen::Vector3i(0, 0, 0));
    return triangles;
}

std::vector<std::string> doubts(const HeadFit& fit, double yaw, bool isLensKnown)
{
    constexpr double kSmallPx = 60.0;   // between the outer eye corners
    constexpr double kStrongTurn = 0.6; // radians
    std::vector<std::string> notes;
    const int across = static_cast<int>(std::lround(fit.box.width));
    if (interocularPx(fit.landmarks) < kSmallPx)
        notes.push_back("The face is small (" + std::to_string(across) + " pixels across), so the texture will be soft");
    if (std::abs(yaw) > kStrongTurn)
        notes.push_back("The head is strongly turned, so the far side is completed from the near one");
    if (landmarkError(fit) > 0.06)
        notes.push_back("The head model does not reach all landmarks; check the overlay");
    if (!isLensKnown)
        notes.push_back("The photo does not tell its angle of view; the distance was assumed");
    return notes;
}

HeadEstimate fitShape(const LandmarkFitter& fitter, HeadEstimate estimate, int rounds, base::Progress& progress,
                      const base::CancelToken& cancel)
{
    for (int round = 0; round < rounds; ++round) {
        tell(progress, "shape", round, rounds);
        estimate = fitter.refine(estimate, {}, cancel);
    }
    return estimate;
}

/// How far landmarks err, times what is usual. Those that no head reaches were not found well; a form that
/// follows them is further from the truth than the mean head.
double noiseOf(const LandmarkFitter& fitter, const HeadEstimate& estimate, const Landmarks2& landmarks)
{
    constexpr double kUsual = 0.014; // of the distance between the eye corners: residuals of good landmarks
    constexpr double kDoubled = 0.003; // more than that
    constexpr double kMost = 3.0;
    const auto residuals = fitter.residualsPx(estimate);
    const double mean =
        std::accumulate(residuals.begin(), residuals.end(), 0.0) / static_cast<double>(residuals.size());
    return std::clamp(1.0 + (mean / interocularPx(landmarks) - kUsual) / kDoubled, 1.0, kMost);
}

/// Form and pose that agree with the light on the skin as well as with the landmarks.
HeadEstimate followShading(const FitInput& input, const head::HeadModel& model, const LandmarkFitter& fitter,
                           HeadEstimate estimate, const ShadingOptions& options, const base::CancelToken& cancel)
{
    constexpr int kCutSize = 256; // 1.3 mm a pixel: finer is pores and stubble
    const int width = input.image.width, height = input.image.height;
    const mesh::Camera camera = estimate.view.camera(width, height);
    const PhotoCut cut =
        cutPhoto(input.image, camera, squareCamera(camera, width, height, kTextureSideMetres, kCutCentre), kCutSize);
    const ShadedPhoto photo{cut, camera, width, height, options.isLensKnown};
    for (int round = 0; round < options.rounds; ++round) {
        const auto verdict = judgeShading(model, photo, estimate);
        if (!verdict)
            break;
        estimate = fitter.refine(estimate, &verdict->evidence, cancel);
    }
    return estimate;
}

} // namespace

HeadFit fitHead(const FitInput& input, const head::HeadModel& model, const FitOptions& options,
                base::Progress& progress, const base::CancelToken& cancel)
{
    base::require(input.image.channels == 3, "the photo is RGB");
    cancel.check();
    const FitInput asked{input.image, options.landmarks.value_or(input.landmarks), input.box, input.fovDeg};
    refuseLandmarksOutside(asked.landmarks, asked.image);
    const int width = asked.image.width, height = asked.image.height;
    const auto& data = model.data();

    tell(progress, "pose", 0, 1);
    LandmarkFitOptions fitting;
    fitting.focalPx = focalPx(asked, options);
    fitting.centre = {0.5 * width, 0.5 * height};
    const LandmarkFitter trusting(data, asked.landmarks, fitting);
    HeadEstimate estimate = fitShape(trusting, trusting.start(), options.contourRounds, progress, cancel);
    fitting.noise = noiseOf(trusting, estimate, asked.landmarks);
    const LandmarkFitter fitter(data, asked.landmarks, fitting);
    if (fitting.noise > 1.0)
        estimate = fitShape(fitter, fitter.start(), options.contourRounds, progress, cancel);

    head::HeadCoefficients c = estimate.coefficients();
    auto iris = fitGaze(asked, data, estimate.view.camera(width, height), c);
    if (std::ranges::equal(data.expressionNames, head::arkitNames())) {
        // The lids follow the gaze, so they are fitted once more under it.
        estimate.expression = model.coefficients(model.controls(c), c.shape).expression.cast<double>();
        estimate = fitter.refine(estimate, {}, cancel);
        const auto follows = estimate.coefficients();
        c.shape = follows.shape;
        c.expression = follows.expression;
        c.jaw = follows.jaw;
        estimate = followShading(asked, model, fitter, estimate, {options.shadingRounds, fitting.focalPx.has_value()}, cancel);
        const auto shaded = estimate.coefficients();
        c.shape = shaded.shape;
        c.expression = shaded.expression;
        c.jaw = shaded.jaw;
        iris = fitGaze(asked, data, estimate.view.camera(width, height), c);
        c.expression = model.coefficients(model.controls(c), c.shape).expression;
    }

    HeadFit fit;
    fit.headModel = data.name;
    fit.coefficients = c;
    fit.camera = estimate.view.camera(width, height);
    fit.photoWidth = width;
    fit.photoHeight = height;
    fit.landmarks = asked.landmarks;
    fit.residualPx = fitter.residualsPx(estimate);
    fit.box = asked.box;
    fit.notes = doubts(fit, estimate.view.yaw(), fitting.focalPx.has_value());

    tell(progress, "light", 0, 1);
    cancel.check();
    const PhotoCut cut = cutPhoto(asked.image, fit.camera,
                                  squareCamera(fit.camera, width, height, kTextureSideMetres, kCutCentre),
                                  kTextureCutSize);
    const mesh::Mesh plain = model.mesh(c);
    const SurfaceView plainView = viewSurface(plain.vertices, withoutLashes(plain), cut.camera, kTextureCutSize);
    const base::FloatImage matte = matteHead(cut.image, seedMatte(plainView, plain, data, cut.camera));
    const std::vector<SkinSample> skin = sampleSkin({data, plain, cut, plainView, matte});
    const LitSkin lit = fitLight(skin);
    refuseStrangeFarSide(skin, lit, estimate.view.yaw());
    fit.light = lit.light;

    tell(progress, "texture", 0, 1);
    cancel.check();
    fit.offsets = fitOutline(model, c, {cut.image, matte, cut.unseen, cut.camera});
    const head::HeadModel personal = head::displaced(model, fit.offsets);
    const mesh::Mesh fitted = personal.mesh(c);
    const SurfaceView view =
        viewSurface(fitted.vertices, withoutLashes(fitted), cut.camera, kTextureCutSize);
    const SeenHead seen{personal.data(), fitted, cut, view, matte};
    PartColours colours;
    colours.skin = lit.skin;
    colours.iris = iris.value_or(colours.iris);
    HeadTextures textures = bakeTextures(seen, lit, withHair(colours, seen), options.textureSize);
    fit.litTexture = std::move(textures.lit);
    fit.albedo = std::move(textures.albedo);
    tell(progress, "texture", 1, 1);
    return fit;
}

HeadFit fitHead(const photo::Photo& photo, const photo::DetectedFace& face, const head::HeadModel& model,
                const FitOptions& options, base::Progress& progress, const base::CancelToken& cancel)
{
    const FitInput input{photo.image, face.landmarks,
                         {.x = face.x, .y = face.y, .width = face.width, .height = face.height}, photo.fovDeg};
    return fitHead(input, model, options, progress, cancel);
}

} // namespace effigy::reconstruct
