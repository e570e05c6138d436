// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "mesh/camera.h"
#include "mesh/mesh.h"

#include <Eigen/Core>

#include <map>
#include <set>
#include <span>
#include <string>

namespace effigy::mesh {

struct UnwrapOptions {
    int size = 1024;                  // side of the atlas, texels
    double grazingCosine = 0.12;      // surfaces at a smaller cosine to the line of sight weigh nothing
    double facingCosine = 0.65;       // from this cosine on they weigh fully
    double depthTolerance = 0.0015;   // metres behind the nearest surface that still count as seen
    std::set<std::string> hiddenParts = {"lashes", "brows", "hair"}; // neither unwrapped nor in the way
};

/// A texture and how far each texel can be trusted.
struct WeightedTexture {
    base::Image colour;      // [size, size] RGB, sRGB, UV atlas, row 0 at v = 1
    base::FloatImage weight; // [size, size] 1 channel: 0 unseen .. 1 seen from the front
};

/// Projects a photo back onto the head that it shows.
///   posed    head mesh with UVs, head frame, metres
///   camera   of the photo
///   photo    RGB or RGBA, sRGB
///   matte    of the photo's size, 1 channel, 0..1: what belongs to the head; empty: everything
///   returns  the photo's colours where the head is seen, black where it is not
/// Throws ContractError when `posed` has no UVs or `matte` another size.
[[nodiscard]] WeightedTexture unwrapTexture(const Mesh& posed, const Camera& camera, const base::Image& photo,
                                            const base::FloatImage& matte = {}, const UnwrapOptions& options = {});

struct FillOptions {
    std::span<const int> mirrorVertex = {}; // [V] the vertex on the other side; empty: no mirroring
    const base::Image* underlay = nullptr; // UV atlas, RGB, any size: detail of what is not seen, taken on in its own part's
                                           // seen colours; must outlive the call
    std::map<std::string, Eigen::Vector3f> partColours = {// sRGB 0..1, by material: for parts that nothing is seen of
        {"eyes", {0.90F, 0.88F, 0.86F}},
        {"teeth", {0.88F, 0.85F, 0.78F}},
        {"gums", {0.66F, 0.38F, 0.36F}},
        {"tongue", {0.70F, 0.40F, 0.38F}},
        {"innerMouth", {0.42F, 0.20F, 0.20F}},
        {"lashes", {0.10F, 0.08F, 0.07F}},
        {"brows", {0.16F, 0.12F, 0.10F}},
        {"hair", {0.16F, 0.12F, 0.10F}}};
};

/// Completes a texture: unseen texels take the other side's colours, brought to this side's tone; what neither side shows
/// continues its surroundings smoothly. Parts do not bleed into each other; the space between them is filled as well.
///   mesh     with the UVs of the atlas; parts name the materials
///   returns  RGB, sRGB, of the texture's size
/// Throws ContractError when sizes disagree.
[[nodiscard]] base::Image fillTexture(const Mesh& mesh, const WeightedTexture& texture, const FillOptions& options = {});

} // namespace effigy::mesh
