// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <string_view>

namespace effigy::invert {

/// Learning rate of the projection at `t` = step / steps, times `peak`: linear up over the first twentieth, level, and a
/// cosine down over the last quarter.
/// Source: Karras 2020 (StyleGAN2), Appendix D.
[[nodiscard]] double projectionRate(double t, double peak);

/// Standard deviation of the noise on w at `t`: 0.05 * `spread` * max(0, 1 - t / 0.75)^2.
///   spread  how far mapped latents lie from their mean, L2 over the whole vector
[[nodiscard]] double projectionNoise(double t, double spread);

/// Learning rate of pivotal tuning at `step` of `steps`, times `peak`: ten steps of linear warm-up, level, and a cosine to a
/// tenth over the last third.
[[nodiscard]] double tuningRate(int step, int steps, double peak);

/// The parts of a generator that are tuned at rates of their own.
enum class Branch { Texture, TextureResidual, StaticPlanes, PlaneResidual, Mouth, Blending, Decoder, Superresolution, Frozen };

/// The branch that the parameter of that name belongs to; style layers and the mapping are Frozen.
[[nodiscard]] Branch branchOf(std::string_view parameter);

/// What a branch's learning rate is multiplied by at `t` = step / steps of the tuning. The texture learns first and the
/// static planes later, so that detail of the face lands where expressions can move it.
[[nodiscard]] double branchFactor(Branch branch, double t);

/// The same for a generator of the published class: superresolution is tuned more gently there, because it has learnt what
/// pictures look like, and must not learn one photo's grain instead.
[[nodiscard]] double publishedFactor(Branch branch, double t);

/// Says when a falling loss has stopped to fall.
class EarlyStop {
public:
    ///   window  steps to look back
    ///   gain    relative gain over the window below which it is time to stop
    EarlyStop(int window, double gain) : m_window(window), m_gain(gain) {}
    /// Notes one more loss; true once the best of the last `window` improves on the best before by less than `gain`.
    [[nodiscard]] bool shouldStop(double loss);

private:
    int m_window;
    double m_gain;
    double m_bestBefore = -1.0; // best of what has left the window; below zero: none has
    std::deque<double> m_recent;
};

} // namespace effigy::invert
