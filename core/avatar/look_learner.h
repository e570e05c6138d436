// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/avatar.h"
#include "avatar/looks.h"
#include "base/cancel_token.h"
#include "base/progress.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace effigy::avatar {

struct LearnOptions {
    int steps = 120;
    int views = 15;                   // expressions and cameras, the photo's among them
    double peakRate = 3e-3;           // Adam's
    double residualRate = 8.0;        // times peakRate: the residuals are free tensors, not weights
    std::uint64_t seed = 1;
    std::filesystem::path checkpoint; // resumed from if it is there, removed at the end; empty: none is written
    int checkpointEvery = 20;         // steps
};

struct LearntLook {
    std::vector<std::byte> delta; // of the tuned weights, as in LearntLooks
    double errorBefore = 0.0;     // mean absolute error against the painted pictures, 0..1, over the first five views
    double errorAfter = 0.0;
};

/// The looks that can be learnt: those that paint and need no view of their own.
[[nodiscard]] const std::vector<std::string>& learnableLooks();

/// The control that says how strongly a learnt look is shown: "learntOil" for "oil".
[[nodiscard]] std::string learntControl(std::string_view id);

/// Teaches the tuned generator of `avatar` to show itself as `look` paints it: seen from many sides and with many expressions, its
/// texture, hair and superresolution are tuned towards its own painted pictures. What they agree on stays, what each view has of its own
/// is averaged away, so that the look moves with the head and costs nothing to render. The form does not change.
///   look  its painting counts, its grade and what lies on the screen do not
/// The same seed and number of steps give the same result, also when it was interrupted and resumed. Reports "views" and "learn".
/// Throws Error "unsupported" when the avatar is not inverted, its generator is of another kind, or the look cannot be learnt; Error
/// "storage" for the checkpoint; Cancelled, after the checkpoint has been written.
[[nodiscard]] LearntLook learnLook(const Avatar& avatar, const LookPreset& look, const LearnOptions& options, base::Progress& progress,
                                   const base::CancelToken& cancel);

} // namespace effigy::avatar
