// SPDX-License-Identifier: GPL-3.0-or-later
#include "invert/subject.h"

#include "base/error.h"
#include "generator/stages.h"
#include "invert/hair_paint.h"
#include "invert/photo_weight.h"
#include "invert/texel_trust.h"
#include "train/texture_code.h"

#include <ATen/ops/adaptive_avg_pool2d.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/max_pool2d.h>
#include <ATen/ops/maximum.h>

#include <algorithm>
#include <cmath>

namespace effigy::invert {
namespace {

constexpr double kEmptyWeight = 0.3;    // of pixels well outside the head
constexpr double kFeatureWeight = 3.0;  // of eyes, brows and mouth
constexpr int kDilation = 12;           // pixels around the matte that count in full

/// What the photo shows, and how much each pixel counts.
void takePhoto(train::HeadView& view, const reconstruct::AlignedPhoto& photo, int size)
{
    const auto matte = planeOf(photo.matte, size);
    // Where the head is under clothes or the neighbour's hair, the photo says nothing of it.
    const auto covered = view.target.alpha * (1.0 - matte);
    const auto seen = (1.0 - planeOf(photo.unseen, size)) * (1.0 - covered);
    view.target.alpha = matte;
    view.target.colour = train::pictureTensor(photo.image, size) * matte;
    const auto near = dilated(matte, kDilation);
    const auto features = featureMap(view.pose.landmarks, view.camera, size) * (kFeatureWeight - 1.0) + 1.0;
    view.target.weight = (kEmptyWeight + (1.0 - kEmptyWeight) * near) * features * seen;
}

/// The photo, how much of each pixel is the head and seen, and how much of the head is hair there: [1, 5, size, size].
torch::Tensor seenHead(const reconstruct::AlignedPhoto& photo, const base::FloatImage& hair, int size)
{
    return at::cat({train::pictureTensor(photo.image, size), headShare(photo, size), planeOf(hair, size)}, 1);
}

} // namespace

torch::Tensor meanLatent(const generator::Generator& generator)
{
    const auto& mean = generator.parameters.at("backbone.mapping.w_avg");
    return mean.detach().reshape({1, 1, -1}).repeat({1, generator.config.wsRows(), 1});
}

Subject makeSubject(const generator::Generator& shared, const head::HeadModel& model, const reconstruct::AlignedPhoto& photo,
                    const reconstruct::HeadFit& fit)
{
    const torch::NoGradGuard noGrad;
    base::require(fit.headModel == model.data().name, "the head model that was fitted");
    base::require(shared.layout.faces.max().item<std::int64_t>() < model.vertexCount(), "a generator made for this head model");
    Subject subject;
    subject.generator = shared;
    subject.generator.parameters = shared.parameters.clone();
    subject.model = &model;
    const auto& config = shared.config;
    const auto planes = config.planeResolution, channels = config.planeChannels;
    subject.generator.parameters.set(generator::kTextureResidual, torch::zeros({1, channels, planes, planes}));
    subject.generator.parameters.set(generator::kPlaneResidual, torch::zeros({1, config.planeCount(), channels, planes, planes}));

    subject.coefficients = model.coefficients(model.controls(fit.coefficients), fit.coefficients.shape);
    subject.head.shape = fit.coefficients.shape;
    subject.head.ws = meanLatent(shared);
    const int size = config.imageResolution();
    const base::FloatImage hair = reconstruct::hairOf(photo, fit, model);
    const auto matte = planeOf(photo.matte, size);
    subject.head.shell = train::shellFromMatte(model, subject.coefficients, matte, photo.camera);
    subject.head.mane = train::maneFromPhoto(model, subject.coefficients, subject.head.shell, seenHead(photo, hair, size), photo.camera, planes,
                                             config.rendering.boxWarp);
    if (const auto& covers = subject.head.mane.coversEar; covers[0] || covers[1]) // only now it is known where hair need not lie flat
        subject.head.shell = train::shellFromMatte(model, subject.coefficients, matte, photo.camera, covers);
    subject.head.litTexture =
        paintHair(fit.litTexture, shared.layout, model, subject.coefficients, subject.head.shell, photo);
    subject.head.code = train::textureCode(train::pictureTensor(subject.head.litTexture, 2 * planes));
    subject.photo =
        train::headView(shared, model, subject.head, subject.coefficients, photo.camera, {size, config.rawResolution});
    takePhoto(subject.photo, photo, size);
    subject.photoMask = headShare(photo, size);
    subject.trust = trustOf(seenTexels(model, shared.layout, subject.coefficients, photo, hair, planes), model, shared.layout);
    writeHead(subject, subject.head.ws);
    return subject;
}

void writeHead(Subject& subject, const torch::Tensor& ws)
{
    const torch::NoGradGuard noGrad;
    auto texture = subject.generator.parameters.at(generator::kTextureResidual);
    auto planes = subject.generator.parameters.at(generator::kPlaneResidual);
    texture.zero_();
    planes.zero_();
    const auto own = generator::identityStage(subject.generator, ws);
    const auto known = train::knownIdentity(subject.generator, *subject.model, subject.head);
    texture.copy_(known.texture - own.texture);
    planes.copy_(known.staticPlanes - own.staticPlanes);
}

} // namespace effigy::invert
