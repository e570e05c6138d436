// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "train/feed.h"
#include "train/head_sitting.h"

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace effigy::train {

/// Which part of every batch this process draws: slots rank, rank + count, ... of `slots`.
struct Share {
    int rank = 0;
    int count = 1;
};

struct PoolOptions {
    SittingOptions sittings;
    int slots = 4;          // people of a batch
    int shotsOfPerson = 2;  // of each in a batch
    int window = 96;        // rays across what is looked at of each shot
    int pool = 64;          // people that are kept to draw from, of all slots together; the oldest make room
    int firstRounds = 2;    // people of each slot before the first step
    int freshEvery = 4;     // steps after which every slot gets somebody new
    bool isPunctual = true; // rounds come when freshEvery says, waited for; else whenever they are ready
    int threads = 2;
    std::uint64_t seed = 1; // of the draws
};

/// A batch: people, and shots of them, `shotsOfPerson` of each one after the other.
struct SittingBatch {
    KnownIdentity who;
    KnownShots shots;
    std::vector<Window> windows;   // of the shots
    torch::Tensor jitter;          // [N, window^2, 1] uniform in [0, 1): where along its ray each begins to look
    std::vector<std::int64_t> slots; // of the people
};

/// People who are photographed meanwhile, and batches of them. Person n sits in slot n % slots, and every slot draws from its
/// own people alone, so that a batch is the same whatever number of processes share it. With isPunctual a batch depends on
/// nothing but the options and the number of its step.
class SittingPool {
public:
    ///   generator  sizes and layout; borrowed, must outlive the pool
    ///   rounds     people of each slot that were there already, for a run that goes on
    SittingPool(const synth::HeadStock& stock, const generator::Generator& generator, const PersonCode& code, const PoolOptions& options,
                const Share& share, const torch::Device& device, std::int64_t rounds);

    /// Takes in what step `step` is to have; waits for it.
    void advance(std::int64_t step);
    [[nodiscard]] SittingBatch draw(std::int64_t step) const;

    /// People of each slot that ever came.
    [[nodiscard]] std::int64_t rounds() const { return m_rounds; }
    /// Rounds that a punctual pool has had by a step.
    [[nodiscard]] std::int64_t roundsAt(std::int64_t step) const;

private:
    enum class Patience { Waits, TakesWhatIsThere };
    void take(std::int64_t rounds, Patience patience);
    [[nodiscard]] int slotsHere() const;

    PoolOptions m_options;
    Share m_share;
    torch::Device m_device;
    std::int64_t m_kept;                           // people of a slot
    std::vector<std::deque<HeadSitting>> m_people; // by own slot
    std::vector<HeadSitting> m_fresh;              // of a round that is not complete
    std::int64_t m_rounds = 0;
    Feed<HeadSitting> m_feed; // last: its threads use what was given
};

/// A window about something of the head: a landmark, or a place around the skull where hair may be.
///   size  rays across the whole picture
[[nodiscard]] Window drawWindow(const torch::Tensor& label, const torch::Tensor& landmarks, int window, int size, std::uint64_t seed);

} // namespace effigy::train
