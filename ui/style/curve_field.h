// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "style/tone_curve.h"

#include <QColor>
#include <QWidget>

#include <optional>

namespace effigy::ui {

/// One tone curve to bend. A press adds a point or takes the one below it, a drag moves it, the right button or Delete removes it.
/// Page Up and Down choose a point, arrows move it (Shift: ten times finer), Insert adds one after it, Home straightens the curve.
class CurveField : public QWidget {
    Q_OBJECT
public:
    explicit CurveField(QWidget* parent = nullptr);

    /// No signal.
    void setPoints(const style::CurvePoints& points);
    [[nodiscard]] const style::CurvePoints& points() const { return m_points; }
    void setColour(const QColor& colour);
    /// Index of the point that keys move, among those shown.
    [[nodiscard]] int chosen() const { return m_chosen; }
    /// Where a place of the curve is on this widget.
    [[nodiscard]] QPointF placeOf(style::CurvePoint point) const;
    /// The chosen point in words: "Point 2 of 3: 128 becomes 150".
    [[nodiscard]] QString valueText() const;
    [[nodiscard]] QSize sizeHint() const override { return {240, 200}; }

Q_SIGNALS:
    void gestureStarted();
    void edited(const effigy::style::CurvePoints& points);
    void gestureFinished();

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] QRectF field() const;
    [[nodiscard]] style::CurvePoint pointAt(QPointF place) const;
    [[nodiscard]] std::optional<int> gripAt(QPointF place) const;
    void change(const style::CurvePoints& points);
    void changeOnce(const style::CurvePoints& points, int chosen);
    void remove(int index);
    void insertAfterChosen();
    void nudge(double in, double out);
    void choose(int index);

    style::CurvePoints m_points;
    QColor m_colour;
    int m_chosen = 0;
    bool m_isDragging = false;
};

} // namespace effigy::ui
