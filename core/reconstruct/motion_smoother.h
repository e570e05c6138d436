// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

namespace effigy::reconstruct {

/// One number that was measured again and again.
struct Signal {
    std::span<const double> times;   // [N] seconds, rising
    std::span<const double> values;  // [N]
    std::span<const double> spreads; // [N] standard deviations as they are told, of which only the proportions count
};

/// How strongly a signal is smoothed.
struct SmoothingPlan {
    double seconds = 0.2;     // over which a resting signal is averaged, to each side; 0: not at all
    double leastNoise = 1e-4; // of single values, in the signal's unit
    double mostNoise = 0.03;  // what shakes more moves
};

/// The standard deviation of a signal's shaking from value to value: what its third differences show while it is quietest. 0
/// for fewer than eight values.
[[nodiscard]] double noiseOfSignal(std::span<const double> values);

/// `signal` without its shaking: a smoother of position and speed that looks both ways. It begins stiff, and where the curve
/// misses the values by more than their noise, on whatever scale of time, it is allowed to move faster, until it misses them no
/// more: a blink of three frames stays as it is, and what rests comes to rest.
///   returns  [N] values
/// Throws ContractError when sizes disagree or times do not rise.
/// Source: Rauch, Tung and Striebel 1965, for the smoother under one stiffness.
[[nodiscard]] std::vector<double> smoothed(const Signal& signal, const SmoothingPlan& plan);

} // namespace effigy::reconstruct
