// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/backdrop_option.h"
#include "app/frame_range.h"
#include "app/pose_options.h"
#include "app/road.h"
#include "app/verb.h"
#include "avatar/stage_renderer.h"
#include "export/image_file.h"
#include "project/load_avatar.h"

#include <nlohmann/json.hpp>

#include <numbers>
#include <optional>
#include <utility>

namespace effigy::app {
namespace {

struct RenderOptions {
    std::filesystem::path project;
    std::filesystem::path output;
    PoseOptions pose;
    ViewOptions view;
    int size = 512;
    std::string pass;
    std::string frames;
    int turnFrames = 96;
    std::string background;
};

/// A picture as it is written: over the backdrop, if there is one.
base::Image dressed(base::Image picture, std::optional<exporter::Backdrop>& backdrop)
{
    return backdrop ? backdrop->under(picture) : std::move(picture);
}

/// What the options ask for, without frames.
avatar::RenderRequest requestOf(const RenderOptions& options, const avatar::Avatar& avatar, const project::Project& project)
{
    const avatar::AvatarState state = project.document().state();
    avatar::RenderRequest request;
    request.tone = project::toneOf(project, state.toning);
    request.controls = shownPose(state, options.pose);
    request.width = options.size;
    request.height = options.size;
    request.pass = options.pass.empty() ? (avatar.isInverted() ? avatar::Pass::Final : avatar::Pass::Textured)
                                        : avatar::passFromName(options.pass);
    request.frame = state.timeline.frameAt(options.pose.time.value_or(0.0));
    if (!isPhotoView(options.view))
        request.camera = avatar::viewportCamera(orbitView(options.view), options.size, options.size);
    return request;
}

/// Frame `frame` of a full turn of the camera.
mesh::Camera turnedCamera(const RenderOptions& options, int frame)
{
    mesh::OrbitView view = orbitView(options.view);
    view.yaw += 2.0 * std::numbers::pi * (frame - 1) / options.turnFrames;
    return avatar::viewportCamera(view, options.size, options.size);
}

std::vector<std::filesystem::path> renderFrames(const RenderOptions& options, const FrameRange& range,
                                                avatar::RenderRequest request, avatar::StageRenderer& renderer,
                                                std::optional<exporter::Backdrop>& backdrop, VerbContext& context)
{
    std::vector<std::filesystem::path> written;
    for (int frame = range.first; frame <= range.last; ++frame) {
        context.progress().report({.stage = "render", .done = frame - range.first, .of = range.last - range.first + 1, .metrics = {}});
        request.camera = turnedCamera(options, frame);
        request.frame = static_cast<std::uint32_t>(frame);
        written.push_back(framePath(options.output, frame));
        exporter::writeImage(written.back(), dressed(renderer.render(request, context.cancel()).image, backdrop));
    }
    return written;
}

void run(const RenderOptions& options, VerbContext& context)
{
    const project::Project project = project::Project::open(options.project, project::Access::ReadOnly);
    const auto avatar = project::loadAvatar(project, context.common.device);
    const avatar::RenderRequest request = requestOf(options, *avatar, project);
    if (options.pass.empty() && !avatar->isInverted())
        context.remark("This project has no avatar yet, so the textured mesh is rendered. `effigy invert` makes one.");
    auto backdrop = backdropOf(options.background);
    avatar::StageRenderer renderer(avatar);
    if (const auto range = parseFrameRange(options.frames)) {
        const auto written = renderFrames(options, *range, request, renderer, backdrop, context);
        nlohmann::json paths = nlohmann::json::array();
        for (const auto& path : written)
            paths.push_back(path.string());
        context.result({{"path", options.output.string()}, {"frames", paths}}, std::to_string(written.size()) + " frames written");
        return;
    }
    context.progress().report({.stage = "render", .done = 0, .of = 1, .metrics = {}});
    const avatar::RenderResult picture = renderer.render(request, context.cancel());
    exporter::writeImage(options.output, dressed(picture.image, backdrop));
    context.result({{"path", options.output.string()}, {"seconds", picture.seconds}}, options.output.string());
}

} // namespace

void addRenderVerb(CLI::App& root, VerbContext& context)
{
    auto options = std::make_shared<RenderOptions>();
    CLI::App* verb = addVerb(root, "render", "Render a picture of a project's avatar, with alpha",
                             "effigy render portrait.effigy -o smile.png --preset smile --yaw 20 --size 1024", context);
    verb->add_option("PROJECT", options->project, "The project to render")->required();
    verb->add_option("-o,--output", options->output, "The picture to write")->required()->type_name("OUT.{png,jpg,webp}");
    addPoseOptions(*verb, options->pose);
    addTimeOption(*verb, options->pose);
    addViewOptions(*verb, options->view);
    verb->add_option("--size", options->size, "Side of the picture, pixels")->check(CLI::Range(16, 8192));
    verb->add_option("--pass", options->pass, "final, raw, depth, normals, mask, mesh, clay, wire, uv or photo")
        ->check(CLI::IsMember({"final", "raw", "depth", "normals", "mask", "mesh", "clay", "wire", "uv", "photo"}));
    addBackdropOption(*verb, options->background);
    CLI::Option* frames = verb->add_option("--frames", options->frames, "Frames A to B of a full turn, as OUT_0001.png and so on")
                              ->type_name("A-B")
                              ->check(CLI::Validator(frameRangeRefusal, ""));
    verb->add_option("--turn", options->turnFrames, "Frames of a full turn")->check(CLI::Range(1, 100'000))->needs(frames);
    verb->callback([options, &context] { context.setJob([options, &context] { run(*options, context); }, Devices::Any); });
}

} // namespace effigy::app
