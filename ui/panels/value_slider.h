// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/motion_clip.h"
#include "ui/panels/key_mark.h"

#include <QString>
#include <QWidget>

#include <optional>
#include <vector>

class QLineEdit;
class QMenu;

namespace effigy::ui {

/// What a slider needs to know about the number it moves.
struct SliderSpec {
    QString id;             // travels with every signal: "jawOpen"
    QString label;          // for people
    QString unit;           // "" or "deg", "mm", "m"; "%": the value is a part and shown in percent
    double softMin = 0.0;   // what dragging spans
    double softMax = 1.0;
    double hardMin = 0.0;   // what typing may reach
    double hardMax = 1.0;
    double neutral = 0.0;   // where the filled part of the bar begins
    double resetValue = 0.0;// what double-click returns to
    bool hasMirror = false; // shows the link to the other side
    bool keepsLinkRoom = false; // leaves that room free all the same, so that rows align
    bool isControl = false; // of the avatar: can be animated, locked, left out for comparison, made a favourite
};

/// The one slider of Effigy: label, bar and number in one row whose whole height reacts.
///
/// Drag changes, with Shift ten times finer, with Ctrl in steps (a tenth of the range; with both, a hundredth); a click on the
/// bar jumps there; a click on the number, Enter or F2 types (see parseNumberEntry); double-click or Delete resets; arrows
/// step, Page Up and Down step tenfold, Home and End go to the ends of the soft range; the wheel acts only with focus or
/// Ctrl, so that panels scroll safely; Escape during a drag puts the value back. Dragging stays in the soft range, typing in
/// the hard one. Alt-click leaves the control out for comparison. At the right of a control is its key: a click adds or removes it,
/// as K does; the arrows beside it, and Ctrl+Left and Ctrl+Right, go to the key before and after. What a clip of motion moves has a frame
/// around its key, and along the top of the bar a line from the value beneath the clips to the one that shows.
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
    [[nodiscard]] bool isLocked() const { return m_isLocked; }
    [[nodiscard]] bool isBypassed() const { return m_isBypassed; }
    [[nodiscard]] bool isFavourite() const { return m_isFavourite; }
    [[nodiscard]] KeyMark keyMark() const { return m_keyMark; }
    /// Which clips of motion move it here, and by how much, a line for each; empty: none does.
    [[nodiscard]] QString clipText() const;
    /// The number as shown: "0.35", "12.0°".
    [[nodiscard]] QString valueText() const;

    /// What it is called, for people.
    void setLabel(const QString& label);
    /// Shows `value` without a signal: the document changed.
    void setValue(double value);
    void setResetValue(double value);
    void setLinked(bool isLinked);
    /// A locked slider refuses hands and random.
    void setLocked(bool isLocked);
    void setBypassed(bool isBypassed);
    void setFavourite(bool isFavourite);
    void setKeyMark(KeyMark mark);
    /// What clips of motion make of the control, the lowest first.
    void setClipMoves(std::vector<avatar::ClipMove> moves);

    /// Changes the value as one gesture, as typing does. Clamped to the hard range.
    void edit(double value);
    void reset() { edit(m_spec.resetValue); }
    /// Opens the field to type a number.
    void startTyping();
    /// What the context menu offers.
    void fillMenu(QMenu& menu);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void gestureStarted(const QString& id);
    void valueEdited(const QString& id, double value);
    void gestureFinished(const QString& id);
    void linkToggled(const QString& id, bool isLinked);
    void bypassToggled(const QString& id, bool isBypassed);
    void favouriteToggled(const QString& id, bool isFavourite);
    void lockToggled(const QString& id, bool isLocked);
    /// Add a key, or remove the one that is here.
    void keyToggled(const QString& id);
    /// -1: to the key before, 1: after.
    void keyJumpAsked(const QString& id, int direction);

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
    [[nodiscard]] QRect keyRect() const;
    void paintClipMove(QPainter& painter) const;
    void paintKey(QPainter& painter) const;
    void pressKey(int x);
    void toggleBypass();
    [[nodiscard]] double step() const;
    [[nodiscard]] double valueAt(double x) const;
    [[nodiscard]] double xOf(double value) const;
    void assign(double value, double low, double high);
    void stepBy(double steps);
    void finishDrag();
    void finishTyping(bool isAccepted);
    [[nodiscard]] std::optional<double> parsed(const QString& text) const;
    [[nodiscard]] QString toolTipText() const;
    /// `value` with its unit, as it is shown.
    [[nodiscard]] QString inWords(double value) const;

    SliderSpec m_spec;
    double m_value = 0.0;
    bool m_isLinked = false;
    bool m_isLocked = false;
    bool m_isBypassed = false;
    bool m_isFavourite = false;
    bool m_isHovered = false;
    KeyMark m_keyMark = KeyMark::None;
    std::vector<avatar::ClipMove> m_clipMoves;
    std::optional<Drag> m_drag;
    QLineEdit* m_field = nullptr;
};

} // namespace effigy::ui
