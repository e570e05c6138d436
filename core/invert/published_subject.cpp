// SPDX-License-Identifier: GPL-3.0-or-later
#include "invert/published_subject.h"

#include "generator/camera_label.h"
#include "generator/published_generator.h"
#include "invert/photo_weight.h"
#include "reconstruct/published_view.h"
#include "train/picture_loss.h"
#include "train/texture_code.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/ones_like.h>

namespace effigy::invert {
namespace {

constexpr double kBackgroundWeight = 0.1;
constexpr double kFeatureWeight = 2.0; // of eyes, brows and mouth
constexpr int kDilation = 12;          // pixels around the matte that count in full
constexpr int kSamples = 10000, kBatch = 500;

torch::Tensor weightOf(const Sitter& sitter, const torch::Tensor& landmarks, int size)
{
    const auto near = dilated(planeOf(sitter.photo.matte, size), kDilation);
    const auto features = featureMap(landmarks, sitter.photo.camera, size) * (kFeatureWeight - 1.0) + 1.0;
    const auto seen = 1.0 - planeOf(sitter.photo.unseen, size);
    return (kBackgroundWeight + (1.0 - kBackgroundWeight) * near) * features * seen;
}

tensorio::StateDict networkOn(const std::filesystem::path& file, const torch::Device& device)
{
    tensorio::StateDict network;
    if (!file.empty())
        for (const auto& [name, tensor] : readPerceptualNetwork(file))
            network.set(name, tensor.to(device));
    return network;
}

} // namespace

generator::RasterStage rasterOf(const generator::Generator& generator, const head::HeadModel& model,
                                head::HeadCoefficients coefficients)
{
    coefficients.neck.setZero();
    return generator::rasterStage(generator, generator::headPose(model, coefficients));
}

PublishedSubject makePublishedSubject(const generator::Generator& shared, const Sitter& sitter,
                                      const std::filesystem::path& network, const torch::Device& device)
{
    const torch::NoGradGuard noGrad;
    const auto& [photo, fit, model] = sitter;
    // As controls can express it: the avatar at the photo's controls has to be what was tuned.
    const auto coefficients = model.coefficients(model.controls(fit.coefficients), fit.coefficients.shape);
    const int size = shared.config.imageResolution();
    const auto landmarks = generator::headPose(model, coefficients).landmarks;
    const auto colour = train::pictureTensor(photo.image, size).to(device);
    const auto mask = headShare(photo, size);
    return {.generator = generator::onDevice(shared, device),
            .model = &model,
            .shape = fit.coefficients.shape,
            .raster = generator::onDevice(rasterOf(shared, model, coefficients), device),
            .label = generator::toTensor(reconstruct::publishedLabel(photo.camera)).to(device),
            .judge = PhotoJudge(colour, weightOf(sitter, landmarks, size).to(device), networkOn(network, device)),
            .colour = colour,
            .mask = mask.to(device)};
}

LatentStatistics latentStatistics(const generator::Generator& generator, const torch::Tensor& label, std::uint64_t seed)
{
    const torch::NoGradGuard noGrad;
    const auto random = at::detail::createCPUGenerator(seed);
    std::vector<torch::Tensor> drawn;
    for (int i = 0; i < kSamples; i += kBatch) {
        const auto z = torch::randn({kBatch, generator.config.zDim}, random, torch::TensorOptions()).to(label.device());
        drawn.push_back(generator::mapping(generator, z, label.expand({kBatch, -1})).select(1, 0).clone());
    }
    const auto w = at::cat(drawn, 0);
    const auto mean = w.mean(0, true);
    return {mean, (w - mean).square().sum(1).mean().sqrt().item<double>()};
}

torch::Tensor coloursOf(const torch::Tensor& image) { return image * 0.5 + 0.5; }

StepResult reportOf(const PublishedSubject& subject, const torch::Tensor& image, double loss)
{
    const auto colour = coloursOf(image.detach()).clamp(0.0, 1.0);
    StepResult result;
    result.loss = loss;
    result.psnr = train::peakSignalToNoise(colour, subject.colour, subject.mask, 1.0);
    result.picture = at::cat({colour, at::ones_like(colour.slice(1, 0, 1))}, 1).cpu();
    return result;
}

} // namespace effigy::invert
