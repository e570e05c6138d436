// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/fit_head.h"

#include "base/error.h"
#include "encoder/matte_seed.h"
#include "head/surface_view.h"
#include "photo/decode.h"
#include "photo/face_finder.h"
#include "reconstruct/detail_fitter.h"
#include "reconstruct/far_side.h"
#include "reconstruct/fit_doctor.h"
#include "reconstruct/matte.h"
#include "reconstruct/outline_fitter.h"
#include "reconstruct/photo_cut.h"
#include "reconstruct/shape_fit.h"
#include "reconstruct/teeth_fitter.h"
#include "reconstruct/texture_baker.h"

#include <algorithm>
#include <functional>

namespace effigy::reconstruct {

namespace {

constexpr double kTextureSideMetres = 0.34; // the part of the photo that textures are taken from
constexpr int kTextureCutSize = 1024;
const Eigen::Vector3d kCutCentre(0.0, -0.005, 0.0); // metres, head frame

void tell(base::Progress& progress, const char* stage, int done, int of)
{
    base::ProgressReport report;
    report.stage = stage;
    report.done = done;
    report.of = of;
    progress.report(report);
}

} // namespace

HeadFit fitHead(std::span<const FitInput> inputs, const head::HeadModel& model, const FitOptions& options,
                base::Progress& progress, const base::CancelToken& cancel)
{
    base::require(!inputs.empty() && inputs.front().image.channels == 3, "photos are RGB");
    cancel.check();
    const std::vector<ShapeFit> shapes = fitShapes(inputs, model, options, progress, cancel);
    const ShapeFit& shape = shapes.front();
    const FitInput& asked = inputs.front();
    const int width = asked.image.width, height = asked.image.height;
    const auto& data = model.data();
    const head::HeadCoefficients& c = shape.coefficients;

    HeadFit fit;
    fit.headModel = data.name;
    fit.coefficients = c;
    fit.camera = shape.view.camera(width, height);
    fit.photoWidth = width;
    fit.photoHeight = height;
    fit.landmarks = shape.landmarks;
    fit.origins = shape.origins;
    fit.residualPx = shape.residualPx;
    fit.box = asked.box;

    tell(progress, "light", 0, 1);
    cancel.check();
    const PhotoCut cut = cutPhoto(asked.image, fit.camera,
                                  squareCamera(fit.camera, width, height, kTextureSideMetres, kCutCentre),
                                  kTextureCutSize);
    const mesh::Mesh plain = model.mesh(c);
    const head::SurfaceView plainView = head::viewSurface(plain.vertices, head::withoutLashes(plain), cut.camera, kTextureCutSize);
    const auto [matte, hair] = matteWithHair(cut.image, encoder::seedMatte(plainView, plain, data, cut.camera));
    const SeenHead plainHead{data, plain, cut, plainView, matte, hair};
    const std::vector<SkinSample> skin = sampleSkin(plainHead);
    const LitSkin lit = fitLight(skin);
    refuseStrangeFarSide(skin, lit, shape.view.yaw());
    fit.light = lit.light;
    const FittedPhoto examined{asked.image, plainHead, lit, fit, shape.surprise, shape.isLensKnown};
    fit.regions = regionFits(examined);
    fit.findings = photoFindings(examined);
    for (const PhotoFinding& finding : fit.findings)
        fit.notes.push_back(finding.text);

    tell(progress, "texture", 0, 1);
    cancel.check();
    fit.offsets = fitOutline(model, c, {cut.image, matte, cut.unseen, cut.camera});
    const std::vector<Eigen::Vector3f> teeth = fitTeeth(head::displaced(model, fit.offsets), c, cut);
    std::ranges::transform(fit.offsets, teeth, fit.offsets.begin(), std::plus<>());
    const head::HeadModel personal = head::displaced(model, fit.offsets);
    const mesh::Mesh fitted = personal.mesh(c);
    const head::SurfaceView view =
        head::viewSurface(fitted.vertices, head::withoutLashes(fitted), cut.camera, kTextureCutSize);
    const SeenHead seen{personal.data(), fitted, cut, view, matte, hair};
    PartColours colours;
    colours.skin = lit.skin;
    colours.iris = shape.iris.value_or(colours.iris);
    HeadTextures textures = bakeTextures(seen, lit, withHair(colours, seen, lit), options.textureSize);
    fit.litTexture = std::move(textures.lit);
    fit.albedo = std::move(textures.albedo);
    cancel.check();
    if (options.start && !options.start->detail.empty()) {
        fit.detail = options.start->detail;
        fit.detailOrigin = DetailOrigin::Network;
    } else {
        fit.detail = fitDetail(seen, lit, shape.view.depth() / shape.view.focalPx(), options.textureSize);
    }
    if (options.likeness != 1.0) {
        fit.coefficients.shape *= static_cast<float>(options.likeness);
        for (Eigen::Vector3f& offset : fit.offsets)
            offset *= static_cast<float>(options.likeness);
    }
    tell(progress, "texture", 1, 1);
    return fit;
}

HeadFit fitHead(const FitInput& input, const head::HeadModel& model, const FitOptions& options,
                base::Progress& progress, const base::CancelToken& cancel)
{
    return fitHead(std::span(&input, 1), model, options, progress, cancel);
}

HeadFit fitHead(const photo::Photo& photo, const photo::DetectedFace& face, const head::HeadModel& model,
                const FitOptions& options, base::Progress& progress, const base::CancelToken& cancel)
{
    const FitInput input{photo.image, face.landmarks,
                         {.x = face.x, .y = face.y, .width = face.width, .height = face.height}, photo.fovDeg};
    return fitHead(input, model, options, progress, cancel);
}

} // namespace effigy::reconstruct
