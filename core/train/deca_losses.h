// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deca/encoder.h"
#include "deca/renderer.h"
#include "head/flame_model.h"
#include "head/flame_texture.h"
#include "tensorio/state_dict.h"

#include <torch/types.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace effigy::train {

/// How the losses are weighed; the published defaults.
struct DecaLossWeights {
    double landmarks = 1.0;
    double eyeClosure = 1.0;
    double lipDistance = 0.5;
    double photometric = 2.0; // 0: nothing is drawn
    double identity = 0.2;
    double shape = 1e-4;
    double expression = 1e-4;
    double texture = 1e-4;
    double light = 1.0;
    double detailPhotometric = 2.0;
    double detailMrf = 0.05; // times detailPhotometric, as published
    double displacement = 0.005;
    double shadingRoughness = 0.005;
    double symmetry = 0.005;
};

/// Whether the coarse stage draws albedo or lit skin. The published code draws albedo, against its
/// paper: light then learns from nothing but its regulariser.
enum class CoarsePicture { Lit, Albedo };

/// What training draws with and learns, all on one device. All must outlive the calls.
struct DecaSetup {
    const head::FlameModel& flame;
    const head::FlameTexture& texture;
    const deca::Renderer& renderer;        // of the PyTorch3D rule, whose weights have gradients
    const tensorio::StateDict& parameters; // "E_flame.", "E_detail.", "D_detail."; running
                                           // statistics of what is in training are updated
    const tensorio::StateDict& identity;   // of identityFeatures(); may be empty at weight 0
    const tensorio::StateDict& perceptual; // of vgg19(); may be empty at weight 0
    DecaLossWeights weights = {};
    CoarsePicture coarsePicture = CoarsePicture::Lit;
    /// Of the networks in training. Inference: running statistics are used, and stay as they are.
    deca::NetworkMode mode = deca::NetworkMode::Training;
};

/// Crops of faces. Crops of one person stand side by side.
struct FaceBatch {
    torch::Tensor images;    // [N, 3, 224, 224] f32 RGB 0..1
    torch::Tensor landmarks; // [N, 68, 3] f32: -1..1 of the crop, confidence
    torch::Tensor masks;     // [N, 1, 224, 224] f32 1 where the face is

    [[nodiscard]] FaceBatch to(const torch::Device& device) const;
};

/// Losses by name, weighted; they are to be summed.
using NamedLosses = std::vector<std::pair<std::string, torch::Tensor>>;
[[nodiscard]] torch::Tensor sumOf(const NamedLosses& losses);

/// What the coarse stage made of a batch of N, drawn twice: with each crop's shape, then with that
/// of another crop of the same person, which must serve as well. M = 2 N.
struct CoarseOutcome {
    NamedLosses losses;
    torch::Tensor codes;       // [N, 236]
    torch::Tensor landmarks2d; // [M, 68, 2]
    torch::Tensor pictures; // [M, 3, 224, 224] within the face, black outside; undefined if nothing
                            // is drawn
};

/// Losses of E_flame. Differentiable in its parameters.
///   order  [N] whose shape each crop gets in the second half; within one person
[[nodiscard]] CoarseOutcome coarseLosses(const DecaSetup& setup, const FaceBatch& batch,
                                         const std::vector<std::int64_t>& order);

/// What the detail stage made of a batch of N, drawn with each crop's detail, then with another's.
struct DetailOutcome {
    NamedLosses losses;
    torch::Tensor codes;          // [N, 236]
    torch::Tensor detailCodes;    // [N, 128]
    torch::Tensor displacement;   // [M, 1, 256, 256] metres
    torch::Tensor landmarks2d;    // [M, 68, 2]
    torch::Tensor pictures;       // [M, 3, 224, 224] lit skin of the coarse shape
    torch::Tensor detailPictures; // [M, 3, 224, 224] of the detailed one, not yet cut to the face
    torch::Tensor mask;           // [M, 1, 224, 224] 0..1 where the face is drawn
};

/// Losses of E_detail and D_detail; E_flame is fixed. Differentiable in the parameters of both.
[[nodiscard]] DetailOutcome detailLosses(const DecaSetup& setup, const FaceBatch& batch,
                                         const std::vector<std::int64_t>& order);

} // namespace effigy::train
