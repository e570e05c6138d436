// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace effigy::head {

/// A named slider, described once: panels, flags, presets and the manual all read this.
struct Control {
    std::string_view
        id; // "jawOpen", "headYaw": the key in projects, presets and on the command line
    std::string_view
        group; // "Eyes", "Jaw", "Mouth", "Brows", "Cheeks and nose", "Head", "Neck", "Gaze"
    std::string_view label;  // English, for people: "Jaw open"
    std::string_view mirror; // id of the other side's control, or its own id; empty: none
    std::string_view unit;   // "" for 0..1 weights, "deg", "mm"
    double softMin = 0.0;    // what the slider spans
    double softMax = 1.0;
    double hardMin = 0.0; // what typing may reach
    double hardMax = 1.0;
    double neutral = 0.0; // the relaxed head
};

inline constexpr int kArkitControlCount = 52;

/// The 52 ARKit face shapes, in the order of the head models' expression vectors: alphabetical by
/// id.
[[nodiscard]] std::span<const std::string_view> arkitNames();

/// All controls of the head, in panel order: the 52, then jaw, gaze, neck and head pose.
[[nodiscard]] std::span<const Control> headControls();

/// All controls of the picture's look (core/style), in panel order. What a group begins with is how much of it there is.
[[nodiscard]] std::span<const Control> lookControls();
/// True when `id` is one of them: the head does not move with it.
[[nodiscard]] bool isLookControl(std::string_view id);

/// The control of head or look with that id, or nothing.
[[nodiscard]] const Control* findControl(std::string_view id);

/// Values of controls; what is absent is neutral.
class ControlValues {
public:
    [[nodiscard]] double get(std::string_view id) const;
    /// Clamps to the hard range. Throws Error "unsupported" with the nearest known id when there is
    /// no such control.
    void set(std::string_view id, double value);
    void reset(std::string_view id);
    [[nodiscard]] const std::map<std::string, double, std::less<>>& nonNeutral() const
    {
        return m_values;
    }
    bool operator==(const ControlValues&) const = default;

private:
    std::map<std::string, double, std::less<>> m_values;
};

} // namespace effigy::head
