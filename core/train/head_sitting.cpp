// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/head_sitting.h"

#include "base/error.h"
#include "generator/camera_label.h"
#include "generator/plane_form.h"
#include "mesh/colour_space.h"
#include "synth/head_photographer.h"
#include "synth/person_sampler.h"
#include "synth/scene.h"
#include "synth/seeded_random.h"
#include "train/part_texels.h"
#include "train/photographed_texture.h"
#include "train/texture_code.h"

#include <ATen/ATen.h>

#include <array>
#include <cmath>
#include <utility>

namespace effigy::train {
namespace {

using generator::View;
using torch::Tensor;

constexpr std::uint64_t kShotStream = 0x3f84d5b5ULL;
constexpr double kFarAway = 100.0; // metres from which a picture of the planes' 0.4 m is orthographic to 0.3 mm

Tensor tensorOf(const base::FloatImage& image)
{
    return at::from_blob(const_cast<float*>(image.values.data()), {1, image.height, image.width, image.channels}).permute({0, 3, 1, 2}).clone(at::MemoryFormat::Contiguous);
}

/// A camera that sees the planes' square straight along a view.
///   x, z  of the camera, head frame
mesh::Camera planeCamera(const Eigen::Vector3d& x, const Eigen::Vector3d& z)
{
    mesh::Camera camera;
    Eigen::Matrix3d axes;
    axes << x, z.cross(x), z;
    camera.headFromCamera.linear() = axes;
    camera.headFromCamera.translation() = Eigen::Vector3d(0.0, -generator::kWorldLift, 0.0) - kFarAway * z;
    camera.fx = camera.fy = kFarAway * generator::kWorldPerMetre; // the planes are one world unit wide
    return camera;
}

struct PlaneView {
    View view;
    mesh::Camera camera;
};

/// In the order of the planes.
std::array<PlaneView, 4> planeViews()
{
    using V = Eigen::Vector3d;
    return {PlaneView{View::Front, planeCamera(V::UnitX(), -V::UnitZ())},
            PlaneView{View::TopFromAbove, planeCamera(V::UnitX(), -V::UnitY())},
            PlaneView{View::LeftMirrored, planeCamera(-V::UnitZ(), -V::UnitX())},
            PlaneView{View::Right, planeCamera(V::UnitZ(), V::UnitX())}};
}

/// The person as one view sees it, twice as fine as planes are.
struct FarPicture {
    DepthPicture seen;
    Tensor isCover; // [1, 1, S, S] f32, 1 where something is that is not the head's own surface
};

FarPicture farPicture(const synth::HeadStock& stock, const synth::DressedHead& dressed, const mesh::ShLight& light, const mesh::Camera& camera,
                      const head::ControlValues& controls, int size)
{
    const auto picture = synth::photograph(stock, dressed, studioShot(camera, light, controls), {.size = size});
    const Tensor depth = tensorOf(picture.truth->depth);
    return {{camera, pictureTensor(picture.image, size), depth}, tensorOf(picture.truth->uv).slice(1, 0, 1).lt(0.0).logical_and(depth.gt(0.0)).to(torch::kFloat32)};
}

/// Heights above the planes' middle at half the resolution, metres: means of 2x2, or their highest where something ends.
Tensor halved(const Tensor& depth)
{
    constexpr double kEnd = 0.01; // metres between neighbours from which they are not one surface
    const auto highest = [](const Tensor& x) { return at::max_pool2d(x, {2, 2}); };
    const Tensor heights = at::where(depth.gt(0.0), kFarAway - depth, at::full_like(depth, -1.0));
    const Tensor top = highest(heights), bottom = -highest(-heights);
    return at::where((top - bottom).lt(kEnd), at::avg_pool2d(heights, {2, 2}), top);
}

/// One plane [1, kCodeChannels, P, P] of the person at rest.
Tensor staticPlane(const FarPicture& picture, const PlaneView& view, std::int64_t plane, const generator::GeneratorConfig& config)
{
    const auto flips = generator::flippedAxes(view.view);
    const auto laid = [&](const Tensor& x) { return flips.empty() ? x : x.flip(flips); };
    const Tensor code = planeCode(picture.seen.colour, view.view), depth = laid(picture.seen.depth);
    const Tensor covered = at::avg_pool2d(depth.gt(0.0).to(torch::kFloat32), {2, 2}).ge(0.5).to(torch::kFloat32);
    const Tensor cover = at::max_pool2d(laid(picture.isCover), {2, 2}); // wires of glasses are thinner than a texel
    const CoveredPlanes seen = grown({at::cat({code, halved(depth), cover}, 1), covered}, generator::kOverhang);
    Tensor made = seen.planes.slice(1, 0, kCodeChannels) * codeGains(config.planeChannels)[plane].slice(0, 0, kCodeChannels).reshape({1, -1, 1, 1}) * seen.covered;
    made.slice(1, kForm, kStaticCover)
        .copy_(generator::formOfHeights(seen.planes.slice(1, kCodeChannels, kCodeChannels + 1), seen.covered, view.view, config.rendering.boxWarp));
    made.slice(1, kStaticCover, kStaticCover + 1).copy_(seen.planes.slice(1, kCodeChannels + 1) * seen.covered);
    return made;
}

/// A mouth that shows teeth and tongue, and eyes that look up, so that more of their whites is seen.
head::ControlValues openedWide()
{
    head::ControlValues controls;
    for (const auto& [control, value] : {std::pair("jawOpen", 0.7), {"mouthUpperUpLeft", 0.8}, {"mouthUpperUpRight", 0.8}, {"mouthLowerDownLeft", 0.8},
                                         {"mouthLowerDownRight", 0.8}, {"eyeWideLeft", 0.8}, {"eyeWideRight", 0.8}})
        controls.set(control, value);
    return controls;
}

/// How long the rays of a picture's pixels are for one metre along the camera's z, [1, 1, S, S].
Tensor rayLengths(const mesh::Camera& camera, std::int64_t size)
{
    const Tensor at = (at::arange(size, torch::kFloat32) + 0.5) / static_cast<double>(size);
    const Tensor x = ((at - camera.cx) / camera.fx).reshape({1, 1, 1, -1}), y = ((at - camera.cy) / camera.fy).reshape({1, 1, -1, 1});
    return (x.square() + y.square() + 1.0).sqrt();
}

/// Where depths [1, 1, S, S] along the camera's z (metres) lie within the planes' cube: 0 or 1.
Tensor within(const Tensor& depth, const mesh::Camera& camera, double boxWarp)
{
    const auto size = depth.size(3);
    const Tensor at = (at::arange(size, torch::kFloat32) + 0.5) / static_cast<double>(size);
    const Tensor x = ((at - camera.cx) / camera.fx).reshape({1, 1, 1, -1}) * depth, y = ((at - camera.cy) / camera.fy).reshape({1, 1, -1, 1}) * depth;
    const auto& frame = camera.headFromCamera;
    Tensor inside = at::ones_like(depth);
    for (int axis = 0; axis < 3; ++axis) {
        const double lift = axis == 1 ? generator::kWorldLift : 0.0;
        const Tensor place = x * frame(axis, 0) + y * frame(axis, 1) + depth * frame(axis, 2) + (frame(axis, 3) + lift);
        inside = inside * (place.abs() * generator::kWorldPerMetre).lt(0.49 * boxWarp);
    }
    return at::where(depth.gt(0.0), inside, at::ones_like(inside));
}

generator::HeadPose poseOf(const synth::GroundTruth& truth)
{
    const auto points = [](const auto& list) {
        return at::from_blob(const_cast<float*>(list.front().data()), {1, static_cast<std::int64_t>(list.size()), 3}).clone();
    };
    return {points(truth.vertices), points(truth.landmarks)};
}

KnownShots shotOf(const synth::HeadStock& stock, const synth::DressedHead& dressed, const synth::Shot& shot, const generator::Generator& generator)
{
    const int size = generator.config.imageResolution();
    const auto picture = synth::photograph(stock, dressed, shot, {.size = size});
    const auto& truth = *picture.truth;
    const Tensor alpha = tensorOf(truth.masks).sum(1, true).clamp(0.0, 1.0);
    const Tensor depth = tensorOf(truth.depth);
    KnownShots shots;
    shots.pictures = (at::cat({pictureTensor(picture.image, size), alpha}, 1) * 255.0 + 0.5).to(torch::kUInt8);
    shots.weight = (within(depth, shot.camera, generator.config.rendering.boxWarp) * 255.0).to(torch::kUInt8);
    shots.depth = (depth * rayLengths(shot.camera, size) * generator::kWorldPerMetre).slice(2, 0, size, 2).slice(3, 0, size, 2).contiguous();
    shots.labels = generator::toTensor(generator::cameraLabel(shot.camera));
    shots.pose = poseOf(truth);
    shots.raster = generator::rasterStage(generator, shots.pose);
    return shots;
}

template <typename Get>
Tensor together(std::size_t count, const Get& get)
{
    std::vector<Tensor> parts;
    for (std::size_t i = 0; i < count; ++i)
        parts.push_back(get(i));
    return parts.size() == 1 ? parts[0] : at::cat(parts, 0);
}

/// Shots one after the other; each entry is a tensor's owner and the row that is wanted of it.
KnownShots joinedRows(const std::vector<std::pair<const KnownShots*, std::int64_t>>& rows)
{
    const auto row = [&](const auto& get) {
        return together(rows.size(), [&](std::size_t i) { return get(*rows[i].first).slice(0, rows[i].second, rows[i].second + 1); });
    };
    KnownShots all;
    all.pictures = row([](const KnownShots& s) { return s.pictures; });
    all.weight = row([](const KnownShots& s) { return s.weight; });
    all.depth = row([](const KnownShots& s) { return s.depth; });
    all.labels = row([](const KnownShots& s) { return s.labels; });
    all.pose = {row([](const KnownShots& s) { return s.pose.vertices; }), row([](const KnownShots& s) { return s.pose.landmarks; })};
    for (std::size_t view = 0; view < rows[0].first->raster.grids.size(); ++view) {
        all.raster.grids.push_back(row([&](const KnownShots& s) { return s.raster.grids[view]; }));
        all.raster.alphas.push_back(row([&](const KnownShots& s) { return s.raster.alphas[view]; }));
        all.raster.forms.push_back(row([&](const KnownShots& s) { return s.raster.forms[view]; }));
    }
    for (const auto& [shots, which] : rows)
        all.raster.mouths.push_back(shots->raster.mouths[static_cast<std::size_t>(which)]);
    return all;
}

std::int64_t pixelsOf(double share, std::int64_t size)
{
    const double exact = share * static_cast<double>(size);
    const auto whole = static_cast<std::int64_t>(std::lround(exact));
    base::require(std::abs(exact - static_cast<double>(whole)) < 1e-6, "windows on whole pixels");
    return whole;
}

} // namespace

HeadSitting HeadSitting::to(const torch::Device& device) const
{
    HeadSitting there = *this;
    for (Tensor* tensor : {&there.who.latent, &there.who.texture, &there.who.planes, &there.shots.pictures, &there.shots.weight, &there.shots.depth})
        *tensor = tensor->to(device);
    for (auto* views : {&there.shots.raster.grids, &there.shots.raster.alphas, &there.shots.raster.forms})
        for (Tensor& view : *views)
            view = view.to(device);
    return there;
}

KnownIdentity joined(const std::vector<const KnownIdentity*>& people)
{
    base::require(!people.empty(), "joined: somebody");
    const auto all = [&](Tensor KnownIdentity::*member) {
        return together(people.size(), [&](std::size_t i) { return people[i]->*member; });
    };
    return {all(&KnownIdentity::latent), all(&KnownIdentity::texture), all(&KnownIdentity::planes)};
}

KnownShots joined(const std::vector<ChosenShot>& chosen)
{
    base::require(!chosen.empty(), "joined: some shot");
    std::vector<std::pair<const KnownShots*, std::int64_t>> rows;
    for (const ChosenShot& c : chosen)
        rows.emplace_back(&c.sitting->shots, c.which);
    return joinedRows(rows);
}

Tensor windowLabels(const Tensor& labels, const std::vector<Window>& windows)
{
    constexpr int kFx = 16, kCx = 18, kFy = 20, kCy = 21; // of the label; the intrinsics are [fx s cx; 0 fy cy; 0 0 1]
    Tensor seen = labels.to(torch::kCPU).clone();
    auto* numbers = seen.data_ptr<float>();
    const auto width = seen.size(1);
    for (std::size_t i = 0; i < windows.size(); ++i) {
        float* label = numbers + static_cast<std::int64_t>(i) * width;
        const Window& window = windows[i];
        label[kFx] = static_cast<float>(label[kFx] / window.share);
        label[kFy] = static_cast<float>(label[kFy] / window.share);
        label[kFx + 1] = static_cast<float>(label[kFx + 1] / window.share);
        label[kCx] = static_cast<float>((label[kCx] - window.left) / window.share);
        label[kCy] = static_cast<float>((label[kCy] - window.top) / window.share);
    }
    return seen.to(labels.device());
}

Tensor windowPictures(const Tensor& pictures, const std::vector<Window>& windows)
{
    return together(windows.size(), [&](std::size_t i) {
        const auto size = pictures.size(3), side = pixelsOf(windows[i].share, size);
        const auto top = pixelsOf(windows[i].top, size), left = pixelsOf(windows[i].left, size);
        const auto item = static_cast<std::int64_t>(i);
        return pictures.slice(0, item, item + 1).slice(2, top, top + side).slice(3, left, left + side);
    });
}

synth::SyntheticHead personOf(const synth::Body& body, const SittingOptions& options, std::uint64_t person)
{
    return synth::sampleHead(body, synth::scrambled(synth::scrambled(options.seed) + person));
}

synth::Shot studioShot(const mesh::Camera& camera, const mesh::ShLight& light, head::ControlValues controls)
{
    synth::Shot shot;
    for (const char* neck : {"neckYaw", "neckPitch", "neckRoll"})
        controls.set(neck, 0.0); // hair and clothes stand in planes that stay
    shot.controls = std::move(controls);
    shot.camera = camera;
    shot.ambient = light;
    shot.key.colour = synth::Colour::Zero();
    shot.backdrop.first = shot.backdrop.second = synth::Colour::Zero();
    shot.faults = {.blur = 0.0F, .noise = 0.0F, .vignette = 0.0F, .jpegQuality = 0};
    return shot;
}

/// What is not skin, as far as pictures with an open mouth tell of it: of gums, inner lips and the walls of the mouth they show darkness alone,
/// which would stand as dots in the corners of closed lips.
struct InnerParts {
    Tensor shownOpen; // [1, 1, S, S] texels of eyes, teeth and tongue
    Tensor albedo;    // [1, 3, S, S] of the whole atlas, sRGB
};

InnerParts innerParts(const synth::DressedHead& dressed, const head::HeadModel& model, const generator::HeadLayout& layout, int size)
{
    const synth::Colour kEyeWhite(0.6F, 0.55F, 0.52F);
    const synth::MouthStyle& mouth = dressed.who.mouth;
    const std::array colours = {kEyeWhite, mouth.teeth, mouth.tongue, mouth.gums};
    const Tensor texels = partTexels(model, layout, {"eyes", "teeth", "tongue", "gums"}, size);
    InnerParts parts = {texels.slice(1, 0, 3).amax(1, true), pictureTensor(synth::albedoAtlas(dressed.skin), size)};
    for (std::size_t part = 0; part < colours.size(); ++part)
        for (int c = 0; c < 3; ++c)
            parts.albedo.select(1, c).masked_fill_(texels.select(1, static_cast<std::int64_t>(part)).gt(0.5), mesh::srgbFromLinear(colours[part][c]) / 255.0);
    return parts;
}

KnownIdentity knownIdentityOf(const synth::HeadStock& stock, const synth::DressedHead& dressed, const mesh::ShLight& light,
                              const generator::Generator& generator)
{
    const at::NoGradGuard noGradient;
    const auto& config = generator.config;
    const int size = 2 * config.planeResolution;
    KnownIdentity who;
    synth::DressedHead still = dressed;
    still.who.beard.cut = synth::BeardCut::None; // a beard moves with the jaw: it belongs to the texture
    const auto meshWith = [&](const head::ControlValues& controls) { return stock.head->mesh(stock.head->coefficients(controls, dressed.who.shape)); };
    const InnerParts inner = innerParts(dressed, *stock.head, generator.layout, size);
    PosedPictures rest = {meshWith({})}, open = {meshWith(openedWide()), {}, inner.shownOpen};
    std::vector<Tensor> planes;
    for (const PlaneView& view : planeViews()) {
        const FarPicture picture = farPicture(stock, still, light, view.camera, {}, size);
        planes.push_back(staticPlane(picture, view, static_cast<std::int64_t>(planes.size()), config));
        rest.pictures.push_back(picture.seen);
    }
    open.pictures.push_back(farPicture(stock, still, light, planeViews()[0].camera, openedWide(), size).seen);
    who.planes = at::stack(planes, 1).to(torch::kFloat16);
    const Tensor guess = litTexture(generator.layout, inner.albedo, rest.head.normals, light);
    who.texture = textureCode(photographedTexture(generator.layout, guess, {rest, open})).to(torch::kFloat16);
    return who;
}

HeadSitting sitFor(const synth::HeadStock& stock, const generator::Generator& generator, const PersonCode& code, const SittingOptions& options,
                   std::uint64_t person)
{
    const at::NoGradGuard noGradient;
    const synth::SyntheticHead who = personOf(stock.body, options, person);
    const synth::DressedHead dressed = synth::dress(stock, who);
    const mesh::ShLight light = lightOfPerson(who.seed);
    HeadSitting sitting;
    sitting.person = person;
    sitting.who = knownIdentityOf(stock, dressed, light, generator);
    sitting.who.latent = code.latent(who, light);
    std::vector<KnownShots> shots;
    for (int i = 0; i < options.shots; ++i) {
        const synth::Shot drawn = synth::sampleShot(synth::scrambled(who.seed ^ (kShotStream + static_cast<std::uint64_t>(i))), options.range);
        shots.push_back(shotOf(stock, dressed, studioShot(drawn.camera, light, drawn.controls), generator));
    }
    std::vector<std::pair<const KnownShots*, std::int64_t>> rows;
    for (const KnownShots& one : shots)
        rows.emplace_back(&one, 0);
    sitting.shots = joinedRows(rows);
    return sitting;
}

} // namespace effigy::train
