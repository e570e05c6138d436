// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tensorio/state_dict.h"

#include <torch/types.h>

#include <filesystem>
#include <string>

namespace effigy::deca {

/// What a safetensors file of such networks says in its metadata: which head model they are for.
inline constexpr const char* kHeadModelKey = "deca_head_model";

/// DECA's networks, and the head model that their codes speak of.
struct DecaWeights {
    tensorio::StateDict parameters;  // of decaParameters(), f32, of any narrowing
    std::string headModel = "flame"; // or "free"
    torch::Tensor albedoMean = {};   // [3, 256, 256] f32 of the skin model they were trained with; undefined: none
    torch::Tensor albedoBasis = {};  // [3, 256, 256, 50] f32
};

/// Reads networks that `effigy train deca` wrote (.safetensors), or deca_model.tar, whose codes are FLAME's.
/// Throws Error "model_missing" when there is no such file, "model_refused" with the first name that is missing, surplus or
/// misshapen.
[[nodiscard]] DecaWeights readDecaWeights(const std::filesystem::path& path);

/// Writes them as one safetensors file. Throws Error "storage".
void writeDecaWeights(const DecaWeights& weights, const std::filesystem::path& path);

} // namespace effigy::deca
