// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/stage_renderer.h"

#include "avatar/cached_stage.h"
#include "avatar/clothes.h"
#include "avatar/look_learner.h"
#include "avatar/mouth_paint.h"
#include "avatar/neck_fade.h"
#include "avatar/shown_head.h"
#include "avatar/tuned_generator.h"
#include "base/error.h"
#include "generator/camera_label.h"
#include "generator/point_warp.h"
#include "generator/published_generator.h"
#include "generator/stages.h"
#include "head/caricature.h"
#include "head/form_controls.h"
#include "invert/weight_delta.h"
#include "mesh/mesh_renderer.h"
#include "mesh/uv_chart.h"
#include "style/picture_look.h"
#include "style/tone.h"

#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace effigy::avatar {

namespace {

using base::Error;
using generator::CameraLabel;

constexpr std::array<std::pair<std::string_view, Pass>, 10> kPassNames = {{
    {"final", Pass::Final}, {"raw", Pass::Raw},     {"depth", Pass::Depth}, {"normals", Pass::Normals}, {"mask", Pass::Mask},
    {"mesh", Pass::Textured}, {"clay", Pass::Clay}, {"wire", Pass::Wire},   {"uv", Pass::Uv},
    {"photo", Pass::Photo},
}};

constexpr int kChartSide = 1024;    // pixels: several to each pixel of a large picture
constexpr double kDepthSpan = 0.4; // metres from white to black, about the head's centre

/// The controls that change the mesh: all but the head's rotation, which turns the camera, and those of the look.
head::ControlValues poseControls(head::ControlValues controls)
{
    for (const auto& control : head::lookControls())
        controls.reset(control.id);
    for (const auto* id : {"headYaw", "headPitch", "headRoll"})
        controls.reset(id);
    return controls;
}

/// The photo's camera for a picture that need not be square: all of the photo is in it.
mesh::Camera fitSquare(mesh::Camera camera, int width, int height)
{
    const double side = std::min(width, height);
    camera.fx *= side / width;
    camera.fy *= side / height;
    camera.cx = 0.5 + (camera.cx - 0.5) * side / width;
    camera.cy = 0.5 + (camera.cy - 0.5) * side / height;
    return camera;
}

/// [1, C, H, W] f32 as [H, W, C].
base::FloatImage toFloatImage(const torch::Tensor& picture)
{
    const auto rows = picture[0].permute({1, 2, 0}).to(torch::kCPU, torch::kFloat32).contiguous();
    base::FloatImage image(static_cast<int>(rows.size(1)), static_cast<int>(rows.size(0)), static_cast<int>(rows.size(2)));
    std::copy_n(rows.data_ptr<float>(), image.values.size(), image.values.begin());
    return image;
}

/// 0 where no ray nearby met anything, 1 where one did: superresolution leaves a faint haze and a frame in empty space.
///   alpha  [1, 1, R, R]
///   returns [1, 1, size, size]
torch::Tensor nearCoverage(const torch::Tensor& alpha, std::int64_t size)
{
    constexpr double kSteepness = 8.0; // soft borders keep what superresolution made of them
    const auto nearby = at::max_pool2d(alpha, {3, 3}, {1, 1}, {1, 1});
    return (at::upsample_bilinear2d(nearby, {size, size}, false) * kSteepness).clamp(0.0, 1.0);
}

/// Premultiplied RGBA [1, 4, S, S], 0..1, of a final or raw image; `alpha` is used where the image has none of its own, and
/// without `alpha` it is opaque.
torch::Tensor premultipliedOf(const torch::Tensor& image, const torch::Tensor& alpha)
{
    const auto unit = ((image + 1.0) * 0.5).clamp(0.0, 1.0);
    if (!alpha.defined())
        return torch::cat({unit, torch::ones_like(unit.slice(1, 0, 1))}, 1);
    if (unit.size(1) == 4)
        return unit * nearCoverage(alpha, unit.size(2));
    const auto coverage = alpha.size(2) == unit.size(2)
                              ? alpha
                              : at::upsample_bilinear2d(alpha, {unit.size(2), unit.size(3)}, false);
    // The volume renders on black, so colours are premultiplied already.
    return torch::cat({unit, coverage.clamp(0.0, 1.0)}, 1);
}

/// The pose of a head in its own form: what the generator's planes are made of.
head::ControlValues withoutForm(head::ControlValues pose)
{
    for (const auto& control : head::formControls())
        pose.reset(control.id);
    return pose;
}

/// What of the look the generator itself shows: looks that it has learnt, and the colours of its mouth.
struct Appearance {
    std::map<std::string, double> learnt; // strength by id, those that count
    MouthPaint mouth;
    bool operator==(const Appearance&) const = default;
};

Appearance appearanceOf(const head::ControlValues& controls, const Avatar& avatar)
{
    Appearance appearance;
    const double strength = controls.get("lookStrength");
    for (const auto& [id, delta] : avatar.contents().learntLooks)
        if (const double amount = strength * controls.get(learntControl(id)); amount > 0.0)
            appearance.learnt.emplace(id, amount);
    if (avatar.isInverted() && avatar.generator()->mouth.teeth.defined())
        appearance.mouth = mouthPaintOf(controls);
    return appearance;
}

/// The tuned generator with what it has learnt. Together looks count as one at most: beyond that their sum leaves what either learnt.
generator::Generator styledGenerator(const Avatar& avatar, const std::map<std::string, double>& learnt)
{
    auto styled = avatar.generator()->generator;
    double sum = 0.0;
    for (const auto& [id, strength] : learnt)
        sum += strength;
    for (const auto& [id, strength] : learnt)
        styled.parameters = invert::applyWeightDelta(styled.parameters, avatar.contents().learntLooks.find(id)->second,
                                                     strength / std::max(1.0, sum));
    return styled;
}

/// How the mesh lies in a square or view: what decides its picture.
struct MeshInput {
    head::ControlValues pose;
    CameraLabel label{};
    int width = 0;
    int height = 0;
    Pass pass = Pass::Clay;
    Quality quality = Quality::Full;
    double detail = 0.0; // how strongly the folds of the fit show, or turn to the light
    bool operator==(const MeshInput&) const = default;
};

/// How strongly the folds of the fit show in `pass`: what has colours only does not change with them until it is lit anew.
double detailIn(Pass pass, const head::ControlValues& controls, const style::Look& look)
{
    const bool isLit = pass == Pass::Textured && style::paintOf(look).light != style::Light();
    const bool shows = isLit || pass == Pass::Clay || pass == Pass::Wire || pass == Pass::Normals || pass == Pass::Uv;
    return shows ? controls.get("meshDetail") : 0.0;
}

/// What `detail`, drawn `strength` times as high, adds to the unit normals of `mesh`: 3 channels, camera frame.
///   plain  the normals without it
base::FloatImage foldsOf(const mesh::Mesh& mesh, const mesh::Camera& view, const base::FloatImage& plain, mesh::MeshRenderOptions options,
                         const base::FloatImage& detail, double strength)
{
    options.heights = &detail;
    options.heightStrength = static_cast<float>(strength);
    base::FloatImage folds = mesh::renderMesh(mesh, view, plain.width, plain.height, options).normals;
    std::ranges::transform(folds.values, plain.values, folds.values.begin(), std::minus());
    return folds;
}

mesh::MeshRenderOptions meshOptions(const MeshInput& input, const reconstruct::HeadFit& fit)
{
    const auto [pass, quality] = std::pair(input.pass, input.quality);
    mesh::MeshRenderOptions options;
    options.supersampling = quality == Quality::Preview ? 1 : 2;
    options.heights = &fit.detail;
    options.heightStrength = static_cast<float>(input.detail);
    if (pass == Pass::Textured) {
        options.texture = &fit.litTexture; // the photo's light is in it
        options.light = mesh::Light::None;
    }
    if (pass == Pass::Uv) {
        static const base::Image kChart = mesh::uvChart(kChartSide);
        options.texture = &kChart;
    }
    if (pass == Pass::Wire)
        options.wire = mesh::WireStyle();
    return options;
}

/// What decides what the generator's camera stage sees.
struct CameraInput {
    head::ControlValues pose;
    Appearance appearance;
    CameraLabel label{};
    Quality quality = Quality::Full;
    bool operator==(const CameraInput&) const = default;
};

/// What decides how the head is painted: its picture, of either kind, and the look.
struct PaintInput {
    std::optional<CameraInput> neural;
    std::optional<MeshInput> drawn;
    style::Look look;
    bool operator==(const PaintInput&) const = default;
};

/// What decides the planes.
struct PlanesInput {
    head::ControlValues pose;
    Appearance appearance;
    bool operator==(const PlanesInput&) const = default;
};

struct Posed {
    head::HeadCoefficients coefficients;
    mesh::Mesh mesh; // in its form
};

/// Passes that show the head itself, and not what it is made of.
bool takesLook(Pass pass) { return pass == Pass::Final || pass == Pass::Textured; }

/// Preview: 3/4 of the rays each way, which then look once at outlines; where no guide rays save the others from looking in vain, 5/8
/// of the rays and half the samples, a fifth of the work.
generator::RayOptions raysFor(Quality quality, const generator::GeneratorConfig& config)
{
    generator::RayOptions rays;
    if (quality == Quality::Preview) {
        rays.isSketch = true;
        const int eighths = config.rendering.guideResolution > 0 ? 6 : 5;
        rays.resolution = std::max(1, config.rawResolution * eighths / 8);
        rays.depthSamples = std::max(2, config.rendering.depthSamples / 2);
        rays.importanceSamples = config.rendering.importanceSamples / 2;
    }
    return rays;
}

} // namespace

