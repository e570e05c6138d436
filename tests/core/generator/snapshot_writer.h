// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/generator.h"

#include <torch/types.h>

#include <filesystem>
#include <string>

namespace effigy::test {

/// An EG3D generator of few channels, as its published trainer would make it: planes of 256, superresolution from 64 to 128.
struct Eg3dSnapshot {
    int zDim = 16;
    int wDim = 16;
    int channelBase = 1024;
    int channelMax = 8;
    int rawResolution = 64;
    int depthSamples = 8;
    int importanceSamples = 4;
    double boxWarp = 1.0;
    torch::Tensor planeAxes; // [3, 3, 3] f32; undefined: no renderer at all

    Eg3dSnapshot();
    /// The config that Effigy should find in it, but for the name.
    [[nodiscard]] generator::GeneratorConfig config() const;
};

/// Writes a network pickle in the published layout (protocol 4, persistent objects, storages as legacy byte strings) that
/// holds `parameters` as "G_ema". The constructor's rendering options are wrong on purpose: those of the object count.
void writeSnapshot(const std::filesystem::path& path, const Eg3dSnapshot& snapshot, const tensorio::StateDict& parameters);

} // namespace effigy::test
