// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/deca_decoding.h"

#include "head/default_albedo.h"
#include "head/flame_form.h"
#include "train/albedo_space.h"

namespace effigy::train {

std::vector<base::Image> paintedAtlases(const head::HeadModel& head, int people, int side, std::uint64_t seed, base::Progress& progress,
                                        const base::CancelToken& cancel)
{
    std::vector<base::Image> painted;
    for (int i = 0; i < people; ++i) {
        cancel.check();
        progress.report({.stage = "colours", .done = i, .of = people, .metrics = {}});
        painted.push_back(head::defaultAlbedo(head, head::randomAlbedoStyle(seed + static_cast<std::uint64_t>(i)), side));
    }
    return painted;
}

DecaDecoding freeDecoding(const head::HeadModel& head, int people, std::uint64_t seed, base::Progress& progress, const base::CancelToken& cancel)
{
    const head::FlameForm form = head::flameForm(head.data());
    const std::vector<base::Image> atlases = paintedAtlases(head, people, static_cast<int>(deca::kUvSide), seed, progress, cancel);
    const AlbedoSpace space = albedoSpace(atlases, kSkinComponents);
    return {.flame = std::make_unique<const head::FlameModel>(form.arrays, form.embedding),
            .texture = std::make_unique<const head::FlameTexture>(space.mean, space.basis),
            .layout = deca::templateLayout(head.data(), form),
            .weights = {.parameters = {}, .headModel = "free", .albedoMean = space.mean, .albedoBasis = space.basis}};
}

} // namespace effigy::train
