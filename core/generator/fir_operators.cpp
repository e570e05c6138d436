// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/fir_operators.h"

#include <ATen/ATen.h>

#include <vector>

namespace effigy::generator {

using torch::Tensor;

namespace {

/// Every `step`th sum of four neighbours along an axis, weighed 1 3 3 1.
Tensor weighed(const Tensor& x, std::int64_t axis, std::int64_t step)
{
    const std::int64_t last = (x.size(axis) - 4) / step * step;
    const auto from = [&](std::int64_t first) { return x.slice(axis, first, first + last + 1, step); };
    return ((from(1) + from(2)) * 3.0 + from(0) + from(3)) * 0.125;
}

/// Twice as many along an axis: each texel's halves lie three quarters in it and one quarter in its neighbour.
Tensor doubled(const Tensor& x, std::int64_t axis)
{
    std::vector<std::int64_t> padding(axis == 3 ? 2 : 4, 0);
    padding[padding.size() - 2] = padding[padding.size() - 1] = 1;
    const Tensor wide = at::constant_pad_nd(x, padding) * 0.25, own = x * 0.75;
    const Tensor low = own + wide.slice(axis, 0, x.size(axis)), high = own + wide.slice(axis, 2);
    return at::stack({low, high}, axis + 1).flatten(axis, axis + 1);
}

} // namespace

Tensor firWithOperators(const Tensor& x, FirMode mode, int padding)
{
    if (mode == FirMode::Up)
        return doubled(doubled(x, 2), 3);
    const std::int64_t p = mode == FirMode::Down ? 1 : padding, step = mode == FirMode::Down ? 2 : 1;
    return weighed(weighed(at::constant_pad_nd(x, {p, p, p, p}), 2, step), 3, step);
}

} // namespace effigy::generator