Pass passFromName(std::string_view name)
{
    std::string known;
    for (const auto& [word, pass] : kPassNames) {
        if (word == name)
            return pass;
        known += (known.empty() ? "" : ", ") + std::string(word);
    }
    throw Error("unsupported", "There is no pass \"" + std::string(name) + "\"", "Known passes: " + known);
}

bool needsGenerator(Pass pass) { return pass == Pass::Final || pass == Pass::Raw; }

std::string_view stageName(Stage stage)
{
    constexpr std::array<std::string_view, kStageCount> kNames = {"identity", "pose", "deform", "camera",
                                                                  "finish",   "mesh", "paint",  "compose"};
    return kNames[static_cast<std::size_t>(stage)];
}

struct StageRenderer::Stages {
    std::shared_ptr<const Avatar> avatar;
    std::vector<int> rim;          // of its neck
    std::optional<bool> isDressed; // once that was looked for
    [[nodiscard]] const GeneratorEye& eye() const { return *avatar->generator()->eye; }
    [[nodiscard]] torch::Device device() const { return avatar->generator()->ws.device(); }
    [[nodiscard]] torch::Tensor alphaOf(const generator::CameraStage& view) const
    {
        return eye().hasAlpha() ? view.alpha : torch::Tensor();
    }
    CachedStage<std::map<std::string, double>, generator::Generator> styled; // by what it has learnt
    CachedStage<Appearance, generator::IdentityStage> identity;
    CachedStage<head::ControlValues, std::shared_ptr<const head::HeadModel>> form; // by the controls of the form; part of the pose
    CachedStage<head::ControlValues, Posed> pose;
    CachedStage<head::ControlValues, generator::PointWarp> warp; // by the pose; part of the camera stage
    CachedStage<PlanesInput, torch::Tensor> deform;         // the planes
    CachedStage<PlanesInput, torch::Tensor> sketch;         // the planes of previews; apart, so that orbiting keeps both
    CachedStage<CameraInput, generator::CameraStage> camera;
    CachedStage<CameraInput, torch::Tensor> finish;         // premultiplied RGBA [1, 4, S, S], 0..1
    CachedStage<MeshInput, base::FloatImage> drawn;         // premultiplied RGBA
    CachedStage<MeshInput, style::Surface> drawnForm;
    CachedStage<PaintInput, base::FloatImage> paint;        // premultiplied RGBA
    int composeCount = 0;
    std::chrono::steady_clock::time_point composing; // when the last picture's began

