// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/tracked_motion.h"

#include "avatar/curve_fit.h"
#include "avatar/timeline_edits.h"
#include "base/error.h"

#include <algorithm>
#include <cmath>

namespace effigy::avatar {

namespace {

constexpr double kStill = 0.01; // of a control's range: what moves less does not move

/// Value of column `c` at `time`, linear between moments.
double valueAt(const reconstruct::TrackedClip& clip, Eigen::Index c, double time)
{
    const auto& moments = clip.moments;
    const auto after = std::ranges::lower_bound(moments, time, {}, &reconstruct::TrackedMoment::time);
    if (after == moments.begin())
        return clip.values(0, c);
    if (after == moments.end())
        return clip.values(clip.values.rows() - 1, c);
    const auto before = after - 1;
    const Eigen::Index row = before - moments.begin();
    const double share = (time - before->time) / (after->time - before->time);
    return (1.0 - share) * clip.values(row, c) + share * clip.values(row + 1, c);
}

double rangeOf(const head::Control& control) { return control.softMax - control.softMin; }

bool belongsTo(const head::Control& control, const MotionParts& parts)
{
    if (control.group == "Gaze")
        return parts.hasGaze;
    return control.group == "Head" ? parts.hasHead : parts.hasFace;
}

bool isStill(const head::Control& control, const Track& track)
{
    const auto [low, high] = std::ranges::minmax(track.keys(), {}, &Key::value);
    return high.value - low.value < kStill * rangeOf(control);
}

Key stillKey(double time, double value) { return {.time = time, .value = value, .tangent = Tangent::Linear, .in = {}, .out = {}}; }

/// Appends `piece`, whose first key is the last of `keys`: there the curve may turn sharply.
void join(std::vector<Key>& keys, std::span<const Key> piece)
{
    if (keys.empty()) {
        keys.assign(piece.begin(), piece.end());
        return;
    }
    Key& corner = keys.back();
    const Key& next = piece.front();
    const bool isByHand = corner.handles != Handles::Auto || next.handles != Handles::Auto;
    corner = {.time = corner.time,
              .value = corner.value,
              .tangent = next.tangent,
              .handles = isByHand ? Handles::Free : Handles::Auto,
              .in = corner.in,
              .out = next.out};
    keys.insert(keys.end(), piece.begin() + 1, piece.end());
}

/// `dense`, a key on every frame, simplified between its corners: no smooth curve goes through those (a blink), and a run that
/// holds one would keep all of its keys.
Track simplifiedBetweenCorners(const Track& dense, double tolerance)
{
    constexpr double kCorner = 10.0; // times the tolerance: bend from frame to frame
    const auto keys = dense.keys();
    std::vector<Key> few;
    std::size_t first = 0;
    for (std::size_t i = 1; i < keys.size(); ++i) {
        const bool isLast = i + 1 == keys.size();
        if (!isLast && std::abs(keys[i - 1].value - 2.0 * keys[i].value + keys[i + 1].value) < kCorner * tolerance)
            continue;
        const Track piece(std::vector<Key>(keys.begin() + static_cast<std::ptrdiff_t>(first), keys.begin() + static_cast<std::ptrdiff_t>(i) + 1));
        join(few, simplified(piece, tolerance).keys());
        first = i;
    }
    return few.empty() ? dense : Track(std::move(few));
}

/// Controls that move what `id` moves, and would do so once more.
std::vector<std::string> rivalsOf(std::string_view id)
{
    std::vector<std::string> rivals;
    if (id == "gazeYaw")
        for (const auto name : head::arkitNames())
            if (name.starts_with("eyeLook"))
                rivals.emplace_back(name);
    if (id == "jawOpen")
        rivals = {"jawPitch", "jawYaw", "jawRoll"};
    return rivals;
}

/// Puts `track` in the place of what `id` did.
void replace(Timeline& timeline, const std::string& id, Track track, const head::ControlValues& rest)
{
    const head::Control& control = *head::findControl(id);
    const bool isNeutral = track.keys().size() == 1 && std::abs(track.keys()[0].value - control.neutral) < kStill * rangeOf(control);
    if (isNeutral && rest.get(id) == control.neutral)
        timeline.tracks.erase(id);
    else
        timeline.tracks.insert_or_assign(id, std::move(track));
}

} // namespace

Timeline timelineOf(const reconstruct::TrackedClip& clip, double fps)
{
    base::require(!clip.moments.empty(), "timelineOf: a clip with moments");
    const double first = clip.moments.front().time, length = clip.moments.back().time - first;
    const auto frames = static_cast<long>(std::lround(length * fps)) + 1;
    Timeline motion = withRange(withFps({}, fps), 0.0, static_cast<double>(frames) / fps);
    for (std::size_t k = 0; k < clip.controls.size(); ++k) {
        std::vector<Key> keys;
        for (long frame = 0; frame < frames; ++frame) {
            const double time = static_cast<double>(frame) / fps;
            keys.push_back(stillKey(time, valueAt(clip, static_cast<Eigen::Index>(k), first + time)));
        }
        motion.tracks.insert_or_assign(clip.controls[k], Track(std::move(keys)));
    }
    return motion;
}

double frameRateOf(const reconstruct::TrackedClip& clip)
{
    constexpr double kUsual = 24.0;
    return clip.fps > 0.0 ? std::clamp(std::round(1000.0 * clip.fps) / 1000.0, kMinFps, kMaxFps) : kUsual;
}

Timeline editable(const Timeline& motion, const MotionParts& parts, double tolerance)
{
    Timeline chosen = motion;
    for (auto track = chosen.tracks.begin(); track != chosen.tracks.end();) {
        const head::Control& control = *head::findControl(track->first);
        if (!belongsTo(control, parts)) {
            track = chosen.tracks.erase(track);
            continue;
        }
        if (isStill(control, track->second)) {
            const auto keys = track->second.keys();
            track->second = Track({stillKey(keys.front().time, keys[keys.size() / 2].value)});
        } else if (tolerance > 0.0) {
            track->second = simplifiedBetweenCorners(track->second, tolerance * rangeOf(control));
        }
        ++track;
    }
    return chosen;
}

Timeline withMotion(Timeline timeline, const Timeline& motion, const head::ControlValues& rest)
{
    for (const auto& [id, track] : motion.tracks) {
        replace(timeline, id, track, rest);
        for (const std::string& rival : rivalsOf(id))
            replace(timeline, rival, Track({stillKey(motion.start, 0.0)}), rest);
    }
    return withRange(withFps(std::move(timeline), motion.fps), motion.start, motion.end);
}

} // namespace effigy::avatar
