// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "synth/synthetic_head.h"

#include <cstdint>

namespace effigy::synth {

/// How widely pictures are spread.
struct ShotRange {
    double yaw = 1.309;         // radians to either side: 75 degrees
    double pitch = 0.35;        // radians up and down
    double roll = 0.12;         // radians
    double nearest = 0.42;      // metres from the head's origin: a phone at arm's length
    double farthest = 2.4;      // a portrait lens
    double smallestSide = 0.28; // metres that fill the picture at the head's depth
    double largestSide = 0.40;
    bool isClean = false;       // no noise, blur or compression
};

/// One picture: expression, neck, camera, light, backdrop, faults. The same seed gives the same picture.
[[nodiscard]] Shot sampleShot(std::uint64_t seed, const ShotRange& range = {});

} // namespace effigy::synth
