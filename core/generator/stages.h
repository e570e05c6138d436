// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/generator.h"
#include "nn/products.h"

#include <ATen/core/Generator.h>
#include <torch/types.h>

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

// A frame in stages, each a pure function of what stands before it, so that a renderer may keep
// what did not change:
//
//     z, label -> mapping -> ws                              [N, wsRows, wDim]
//     ws -> identityStage -> texture, static planes          (no mesh, no camera)
//     mesh -> rasterStage -> UV grids, alphas, mouth boxes   (no weights)
//     all of those -> deformStage -> planes                  (no camera)
//     planes, label -> cameraStage -> features, raw, depth, alpha
//     features, ws -> finishStage -> image
//
// All are differentiable in the generator's parameters and in ws; nothing flows back into mesh and
// camera. Callers that only infer put a c10::InferenceMode or at::NoGradGuard around them.

namespace effigy::generator {

/// Throws Error "unsupported" when `device` cannot multiply so: a processor without bf16, or a GPU asked for it.
void requireProducts(nn::Products products, const torch::Device& device);

/// What the synthesis layers share.
struct SynthesisOptions {
    NoiseMode noise = NoiseMode::Const;
    at::Generator random = {};   // for NoiseMode::Random; torch's own when undefined
    bool isSketch = false;       // deform stage, for previews: with conditionedAdd without what mouth and
                                 // blending networks add; with textureBlocks as finely as planes' texels lie
    nn::Products products = nn::Products::F32; // of convolutions where no gradient is wanted; stages throw as requireProducts
};

/// Latents to styles.
///   z       [N, zDim] f32, standard normal
///   labels  [N, >= cDim] f32, camera labels; only the first cDim numbers are used
///   psi     1: as drawn; towards 0: towards the mean w
///   cutoff  only the first `cutoff` rows are pulled; absent: all rows
///   returns [N, wsRows, wDim] f32
[[nodiscard]] torch::Tensor mapping(const Generator& generator, const torch::Tensor& z,
                                    const torch::Tensor& labels, double psi = 1.0,
                                    std::optional<int> cutoff = {});

/// What depends on identity only.
struct IdentityStage {
    torch::Tensor texture;      // [N, C, P, P] neural texture in UV space; undefined with PlaneBlend::Static
    torch::Tensor staticPlanes; // [N, K, C, P, P]; with PlaneBlend::Aligned the network gives both sides the same
};
[[nodiscard]] IdentityStage identityStage(const Generator& generator, const torch::Tensor& ws,
                                          const SynthesisOptions& options = {});

/// Rows [top, bottom) and columns [left, right) of the front view that hold the mouth.
struct MouthBox {
    std::int64_t top = 0;
    std::int64_t bottom = 0;
    std::int64_t left = 0;
    std::int64_t right = 0;
    bool operator==(const MouthBox&) const = default;
};

/// What depends on the mesh only, on the device of the pose: the views front, one side, other side, top (front only with
/// PlaneBlend::FrontOnly; nothing with PlaneBlend::Static).
struct RasterStage {
    std::vector<torch::Tensor> grids;  // per view [N, P, P, 2] f32, -1..1, (0, 0) where nothing is
    std::vector<torch::Tensor> alphas; // per view [N, 1, P, P] f32, masked, holes filled
    std::vector<MouthBox> mouths;      // [N]
    std::vector<torch::Tensor> forms;  // per view [N, kFormChannels, P, P] f32 (plane_form.h); empty without formChannel
};
/// How ears end in planes that see them from aside (PlaneBlend::Aligned).
enum class SideEdges {
    Fine,    // where the mesh does
    ByTexel, // in half the time, for previews
};
[[nodiscard]] RasterStage rasterStage(const Generator& generator, const HeadPose& pose, SideEdges edges = SideEdges::Fine);

/// What depends on identity and mesh. `planes` is what the camera stage needs; the rest is there to
/// be looked at, and undefined with PlaneBlend::Static.
struct DeformStage {
    torch::Tensor planes;     // [N, K, P, P, C] channels last, K = config.planeCount()
    torch::Tensor front;      // [N, C, P, P] rasterised front view
    torch::Tensor mouthCrop;  // [N, C, m, m] input of the mouth network; with form channels it holds where teeth, tongue and
                              // lips are (worldForm)
    torch::Tensor mouthPlane; // [N, C, P, P] its output
    torch::Tensor stitched;   // [N, C, P, P] front view with the mouth pasted in
    torch::Tensor blended;    // [N, C, P, P] output of the blending network
};
[[nodiscard]] DeformStage deformStage(const Generator& generator, const IdentityStage& identity,
                                      const RasterStage& raster, const torch::Tensor& ws,
                                      const SynthesisOptions& options = {});

/// How finely the volume is looked at. Zeros take the config's number.
struct RayOptions {
    int resolution = 0; // rays across and down
    int depthSamples = 0;
    int importanceSamples = -1; // -1: the config's; 0: none
    enum class Draw {
        Middle,
        Random,
        Given
    } draw = Draw::Middle;        // Middle: the same picture every time
    at::Generator random = {};    // for Draw::Random; torch's own when undefined
    torch::Tensor jitter = {};    // for Draw::Given: [N or 1, rays, depthSamples] in [0, 1)
    torch::Tensor fineDraws = {}; // for Draw::Given: [N or 1, rays, importanceSamples] in [0, 1)
    bool isSketch = false; // of planes that are a sketch: with textureBlocks, colours as texels lie
    int colourSamples = 0; // above 0: densities are constants, looked at depthSamples times, and a ray's colours come from the
                           // so many places that count most: a fraction of the work where only colours are learned
};

/// What depends on identity, mesh and camera.
struct CameraStage {
    torch::Tensor features; // [N, C, R, R] about -1..1, premultiplied; the first three channels are
                            // the raw image; with textureBlocks, the next twelve hold it twice as finely, channel 3 + 4 c + 2 y + x
                            // colour c of the quarter (x, y) of a pixel
    torch::Tensor depth;    // [N, 1, R, R] world units along the ray
    torch::Tensor alpha;    // [N, 1, R, R] 0..1

