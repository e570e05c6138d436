// SPDX-License-Identifier: GPL-3.0-or-later
#include "mesh/gpu_rasteriser.h"

#include "base/error.h"
#include "mesh/raster_params.h"

#ifdef EFFIGY_CUDA
#include "mesh/rasteriser_launch.h"

#include <cuda_runtime_api.h>

#include <string>
#endif

namespace effigy::mesh {

#ifdef EFFIGY_CUDA

namespace {

void check(cudaError_t error, const char* doing)
{
    if (error == cudaSuccess)
        return;
    (void)cudaGetLastError(); // so that the next call does not report it again
    const bool isMemory = error == cudaErrorMemoryAllocation;
    throw base::Error(isMemory ? "out_of_memory" : "device", std::string("The GPU fails at ") + doing + ": " + cudaGetErrorString(error),
                      isMemory ? "Choose a smaller size, or --device cpu" : "Use --device cpu");
}

/// An array in the GPU's memory.
template <typename T>
class GpuArray {
public:
    explicit GpuArray(std::size_t count) : m_count(count)
    {
        if (count > 0)
            check(cudaMalloc(reinterpret_cast<void**>(&m_data), count * sizeof(T)), "memory");
    }
    explicit GpuArray(std::span<const T> values) : GpuArray(values.size())
    {
        if (m_count > 0)
            check(cudaMemcpy(m_data, values.data(), m_count * sizeof(T), cudaMemcpyHostToDevice), "copying");
    }
    ~GpuArray() { (void)cudaFree(m_data); }
    GpuArray(const GpuArray&) = delete;
    GpuArray& operator=(const GpuArray&) = delete;

    [[nodiscard]] T* get() const { return m_data; }
    void copyTo(std::vector<T>& values) const
    {
        check(cudaMemcpy(values.data(), m_data, m_count * sizeof(T), cudaMemcpyDeviceToHost), "copying");
    }

private:
    T* m_data = nullptr;
    std::size_t m_count;
};

} // namespace

bool hasGpu()
{
    int count = 0;
    const bool isThere = cudaGetDeviceCount(&count) == cudaSuccess && count > 0;
    (void)cudaGetLastError();
    return isThere;
}

RasterBuffer rasteriseOnGpu(std::span<const float> vertices, std::span<const std::int32_t> triangles,
                            const RasterOptions& options, std::span<const std::uint8_t> twoSided)
{
    checkRasterInput(vertices, triangles, options, twoSided);
    if (!hasGpu())
        throw base::Error("device", "There is no GPU that CUDA knows", "Use --device cpu");
    const auto pixels = static_cast<std::size_t>(options.width) * static_cast<std::size_t>(options.height);
    const GpuArray<float> points(vertices);
    const GpuArray<std::int32_t> corners(triangles);
    const GpuArray<std::uint8_t> bothSides(twoSided);
    const GpuArray<std::int32_t> face(pixels);
    const GpuArray<float> barycentrics(3 * pixels), depth(pixels);
    const GpuArray<std::uint64_t> keys(pixels);
    RasterParams params = rasterParams(static_cast<std::int64_t>(triangles.size() / 3), options);
    params.vertices = points.get();
    params.triangles = corners.get();
    params.twoSided = twoSided.empty() ? nullptr : bothSides.get();
    params.face = face.get();
    params.barycentrics = barycentrics.get();
    params.depth = depth.get();
    launchRasteriser(params, keys.get(), nullptr);
    RasterBuffer buffer{options.width, options.height, std::vector<std::int32_t>(pixels), std::vector<float>(3 * pixels),
                        std::vector<float>(pixels)};
    face.copyTo(buffer.face); // waits for the kernels: same stream
    barycentrics.copyTo(buffer.barycentrics);
    depth.copyTo(buffer.depth);
    return buffer;
}

#else

bool hasGpu()
{
    return false;
}

RasterBuffer rasteriseOnGpu(std::span<const float> vertices, std::span<const std::int32_t> triangles,
                            const RasterOptions& options, std::span<const std::uint8_t> twoSided)
{
    checkRasterInput(vertices, triangles, options, twoSided);
    throw base::Error("unsupported", "This build has no CUDA kernels", "Configure with the preset cuda");
}

#endif

} // namespace effigy::mesh
