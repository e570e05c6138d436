// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace effigy::style {

/// A place that a curve goes through, both 0..1.
struct CurvePoint {
    double in = 0.0;
    double out = 0.0;
    bool operator==(const CurvePoint&) const = default;
};
using CurvePoints = std::vector<CurvePoint>; // ascending by `in`; none: the straight line from (0, 0) to (1, 1)

inline constexpr std::size_t kMostCurvePoints = 32;
inline constexpr double kClosestCurvePoints = 1.0 / 255.0;

/// True when `points` are none, or at least two, ascending by kClosestCurvePoints or more, within 0..1, and not too many.
[[nodiscard]] bool isCurve(const CurvePoints& points);

/// The two ends of the straight line when there are none: what an editor shows.
[[nodiscard]] CurvePoints shownPoints(const CurvePoints& points);

/// `points` with one more, on the straight line when there are none yet; another that is too close goes. Unchanged when there are
/// kMostCurvePoints already.
[[nodiscard]] CurvePoints withPoint(const CurvePoints& points, CurvePoint added);
/// Without the point `index`. Two remain at least.
[[nodiscard]] CurvePoints withoutPoint(const CurvePoints& points, std::size_t index);
/// With the point `index` elsewhere: as far as its neighbours and 0..1 let it.
[[nodiscard]] CurvePoints withPointMoved(const CurvePoints& points, std::size_t index, CurvePoint to);

/// A smooth curve through the points that goes up where they go up and nowhere overshoots; level before the first and after the
/// last. Source: Fritsch and Carlson 1980, with the slopes of Fritsch and Butland 1984.
class ToneCurve {
public:
    /// Throws ContractError unless isCurve(points).
    explicit ToneCurve(CurvePoints points);
    [[nodiscard]] double at(double in) const;
    /// `count` values at equal steps from 0 to 1.
    [[nodiscard]] std::vector<float> table(int count) const;

private:
    CurvePoints m_points;
    std::vector<double> m_slopes; // at the points
};

} // namespace effigy::style
