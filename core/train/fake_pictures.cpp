// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/fake_pictures.h"

#include "base/error.h"
#include "generator/fir.h"
#include "generator/mesh_rendering.h"
#include "train/gan_schedule.h"

namespace effigy::train {

using torch::Tensor;

Tensor fakeStyles(const generator::Generator& generator, const FakeBatch& batch)
{
    const Tensor label = swappedLabels(batch.label, batch.swapDraws, batch.swapProbability);
    return generator::mapping(generator, batch.z, label);
}

Pictures fakePictures(const generator::Generator& generator, const Tensor& ws,
                      const FakeBatch& batch, const generator::RayOptions& rays,
                      const generator::SynthesisOptions& options)
{
    const generator::Frame frame =
        generator::renderFrame(generator, ws, batch.pose, batch.label, rays, options);
    return {blurred(frame.image, batch.blurDeviation), frame.camera.raw()};
}

generator::DiscriminatorInput judgedInput(const generator::Discriminator& discriminator,
                                          const generator::Generator& generator,
                                          const Pictures& pictures,
                                          const generator::HeadPose& pose, const Tensor& label)
{
    const generator::DiscriminatorConfig& config = discriminator.config;
    base::require(config.renderingChannels == 0 || config.renderingChannels == generator::kRenderingChannels,
                  "judgedInput: a rendering of the mesh has three channels");
    generator::DiscriminatorInput input = {.image = pictures.image};
    if (config.isDual)
        input.raw = pictures.raw;
    if (config.renderingChannels > 0)
        input.rendering = generator::meshRendering(generator.layout, pose, label, config.imageResolution,
                                                   generator.config.rendering.boxWarp);
    if (config.labelDim > 0)
        input.label = label.slice(1, 0, config.labelDim);
    return input;
}

Pictures realPictures(const Tensor& image, int resolution, double blurDeviation)
{
    const Tensor seen = blurred(image, blurDeviation);
    return {seen, generator::resizeAntialiased(seen, resolution, resolution)};
}

} // namespace effigy::train
