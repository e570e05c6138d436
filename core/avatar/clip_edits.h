// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/timeline_edits.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace effigy::avatar {

/// Changes of the clips of a timeline, each as a function from one timeline to the next.

/// A timeline and the clip in it that was made or changed.
struct TimelineWithClip {
    Timeline timeline;
    std::string name;
};

/// `wanted`, or with a number behind it when a clip has that name already; "Motion" when it is empty.
[[nodiscard]] std::string freeClipName(const Timeline& timeline, std::string_view wanted);

/// With a clip of all of `motion`, beginning at `start`. Its keys are moved so that the first lies at 0.
/// Throws Error "unsupported" when the motion has no two moments, moves a control that does not exist, or `start` is none of a timeline.
[[nodiscard]] TimelineWithClip withClip(Timeline timeline, std::string_view wantedName, const MotionTracks& motion, double start);

/// The chosen keys taken out of their tracks and laid as a clip where they were. Throws as withClip.
[[nodiscard]] TimelineWithClip withClipOfKeys(const Timeline& timeline, const KeySelection& keys, std::string_view wantedName);

/// The clip where and how `place` says; what does not go is brought to the nearest that does.
/// This and what follows throw Error "unsupported", listing the names, when there is no clip of that name.
[[nodiscard]] Timeline withClipPlaced(Timeline timeline, std::string_view name, const ClipPlace& place);
/// A second one behind the first, of the same motion.
[[nodiscard]] TimelineWithClip withClipDoubled(Timeline timeline, std::string_view name);
/// Under another name; see freeClipName.
[[nodiscard]] TimelineWithClip withClipRenamed(Timeline timeline, std::string_view name, std::string_view wantedName);
[[nodiscard]] Timeline withoutClip(Timeline timeline, std::string_view name);

/// Keys on every frame of the timeline instead of the clip, which show the same there; around it the tracks go on as they were.
///   rest  what lies beneath where a control has no track
/// A clip that lies beneath another control's or is beneath this one goes on being laid, now over the keys.
[[nodiscard]] Timeline withClipBaked(const Timeline& timeline, std::string_view name, const head::ControlValues& rest);

/// The one of that name. Throws as withClipPlaced.
[[nodiscard]] const MotionClip& findClip(const Timeline& timeline, std::string_view name);

/// A motion as a file, for other projects, and back. The reader throws Error "bad_motion" when the text is none, or names a control that
/// does not exist.
[[nodiscard]] std::string motionToJson(std::string_view name, const MotionTracks& motion);
struct NamedMotion {
    std::string name;
    MotionTracks motion;
};
[[nodiscard]] NamedMotion motionFromJson(std::string_view json);

/// The same to and from the disk. Throw Error "storage"; the reader throws "bad_motion", too.
void writeMotion(const std::filesystem::path& file, std::string_view name, const MotionTracks& motion);
[[nodiscard]] NamedMotion readMotion(const std::filesystem::path& file);

} // namespace effigy::avatar
