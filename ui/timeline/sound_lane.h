// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sound/envelope.h"
#include "ui/timeline/lane_drag.h"

#include <QWidget>

#include <memory>
#include <optional>

namespace effigy::ui {

class TimelineScene;

/// The waveform of the timeline's sound. A drag moves it in time; Alt+Left and Alt+Right move it by
/// frames; Escape puts it back.
class SoundLane : public QWidget {
    Q_OBJECT
public:
    static constexpr int kHeight = 44;

    explicit SoundLane(TimelineScene* scene, QWidget* parent = nullptr);

    /// The sound of the scene's timeline, once it has been read; null: not yet.
    void setEnvelope(std::shared_ptr<const sound::Envelope> envelope);
    /// Where the sound lies, pixels; empty while it has not been read.
    [[nodiscard]] QRectF soundRect() const;

Q_SIGNALS:
    void menuAsked(const QPoint& globalPos);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Drag {
        double start = 0.0; // of the sound before, seconds
        LaneDrag hand;
    };
    void moveTo(double start);
    void endDrag();
    void paintWave(QPainter& painter) const;

    TimelineScene* m_scene;
    std::shared_ptr<const sound::Envelope> m_envelope;
    std::optional<Drag> m_drag;
};

} // namespace effigy::ui
