// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "synth/head_stock.h"
#include "train/generator_trainer.h"
#include "train/init_trainer.h"

namespace effigy::test {

/// A coded generator so small that a step takes a fraction of a second.
inline generator::GeneratorConfig tinyPriorConfig()
{
    auto config = train::priorConfig();
    config.name = "tiny";
    config.zDim = 64;
    config.wDim = config.mappingWidth = 32;
    config.mappingEmbed = 8;
    config.channelBase = 1024;
    config.channelMax = 16;
    config.planeResolution = 64;
    config.rawResolution = config.superresolution.inputResolution = 32;
    config.superresolution.width0 = config.superresolution.width1 = 8;
    config.mouth = {16, 4, 16};
    config.blending = {64, 16, 64};
    config.rendering.guideResolution = 16;
    return config;
}

/// What the tiny generator's pictures want of the free head.
inline const synth::HeadStock& tinyStock()
{
    static const synth::HeadStock stock = synth::loadHeadStock(synth::atlasSizeFor(64));
    return stock;
}

/// One person, looked at whole, alone with the trainer.
inline train::GeneratorTrainingOptions onePerson()
{
    train::GeneratorTrainingOptions options;
    options.config = tinyPriorConfig();
    options.pool.sittings.shots = 6;
    options.pool.slots = 1;
    options.pool.shotsOfPerson = 2;
    options.pool.window = 32;
    options.pool.pool = 1;
    options.pool.firstRounds = 1;
    options.pool.freshEvery = 1'000'000;
    options.heldOut = 0;
    options.noteEvery = 5;
    return options;
}

} // namespace effigy::test
