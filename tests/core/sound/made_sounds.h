// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sound/sound.h"

#include <cstddef>
#include <vector>

namespace effigy::test {

/// Silence for `silence` seconds, then a sine of `hertz` at half of full scale, `seconds` long in
/// all.
///   rate  samples a second: what the numbers are meant for
[[nodiscard]] sound::Sound tone(double hertz, double silence, double seconds, int channels = 1,
                                int rate = sound::kSampleRate);

/// The bytes of a WAV file with these samples.
[[nodiscard]] std::vector<std::byte> wavBytes(const sound::Sound& sound,
                                              int rate = sound::kSampleRate);

/// The bytes of a file of FFmpeg's muxer `container` with `sound` by `encoder`; empty when that
/// encoder is not installed.
[[nodiscard]] std::vector<std::byte> encodedBytes(const sound::Sound& sound, const char* container,
                                                  const char* encoder);

/// How strong a sine of `hertz` is in the first channel from `from` on for `seconds`: its
/// amplitude, 1 is full scale.
[[nodiscard]] double strength(const sound::Sound& sound, double hertz, double from, double seconds);

/// When the first channel first exceeds a tenth of full scale, seconds; the length of the sound if
/// never.
[[nodiscard]] double onset(const sound::Sound& sound);

} // namespace effigy::test
