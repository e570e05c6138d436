// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/resampled_convolution.h"

#include "base/error.h"
#include "generator/fir.h"

#include <ATen/ATen.h>

namespace effigy::generator {

namespace {

// What the filter takes at both ends of an axis when it enlarges and shrinks.
std::array<int, 2> filterMargin(std::int64_t taps, int up, int down)
{
    const int n = static_cast<int>(taps);
    std::array<int, 2> margin = {0, 0};
    if (up > 1)
        margin = {(n + up - 1) / 2, (n - up) / 2};
    if (down > 1)
        margin = {margin[0] + (n - down + 1) / 2, margin[1] + (n - down) / 2};
    return margin;
}

} // namespace

torch::Tensor convolveResampled(const torch::Tensor& x, const torch::Tensor& weight,
                                const torch::Tensor& filter, const ResampledConvolution& options)
{
    base::require(weight.dim() == 4 && x.dim() == 4 && x.size(1) == weight.size(1),
                  "convolveResampled: sizes disagree");
    const int up = options.up, down = options.down;
    std::array<int, 4> padding = options.padding;
    if (filter.defined()) {
        const auto across = filterMargin(filter.size(-1), up, down);
        const auto along = filterMargin(filter.size(0), up, down);
        padding = {padding[0] + across[0], padding[1] + across[1], padding[2] + along[0],
                   padding[3] + along[1]};
    }
    const torch::Tensor large =
        upfirdn2d(x, up > 1 ? filter : torch::Tensor(),
                  {.upX = up, .upY = up, .padding = padding, .gain = static_cast<double>(up) * up});
    const torch::Tensor y = at::conv2d(large, options.flipsWeight ? weight.flip({2, 3}) : weight);
    return down > 1 ? upfirdn2d(y, filter, {.downX = down, .downY = down}) : y;
}

} // namespace effigy::generator
