// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/clip_change.h"
#include "avatar/presets.h"
#include "avatar/regions.h"
#include "avatar/track_change.h"
#include "head/controls.h"
#include "mesh/camera.h"
#include "style/toning.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace effigy::avatar {

/// A camera that a person named and wants back.
struct Bookmark {
    mesh::OrbitView view;
    bool matchesPhoto = false; // the photo's own camera; `view` is ignored
};
[[nodiscard]] bool operator==(const Bookmark& a, const Bookmark& b);

/// What a person may change about an avatar, and undo.
struct AvatarState {
    head::ControlValues controls;
    std::map<std::string, Bookmark, std::less<>> bookmarks = {};
    Timeline timeline = {};
    RegionWeights regions = {};
    style::Toning toning = {};
    bool operator==(const AvatarState&) const = default;
};

/// What the head does at `time`: the controls, those with a track as the timeline has them, by the influence of their regions.
[[nodiscard]] head::ControlValues shownControls(const AvatarState& state, double time);
/// The same without the timeline: the pose that is set.
[[nodiscard]] head::ControlValues shownControls(const AvatarState& state);

/// Layouts of project files (docs/file-format.md), by what came with them.
inline constexpr int kFirstLayout = 1;    // controls and bookmarks
inline constexpr int kTimelineLayout = 2; // timeline, influences of regions, looks
inline constexpr int kSoundLayout = 3;    // the sound track
inline constexpr int kFormLayout = 4;     // caricature, curves and colour tables
inline constexpr int kClipLayout = 5;     // clips of motion

/// Number of a gesture: edits of one drag share it and become one. 0: an edit of its own.
using Gesture = std::uint64_t;

/// One undoable change of an AvatarState, as a value. It knows both ends, so it applies and reverts exactly.
class Edit {
public:
    struct ControlChange {
        double before = 0.0;
        double after = 0.0;
        bool operator==(const ControlChange&) const = default;
    };
    struct BookmarkChange {
        std::optional<Bookmark> before;
        std::optional<Bookmark> after;
        bool operator==(const BookmarkChange&) const = default;
    };

    /// `id` to `value`, clamped to its hard range. Named after the control: "Jaw open".
    /// Throws Error "unsupported" when there is no such control.
    [[nodiscard]] static Edit setControl(const AvatarState& state, std::string_view id, double value, Gesture gesture = 0);

    /// Several controls at once, as a pad or a linked pair moves them.
    [[nodiscard]] static Edit setControls(const AvatarState& state, std::string name,
                                          std::span<const std::pair<std::string, double>> values, Gesture gesture = 0);

    /// All 52 face shapes to those of `preset`; `amount` 0..1 goes part of the way from where they are.
    [[nodiscard]] static Edit applyPreset(const AvatarState& state, const Preset& preset, double amount = 1.0,
                                          Gesture gesture = 0);

    /// The named controls back to `origin`, which is where reset leads: the photo's values.
    [[nodiscard]] static Edit reset(const AvatarState& state, std::span<const std::string> ids,
                                    const head::ControlValues& origin);
    /// All controls back to `origin`.
    [[nodiscard]] static Edit resetAll(const AvatarState& state, const head::ControlValues& origin);

    /// All controls of the head to those of `pose`; its form stays.
    [[nodiscard]] static Edit pastePose(const AvatarState& state, const head::ControlValues& pose);

    /// Left and right exchanged, by the controls' mirrors.
    [[nodiscard]] static Edit mirrorPose(const AvatarState& state);

    /// The timeline becomes `after`. Named by the caller: "Move keys".
    [[nodiscard]] static Edit changeTimeline(const AvatarState& state, std::string name, const Timeline& after, Gesture gesture = 0);

    /// As setControls, but controls with a track get a key at `time` instead.
    [[nodiscard]] static Edit setControlsAt(const AvatarState& state, std::string name,
                                            std::span<const std::pair<std::string, double>> values, double time,
                                            Gesture gesture = 0);

    /// How much of its movement a region makes, 0..kMaxInfluence.
    [[nodiscard]] static Edit setRegionWeight(const AvatarState& state, Region region, double weight, Gesture gesture = 0);

    /// Curves and colour table become `after`. Named by the caller: "Curve of red".
    [[nodiscard]] static Edit setToning(const AvatarState& state, std::string name, const style::Toning& after, Gesture gesture = 0);

    [[nodiscard]] static Edit addBookmark(const AvatarState& state, const std::string& name, const Bookmark& bookmark);
    [[nodiscard]] static Edit removeBookmark(const AvatarState& state, const std::string& name);

    void apply(AvatarState& state) const;
    void revert(AvatarState& state) const;

    /// English, for the undo menu and the history: "Jaw open", "Preset: Smile".
    [[nodiscard]] const std::string& name() const { return m_name; }
    [[nodiscard]] bool changesNothing() const;
    [[nodiscard]] Gesture gesture() const { return m_gesture; }
    [[nodiscard]] const std::map<std::string, ControlChange, std::less<>>& controls() const { return m_controls; }
    [[nodiscard]] const std::map<std::string, BookmarkChange, std::less<>>& bookmarks() const { return m_bookmarks; }
    [[nodiscard]] const TrackChanges& tracks() const { return m_tracks; }
    [[nodiscard]] const ClipChanges& clips() const { return m_clips; }
    /// The oldest layout of project files that can hold it.
    [[nodiscard]] int neededLayout() const;
    /// Ids of the sounds that it puts on the timeline or takes away: what a project must keep for it.
    [[nodiscard]] std::vector<std::string> sounds() const;
    /// Ids of the colour tables that it puts on or takes off, likewise.
    [[nodiscard]] std::vector<std::string> luts() const;

    /// Takes `next`, which was made after this edit, into this one when both belong to one gesture. Returns whether it did.
    bool merge(const Edit& next);

    /// Ends the gesture: nothing merges into this edit any more.
    void seal() { m_gesture = 0; }

    /// One JSON object; the gesture is not part of it.
    [[nodiscard]] std::string toJson() const;
    /// Throws Error "bad_project" when `json` is not an edit.
    [[nodiscard]] static Edit fromJson(std::string_view json);

    /// Same name and same changes.
    bool operator==(const Edit& other) const;

private:
    std::string m_name;
    Gesture m_gesture = 0;
    std::map<std::string, ControlChange, std::less<>> m_controls; // by id; only what changes
    std::map<std::string, BookmarkChange, std::less<>> m_bookmarks; // by name
    std::map<std::string, ControlChange, std::less<>> m_regions;     // by region id
    TrackChanges m_tracks;
    ClipChanges m_clips;
    std::optional<std::pair<TimelineSettings, TimelineSettings>> m_settings; // of the timeline, before and after
    std::optional<std::pair<style::Toning, style::Toning>> m_toning;         // before and after
};

/// Control values as a JSON object {id: value}, non-neutral ones only.
[[nodiscard]] std::string controlsToJson(const head::ControlValues& values);
/// Throws Error "bad_project" when `json` is not such an object, "unsupported" on an unknown id.
[[nodiscard]] head::ControlValues controlsFromJson(std::string_view json);

/// The state as JSON, and back, but for the timeline, which has timelineToJson. Throws Error "bad_project".
[[nodiscard]] std::string stateToJson(const AvatarState& state);
[[nodiscard]] AvatarState stateFromJson(std::string_view json);

} // namespace effigy::avatar
