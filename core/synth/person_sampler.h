// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "synth/synthetic_head.h"

#include <cstdint>

namespace effigy::synth {

/// Somebody whose shape, skin, hair and clothes go together. The same seed gives the same person.
///   body  of the head whose shape is drawn
[[nodiscard]] SyntheticHead sampleHead(const Body& body, std::uint64_t seed);

} // namespace effigy::synth
