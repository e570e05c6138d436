// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pose_options.h"
#include "app/road.h"
#include "app/verb.h"
#include "avatar/clip_edits.h"
#include "avatar/edit.h"
#include "avatar/edit_name.h"
#include "avatar/timeline_edits.h"
#include "avatar/timeline_json.h"
#include "base/atomic_file.h"
#include "base/error.h"
#include "project/load_avatar.h"
#include "sound/sound_reader.h"

#include <nlohmann/json.hpp>

namespace effigy::app {
namespace {

struct EditOptions {
    std::filesystem::path project;
    PoseOptions pose;
    bool isReset = false;
    int undos = 0;
    int redos = 0;
    std::vector<std::string> keys;        // CONTROL@TIME=VALUE[:TANGENT]
    std::vector<std::string> removedKeys; // CONTROL@TIME or CONTROL
    std::vector<std::string> regions;     // REGION=WEIGHT
    std::vector<std::string> clips;       // FILE or FILE@SECONDS
    std::optional<double> fps;
    std::string range;                    // START-END
    std::filesystem::path sound;          // file; empty: as it is
    std::optional<double> soundStart;     // seconds
    std::optional<bool> isSoundMuted;
    bool hasNoSound = false;
};

/// One --key in its parts.
struct WantedKey {
    std::string id;
    double time = 0.0;
    double value = 0.0;
    std::optional<avatar::Tangent> tangent;
};

std::optional<WantedKey> wantedKey(std::string_view text)
{
    const auto at = text.find('@'), equals = text.find('=');
    if (at == std::string_view::npos || equals == std::string_view::npos || at > equals)
        return std::nullopt;
    const auto colon = text.find(':', equals);
    const auto time = numberOf(text.substr(at + 1, equals - at - 1));
    const auto value = numberOf(text.substr(equals + 1, (colon == std::string_view::npos ? text.size() : colon) - equals - 1));
    if (!time || !value)
        return std::nullopt;
    WantedKey key{.id = std::string(text.substr(0, at)), .time = *time, .value = *value, .tangent = std::nullopt};
    if (colon != std::string_view::npos) {
        key.tangent = avatar::tangentFromName(text.substr(colon + 1));
        if (!key.tangent)
            return std::nullopt;
    }
    return key;
}

std::string keyRefusal(const std::string& text)
{
    return wantedKey(text) ? "" : "\"" + text + "\" is not CONTROL@SECONDS=VALUE[:linear|hold|bezier], such as jawOpen@0.5=0.7:linear";
}

std::string regionRefusal(const std::string& text)
{
    const auto equals = text.find('=');
    const bool isForm = equals != std::string::npos && numberOf(std::string_view(text).substr(equals + 1));
    return isForm ? "" : "\"" + text + "\" is not REGION=INFLUENCE, such as lips=1.5";
}

std::optional<std::pair<double, double>> wantedRange(std::string_view text)
{
    const auto dash = text.find('-');
    const auto start = dash == std::string_view::npos ? std::nullopt : numberOf(text.substr(0, dash));
    const auto end = dash == std::string_view::npos ? std::nullopt : numberOf(text.substr(dash + 1));
    return start && end ? std::optional(std::pair(*start, *end)) : std::nullopt;
}

std::string rangeRefusal(const std::string& text)
{
    return wantedRange(text) ? "" : "\"" + text + "\" is not START-END in seconds, such as 0-4.5";
}

/// `timeline` with the settings and keys that are asked for.
avatar::Timeline keyed(avatar::Timeline timeline, const EditOptions& options)
{
    if (options.fps)
        timeline = avatar::withFps(std::move(timeline), *options.fps);
    if (const auto range = wantedRange(options.range))
        timeline = avatar::withRange(std::move(timeline), range->first, range->second);
    for (const std::string& text : options.removedKeys) {
        const auto at = text.find('@');
        const auto time = at == std::string::npos ? std::nullopt : numberOf(std::string_view(text).substr(at + 1));
        if (time)
            timeline = avatar::withoutKeys(std::move(timeline), {{text.substr(0, at), *time}});
        else
            timeline = avatar::withoutTracks(std::move(timeline), {text});
    }
    for (const std::string& text : options.keys) {
        const WantedKey key = *wantedKey(text);
        timeline = key.tangent ? avatar::withKey(std::move(timeline), key.id, key.time, key.value, *key.tangent)
                               : avatar::withKey(std::move(timeline), key.id, key.time, key.value);
    }
    return timeline;
}

/// Name of an edit of keys.
///   keys  "CONTROL", with a moment and more behind it or not
std::string keyEditName(std::string_view deed, const std::vector<std::string>& keys)
{
    std::vector<std::string> ids;
    for (const std::string& text : keys)
        ids.push_back(text.substr(0, text.find('@')));
    return avatar::controlEditName(deed, ids);
}

/// Name of the edit that `keyed` makes, after the most telling of what is asked for.
std::string keyedEditName(const EditOptions& options)
{
    if (!options.keys.empty())
        return keyEditName("Add keys", options.keys);
    if (!options.removedKeys.empty())
        return keyEditName("Remove keys", options.removedKeys);
    return options.range.empty() ? "Frames a second" : "Range of the timeline";
}

/// `timeline` with the clip that `text` asks for, from its file.
avatar::TimelineWithClip clipped(avatar::Timeline timeline, const std::string& text)
{
    const auto at = text.rfind('@');
    const auto start = at == std::string::npos ? std::nullopt : numberOf(std::string_view(text).substr(at + 1));
    const auto motion = avatar::readMotion(start ? text.substr(0, at) : text);
    const double begin = start.value_or(timeline.start);
    return avatar::withClip(std::move(timeline), motion.name, motion.motion, begin);
}

/// `timeline` with the sound that is asked for; the bytes of a new one are in `project` already, as `soundId`.
avatar::Timeline sounding(avatar::Timeline timeline, const EditOptions& options, const std::string& soundId)
{
    if (options.hasNoSound)
        return avatar::withoutSound(std::move(timeline));
    if (!soundId.empty())
        timeline = avatar::withSound(std::move(timeline), {.id = soundId, .name = options.sound.filename().string()});
    if (!timeline.sound && (options.soundStart || options.isSoundMuted))
        throw base::Error("unsupported", "The timeline of the project has no sound", "Add one: effigy edit PROJECT --sound FILE");
    if (options.soundStart)
        timeline = avatar::withSoundStart(std::move(timeline), *options.soundStart);
    if (options.isSoundMuted)
        timeline = avatar::withSoundMuted(std::move(timeline), *options.isSoundMuted);
    return timeline;
}

/// Name of the edit that `sounding` makes.
std::string soundEditName(const EditOptions& options)
{
    if (options.hasNoSound)
        return "Remove the sound";
    if (!options.sound.empty())
        return avatar::editName("Sound track", options.sound.filename().string());
    return options.soundStart ? "Move the sound" : "Mute the sound";
}

/// Keeps the sound file that is asked for in `project`, after a listen to it; its id, empty if none is asked for.
std::string addedSound(const EditOptions& options, project::Project& project, const base::CancelToken& cancel)
{
    if (options.sound.empty())
        return {};
    const auto bytes = base::readFile(options.sound, sound::kLargestSoundFile);
    (void)sound::readSound(bytes, options.sound.filename().string(), cancel); // refuses what is none
    return project.addSound(bytes);
}

std::vector<std::pair<std::string, double>> lookValues(const head::ControlValues& controls)
{
    std::vector<std::pair<std::string, double>> values;
    for (const head::Control& control : head::lookControls())
        values.emplace_back(control.id, controls.get(control.id));
    return values;
}

/// Applies what is asked for, in the order undo, redo, reset, preset, look, set, regions, timeline, clips, sound; each is one edit of the
/// history, and so is each clip.
///   soundId  of the sound that the timeline gets; empty: none
avatar::Document edited(avatar::Document document, const EditOptions& options, const project::Project& project, const std::string& soundId)
{
    for (int i = 0; i < options.undos; ++i)
        document.undo();
    for (int i = 0; i < options.redos; ++i)
        document.redo();
    if (options.isReset)
        document.apply(avatar::Edit::resetAll(document.state(), project::loadAvatar(project)->photoControls()));
    if (!options.pose.preset.empty())
        document.apply(avatar::Edit::applyPreset(document.state(), presetNamed(options.pose.preset), options.pose.presetAmount));
    if (!options.pose.looks.empty()) {
        head::ControlValues looked = document.state().controls;
        mixLooks(looked, options.pose.looks);
        document.apply(avatar::Edit::setControls(document.state(), lookEditName(options.pose.looks), lookValues(looked)));
    }
    const auto sets = parsedSets(options.pose);
    if (!sets.empty())
        document.apply(avatar::Edit::setControls(document.state(), setEditName(options.pose.sets), sets));
    for (const std::string& text : options.regions) {
        const auto equals = text.find('=');
        document.apply(avatar::Edit::setRegionWeight(document.state(), avatar::regionFromId(text.substr(0, equals)),
                                                     numberOf(std::string_view(text).substr(equals + 1)).value_or(1.0)));
    }
    document.apply(avatar::Edit::changeTimeline(document.state(), keyedEditName(options), keyed(document.state().timeline, options)));
    for (const std::string& text : options.clips) {
        const auto made = clipped(document.state().timeline, text);
        document.apply(avatar::Edit::changeTimeline(document.state(), avatar::editName("Clip of motion", made.name), made.timeline));
    }
    document.apply(avatar::Edit::changeTimeline(document.state(), soundEditName(options), sounding(document.state().timeline, options, soundId)));
    return document;
}

void run(const EditOptions& options, VerbContext& context)
{
    project::Project project = project::Project::open(options.project);
    const avatar::Document before = project.document();
    const avatar::Document after = edited(before, options, project, addedSound(options, project, context.cancel()));
    project.saveDocument(after);
    nlohmann::json controls = nlohmann::json::object();
    std::string text = options.project.string() + ": " + std::to_string(after.history().position()) + " edits";
    for (const auto& [id, value] : after.state().controls.nonNeutral()) {
        controls[id] = value;
        if (before.state().controls.get(id) != value)
            text += "\n  " + id + " = " + nlohmann::json(value).dump();
    }
    const avatar::Timeline& timeline = after.state().timeline;
    if (!(timeline == before.state().timeline))
        text += "\n  timeline: " + std::to_string(timeline.keyCount()) + " keys on " + std::to_string(timeline.tracks.size()) + " tracks"
                + (timeline.sound ? ", sound " + timeline.sound->name : "");
    context.result({{"project", options.project.string()},
                    {"controls", controls},
                    {"edits", after.history().position()},
                    {"keys", timeline.keyCount()}},
                   text);
}

} // namespace

void addEditVerb(CLI::App& root, VerbContext& context)
{
    auto options = std::make_shared<EditOptions>();
    CLI::App* verb = addVerb(root, "edit", "Change the controls of a project; every change can be undone",
                             "effigy edit portrait.effigy --preset smile --set headYaw=15 --key jawOpen@0.5=0.7:linear", context);
    verb->add_option("PROJECT", options->project, "The project to change")->required();
    addPoseOptions(*verb, options->pose);
    verb->add_flag("--reset", options->isReset, "All controls back to the photo's first");
    verb->add_option("--undo", options->undos, "Take back so many edits first")->check(CLI::Range(0, 1'000'000));
    verb->add_option("--redo", options->redos, "Bring back so many edits first")->check(CLI::Range(0, 1'000'000));
    verb->add_option("--key", options->keys, "Keys on the timeline: jawOpen@0.5=0.7 headYaw@1=20:linear")
        ->type_name("CONTROL@SECONDS=VALUE[:linear|hold|bezier] ...")
        ->check(CLI::Validator(keyRefusal, ""));
    verb->add_option("--remove-key", options->removedKeys, "Keys to remove; a control alone: all of its keys")
        ->type_name("CONTROL[@SECONDS] ...");
    verb->add_option("--clip", options->clips, "Clips of motion to lay on the timeline: nod.json@2.5 (effigy timeline clip --save)")->type_name("FILE[@SECONDS] ...");
    verb->add_option("--range", options->range, "What of the timeline is played and exported, seconds")
        ->type_name("START-END")
        ->check(CLI::Validator(rangeRefusal, ""));
    verb->add_option("--fps", options->fps, "Frames a second of the timeline")->check(CLI::Range(avatar::kMinFps, avatar::kMaxFps));
    CLI::Option* silence = verb->add_flag("--no-sound", options->hasNoSound, "Take the sound off the timeline");
    verb->add_option("--sound", options->sound, "Sound of the timeline: WAV, FLAC, MP3, M4A, OGG; the project keeps a copy")
        ->type_name("FILE")
        ->excludes(silence);
    verb->add_option("--sound-start", options->soundStart, "Moment of the timeline at which the sound begins; below 0: its beginning is left out")
        ->type_name("SECONDS")
        ->check(CLI::Range(-avatar::kLongestTimeline, avatar::kLongestTimeline))
        ->excludes(silence);
    verb->add_option("--sound-muted", options->isSoundMuted, "true: neither played nor exported; false: heard")->excludes(silence);
    verb->add_option("--region", options->regions, "Influence of regions, 0 to 2: lips, eyes, brows, cheeks, jaw, pose")
        ->type_name("REGION=INFLUENCE ...")
        ->check(CLI::Validator(regionRefusal, ""));
    verb->callback([options, &context] { context.setJob([options, &context] { run(*options, context); }); });
}

} // namespace effigy::app
