// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/generator.h"
#include "tensorio/state_dict.h"

#include <torch/types.h>

#include <map>
#include <string_view>
#include <vector>

namespace effigy::generator {

/// Every size of a discriminator. The defaults are those of the published 512x512 model.
struct DiscriminatorConfig {
    int imageResolution = 512;
    int imageChannels = 3;     // of each picture
    bool isDual = true;        // judges the final image and the raw image together
    int renderingChannels = 0; // of a rendering of the deformed mesh that is judged with the
                               // pictures (the paper's form: kRenderingChannels); 0: none, as
                               // published
    int labelDim = 25;         // numbers of the label; 0: none
    int mappingLayers = 8;
    int channelBase = 32768; // min(channelBase / r, channelMax) channels at resolution r
    int channelMax = 512;
    double clamp = 256.0;    // of layer outputs; 0: none
    int deviationGroup = 4;  // pictures whose spread is judged together
    double labelNoise = 0.0; // how far labels are blurred, in deviations of the batch
    bool operator==(const DiscriminatorConfig&) const = default;

    [[nodiscard]] int channels(int r) const;
    /// Channels of the pictures side by side.
    [[nodiscard]] int inputChannels() const;
};

/// The config of a published discriminator from JSON with the keys class_name (DualDiscriminator,
/// SingleDiscriminator or Discriminator) and init_kwargs. Throws Error "model_refused" when they
/// describe something else.
[[nodiscard]] DiscriminatorConfig parseOfficialDiscriminator(std::string_view json);

/// Sizes and weights under their published names.
struct Discriminator {
    DiscriminatorConfig config;
    tensorio::StateDict parameters; // f32
};

/// All tensors of a discriminator of that config, without resampling filters, in the published
/// order.
[[nodiscard]] std::vector<ParameterInfo> parameterList(const DiscriminatorConfig& config);
/// Fresh weights. Equal seeds give equal weights.
[[nodiscard]] tensorio::StateDict randomParameters(const DiscriminatorConfig& config,
                                                   std::uint64_t seed);

/// What is judged.
struct DiscriminatorInput {
    torch::Tensor image;          // [N, imageChannels, S, S] f32, about -1..1
    torch::Tensor raw = {};       // [N, imageChannels, R, R] f32, any R; with isDual
    torch::Tensor rendering = {}; // [N, renderingChannels, S, S] f32; with renderingChannels
    torch::Tensor label = {};     // [N, labelDim] f32; with labelDim
};

/// Every step, for those who want to look.
struct DiscriminatorStages {
    torch::Tensor resizedRaw;            // [N, imageChannels, S, S]
    std::map<int, torch::Tensor> blocks; // by resolution r: [N, channels(r / 2), r/2, r/2]
    torch::Tensor withDeviation;         // [N, channels(4) + 1, 4, 4]
    torch::Tensor logits;                // [N, 1]
};

/// How real the pictures look under their labels. Differentiable in everything, twice.
/// N must be divisible by min(deviationGroup, N): the spread is that over groups of every
/// (N / group)-th picture. Throws ContractError otherwise.
/// Source: Karras et al. 2020 (StyleGAN2), App. B; Chan et al. 2022 (EG3D), Sec. 4.3 (dual); Sun et
/// al. 2023 (Next3D), Sec. 3.4 (deformation-aware); Miyato and Koyama 2018 (projection of labels).
[[nodiscard]] DiscriminatorStages discriminatorStages(const Discriminator& discriminator,
                                                      const DiscriminatorInput& input);
/// Their logits [N, 1] alone.
[[nodiscard]] torch::Tensor discriminate(const Discriminator& discriminator,
                                         const DiscriminatorInput& input);

/// `label` plus `draw` (standard normal, same shape) times `strength` deviations of each number
/// over the batch. The published trainer keeps the result as the label of later phases.
[[nodiscard]] torch::Tensor blurredLabel(const torch::Tensor& label, const torch::Tensor& draw,
                                         double strength);

} // namespace effigy::generator
