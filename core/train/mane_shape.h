// SPDX-License-Identifier: GPL-3.0-or-later
// Where a mane's hair lies along z, and how places lie on planes: what looking at a photo and writing planes share.
#pragma once

#include "generator/plane_axis.h"
#include "train/hair_mane.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

namespace effigy::train {

inline constexpr double kUppermost = 0.060;  // height in metres from which the scalp's shell holds the hair
inline constexpr double kTips = 0.02;        // metres of height over which it ends
inline constexpr double kBeforeEars = 0.068; // from the middle: beyond, hair that covers ears is hair
inline constexpr double kBelowEars = -0.040; // and below which it hangs in one way, whether ears are covered or not

using generator::PlaneAxis;

/// Where a row is widest and how far it reaches before that: below the ears, and beside them, where hair lies behind them unless it
/// covers them.
struct RowDepth {
    double widest, fore; // z and a length, metres

    [[nodiscard]] double foremost() const { return widest + fore; }
};

[[nodiscard]] inline RowDepth depthAt(double height, bool coversEar)
{
    constexpr double kDepth = -0.070, kFore = 0.050, kDepthBehindEars = -0.098, kForeBehindEars = 0.036, kBesideEars = -0.010;
    if (coversEar)
        return {kDepth, kFore};
    const double share = std::clamp((height - kBelowEars) / (kBesideEars - kBelowEars), 0.0, 1.0);
    return {std::lerp(kDepth, kDepthBehindEars, share), std::lerp(kFore, kForeBehindEars, share)};
}

/// Half an ellipse: what the other axis reaches at `along`, as a share of its half; nothing beyond.
[[nodiscard]] inline std::optional<double> ellipse(double along)
{
    return std::abs(along) < 1.0 ? std::optional(std::sqrt(1.0 - along * along)) : std::nullopt;
}

/// The height of a side's lowest tips; above all rows where nothing hangs.
[[nodiscard]] inline double footOf(const std::vector<ManeRow>& rows, const PlaneAxis& axis)
{
    const auto lowest = std::ranges::find_if(rows, [](const ManeRow& row) { return row.reach > 0.0F; });
    return axis.height(static_cast<int>(lowest - rows.begin()));
}

/// How far z lies from where a row is widest, 0..1 up to the row's ends; negative behind.
[[nodiscard]] inline double alongRow(const ManeRow& row, const RowDepth& depth, double z)
{
    const double ahead = z - depth.widest;
    return ahead >= 0.0 ? ahead / depth.fore : ahead / std::max(1e-6, depth.widest - row.back);
}

} // namespace effigy::train
