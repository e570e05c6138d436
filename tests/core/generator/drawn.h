// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/ops/abs.h>
#include <ATen/ops/max.h>
#include <ATen/ops/randn.h>

#include <cstdint>
#include <vector>

namespace effigy::test {

/// Standard normal numbers, f32; the same seed draws the same.
inline at::Tensor drawn(const std::vector<std::int64_t>& shape, std::uint64_t seed)
{
    return at::randn(shape, at::detail::createCPUGenerator(seed), at::TensorOptions(at::kFloat));
}

/// Of its numbers the farthest from zero.
inline double largest(const at::Tensor& difference) { return difference.abs().max().item<double>(); }

} // namespace effigy::test
