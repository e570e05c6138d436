// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace effigy::ui {

class GazeField;
class ValueSlider;

/// Where the eyes look: a field to drag the target in, as seen from the front, and how far away it is; near targets make the eyes
/// converge.
class GazePad : public QWidget {
    Q_OBJECT
public:
    explicit GazePad(QWidget* parent = nullptr);

    /// Shows a target, metres from between the eyes: to the subject's left, up, and ahead. No signal.
    void setTarget(double left, double up, double ahead);

Q_SIGNALS:
    void gestureStarted();
    void targetMoved(double left, double up, double ahead);
    void gestureFinished();

private:
    GazeField* m_field;
    ValueSlider* m_distance;
};

/// The field alone: a direction, in parts of its half side. Arrows move it, Delete centres it.
class GazeField : public QWidget {
    Q_OBJECT
public:
    explicit GazeField(QWidget* parent = nullptr);
    [[nodiscard]] QPointF direction() const { return m_direction; }
    /// Each coordinate -1..1: right on the screen is the subject's left, then up. No signal.
    void setDirection(QPointF direction);
    [[nodiscard]] QSize sizeHint() const override { return {200, 130}; }

Q_SIGNALS:
    void gestureStarted();
    void moved(QPointF direction);
    void gestureFinished();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void move(QPointF direction);
    void moveOnce(QPointF direction);
    [[nodiscard]] QPointF directionAt(QPointF place) const;

    QPointF m_direction;
    bool m_isDragging = false;
};

} // namespace effigy::ui
