// SPDX-License-Identifier: GPL-3.0-or-later
#include "deca/detail_decoder.h"

#include "base/error.h"

#include <ATen/ATen.h>

namespace effigy::deca {

using torch::Tensor;

Displaced displace(const Tensor& code, const NetworkScope& scope)
{
    constexpr double kEpsilon = 0.8, kFirstEpsilon = 1e-5, kSlope = 0.2, kMetres = 0.01;
    base::require(code.dim() == 2 && code.size(1) == 181, "a code of D_detail is [B, 181]");
    const auto entry = [](int index, const char* name) {
        return "conv_blocks." + std::to_string(index) + name;
    };
    Displaced out;
    out.linear =
        at::linear(code, scope.at("l1.0.weight"), scope.at("l1.0.bias")).view({-1, 128, 8, 8});
    Tensor y = batchNormalise(out.linear, scope.inner(entry(0, ".")), kFirstEpsilon);
    out.entries[0] = y;
    for (int block = 1; block <= 17; block += 4) {
        y = at::upsample_bilinear2d(y, {2 * y.size(2), 2 * y.size(3)}, /*align_corners=*/false);
        if (block == 1)
            out.entries[1] = y;
        y = at::conv2d(y, scope.at(entry(block + 1, ".weight")),
                       scope.at(entry(block + 1, ".bias")), 1, 1);
        y = at::leaky_relu(batchNormalise(y, scope.inner(entry(block + 2, ".")), kEpsilon), kSlope);
        out.entries[block + 3] = y;
    }
    y = at::conv2d(y, scope.at(entry(21, ".weight")), scope.at(entry(21, ".bias")), 1, 1);
    out.displacement = at::tanh(y) * kMetres;
    return out;
}

} // namespace effigy::deca
