// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace effigy::sound {

/// Samples a second of every Sound.
inline constexpr int kSampleRate = 48'000;

/// A sound as numbers: what every sound file becomes.
struct Sound {
    int channels = 1;                  // 1 or 2, left first
    std::vector<std::int16_t> samples; // [frames, channels]

    /// Samples of each channel.
    [[nodiscard]] std::size_t frames() const
    {
        return samples.size() / static_cast<std::size_t>(channels);
    }
    [[nodiscard]] double seconds() const { return static_cast<double>(frames()) / kSampleRate; }
};

/// Copies what `sound` has from frame `first` on, which may lie before its beginning; silence where
/// it has nothing.
///   out  [frames, channels] of `sound`
void copyFrames(const Sound& sound, std::int64_t first, std::span<std::int16_t> out);

/// `seconds` of `sound` from `from` on, seconds of the sound; silence where it has nothing.
[[nodiscard]] Sound excerpt(const Sound& sound, double from, double seconds);

} // namespace effigy::sound
