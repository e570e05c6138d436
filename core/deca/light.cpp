// SPDX-License-Identifier: GPL-3.0-or-later
#include "deca/light.h"

#include <ATen/ATen.h>

#include <cmath>
#include <numbers>

namespace effigy::deca {

namespace {

using torch::Tensor;

constexpr double kShortest = 1e-12; // below it a direction stays as short as it is

Tensor normalised(const Tensor& directions)
{
    return directions / directions.norm(2, {-1}, /*keepdim=*/true).clamp_min(kShortest);
}

} // namespace

Tensor shConstants()
{
    using std::numbers::pi;
    const double band0 = 1.0 / std::sqrt(4.0 * pi);
    const double band1 = 2.0 * pi / 3.0 * std::sqrt(3.0 / (4.0 * pi));
    const double band2 = pi / 4.0 * 3.0 * std::sqrt(5.0 / (12.0 * pi));
    const double zonal = pi / 4.0 * 0.5 * std::sqrt(5.0 / (4.0 * pi));
    return torch::tensor({band0, band1, band1, band1, band2, band2, band2, band2 / 2.0, zonal},
                         torch::kFloat32);
}

Tensor shShading(const Tensor& normals, const Tensor& light)
{
    const Tensor x = normals.select(1, 0), y = normals.select(1, 1), z = normals.select(1, 2);
    const Tensor terms = at::stack(
        {at::ones_like(x), x, y, z, x * y, x * z, y * z, x * x - y * y, 3.0 * z * z - 1.0}, 1);
    const Tensor weighted = light * shConstants().to(light.device()).view({1, 9, 1});
    return at::matmul(weighted.transpose(1, 2), terms.flatten(2))
        .view({normals.size(0), 3, normals.size(2), normals.size(3)});
}

Tensor pointShading(const Tensor& points, const Tensor& normals, const Tensor& lights)
{
    const Tensor towards =
        normalised(lights.slice(2, 0, 3).unsqueeze(2) - points.unsqueeze(1)); // [B, L, N, 3]
    const Tensor cosine = (normals.unsqueeze(1) * towards).sum(-1, /*keepdim=*/true);
    return (cosine * lights.slice(2, 3, 6).unsqueeze(2)).mean(1);
}

Tensor directionalShading(const Tensor& normals, const Tensor& lights)
{
    const Tensor towards = normalised(lights.slice(2, 0, 3));
    const Tensor cosines =
        at::matmul(normals, towards.transpose(1, 2)).clamp(0.0, 1.0); // [B, N, L]
    return at::matmul(cosines, lights.slice(2, 3, 6)) / static_cast<double>(lights.size(1));
}

} // namespace effigy::deca
