// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/types.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace effigy::train {

/// Where a process stands among those that train one network together.
struct RankPlace {
    int rank = 0;
    int count = 1;
    int onThisMachine = 0;             // which of this machine's GPUs is its own
    std::string address = "127.0.0.1"; // of the process of rank 0
    int port = 29500;
};

/// What the environment says: RANK, WORLD_SIZE, LOCAL_RANK, MASTER_ADDR and MASTER_PORT, as torchrun sets them, else SLURM_PROCID,
/// SLURM_NTASKS and SLURM_LOCALID with MASTER_ADDR and MASTER_PORT. Absent where a process is alone.
/// Throws Error "unsupported" for numbers that are none.
[[nodiscard]] std::optional<RankPlace> rankFromEnvironment();

/// Processes that train one network together. Every call is made by all of them, in the same order.
class Ranks {
public:
    virtual ~Ranks() = default;
    [[nodiscard]] virtual int rank() const = 0;
    [[nodiscard]] virtual int count() const = 0;
    /// Every tensor becomes its mean over all processes, in place. The same shapes everywhere, f32, on the device of the ranks.
    virtual void average(const std::vector<torch::Tensor>& tensors) = 0;
};

/// Meets the others by torch's own c10d: NCCL on GPUs, Gloo elsewhere. Waits for all of them.
/// Throws Error "unsupported" where this build has no way, "device" when they do not meet.
[[nodiscard]] std::unique_ptr<Ranks> joinRanks(const RankPlace& place, const torch::Device& device);

/// As if alone: nothing is averaged with nobody.
[[nodiscard]] std::unique_ptr<Ranks> singleRank();

} // namespace effigy::train