    /// Calls `visit(stage, cache)` for each kept stage.
    template <typename Visit>
    void forEach(const Visit& visit)
    {
        visit(Stage::Identity, styled);
        visit(Stage::Identity, identity);
        visit(Stage::Pose, pose);
        visit(Stage::Deform, deform);
        visit(Stage::Deform, sketch);
        visit(Stage::Camera, camera);
        visit(Stage::Finish, finish);
        visit(Stage::Mesh, drawn);
        visit(Stage::Mesh, drawnForm);
        visit(Stage::Paint, paint);
    }

    const head::HeadModel& formed(const head::ControlValues& controls)
    {
        const auto wanted = formOf(controls);
        return *form.get(wanted, [&] { return shownHead(avatar->contents(), wanted); });
    }

    const Posed& posed(const head::ControlValues& controls)
    {
        return pose.get(controls, [&] {
            const head::HeadModel& model = formed(controls);
            Posed made;
            made.coefficients = model.coefficients(controls, avatar->fit().coefficients.shape);
            made.mesh = model.mesh(made.coefficients);
            return made;
        });
    }

    /// From the volume of the plain head to that of the head in its form.
    const generator::PointWarp& warped(const head::ControlValues& controls)
    {
        return warp.get(controls, [&] {
            const head::HeadModel& model = formed(controls);
            const auto coefficients = eye().pose(posed(controls).coefficients);
            return generator::PointWarp(avatar->headModel().vertices(coefficients), model.vertices(coefficients));
        });
    }

