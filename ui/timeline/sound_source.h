// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sound/sound.h"

#include <QIODevice>

#include <memory>

namespace effigy::ui {

/// A sound as an endless stream of 16-bit samples for an audio device: silence before its beginning
/// and after its end.
class SoundSource : public QIODevice {
    Q_OBJECT
public:
    /// `from`: seconds of the sound, may be negative.
    SoundSource(std::shared_ptr<const sound::Sound> sound, double from, QObject* parent = nullptr);

    /// Goes on `seconds` later in the sound, or earlier when negative.
    void skip(double seconds);

    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] qint64 bytesAvailable() const override;

protected:
    /// Whole frames only.
    qint64 readData(char* data, qint64 most) override;
    qint64 writeData(const char*, qint64) override { return -1; }

private:
    std::shared_ptr<const sound::Sound> m_sound;
    std::int64_t m_next; // frame of the sound
};

} // namespace effigy::ui
