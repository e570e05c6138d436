// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/timeline.h"

#include <map>
#include <optional>
#include <string>

namespace effigy::avatar {

/// What an edit does to one clip. Where a clip is there before and after with the same motion, neither end holds that motion: it is the
/// timeline's.
struct ClipChange {
    std::optional<MotionClip> before;
    std::optional<MotionClip> after;
    bool operator==(const ClipChange&) const = default;
};
using ClipChanges = std::map<std::string, ClipChange, std::less<>>; // by name

/// What leads from the clips of `before` to those of `after`.
[[nodiscard]] ClipChanges changesBetween(const MotionClips& before, const MotionClips& after);

/// Makes the change, on the clips that it was taken from.
void apply(const ClipChanges& changes, MotionClips& clips);
[[nodiscard]] ClipChanges reversed(const ClipChanges& changes);

/// First `first`, then `second`, as one; what comes back to where it was is not in it.
[[nodiscard]] ClipChanges joined(const ClipChanges& first, const ClipChanges& second);

} // namespace effigy::avatar
