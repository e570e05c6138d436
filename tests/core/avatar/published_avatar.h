// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/avatar/avatar_fixture.h"

namespace effigy::test {

/// Sizes of a generator of the published class whose frames take milliseconds: no texture code, no alpha, a camera label
/// that conditions the mapping, the blending of the released checkpoint.
inline generator::GeneratorConfig smallPublishedConfig()
{
    generator::GeneratorConfig config;
    config.name = "published";
    config.zDim = config.wDim = 32;
    config.mappingEmbed = config.mappingWidth = 32;
    config.channelBase = 512;
    config.channelMax = 16;
    config.planeResolution = 64;
    config.planeChannels = 8;
    config.decoderWidth = 16;
    config.mouth = {16, 4, 16};
    config.blending = {64, 16, 64};
    config.planeBlend = generator::PlaneBlend::FrontOnly;
    config.rawResolution = 16;
    config.rendering.depthSamples = 8;
    config.rendering.importanceSamples = 8;
    config.superresolution.inputResolution = 16;
    config.superresolution.width0 = 8;
    config.superresolution.width1 = 8;
    return config;
}

/// Such a generator with random weights, driven by the free head.
inline generator::Generator smallPublishedGenerator()
{
    const auto config = smallPublishedConfig();
    generator::Generator made{config, generator::randomParameters(config, 1), generator::headLayout(head::loadFreeHead()->data(), 64)};
    // Denser than fresh weights are, so that rays meet something.
    const torch::NoGradGuard noGrad;
    made.parameters.at("decoder.net.2.weight").select(0, 0) *= 8.0;
    made.parameters.at("decoder.net.2.bias").select(0, 0).fill_(2.0);
    return made;
}

/// An avatar of smallPublishedGenerator(), which lies at `folder`/published.safetensors, with weights that differ a little.
inline avatar::AvatarContents publishedContents(const std::filesystem::path& folder)
{
    auto contents = fittedContents();
    const auto shared = smallPublishedGenerator();
    generator::writeGenerator(shared, folder / "published.safetensors");
    auto tuned = shared.parameters;
    const torch::NoGradGuard noGrad;
    for (const auto& name : generator::trainedNames(shared.config))
        tuned.set(name, shared.parameters.at(name) * 1.05);
    invert::InversionResult inversion;
    inversion.model = shared.config.name;
    inversion.wsRows = shared.config.wsRows();
    inversion.wsColumns = shared.config.wDim;
    std::mt19937 random(5);
    std::normal_distribution<float> normal;
    inversion.ws.resize(static_cast<std::size_t>(inversion.wsRows) * inversion.wsColumns);
    for (float& value : inversion.ws)
        value = normal(random);
    inversion.weightDelta = invert::encodeWeightDelta(tuned, shared.parameters);
    contents.inversion = std::move(inversion);
    return contents;
}

} // namespace effigy::test
