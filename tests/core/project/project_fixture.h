// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "project/project.h"

#include <cstdint>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

namespace effigy::test {

inline base::Image noiseImage(int width, int height, int channels, unsigned seed)
{
    std::mt19937 random(seed);
    base::Image image(width, height, channels);
    for (auto& value : image.pixels)
        value = static_cast<std::uint8_t>(random());
    return image;
}

inline base::FloatImage noiseFloats(int width, int height, unsigned seed)
{
    std::mt19937 random(seed);
    std::uniform_real_distribution<float> unit(0.0F, 1.0F);
    base::FloatImage image(width, height, 1);
    for (float& value : image.values)
        value = unit(random);
    return image;
}

inline std::vector<std::byte> noiseBytes(std::size_t count, unsigned seed)
{
    std::mt19937 random(seed);
    std::vector<std::byte> bytes(count);
    for (auto& byte : bytes)
        byte = static_cast<std::byte>(random());
    return bytes;
}

inline reconstruct::HeadFit anyFit(unsigned seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<float> normal;
    reconstruct::HeadFit fit;
    fit.headModel = "free";
    fit.coefficients.shape = Eigen::VectorXf::NullaryExpr(12, [&] { return normal(random); });
    fit.coefficients.expression = Eigen::VectorXf::NullaryExpr(52, [&] { return std::abs(0.1F * normal(random)); });
    fit.coefficients.jaw = {0.1F, 1.0F / 3.0F, 0.0F};
    fit.camera.headFromCamera.translation() = Eigen::Vector3d(0.01, 1.0 / 3.0, 1.1);
    fit.camera.fx = 2.0 / 3.0;
    fit.photoWidth = 640;
    fit.photoHeight = 480;
    fit.light = reconstruct::ShLight::NullaryExpr([&] { return normal(random); });
    for (auto& landmark : fit.landmarks)
        landmark = {300.0F + normal(random), 200.0F + normal(random)};
    fit.box = {10.0, 20.0, 30.0, 40.5};
    fit.notes = {"The face is small"};
    fit.litTexture = noiseImage(32, 32, 3, seed + 1);
    fit.detail = noiseFloats(16, 16, seed + 3);
    fit.albedo = noiseImage(32, 32, 3, seed + 2);
    return fit;
}

inline reconstruct::AlignedPhoto anyAligned(unsigned seed)
{
    reconstruct::AlignedPhoto aligned;
    aligned.image = noiseImage(24, 24, 3, seed);
    aligned.matte = noiseFloats(24, 24, seed + 1);
    aligned.unseen = base::FloatImage(24, 24, 1, 0.0F);
    aligned.camera.headFromCamera.linear() = Eigen::AngleAxisd(0.3, Eigen::Vector3d(1, 2, 3).normalized()).matrix();
    aligned.camera.headFromCamera.translation() = Eigen::Vector3d(0.1, 0.2, 1.0 / 7.0);
    aligned.camera.cx = 0.5 + 1e-3 / 3.0;
    return aligned;
}

inline invert::InversionResult anyInversion(unsigned seed)
{
    invert::InversionResult inversion;
    inversion.model = "compact";
    inversion.modelSha256 = std::string(64, 'f');
    inversion.wsRows = 4;
    inversion.wsColumns = 8;
    const auto noise = noiseFloats(8, 4, seed);
    inversion.ws = noise.values;
    inversion.weightDelta = noiseBytes(20000, seed);
    inversion.psnr = 24.0 + 1.0 / 3.0;
    inversion.seconds = 123.4;
    inversion.history = {{"pivot", 3, 1.5, 0.25, 20.0}};
    return inversion;
}

inline project::NewProject anyProject(unsigned seed = 1)
{
    project::NewProject content;
    content.photo = {"portrait.jpg", noiseBytes(5000, seed)};
    content.fit = anyFit(seed);
    content.aligned = anyAligned(seed);
    content.controls.set("jawOpen", 0.125);
    return content;
}

inline std::string fileBytes(const std::filesystem::path& path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline void writeFileBytes(const std::filesystem::path& path, const std::string& bytes)
{
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

/// The code of the Error that `action` throws; empty when it throws none.
template <typename Action>
std::string errorCode(const Action& action)
{
    try {
        action();
    } catch (const base::Error& error) {
        return error.code();
    }
    return {};
}

} // namespace effigy::test
