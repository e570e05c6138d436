// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "train/adam.h"

#include <filesystem>
#include <string>

namespace effigy::invert {

/// Where an inversion stands: enough to go on as if it had never stopped. One of another generator is not gone on with.
struct Checkpoint {
    std::string modelSha256;   // of the generator's weights; empty: not recorded
    std::string stage;         // "projection" or "pivot"; empty: nothing has been done
    int nextStep = 0;          // of that stage
    int projectionSteps = 0;   // the plan, which decides the schedules
    int tuningSteps = 0;       // 0: there is no plan yet
    double seconds = 0.0;      // spent so far
    torch::Tensor pivot;       // [1, wsRows, wDim]
    train::NamedTensors state; // of the projector or the tuner
};

/// Throws Error "storage".
void writeCheckpoint(const Checkpoint& checkpoint, const std::filesystem::path& path);
/// Throws Error "storage" or, when the file is no checkpoint, "model_refused".
[[nodiscard]] Checkpoint readCheckpoint(const std::filesystem::path& path);

} // namespace effigy::invert
