// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pose_options.h"

#include "avatar/edit_name.h"
#include "avatar/framing.h"
#include "avatar/looks.h"
#include "avatar/presets.h"

#include <charconv>
#include <numbers>

namespace effigy::app {
namespace {

/// A --look in its parts, or nothing.
std::optional<std::pair<std::string, double>> wantedLook(const std::string& text)
{
    const std::size_t equals = text.find('=');
    const auto amount = equals == std::string::npos ? std::optional(1.0) : numberOf(std::string_view(text).substr(equals + 1));
    return amount && *amount >= 0.0 && *amount <= 1.0 ? std::optional(std::pair(text.substr(0, equals), *amount)) : std::nullopt;
}

std::string lookRefusal(const std::string& text)
{
    return wantedLook(text) ? "" : "\"" + text + "\" is not LOOK or LOOK=AMOUNT with an amount of 0 to 1, such as oil=0.7";
}

double radians(double degrees) { return degrees * std::numbers::pi / 180.0; }

} // namespace

std::string controlValueRefusal(const std::string& text)
{
    const std::size_t equals = text.find('=');
    const bool isForm = equals != std::string::npos && numberOf(std::string_view(text).substr(equals + 1));
    return isForm ? "" : "\"" + text + "\" is not CONTROL=VALUE, such as jawOpen=0.5";
}

void addLookOption(CLI::App& verb, std::vector<std::string>& looks)
{
    verb.add_option("--look", looks, "Looks, and how much of each from 0 to 1: oil=0.7 faded=0.3 (effigy style list)")
        ->type_name("LOOK[=AMOUNT] ...")
        ->check(CLI::Validator(lookRefusal, ""));
}

void mixLooks(head::ControlValues& values, const std::vector<std::string>& looks)
{
    if (looks.empty())
        return;
    const auto known = avatar::knownLooks();
    for (const std::string& text : looks) {
        const auto [id, amount] = *wantedLook(text);
        for (const auto& [control, value] : avatar::addedLook(values, avatar::findLook(known, id), amount))
            values.set(control, value);
    }
}

std::string lookEditName(const std::vector<std::string>& looks)
{
    const auto known = avatar::knownLooks();
    std::vector<std::string> labels;
    for (const std::string& text : looks)
        labels.push_back(avatar::findLook(known, wantedLook(text)->first).label);
    return avatar::editName("Look", labels);
}

std::string setEditName(const std::vector<std::string>& sets)
{
    std::vector<std::string> ids;
    for (const std::string& text : sets)
        ids.push_back(text.substr(0, text.find('=')));
    return avatar::listed(avatar::controlLabels(ids));
}

std::optional<double> numberOf(std::string_view text)
{
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

void addPoseOptions(CLI::App& verb, PoseOptions& options)
{
    verb.add_option("--set", options.sets, "Controls and their values: jawOpen=0.5 headYaw=20")
        ->type_name("CONTROL=VALUE ...")
        ->check(CLI::Validator(controlValueRefusal, ""));
    verb.add_option("--preset", options.preset, "A named expression: smile, surprised, ...")->type_name("NAME");
    verb.add_option("--amount", options.presetAmount, "How much of the preset, 0 to 1")->check(CLI::Range(0.0, 1.0));
    addLookOption(verb, options.looks);
}

std::vector<std::pair<std::string, double>> parsedSets(const PoseOptions& options)
{
    std::vector<std::pair<std::string, double>> sets;
    for (const std::string& text : options.sets) {
        const std::size_t equals = text.find('=');
        sets.emplace_back(text.substr(0, equals), numberOf(std::string_view(text).substr(equals + 1)).value_or(0.0));
    }
    return sets;
}

avatar::Preset presetNamed(const std::string& id)
{
    std::vector<avatar::Preset> all = avatar::builtInPresets();
    for (auto& more : {avatar::ownPoses(avatar::poseFolder()), avatar::builtInVisemes()})
        all.insert(all.end(), more.begin(), more.end());
    return avatar::findPreset(all, id);
}

void addTimeOption(CLI::App& verb, PoseOptions& options)
{
    verb.add_option("--time", options.time, "Moment of the timeline; without it, the pose that is set")
        ->type_name("SECONDS")
        ->check(CLI::Range(0.0, avatar::kLongestTimeline));
}

head::ControlValues shownPose(const avatar::AvatarState& state, const PoseOptions& options)
{
    avatar::AvatarState shown = state;
    if (options.time)
        shown.controls = avatar::posedAt(state.controls, state.timeline, *options.time);
    if (!options.preset.empty())
        avatar::Edit::applyPreset(shown, presetNamed(options.preset), options.presetAmount).apply(shown);
    mixLooks(shown.controls, options.looks);
    for (const auto& [id, value] : parsedSets(options))
        shown.controls.set(id, value);
    return avatar::shownControls(shown);
}

void addViewOptions(CLI::App& verb, ViewOptions& options)
{
    CLI::Option* match = verb.add_flag("--match-photo", options.matchesPhoto, "Through the photo's own camera (the default)");
    verb.add_option("--yaw", options.yawDeg, "Camera to the subject's left, degrees")->excludes(match);
    verb.add_option("--pitch", options.pitchDeg, "Camera upwards, degrees")->excludes(match);
    verb.add_option("--roll", options.rollDeg, "Picture turned clockwise, degrees")->excludes(match);
    verb.add_option("--fov", options.fovDeg, "Angle of view, degrees")->check(CLI::Range(1.0, 120.0))->excludes(match);
    verb.add_option("--distance", options.distance, "Camera from the head's middle, metres")
        ->check(CLI::Range(0.25, 100.0))
        ->excludes(match);
}

bool isPhotoView(const ViewOptions& options)
{
    return options.matchesPhoto
           || !(options.yawDeg || options.pitchDeg || options.rollDeg || options.fovDeg || options.distance);
}

mesh::OrbitView orbitView(const ViewOptions& options)
{
    mesh::OrbitView view;
    view.distance += view.target.z() - avatar::kMiddleOfHead.z(); // the face is as large as from the usual camera
    view.target = avatar::kMiddleOfHead;
    view.yaw = radians(options.yawDeg.value_or(0.0));
    view.pitch = radians(options.pitchDeg.value_or(0.0));
    view.roll = radians(options.rollDeg.value_or(0.0));
    if (options.fovDeg)
        view.fov = radians(*options.fovDeg);
    if (options.distance)
        view.distance = *options.distance;
    return view;
}

} // namespace effigy::app
