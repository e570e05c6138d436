// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/init_trainer.h"

#include "base/error.h"
#include "train/hair_shell.h"
#include "train/texture_code.h"

#include <ATen/CPUGeneratorImpl.h>

#include <cmath>
#include <string>

namespace effigy::train {
namespace {

// Density is kInside - kFall * sum of softplus(kSharpness * (how far a point lies beyond the surface of one view) + kMargin).
constexpr double kInside = 500.0; // per world unit: opaque within two millimetres of skin
constexpr double kFall = 500.0;
constexpr double kSharpness = 400.0;  // per world unit: from full to empty within about two millimetres
constexpr double kMargin = 0.7;       // so that a point which no view knows, where all features are zero, is empty
constexpr int kViews = kFormUnits;

bool isPictureLayer(const std::string& name)
{
    return name.find(".torgb.weight") != std::string::npos;
}

/// Networks whose output is added to what is known start by adding nothing.
void silence(tensorio::StateDict& parameters)
{
    for (const auto& [name, tensor] : parameters) {
        const bool isAdded = name.starts_with("mouth_backbone.") || name.starts_with("neural_blending.") ||
                             name.starts_with("backbone.synthesis.") || name.starts_with("texture_backbone.") ||
                             name.starts_with("superresolution.");
        if (isAdded && isPictureLayer(name))
            tensor.zero_();
    }
}

/// The static planes are the bias of their network's last picture layer.
void emptyStaticPlanes(tensorio::StateDict& parameters, const generator::GeneratorConfig& config)
{
    const auto name = "backbone.synthesis.b" + std::to_string(config.planeResolution) + ".torgb.bias";
    parameters.at(name).copy_(emptyPlanes(config.planeChannels).reshape({-1}));
}

/// The first hidden units measure how far a point lies beyond the surfaces that the three views see.
void shapeDensity(tensorio::StateDict& parameters)
{
    auto first = parameters.at("decoder.net.0.weight"), firstBias = parameters.at("decoder.net.0.bias");
    auto second = parameters.at("decoder.net.2.weight"), secondBias = parameters.at("decoder.net.2.bias");
    const double inGain = std::sqrt(static_cast<double>(first.size(1))); // undoes the equalised learning rate
    const double outGain = std::sqrt(static_cast<double>(second.size(1)));
    const double slope = kSharpness / kPositionScale * inGain;
    constexpr std::array<std::array<int, 2>, kViews> kBeyond = {
        {{kOwnDepth, kFrontDepth}, {kOwnWidth, kSideWidth}, {kOwnHeight, kTopHeight}}};
    second[0].zero_();
    for (int view = 0; view < kViews; ++view) {
        first[view].zero_();
        first[view][kBeyond[view][0]] = slope;
        first[view][kBeyond[view][1]] = -slope;
        firstBias[view] = kMargin;
        second.select(1, view).zero_();
        second[0][view] = -kFall * outGain;
    }
    secondBias[0] = kInside;
}

} // namespace

generator::GeneratorConfig embeddedConfig()
{
    auto config = generator::compactConfig();
    config.name = "embedded";
    config.channelBase = 2048;
    config.channelMax = 32;
    config.rawResolution = 256;
    config.conditionedAdd = true;
    config.rendering.depthSamples = 96;
    config.rendering.guideResolution = 64;
    config.rendering.importanceSamples = 10;
    config.rendering.refinementSamples = 6;
    config.rendering.headRadius = 0.45;
    config.superresolution.inputResolution = config.rawResolution;
    config.superresolution.firstBlockUpsamples = false;
    return config;
}

bool isCoded(const generator::Generator& generator)
{
    const auto& config = generator.config;
    const auto* gains = generator.parameters.find(generator::kPlaneGains);
    return config.imageChannels == 4 && config.conditionedAdd && config.planeBlend == generator::PlaneBlend::Aligned
           && config.rendering.guideResolution > 0 && gains != nullptr && gains->equal(codeGains(config.planeChannels))
           && !generator.parameters.at("decoder.net.2.weight")[0].slice(0, kFormUnits).any().item<bool>();
}

generator::Generator codedGenerator(const head::HeadModel& model, const generator::GeneratorConfig& config, std::uint64_t seed)
{
    base::require(config.imageChannels == 4 && config.conditionedAdd && config.planeBlend == generator::PlaneBlend::Aligned,
                  "a config that the texture code works with");
    const torch::NoGradGuard noGrad;
    generator::Generator generator;
    generator.config = config;
    generator.parameters = generator::randomParameters(config, seed);
    generator.layout = generator::headLayout(model.data(), config.planeResolution);
    generator.layout.uvMask = movingMask(model, generator.layout, config.planeResolution);
    generator.parameters.set(generator::kPlaneGains, codeGains(config.planeChannels));
    silence(generator.parameters);
    emptyStaticPlanes(generator.parameters, config);
    shapeDensity(generator.parameters);
    return generator;
}

} // namespace effigy::train
