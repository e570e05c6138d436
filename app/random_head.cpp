// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/random_head.h"

#include "app/avatar_thumbnail.h"
#include "app/road.h"
#include "avatar/neck_fade.h"
#include "avatar/stage_renderer.h"
#include "base/error.h"
#include "export/image_file.h"
#include "generator/model_library.h"
#include "invert/projector.h"
#include "invert/weight_delta.h"
#include "mesh/colour_space.h"
#include "synth/framed_camera.h"
#include "synth/head_photographer.h"
#include "train/generator_losses.h"
#include "train/init_trainer.h"
#include "train/picture_loss.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>

namespace effigy::app {
namespace {

using torch::Tensor;

constexpr int kPhotoSize = 1024;      // pixels
constexpr double kDistance = 1.4;     // metres: a portrait lens
constexpr double kPhotoSide = 0.42;   // metres that the photo shows at the head's depth
constexpr int kTextureSize = 1024;    // texels

/// The person at rest before a plain wall.
synth::Shot portraitShot(const mesh::Camera& camera, const mesh::ShLight& light)
{
    synth::Shot shot = train::studioShot(camera, light, {});
    shot.backdrop = {.kind = synth::BackdropKind::Gradient, .first = synth::Colour(0.10F, 0.11F, 0.12F), .second = synth::Colour(0.05F, 0.055F, 0.06F)};
    return shot;
}

reconstruct::AlignedPhoto alignedPortrait(const synth::HeadStock& stock, const RandomPerson& person, const mesh::Camera& camera)
{
    const auto picture = synth::photograph(stock, person.dressed, portraitShot(camera, person.light), {.size = kAlignedSize});
    const base::FloatImage& masks = picture.truth->masks;
    reconstruct::AlignedPhoto portrait;
    portrait.image = picture.image;
    portrait.camera = camera;
    portrait.matte = base::FloatImage(masks.width, masks.height, 1);
    portrait.unseen = base::FloatImage(masks.width, masks.height, 1);
    for (int y = 0; y < masks.height; ++y)
        for (int x = 0; x < masks.width; ++x) {
            float sum = 0.0F;
            for (int region = 0; region < synth::kRegionCount; ++region)
                if (static_cast<synth::Region>(region) != synth::Region::Clothes)
                    sum += masks.at(x, y)[region];
            *portrait.matte.at(x, y) = std::clamp(sum, 0.0F, 1.0F);
        }
    // Mattes of photos fade above the end of the neck, and so do avatars.
    const mesh::Mesh& resting = stock.head->data().templateMesh;
    const auto vertices = stock.head->vertices(stock.head->coefficients(head::ControlValues(), person.dressed.who.shape));
    avatar::fadeNeck(portrait.matte, picture.truth->depth, camera, avatar::fadeAbove(avatar::rimOfNeck(resting), vertices));
    return portrait;
}

/// A texture without its light: divided by what that light makes of an even grey.
base::Image withoutLight(const base::Image& lit, const base::Image& litGrey, std::uint8_t grey)
{
    constexpr float kLeastShading = 0.15F;
    const float plain = mesh::linearFromSrgb(grey);
    base::Image albedo(lit.width, lit.height, 3);
    for (std::size_t i = 0; i < lit.pixels.size(); ++i) {
        const float shading = std::max(kLeastShading, mesh::linearFromSrgb(litGrey.pixels[i]) / plain);
        albedo.pixels[i] = mesh::srgbFromLinear(mesh::linearFromSrgb(lit.pixels[i]) / shading);
    }
    return albedo;
}

/// What a fit of the portrait would have found.
reconstruct::HeadFit knownFit(const synth::HeadStock& stock, const RandomPerson& person, const mesh::Camera& camera, const generator::HeadLayout& layout)
{
    reconstruct::HeadFit fit;
    fit.headModel = stock.head->data().name;
    fit.coefficients = stock.head->coefficients(head::ControlValues(), person.dressed.who.shape);
    fit.camera = camera;
    fit.photoWidth = fit.photoHeight = kPhotoSize;
    fit.light = person.light;
    const mesh::Mesh mesh = stock.head->mesh(fit.coefficients);
    fit.litTexture = train::tensorPicture(at::upsample_bilinear2d(train::litTextureOf(person.known.texture.to(torch::kFloat32)), {kTextureSize, kTextureSize}, false));
    constexpr std::uint8_t kGrey = 128;
    const Tensor grey = at::full({1, 3, kTextureSize, kTextureSize}, kGrey / 255.0);
    fit.albedo = withoutLight(fit.litTexture, train::tensorPicture(train::litTexture(layout, grey, mesh.normals, person.light)), kGrey);
    const auto landmarks = stock.head->landmarks(mesh.vertices);
    Eigen::Vector2f low = Eigen::Vector2f::Constant(kPhotoSize), high = Eigen::Vector2f::Zero();
    for (std::size_t i = 0; i < landmarks.size(); ++i) {
        fit.landmarks[i] = (mesh::project(camera, landmarks[i].cast<double>()).head<2>() * kPhotoSize).cast<float>();
        low = low.cwiseMin(fit.landmarks[i]);
        high = high.cwiseMax(fit.landmarks[i]);
    }
    fit.box = {low.x(), low.y(), high.x() - low.x(), high.y() - low.y()};
    return fit;
}

/// The person written into the generator, as tuning would have done it.
invert::InversionResult written(const RandomPerson& person, const generator::Generator& shared, const std::filesystem::path& model)
{
    const Tensor ws = invert::meanLatent(shared);
    const generator::IdentityStage own = generator::identityStage(shared, ws), wanted = train::writtenIdentity(person.known, shared.config);
    tensorio::StateDict tuned = shared.parameters;
    tuned.set(generator::kTextureResidual, (wanted.texture - own.texture).contiguous());
    tuned.set(generator::kPlaneResidual, (wanted.staticPlanes - own.staticPlanes).contiguous());
    invert::InversionResult inversion;
    inversion.model = shared.config.name;
    inversion.modelSha256 = generator::modelSha256(model);
    inversion.wsRows = static_cast<int>(ws.size(1));
    inversion.wsColumns = static_cast<int>(ws.size(2));
    const Tensor dense = ws.contiguous();
    inversion.ws.assign(dense.data_ptr<float>(), dense.data_ptr<float>() + dense.numel());
    inversion.weightDelta = invert::encodeWeightDelta(tuned, shared.parameters);
    return inversion;
}

Tensor tensorOf(const base::FloatImage& image)
{
    return at::from_blob(const_cast<float*>(image.values.data()), {1, image.channels, image.height, image.width}).clone();
}

/// How near the avatar comes to its portrait, dB inside the matte.
double psnrOf(const base::Image& seen, const reconstruct::AlignedPhoto& portrait)
{
    constexpr double kWhite = 1.0;
    return train::peakSignalToNoise(train::pictureTensor(seen, kAlignedSize), train::pictureTensor(portrait.image, kAlignedSize), tensorOf(portrait.matte), kWhite);
}

} // namespace

project::Project createRandomHead(const std::filesystem::path& path, const IdentityChoice& choice, const std::filesystem::path& model,
                                  base::Progress& progress, const base::CancelToken& cancel)
{
    const at::NoGradGuard noGradient;
    progress.report({.stage = "person", .done = 0, .of = 2, .metrics = {}});
    const std::filesystem::path file = generator::ModelLibrary().fileOf(model.empty() ? "embedded" : model.string());
    const generator::Generator shared = generator::readGenerator(file);
    if (!train::isCoded(shared))
        throw base::Error("unsupported", "The generator " + shared.config.name + " knows no heads that a project could hold",
                          "Leave --model away, or write a picture");
    const synth::HeadStock stock = synth::loadHeadStock(synth::atlasSizeFor(kPhotoSize));
    const RandomPerson person = randomPerson(stock, choice, shared);
    cancel.check();
    const mesh::Camera camera = synth::framedCamera(0.0, 0.0, 0.0, kDistance, kPhotoSide);
    const base::Image photo = synth::photograph(stock, person.dressed, portraitShot(camera, person.light), {.size = kPhotoSize, .hasTruth = false}).image;
    cancel.check();
    progress.report({.stage = "avatar", .done = 1, .of = 2, .metrics = {}});
    avatar::AvatarContents contents;
    contents.headModel = stock.head;
    contents.fit = knownFit(stock, person, camera, shared.layout);
    contents.photo = alignedPortrait(stock, person, reconstruct::alignedCamera(camera, kPhotoSize, kPhotoSize));
    contents.inversion = written(person, shared, file);
    const auto avatar = std::make_shared<const avatar::Avatar>(contents, file);
    avatar::StageRenderer renderer(avatar);
    avatar::RenderRequest request;
    request.controls = avatar->photoControls();
    request.width = request.height = kAlignedSize;
    request.background = avatar::Colour{};
    contents.inversion->psnr = psnrOf(renderer.render(request, cancel).image, contents.photo);
    project::Project project = project::Project::create(
        path, {.photo = {.name = "head-" + std::to_string(choice.seed) + ".png", .bytes = exporter::encodePng(photo)},
               .fit = contents.fit,
               .aligned = contents.photo,
               .controls = avatar->photoControls()});
    project.setInversion(*contents.inversion);
    project.setThumbnail(avatarThumbnail(renderer, cancel));
    progress.report({.stage = "avatar", .done = 2, .of = 2, .metrics = {}});
    return project;
}

} // namespace effigy::app
