// SPDX-License-Identifier: GPL-3.0-or-later
#include "sound/sound.h"

#include "base/error.h"

#include <algorithm>
#include <cmath>

namespace effigy::sound {

void copyFrames(const Sound& sound, std::int64_t first, std::span<std::int16_t> out)
{
    base::require(out.size() % static_cast<std::size_t>(sound.channels) == 0, "frames are whole");
    const auto at = first * sound.channels;
    const auto end = static_cast<std::int64_t>(sound.samples.size());
    const auto wanted = static_cast<std::int64_t>(out.size());
    const std::int64_t before = std::clamp<std::int64_t>(-at, 0, wanted);
    const std::int64_t count =
        std::clamp<std::int64_t>(end - std::max<std::int64_t>(at, 0), 0, wanted - before);
    std::fill_n(out.begin(), before, std::int16_t{0});
    if (count > 0)
        std::copy_n(sound.samples.begin() + std::max<std::int64_t>(at, 0), count,
                    out.begin() + before);
    std::fill(out.begin() + before + count, out.end(), std::int16_t{0});
}

Sound excerpt(const Sound& sound, double from, double seconds)
{
    base::require(seconds >= 0.0, "an excerpt has a length");
    Sound part{.channels = sound.channels, .samples = {}};
    const auto frames = static_cast<std::size_t>(std::llround(seconds * kSampleRate));
    part.samples.resize(frames * static_cast<std::size_t>(sound.channels));
    copyFrames(sound, std::llround(from * kSampleRate), part.samples);
    return part;
}

} // namespace effigy::sound
