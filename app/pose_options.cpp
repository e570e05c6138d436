// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pose_options.h"

#include "avatar/edit.h"
#include "avatar/presets.h"

#include <charconv>
#include <numbers>

namespace effigy::app {
namespace {

/// Value behind the equals sign, or nothing.
std::optional<double> valueOf(std::string_view text)
{
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

/// Empty when `text` has the form CONTROL=VALUE, else what is wrong with it.
std::string refusalOf(const std::string& text)
{
    const std::size_t equals = text.find('=');
    const bool isForm = equals != std::string::npos && valueOf(std::string_view(text).substr(equals + 1));
    return isForm ? "" : "\"" + text + "\" is not CONTROL=VALUE, such as jawOpen=0.5";
}

double radians(double degrees) { return degrees * std::numbers::pi / 180.0; }

} // namespace

void addPoseOptions(CLI::App& verb, PoseOptions& options)
{
    verb.add_option("--set", options.sets, "Controls and their values: jawOpen=0.5 headYaw=20")
        ->type_name("CONTROL=VALUE ...")
        ->check(CLI::Validator(refusalOf, ""));
    verb.add_option("--preset", options.preset, "A named expression: smile, surprised, ...")->type_name("NAME");
    verb.add_option("--amount", options.presetAmount, "How much of the preset, 0 to 1")->check(CLI::Range(0.0, 1.0));
}

std::vector<std::pair<std::string, double>> parsedSets(const PoseOptions& options)
{
    std::vector<std::pair<std::string, double>> sets;
    for (const std::string& text : options.sets) {
        const std::size_t equals = text.find('=');
        sets.emplace_back(text.substr(0, equals), valueOf(std::string_view(text).substr(equals + 1)).value_or(0.0));
    }
    return sets;
}

head::ControlValues posed(const head::ControlValues& from, const PoseOptions& options)
{
    avatar::AvatarState state{.controls = from, .bookmarks = {}};
    if (!options.preset.empty()) {
        const auto presets = avatar::builtInPresets();
        avatar::Edit::applyPreset(state, avatar::findPreset(presets, options.preset), options.presetAmount).apply(state);
    }
    for (const auto& [id, value] : parsedSets(options))
        state.controls.set(id, value);
    return state.controls;
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
