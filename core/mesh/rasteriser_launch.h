// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mesh/rasteriser_kernel.h"

struct CUstream_st;

namespace effigy::mesh {

using Stream = CUstream_st*; // a cudaStream_t

/// Starts drawing on the GPU. All arrays of `params`, and `keys`, lie in its memory.
///   keys  [H, W] scratch
/// Throws Error "device" when a kernel cannot start; does not wait.
void launchRasteriser(const RasterParams& params, std::uint64_t* keys, Stream stream);

} // namespace effigy::mesh
