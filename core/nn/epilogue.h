// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace effigy::nn {

/// What follows a convolution, in one pass over memory: clamp(gain * leakyRelu(x)).
struct EpilogueOptions {
    double slope = 0.2; // of the leaky ReLU below zero
    double gain = 1.4142135623730951;
    double clamp = 0.0; // to +-clamp after the gain; 0: none
};

} // namespace effigy::nn
