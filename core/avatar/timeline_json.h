// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/timeline_edits.h"
#include "avatar/track_change.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace effigy::avatar {

/// A timeline as JSON text, numbers in full precision, and back; docs/file-format.md describes it.
/// The reader throws Error "bad_project" when it is none, or names a control that does not exist.
[[nodiscard]] std::string timelineToJson(const Timeline& timeline);
[[nodiscard]] Timeline timelineFromJson(std::string_view json);

/// Keys for the clipboard. The reader throws Error "unsupported" when the text is none of ours.
[[nodiscard]] std::string clipToJson(const KeyClip& clip);
[[nodiscard]] KeyClip clipFromJson(std::string_view json);

/// One key as an array: [time, value, "bezier" | "linear" | "hold"], followed by "aligned" | "free" and the handles' four numbers unless
/// they are automatic. The readers throw nlohmann::json::exception on anything else.
[[nodiscard]] nlohmann::json keysToJson(std::span<const Key> keys);
[[nodiscard]] std::vector<Key> keysFromJson(const nlohmann::json& array);

/// Tracks as an object of their keys, by control. The reader leaves out tracks without keys and throws nlohmann::json::exception or base::Error
/// on anything else.
[[nodiscard]] nlohmann::json tracksToJson(const MotionTracks& tracks);
[[nodiscard]] MotionTracks tracksFromJson(const nlohmann::json& object);

/// A clip as an object: its place, and its tracks unless it has no motion. The reader throws nlohmann::json::exception or base::Error on
/// anything else.
[[nodiscard]] nlohmann::json motionClipToJson(const MotionClip& clip);
[[nodiscard]] MotionClip motionClipFromJson(const nlohmann::json& object);

/// A sound track as an object: id, name, start, muted. The reader throws nlohmann::json::exception on anything else.
[[nodiscard]] nlohmann::json soundToJson(const SoundTrack& sound);
[[nodiscard]] SoundTrack soundFromJson(const nlohmann::json& object);

/// "bezier", "linear" or "hold", and back; nothing when it is another word.
[[nodiscard]] std::string_view tangentName(Tangent tangent);
[[nodiscard]] std::optional<Tangent> tangentFromName(std::string_view name);

} // namespace effigy::avatar
