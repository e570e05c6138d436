// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/transport.h"

#include <algorithm>
#include <cmath>

namespace effigy::ui {
namespace {

constexpr int kTickMs = 15; // a little faster than screens change
constexpr double kFastest = 8.0;

} // namespace

Transport::Transport(QObject* parent) : QObject(parent)
{
    m_ticks.setTimerType(Qt::PreciseTimer);
    m_ticks.setInterval(kTickMs);
    connect(&m_ticks, &QTimer::timeout, this, &Transport::tick);
}

void Transport::setSound(PlaybackClock* sound)
{
    if (m_sound)
        m_sound->stop();
    m_sound = sound;
    follow();
}

/// Lets the sound run from here on when it can be heard, else the wall clock.
void Transport::follow()
{
    if (m_isHeard && m_sound)
        m_sound->stop();
    m_isHeard = m_rate == 1.0 && m_sound && m_sound->start(m_time);
    m_clock.start();
}

void Transport::setRange(double start, double end)
{
    m_start = start;
    m_end = end;
}

void Transport::play(double time, double rate)
{
    const bool isInside = time >= m_start && time < m_end;
    const double edge = rate > 0.0 ? m_start : m_end;
    // Played to its end once, it begins again.
    m_time = isInside && !(rate < 0.0 && time <= m_start) ? time : edge;
    m_ticks.start();
    setRate(rate);
}

void Transport::stop()
{
    m_ticks.stop();
    setRate(0.0);
}

void Transport::shuttle(double time, int direction)
{
    if (m_rate == 0.0)
        return play(time, direction);
    if (m_rate * direction > 0.0)
        return setRate(std::clamp(m_rate * 2.0, -kFastest, kFastest));
    if (std::abs(m_rate) > 1.0)
        return setRate(m_rate / 2.0);
    setRate(direction);
}

void Transport::setRate(double rate)
{
    const bool wasPlaying = isPlaying();
    m_rate = rate;
    follow();
    if (isPlaying() != wasPlaying)
        Q_EMIT playingChanged(isPlaying());
}

double Transport::nextTime()
{
    if (m_isHeard) {
        if (const auto heard = m_sound->now())
            return *heard;
        m_isHeard = false; // it has failed: on by the wall clock, from the last moment that was heard
        m_clock.start();
    }
    const double passed = static_cast<double>(m_clock.nsecsElapsed()) * 1e-9;
    m_clock.restart();
    return m_time + m_rate * passed;
}

void Transport::tick()
{
    m_time = nextTime();
    const double length = m_end - m_start;
    if (m_time < m_start || m_time >= m_end) {
        if (!m_isLooping) {
            m_time = std::clamp(m_time, m_start, m_end);
            Q_EMIT timeChanged(m_time);
            return stop();
        }
        m_time = m_start + std::fmod(std::fmod(m_time - m_start, length) + length, length);
        if (m_isHeard) {
            m_time = m_start; // nothing of the sound's beginning is left out
            follow();
        }
    }
    Q_EMIT timeChanged(m_time);
}

} // namespace effigy::ui
