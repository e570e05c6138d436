// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/published_generator.h"

#include "base/error.h"
#include "nn/gpu.h"

#include <ATen/Context.h>

#include <algorithm>
#include <array>
#include <set>

namespace effigy::generator {
namespace {

constexpr double kNearest = 0.05; // world units: a camera inside the head still looks forwards

using Corners = std::array<std::int64_t, 3>;

Corners sorted(Corners corners)
{
    std::sort(corners.begin(), corners.end());
    return corners;
}

} // namespace

bool isPublishedClass(const GeneratorConfig& config)
{
    return config.takesMesh() && config.imageChannels == 3;
}

Generator seenFrom(const Generator& generator, double radius)
{
    Generator seen = generator;
    auto& rendering = seen.config.rendering;
    if (rendering.range != DepthRange::Fixed)
        return seen;
    const double shift = radius - kPublishedRadius;
    rendering.near = std::max(kNearest, rendering.near + shift);
    rendering.far = std::max(2.0 * kNearest, rendering.far + shift);
    return seen;
}

void refuseOtherHead(const Generator& generator, const mesh::Mesh& mesh, const std::string& headModel)
{
    std::set<Corners> known;
    for (const Eigen::Vector3i& t : mesh.triangles)
        known.insert(sorted({t[0], t[1], t[2]}));
    const auto faces = generator.layout.faces.contiguous();
    const auto* corner = faces.data_ptr<std::int64_t>();
    for (std::int64_t f = 0; f < faces.size(0); ++f, corner += 3)
        if (!known.contains(sorted({corner[0], corner[1], corner[2]})))
            throw base::Error("unsupported",
                              "The generator " + generator.config.name + " is driven by another head model than " + headModel,
                              isPublishedClass(generator.config)
                                  ? "Reconstruct the photo with --head flame; the model library, or effigy head flame, adds that head model"
                                  : "Reconstruct the photo with --head free");
}

torch::Device renderingDevice(const GeneratorConfig& config, const std::string& wanted)
{
    const bool isForGpus = isPublishedClass(config) || !config.takesMesh();
    if (wanted == "cpu" || (wanted == "auto" && !(isForGpus && at::hasCUDA())))
        return torch::kCPU;
    if (!isForGpus)
        throw base::Error("device", "The generator " + config.name + " computes on the CPU only", "Leave --device away, or use --device cpu.");
    nn::requireGpu();
    return torch::Device(torch::kCUDA, 0);
}

Generator onDevice(const Generator& generator, const torch::Device& device)
{
    Generator moved{generator.config, {}, generator.layout};
    for (const auto& [name, tensor] : generator.parameters)
        moved.parameters.set(name, tensor.to(device));
    return moved;
}

RasterStage onDevice(const RasterStage& raster, const torch::Device& device)
{
    RasterStage moved = raster;
    for (auto* pictures : {&moved.grids, &moved.alphas, &moved.forms})
        for (torch::Tensor& picture : *pictures)
            picture = picture.to(device);
    return moved;
}

} // namespace effigy::generator
