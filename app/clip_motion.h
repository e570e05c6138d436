// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/tracked_motion.h"
#include "base/cancel_token.h"
#include "base/progress.h"
#include "project/project.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <optional>

namespace effigy::app {

class VerbContext;

/// Which part of a clip is tracked, and how.
struct ClipMotionOptions {
    std::filesystem::path clip = {};   // a video, or a folder of pictures
    double from = 0.0;                 // seconds
    std::optional<double> to = {};
    std::optional<double> fps = {};    // of the timeline, and at most so many pictures a second; absent: the clip's own
    std::optional<double> fovDeg = {}; // absent: found
    double smoothing = 1.0;
    bool hasNoFace = false;
    bool hasNoGaze = false;
    bool hasNoHead = false;
    bool isSamePerson = false;    // the clip shows the person of the project
    bool keepsResting = false;    // the expression at rest counts as movement
};

/// --from, --to, --fps, --fov, --smoothing, --no-face, --no-gaze, --no-head, --same-person, --keep-resting.
void addClipMotionOptions(CLI::App& verb, ClipMotionOptions& options);

/// A motion that was found in a clip.
struct ClipMotion {
    reconstruct::TrackedClip clip;
    avatar::Timeline motion; // a key on every frame
    avatar::MotionParts parts;
    double picturesPerSecond = 0.0; // how fast it went
};

/// Tracks the clip; what could not be read or seen is remarked to `context`.
/// Throws what openClip and trackClip throw, and Error "unsupported" when --from is not before --to.
[[nodiscard]] ClipMotion motionFromClip(const ClipMotionOptions& options, const project::Project& project, VerbContext& context);

} // namespace effigy::app
