// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/timeline.h"

#include "avatar/value_curve.h"
#include "base/error.h"

#include <algorithm>
#include <cmath>

namespace effigy::avatar {

namespace {

void check(const Key& key)
{
    const bool isFinite = std::isfinite(key.time) && std::isfinite(key.value) && std::isfinite(key.in.time)
                          && std::isfinite(key.in.value) && std::isfinite(key.out.time) && std::isfinite(key.out.value);
    if (!isFinite || key.time < 0.0 || key.time > kLongestTimeline)
        throw base::Error("unsupported", "A key has a time or a value that is no moment of a timeline",
                          "Times go from 0 to 24 hours");
}

bool isBefore(const Key& key, double time) { return key.time < time; }

/// Slope at a key between two spans: zero at a peak, else the weighted harmonic mean of the secants, which keeps the curve
/// monotone between keys. Source: Fritsch and Butland 1984, Eq. 5.
double smoothSlope(double spanBefore, double secantBefore, double spanAfter, double secantAfter)
{
    if (secantBefore * secantAfter <= 0.0)
        return 0.0;
    const double a = 2.0 * spanAfter + spanBefore;
    const double b = spanAfter + 2.0 * spanBefore;
    return (a + b) / (a / secantBefore + b / secantAfter);
}

double autoSlope(std::span<const Key> keys, std::size_t i)
{
    const bool isInside = i > 0 && i + 1 < keys.size();
    if (!isInside || keys[i - 1].tangent == Tangent::Hold || keys[i].tangent == Tangent::Hold)
        return 0.0;
    const double before = keys[i].time - keys[i - 1].time;
    const double after = keys[i + 1].time - keys[i].time;
    return smoothSlope(before, (keys[i].value - keys[i - 1].value) / before, after, (keys[i + 1].value - keys[i].value) / after);
}

/// A handle no longer in time than `reach`; a longer one keeps its direction, one on the wrong side stands upright.
Handle limited(Handle handle, double reach)
{
    if (handle.time < 0.0)
        return {0.0, handle.value};
    if (handle.time > reach)
        return {reach, handle.value * reach / handle.time};
    return handle;
}

} // namespace

Track::Track(std::vector<Key> keys)
{
    for (const Key& key : keys)
        check(key);
    std::stable_sort(keys.begin(), keys.end(), [](const Key& a, const Key& b) { return a.time < b.time; });
    m_keys.reserve(keys.size());
    for (const Key& key : keys) {
        if (!m_keys.empty() && key.time - m_keys.back().time < kSameMoment)
            m_keys.back() = key;
        else
            m_keys.push_back(key);
    }
}

double Track::valueAt(double time) const
{
    base::require(!m_keys.empty(), "a track without keys has no value");
    if (time <= m_keys.front().time)
        return m_keys.front().value;
    if (time >= m_keys.back().time)
        return m_keys.back().value;
    const auto next = std::upper_bound(m_keys.begin(), m_keys.end(), time, [](double t, const Key& k) { return t < k.time; });
    const auto i = static_cast<std::size_t>(next - m_keys.begin()) - 1;
    const Key& from = m_keys[i];
    const Key& to = m_keys[i + 1];
    if (time == from.time || from.tangent == Tangent::Hold)
        return from.value;
    const double span = to.time - from.time;
    const double x = (time - from.time) / span;
    if (from.tangent == Tangent::Linear)
        return from.value + x * (to.value - from.value);
    const Handle out = outHandle(i);
    const Handle in = inHandle(i + 1);
    return valueCurve({.x1 = out.time / span,
                       .x2 = 1.0 + in.time / span,
                       .y0 = from.value,
                       .y1 = from.value + out.value,
                       .y2 = to.value + in.value,
                       .y3 = to.value},
                      x);
}

std::size_t Track::firstFrom(double time) const
{
    return static_cast<std::size_t>(std::lower_bound(m_keys.begin(), m_keys.end(), time, isBefore) - m_keys.begin());
}

std::optional<std::size_t> Track::find(double time) const
{
    const std::size_t i = firstFrom(time - kSameMoment);
    if (i < m_keys.size() && std::abs(m_keys[i].time - time) < kSameMoment)
        return i;
    return std::nullopt;
}

std::optional<double> Track::timeBefore(double time) const
{
    const std::size_t i = firstFrom(time - kSameMoment);
    return i == 0 ? std::nullopt : std::optional(m_keys[i - 1].time);
}

std::optional<double> Track::timeAfter(double time) const
{
    const std::size_t i = firstFrom(time + kSameMoment);
    return i == m_keys.size() ? std::nullopt : std::optional(m_keys[i].time);
}

Handle Track::outHandle(std::size_t index) const
{
    base::require(index < m_keys.size(), "no such key");
    const Key& key = m_keys[index];
    const bool isLast = index + 1 == m_keys.size();
    const double reach = !isLast ? m_keys[index + 1].time - key.time : index > 0 ? key.time - m_keys[index - 1].time : 1.0;
    if (key.handles == Handles::Auto)
        return {reach / 3.0, autoSlope(m_keys, index) * reach / 3.0};
    return isLast ? key.out : limited(key.out, reach);
}

Handle Track::inHandle(std::size_t index) const
{
    base::require(index < m_keys.size(), "no such key");
    const Key& key = m_keys[index];
    const bool isLast = index + 1 == m_keys.size();
    const double reach = index > 0 ? key.time - m_keys[index - 1].time : !isLast ? m_keys[index + 1].time - key.time : 1.0;
    if (key.handles == Handles::Auto)
        return {-reach / 3.0, -autoSlope(m_keys, index) * reach / 3.0};
    if (index == 0)
        return key.in;
    const Handle mirrored = limited({-key.in.time, key.in.value}, reach);
    return {-mirrored.time, mirrored.value};
}

void Track::insert(const Key& key)
{
    check(key);
    if (const auto same = find(key.time))
        m_keys[*same] = key;
    else
        m_keys.insert(m_keys.begin() + static_cast<std::ptrdiff_t>(firstFrom(key.time)), key);
}

bool Track::erase(double time)
{
    const auto found = find(time);
    if (found)
        m_keys.erase(m_keys.begin() + static_cast<std::ptrdiff_t>(*found));
    return found.has_value();
}

const Track* Timeline::track(std::string_view id) const
{
    const auto found = tracks.find(id);
    return found == tracks.end() ? nullptr : &found->second;
}

std::size_t Timeline::keyCount() const
{
    std::size_t count = 0;
    for (const auto& [id, track] : tracks)
        count += track.keys().size();
    return count;
}

int Timeline::frameCount(double framesPerSecond) const
{
    return std::max(1, static_cast<int>(std::lround((end - start) * framesPerSecond)));
}

std::uint32_t Timeline::frameAt(double time) const
{
    return static_cast<std::uint32_t>(std::max(0LL, 1 + std::llround((time - start) * fps)));
}

double Timeline::snapped(double time) const { return std::max(0.0, std::round(time * fps)) / fps; }

head::ControlValues keyedAt(const head::ControlValues& rest, const Timeline& timeline, double time)
{
    head::ControlValues values = rest;
    for (const auto& [id, track] : timeline.tracks)
        values.set(id, track.valueAt(time));
    return values;
}

head::ControlValues posedAt(const head::ControlValues& rest, const Timeline& timeline, double time)
{
    head::ControlValues values = keyedAt(rest, timeline, time);
    layClips(timeline.clips, time, values);
    return values;
}

} // namespace effigy::avatar
