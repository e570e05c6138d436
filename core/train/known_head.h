// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "generator/stages.h"
#include "head/head_model.h"
#include "mesh/camera.h"
#include "train/hair_shell.h"
#include "train/view_loss.h"

#include <torch/types.h>

#include <Eigen/Core>

#include <vector>

namespace effigy::train {

/// A head of which everything is known: it can be rendered as a textured mesh and written into a neural texture.
struct KnownHead {
    Eigen::VectorXf shape;   // standard deviations
    base::Image litTexture;  // UV atlas, RGB
    torch::Tensor code;      // [1, kCodeChannels, P, P]
    torch::Tensor ws;        // [1, wsRows, wDim]
    HairShell shell;         // of its hair; empty: bald
};

/// One expression of a known head through one camera: what the generator is given, and what it should make of it.
struct HeadView {
    generator::HeadPose pose;
    generator::RasterStage raster;
    torch::Tensor label;  // [1, 25]
    mesh::Camera camera;
    ViewTarget target;
    torch::Tensor surface; // [1, kSurfaceColours, R, R] 0..1: what the decoder should say of the surface each ray meets
};

/// Colours of a surface that the decoder gives first: its mean, then those of the code's 2x2 blocks.
inline constexpr int kSurfaceColours = 15;

struct ViewSizes {
    int picture = 512; // side of the target picture
    int raw = 128;     // side of the target depth
};

/// Renders `head` with `coefficients` (whose shape is the head's own) through `camera`.
[[nodiscard]] HeadView headView(const generator::Generator& generator, const head::HeadModel& model, const KnownHead& head,
                                const head::HeadCoefficients& coefficients, const mesh::Camera& camera, ViewSizes sizes);

/// Where the surface of a neutral head lies for its texture code: skin with its hair, and ears thick enough for the planes.
///   returns  [V] metres, head frame
[[nodiscard]] std::vector<Eigen::Vector3f> codedSurface(const head::HeadModel& model, const Eigen::VectorXf& shape,
                                                        const HairShell& shell);

/// What the identity stage gives when texture and static planes hold nothing but a known head.
[[nodiscard]] generator::IdentityStage knownIdentity(const generator::Generator& generator, const head::HeadModel& model,
                                                     const KnownHead& head);

/// Points on the rays of a view, with what is known there.
struct RayPoints {
    torch::Tensor points;   // [1, M, 3] world units
    torch::Tensor occupied; // [1, M, 1] 1 just behind the surface, 0 in front of it and where a ray meets nothing
    torch::Tensor colour;   // [1, M, kSurfaceColours] 0..1: of the surface that the ray meets
    torch::Tensor onSurface;// [1, M, 1] 1 where the colour counts
};

/// Draws `rays` rays of `view` with four points each: in front of the surface, close before it, close behind it, deeper.
///   seed  of the draw
[[nodiscard]] RayPoints rayPoints(const HeadView& view, int rays, std::uint64_t seed);

} // namespace effigy::train
