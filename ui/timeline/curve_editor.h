// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/key_drag.h"

#include <QWidget>

#include <memory>
#include <optional>

class QCustomPlot;

namespace effigy::ui {

class CurveMarks;

/// The shown tracks as curves over time, with their keys and the handles of chosen ones to drag. Weights and angles that are shown
/// together are drawn in parts of their range.
class CurveEditor : public QWidget {
    Q_OBJECT
public:
    explicit CurveEditor(TimelineScene* scene, QWidget* parent = nullptr);
    ~CurveEditor() override;

    /// Values from the lowest to the highest of the shown curves.
    void fitValues();
    [[nodiscard]] double lowest() const { return m_low; }
    [[nodiscard]] double highest() const { return m_high; }

    /// Where a key, or one of its handles, is on this widget.
    [[nodiscard]] QPointF placeOf(const avatar::KeyRef& key) const;
    [[nodiscard]] QPointF placeOf(const avatar::KeyRef& key, avatar::HandleSide side) const;

Q_SIGNALS:
    void menuAsked(const QPoint& globalPos);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    friend class CurveMarks;
    struct HandleGrip {
        avatar::KeyRef key;
        avatar::HandleSide side;
    };
    struct Pan {
        QPointF at;
        TimeView view;
        double low, high;
    };

    void dress();          // in the theme's colours
    void rebuild();        // curves and marks
    void showMarks();      // marks only
    [[nodiscard]] double scaleOf(std::string_view id) const;
    [[nodiscard]] QPointF pointOf(std::string_view id, double time, double value) const;
    [[nodiscard]] double valueAt(double y) const;
    [[nodiscard]] std::optional<avatar::KeyRef> keyAt(const QPointF& at) const;
    [[nodiscard]] std::optional<HandleGrip> handleAt(const QPointF& at) const;
    [[nodiscard]] std::vector<HandleGrip> shownHandles() const;
    void press(const QPointF& at, Qt::MouseButton button, Qt::KeyboardModifiers modifiers);
    void move(const QPointF& at, Qt::KeyboardModifiers modifiers);
    void release(Qt::MouseButton button);
    void moveHandle(const QPointF& at);
    void selectBox();
    bool wheel(class QWheelEvent& event);

    TimelineScene* m_scene;
    QCustomPlot* m_plot;
    CurveMarks* m_marks; // belongs to the plot
    KeyDrag m_drag;
    double m_low = -0.1; // values at the lower and upper edge, in what is shown
    double m_high = 1.1;
    bool m_isMixed = false; // units differ: parts of the range are shown
    QPointF m_pressedAt;
    std::optional<HandleGrip> m_grip;
    avatar::Timeline m_gripOrigin;
    bool m_gripMoved = false;
    std::optional<QRectF> m_box;
    avatar::KeySelection m_beforeBox;
    std::optional<Pan> m_pan;
};

} // namespace effigy::ui
