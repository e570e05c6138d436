// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/controls.h"

#include <array>
#include <span>
#include <string_view>

namespace effigy::avatar {

/// Parts of the face whose movement can be made stronger or weaker as a whole.
enum class Region { Lips, Eyes, Brows, Cheeks, Jaw, Pose };
inline constexpr int kRegionCount = 6;
inline constexpr double kMaxInfluence = 2.0;

/// "lips", "eyes", ...: the key in projects and on the command line.
[[nodiscard]] std::string_view regionId(Region region);
/// English, for people: "Lips".
[[nodiscard]] std::string_view regionLabel(Region region);
[[nodiscard]] std::span<const Region> allRegions();
/// Throws Error "unsupported" that lists the known ones.
[[nodiscard]] Region regionFromId(std::string_view id);

/// The region that a control moves: gaze belongs to the eyes, the tongue to the lips, neck and head to the pose.
[[nodiscard]] Region regionOf(const head::Control& control);

/// How much of its movement each region makes: 0 none, 1 as the controls say, 2 twice.
class RegionWeights {
public:
    RegionWeights() { m_weights.fill(1.0); }
    [[nodiscard]] double get(Region region) const { return m_weights[static_cast<std::size_t>(region)]; }
    /// Clamps to 0..kMaxInfluence. Throws Error "unsupported" on a number that is not finite.
    void set(Region region, double weight);
    [[nodiscard]] bool isPlain() const { return *this == RegionWeights(); }
    bool operator==(const RegionWeights&) const = default;

private:
    std::array<double, kRegionCount> m_weights;
};

/// `values` with each control's distance from the relaxed head times its region's weight, clamped to the hard ranges.
[[nodiscard]] head::ControlValues weighted(const head::ControlValues& values, const RegionWeights& weights);

} // namespace effigy::avatar
