// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verb_track.h"

#include "app/clip_motion.h"
#include "avatar/live_link.h"
#include "avatar/timeline_json.h"
#include "base/atomic_file.h"
#include "base/error.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdio>

namespace effigy::app {
namespace {

struct TrackOptions {
    std::filesystem::path project;
    std::filesystem::path output; // the motion alone; empty: into the project
    std::filesystem::path table;  // Live Link Face; empty: none
    double tolerance = 0.01;
    ClipMotionOptions clip;
};

void writeText(const std::filesystem::path& path, const std::string& text)
{
    base::writeFileAtomically(path, std::as_bytes(std::span(text)));
}

nlohmann::json heldFields(const reconstruct::TrackedClip& clip)
{
    nlohmann::json held = nlohmann::json::array();
    for (const auto& [first, last] : clip.heldSpans())
        held.push_back({clip.moments[first].time, clip.moments[last].time});
    return held;
}

double meanConfidence(const reconstruct::TrackedClip& clip)
{
    double sum = 0.0;
    for (const auto& moment : clip.moments)
        sum += moment.confidence;
    return sum / static_cast<double>(std::max<std::size_t>(1, clip.seenCount()));
}

void report(const TrackOptions& options, const ClipMotion& found, const avatar::Timeline& kept, VerbContext& context)
{
    char numbers[200];
    std::snprintf(numbers, sizeof numbers, "%zu pictures, %zu with the face, confidence %.2f, angle of view %.0f degrees, %.1f pictures/s; %zu keys on %zu tracks",
                  found.clip.moments.size(), found.clip.seenCount(), meanConfidence(found.clip), found.clip.fovDeg, found.picturesPerSecond,
                  kept.keyCount(), kept.tracks.size());
    const bool isFile = !options.output.empty();
    const std::string target = (isFile ? options.output : options.project).string();
    context.result({{isFile ? "path" : "project", target},
                    {"frames", found.clip.moments.size()},
                    {"seen", found.clip.seenCount()},
                    {"held", heldFields(found.clip)},
                    {"confidence", meanConfidence(found.clip)},
                    {"fov_deg", found.clip.fovDeg},
                    {"frames_per_second", found.picturesPerSecond},
                    {"fps", kept.fps},
                    {"keys", kept.keyCount()}},
                   target + ": " + numbers);
}

void run(const TrackOptions& options, VerbContext& context)
{
    const bool isFile = !options.output.empty();
    project::Project project = project::Project::open(options.project, isFile ? project::Access::ReadOnly : project::Access::ReadWrite);
    if (!isFile && project.isReadOnly())
        throw base::Error("storage", project.path().string() + " cannot be written", "Save a copy in another folder first.");
    const ClipMotion found = motionFromClip(options.clip, project, context);
    const avatar::Timeline motion = avatar::editable(found.motion, found.parts, options.tolerance);
    if (!options.table.empty())
        writeText(options.table, avatar::liveLinkToCsv({}, avatar::editable(found.motion, found.parts, 0.0),
                                                       std::max(1, static_cast<int>(std::lround(found.motion.fps)))));
    if (isFile) {
        writeText(options.output, avatar::timelineToJson(motion));
        report(options, found, motion, context);
        return;
    }
    avatar::Document document = project.document();
    const avatar::AvatarState& state = document.state();
    document.apply(avatar::Edit::changeTimeline(state, "Motion from a video", avatar::withMotion(state.timeline, motion, state.controls)));
    project.saveDocument(document);
    report(options, found, document.state().timeline, context);
}

} // namespace

void addTrackVerb(CLI::App& root, VerbContext& context)
{
    auto options = std::make_shared<TrackOptions>();
    CLI::App* verb = addVerb(root, "track", "Put the motion of a filmed face on the timeline of a project, as one change that can be undone",
                             "effigy track portrait.effigy --video talk.mp4 --from 2 --to 8 --csv talk.csv", context);
    verb->add_option("PROJECT", options->project, "The project")->required();
    verb->add_option("--video", options->clip.clip, "MP4, MOV, WebM, MKV or GIF, or a folder of pictures")->required()->type_name("CLIP|FOLDER");
    addClipMotionOptions(*verb, options->clip);
    verb->add_option("--tolerance", options->tolerance, "How far curves may be from the motion, share of a control's range; 0: a key on every frame")
        ->check(CLI::Range(0.0, 1.0));
    verb->add_option("--csv", options->table, "Also write a table of Live Link Face")->type_name("OUT.csv");
    verb->add_option("-o,--output", options->output, "Write the motion to a file of its own and leave the project as it is")->type_name("MOTION.json");
    verb->callback([options, &context] { context.setJob([options, &context] { run(*options, context); }); });
}

} // namespace effigy::app
