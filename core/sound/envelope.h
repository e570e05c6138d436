// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sound/sound.h"

#include <memory>
#include <vector>

namespace effigy::sound {

/// The lowest and highest sample of a piece of a sound, -1 to 1.
struct Peaks {
    float low = 0.0F;
    float high = 0.0F;
    bool operator==(const Peaks&) const = default;
};

/// The outline of a sound at any resolution, for drawing it: peaks of pieces of 256 frames, of four
/// of them, and so on are kept, so that a column costs the same whether it stands for a millisecond
/// or a minute.
class Envelope {
public:
    explicit Envelope(std::shared_ptr<const Sound> sound);

    [[nodiscard]] const std::shared_ptr<const Sound>& sound() const { return m_sound; }

    /// Peaks of all channels together in columns side by side, never less than what is there;
    /// columns of many frames may count some of their neighbours', a quarter of a column on each
    /// side at most. Silence outside of the sound.
    ///   from    left edge of the first column, seconds of the sound
    ///   each    width of a column, seconds, above 0
    ///   returns [count]
    [[nodiscard]] std::vector<Peaks> columns(double from, double each, int count) const;

private:
    struct Range { // of 16-bit samples
        std::int16_t low = 0;
        std::int16_t high = 0;
    };
    [[nodiscard]] Range rangeOfFrames(std::int64_t first, std::int64_t last) const;
    [[nodiscard]] Range rangeOf(std::int64_t first, std::int64_t last) const;

    std::shared_ptr<const Sound> m_sound;
    std::vector<std::vector<Range>> m_levels; // level k: pieces of kPiece * kGrowth^k frames
};

} // namespace effigy::sound
