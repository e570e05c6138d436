// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verb_clip.h"

#include "app/road.h"
#include "avatar/clip_edits.h"
#include "avatar/edit_name.h"
#include "avatar/timeline_json.h"

#include <nlohmann/json.hpp>

namespace effigy::app {
namespace {

struct ClipOptions {
    std::filesystem::path project;
    std::string name;             // of the clip; of a new one, what it is to be called
    std::filesystem::path file;   // a motion to make a clip of; empty: none
    bool isOfKeys = false;        // a clip of the keys on the timeline
    std::optional<double> start, from, to, speed, repeats, weight, fadeIn, fadeOut;
    std::optional<bool> adds, isMuted;
    std::string newName;
    bool isDoubled = false, isBaked = false, isRemoved = false;
    std::filesystem::path output; // the motion as a file
};

avatar::ClipPlace placed(avatar::ClipPlace place, const ClipOptions& options)
{
    place.start = options.start.value_or(place.start);
    place.from = options.from.value_or(place.from);
    place.to = options.to.value_or(place.to);
    place.speed = options.speed.value_or(place.speed);
    place.repeats = options.repeats.value_or(place.repeats);
    place.weight = options.weight.value_or(place.weight);
    place.fadeIn = options.fadeIn.value_or(place.fadeIn);
    place.fadeOut = options.fadeOut.value_or(place.fadeOut);
    if (options.adds)
        place.blend = *options.adds ? avatar::ClipBlend::Add : avatar::ClipBlend::Mix;
    place.isMuted = options.isMuted.value_or(place.isMuted);
    return place;
}

/// The timeline with the clip that the options make or mean, and its name.
avatar::TimelineWithClip madeOrMeant(const avatar::Timeline& timeline, const ClipOptions& options)
{
    if (!options.file.empty()) {
        const auto motion = avatar::readMotion(options.file);
        return avatar::withClip(timeline, options.name.empty() ? motion.name : options.name, motion.motion, options.start.value_or(timeline.start));
    }
    if (options.isOfKeys)
        return avatar::withClipOfKeys(timeline, avatar::allKeys(timeline), options.name);
    if (options.name.empty() && timeline.clips.size() == 1)
        return {timeline, timeline.clips.begin()->first};
    (void)avatar::findClip(timeline, options.name);
    return {timeline, options.name};
}

/// What the options do to the timeline, by the words of the studio: the most telling of it.
const char* deedOf(const ClipOptions& options)
{
    if (options.isRemoved)
        return "Remove a clip";
    if (options.isBaked)
        return "Turn a clip into keys";
    if (options.isOfKeys)
        return "Clip of keys";
    if (!options.file.empty())
        return "Clip of motion";
    if (options.isDoubled)
        return "Double a clip";
    return options.newName.empty() ? "Change a clip" : "Rename a clip";
}

/// The timeline as the options change it, and the name of the clip that they make or mean.
avatar::TimelineWithClip changed(const avatar::AvatarState& state, const ClipOptions& options)
{
    avatar::TimelineWithClip made = madeOrMeant(state.timeline, options);
    const avatar::ClipPlace place = placed(avatar::findClip(made.timeline, made.name).place, options);
    made.timeline = avatar::withClipPlaced(std::move(made.timeline), made.name, place);
    if (!options.newName.empty())
        made = avatar::withClipRenamed(std::move(made.timeline), made.name, options.newName);
    auto& [timeline, name] = made;
    if (!options.output.empty())
        avatar::writeMotion(options.output, name, *avatar::findClip(timeline, name).motion);
    if (options.isDoubled)
        timeline = avatar::withClipDoubled(std::move(timeline), name).timeline;
    if (options.isBaked)
        timeline = avatar::withClipBaked(timeline, name, state.controls);
    if (options.isRemoved)
        timeline = avatar::withoutClip(std::move(timeline), name);
    return made;
}

std::string lineOf(const std::string& name, const avatar::MotionClip& clip)
{
    const auto number = [](double value) { return nlohmann::json(value).dump(); };
    const avatar::ClipPlace& place = clip.place;
    return name + ": " + number(place.start) + " to " + number(place.end()) + " s, " + std::to_string(clip.motion->size()) + " tracks, weight "
           + number(place.weight) + (place.blend == avatar::ClipBlend::Add ? ", adds" : "") + (place.isMuted ? ", muted" : "");
}

void run(const ClipOptions& options, VerbContext& context)
{
    project::Project project = project::Project::open(options.project);
    avatar::Document document = project.document();
    const bool onlyLists =
        options.name.empty() && options.file.empty() && !options.isOfKeys && document.state().timeline.clips.size() != 1;
    if (!onlyLists) {
        const avatar::TimelineWithClip made = changed(document.state(), options);
        document.apply(avatar::Edit::changeTimeline(document.state(), avatar::editName(deedOf(options), made.name), made.timeline));
        project.saveDocument(document);
    }
    const auto& clips = document.state().timeline.clips;
    nlohmann::json list = nlohmann::json::object();
    std::string text = options.project.string() + ": " + std::to_string(clips.size()) + (clips.size() == 1 ? " clip" : " clips");
    for (const auto& [name, clip] : clips) {
        list[name] = avatar::motionClipToJson({clip.place, nullptr});
        list[name]["end"] = clip.place.end();
        text += "\n  " + lineOf(name, clip);
    }
    context.result({{"project", options.project.string()}, {"clips", list}, {"keys", document.state().timeline.keyCount()}}, text);
}

} // namespace

void addClipVerb(CLI::App& timeline, VerbContext& context)
{
    auto options = std::make_shared<ClipOptions>();
    CLI::App* verb = addVerb(timeline, "clip", "Clips of motion: list, make, place, blend, bake and save them",
                             "effigy timeline clip portrait.effigy nod --file nod.json --start 2 --repeats 3 --weight 0.8", context);
    verb->add_option("PROJECT", options->project, "The project")->required();
    verb->add_option("NAME", options->name, "The clip that is meant; needless where there is one; of a new one, what it is to be called");
    CLI::Option* keys = verb->add_flag("--of-keys", options->isOfKeys, "Make a clip of all keys of the timeline, which go");
    verb->add_option("--file", options->file, "Make a clip of a motion that was saved with --save")->type_name("FILE")->excludes(keys);
    const auto seconds = CLI::Range(0.0, avatar::kLongestTimeline);
    verb->add_option("--start", options->start, "Moment of the timeline at which it begins, seconds")->check(seconds);
    verb->add_option("--from", options->from, "Leave out the motion before, seconds of the motion")->check(seconds);
    verb->add_option("--to", options->to, "Leave out the motion behind, seconds of the motion")->check(seconds);
    verb->add_option("--speed", options->speed, "2: twice as fast")->check(CLI::Range(avatar::kMinClipSpeed, avatar::kMaxClipSpeed));
    verb->add_option("--repeats", options->repeats, "Times that it is played; need not be whole")->check(CLI::Range(0.01, avatar::kMaxClipRepeats));
    verb->add_option("--weight", options->weight, "How strongly it acts")->check(CLI::Range(0.0, avatar::kMaxClipWeight));
    verb->add_option("--fade-in", options->fadeIn, "Seconds in which it sets in")->check(seconds);
    verb->add_option("--fade-out", options->fadeOut, "Seconds in which it fades away")->check(seconds);
    verb->add_option("--add", options->adds, "true: its values are added to what lies beneath; false: they take its place");
    verb->add_option("--muted", options->isMuted, "true: it does not act");
    verb->add_option("--rename", options->newName, "Another name")->type_name("NAME");
    verb->add_flag("--double", options->isDoubled, "The same once more, behind it");
    verb->add_option("--save", options->output, "Write its motion to a file, for other projects")->type_name("OUT.json");
    CLI::Option* removed = verb->add_flag("--remove", options->isRemoved, "Take it off the timeline");
    verb->add_flag("--bake", options->isBaked, "Keys on every frame instead of it")->excludes(removed);
    verb->callback([options, &context] { context.setJob([options, &context] { run(*options, context); }); });
}

} // namespace effigy::app
