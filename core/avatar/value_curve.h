// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace effigy::avatar {

/// A cubic Bezier curve from (0, y0) to (1, y3) with handles at (x1, y1) and (x2, y2). With x1 and x2 in 0..1 it is a
/// function of x: its x never runs back.
struct ValueCurve {
    double x1 = 1.0 / 3.0;
    double x2 = 2.0 / 3.0;
    double y0 = 0.0;
    double y1 = 0.0;
    double y2 = 0.0;
    double y3 = 0.0;
};

/// The curve's y at `x`, to rounding; exactly y0 at 0 and y3 at 1. Throws ContractError when a handle lies outside 0..1.
///   x  0..1
[[nodiscard]] double valueCurve(const ValueCurve& curve, double x);

/// The parameter at which the curve passes `x`, 0..1.
[[nodiscard]] double parameterAt(const ValueCurve& curve, double x);

} // namespace effigy::avatar
