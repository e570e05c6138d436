// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/controls.h"

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace effigy::avatar {

enum class Sides { Free, Alike };

struct RandomPoseOptions {
    double amount = 0.5;       // 0: as it is; 1: anything within the soft ranges
    double share = 0.35;       // of the controls that move; a face that moves everywhere looks like none
    Sides sides = Sides::Alike; // left and right get the same value
    std::uint64_t seed = 1;
};

/// Random values for the controls `ids`, part of the way from `from` and within their soft ranges. A control that is not in `ids` keeps
/// still, also as the mirror of one that is. The same seed gives the same pose.
/// Throws Error "unsupported" on an unknown control.
[[nodiscard]] std::vector<std::pair<std::string, double>> randomPose(const head::ControlValues& from, std::span<const std::string> ids,
                                                                     const RandomPoseOptions& options);

} // namespace effigy::avatar
