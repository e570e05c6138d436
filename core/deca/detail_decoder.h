// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deca/resnet.h"
#include "nn/tiled_convolution.h"

#include <torch/types.h>

#include <map>
#include <vector>

namespace effigy::deca {

/// What D_detail makes on its way.
struct Displaced {
    torch::Tensor linear; // [B, 128, 8, 8]
    std::map<int, torch::Tensor>
        entries;                // after entries 0, 1, 4, 8, 12, 16 and 20 of "conv_blocks"
    torch::Tensor displacement; // [B, 1, 256, 256] metres along the normals, below 0.01 in size
};

/// D_detail. Differentiable.
///   code  [B, 181] f32: jaw (3), expression (50), detail (128)
/// Source: Feng et al. 2021, Sec. 4.2. All normalisations but the first divide by sqrt(variance +
/// 0.8), as the published weights were trained.
[[nodiscard]] Displaced displace(const torch::Tensor& code, const NetworkScope& scope);

/// D_detail for inference alone: normalisation folded into the layers before it. Immutable; safe
/// from any thread.
class FastDetailDecoder {
public:
    /// `scope` as for displace(). Throws Error "model_refused" when a parameter is missing.
    explicit FastDetailDecoder(const NetworkScope& scope);
    /// The displacement of displace(), to rounding. Opens no gradient.
    [[nodiscard]] torch::Tensor operator()(const torch::Tensor& code) const;

private:
    torch::Tensor m_linearWeight, m_linearBias;
    std::vector<nn::PreparedConvolution> m_convolutions;
};

} // namespace effigy::deca
