// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/aligned_photo.h"

#include "base/error.h"
#include "encoder/matte_seed.h"
#include "head/flame_head.h"
#include "head/surface_view.h"
#include "reconstruct/matte.h"
#include "reconstruct/photo_cut.h"
#include "reconstruct/published_view.h"

namespace effigy::reconstruct {

namespace {

const Eigen::Vector3d kCentreInHead(0.0, -0.005, 0.0);

encoder::MatteSeed seedOf(const HeadFit& fit, const head::HeadModel& model, const mesh::Camera& camera, int size)
{
    const mesh::Mesh fitted = model.mesh(fit.coefficients);
    return encoder::seedMatte(head::viewSurface(fitted.vertices, fitted.triangles, camera, size), fitted, model.data(), camera);
}

} // namespace

mesh::Camera alignedCamera(const mesh::Camera& photoCamera, int width, int height)
{
    return squareCamera(photoCamera, width, height, kAlignedSideMetres, kCentreInHead);
}

AlignedPhoto alignPhoto(const base::Image& photo, const HeadFit& fit, const head::HeadModel& model, int size,
                        base::Progress& progress, const base::CancelToken& cancel)
{
    base::require(photo.width == fit.photoWidth && photo.height == fit.photoHeight && photo.channels == 3,
                  "the photo is the one that was fitted");
    base::require(size >= 16, "an aligned photo has a size");
    cancel.check();
    progress.report({.stage = "matte", .done = 0, .of = 1, .etaSeconds = -1.0, .metrics = {}});
    const mesh::Camera square = head::hasFlameVertices(model.data()) ? publishedCamera(fit)
                                                                     : alignedCamera(fit.camera, photo.width, photo.height);
    PhotoCut cut = cutPhoto(photo, fit.camera, square, size);
    const encoder::MatteSeed seed = seedOf(fit, model, cut.camera, size);
    cancel.check();
    AlignedPhoto aligned;
    aligned.matte = matteHead(cut.image, seed);
    aligned.image = std::move(cut.image);
    aligned.unseen = std::move(cut.unseen);
    aligned.camera = cut.camera;
    progress.report({.stage = "matte", .done = 1, .of = 1, .etaSeconds = -1.0, .metrics = {}});
    return aligned;
}

base::FloatImage hairOf(const AlignedPhoto& photo, const HeadFit& fit, const head::HeadModel& model)
{
    return hairShare(photo.image, seedOf(fit, model, photo.camera, photo.image.width));
}

} // namespace effigy::reconstruct
