// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/stages.h"
#include "synth/head_stock.h"
#include "synth/scene.h"
#include "synth/shot_sampler.h"
#include "train/person_code.h"
#include "train/texture_code.h"

#include <torch/types.h>

#include <cstdint>
#include <vector>

namespace effigy::train {

/// What a coded generator's identity stage should give for a person.
struct KnownIdentity {
    torch::Tensor latent;  // [N, zDim] f32, of PersonCode
    torch::Tensor texture; // [N, kCodeChannels, P, P] f16, texture_code.h: the lit skin
    torch::Tensor planes;  // [N, 4, kCodeChannels, P, P] f16: the still person with hair, clothes and glasses as the four views
                           // see it, colours and form as planes hold them, then kStaticCover
};

/// Pictures of people with all that a generator is given for them and should make of it.
struct KnownShots {
    torch::Tensor pictures; // [N, 4, S, S] u8: colour premultiplied on black, alpha
    torch::Tensor weight;   // [N, 1, S, S] u8, 0 or 255: not where something lies outside the planes
    torch::Tensor depth;    // [N, 1, S / 2, S / 2] f32, world units along the ray; 0: nothing
    torch::Tensor labels;   // [N, 25] f32, on the CPU
    generator::HeadPose pose; // on the CPU
    generator::RasterStage raster;

    [[nodiscard]] std::int64_t count() const { return pictures.defined() ? pictures.size(0) : 0; }
};

/// Somebody who was photographed several times.
struct HeadSitting {
    std::uint64_t person = 0;
    KnownIdentity who; // of one
    KnownShots shots;  // of some

    [[nodiscard]] HeadSitting to(const torch::Device& device) const;
};

/// People one after the other.
[[nodiscard]] KnownIdentity joined(const std::vector<const KnownIdentity*>& people);

/// Shot `which` of each sitting, in their order.
struct ChosenShot {
    const HeadSitting* sitting = nullptr;
    std::int64_t which = 0;
};
[[nodiscard]] KnownShots joined(const std::vector<ChosenShot>& chosen);

/// The square of a picture that is looked at: its side is `share` of the picture's.
struct Window {
    double left = 0.0, top = 0.0; // 0..1
    double share = 1.0;
};
/// Labels [N, 25] of cameras that see no more than the window of each picture.
[[nodiscard]] torch::Tensor windowLabels(const torch::Tensor& labels, const std::vector<Window>& windows);
/// Pictures [N, C, S, S] cut to their windows, which lie on whole pixels and are of one size.
[[nodiscard]] torch::Tensor windowPictures(const torch::Tensor& pictures, const std::vector<Window>& windows);

struct SittingOptions {
    int shots = 4;                                     // of each person
    synth::ShotRange range = {.yaw = 1.2, .smallestSide = 0.25, .largestSide = 0.36, .isClean = true};
    std::uint64_t seed = 1;
};

/// A picture through a lens, a sensor and a file without faults, before nothing, with a straight neck.
[[nodiscard]] synth::Shot studioShot(const mesh::Camera& camera, const mesh::ShLight& light, head::ControlValues controls);

/// What a coded generator's identity stage should give for somebody who stands in `light`; without a latent. Some two seconds.
///   generator  its config's sizes and its layout count, not its weights
[[nodiscard]] KnownIdentity knownIdentityOf(const synth::HeadStock& stock, const synth::DressedHead& dressed, const mesh::ShLight& light,
                                            const generator::Generator& generator);

/// Photographs person number `person` of the people that `options.seed` stands for: the same arguments give the same sitting.
/// One thread. Necks are straight, light stays, lenses have no faults and nothing stands behind.
///   generator  its config's sizes and its layout count, not its weights
[[nodiscard]] HeadSitting sitFor(const synth::HeadStock& stock, const generator::Generator& generator, const PersonCode& code,
                                 const SittingOptions& options, std::uint64_t person);

/// Who that person is.
[[nodiscard]] synth::SyntheticHead personOf(const synth::Body& body, const SittingOptions& options, std::uint64_t person);

} // namespace effigy::train
