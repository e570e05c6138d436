// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clip_motion.h"
#include "app/film.h"
#include "app/generated_head.h"
#include "app/precision_option.h"
#include "app/road.h"
#include "app/verb.h"
#include "export/video_writer.h"
#include "generator/orbit_camera.h"
#include "project/load_avatar.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace effigy::app {
namespace {

struct ReenactOptions {
    std::filesystem::path project; // empty: a generated head
    int size = 512;                // of a project's film, pixels
    std::filesystem::path model;
    std::filesystem::path drive;
    std::filesystem::path output;
    double truncation = 0.7;
    std::optional<int> cutoff;
    nn::Products products = nn::Products::F32;
    int smoothing = 1;
    bool isCameraFixed = false;
    int frames = 0;
    std::optional<double> fps; // absent: the driving video's, or 30
};

/// The avatar of a project, driven by a video.
void runProject(const ReenactOptions& options, VerbContext& context)
{
    const project::Project project = project::Project::open(options.project, project::Access::ReadOnly);
    const ClipMotion found = motionFromClip({.clip = options.drive, .fps = options.fps}, project, context);
    avatar::AvatarState state = project.document().state();
    state.timeline = avatar::withMotion(state.timeline, avatar::editable(found.motion, found.parts, 0.0), state.controls);
    avatar::StageRenderer renderer(project::loadAvatar(project, context.common.device));
    const double fps = state.timeline.fps;
    int count = state.timeline.frameCount(fps);
    if (options.frames > 0)
        count = std::min(count, options.frames);
    avatar::RenderRequest wanted;
    wanted.pass = renderer.avatar().isInverted() ? avatar::Pass::Final : avatar::Pass::Textured;
    wanted.tone = project::toneOf(project, state.toning);
    const auto request = [&](int n) {
        wanted.controls = avatar::shownControls(state, state.timeline.start + (n - 1) / fps);
        wanted.frame = static_cast<std::uint32_t>(n);
        return wanted;
    };
    const int frames = writeFilm(options.output, {.size = options.size, .fps = fps, .range = {1, count}}, request, renderer, context.progress(),
                                 context.cancel());
    context.result({{"path", options.output.string()}, {"frames", frames}}, options.output.string() + ": " + std::to_string(frames) + " frames");
}

void run(const ReenactOptions& options, VerbContext& context)
{
    auto frames =
        generator::smoothed(generator::readDrivingFolder(options.drive), options.smoothing);
    if (options.frames > 0 && options.frames < static_cast<int>(frames.size()))
        frames.resize(static_cast<std::size_t>(options.frames));
    GeneratedHead head(options.model, frames.front().pose, context.common.device, options.products);
    head.setIdentity(
        {static_cast<std::uint32_t>(context.common.seed), options.truncation, options.cutoff});
    const int size = head.generator().config.imageResolution();
    exporter::VideoWriter film(options.output, {.width = size, .height = size, .fps = options.fps.value_or(30.0)});
    for (const generator::DrivingFrame& frame : frames) {
        context.progress().report({.stage = "frames",
                                   .done = film.frameCount(),
                                   .of = static_cast<int>(frames.size()),
                                   .metrics = {}});
        context.cancel().check();
        head.setPose(frame.pose);
        film.add(pictureOf(
            head.render(options.isCameraFixed ? generator::orbitLabel({}) : frame.camera).image));
    }
    film.finish();
    context.result({{"path", options.output.string()}, {"frames", film.frameCount()}},
                   options.output.string() + ": " + std::to_string(film.frameCount()) + " frames");
}

} // namespace

void addReenactVerb(CLI::App& root, VerbContext& context)
{
    auto options = std::make_shared<ReenactOptions>();
    CLI::App* verb =
        addVerb(root, "reenact", "Drive the avatar of a project with a video, or a generated head with the meshes and cameras of a folder",
                "effigy reenact portrait.effigy --drive talk.mp4 -o talking.mp4", context);
    CLI::Option* project = verb->add_option("PROJECT", options->project, "The project whose avatar moves; without it, a generated head");
    verb->add_option("--size", options->size, "Side of the picture, pixels; of a project")->check(CLI::Range(16, 8192));
    verb->add_option("--model", options->model, "A model of the library, or its file; nothing: the one that ships")
        ->excludes(project);
    verb->add_option("--drive", options->drive, "A video or a folder of pictures; of a generated head, a folder with ID.obj, ID_kpt2d.txt and dataset.json")
        ->required()
        ->type_name("VIDEO|DIR");
    verb->add_option("-o,--output", options->output, "The film to write")
        ->required()
        ->type_name("OUT.{mp4,webm,mov,gif,png}");
    verb->add_option("--trunc", options->truncation,
                     "1: as drawn, towards 0: towards the mean head")
        ->check(CLI::Range(-2.0, 2.0))
        ->excludes(project);
    verb->add_option("--trunc-cutoff", options->cutoff,
                     "Only so many rows of styles are truncated; published: 14")
        ->check(CLI::Range(0, 64))
        ->excludes(project);
    addPrecisionOption(*verb, options->products)->excludes(project);
    verb->add_option("--smoothing", options->smoothing,
                     "Neighbours on each side that heads and cameras are averaged with")
        ->check(CLI::Range(0, 100))
        ->excludes(project);
    verb->add_flag("--fixed-camera", options->isCameraFixed,
                   "From the front, whatever the labels say")
        ->excludes(project);
    verb->add_option("--frames", options->frames, "At most so many; 0: all")
        ->check(CLI::NonNegativeNumber);
    verb->add_option("--fps", options->fps, "Frames a second")->check(CLI::Range(1.0, 240.0));
    verb->callback([options, &context] {
        context.setJob(
            [options, &context] {
                if (options->project.empty())
                    run(*options, context);
                else
                    runProject(*options, context);
            },
            Devices::Any);
    });
}

} // namespace effigy::app
