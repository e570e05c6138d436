// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace effigy::ui {

class TimelineScene;

/// Seconds and frames above the keys. Press or drag moves the playhead; the brighter strip is the range that plays.
class TimeRuler : public QWidget {
    Q_OBJECT
public:
    explicit TimeRuler(TimelineScene* scene, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    /// A hand took the playhead: playing should stop.
    void scrubbed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void scrub(double x);
    TimelineScene* m_scene;
};

/// Seconds between marks so that they lie at least `pixels` apart: whole frames, then 1, 2, 5 times ten.
[[nodiscard]] double markInterval(double pixelsPerSecond, double fps, double pixels);

/// Zoom and scroll by wheel, the same over ruler, dope sheet and curves: wheel zooms, with Shift it scrolls.
/// Returns whether the event was for it.
bool timeWheel(TimelineScene& scene, const QWheelEvent& event);

} // namespace effigy::ui
