// SPDX-License-Identifier: GPL-3.0-or-later
#include "sound/envelope.h"

#include "base/error.h"

#include <algorithm>
#include <cmath>

namespace effigy::sound {
namespace {

constexpr std::int64_t kPiece = 256; // frames
constexpr std::int64_t kGrowth = 4;

/// Range of `ranges` together.
template <typename Range>
Range joined(std::span<const Range> ranges)
{
    Range all = ranges.front();
    for (const Range& range : ranges) {
        all.low = std::min(all.low, range.low);
        all.high = std::max(all.high, range.high);
    }
    return all;
}

} // namespace

Envelope::Envelope(std::shared_ptr<const Sound> sound) : m_sound(std::move(sound))
{
    const auto frames = static_cast<std::int64_t>(m_sound->frames());
    std::vector<Range> level;
    for (std::int64_t at = 0; at < frames; at += kPiece)
        level.push_back(rangeOfFrames(at, std::min(at + kPiece, frames)));
    m_levels.push_back(std::move(level));
    while (m_levels.back().size() > static_cast<std::size_t>(kGrowth)) {
        const std::span<const Range> finer = m_levels.back();
        std::vector<Range> coarser;
        for (std::size_t i = 0; i < finer.size(); i += kGrowth)
            coarser.push_back(
                joined(finer.subspan(i, std::min<std::size_t>(kGrowth, finer.size() - i))));
        m_levels.push_back(std::move(coarser));
    }
}

/// Of frames first <= f < last, at least one of them, all in the sound.
Envelope::Range Envelope::rangeOfFrames(std::int64_t first, std::int64_t last) const
{
    const auto begin = m_sound->samples.begin();
    const auto [low, high] =
        std::minmax_element(begin + first * m_sound->channels, begin + last * m_sound->channels);
    return {*low, *high};
}

/// The same from the pieces, which may reach beyond them.
Envelope::Range Envelope::rangeOf(std::int64_t first, std::int64_t last) const
{
    const std::int64_t wanted = last - first;
    if (wanted < 4 * kPiece)
        return rangeOfFrames(first, last);
    std::size_t level = 0;
    std::int64_t piece = kPiece;
    while (level + 1 < m_levels.size() && piece * kGrowth * 4 <= wanted) {
        piece *= kGrowth;
        ++level;
    }
    const auto from = static_cast<std::size_t>(first / piece),
               to = static_cast<std::size_t>((last + piece - 1) / piece);
    return joined(std::span<const Range>(m_levels[level]).subspan(from, to - from));
}

std::vector<Peaks> Envelope::columns(double from, double each, int count) const
{
    base::require(each > 0.0, "a column has a width");
    constexpr float kFull = 1.0F / 32768.0F;
    const auto frames = static_cast<std::int64_t>(m_sound->frames());
    std::vector<Peaks> peaks(static_cast<std::size_t>(std::max(count, 0)));
    for (std::size_t i = 0; i < peaks.size(); ++i) {
        const double left = (from + static_cast<double>(i) * each) * kSampleRate;
        const auto first = std::max<std::int64_t>(0, static_cast<std::int64_t>(std::floor(left)));
        const auto last = std::min(
            frames,
            std::max(first + 1, static_cast<std::int64_t>(std::ceil(left + each * kSampleRate))));
        if (left + each * kSampleRate <= 0.0 || first >= last)
            continue;
        const Range range = rangeOf(first, last);
        peaks[i] = {kFull * static_cast<float>(range.low), kFull * static_cast<float>(range.high)};
    }
    return peaks;
}

} // namespace effigy::sound
