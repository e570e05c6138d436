// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/motion_clip.h"

#include "avatar/timeline.h"
#include "base/smoothstep.h"

#include <algorithm>
#include <cmath>

namespace effigy::avatar {

namespace {

/// Of the motion, at `time` of the timeline, which lies within the clip.
double motionTimeAt(const ClipPlace& place, double time)
{
    const double played = (time - place.start) * place.speed, once = place.to - place.from;
    return place.from + std::fmod(std::max(0.0, played), once);
}

double neutralOf(std::string_view id)
{
    const head::Control* control = head::findControl(id);
    return control ? control->neutral : 0.0;
}

} // namespace

bool operator==(const MotionClip& a, const MotionClip& b)
{
    if (!(a.place == b.place))
        return false;
    return a.motion == b.motion || (a.motion && b.motion && *a.motion == *b.motion);
}

double motionSeconds(const MotionTracks& motion)
{
    double last = 0.0;
    for (const auto& [id, track] : motion)
        if (!track.isEmpty())
            last = std::max(last, track.keys().back().time);
    return last;
}

double clipWeightAt(const ClipPlace& place, double time)
{
    const double into = time - place.start, left = place.end() - time;
    if (place.isMuted || into < -kSameMoment || left <= kSameMoment)
        return 0.0;
    const auto fade = [](double seconds, double length) { return length > 0.0 ? base::smoothstep(0.0, length, seconds) : 1.0; };
    return place.weight * fade(into, place.fadeIn) * fade(left, place.fadeOut);
}

std::vector<std::string> clipOrder(const MotionClips& clips)
{
    std::vector<std::string> names;
    for (const auto& [name, clip] : clips)
        names.push_back(name);
    std::ranges::stable_sort(names, {}, [&](const std::string& name) { return clips.at(name).place.start; });
    return names;
}

void layClip(const MotionClip& clip, double time, head::ControlValues& values)
{
    const double weight = clipWeightAt(clip.place, time);
    if (weight <= 0.0)
        return;
    const double moment = motionTimeAt(clip.place, time);
    for (const auto& [id, track] : *clip.motion) {
        const double own = track.valueAt(moment), beneath = values.get(id);
        values.set(id, beneath + weight * (own - (clip.place.blend == ClipBlend::Mix ? beneath : neutralOf(id))));
    }
}

void layClips(const MotionClips& clips, double time, head::ControlValues& values)
{
    for (const std::string& name : clipOrder(clips))
        layClip(clips.find(name)->second, time, values);
}

ClipMoves clipMoves(const MotionClips& clips, double time, head::ControlValues beneath)
{
    ClipMoves moves;
    for (const std::string& name : clipOrder(clips)) {
        const MotionClip& clip = clips.find(name)->second;
        if (clipWeightAt(clip.place, time) <= 0.0)
            continue;
        for (const auto& [id, track] : *clip.motion)
            moves[id].push_back({.clip = name, .from = beneath.get(id)});
        layClip(clip, time, beneath);
        for (const auto& [id, track] : *clip.motion)
            moves[id].back().to = beneath.get(id);
    }
    return moves;
}

std::vector<ClipMove> movesOf(const ClipMoves& moves, std::string_view id)
{
    const auto found = moves.find(id);
    return found == moves.end() ? std::vector<ClipMove>() : found->second;
}

std::optional<double> beneathClips(const Timeline& timeline, std::string_view id, double shown, double time)
{
    constexpr double kHidden = 0.98; // of a clip: beyond, what lies beneath would have to move fifty times as far
    const auto order = clipOrder(timeline.clips);
    double value = shown;
    for (auto name = order.rbegin(); name != order.rend(); ++name) { // from the uppermost down
        const MotionClip& clip = timeline.clips.find(*name)->second;
        const auto track = clip.motion->find(id);
        const double weight = clipWeightAt(clip.place, time);
        if (track == clip.motion->end() || weight <= 0.0)
            continue;
        const double own = track->second.valueAt(motionTimeAt(clip.place, time));
        if (clip.place.blend == ClipBlend::Add)
            value -= weight * (own - neutralOf(id));
        else if (weight < kHidden)
            value = (value - weight * own) / (1.0 - weight);
        else
            return std::nullopt;
    }
    return value;
}

} // namespace effigy::avatar
