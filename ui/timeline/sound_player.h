// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sound/sound.h"
#include "ui/timeline/playback_clock.h"

#include <QAudioDevice>
#include <QElapsedTimer>
#include <QObject>

#include <functional>
#include <memory>

class QAudioSink;

namespace effigy::ui {

class SoundSource;

/// Plays a sound beside the timeline and tells which moment is heard.
class SoundPlayer : public QObject, public PlaybackClock {
    Q_OBJECT
public:
    /// `device` is asked at the first start, because looking for devices takes time; by default the
    /// system's.
    explicit SoundPlayer(std::function<QAudioDevice()> device = {}, QObject* parent = nullptr);
    ~SoundPlayer() override;

    /// The sound, and the moment of the timeline at which it begins, seconds; null: none. While it
    /// plays, what is heard changes.
    void setSound(std::shared_ptr<const sound::Sound> sound, double begin);
    void setMuted(bool isMuted);

    [[nodiscard]] bool start(double seconds) override;
    void stop() override;
    [[nodiscard]] std::optional<double> now() override;

Q_SIGNALS:
    /// There is no device that plays it, or it failed. Once in the life of the player.
    void deviceMissing();

private:
    void tellMissing();

    std::function<QAudioDevice()> m_device;
    std::shared_ptr<const sound::Sound> m_sound;
    double m_begin = 0.0; // of the sound, seconds of the timeline
    bool m_isMuted = false;
    bool m_hasTold = false;                // that nothing can be heard
    bool m_isDeviceDead = false;           // it was there and played nothing
    std::unique_ptr<SoundSource> m_source; // outlives the sink
    std::unique_ptr<QAudioSink> m_sink;    // while it plays
    double m_started = 0.0;                // moment of the timeline
    double m_now = 0.0;
    QElapsedTimer m_sinceNow;
    QElapsedTimer m_sinceStart;
};

} // namespace effigy::ui
