// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel_token.h"
#include "base/image.h"
#include "base/progress.h"
#include "deca/template_layout.h"
#include "deca/weights_file.h"
#include "head/flame_model.h"
#include "head/flame_texture.h"
#include "head/head_model.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace effigy::train {

inline constexpr int kSkinComponents = 50; // of a model of skin: as many as DECA's codes have

/// What DECA's codes are decoded with, on the CPU.
struct DecaDecoding {
    std::unique_ptr<const head::FlameModel> flame;
    std::unique_ptr<const head::FlameTexture> texture;
    deca::TemplateLayout layout;
    deca::DecaWeights weights; // without parameters
};

/// Painted UV atlases of `people` persons on `head`, RGB of `side` pixels; person i's comes from `seed` + i. Reports the stage
/// "colours"; throws Cancelled.
[[nodiscard]] std::vector<base::Image> paintedAtlases(const head::HeadModel& head, int people, int side, std::uint64_t seed,
                                                      base::Progress& progress, const base::CancelToken& cancel);

/// Decoding of the free head in FLAME's form, with a model of the skin of `people` painted persons, more than kSkinComponents.
/// Throws as paintedAtlases() does.
[[nodiscard]] DecaDecoding freeDecoding(const head::HeadModel& head, int people, std::uint64_t seed, base::Progress& progress,
                                        const base::CancelToken& cancel);

} // namespace effigy::train
