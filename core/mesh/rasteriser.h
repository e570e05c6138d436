// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mesh/camera.h"

#include <cstdint>
#include <span>
#include <vector>

namespace effigy::mesh {

enum class Culling { None, BackFaces };

/// Who owns a pixel centre that lies exactly on a triangle's edge.
enum class EdgeRule {
    Outside, // nobody, as in PyTorch3D; single pixels on shared edges can stay empty
    Inside,  // the nearer, then the lower triangle: no gaps
};

enum class Interpolation {
    Screen,      // barycentrics of the picture plane
    Perspective, // barycentrics of the surface; depth is the distance along the view axis
};

/// Whose decisions and arithmetic.
enum class RasterRule {
    Pytorch3d,    // weights are areas over the triangle's area + 1e-8; affine depth; ties go to the lower index
    DecaStandard, // weights from dot products, the first one strictly above zero; depth 1 / sum(w / z), in half widths; ties
                  // go to the higher index. `edges` and `interpolation` do not apply. Source: DECA's standard rasteriser
};

struct RasterOptions {
    int width = 256;  // pixels
    int height = 256; // pixels
    Culling culling = Culling::BackFaces;
    EdgeRule edges = EdgeRule::Outside;
    Interpolation interpolation = Interpolation::Screen;
    RasterRule rule = RasterRule::Pytorch3d;
};

/// What is seen at every pixel centre, row 0 on top.
struct RasterBuffer {
    int width = 0;
    int height = 0;
    std::vector<std::int32_t> face;   // [H, W]    visible triangle, -1: none
    std::vector<float> barycentrics;  // [H, W, 3] weights of its corners in the order of its indices, -1: none
    std::vector<float> depth;         // [H, W]    interpolated z, -1: none

    [[nodiscard]] bool isCovered(int x, int y) const { return face[static_cast<std::size_t>(y) * width + x] >= 0; }
};

/// Where a camera sees points, as `rasterise` wants them; z <= 0 behind the camera.
///   points   [V, 3] metres, head frame
///   returns  [V, 3] picture space, z in metres
[[nodiscard]] std::vector<float> pictureSpace(std::span<const float> points, const Camera& camera);

/// Finds the nearest triangle at every pixel centre. By default the same arithmetic and same decisions as PyTorch3D's rasteriser with blur 0
/// and one face per pixel: f32, triangles of less than 1e-8 twice their area or nearer than 1e-8 skipped, smallest depth wins,
/// ties go to the lower index.
///   vertices   [V, 3] picture space: x to the right and y downwards, each -1..1 across the picture (the centre of pixel k of
///              n lies at (2k + 1) / n - 1), z > 0 the depth, smaller is nearer
///   triangles  [F, 3] into vertices; the front is counter-clockwise as displayed
///   twoSided   [F] non-zero where culling does not apply, or empty
/// Throws ContractError when sizes disagree or an index is out of range.
[[nodiscard]] RasterBuffer rasterise(std::span<const float> vertices, std::span<const std::int32_t> triangles,
                                     const RasterOptions& options, std::span<const std::uint8_t> twoSided = {});

} // namespace effigy::mesh
