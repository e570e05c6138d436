// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/ray_operators.h"

#include <ATen/ATen.h>

#include <limits>

namespace effigy::generator {

using torch::Tensor;

namespace {

/// Means of neighbours along the last axis.
Tensor middles(const Tensor& x)
{
    const auto count = x.size(-1);
    return 0.5 * (x.slice(-1, 0, count - 1) + x.slice(-1, 1, count));
}

} // namespace

March marchWithOperators(const Tensor& colours, const Tensor& density, const Tensor& depths, bool whiteBack)
{
    constexpr double kTiny = 1e-10; // keeps the transmittance of full opacity off zero
    const Tensor t = depths.detach();
    const auto s = t.size(2);
    const Tensor lengths = t.slice(2, 1, s) - t.slice(2, 0, s - 1);
    const Tensor alpha = 1.0 - at::exp(-at::softplus(middles(density) - 1.0) * lengths);
    const Tensor passed = at::cumprod(1.0 - alpha + kTiny, 2);
    const Tensor reaching = at::cat({at::ones_like(passed.slice(2, 0, 1)), passed.slice(2, 0, s - 2)}, 2);
    const Tensor weights = alpha * reaching; // [N, M, S - 1]
    const Tensor opacity = weights.sum(2, /*keepdim=*/true);
    const Tensor colour = 0.5 * (colours.slice(2, 0, s - 1) + colours.slice(2, 1, s));
    Tensor gathered = at::matmul(weights.unsqueeze(2), colour).squeeze(2);
    if (whiteBack)
        gathered = gathered + (1.0 - opacity);
    const double infinity = std::numeric_limits<double>::infinity();
    const Tensor depth = ((weights * middles(t)).sum(2, true) / opacity).nan_to_num(infinity, infinity);
    return {2.0 * gathered - 1.0, at::minimum(at::maximum(depth, t.min()), t.max()), opacity, weights.detach()};
}

Tensor importanceDepthsWithOperators(const Tensor& depths, const Tensor& weights, const Tensor& draws)
{
    constexpr double kTiny = 1e-5;
    const Tensor t = depths.detach(), w = weights.detach();
    const auto n = t.size(0), m = t.size(1), s = t.size(2);
    const Tensor edges = middles(t); // [N, M, S - 1]
    const Tensor larger = at::maximum(w.slice(2, 0, s - 2), w.slice(2, 1, s - 1));
    const Tensor smoothed = middles(larger) + (0.01 + kTiny); // [N, M, S - 3]
    const Tensor shares = smoothed / smoothed.sum(2, /*keepdim=*/true);
    const Tensor cdf = at::cat({at::zeros_like(shares.slice(2, 0, 1)), at::cumsum(shares, 2)}, 2).contiguous(); // [N, M, S - 2]
    const Tensor u = draws.to(t.options()).expand({n, m, draws.size(2)}).contiguous();
    const Tensor above = at::searchsorted(cdf, u, /*out_int32=*/false, /*right=*/true);
    const Tensor low = (above - 1).clamp_min(0), high = above.clamp_max(s - 3);
    const Tensor from = cdf.gather(2, low), width = cdf.gather(2, high) - from;
    const Tensor start = edges.gather(2, low), length = edges.gather(2, high) - start;
    return start + (u - from) / at::where(width < kTiny, at::ones_like(width), width) * length;
}

} // namespace effigy::generator
