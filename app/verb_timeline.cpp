// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pose_options.h"
#include "app/road.h"
#include "app/verb.h"
#include "app/verb_clip.h"
#include "avatar/curve_fit.h"
#include "avatar/edit_name.h"
#include "avatar/idle_motion.h"
#include "avatar/live_link.h"
#include "avatar/timeline_edits.h"
#include "avatar/timeline_json.h"
#include "base/atomic_file.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <type_traits>

namespace effigy::app {
namespace {

constexpr std::size_t kLargestTable = std::size_t{256} << 20; // bytes: two hours at 60 frames a second

/// What every verb of the timeline reports.
void report(const std::string& project, const avatar::Timeline& timeline, VerbContext& context)
{
    const std::string text = project + ": " + std::to_string(timeline.keyCount()) + " keys on "
                             + std::to_string(timeline.tracks.size()) + " tracks, " + nlohmann::json(timeline.start).dump() + " to "
                             + nlohmann::json(timeline.end).dump() + " s at " + nlohmann::json(timeline.fps).dump() + " frames/s"
                             + (timeline.clips.empty() ? "" : ", clips: " + std::to_string(timeline.clips.size()))
                             + (timeline.sound ? ", sound " + timeline.sound->name : "");
    context.result({{"project", project},
                    {"keys", timeline.keyCount()},
                    {"timeline", nlohmann::json::parse(avatar::timelineToJson(timeline))}},
                   text);
}

/// Runs `change` on the timeline of `path`, as one edit named `name`.
template <typename Change>
void changeTimeline(const std::filesystem::path& path, const std::string& name, VerbContext& context, const Change& change)
{
    project::Project project = project::Project::open(path);
    avatar::Document document = project.document();
    document.apply(avatar::Edit::changeTimeline(document.state(), name, change(document.state())));
    project.saveDocument(document);
    report(path.string(), document.state().timeline, context);
}

/// A verb that changes a timeline: its options, and what it does with them.
template <typename Options>
struct TimelineVerb {
    std::shared_ptr<Options> options = std::make_shared<Options>();
    std::shared_ptr<std::filesystem::path> project = std::make_shared<std::filesystem::path>();
    CLI::App* app = nullptr;
};

template <typename Options>
TimelineVerb<Options> addTimelineVerb(CLI::App& parent, const char* name, const char* description, const char* example, VerbContext& context)
{
    TimelineVerb<Options> verb;
    verb.app = addVerb(parent, name, description, example, context);
    verb.app->add_option("PROJECT", *verb.project, "The project")->required();
    return verb;
}

/// Lets the verb make `change`, as an edit that is named by the deed and, where `thing` is given, by what that says of the options.
template <typename Options, typename Change>
void setChange(const TimelineVerb<Options>& verb, const char* deed, VerbContext& context, Change change,
               std::function<std::string(const std::type_identity_t<Options>&)> thing = {})
{
    verb.app->callback([options = verb.options, project = verb.project, deed, &context, change, thing = std::move(thing)] {
        context.setJob([=, &context] {
            const std::string name = thing ? avatar::editName(deed, thing(*options)) : deed;
            changeTimeline(*project, name, context, [&](const avatar::AvatarState& state) { return change(*options, state, context); });
        });
    });
}

struct ImportOptions {
    std::filesystem::path table;
    double fps = 0.0;
    double at = 0.0;
    double tolerance = 0.0;
    bool replaces = false;
};

avatar::Timeline imported(const ImportOptions& options, const avatar::AvatarState& state, VerbContext& context)
{
    const auto bytes = base::readFile(options.table, kLargestTable);
    auto motion = avatar::liveLinkFromCsv({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, options.fps);
    for (const std::string& column : motion.ignored)
        context.remark("The column " + column + " was left out.");
    if (options.tolerance > 0.0)
        motion.timeline = avatar::simplified(motion.timeline, options.tolerance);
    avatar::Timeline timeline = state.timeline;
    if (options.replaces)
        timeline.tracks.clear();
    const auto clip = avatar::copied(motion.timeline, avatar::allKeys(motion.timeline));
    timeline = avatar::pasted(std::move(timeline), clip, options.at).timeline;
    const double end = options.at + motion.timeline.end;
    return options.replaces || end > timeline.end ? avatar::withRange(std::move(timeline), options.replaces ? options.at : timeline.start, end)
                                                  : timeline;
}

void addImport(CLI::App& parent, VerbContext& context)
{
    const auto verb = addTimelineVerb<ImportOptions>(parent, "import", "Read a motion that Live Link Face or another ARKit program recorded",
                                                     "effigy timeline import portrait.effigy take.csv --simplify 0.01", context);
    ImportOptions& options = *verb.options;
    verb.app->add_option("TABLE", options.table, "The CSV table")->required();
    verb.app->add_option("--fps", options.fps, "Frames a second of its timecodes; without it, as they tell")
        ->check(CLI::Range(avatar::kMinFps, avatar::kMaxFps));
    verb.app->add_option("--at", options.at, "Where it begins on the timeline, seconds")->check(CLI::Range(0.0, avatar::kLongestTimeline));
    verb.app->add_option("--simplify", options.tolerance, "Fewer keys, within this tolerance of the recording")->check(CLI::Range(1e-6, 1.0));
    verb.app->add_flag("--replace", options.replaces, "Instead of the keys that are there");
    setChange(verb, "Import motion", context, imported, [](const ImportOptions& o) { return o.table.filename().string(); });
}

struct ExportOptions {
    std::filesystem::path output;
    int fps = 60;
};

void runExport(const std::filesystem::path& path, const ExportOptions& options, VerbContext& context)
{
    const avatar::AvatarState state = project::Project::open(path, project::Access::ReadOnly).document().state();
    const std::string csv = avatar::liveLinkToCsv(state.controls, state.timeline, options.fps);
    base::writeFileAtomically(options.output, std::as_bytes(std::span(csv)));
    for (const std::string& id : avatar::withoutLiveLinkColumn(state.timeline))
        context.remark(id + " has no column in such a table and was left out.");
    const int frames = state.timeline.frameCount(options.fps);
    context.result({{"path", options.output.string()}, {"frames", frames}}, options.output.string() + ": " + std::to_string(frames) + " frames");
}

void addExport(CLI::App& parent, VerbContext& context)
{
    const auto verb = addTimelineVerb<ExportOptions>(parent, "export", "Write the range of the timeline as a table of ARKit values",
                                                     "effigy timeline export portrait.effigy -o take.csv --fps 60", context);
    verb.app->add_option("-o,--output", verb.options->output, "The table to write")->required()->type_name("OUT.csv");
    verb.app->add_option("--fps", verb.options->fps, "Frames a second")->check(CLI::Range(1, 240));
    verb.app->callback([options = verb.options, project = verb.project, &context] {
        context.setJob([=, &context] { runExport(*project, *options, context); });
    });
}

struct NoOptions {};

void addInfo(CLI::App& parent, VerbContext& context)
{
    const auto verb = addTimelineVerb<NoOptions>(parent, "info", "What is on the timeline", "effigy timeline info portrait.effigy --json", context);
    verb.app->callback([project = verb.project, &context] {
        context.setJob([=, &context] {
            report(project->string(), project::Project::open(*project, project::Access::ReadOnly).document().state().timeline, context);
        });
    });
}

struct FitOptions {
    double tolerance = 0.01;
    double fps = 24.0;
    double factor = 1.0;
};

void addFitting(CLI::App& parent, VerbContext& context)
{
    const auto simplify = addTimelineVerb<FitOptions>(parent, "simplify", "Fewer keys, the same motion within a tolerance",
                                                      "effigy timeline simplify portrait.effigy --tolerance 0.01", context);
    simplify.app->add_option("--tolerance", simplify.options->tolerance, "Share of a control's range")->check(CLI::Range(1e-6, 1.0));
    setChange(simplify, "Simplify curves", context,
              [](const FitOptions& o, const avatar::AvatarState& state, VerbContext&) { return avatar::simplified(state.timeline, o.tolerance); });
    const auto bake = addTimelineVerb<FitOptions>(parent, "bake", "A linear key on every frame of the range",
                                                  "effigy timeline bake portrait.effigy --fps 24", context);
    bake.app->add_option("--fps", bake.options->fps, "Keys a second")->check(CLI::Range(avatar::kMinFps, avatar::kMaxFps));
    setChange(bake, "Bake curves", context,
              [](const FitOptions& o, const avatar::AvatarState& state, VerbContext&) { return avatar::baked(state.timeline, o.fps); });
    const auto retime = addTimelineVerb<FitOptions>(parent, "retime", "The same motion, slower or faster",
                                                    "effigy timeline retime portrait.effigy --factor 2", context);
    retime.app->add_option("--factor", retime.options->factor, "Of its length; 2: half as fast")->required()->check(CLI::Range(0.01, 100.0));
    setChange(retime, "Retime", context,
              [](const FitOptions& o, const avatar::AvatarState& state, VerbContext&) { return avatar::retimed(state.timeline, o.factor); });
    const auto mirror = addTimelineVerb<FitOptions>(parent, "mirror", "Left and right of the face exchanged",
                                                    "effigy timeline mirror portrait.effigy", context);
    setChange(mirror, "Mirror motion", context,
              [](const FitOptions&, const avatar::AvatarState& state, VerbContext&) { return avatar::mirrored(state.timeline); });
}

void addIdle(CLI::App& parent, VerbContext& context)
{
    const auto blink = addTimelineVerb<avatar::BlinkOptions>(parent, "blink", "Let the eyes blink, by --seed",
                                                             "effigy timeline blink portrait.effigy --per-minute 16 --seed 3", context);
    blink.app->add_option("--per-minute", blink.options->perMinute, "Blinks a minute")->check(CLI::Range(0.1, 120.0));
    setChange(blink, "Blinks", context, [](avatar::BlinkOptions o, const avatar::AvatarState& state, VerbContext& c) {
        o.seed = c.common.seed;
        return avatar::withBlinks(state.timeline, state.controls, o);
    });
    const auto fidget = addTimelineVerb<avatar::FidgetOptions>(parent, "fidget", "Small movements of head and eyes, by --seed",
                                                               "effigy timeline fidget portrait.effigy --head 1.2 --gaze 1.5", context);
    fidget.app->add_option("--head", fidget.options->headDeg, "How far the head drifts, degrees")->check(CLI::Range(0.0, 30.0));
    fidget.app->add_option("--gaze", fidget.options->gazeDeg, "How far the eyes jump, degrees")->check(CLI::Range(0.0, 30.0));
    setChange(fidget, "Small movements", context, [](avatar::FidgetOptions o, const avatar::AvatarState& state, VerbContext& c) {
        o.seed = c.common.seed;
        return avatar::withFidgets(state.timeline, state.controls, o);
    });
}

struct PoseKeyOptions {
    std::string id;
    double time = 0.0;
    double amount = 1.0;
};

void addPoseKeys(CLI::App& parent, VerbContext& context)
{
    const auto verb = addTimelineVerb<PoseKeyOptions>(parent, "pose", "Keys for an expression, a pose of one's own or a viseme",
                                                      "effigy timeline pose portrait.effigy --name oh --time 0.4", context);
    verb.app->add_option("--name", verb.options->id, "smile, sil, pp, ff, ... ou")->required();
    verb.app->add_option("--time", verb.options->time, "Moment, seconds")->required()->check(CLI::Range(0.0, avatar::kLongestTimeline));
    verb.app->add_option("--amount", verb.options->amount, "How much of it, 0 to 1")->check(CLI::Range(0.0, 1.0));
    const auto keyed = [](const PoseKeyOptions& o, const avatar::AvatarState& state, VerbContext&) {
        const auto from = avatar::posedAt(state.controls, state.timeline, o.time);
        return avatar::withPose(state.timeline, avatar::mixedPose(from, presetNamed(o.id), o.amount), from, o.time);
    };
    setChange(verb, "Key pose", context, keyed, [](const PoseKeyOptions& o) { return presetNamed(o.id).label; });
}

} // namespace

void addTimelineVerbs(CLI::App& root, VerbContext& context)
{
    CLI::App* timeline = root.add_subcommand("timeline", "The motion of a project: import, export, simplify, bake, blink, ...");
    timeline->require_subcommand(1);
    timeline->footer("\nExample:\n  effigy timeline import portrait.effigy take.csv");
    addInfo(*timeline, context);
    addClipVerb(*timeline, context);
    addImport(*timeline, context);
    addExport(*timeline, context);
    addFitting(*timeline, context);
    addIdle(*timeline, context);
    addPoseKeys(*timeline, context);
}

} // namespace effigy::app
