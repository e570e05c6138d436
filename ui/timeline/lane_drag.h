// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace effigy::ui {

class TimelineScene;

/// A press on a lane of the timeline, and the drag that it may become: one gesture of the scene, from the first real movement to the end.
class LaneDrag {
public:
    ///   x  where the pointer pressed, pixels
    LaneDrag(TimelineScene* scene, double x) : m_scene(scene), m_pressedAt(x) {}

    /// The pointer is at `x` now. Returns whether it drags: a hand may shake a little before that.
    [[nodiscard]] bool moveTo(double x);
    /// How far `x` lies from the press, seconds of the timeline.
    [[nodiscard]] double secondsTo(double x) const;
    [[nodiscard]] bool hasMoved() const { return m_hasMoved; }
    /// The pointer was released, or the drag is put back.
    void end();

private:
    TimelineScene* m_scene;
    double m_pressedAt;
    bool m_hasMoved = false;
};

} // namespace effigy::ui
