// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tensorio/state_dict.h"
#include "train/adam.h"

#include <torch/types.h>

namespace effigy::invert {

/// What one step gave.
struct StepResult {
    double loss = 0.0;
    double psnr = 0.0;     // dB inside the photo's mask
    torch::Tensor picture; // [1, 4, S, S] f32, 0..1, of the photo's view; undefined when it was not rendered
};

/// A search in steps that can be interrupted: the same seed and number of steps give the same result, also when state() was
/// saved between two steps and restored into a new search.
class Search {
public:
    virtual ~Search() = default;
    /// Takes step `step` of all; steps must come in order.
    virtual StepResult step(int step) = 0;
    /// Copies on the CPU.
    [[nodiscard]] virtual train::NamedTensors state() const = 0;
    virtual void restore(const train::NamedTensors& state) = 0;
};

/// Looks for a latent; weights stay as they are.
class Projection : public Search {
public:
    /// [1, wsRows, wDim] f32
    [[nodiscard]] virtual torch::Tensor latent() const = 0;
};

/// Tunes weights at a fixed latent.
class Tuning : public Search {
public:
    /// Whether step `step` is about the photo, and not about what must stay as it is.
    [[nodiscard]] virtual bool looksAtPhoto(int step) const = 0;
    /// The weights that are kept, on the CPU. Tensors that are not tuned are shared with the generator's.
    [[nodiscard]] virtual tensorio::StateDict averaged() const = 0;
    /// The photo's view through them.
    [[nodiscard]] virtual StepResult evaluate() const = 0;
};

} // namespace effigy::invert
