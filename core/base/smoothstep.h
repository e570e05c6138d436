// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <concepts>
#include <type_traits>

namespace effigy::base {

/// 0 at `from` and before, 1 at `to` and beyond, smooth between. `to` may be the lesser of the two.
template <std::floating_point Real>
[[nodiscard]] constexpr Real smoothstep(std::type_identity_t<Real> from, std::type_identity_t<Real> to, Real value)
{
    const Real t = std::clamp((value - from) / (to - from), Real(0), Real(1));
    return t * t * (Real(3) - Real(2) * t);
}

} // namespace effigy::base
