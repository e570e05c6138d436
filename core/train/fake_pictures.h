// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/discriminator.h"
#include "generator/stages.h"

#include <torch/types.h>

namespace effigy::train {

/// What a batch of generated pictures is made from.
struct FakeBatch {
    torch::Tensor z;     // [N, zDim] standard normal
    torch::Tensor label; // [N, >= 25]: the camera, then whatever else the discriminator is told
    generator::HeadPose pose; // of N heads
    torch::Tensor swapDraws;  // [N, 1] or [] uniform: which pictures map with a neighbour's label
    double swapProbability = 0.0;
    double blurDeviation = 0.0; // pixels of the final image
};

/// The styles of a batch: labels swapped, then mapped. [N, wsRows, wDim], differentiable.
[[nodiscard]] torch::Tensor fakeStyles(const generator::Generator& generator,
                                       const FakeBatch& batch);

/// What the discriminator gets to see, and the planes it came from.
struct Pictures {
    torch::Tensor image; // [N, imageChannels, S, S]
    torch::Tensor raw;   // [N, 3, R, R]
};
/// Generated pictures. Differentiable in the generator's parameters. The camera and the
/// discriminator get the true label, whatever the mapping saw.
///   ws     of fakeStyles
///   rays   resolution and draws of the volume renderer
[[nodiscard]] Pictures fakePictures(const generator::Generator& generator, const torch::Tensor& ws,
                                    const FakeBatch& batch, const generator::RayOptions& rays,
                                    const generator::SynthesisOptions& options = {});

/// What `discriminator` is given to judge: `pictures`, the label's first numbers and, when it is the deformation-aware one, a
/// rendering of the mesh that the pictures should show (mesh_rendering.h). The same for real pictures and fakes.
///   pose   of the N heads
///   label  [N, >= 25]: the camera, then whatever else the discriminator is told
[[nodiscard]] generator::DiscriminatorInput judgedInput(const generator::Discriminator& discriminator,
                                                        const generator::Generator& generator,
                                                        const Pictures& pictures,
                                                        const generator::HeadPose& pose,
                                                        const torch::Tensor& label);

/// A real image [N, 3, S, S] and what its raw image would be at `resolution`, both blurred as the
/// fakes are.
[[nodiscard]] Pictures realPictures(const torch::Tensor& image, int resolution,
                                    double blurDeviation = 0.0);

} // namespace effigy::train
