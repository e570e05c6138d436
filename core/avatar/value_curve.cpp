// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/value_curve.h"

#include "base/error.h"

#include <algorithm>
#include <cmath>

namespace effigy::avatar {

namespace {

double cubic(double p0, double p1, double p2, double p3, double s)
{
    const double r = 1.0 - s;
    return r * r * r * p0 + 3.0 * s * r * r * p1 + 3.0 * s * s * r * p2 + s * s * s * p3;
}

double cubicSlope(double p0, double p1, double p2, double p3, double s)
{
    const double r = 1.0 - s;
    return 3.0 * (r * r * (p1 - p0) + 2.0 * r * s * (p2 - p1) + s * s * (p3 - p2));
}

constexpr double kHandleSlack = 1e-12; // rounding of a handle that was cut to its span

} // namespace

double parameterAt(const ValueCurve& curve, double x)
{
    const double x1 = std::clamp(curve.x1, 0.0, 1.0);
    const double x2 = std::clamp(curve.x2, 0.0, 1.0);
    if (x <= 0.0 || x >= 1.0)
        return x <= 0.0 ? 0.0 : 1.0;
    // x(s) never falls, so Newton's steps are kept inside a bracket that halves whenever they fail.
    double low = 0.0, high = 1.0, s = x;
    constexpr int kMostSteps = 80; // bisection alone ends after 53
    for (int step = 0; step < kMostSteps && low < high; ++step) {
        const double miss = cubic(0.0, x1, x2, 1.0, s) - x;
        if (miss == 0.0)
            break;
        (miss > 0.0 ? high : low) = s;
        const double slope = cubicSlope(0.0, x1, x2, 1.0, s);
        double next = slope > 0.0 ? s - miss / slope : -1.0;
        if (!(next > low && next < high))
            next = low + (high - low) / 2.0;
        if (next == s)
            break;
        s = next;
    }
    return s;
}

double valueCurve(const ValueCurve& curve, double x)
{
    const auto isInside = [](double handle) { return handle >= -kHandleSlack && handle <= 1.0 + kHandleSlack; };
    base::require(isInside(curve.x1) && isInside(curve.x2), "a handle reaches beyond its span");
    if (x <= 0.0 || x >= 1.0)
        return x <= 0.0 ? curve.y0 : curve.y3;
    return cubic(curve.y0, curve.y1, curve.y2, curve.y3, parameterAt(curve, x));
}

} // namespace effigy::avatar