    const generator::Generator& generatorOf(const Appearance& appearance)
    {
        if (appearance.learnt.empty())
            return avatar->generator()->generator;
        return styled.get(appearance.learnt, [&] { return styledGenerator(*avatar, appearance.learnt); });
    }

    const generator::IdentityStage& identityOf(const Appearance& appearance)
    {
        const auto& tuned = *avatar->generator();
        const auto& generator = generatorOf(appearance);
        return identity.get(appearance, [&] {
            auto made = generator::identityStage(generator, tuned.ws);
            if (appearance.mouth != MouthPaint())
                made.texture = paintedMouth(made.texture, tuned.mouth, appearance.mouth);
            return made;
        });
    }

    /// Previews leave out what the mouth and blending networks add, look at textures as finely as planes are, and let ears end with a
    /// texel; where those networks replace instead of adding, they multiply in bf16 if the processor can. The head's form changes no plane.
    const torch::Tensor& planes(const CameraInput& wanted, const base::CancelToken& cancel)
    {
        const PlanesInput input{withoutForm(wanted.pose), wanted.appearance};
        const Quality quality = wanted.quality;
        const auto& generator = generatorOf(input.appearance);
        const auto& kept = identityOf(input.appearance);
        cancel.check();
        const auto& head = posed(wanted.pose);
        auto& stage = quality == Quality::Preview ? sketch : deform;
        return stage.get(input, [&] {
            const auto pose = generator::headPose(avatar->headModel(), eye().pose(head.coefficients));
            const bool isPreview = quality == Quality::Preview;
            const auto edges = isPreview ? generator::SideEdges::ByTexel : generator::SideEdges::Fine;
            const auto raster = generator::onDevice(generator::rasterStage(generator, pose, edges), device());
            cancel.check();
            const bool isQuick = isPreview && device().is_cpu() && nn::multipliesBf16(); // what a preview cannot leave out
            auto identity = kept;
            if (const auto& shade = avatar->generator()->shade)
                identity.texture = shade->shaded(kept.texture, lipOpening(pose.landmarks));
            const generator::SynthesisOptions options{.isSketch = isPreview,
                                                      .products = isQuick ? nn::Products::Bf16 : nn::Products::F32};
            return generator::deformStage(generator, identity, raster, avatar->generator()->ws, options).planes;
        });
    }

