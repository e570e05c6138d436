// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/albedo_space.h"

#include "base/error.h"

#include <ATen/ATen.h>

#include <cmath>
#include <vector>

namespace effigy::train {

using torch::Tensor;

AlbedoSpace albedoSpace(std::span<const base::Image> albedos, int count)
{
    base::require(static_cast<int>(albedos.size()) > count && count > 0, "albedoSpace: more people than components");
    std::vector<Tensor> rows;
    for (const base::Image& albedo : albedos) {
        base::require(albedo.channels == 3 && albedo.width == albedos[0].width && albedo.height == albedos[0].height,
                      "albedoSpace: RGB pictures of one size");
        rows.push_back(at::from_blob(const_cast<std::uint8_t*>(albedo.pixels.data()), {albedo.height, albedo.width, 3}, torch::kUInt8)
                           .permute({2, 0, 1})
                           .to(torch::kFloat32)
                           .reshape({-1})
                       / 255.0);
    }
    const Tensor all = at::stack(rows), mean = all.mean(0), spread = all - mean; // [N, 3 S S]
    // With far fewer people than texels, the components are sums of people.
    const auto [values, vectors] = at::linalg_eigh(at::matmul(spread, spread.t()).to(torch::kFloat64));
    const auto n = static_cast<std::int64_t>(albedos.size());
    const Tensor chosen = vectors.slice(1, n - count).flip(1).to(torch::kFloat32); // [N, count]
    const Tensor basis = at::matmul(spread.t(), chosen) / std::sqrt(static_cast<double>(n - 1));
    const std::int64_t height = albedos[0].height, width = albedos[0].width;
    return {mean.view({3, height, width}), basis.view({3, height, width, count}).contiguous()};
}

} // namespace effigy::train
