// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "mesh/camera.h"
#include "mesh/mesh.h"
#include "mesh/rasteriser.h"
#include "mesh/sh_light.h"

#include <Eigen/Core>

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace effigy::mesh {

/// Lines along the edges of all triangles.
struct WireStyle {
    Eigen::Vector3f colour = Eigen::Vector3f(0.05F, 0.06F, 0.08F); // sRGB, 0..1
    float opacity = 0.85F;
    float width = 1.0F; // pixels
};

enum class Light {
    Studio,   // key, fill and rim that stay with the camera
    Harmonic, // `harmonics`, fixed to the head
    None,     // colours as they are
};

enum class NormalFrame { Head, Camera };

/// How a mesh is drawn. Colour comes from the first that there is: partColours of the triangle's material, texture (with
/// UVs), vertexColours, colour.
struct MeshRenderOptions {
    const base::Image* texture = nullptr;       // UV atlas, sRGB, 1, 3 or 4 channels, row 0 at v = 1; must outlive the call
    const base::FloatImage* heights = nullptr;  // bend the normals (height_map.h); with UVs only; must outlive the call
    float heightStrength = 1.0F;                // times the heights
    std::vector<Eigen::Vector3f> vertexColours; // [V] sRGB, 0..1, or empty
    std::map<std::string, Eigen::Vector3f> partColours;         // by material, sRGB, 0..1
    Eigen::Vector3f colour = Eigen::Vector3f(0.78F, 0.74F, 0.71F); // sRGB, 0..1: clay
    Light light = Light::Studio;
    ShLight harmonics = ShLight::Zero();
    std::optional<WireStyle> wire;
    std::set<std::string> hiddenParts;          // materials that are not drawn
    std::set<std::string> twoSidedParts = {"lashes", "brows", "hair"}; // materials seen from behind as well
    Culling culling = Culling::BackFaces;
    NormalFrame normalFrame = NormalFrame::Head;
    int supersampling = 2;                      // colour and mask are averaged over this many samples each way, 1..4
};

struct MeshRender {
    base::Image colour;           // RGBA, sRGB, straight alpha
    base::FloatImage mask;        // 1 channel, coverage 0..1
    base::FloatImage depth;       // 1 channel, metres along the camera's z at the pixel centre, 0: nothing
    base::FloatImage normals;     // 3 channels, unit, on the side that is seen, zero: nothing
    base::FloatImage barycentrics;// 3 channels, of the surface, zero: nothing
    std::vector<std::int32_t> face; // [H, W] visible triangle, -1: nothing
};

/// Draws `mesh` (head frame, metres) as `camera` sees it. Perspective-correct; triangles that reach behind the camera are
/// left out. Normals of the mesh are used when it has them.
/// Throws ContractError when the mesh's or the options' arrays disagree, or the picture has no pixels.
[[nodiscard]] MeshRender renderMesh(const Mesh& mesh, const Camera& camera, int width, int height,
                                    const MeshRenderOptions& options = {});

/// The same visibility without colours: what lies at each pixel centre. `hiddenParts`, `twoSidedParts` and `culling` of
/// `options` count.
[[nodiscard]] RasterBuffer rasteriseMesh(const Mesh& mesh, const Camera& camera, int width, int height,
                                         const MeshRenderOptions& options = {});

} // namespace effigy::mesh
