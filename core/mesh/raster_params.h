// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mesh/rasteriser.h"
#include "mesh/rasteriser_kernel.h"

namespace effigy::mesh {

/// What `rasterise` wants of its arguments. Throws ContractError.
void checkRasterInput(std::span<const float> vertices, std::span<const std::int32_t> triangles,
                      const RasterOptions& options, std::span<const std::uint8_t> twoSided);

/// The options as kernels take them; the arrays are still null.
[[nodiscard]] RasterParams rasterParams(std::int64_t triangleCount, const RasterOptions& options);

} // namespace effigy::mesh
