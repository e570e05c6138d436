// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "train/head_sitting.h"
#include "train/view_loss.h"

#include <torch/types.h>

namespace effigy::train {

/// How far an identity stage is from what it should give. Each is a mean, [] f32, differentiable.
struct IdentityLoss {
    torch::Tensor texture; // of the texture code
    torch::Tensor colour;  // of the static planes, where something is
    torch::Tensor form;    // of their surfaces, world units
    torch::Tensor cover;   // of how far they hide the mesh

    [[nodiscard]] torch::Tensor total() const { return texture + colour + kFormWeight * form + cover; }
    static constexpr double kFormWeight = 4.0; // a millimetre is 0.0025, an outline that is missed up to 1.5
};

/// Absolute differences: blurred means would show as half transparent hair.
[[nodiscard]] IdentityLoss identityLoss(const generator::IdentityStage& stage, const KnownIdentity& known);

/// `known` as an identity stage of a config whose texture code it holds.
[[nodiscard]] generator::IdentityStage writtenIdentity(const KnownIdentity& known, const generator::GeneratorConfig& config);

/// Planes [N, K, P, P, C] whose form is a constant. Densities of a coded generator are so steep that pictures cannot teach
/// where a surface is: a change of half a millimetre turns full into empty. identityLoss() does.
[[nodiscard]] torch::Tensor withFixedForm(const torch::Tensor& planes);

/// What pictures should look like in their windows.
[[nodiscard]] ViewTarget windowTarget(const KnownShots& shots, const std::vector<Window>& windows);

} // namespace effigy::train
