// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/timeline_scene.h"

#include <optional>

namespace effigy::ui {

/// What a hand does with keys between press and release: chooses, moves or stretches them as one gesture. Dope sheet and curve
/// editor tell it where the pointer is in time and value; it knows no pixels.
class KeyDrag {
public:
    explicit KeyDrag(TimelineScene* scene) : m_scene(scene) {}

    enum class Choice { Replace, Add, Toggle };
    /// The pointer pressed `key`: chooses it, unless it was chosen already, and begins.
    void press(const avatar::KeyRef& key, double value, Choice choice);
    /// The pointer is there now. The first real movement begins a gesture.
    ///   time    moment under the pointer, as far as it moved from the key that was pressed
    ///   stretches  the keys are spread from the far end of the selection instead of being moved
    void move(double time, double value, bool stretches);
    void release();
    /// Puts everything back.
    void cancel();
    [[nodiscard]] bool isActive() const { return m_pressed.has_value(); }
    [[nodiscard]] bool hasMoved() const { return m_hasMoved; }
    /// The moment of the key that was pressed, before the drag.
    [[nodiscard]] double startTime() const { return m_pressed ? m_pressed->time : 0.0; }

private:
    [[nodiscard]] avatar::EditedTimeline stretched(double time) const;

    TimelineScene* m_scene;
    std::optional<avatar::KeyRef> m_pressed;
    double m_startValue = 0.0;
    avatar::Timeline m_origin;
    avatar::KeySelection m_originSelection;
    bool m_hasMoved = false;
};

} // namespace effigy::ui
