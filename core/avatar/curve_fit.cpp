// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/curve_fit.h"

#include "base/error.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace effigy::avatar {

namespace {

constexpr int kSamplesPerSpan = 8;
// Between samples an eighth of a span apart, a cubic rises less than this above its sampled maximum.
constexpr double kSamplingReserve = 0.95;

struct Sample {
    double time = 0.0;
    double value = 0.0;
};

/// The curve of `track` from key `first` to key `last`, eight samples a span, keys included.
std::vector<Sample> samplesOf(const Track& track, std::size_t first, std::size_t last)
{
    const auto keys = track.keys();
    std::vector<Sample> samples;
    samples.reserve((last - first) * kSamplesPerSpan + 1);
    for (std::size_t k = first; k < last; ++k) {
        const double span = keys[k + 1].time - keys[k].time;
        for (int i = 0; i < kSamplesPerSpan; ++i) {
            const double time = keys[k].time + span * i / kSamplesPerSpan;
            samples.push_back({time, track.valueAt(time)});
        }
    }
    samples.push_back({keys[last].time, keys[last].value});
    return samples;
}

/// The four cubic Hermite functions at u, 0..1: values at both ends, slopes (per span) at both ends.
struct Hermite {
    double v0, v1, m0, m1;
    explicit Hermite(double u)
        : v0((1.0 + 2.0 * u) * (1.0 - u) * (1.0 - u)), v1(u * u * (3.0 - 2.0 * u)), m0(u * (1.0 - u) * (1.0 - u)),
          m1(-u * u * (1.0 - u))
    {
    }
};

/// Slopes at `knots` (indices into `samples`) that bring the curve through them nearest to all samples: a tridiagonal system.
std::vector<double> fittedSlopes(const std::vector<Sample>& samples, const std::vector<std::size_t>& knots)
{
    const std::size_t n = knots.size();
    std::vector<double> diagonal(n, 0.0), beside(n, 0.0), wanted(n, 0.0);
    for (std::size_t k = 0; k + 1 < n; ++k) {
        const Sample& from = samples[knots[k]];
        const Sample& to = samples[knots[k + 1]];
        const double span = to.time - from.time;
        for (std::size_t s = knots[k] + 1; s < knots[k + 1]; ++s) {
            const Hermite h((samples[s].time - from.time) / span);
            const double miss = samples[s].value - h.v0 * from.value - h.v1 * to.value;
            const double a = h.m0 * span, b = h.m1 * span;
            diagonal[k] += a * a;
            diagonal[k + 1] += b * b;
            beside[k] += a * b;
            wanted[k] += a * miss;
            wanted[k + 1] += b * miss;
        }
        // A short span hardly holds its slopes: they then follow the chord, a little.
        const double chord = (to.value - from.value) / span, pull = 1e-9 * span * span;
        for (const std::size_t end : {k, k + 1}) {
            diagonal[end] += pull;
            wanted[end] += pull * chord;
        }
    }
    for (std::size_t k = 1; k < n; ++k) { // Thomas
        const double factor = beside[k - 1] / diagonal[k - 1];
        diagonal[k] -= factor * beside[k - 1];
        wanted[k] -= factor * wanted[k - 1];
    }
    std::vector<double> slopes(n);
    for (std::size_t k = n; k-- > 0;)
        slopes[k] = (wanted[k] - (k + 1 < n ? beside[k] * slopes[k + 1] : 0.0)) / diagonal[k];
    return slopes;
}

/// Where the fit misses most between two knots, if it misses more than `tolerance`.
std::optional<std::size_t> worstMiss(const std::vector<Sample>& samples, std::size_t first, std::size_t last, double slope0,
                                     double slope1, double tolerance)
{
    const Sample& from = samples[first];
    const Sample& to = samples[last];
    const double span = to.time - from.time;
    double most = tolerance;
    std::optional<std::size_t> where;
    for (std::size_t s = first + 1; s < last; ++s) {
        const Hermite h((samples[s].time - from.time) / span);
        const double value = h.v0 * from.value + h.v1 * to.value + span * (h.m0 * slope0 + h.m1 * slope1);
        if (const double miss = std::abs(value - samples[s].value); miss > most) {
            most = miss;
            where = s;
        }
    }
    return where;
}

/// Keys with aligned handles at thirds, which make x(s) = s: the Hermite curve itself.
std::vector<Key> keysThrough(const std::vector<Sample>& samples, const std::vector<std::size_t>& knots,
                             const std::vector<double>& slopes)
{
    std::vector<Key> keys;
    for (std::size_t k = 0; k < knots.size(); ++k) {
        const Sample& at = samples[knots[k]];
        const double before = k > 0 ? (at.time - samples[knots[k - 1]].time) / 3.0 : 0.0;
        const double after = k + 1 < knots.size() ? (samples[knots[k + 1]].time - at.time) / 3.0 : 0.0;
        keys.push_back({.time = at.time,
                        .value = at.value,
                        .tangent = Tangent::Bezier,
                        .handles = Handles::Aligned,
                        .in = {-before, -before * slopes[k]},
                        .out = {after, after * slopes[k]}});
    }
    return keys;
}

/// A place to divide a span at, near `worst`. Even samples only: so that every span has one inside that keeps its slopes in check.
std::optional<std::size_t> knotNear(std::size_t worst, std::size_t first, std::size_t last)
{
    for (const std::size_t even : {worst - worst % 2, worst + worst % 2})
        if (even > first && even < last)
            return even;
    return std::nullopt;
}

/// A smooth run of keys, first to last, with as many knots as the tolerance asks for; the keys themselves when no number does.
std::vector<Key> fittedRun(const Track& track, std::size_t first, std::size_t last, double tolerance)
{
    const auto samples = samplesOf(track, first, last);
    std::vector<std::size_t> knots = {0, samples.size() - 1};
    for (;;) {
        const auto slopes = fittedSlopes(samples, knots);
        std::vector<std::size_t> added;
        for (std::size_t k = 0; k + 1 < knots.size(); ++k)
            if (const auto worst = worstMiss(samples, knots[k], knots[k + 1], slopes[k], slopes[k + 1], tolerance)) {
                const auto knot = knotNear(*worst, knots[k], knots[k + 1]);
                if (!knot)
                    return {track.keys().begin() + static_cast<std::ptrdiff_t>(first), track.keys().begin() + static_cast<std::ptrdiff_t>(last) + 1};
                added.push_back(*knot);
            }
        if (added.empty())
            return keysThrough(samples, knots, slopes);
        knots.insert(knots.end(), added.begin(), added.end());
        std::sort(knots.begin(), knots.end());
    }
}

} // namespace

