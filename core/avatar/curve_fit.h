// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/timeline.h"

#include <map>
#include <string>

namespace effigy::avatar {

/// A track with fewer keys that stays within `tolerance` of `track` at every moment. Runs between held keys become smooth curves
/// with aligned handles, least squares in their slopes, divided where they miss most (after Schneider 1990, with slopes shared
/// by neighbours); held keys stay, without those that repeat a value. A track that cannot be made smaller comes back as it was.
///   tolerance  in the control's unit, above 0
/// Throws ContractError on another tolerance.
[[nodiscard]] Track simplified(const Track& track, double tolerance);

/// All tracks simplified. `tolerance` counts for weights (0 to 1); angles and lengths get it times the soft range of their control.
[[nodiscard]] Timeline simplified(const Timeline& timeline, double tolerance);

/// A linear key on every frame from `start` until before `end`, as the curve has it there.
/// Throws ContractError on a rate or range that a timeline cannot have.
[[nodiscard]] Track baked(const Track& track, double fps, double start, double end);
/// All tracks, over the timeline's own range. Keys outside of it go.
[[nodiscard]] Timeline baked(const Timeline& timeline, double fps);

} // namespace effigy::avatar
