// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

#include <optional>

class QLineEdit;

namespace effigy::ui {

/// What a slider needs to know about the number it moves.
struct SliderSpec {
    QString id;             // travels with every signal: "jawOpen"
    QString label;          // for people
    QString unit;           // "" or "deg", "mm"
    double softMin = 0.0;   // what dragging spans
    double softMax = 1.0;
    double hardMin = 0.0;   // what typing may reach
    double hardMax = 1.0;
    double neutral = 0.0;   // where the filled part of the bar begins
    double resetValue = 0.0;// what double-click returns to
    bool hasMirror = false; // shows the link to the other side
    bool keepsLinkRoom = false; // leaves that room free all the same, so that rows align
};

/// The one slider of Effigy: label, bar and number in one row whose whole height reacts.
///
/// Drag changes, with Shift ten times finer, with Ctrl in steps (a tenth of the range; with both, a hundredth); a click on the
/// bar jumps there; a click on the number, Enter or F2 types (see parseNumberEntry); double-click or Delete resets; arrows
/// step, Page Up and Down step tenfold, Home and End go to the ends of the soft range; the wheel acts only with focus or
/// Ctrl, so that panels scroll safely; Escape during a drag puts the value back. Dragging stays in the soft range, typing in
/// the hard one.
///
/// One gesture is everything between gestureStarted and gestureFinished; valueEdited comes in between.
class ValueSlider : public QWidget {
    Q_OBJECT
public:
    explicit ValueSlider(SliderSpec spec, QWidget* parent = nullptr);

    [[nodiscard]] const SliderSpec& spec() const { return m_spec; }
    [[nodiscard]] double value() const { return m_value; }
    [[nodiscard]] bool isModified() const;
    [[nodiscard]] bool isLinked() const { return m_isLinked; }
    /// The number as shown: "0.35", "12.0°".
    [[nodiscard]] QString valueText() const;

    /// Shows `value` without a signal: the document changed.
    void setValue(double value);
    void setResetValue(double value);
    void setLinked(bool isLinked);

    /// Changes the value as one gesture, as typing does. Clamped to the hard range.
    void edit(double value);
    void reset() { edit(m_spec.resetValue); }
    /// Opens the field to type a number.
    void startTyping();

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void gestureStarted(const QString& id);
    void valueEdited(const QString& id, double value);
    void gestureFinished(const QString& id);
    void linkToggled(const QString& id, bool isLinked);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Drag {
        QPointF last;           // pointer at the last move
        double startValue = 0.0;
        double exact = 0.0;     // value before snapping
        bool hasMoved = false;
    };

    [[nodiscard]] QRect barRect() const;
    [[nodiscard]] QRect valueRect() const;
    [[nodiscard]] QRect linkRect() const;
    [[nodiscard]] double step() const;
    [[nodiscard]] double valueAt(double x) const;
    [[nodiscard]] double xOf(double value) const;
    void assign(double value, double low, double high);
    void stepBy(double steps);
    void finishDrag();
    void finishTyping(bool isAccepted);
    [[nodiscard]] QString toolTipText() const;

    SliderSpec m_spec;
    double m_value = 0.0;
    bool m_isLinked = false;
    bool m_isHovered = false;
    std::optional<Drag> m_drag;
    QLineEdit* m_field = nullptr;
};

} // namespace effigy::ui
