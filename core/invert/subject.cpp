// SPDX-License-Identifier: GPL-3.0-or-later
#include "invert/subject.h"

#include "base/error.h"
#include "generator/stages.h"
#include "head/hairline.h"
#include "invert/hair_paint.h"
#include "invert/photo_weight.h"
#include "reconstruct/surface_view.h"
#include "train/texture_code.h"

#include <ATen/ops/adaptive_avg_pool2d.h>
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

} // namespace

torch::Tensor tunableTexels(const head::HeadModel& model, const generator::HeadLayout& layout, int size)
{
    const auto& mesh = model.data().templateMesh;
    Eigen::MatrixXf values = Eigen::MatrixXf::Ones(model.vertexCount(), 1);
    const auto inside = model.data().masks.find("innerMouth");
    if (inside != model.data().masks.end())
        for (std::size_t v = 0; v < inside->second.size(); ++v)
            values(static_cast<Eigen::Index>(v), 0) = 1.0F - inside->second[v];
    const auto set = [&](const std::string& material, float value) {
        for (const auto& part : mesh.parts)
            if (part.material == material)
                for (int f = part.firstTriangle; f < part.firstTriangle + part.triangleCount; ++f)
                    for (int corner = 0; corner < 3; ++corner)
                        values(mesh.triangles[static_cast<std::size_t>(f)][corner], 0) = value;
    };
    set("tongue", 0.0F);
    set("gums", 0.0F);
    set("teeth", 1.0F);
    return train::bakeVertexValues(layout, values, size);
}

torch::Tensor seenTexels(const head::HeadModel& model, const generator::HeadLayout& layout, const head::HeadCoefficients& coefficients,
                         const reconstruct::AlignedPhoto& photo, int size)
{
    constexpr int kView = 512;         // pixels along the picture in which is looked who hides whom
    constexpr float kBehind = 0.003F;  // metres behind the nearest surface from which a vertex is hidden
    constexpr float kGrazed = 0.1F, kFacing = 0.38F; // cosines between which the photo tells more and more
    constexpr float kEarGrazed = 0.2F, kEarFacing = 0.5F; // and about the ears
    constexpr int kRim = 2;            // pixels of that view within the matte's border that may show what is behind
    const mesh::Camera& camera = photo.camera;
    const torch::Tensor shown = planeOf(photo.matte, kView) * (1.0 - planeOf(photo.unseen, kView));
    const torch::Tensor sure = (1.0 - at::max_pool2d(1.0 - shown, {2 * kRim + 1, 2 * kRim + 1}, {1, 1}, {kRim, kRim})).contiguous();
    const auto* share = sure.data_ptr<float>();
    const mesh::Mesh mesh = model.mesh(coefficients);
    const reconstruct::SurfaceView view = reconstruct::viewSurface(mesh.vertices, reconstruct::withoutLashes(mesh), camera, kView);
    const Eigen::Vector3f eye = camera.headFromCamera.translation().cast<float>();
    Eigen::MatrixXf seen = Eigen::MatrixXf::Zero(model.vertexCount(), 1);
    for (std::size_t v = 0; v < mesh.vertices.size(); ++v) {
        const Eigen::Vector3d at = mesh::project(camera, mesh.vertices[v].cast<double>());
        const int x = static_cast<int>(std::floor(at.x() * kView)), y = static_cast<int>(std::floor(at.y() * kView));
        if (x < 0 || y < 0 || x >= kView || y >= kView || static_cast<float>(at.z()) > view.depth[view.index(x, y)] + kBehind)
            continue;
        const float facing = mesh.normals[v].dot((eye - mesh.vertices[v]).normalized());
        const float ear = head::earShare(model.data().templateMesh.vertices[v]);
        const float grazed = std::lerp(kGrazed, kEarGrazed, ear), full = std::lerp(kFacing, kEarFacing, ear);
        const float t = std::clamp((facing - grazed) / (full - grazed), 0.0F, 1.0F);
        seen(static_cast<Eigen::Index>(v), 0) = t * t * (3.0F - 2.0F * t) * share[view.index(x, y)];
    }
    // Teeth and eyes lie in the shade of lips and lids, a millimetre from being seen: all of them or none.
    for (const auto& part : mesh.parts)
        if (part.material != "skin")
            for (int f = part.firstTriangle; f < part.firstTriangle + part.triangleCount; ++f)
                for (int corner = 0; corner < 3; ++corner)
                    seen(mesh.triangles[static_cast<std::size_t>(f)][corner], 0) = 1.0F;
    return train::bakeVertexValues(layout, seen, size);
}

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
    subject.head.shell =
        train::shellFromMatte(model, subject.coefficients, planeOf(photo.matte, size), photo.camera);
    subject.head.litTexture =
        paintHair(fit.litTexture, shared.layout, model, subject.coefficients, subject.head.shell, photo);
    subject.head.code = train::textureCode(train::pictureTensor(subject.head.litTexture, 2 * planes));
    subject.photo =
        train::headView(shared, model, subject.head, subject.coefficients, photo.camera, {size, config.rawResolution});
    takePhoto(subject.photo, photo, size);
    subject.photoMask = subject.photo.target.alpha * (1.0 - planeOf(photo.unseen, size));
    subject.tunable = tunableTexels(model, shared.layout, planes) * seenTexels(model, shared.layout, subject.coefficients, photo, planes);
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
