// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel_token.h"
#include "base/progress.h"
#include "generator/stages.h"
#include "invert/subject.h"

#include <cstdint>
#include <vector>

namespace effigy::invert {

/// A view with what its rays meet. Tuning changes colours alone, so rays are traced once.
struct TracedView {
    train::HeadView view;
    generator::TracedRays rays;
};

/// What a tuner looks at: the photo, and renders of the fitted head from other sides and with other
/// expressions, which keep the avatar a head that moves.
struct TuningViews {
    TracedView photo;
    std::vector<TracedView> preserved;
};

/// Renders and traces the views of `subject`, `count` of them beside the photo; reports stage "views".
/// The same seed gives the same views. Throws Cancelled.
[[nodiscard]] TuningViews prepareViews(const Subject& subject, int count, std::uint64_t seed,
                                       base::Progress& progress, const base::CancelToken& cancel);

} // namespace effigy::invert
