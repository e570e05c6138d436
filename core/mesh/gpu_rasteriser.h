// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mesh/rasteriser.h"

namespace effigy::mesh {

/// Whether this build has CUDA kernels and this machine a GPU that runs them.
[[nodiscard]] bool hasGpu();

/// `rasterise` on the GPU: the same arguments and the same buffer, bit for bit, for both share their arithmetic. Copies both
/// ways and waits. Throws what `rasterise` throws; Error "unsupported" in a build without CUDA, "device" when there is no GPU
/// or it fails, "out_of_memory" when its memory does not suffice.
[[nodiscard]] RasterBuffer rasteriseOnGpu(std::span<const float> vertices, std::span<const std::int32_t> triangles,
                                          const RasterOptions& options, std::span<const std::uint8_t> twoSided = {});

} // namespace effigy::mesh
