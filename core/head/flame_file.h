// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/flame_model.h"

#include <filesystem>

namespace effigy::head {

/// The arrays of an official FLAME pickle: 2020 with chumpy objects, 2023 and 2023 Open, plain
/// numpy and scipy; nothing in it runs. Throws Error "model_missing" when there is no such file,
/// "model_refused" when it is damaged or another model.
[[nodiscard]] FlameArrays readFlame(const std::filesystem::path& path);

/// DECA's landmark_embedding.npy. Throws as readFlame().
[[nodiscard]] FlameEmbedding readFlameEmbedding(const std::filesystem::path& path);

} // namespace effigy::head