    /// [N, 3, R, R] about -1..1, premultiplied (on black, or white with whiteBack).
    [[nodiscard]] torch::Tensor raw() const { return features.slice(1, 0, 3); }
};
///   planes  [N, K, P, P, C] as the deform stage gives them
///   labels  [N, >= 25] f32: cam2world (4x4, OpenCV axes, world units), intrinsics (3x3, divided by
///   the picture's size)
/// With a config that guides its rays, unless `rays` asks for draws: traceRays, then shadeRays.
[[nodiscard]] CameraStage cameraStage(const Generator& generator, const torch::Tensor& planes,
                                      const torch::Tensor& labels, const RayOptions& rays = {});

/// Where the rays of one picture meet something: samples that are seen, ray by ray.
struct TracedRays {
    int resolution = 0;    // R, rays across and down
    torch::Tensor label;   // [1, >= 25], of the camera
    torch::Tensor points;  // [1, K, 3] f32, world units
    torch::Tensor weights; // [K] f32, how much each sample counts in its ray
    torch::Tensor first;   // [R R + 1] i64: ray p has samples first[p] to first[p + 1]
    torch::Tensor depth;   // [1, 1, R, R] world units along the ray, 0 where nothing is
    torch::Tensor alpha;   // [1, 1, R, R] 0..1
};
/// The first half of the camera stage of a config with guided rays: depends on densities alone. One
/// head at a time.
[[nodiscard]] TracedRays traceRays(const Generator& generator, const torch::Tensor& planes,
                                   const torch::Tensor& labels, int resolution = 0);
/// The second half: colours. Differentiable in the parameters that decide colours; densities are
/// constants here, so that traced rays may be kept as long as the head's form stays.
[[nodiscard]] CameraStage shadeRays(const Generator& generator, const torch::Tensor& planes,
                                    const TracedRays& traced);

/// The final image [N, imageChannels, S, S] f32, about -1..1. With four channels colour is
/// premultiplied on black and the fourth is alpha, both mapped 0..1 to -1..1.
///   precision  AsPublished: in f16 on a GPU, where the networks clamp, as published ones do
///   products   as in SynthesisOptions
enum class FinishPrecision { AsPublished, Full };
[[nodiscard]] torch::Tensor finishStage(const Generator& generator, const CameraStage& camera, const torch::Tensor& ws,
                                        FinishPrecision precision = FinishPrecision::AsPublished, nn::Products products = nn::Products::F32);

/// Raw colours and densities at world points, without a camera.
struct PointSamples {
    torch::Tensor colours; // [N, M, C] about 0..1
    torch::Tensor density; // [N, M, 1] before softplus
};
///   points  [N, M, 3] f32, world units
[[nodiscard]] PointSamples samplePoints(const Generator& generator, const torch::Tensor& planes,
                                        const torch::Tensor& points);

/// All stages one after the other.
struct Frame {
    torch::Tensor image; // [N, imageChannels, S, S]
    CameraStage camera;
};
[[nodiscard]] Frame renderFrame(const Generator& generator, const torch::Tensor& ws,
                                const HeadPose& pose, const torch::Tensor& labels,
                                const RayOptions& rays = {}, const SynthesisOptions& options = {},
                                FinishPrecision precision = FinishPrecision::AsPublished);

} // namespace effigy::generator
