// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/timeline.h"

#include <string>
#include <string_view>
#include <vector>

namespace effigy::avatar {

/// The table that Live Link Face and other ARKit programs record: one row a frame with a timecode HH:MM:SS:FF.fff, the number of
/// values, the 52 face shapes, and yaw, pitch and roll of the head and of both eyes in radians.
///
/// Directions are those of our controls: yaw to the subject's left, pitch up, roll to the left shoulder. The gaze is in the
/// eyeLook shapes; the eyes' angles repeat it, are written for other programs and not read.

/// The motion of such a table as linear keys, a row each, from time 0 on. Columns are found by name, upper and lower case alike;
/// a shape that stays at zero gets no track, unknown columns are named in `ignored`.
///   fps  of the timecodes; 0: as the frame numbers tell, or 60 when they do not
/// Throws Error "unsupported" when `csv` is no such table, naming the line.
struct LiveLinkMotion {
    Timeline timeline; // its range covers the motion, its fps are the table's
    std::vector<std::string> ignored;
};
[[nodiscard]] LiveLinkMotion liveLinkFromCsv(std::string_view csv, double fps = 0.0);

/// The range of `timeline` as such a table; what is not animated stays as in `rest`. Numbers are written so that reading gives
/// the same ones: a table read and written again is the same, for head angles within rounding.
///   fps  whole frames a second, as timecodes count
/// Throws Error "unsupported" on another rate.
[[nodiscard]] std::string liveLinkToCsv(const head::ControlValues& rest, const Timeline& timeline, int fps = 60);

/// Animated controls that such a table has no column for: jaw, neck and gaze angles. Gaze angles are folded into eyeLook.
[[nodiscard]] std::vector<std::string> withoutLiveLinkColumn(const Timeline& timeline);

} // namespace effigy::avatar
