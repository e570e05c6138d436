// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/idle_motion.h"

#include "avatar/timeline_edits.h"
#include "base/error.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace effigy::avatar {

namespace {

using Random = std::mt19937_64;

double between(Random& random, double low, double high) { return std::uniform_real_distribution<double>(low, high)(random); }

void refuse(bool isRefused, const char* what)
{
    if (isRefused)
        throw base::Error("unsupported", what, "Use a positive number");
}

/// `timeline` without keys of `id` in its range, and then with `keys`.
Timeline withRangeKeys(Timeline timeline, const std::string& id, std::vector<Key> keys)
{
    const Track* track = timeline.track(id);
    if (track)
        for (const Key& key : track->keys())
            if (key.time < timeline.start - kSameMoment || key.time > timeline.end + kSameMoment)
                keys.push_back(key);
    if (keys.empty())
        timeline.tracks.erase(id);
    else
        timeline.tracks.insert_or_assign(id, Track(std::move(keys)));
    return timeline;
}

Key keyAt(double time, double value, Tangent tangent = Tangent::Bezier)
{
    return {.time = time, .value = value, .tangent = tangent, .in = {}, .out = {}};
}

/// Moments of blinks, on frames, far enough apart and from the ends of the range.
std::vector<double> blinkTimes(const Timeline& timeline, const BlinkOptions& options, Random& random)
{
    const double mean = 60.0 / options.perMinute;
    const double length = options.closingSeconds + options.openingSeconds;
    std::vector<double> times;
    // A pause is never shorter than a third of the mean; the rest of it is exponential.
    std::exponential_distribution<double> more(1.0 / (mean * 2.0 / 3.0));
    double at = timeline.start + between(random, 0.2, 0.7) * mean;
    while (at + options.openingSeconds < timeline.end) {
        const double peak = timeline.snapped(at);
        if (peak - options.closingSeconds >= timeline.start && peak + options.openingSeconds <= timeline.end)
            times.push_back(peak);
        const bool isDouble = between(random, 0.0, 1.0) < options.doubleShare;
        at = peak + (isDouble ? length + 2.0 / timeline.fps : std::max(length + 2.0 / timeline.fps, mean / 3.0 + more(random)));
    }
    return times;
}

/// A drift about `centre` that ends as it begins.
std::vector<Key> driftKeys(const Timeline& timeline, double centre, double reach, double seconds, Random& random)
{
    std::vector<Key> keys = {keyAt(timeline.start, centre)};
    double at = timeline.start + between(random, 0.5, 1.0) * seconds;
    while (at < timeline.end - 0.5 * seconds) {
        keys.push_back(keyAt(timeline.snapped(at), centre + between(random, -reach, reach)));
        at += between(random, 0.6, 1.4) * seconds;
    }
    keys.push_back(keyAt(timeline.end, centre));
    return keys;
}

/// Moments at which the eyes jump.
std::vector<double> jumpTimes(const Timeline& timeline, double seconds, Random& random)
{
    std::vector<double> times;
    const double frame = 1.0 / timeline.fps;
    for (double at = timeline.start + seconds; at < timeline.end - 0.5 * seconds; at += std::max(2.0 * frame, between(random, 0.4, 1.6) * seconds))
        times.push_back(timeline.snapped(at));
    return times;
}

/// Jumps about `centre`: held, then there within a frame.
std::vector<Key> jumpKeys(const Timeline& timeline, const std::vector<double>& times, double centre, double reach, Random& random)
{
    const double frame = 1.0 / timeline.fps;
    std::vector<Key> keys = {keyAt(timeline.start, centre, Tangent::Linear)};
    for (std::size_t i = 0; i < times.size(); ++i) {
        const double value = i + 1 == times.size() ? centre : centre + between(random, -reach, reach);
        keys.push_back(keyAt(times[i], keys.back().value, Tangent::Linear));
        keys.push_back(keyAt(times[i] + frame, value, Tangent::Linear));
    }
    keys.push_back(keyAt(timeline.end, centre, Tangent::Linear));
    return keys;
}

} // namespace

Timeline withBlinks(const Timeline& timeline, const head::ControlValues& rest, const BlinkOptions& options)
{
    refuse(!(options.perMinute > 0.0), "Blinks need a rate above zero");
    refuse(!(options.closingSeconds > 0.0 && options.openingSeconds > 0.0), "A blink needs time to close and to open");
    refuse(options.closingSeconds + options.openingSeconds > 60.0 / options.perMinute, "So many blinks a minute would overlap");
    Random random(options.seed);
    const auto times = blinkTimes(timeline, options, random);
    std::vector<Key> left, right;
    const double restLeft = rest.get("eyeBlinkLeft"), restRight = rest.get("eyeBlinkRight");
    for (const double peak : times) {
        const double depth = between(random, 0.94, 1.0); // not every blink closes quite
        const double opening = options.openingSeconds * between(random, 0.85, 1.0);
        for (auto& [keys, open] : {std::pair(&left, restLeft), std::pair(&right, restRight)}) {
            keys->push_back(keyAt(peak - options.closingSeconds, open));
            keys->push_back(keyAt(peak, std::max(depth, open)));
            keys->push_back(keyAt(peak + opening, open));
        }
    }
    return withRangeKeys(withRangeKeys(timeline, "eyeBlinkLeft", std::move(left)), "eyeBlinkRight", std::move(right));
}

Timeline withFidgets(const Timeline& timeline, const head::ControlValues& rest, const FidgetOptions& options)
{
    refuse(options.headDeg < 0.0 || options.gazeDeg < 0.0, "Movements cannot reach less than zero degrees");
    refuse(!(options.secondsPerDrift > 0.0 && options.secondsPerJump > 0.0), "Movements need time between them");
    Random random(options.seed);
    Timeline result = timeline;
    // A resting head turns more than it nods, and nods more than it tilts.
    const std::pair<const char*, double> drifts[] = {{"headYaw", 1.0}, {"headPitch", 0.7}, {"headRoll", 0.4}};
    for (const auto& [id, share] : drifts)
        if (options.headDeg > 0.0)
            result = withRangeKeys(std::move(result), id,
                                   driftKeys(timeline, rest.get(id), share * options.headDeg, options.secondsPerDrift, random));
    const auto times = jumpTimes(timeline, options.secondsPerJump, random);
    const std::pair<const char*, double> jumps[] = {{"gazeYaw", 1.0}, {"gazePitch", 0.6}};
    for (const auto& [id, share] : jumps)
        if (options.gazeDeg > 0.0)
            result = withRangeKeys(std::move(result), id, jumpKeys(timeline, times, rest.get(id), share * options.gazeDeg, random));
    return result;
}

} // namespace effigy::avatar
