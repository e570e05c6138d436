// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/head_model.h"
#include "train/mane_shape.h"

#include <torch/types.h>

#include <array>
#include <cstdint>
#include <vector>

namespace effigy::train {

/// From where on outwards a photo shows hair before the head in every row of the planes, to the subject's left (+x) and right, metres
/// from the middle; 1 where it does not. Beards do not count, nor what grows on the cheeks of somebody who has one.
///   posed   the head in the photo
///   faces   of that head, as facesAt gives them for the photo
///   shown   [1, 5, S, S] f32, as maneFromPhoto takes it
[[nodiscard]] std::array<std::vector<float>, 2> hairBeforeHead(const head::HeadModel& model, const mesh::Mesh& posed,
                                                               const std::vector<std::int32_t>& faces, const torch::Tensor& shown, const PlaneAxis& axis);

} // namespace effigy::train
