// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "synth/head_stock.h"
#include "synth/shot_sampler.h"
#include "train/example_pool.h"
#include "train/feed.h"

#include <torch/types.h>

#include <cstdint>

namespace effigy::train {

/// Heads cut out of their pictures, with what a fit's mesh would say of them, side by side.
struct KnownCutOuts {
    torch::Tensor light;  // [B, 3, S, S] u8: 255 times the root of half the linear light, of which
                          // surfaces send it before black
    torch::Tensor shares; // [B, 3, S, S] u8, 255: all. Hair, the rest of the head, clothes: the
                          // first three of encoder::MatteClass
    torch::Tensor
        cues; // [B, 5, S, S] u8, 255 times encoder::cuesOf() of a mesh that errs as fits do

    [[nodiscard]] std::int64_t count() const { return light.defined() ? light.size(0) : 0; }
    /// All tensors in the order above, and back.
    [[nodiscard]] ExampleColumns columns() const { return {light, shares, cues}; }
    [[nodiscard]] static KnownCutOuts ofColumns(const ExampleColumns& columns);
};

struct MatteFeedOptions {
    int pictureSide = 256; // pixels
    int shotsOfPerson = 4;
    int threads = 2;      // that take pictures
    int mostWaiting = 64; // pictures that wait to be fetched
    synth::ShotRange range = {
        .yaw = 1.2, .smallestSide = 0.28, .largestSide = 0.38, .isClean = true};
    std::uint64_t seed = 1;
};

/// Cuts synthetic heads out on threads of its own, for as long as it lives.
class MatteFeed {
public:
    explicit MatteFeed(const MatteFeedOptions& options);

    /// Everything that is ready, at least `atLeast` pictures: waits for them. Rethrows what a
    /// thread failed with.
    [[nodiscard]] KnownCutOuts fetch(int atLeast);

    /// All pictures of a person of the feed with that seed; what the threads make, one by one.
    [[nodiscard]] static KnownCutOuts person(const synth::HeadStock& stock,
                                             const MatteFeedOptions& options, std::uint64_t number);

private:
    MatteFeedOptions m_options;
    synth::HeadStock m_stock;
    Feed<KnownCutOuts> m_people; // last: its threads use the others
};

} // namespace effigy::train
