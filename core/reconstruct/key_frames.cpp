// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/key_frames.h"

#include "base/error.h"
#include "reconstruct/face_follower.h"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace effigy::reconstruct {

namespace {

/// What makes two pictures of a person different, 1 where it begins to tell something new.
Eigen::Vector3d natureOf(double time, const encoder::FaceReading& reading)
{
    constexpr double kTurn = 0.2;    // radians
    constexpr double kApart = 10.0;  // seconds: other moments differ in light and expression
    const HeadTurn turn = turnOf(reading);
    return {turn.yaw / kTurn, turn.pitch / kTurn, time / kApart};
}

double distance(const KeyFrame& a, const KeyFrame& b)
{
    return (natureOf(a.time, a.reading) - natureOf(b.time, b.reading)).norm();
}

bool isGood(const encoder::FaceReading& reading)
{
    constexpr double kSure = 0.05;  // FaceReading::spread()
    constexpr double kTurned = 0.7; // radians: beyond, half of the face hides
    return reading.spread() < kSure && std::abs(turnOf(reading).yaw) < kTurned;
}

/// The two that are most alike.
std::pair<std::size_t, std::size_t> closest(const std::vector<KeyFrame>& frames)
{
    std::pair<std::size_t, std::size_t> best{0, 1};
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < frames.size(); ++i)
        for (std::size_t j = i + 1; j < frames.size(); ++j)
            if (const double d = distance(frames[i], frames[j]); d < least) {
                least = d;
                best = {i, j};
            }
    return best;
}

} // namespace

KeyFrames::KeyFrames(int most) : m_most(static_cast<std::size_t>(most))
{
    base::require(most > 0, "at least one key frame is kept");
}

void KeyFrames::offer(const base::Image& image, double time, const encoder::FaceReading& reading)
{
    const bool isBetter = !m_frames.empty() && isGood(reading) && !isGood(m_frames.front().reading);
    if (isBetter)
        m_frames.clear(); // what was kept for want of others
    if (!m_frames.empty() && !isGood(reading))
        return;
    if (m_frames.size() < m_most) {
        m_frames.push_back({time, image, reading});
    } else {
        double nearest = std::numeric_limits<double>::infinity();
        const KeyFrame candidate{time, {}, reading};
        for (const KeyFrame& frame : m_frames)
            nearest = std::min(nearest, distance(frame, candidate));
        if (m_most == 1) {
            if (reading.spread() < m_frames.front().reading.spread())
                m_frames.front() = {time, image, reading};
            return;
        }
        const auto [a, b] = closest(m_frames);
        if (nearest <= distance(m_frames[a], m_frames[b]))
            return;
        const std::size_t worse = m_frames[a].reading.spread() > m_frames[b].reading.spread() ? a : b;
        m_frames[worse] = {time, image, reading};
    }
    std::ranges::stable_sort(m_frames, {}, [](const KeyFrame& frame) { return frame.reading.spread(); });
}

} // namespace effigy::reconstruct
