// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clip_motion.h"

#include "app/verb.h"
#include "base/error.h"
#include "photo/clip.h"
#include "photo/face_finder.h"

#include <chrono>
#include <cmath>
#include <cstdio>

namespace effigy::app {
namespace {

/// What a person should know about the parts of the clip that did not show the face.
void remarkOn(const reconstruct::TrackedClip& clip, VerbContext& context)
{
    for (const auto& [first, last] : clip.heldSpans()) {
        char text[120];
        std::snprintf(text, sizeof text, "The face was not found from %.2f to %.2f s; the motion is held there.", clip.moments[first].time,
                      clip.moments[last].time);
        context.remark(text);
    }
    if (!clip.shortfall.empty())
        context.remark(clip.shortfall);
}

} // namespace

void addClipMotionOptions(CLI::App& verb, ClipMotionOptions& options)
{
    const auto seconds = CLI::Range(0.0, avatar::kLongestTimeline);
    verb.add_option("--from", options.from, "Where in the video it begins, seconds")->check(seconds);
    verb.add_option("--to", options.to, "Where in the video it ends, seconds")->check(seconds);
    verb.add_option("--fps", options.fps, "Frames a second of the timeline; without it, the video's")->check(CLI::Range(avatar::kMinFps, avatar::kMaxFps));
    verb.add_option("--fov", options.fovDeg, "Angle of view of the video's longer side, degrees; without it, found")->check(CLI::Range(2.0, 160.0));
    verb.add_option("--smoothing", options.smoothing, "Times the usual; 0: every picture for itself")->check(CLI::Range(0.0, 10.0));
    verb.add_flag("--no-face", options.hasNoFace, "Leave the expression as it is");
    verb.add_flag("--no-gaze", options.hasNoGaze, "Leave the eyes as they are");
    verb.add_flag("--no-head", options.hasNoHead, "Leave the head as it is");
    verb.add_flag("--same-person", options.isSamePerson, "The video shows the person of the project: take the shape from there");
    verb.add_flag("--keep-resting", options.keepsResting, "The expression that the person wears at rest counts as movement");
}

ClipMotion motionFromClip(const ClipMotionOptions& options, const project::Project& project, VerbContext& context)
{
    if (options.to && *options.to <= options.from)
        throw base::Error("unsupported", "The range of the video is empty", "Let it end after it begins.");
    if (options.hasNoFace && options.hasNoGaze && options.hasNoHead)
        throw base::Error("unsupported", "Nothing of the video is wanted", "Leave out one of --no-face, --no-gaze and --no-head.");
    reconstruct::TrackOptions track{.fovDeg = options.fovDeg, .smoothing = options.smoothing};
    if (options.isSamePerson)
        track.person = project.fit();
    if (options.keepsResting)
        track.resting = reconstruct::RestingFace::Kept;
    photo::ClipOptions part{.from = options.from, .to = options.to, .mostFps = options.fps};
    if (options.fps)
        part.folderFps = *options.fps;
    const auto start = std::chrono::steady_clock::now();
    const photo::FaceFinder finder;
    const auto clip = photo::openClip(options.clip, part, context.cancel());
    ClipMotion found;
    found.clip = reconstruct::trackClip(*clip, finder, track, context.progress(), context.cancel());
    found.motion = avatar::timelineOf(found.clip, options.fps.value_or(avatar::frameRateOf(found.clip)));
    found.parts = {.hasFace = !options.hasNoFace, .hasGaze = !options.hasNoGaze, .hasHead = !options.hasNoHead};
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    found.picturesPerSecond = static_cast<double>(found.clip.moments.size()) / std::max(seconds, 1e-6);
    remarkOn(found.clip, context);
    return found;
}

} // namespace effigy::app
