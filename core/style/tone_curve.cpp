// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/tone_curve.h"

#include "base/error.h"

#include <algorithm>
#include <cmath>

namespace effigy::style {
namespace {

bool isUnit(double value) { return value >= 0.0 && value <= 1.0; }

/// Slopes at the points: the weighted harmonic mean of those beside them, zero where they differ in sign.
std::vector<double> monotoneSlopes(const CurvePoints& points)
{
    const std::size_t last = points.size() - 1;
    const auto step = [&](std::size_t i) { return points[i + 1].in - points[i].in; };
    const auto secant = [&](std::size_t i) { return (points[i + 1].out - points[i].out) / step(i); };
    std::vector<double> slopes(points.size());
    slopes.front() = secant(0);
    slopes.back() = secant(last - 1);
    for (std::size_t i = 1; i < last; ++i) {
        const double before = secant(i - 1), after = secant(i);
        if (before * after <= 0.0)
            continue;
        const double a = 2.0 * step(i) + step(i - 1), b = step(i) + 2.0 * step(i - 1);
        slopes[i] = (a + b) / (a / before + b / after);
    }
    return slopes;
}

} // namespace

bool isCurve(const CurvePoints& points)
{
    if (points.empty())
        return true;
    if (points.size() < 2 || points.size() > kMostCurvePoints)
        return false;
    constexpr double kRounding = 1e-9;
    for (std::size_t i = 0; i < points.size(); ++i)
        if (!isUnit(points[i].in) || !isUnit(points[i].out)
            || (i > 0 && points[i].in - points[i - 1].in < kClosestCurvePoints - kRounding))
            return false;
    return true;
}

CurvePoints shownPoints(const CurvePoints& points) { return points.empty() ? CurvePoints{{0.0, 0.0}, {1.0, 1.0}} : points; }

CurvePoints withPoint(const CurvePoints& points, CurvePoint added)
{
    CurvePoints result = shownPoints(points);
    added = {std::clamp(added.in, 0.0, 1.0), std::clamp(added.out, 0.0, 1.0)};
    const auto isClose = [&](const CurvePoint& point) { return std::abs(point.in - added.in) < kClosestCurvePoints; };
    const auto close = std::ranges::count_if(result, isClose);
    if (close == 0 && result.size() >= kMostCurvePoints)
        return result;
    std::erase_if(result, isClose);
    result.insert(std::ranges::lower_bound(result, added.in, {}, &CurvePoint::in), added);
    return result.size() < 2 ? points : result;
}

CurvePoints withoutPoint(const CurvePoints& points, std::size_t index)
{
    CurvePoints result = shownPoints(points);
    base::require(index < result.size(), "a curve has that point");
    if (result.size() > 2)
        result.erase(result.begin() + std::ptrdiff_t(index));
    return result;
}

CurvePoints withPointMoved(const CurvePoints& points, std::size_t index, CurvePoint to)
{
    CurvePoints result = shownPoints(points);
    base::require(index < result.size(), "a curve has that point");
    const double least = index == 0 ? 0.0 : result[index - 1].in + kClosestCurvePoints;
    const double most = index + 1 == result.size() ? 1.0 : result[index + 1].in - kClosestCurvePoints;
    result[index] = {std::clamp(to.in, least, std::max(least, most)), std::clamp(to.out, 0.0, 1.0)};
    return result;
}

ToneCurve::ToneCurve(CurvePoints points) : m_points(shownPoints(points))
{
    base::require(isCurve(points), "points of a curve ascend within 0..1");
    m_slopes = monotoneSlopes(m_points);
}

double ToneCurve::at(double in) const
{
    const auto after = std::ranges::upper_bound(m_points, in, {}, &CurvePoint::in);
    if (after == m_points.begin())
        return m_points.front().out;
    if (after == m_points.end())
        return m_points.back().out;
    const auto i = std::size_t(after - m_points.begin()) - 1;
    const CurvePoint &a = m_points[i], &b = m_points[i + 1];
    const double width = b.in - a.in, t = (in - a.in) / width, u = 1.0 - t;
    return u * u * (1.0 + 2.0 * t) * a.out + t * t * (1.0 + 2.0 * u) * b.out + width * t * u * (u * m_slopes[i] - t * m_slopes[i + 1]);
}

std::vector<float> ToneCurve::table(int count) const
{
    base::require(count > 1, "a table has two ends");
    std::vector<float> values(std::size_t(count), 0.0F);
    for (int i = 0; i < count; ++i)
        values[std::size_t(i)] = float(at(double(i) / (count - 1)));
    return values;
}

} // namespace effigy::style
