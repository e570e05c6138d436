// SPDX-License-Identifier: GPL-3.0-or-later
#include "mesh/rasteriser_launch.h"

#include "base/error.h"

#include <cuda_runtime_api.h>

#include <string>

namespace effigy::mesh {

namespace {

constexpr int kBlock = 256; // threads; memory-bound, so any full warp count does
constexpr int kWarp = 32;   // threads that share a triangle: heads have many small ones, of a few pixels each

__global__ void clearKeys(std::uint64_t* keys, long long pixels)
{
    const long long pixel = static_cast<long long>(blockIdx.x) * blockDim.x + threadIdx.x;
    if (pixel < pixels)
        keys[pixel] = kNoSample;
}

// The minimum is exact whatever the order, so no tolerance is needed.
__global__ void placeSamples(RasterParams p, std::uint64_t* keys)
{
    const long long thread = static_cast<long long>(blockIdx.x) * blockDim.x + threadIdx.x;
    const int f = static_cast<int>(thread / kWarp), lane = static_cast<int>(thread % kWarp);
    if (f >= p.triangleCount)
        return;
    const RasterTriangle t = setUpByRule(p, f);
    if (!t.isDrawn)
        return;
    const PixelBox box = pixelBox(p, t);
    const long long columns = box.endColumn - box.firstColumn, rows = box.endRow - box.firstRow;
    if (columns <= 0 || rows <= 0)
        return;
    for (long long i = lane; i < rows * columns; i += kWarp) {
        const int row = box.firstRow + static_cast<int>(i / columns), column = box.firstColumn + static_cast<int>(i % columns);
        const std::uint64_t key = keyAt(p, t, f, row, column);
        if (key != kNoSample)
            atomicMin(reinterpret_cast<unsigned long long*>(keys) + static_cast<long long>(row) * p.width + column,
                      static_cast<unsigned long long>(key));
    }
}

__global__ void resolvePixels(RasterParams p, const std::uint64_t* keys)
{
    const long long pixel = static_cast<long long>(blockIdx.x) * blockDim.x + threadIdx.x;
    if (pixel < static_cast<long long>(p.width) * p.height)
        resolvePixel(p, static_cast<int>(pixel / p.width), static_cast<int>(pixel % p.width), keys[pixel]);
}

unsigned int blocksFor(long long threads)
{
    return static_cast<unsigned int>((threads + kBlock - 1) / kBlock);
}

void checkLaunch(const char* kernel)
{
    if (const cudaError_t error = cudaGetLastError(); error != cudaSuccess)
        throw base::Error("device", std::string("The GPU refuses ") + kernel + ": " + cudaGetErrorString(error), "Use --device cpu");
}

} // namespace

void launchRasteriser(const RasterParams& params, std::uint64_t* keys, Stream stream)
{
    const long long pixels = static_cast<long long>(params.width) * params.height;
    clearKeys<<<blocksFor(pixels), kBlock, 0, stream>>>(keys, pixels);
    checkLaunch("clearKeys");
    if (params.triangleCount > 0) {
        placeSamples<<<blocksFor(static_cast<long long>(params.triangleCount) * kWarp), kBlock, 0, stream>>>(params, keys);
        checkLaunch("placeSamples");
    }
    resolvePixels<<<blocksFor(pixels), kBlock, 0, stream>>>(params, keys);
    checkLaunch("resolvePixels");
}

} // namespace effigy::mesh
