// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/avatar.h"
#include "avatar/edit.h"
#include "head/controls.h"
#include "mesh/camera.h"

#include <CLI/CLI.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace effigy::app {

/// --set, --preset and --look: what the head does and how it looks.
struct PoseOptions {
    std::vector<std::string> sets; // "CONTROL=VALUE"
    std::string preset;
    double presetAmount = 1.0;
    std::optional<double> time; // seconds on the timeline; absent: the pose that is set
    std::vector<std::string> looks = {}; // "LOOK" or "LOOK=AMOUNT"
};

/// Adds them to `verb`. A --set without its form is wrong usage.
void addPoseOptions(CLI::App& verb, PoseOptions& options);
/// --time: a moment of the timeline.
void addTimeOption(CLI::App& verb, PoseOptions& options);

/// --look: looks and how much of each.
void addLookOption(CLI::App& verb, std::vector<std::string>& looks);
/// Lays `looks` on `values` one after the other. Throws Error "unsupported" that lists the known ones.
void mixLooks(head::ControlValues& values, const std::vector<std::string>& looks);
/// Name of the edit that lays them: "Look: Oil, Faded". Throws as mixLooks.
[[nodiscard]] std::string lookEditName(const std::vector<std::string>& looks);
/// Name of the edit that sets these: "Jaw open", or of several "Jaw open, Head yaw".
///   sets  "CONTROL=VALUE", at least one
[[nodiscard]] std::string setEditName(const std::vector<std::string>& sets);
/// Empty when `text` has the form CONTROL=VALUE, else what is wrong with it.
[[nodiscard]] std::string controlValueRefusal(const std::string& text);

/// The preset of that id: one that ships, one of the person's own poses, or a viseme.
/// Throws Error "unsupported" that lists the known ones.
[[nodiscard]] avatar::Preset presetNamed(const std::string& id);

/// The number that `text` is as a whole, or nothing.
[[nodiscard]] std::optional<double> numberOf(std::string_view text);

/// The controls that `options` set, in order, with their values.
[[nodiscard]] std::vector<std::pair<std::string, double>> parsedSets(const PoseOptions& options);

/// The pose that is set in `state`, or its timeline's at `options.time`, then the preset, then the set controls, all by the influence
/// of their regions. Throws Error "unsupported" on an unknown preset or control, with the nearest.
[[nodiscard]] head::ControlValues shownPose(const avatar::AvatarState& state, const PoseOptions& options);

/// --match-photo or --yaw, --pitch, --roll, --fov, --distance: where the camera stands. Nothing given: the photo's camera.
struct ViewOptions {
    bool matchesPhoto = false;
    std::optional<double> yawDeg;
    std::optional<double> pitchDeg;
    std::optional<double> rollDeg;
    std::optional<double> fovDeg;
    std::optional<double> distance; // metres
};

void addViewOptions(CLI::App& verb, ViewOptions& options);

/// True when `options` ask for the photo's own camera.
[[nodiscard]] bool isPhotoView(const ViewOptions& options);

/// The camera on its sphere about the head; what is not given is that of a frontal portrait.
[[nodiscard]] mesh::OrbitView orbitView(const ViewOptions& options);

} // namespace effigy::app
