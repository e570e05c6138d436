// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/stages.h"
#include "head/head_model.h"
#include "invert/photo_judge.h"
#include "invert/search.h"
#include "invert/strategy.h"

#include <Eigen/Core>

#include <cstdint>
#include <filesystem>

namespace effigy::invert {

/// Who is inverted into a generator of the published class. All tensors lie on one device.
struct PublishedSubject {
    generator::Generator generator;          // with the shared weights
    const head::HeadModel* model = nullptr;  // not owned
    Eigen::VectorXf shape;
    generator::RasterStage raster;           // of the head in the photo, without its turn
    torch::Tensor label;                     // [1, 25] of the photo, in the published convention
    PhotoJudge judge;                        // of pictures of the photo's view
    torch::Tensor colour;                    // [1, 3, S, S] f32, 0..1, the photo
    torch::Tensor mask;                      // [1, 1, S, S] where its head is judged: the matte, without what is unseen
};

/// Prepares a subject. The whole photo counts, its background little: it is part of what the generator paints.
///   network  file of a perceptual network; empty: none
/// Throws Error "model_missing" or "model_refused" for the network.
[[nodiscard]] PublishedSubject makePublishedSubject(const generator::Generator& shared, const Sitter& sitter,
                                                    const std::filesystem::path& network, const torch::Device& device);

/// The mesh of a head with those coefficients as such a generator sees it: the neck's turn is the camera's matter.
[[nodiscard]] generator::RasterStage rasterOf(const generator::Generator& generator, const head::HeadModel& model,
                                              head::HeadCoefficients coefficients);

/// Where mapped latents lie under a camera label.
struct LatentStatistics {
    torch::Tensor mean;  // [1, wDim] f32
    double spread = 0.0; // root mean square distance from it, L2 over the whole vector
};
/// From 10000 draws, as the published inversions take them.
///   label  [1, 25]
/// Source: Karras 2020 (StyleGAN2), Appendix D; conditioned on the label as Next3D's kin do.
[[nodiscard]] LatentStatistics latentStatistics(const generator::Generator& generator, const torch::Tensor& label, std::uint64_t seed);

/// Colours 0..1 of an image -1..1, for losses.
[[nodiscard]] torch::Tensor coloursOf(const torch::Tensor& image);

/// What a step reports of the photo's view.
[[nodiscard]] StepResult reportOf(const PublishedSubject& subject, const torch::Tensor& image, double loss);

} // namespace effigy::invert
