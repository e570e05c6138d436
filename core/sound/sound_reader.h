// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel_token.h"
#include "sound/sound.h"

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace effigy::sound {

/// Endings of the files that are offered as sounds, lower case. Files are known by content and not
/// by name.
inline constexpr std::array<std::string_view, 10> kSoundEndings = {
    "wav", "flac", "mp3", "m4a", "aac", "ogg", "opus", "aiff", "mp4", "mov"};

inline constexpr double kLongestSound = 30.0 * 60.0;                     // seconds
inline constexpr std::size_t kLargestSoundFile = std::size_t{512} << 20; // bytes

/// The sound in `bytes`, the content of a WAV, FLAC, MP3, M4A, OGG, Opus or AIFF file, or of a
/// video: its best sound stream at kSampleRate, one channel as one, several mixed to two. No other
/// file is opened and no network.
///   name  of the file, for people
/// Throws Error "bad_sound" when it is no sound, has none, is cut off or longer than kLongestSound;
/// "unsupported" when no decoder for it is installed, Cancelled.
[[nodiscard]] Sound readSound(std::span<const std::byte> bytes, const std::string& name,
                              const base::CancelToken& cancel);

} // namespace effigy::sound
