// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/avatar.h"
#include "generator/generator.h"
#include "invert/weight_delta.h"

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <random>

namespace effigy::test {

/// A generator of a few thousand weights, so that a frame takes milliseconds.
inline generator::GeneratorConfig tinyConfig()
{
    auto config = generator::compactConfig();
    config.name = "tiny";
    config.zDim = config.wDim = 16;
    config.mappingEmbed = config.mappingWidth = 16;
    config.channelBase = 256;
    config.channelMax = 8;
    config.planeResolution = 64;
    config.planeChannels = 8;
    config.decoderWidth = 8;
    config.mouth = {32, 4, 32};
    config.blending = {64, 16, 64};
    config.rawResolution = 16;
    config.rendering.depthSamples = 8;
    config.rendering.importanceSamples = 8;
    config.superresolution.inputResolution = 32;
    config.superresolution.width0 = 8;
    config.superresolution.width1 = 8;
    return config;
}

inline base::Image randomImage(int width, int height, unsigned seed)
{
    std::mt19937 random(seed);
    base::Image image(width, height, 3);
    for (auto& value : image.pixels)
        value = static_cast<std::uint8_t>(random());
    return image;
}

/// A fitted head without a photo behind it: the free head at rest, seen as an aligned photo sees it.
inline avatar::AvatarContents fittedContents()
{
    avatar::AvatarContents contents;
    contents.headModel = head::loadFreeHead();
    contents.fit.headModel = "free";
    contents.fit.coefficients.shape = Eigen::VectorXf::Zero(contents.headModel->shapeCount());
    contents.fit.coefficients.shape[0] = 1.0F;
    contents.fit.coefficients.expression = Eigen::VectorXf::Zero(head::kArkitControlCount);
    contents.fit.coefficients.expression[24] = 0.2F; // jawOpen
    contents.fit.litTexture = randomImage(64, 64, 1);
    contents.fit.albedo = randomImage(64, 64, 2);
    contents.photo.image = randomImage(64, 64, 3);
    contents.photo.matte = base::FloatImage(64, 64, 1, 1.0F);
    contents.photo.unseen = base::FloatImage(64, 64, 1, 0.0F);
    mesh::OrbitView view;
    view.target = Eigen::Vector3d(0.0, -0.005, 0.0);
    view.fov = 2.0 * std::atan(0.15 / view.distance); // 0.30 m across at the head
    contents.photo.camera = mesh::orbitCamera(view);
    contents.fit.camera = contents.photo.camera;
    contents.fit.landmarks.fill(Eigen::Vector2f::Zero());
    contents.fit.light.setZero();
    return contents;
}

/// Writes the tiny generator into `folder` and gives an avatar's contents that were "tuned" from it at random.
///   returns  the contents; the generator lies at `folder`/tiny.safetensors
inline avatar::AvatarContents invertedContents(const std::filesystem::path& folder, std::uint64_t seed = 7)
{
    auto contents = fittedContents();
    generator::Generator shared{tinyConfig(), generator::randomParameters(tinyConfig(), 1),
                                generator::headLayout(contents.headModel->data(), 64)};
    generator::writeGenerator(shared, folder / "tiny.safetensors");
    auto tuned = generator::randomParameters(tinyConfig(), seed);
    invert::InversionResult inversion;
    inversion.model = shared.config.name;
    inversion.wsRows = shared.config.wsRows();
    inversion.wsColumns = shared.config.wDim;
    std::mt19937 random(static_cast<unsigned>(seed));
    std::normal_distribution<float> normal;
    inversion.ws.resize(static_cast<std::size_t>(inversion.wsRows) * inversion.wsColumns);
    for (float& value : inversion.ws)
        value = normal(random);
    inversion.weightDelta = invert::encodeWeightDelta(tuned, shared.parameters);
    contents.inversion = std::move(inversion);
    return contents;
}

} // namespace effigy::test
