// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace effigy::app {

/// Frames of a sequence, both ends included.
struct FrameRange {
    int first = 1;
    int last = 1;
    bool operator==(const FrameRange&) const = default;
};

/// "A-B" or "A", from 1 on; nothing when `text` is neither or runs backwards.
[[nodiscard]] std::optional<FrameRange> parseFrameRange(const std::string& text);

/// Empty when parseFrameRange takes `text`, else what is wrong: a validator of the command line.
[[nodiscard]] std::string frameRangeRefusal(const std::string& text);

/// "turn.png" and 7 make "turn_0007.png", as sequences of exported videos are named.
[[nodiscard]] std::filesystem::path framePath(const std::filesystem::path& output, int frame);

} // namespace effigy::app
