// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/key_drag.h"

#include <QPixmap>
#include <QWidget>

#include <map>
#include <optional>
#include <tuple>

namespace effigy::ui {

/// Keys as marks, a row a track, below a row that stands for all of them: circles are Bezier keys, diamonds linear, squares hold.
/// Only what is on the screen is painted; keys that would touch are one bar. All but the playhead is painted once and kept until it
/// changes.
class DopeSheet : public QWidget {
    Q_OBJECT
public:
    static constexpr int kRowHeight = 22;
    enum class Mark { Plain, Chosen };

    explicit DopeSheet(TimelineScene* scene, QWidget* parent = nullptr);

    /// How far the rows are scrolled up, pixels: the list of tracks beside them decides.
    void setScroll(int pixels);
    /// The key whose mark lies under `at`; of the top row, the first track's.
    [[nodiscard]] std::optional<avatar::KeyRef> keyAt(const QPointF& at) const;
    /// Where the mark of a key is.
    [[nodiscard]] QPointF placeOf(const avatar::KeyRef& key) const;

Q_SIGNALS:
    void menuAsked(const QPoint& globalPos);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] int rowAt(double y) const;              // 0: all keys
    [[nodiscard]] QString trackOf(int row) const;         // empty: all keys, or none
    [[nodiscard]] avatar::KeySelection keysAtOnce(const avatar::KeyRef& key, const QPointF& at) const;
    void selectBox();
    /// Keys that would touch, and are alike: chosen, or not.
    struct Run {
        double from = 0.0; // pixels, of the first and the last mark
        double to = 0.0;
        int count = 0;
        avatar::Tangent tangent = avatar::Tangent::Linear; // of the first
        Mark mark = Mark::Plain;
    };
    void paintRows(QPainter& painter) const;
    void paintRow(QPainter& painter, int row) const;
    void paintSummary(QPainter& painter) const;
    void drawRun(QPainter& painter, const Run& run, double y, const QColor& colour) const;
    void drawMark(QPainter& painter, const QPointF& at, avatar::Tangent tangent, const QColor& colour, Mark mark) const;
    void repaintRows(); // what is kept is out of date

    TimelineScene* m_scene;
    KeyDrag m_drag;
    int m_scroll = 0;
    QPointF m_pressedAt;
    std::optional<QRectF> m_box;       // being drawn
    avatar::KeySelection m_beforeBox;
    mutable std::map<std::tuple<int, QRgb, int>, QPixmap> m_marks; // drawn so far: tangent, colour, mark
    QPixmap m_rows;                    // the rows as painted last; null: out of date
    std::optional<double> m_panFrom;   // time under the pointer when the middle button went down
};

} // namespace effigy::ui
