// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tensorio/state_dict.h"

#include <torch/types.h>

#include <filesystem>

namespace effigy::invert {

/// Tells how far opaque pictures are from one that is wanted. It sees like a person as far as is possible without a trained
/// network: bands of detail at every scale and the direction of edges; with the VGG-19 that a person may have, its features
/// as well. Immutable.
class PhotoJudge {
public:
    /// All tensors on one device.
    ///   target   [1, 3, S, S] f32, 0..1
    ///   weight   [1, 1, S, S] f32, how much a pixel counts
    ///   network  VGG-19 as train::vgg19 takes it, or empty
    PhotoJudge(torch::Tensor target, torch::Tensor weight, tensorio::StateDict network = {});

    /// How different `picture` looks, differentiable.
    ///   picture  [1, 3, s, s] f32, 0..1, s a power of two times a small number, at most S; the target is shrunk to it
    [[nodiscard]] torch::Tensor distance(const torch::Tensor& picture) const;
    /// Weighted mean square error of colours -1..1, differentiable.
    [[nodiscard]] torch::Tensor squaredError(const torch::Tensor& picture) const;

private:
    struct Wanted {
        torch::Tensor picture;
        torch::Tensor weight;
    };
    [[nodiscard]] Wanted wantedAt(std::int64_t size) const;

    torch::Tensor m_target;
    torch::Tensor m_weight;
    tensorio::StateDict m_network;
};

/// VGG-19 in torchvision's names from a checkpoint or safetensors file, as far as train::vgg19 needs it.
/// Throws Error "model_missing" or "model_refused" with the file's name.
[[nodiscard]] tensorio::StateDict readPerceptualNetwork(const std::filesystem::path& file);

} // namespace effigy::invert
