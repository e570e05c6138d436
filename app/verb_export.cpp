// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/backdrop_option.h"
#include "app/film.h"
#include "app/generator_input.h"
#include "app/pose_options.h"
#include "app/road.h"
#include "app/turntable.h"
#include "app/verb.h"
#include "avatar/shown_head.h"
#include "base/error.h"
#include "export/mesh_export.h"
#include "export/video_writer.h"
#include "project/load_avatar.h"
#include "sound/sound_reader.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace effigy::app {
namespace {

struct MeshOptions {
    std::filesystem::path project;
    std::filesystem::path output;
    std::filesystem::path landmarks;
    PoseOptions pose;
    std::string texture = "photo";
};

struct VideoVerbOptions {
    std::filesystem::path project;
    std::filesystem::path output;
    PoseOptions pose;
    ViewOptions view;
    bool isTimeline = false;
    bool isTurntable = false;
    bool keepsAlpha = false;
    bool isSilent = false;
    int size = 512;
    std::optional<double> fps; // absent: the timeline's, or 24
    double seconds = 4.0;
    std::string frames;
    std::string pass;
    std::string background;
};

void runMesh(const MeshOptions& options, VerbContext& context)
{
    const project::Project project = project::Project::open(options.project, project::Access::ReadOnly);
    const avatar::AvatarContents contents = project::avatarContents(project);
    const head::ControlValues controls = shownPose(project.document().state(), options.pose);
    const auto shown = avatar::shownHead(contents, controls);
    exporter::HeadExport head{.model = *shown,
                              .coefficients = shown->coefficients(controls, contents.fit.coefficients.shape)};
    head.detail = &contents.fit.detail;
    head.detailStrength = static_cast<float>(controls.get("meshDetail"));
    if (options.texture == "photo")
        head.texture = &contents.fit.litTexture;
    if (options.texture == "albedo") {
        head.texture = &contents.fit.albedo;
        head.light = exporter::TextureLight::Albedo;
    }
    exporter::exportMesh(options.output, head);
    nlohmann::json fields = {{"path", options.output.string()}};
    if (!options.landmarks.empty()) {
        exporter::exportLandmarks(options.landmarks, head);
        fields["landmarks"] = options.landmarks.string();
    }
    context.result(fields, options.output.string());
}

avatar::Pass passOf(const VideoVerbOptions& options, const avatar::Avatar& avatar)
{
    if (!options.pass.empty())
        return avatar::passFromName(options.pass);
    return avatar.isInverted() ? avatar::Pass::Final : avatar::Pass::Textured;
}

FilmOptions filmOf(const VideoVerbOptions& options, double fps, int frames)
{
    FilmOptions film{.size = options.size,
                     .fps = fps,
                     .range = parseFrameRange(options.frames).value_or(FrameRange{1, frames}),
                     .keepsAlpha = options.keepsAlpha};
    if (auto backdrop = backdropOf(options.background))
        film.background = std::move(*backdrop);
    return film;
}

/// What is heard while `film` plays; null: nothing.
std::shared_ptr<const sound::Sound> soundOf(const project::Project& project, const avatar::Timeline& timeline, const FilmOptions& film,
                                            const base::CancelToken& cancel)
{
    const avatar::SoundTrack& track = *timeline.sound;
    const auto whole = sound::readSound(project.sound(track.id), track.name, cancel);
    const double from = timeline.start + (film.range.first - 1) / film.fps - track.start;
    return std::make_shared<const sound::Sound>(sound::excerpt(whole, from, (film.range.last - film.range.first + 1) / film.fps));
}

/// Whether the film is to have the sound of `timeline`.
bool isHeard(const VideoVerbOptions& options, const avatar::Timeline& timeline, VerbContext& context)
{
    if (options.isSilent || !timeline.sound || timeline.sound->isMuted)
        return false;
    if (!exporter::carriesSound(options.output))
        context.remark("The film has no sound: only MP4 films have.");
    return exporter::carriesSound(options.output);
}

/// The range of the timeline, through the photo's camera or the one that was asked for.
int runTimelineFilm(const VideoVerbOptions& options, const project::Project& project, const avatar::AvatarState& state,
                    avatar::StageRenderer& renderer, VerbContext& context)
{
    const avatar::Timeline& timeline = state.timeline;
    if (timeline.isStill() && !timeline.sound)
        throw base::Error("unsupported", "The timeline of the project has no keys", "Add some: effigy edit PROJECT --key jawOpen@0.5=0.7");
    const double fps = options.fps.value_or(timeline.fps);
    FilmOptions film = filmOf(options, fps, timeline.frameCount(fps));
    if (isHeard(options, timeline, context))
        film.sound = soundOf(project, timeline, film, context.cancel());
    avatar::RenderRequest wanted;
    wanted.pass = passOf(options, renderer.avatar());
    wanted.tone = project::toneOf(project, state.toning);
    if (!isPhotoView(options.view))
        wanted.camera = avatar::viewportCamera(orbitView(options.view), options.size, options.size);
    PoseOptions pose = options.pose;
    const auto request = [&](int n) {
        pose.time = timeline.start + (n - 1) / fps;
        wanted.controls = shownPose(state, pose);
        wanted.frame = static_cast<std::uint32_t>(n);
        return wanted;
    };
    return writeFilm(options.output, film, request, renderer, context.progress(), context.cancel());
}

int runTurntable(const VideoVerbOptions& options, const project::Project& project, const avatar::AvatarState& state,
                 avatar::StageRenderer& renderer, VerbContext& context)
{
    const double fps = options.fps.value_or(24.0);
    const int frames = std::max(1, static_cast<int>(std::lround(options.seconds * fps)));
    const FilmOptions film = filmOf(options, fps, frames);
    const TurntableOptions turn{.controls = shownPose(state, options.pose),
                                .tone = project::toneOf(project, state.toning),
                                .start = orbitView(options.view),
                                .pass = passOf(options, renderer.avatar()),
                                .size = film.size,
                                .frames = frames,
                                .fps = fps,
                                .range = film.range,
                                .keepsAlpha = film.keepsAlpha,
                                .background = film.background};
    return writeTurntable(options.output, turn, renderer, context.progress(), context.cancel());
}

void runVideo(const VideoVerbOptions& options, VerbContext& context)
{
    const project::Project project = project::Project::open(options.project, project::Access::ReadOnly);
    const avatar::AvatarState state = project.document().state();
    avatar::StageRenderer renderer(project::loadAvatar(project, context.common.device));
    const int frames = options.isTimeline ? runTimelineFilm(options, project, state, renderer, context)
                                          : runTurntable(options, project, state, renderer, context);
    context.result({{"path", options.output.string()}, {"frames", frames}},
                   options.output.string() + ": " + std::to_string(frames) + " frames");
}

void addMeshVerb(CLI::App& exports, VerbContext& context)
{
    auto options = std::make_shared<MeshOptions>();
    CLI::App* verb = addVerb(exports, "mesh", "Write the head as OBJ, PLY or GLB: metres, +Y up, +Z out of the face",
                             "effigy export mesh portrait.effigy -o head.glb --set jawOpen=0.4", context);
    verb->add_option("PROJECT", options->project, "The project to export")->required();
    verb->add_option("-o,--output", options->output, "The mesh to write")->required()->type_name("OUT.{obj,ply,glb}");
    verb->add_option("--landmarks", options->landmarks, "Also write the 68 landmarks, a JSON array of [x, y, z]")
        ->type_name("OUT.json");
    verb->add_option("--texture", options->texture, "photo (as lit), albedo (without light) or none")
        ->check(CLI::IsMember({"photo", "albedo", "none"}));
    addPoseOptions(*verb, options->pose);
    addTimeOption(*verb, options->pose);
    verb->callback([options, &context] { context.setJob([options, &context] { runMesh(*options, context); }); });
}

void addVideoVerb(CLI::App& exports, VerbContext& context)
{
    auto options = std::make_shared<VideoVerbOptions>();
    CLI::App* verb = addVerb(exports, "video", "Write a film of the avatar as MP4, WebM, MOV, GIF or PNG sequence",
                             "effigy export video portrait.effigy -o talk.mp4 --timeline --size 512", context);
    verb->add_option("PROJECT", options->project, "The project to export")->required();
    verb->add_option("-o,--output", options->output, "The film to write")->required()->type_name("OUT.{mp4,webm,mov,gif,png}");
    CLI::Option* timeline = verb->add_flag("--timeline", options->isTimeline, "Play the range of the project's timeline");
    verb->add_flag("--turntable", options->isTurntable, "The camera goes once around the head (the default)")->excludes(timeline);
    addPoseOptions(*verb, options->pose);
    addViewOptions(*verb, options->view);
    verb->add_option("--size", options->size, "Side of the picture, pixels")->check(CLI::Range(16, 8192));
    verb->add_option("--fps", options->fps, "Frames a second; of a timeline, its own")->check(CLI::Range(1.0, 240.0));
    verb->add_option("--seconds", options->seconds, "Length of the turn")->check(CLI::Range(0.1, 3600.0));
    verb->add_option("--frames", options->frames, "Only frames A to B, for another run to join")
        ->type_name("A-B")
        ->check(CLI::Validator(frameRangeRefusal, ""));
    verb->add_option("--pass", options->pass, "final, raw, depth, normals, mask, mesh, clay or wire")
        ->check(CLI::IsMember({"final", "raw", "depth", "normals", "mask", "mesh", "clay", "wire"}));
    CLI::Option* backdrop = addBackdropOption(*verb, options->background);
    verb->add_flag("--no-sound", options->isSilent, "Leave out the sound of the timeline; MP4 films have it");
    verb->add_flag("--alpha", options->keepsAlpha, "Keep transparency: WebM, MOV, GIF and PNG")->excludes(backdrop);
    verb->callback([options, &context] { context.setJob([options, &context] { runVideo(*options, context); }, Devices::Any); });
}

} // namespace

void addExportVerb(CLI::App& root, VerbContext& context)
{
    CLI::App* exports = root.add_subcommand("export", "Take an avatar away as mesh or video");
    exports->require_subcommand(1);
    exports->footer("\nExample:\n  effigy export mesh portrait.effigy -o head.glb");
    addMeshVerb(*exports, context);
    addVideoVerb(*exports, context);
    addGeneratorInputVerb(*exports, context);
}

} // namespace effigy::app
