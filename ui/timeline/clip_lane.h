// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/timeline.h"
#include "ui/timeline/lane_drag.h"

#include <QWidget>

#include <map>
#include <optional>

namespace effigy::ui {

class TimelineScene;

/// The clips of motion as bars above the keys; those that overlap lie in rows, the one that begins later further down, as it lies on top.
/// A drag moves a clip, at its ends it trims; with Alt the right end stretches, with Ctrl it repeats. Alt+Left and Alt+Right move the
/// chosen one by frames, Up and Down choose, Delete removes, Escape puts back what is being dragged.
class ClipLane : public QWidget {
    Q_OBJECT
public:
    static constexpr int kRowHeight = 26;

    explicit ClipLane(TimelineScene* scene, QWidget* parent = nullptr);

    /// Where the bar of a clip lies; empty when there is none of that name.
    [[nodiscard]] QRectF barOf(const std::string& name) const;
    /// The clip under `at`, the uppermost first; empty: none.
    [[nodiscard]] std::string clipAt(const QPointF& at) const;

Q_SIGNALS:
    void menuAsked(const QPoint& globalPos);
    /// A double click: its name and numbers are wanted.
    void detailsAsked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    enum class Grip { Body, Left, Right };
    struct Drag {
        std::string name;
        Grip grip = Grip::Body;
        avatar::ClipPlace place; // before
        LaneDrag hand;
    };
    void arrange();
    [[nodiscard]] Grip gripAt(const std::string& name, const QPointF& at) const;
    [[nodiscard]] avatar::ClipPlace dragged(const Drag& drag, double x, Qt::KeyboardModifiers modifiers) const;
    void place(const std::string& name, const avatar::ClipPlace& place, const char* edit);
    void paintClip(QPainter& painter, const std::string& name, const avatar::MotionClip& clip) const;
    void chooseNext(int step);
    void endDrag();
    [[nodiscard]] QString inWords() const;

    TimelineScene* m_scene;
    std::map<std::string, int, std::less<>> m_rows; // of each clip
    std::optional<Drag> m_drag;
};

} // namespace effigy::ui
