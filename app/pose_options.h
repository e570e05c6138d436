// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/avatar.h"
#include "head/controls.h"
#include "mesh/camera.h"

#include <CLI/CLI.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace effigy::app {

/// --set and --preset: what the head does.
struct PoseOptions {
    std::vector<std::string> sets; // "CONTROL=VALUE"
    std::string preset;
    double presetAmount = 1.0;
};

/// Adds them to `verb`. A --set without its form is wrong usage.
void addPoseOptions(CLI::App& verb, PoseOptions& options);

/// The controls that `options` set, in order, with their values.
[[nodiscard]] std::vector<std::pair<std::string, double>> parsedSets(const PoseOptions& options);

/// `from`, then the preset, then the set controls. Throws Error "unsupported" on an unknown preset or control, with the nearest.
[[nodiscard]] head::ControlValues posed(const head::ControlValues& from, const PoseOptions& options);

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
