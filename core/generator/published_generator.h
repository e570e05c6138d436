// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/stages.h"
#include "mesh/mesh.h"

#include <torch/types.h>

#include <string>

namespace effigy::generator {

/// Distance of published cameras from the world's origin, world units.
inline constexpr double kPublishedRadius = 2.7;

/// Whether a generator is of the published Next3D class: a mesh drives it, and its pictures are opaque, because the
/// background is part of what it paints. Our own have alpha instead.
[[nodiscard]] bool isPublishedClass(const GeneratorConfig& config);

/// `generator` for a camera `radius` world units from the origin: samples begin and end as far from the head as they do for
/// cameras at kPublishedRadius. The same generator unless its rays have a fixed range.
[[nodiscard]] Generator seenFrom(const Generator& generator, double radius);

/// Throws Error "unsupported" unless every triangle of the generator's layout is one of `mesh`, so that the mesh's vertices
/// can drive it; the hint says how to come by a head model that does.
///   headModel  name of the head model that `mesh` belongs to
void refuseOtherHead(const Generator& generator, const mesh::Mesh& mesh, const std::string& headModel);

/// Where pictures of such a generator are computed. Generators that meshes of the free head are written into are drawn on the CPU,
/// by kernels of their own; the others anywhere.
///   wanted  "cpu"; "cuda"; "auto": a GPU if this build can use one and the generator gains by it
/// Throws Error "device" when "cuda" is wanted and is not possible.
[[nodiscard]] torch::Device renderingDevice(const GeneratorConfig& config, const std::string& wanted);

/// Copies with their tensors on `device`. The layout stays on the CPU, where meshes are rasterised.
[[nodiscard]] Generator onDevice(const Generator& generator, const torch::Device& device);
[[nodiscard]] RasterStage onDevice(const RasterStage& raster, const torch::Device& device);

} // namespace effigy::generator
