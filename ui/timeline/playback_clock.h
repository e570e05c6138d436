// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

namespace effigy::ui {

/// What a playing timeline can follow instead of the wall clock: a sound that is heard.
class PlaybackClock {
public:
    virtual ~PlaybackClock() = default;
    /// Runs from `seconds` of the timeline on, at normal speed. False: it cannot, and the wall
    /// clock has to do.
    [[nodiscard]] virtual bool start(double seconds) = 0;
    virtual void stop() = 0;
    /// The moment of the timeline that is heard, seconds; never earlier than it said before.
    /// Nothing: it has failed.
    [[nodiscard]] virtual std::optional<double> now() = 0;
};

} // namespace effigy::ui