    const generator::CameraStage& seen(const CameraInput& input, const base::CancelToken& cancel)
    {
        const auto& generator = generatorOf(input.appearance);
        const auto& volume = planes(input, cancel);
        cancel.check();
        return camera.get(input, [&] {
            const auto seeing = eye().towards(generator, input.label);
            const auto label = generator::toTensor(input.label).to(device());
            const auto rays = raysFor(input.quality, generator.config);
            return head::isCaricature(input.pose) ? generator::cameraStage(seeing, volume, label, rays, warped(input.pose))
                                                  : generator::cameraStage(seeing, volume, label, rays);
        });
    }

    const torch::Tensor& finished(const CameraInput& input, const base::CancelToken& cancel)
    {
        const auto& generator = generatorOf(input.appearance);
        const auto& view = seen(input, cancel);
        cancel.check();
        return finish.get(input, [&] {
            return premultipliedOf(generator::finishStage(generator, view, avatar->generator()->ws), alphaOf(view));
        });
    }

    /// The generator's square picture for a pass, premultiplied.
    ///   camera  that `input` has the label of
    base::FloatImage square(Pass pass, const CameraInput& input, const mesh::Camera& camera, const base::CancelToken& cancel)
    {
        base::FloatImage picture = ragged(pass, input, camera, cancel);
        if (eye().hasAlpha() && rim.size() >= 3 && !wearsAnything(input))
            fadeNeck(picture, style::depthAlongZ(eye().metres(toFloatImage(seen(input, cancel).depth), input.label, camera), camera), camera,
                     fadeAbove(rim, posed(input.pose).mesh.vertices));
        return picture;
    }

    /// Whether the neck goes on in clothes, and need not fade.
    bool wearsAnything(const CameraInput& input)
    {
        if (!isDressed) {
            head::HeadCoefficients rest;
            rest.shape = avatar->fit().coefficients.shape;
            isDressed = wearsClothes(generatorOf(input.appearance), identityOf(input.appearance).staticPlanes, rim, avatar->headModel().vertices(rest));
        }
        return *isDressed;
    }

    /// The same with a neck that ends as the volume does.
    base::FloatImage ragged(Pass pass, const CameraInput& input, const mesh::Camera& camera, const base::CancelToken& cancel)
    {
        // A preview is the raw image: superresolution alone would take longer than all the rest.
        if (pass == Pass::Raw || (pass == Pass::Final && input.quality == Quality::Preview)) {
            const auto& view = seen(input, cancel);
            return toFloatImage(premultipliedOf(view.raw(), alphaOf(view)));
        }
        if (pass == Pass::Depth) {
            const auto& view = seen(input, cancel);
            const auto metres = eye().metres(toFloatImage(view.depth), input.label, camera);
            const double centre = camera.headFromCamera.translation().norm();
            return greyPicture(nearness(metres, centre - 0.5 * kDepthSpan, centre + 0.5 * kDepthSpan),
                               toFloatImage(view.alpha.clamp(0.0, 1.0)));
        }
        if (pass == Pass::Mask && input.quality == Quality::Preview)
            return toFloatImage(seen(input, cancel).alpha.clamp(0.0, 1.0).expand({1, 4, -1, -1}));
        const auto& picture = finished(input, cancel);
        return toFloatImage(pass == Pass::Mask ? picture.slice(1, 3, 4).expand({1, 4, -1, -1}) : picture);
    }

    /// The form in the generator's square picture.
    style::Surface squareForm(const CameraInput& input, const mesh::Camera& camera, const base::CancelToken& cancel)
    {
        const auto alongRays = eye().metres(toFloatImage(seen(input, cancel).depth), input.label, camera);
        return {style::depthAlongZ(alongRays, camera), camera, avatar->fit().light};
    }

    const style::Surface& meshForm(const MeshInput& input, const mesh::Camera& view)
    {
        const auto& head = posed(input.pose);
        return drawnForm.get(input, [&] {
            mesh::MeshRenderOptions options;
            options.supersampling = 1;
            options.normalFrame = mesh::NormalFrame::Camera;
            mesh::MeshRender render = mesh::renderMesh(head.mesh, view, input.width, input.height, options);
            const base::FloatImage& detail = avatar->fit().detail;
            style::Surface form{std::move(render.depth), view, avatar->fit().light};
            if (input.detail > 0.0 && !detail.empty())
                form.folds = foldsOf(head.mesh, view, render.normals, options, detail, input.detail);
            return form;
        });
    }

