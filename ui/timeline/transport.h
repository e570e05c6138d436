// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/playback_clock.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace effigy::ui {

/// The clock of a playing timeline. It follows the sound that is heard, or else the wall clock: frames that could not be shown in
/// time are left out, so that motion keeps its speed whatever rendering takes.
class Transport : public QObject {
    Q_OBJECT
public:
    explicit Transport(QObject* parent = nullptr);

    /// What it follows at normal speed; must outlive it or be taken back by null. At other speeds nothing is heard.
    void setSound(PlaybackClock* sound);
    /// What is played, seconds; start <= t < end.
    void setRange(double start, double end);
    void setLooping(bool isLooping) { m_isLooping = isLooping; }
    [[nodiscard]] bool isLooping() const { return m_isLooping; }
    [[nodiscard]] bool isPlaying() const { return m_rate != 0.0; }
    /// 1 forwards at normal speed, -2 backwards at double speed, 0 at rest.
    [[nodiscard]] double rate() const { return m_rate; }

    /// From `time` on, or from the start of the range when it lies outside.
    void play(double time, double rate = 1.0);
    void stop();
    /// As J and L do: each press plays faster in that direction, up to eight times; the other direction first slows down.
    ///   direction  -1 or 1
    void shuttle(double time, int direction);

Q_SIGNALS:
    void timeChanged(double seconds);
    void playingChanged(bool isPlaying);

private:
    void tick();
    void setRate(double rate);
    void follow();
    [[nodiscard]] double nextTime();

    PlaybackClock* m_sound = nullptr;
    bool m_isHeard = false; // the sound is what it follows now
    QTimer m_ticks;
    QElapsedTimer m_clock;
    double m_start = 0.0;
    double m_end = 5.0;
    double m_time = 0.0;
    double m_rate = 0.0;
    bool m_isLooping = true;
};

} // namespace effigy::ui
