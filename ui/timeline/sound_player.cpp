// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/sound_player.h"

#include "ui/timeline/sound_source.h"

#include <QAudioSink>
#include <QMediaDevices>

#include <algorithm>
#include <cmath>

namespace effigy::ui {
namespace {

constexpr int kBufferMs = 200; // what the device holds: longer than a busy window keeps it waiting
constexpr qint64 kSilentMs = 3000; // a device that has played nothing by then never will
constexpr double kJump = 0.1;      // seconds between device and clock that are not smoothed
constexpr double kPull = 0.1;      // share of a smaller difference that each look takes back

} // namespace

SoundPlayer::SoundPlayer(std::function<QAudioDevice()> device, QObject* parent)
    : QObject(parent),
      m_device(device ? std::move(device) : [] { return QMediaDevices::defaultAudioOutput(); })
{
}

SoundPlayer::~SoundPlayer()
{
    stop();
}

void SoundPlayer::setSound(std::shared_ptr<const sound::Sound> sound, double begin)
{
    if (sound == m_sound) {
        if (m_source)
            m_source->skip(m_begin - begin);
        m_begin = begin;
        return;
    }
    const bool isPlaying = m_sink != nullptr;
    stop();
    m_sound = std::move(sound);
    m_begin = begin;
    if (isPlaying)
        (void)start(m_now); // where it cannot, now() says so
}

void SoundPlayer::setMuted(bool isMuted)
{
    m_isMuted = isMuted;
    if (m_sink)
        m_sink->setVolume(isMuted ? 0.0 : 1.0);
}

bool SoundPlayer::start(double seconds)
{
    stop();
    if (!m_sound || m_isDeviceDead)
        return false;
    QAudioFormat format;
    format.setSampleRate(sound::kSampleRate);
    format.setChannelCount(m_sound->channels);
    format.setSampleFormat(QAudioFormat::Int16);
    const QAudioDevice device = m_device();
    if (device.isNull() || !device.isFormatSupported(format)) {
        tellMissing();
        return false;
    }
    m_source = std::make_unique<SoundSource>(m_sound, seconds - m_begin);
    m_sink = std::make_unique<QAudioSink>(device, format);
    m_sink->setBufferSize(format.bytesForDuration(1000 * kBufferMs));
    m_sink->setVolume(m_isMuted ? 0.0 : 1.0);
    m_sink->start(m_source.get());
    if (m_sink->error() != QAudio::NoError) {
        tellMissing();
        return false;
    }
    m_started = m_now = seconds;
    m_sinceStart.start();
    m_sinceNow.start();
    return true;
}

void SoundPlayer::stop()
{
    m_sink.reset();
    m_source.reset();
}

void SoundPlayer::tellMissing()
{
    stop();
    if (!std::exchange(m_hasTold, true))
        Q_EMIT deviceMissing();
}

std::optional<double> SoundPlayer::now()
{
    if (!m_sink)
        return std::nullopt;
    const double passed = 1e-9 * static_cast<double>(m_sinceNow.nsecsElapsed());
    m_sinceNow.restart();
    // It comes in steps of the device's buffers.
    const double heard = m_started + 1e-6 * static_cast<double>(m_sink->processedUSecs());
    const bool isDead = m_sink->state() == QAudio::StoppedState ||
                        (heard <= m_started && m_sinceStart.elapsed() > kSilentMs);
    if (isDead) {
        m_isDeviceDead = true; // waiting for it once is enough
        tellMissing();
        return std::nullopt;
    }
    if (heard <= m_started)
        return m_now; // nothing has come out yet
    const double steady = m_now + passed, off = heard - steady;
    m_now = std::max(m_now, std::abs(off) > kJump ? heard : steady + kPull * off);
    return m_now;
}

} // namespace effigy::ui
