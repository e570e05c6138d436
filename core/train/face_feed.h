// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encoder/face_network.h"
#include "head/head_model.h"
#include "synth/head_stock.h"
#include "synth/shot_sampler.h"
#include "train/example_pool.h"
#include "train/feed.h"

#include <torch/types.h>

#include <cstdint>
#include <span>
#include <vector>

namespace effigy::train {

/// Pictures of heads with what a face encoder learns from them, side by side.
struct KnownFaces {
    torch::Tensor pictures;   // [B, 3, S, S] u8 RGB
    torch::Tensor places;     // [B, N, 2] f32 pixels of the picture, centres at half-integers
    torch::Tensor shape;      // [B, K] f32 standard deviations
    torch::Tensor expression; // [B, E] f32
    torch::Tensor gaze;       // [B, 4] f32, as FaceReadings
    torch::Tensor distance;   // [B] f32 logarithm of metres
    torch::Tensor rotation;   // [B, 3, 3] f32 cameraFromHead

    [[nodiscard]] std::int64_t count() const { return pictures.defined() ? pictures.size(0) : 0; }
    [[nodiscard]] KnownFaces to(const torch::Device& device) const;
    /// Faces `rows` (i64, on the same device).
    [[nodiscard]] KnownFaces select(const torch::Tensor& rows) const;
    /// All tensors in the order above, and back.
    [[nodiscard]] ExampleColumns columns() const;
    [[nodiscard]] static KnownFaces ofColumns(const ExampleColumns& columns);
};

/// All faces of `parts` in a row.
[[nodiscard]] KnownFaces joined(const std::vector<KnownFaces>& parts);

struct FaceFeedOptions {
    int pictureSide = 256;     // pixels
    int shotsOfPerson = 4;
    int threads = 2;           // that take pictures
    int mostWaiting = 512;     // pictures that wait to be fetched
    synth::ShotRange range = {.smallestSide = 0.25, .largestSide = 0.36};
    std::uint64_t seed = 1;
};

/// Takes pictures of synthetic heads on threads of its own, for as long as it lives.
class FaceFeed {
public:
    /// `vertices` are the places after the landmarks, as encoder::facePlaces() has them.
    FaceFeed(std::vector<int> vertices, FaceFeedOptions options);

    /// Everything that is ready, at least `atLeast` pictures: waits for them. Rethrows what a thread failed with.
    [[nodiscard]] KnownFaces fetch(int atLeast);

    /// Picture number `index` of the feed with that seed; what the threads make, one by one.
    [[nodiscard]] static KnownFaces face(const synth::HeadStock& stock, std::span<const int> vertices, const FaceFeedOptions& options,
                                         std::uint64_t person, int shots);

private:
    std::vector<int> m_vertices;
    FaceFeedOptions m_options;
    synth::HeadStock m_stock;
    Feed<KnownFaces> m_people; // last: its threads use the others
};

} // namespace effigy::train