Track simplified(const Track& track, double tolerance)
{
    base::require(tolerance > 0.0, "a tolerance is above zero");
    const auto keys = track.keys();
    if (keys.size() < 2)
        return track;
    std::vector<Key> result;
    std::size_t at = 0;
    while (at < keys.size()) {
        std::size_t last = at;
        while (last + 1 < keys.size() && keys[last].tangent != Tangent::Hold)
            ++last;
        auto run = last > at ? fittedRun(track, at, last, tolerance * kSamplingReserve) : std::vector<Key>{keys[at]};
        const bool isHeld = keys[last].tangent == Tangent::Hold;
        run.back().tangent = keys[last].tangent;
        const bool repeats = run.size() == 1 && isHeld && !result.empty() && result.back().tangent == Tangent::Hold
                             && result.back().value == run.front().value;
        if (!repeats)
            result.insert(result.end(), run.begin(), run.end());
        at = last + 1;
    }
    return result.size() < keys.size() ? Track(std::move(result)) : track;
}

Timeline simplified(const Timeline& timeline, double tolerance)
{
    Timeline result = timeline;
    for (auto& [id, track] : result.tracks) {
        const auto* control = head::findControl(id);
        track = simplified(track, control ? tolerance * (control->softMax - control->softMin) : tolerance);
    }
    return result;
}

Track baked(const Track& track, double fps, double start, double end)
{
    base::require(fps >= kMinFps && fps <= kMaxFps && start >= 0.0 && end > start && end <= kLongestTimeline,
                  "a timeline cannot be baked over such a range");
    const auto first = static_cast<long>(std::ceil(start * fps - kSameMoment * fps));
    std::vector<Key> keys;
    for (long frame = first; frame / fps < end - kSameMoment; ++frame)
        keys.push_back({.time = frame / fps, .value = track.valueAt(frame / fps), .tangent = Tangent::Linear, .in = {}, .out = {}});
    return Track(std::move(keys));
}

Timeline baked(const Timeline& timeline, double fps)
{
    Timeline result = timeline;
    for (auto track = result.tracks.begin(); track != result.tracks.end();) {
        track->second = baked(track->second, fps, timeline.start, timeline.end);
        track = track->second.isEmpty() ? result.tracks.erase(track) : std::next(track);
    }
    return result;
}

} // namespace effigy::avatar
