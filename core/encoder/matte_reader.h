// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "encoder/matte_network.h"
#include "encoder/matte_seed.h"
#include "tensorio/state_dict.h"

#include <filesystem>

namespace effigy::encoder {

/// A trained network.
struct MatteWeights {
    MatteNetworkSize size;
    tensorio::StateDict parameters; // of matteNetworkParameters(), f32
};

/// Writes `weights` as safetensors in f16, whole or not at all. Throws Error "storage".
void writeMatteWeights(const MatteWeights& weights, const std::filesystem::path& path);
/// Throws Error "model_missing" when there is no such file, "model_refused" when it holds something
/// else or is damaged.
[[nodiscard]] MatteWeights readMatteWeights(const std::filesystem::path& path);
/// What ships with Effigy, read anew.
[[nodiscard]] MatteWeights shippedMatteWeights();

/// What the network is told of the mesh: [5, S, S] f32, where the head, its scalp and its
/// surroundings above the chin are, where its hair can reach, and how far its outline is, as parts
/// of 0.1 m, at most 1.
[[nodiscard]] torch::Tensor cuesOf(const MatteSeed& seed);

/// How much of every pixel of `picture` (RGB, square) shows hair, the rest of the head, clothes and
/// what is behind: 4 channels in the order of MatteClass, kMatteSide pixels along each side,
/// summing to 1. Deterministic. Throws ContractError unless `picture` is square and `seed` of its
/// size.
[[nodiscard]] base::FloatImage readShares(const base::Image& picture, const MatteSeed& seed,
                                          const MatteWeights& weights);

} // namespace effigy::encoder
