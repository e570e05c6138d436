// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/fake_pictures.h"

#include "generator/fir.h"
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

Pictures realPictures(const Tensor& image, int resolution, double blurDeviation)
{
    const Tensor seen = blurred(image, blurDeviation);
    return {seen, generator::resizeAntialiased(seen, resolution, resolution)};
}

} // namespace effigy::train
