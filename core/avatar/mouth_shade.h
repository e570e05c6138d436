// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/mouth_paint.h"

#include <torch/types.h>

namespace effigy::avatar {

/// How far inner lips stand apart: mean over the three pairs of their landmarks, metres.
///   landmarks  [1, 68, 3] f32, metres (generator::HeadPose)
[[nodiscard]] double lipOpening(const torch::Tensor& landmarks);

/// The part of the light before a face that reaches the teeth between lips `opening` metres apart: that of a long slit, half as wide and as far
/// before them as lips are thick.
///   returns  0..1
[[nodiscard]] double lightBetweenLips(double opening);

/// Darkens a mouth as it closes. A neural texture holds its teeth in the light of the photo, so that they would gleam through the slit that
/// closed lips may leave.
class MouthShade {
public:
    ///   photoOpening  lipOpening in the photo: there, and wherever lips stand further apart, the mouth stays as it was tuned
    MouthShade(const MouthTexels& texels, double photoOpening);

    /// The texture with the light that comes between lips `opening` metres apart; `texture` itself where nothing changes.
    ///   texture  [1, C, P, P] f32, begins with the texture code, on any device
    /// Throws ContractError on sizes that do not belong together.
    [[nodiscard]] torch::Tensor shaded(const torch::Tensor& texture, double opening) const;

private:
    std::int64_t m_size;    // P
    torch::Tensor m_places; // [n] i64, texels of the mouth among P * P
    torch::Tensor m_shares; // [n] f32, 0..1, how much of them is of the mouth
    double m_light;         // between the lips of the photo
};

} // namespace effigy::avatar
