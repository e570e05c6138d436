// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/sound_source.h"

#include <cmath>
#include <cstring>

namespace effigy::ui {

SoundSource::SoundSource(std::shared_ptr<const sound::Sound> sound, double from, QObject* parent)
    : QIODevice(parent), m_sound(std::move(sound)), m_next(std::llround(from * sound::kSampleRate))
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

void SoundSource::skip(double seconds)
{
    m_next += std::llround(seconds * sound::kSampleRate);
}

qint64 SoundSource::bytesAvailable() const
{
    constexpr qint64 kAlwaysMore = 1 << 20;
    return kAlwaysMore + QIODevice::bytesAvailable();
}

qint64 SoundSource::readData(char* data, qint64 most)
{
    const auto channels = static_cast<std::size_t>(m_sound->channels);
    const auto frames = static_cast<std::size_t>(most) / (channels * sizeof(std::int16_t));
    std::vector<std::int16_t> samples(frames * channels);
    sound::copyFrames(*m_sound, m_next, samples);
    m_next += static_cast<std::int64_t>(frames);
    const std::size_t bytes = samples.size() * sizeof(std::int16_t);
    std::memcpy(data, samples.data(), bytes);
    return static_cast<qint64>(bytes);
}

} // namespace effigy::ui