    base::FloatImage neuralPicture(const RenderRequest& request, const CameraInput& input, const Framing& framing,
                                   const mesh::Camera& view, const style::Look& look, const base::CancelToken& cancel);
    base::FloatImage drawnPicture(const RenderRequest& request, const MeshInput& input, const mesh::Camera& view,
                                  const style::Look& look, const base::CancelToken& cancel);

    const base::FloatImage& meshPicture(const MeshInput& input, const mesh::Camera& view)
    {
        const auto& head = posed(input.pose);
        return drawn.get(input, [&] {
            const auto options = meshOptions(input, avatar->fit());
            const auto render = mesh::renderMesh(head.mesh, view, input.width, input.height, options);
            switch (input.pass) {
            case Pass::Normals:
                return normalPicture(render.normals);
            case Pass::Mask:
                return greyPicture(base::FloatImage(input.width, input.height, 1, 1.0F), render.mask);
            case Pass::Depth: {
                const double centre = (view.headFromCamera.inverse() * Eigen::Vector3d::Zero()).z();
                base::FloatImage coverage = render.depth;
                for (float& value : coverage.values)
                    value = value > 0.0F ? 1.0F : 0.0F;
                return greyPicture(nearness(render.depth, centre - 0.5 * kDepthSpan, centre + 0.5 * kDepthSpan), coverage);
            }
            default:
                return toPremultiplied(render.colour);
            }
        });
    }
};

/// A picture of the generator in the view, with its look.
base::FloatImage StageRenderer::Stages::neuralPicture(const RenderRequest& request, const CameraInput& input, const Framing& framing,
                                                      const mesh::Camera& view, const style::Look& look, const base::CancelToken& cancel)
{
    base::FloatImage square = this->square(request.pass, input, framing.camera, cancel);
    const auto brush = style::paintOf(look);
    if (brush != style::Look()) {
        cancel.check();
        square = paint.get({input, std::nullopt, brush}, [&] { return style::painted(square, squareForm(input, framing.camera, cancel), brush); });
    }
    composing = std::chrono::steady_clock::now();
    auto picture = placeInView(square, framing, request.width, request.height);
    if (style::isPlain(look))
        return picture;
    cancel.check();
    const auto form = style::needsForm(look) ? style::placed(squareForm(input, framing.camera, cancel), {framing.left, framing.top, framing.side},
                                                             request.width, request.height, view)
                                             : style::Surface();
    return style::finished(std::move(picture), form, look, request.frame);
}

/// A picture of the mesh in the view, with its look.
base::FloatImage StageRenderer::Stages::drawnPicture(const RenderRequest& request, const MeshInput& input, const mesh::Camera& view,
                                                     const style::Look& look, const base::CancelToken& cancel)
{
    base::FloatImage picture = meshPicture(input, view);
    const auto brush = style::paintOf(look);
    if (brush != style::Look()) {
        cancel.check();
        picture = paint.get({std::nullopt, input, brush}, [&] { return style::painted(picture, meshForm(input, view), brush); });
    }
    composing = std::chrono::steady_clock::now();
    if (style::isPlain(look))
        return picture;
    cancel.check();
    const auto form = style::needsForm(look) ? meshForm(input, view) : style::Surface();
    return style::finished(std::move(picture), form, look, request.frame);
}

StageRenderer::StageRenderer(std::shared_ptr<const Avatar> avatar)
    : m_stages(std::make_unique<Stages>())
{
    base::require(avatar != nullptr, "a renderer needs an avatar");
    m_stages->avatar = std::move(avatar);
    m_stages->rim = rimOfNeck(m_stages->avatar->headModel().data().templateMesh);
}

StageRenderer::~StageRenderer() = default;
StageRenderer::StageRenderer(StageRenderer&&) noexcept = default;
StageRenderer& StageRenderer::operator=(StageRenderer&&) noexcept = default;

const Avatar& StageRenderer::avatar() const { return *m_stages->avatar; }

namespace {

/// The photo in a view through its own camera.
base::FloatImage photoPicture(const Avatar& avatar, const RenderRequest& request)
{
    if (request.camera
        && generator::cameraLabel(*request.camera)
               != generator::cameraLabel(fitSquare(avatar.photoCamera(), request.width, request.height)))
        throw Error("unsupported", "The photo was taken by one camera only", "Match the view to the photo");
    Framing whole;
    whole.side = std::min(request.width, request.height);
    whole.left = 0.5 * (request.width - whole.side);
    whole.top = 0.5 * (request.height - whole.side);
    return placeInView(toPremultiplied(avatar.photo().image), whole, request.width, request.height);
}

} // namespace

RenderResult StageRenderer::render(const RenderRequest& request, const base::CancelToken& cancel)
{
    base::require(request.width > 0 && request.height > 0, "a picture needs pixels");
    const auto& avatar = *m_stages->avatar;
    if (needsGenerator(request.pass) && !avatar.isInverted())
        throw Error("unsupported", "The photo has not been turned into an avatar yet", "Invert it first, or look at the mesh");
    if (request.pass == Pass::Mask && !avatar.hasAlpha())
        throw Error("unsupported", "The avatar's generator paints the background as well, so there is no mask of the head",
                    "Render the final picture, or the mesh, which has a mask of its own");
    const c10::InferenceMode inference;
    m_stages->forEach([](Stage, auto& cache) { cache.forgetRun(); });
    const auto start = std::chrono::steady_clock::now();
    const auto secondsSince = [](auto begin) {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    };

    RenderResult result;
    result.avatarVersion = avatar.version();
    result.quality = request.pass == Pass::Photo ? Quality::Full : request.quality;
    const auto camera = request.camera.value_or(fitSquare(avatar.photoCamera(), request.width, request.height));
    const auto view = cameraOfTurnedHead(camera, request.controls);
    const auto pose = poseControls(request.controls);
    const bool isNeural = avatar.isInverted()
                          && (needsGenerator(request.pass) || request.pass == Pass::Depth || request.pass == Pass::Mask);
    const auto look = takesLook(request.pass) ? style::lookOf(request.controls) : style::Look();
    base::FloatImage picture;
    auto composing = start;
    cancel.check();
    if (request.pass == Pass::Photo) {
        picture = photoPicture(avatar, request);
    } else if (isNeural) {
        const GeneratorEye& eye = m_stages->eye();
        const auto framing = frameHead(view, request.width, request.height, eye.square());
        const CameraInput input{pose, appearanceOf(request.controls, avatar), eye.label(framing.camera), request.quality};
        picture = m_stages->neuralPicture(request, input, framing, view, look, cancel);
        composing = m_stages->composing;
    } else {
        const MeshInput input{pose, generator::cameraLabel(view), request.width, request.height, request.pass, request.quality,
                              detailIn(request.pass, request.controls, look)};
        picture = m_stages->drawnPicture(request, input, view, look, cancel);
        composing = m_stages->composing;
    }
    if (request.tone && takesLook(request.pass))
        style::tone(picture, *request.tone, style::toneAmounts(request.controls));
    result.image = toPicture(picture, request.background);
    ++m_stages->composeCount;

    m_stages->forEach([&](Stage stage, const auto& cache) {
        auto& run = result.stages[static_cast<std::size_t>(stage)];
        run = {run.ran || cache.didRun(), run.seconds + cache.seconds()};
    });
    result.stages[static_cast<std::size_t>(Stage::Compose)] = {true, secondsSince(composing)};
    result.seconds = secondsSince(start);
    return result;
}

int StageRenderer::runCount(Stage stage) const
{
    if (stage == Stage::Compose)
        return m_stages->composeCount;
    int count = 0;
    m_stages->forEach([&](Stage visited, const auto& cache) {
        if (visited == stage)
            count += cache.runCount();
    });
    return count;
}

void StageRenderer::clear()
{
    m_stages->forEach([](Stage, auto& cache) { cache.clear(); });
    m_stages->form.clear();
    m_stages->warp.clear();
}

} // namespace effigy::avatar
