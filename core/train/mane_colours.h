// SPDX-License-Identifier: GPL-3.0-or-later
// The colours of hair that hangs.
#pragma once

#include "train/hair_mane.h"
#include "train/mane_look.h"
#include "train/mane_shape.h"

#include <torch/types.h>

#include <cstddef>

namespace effigy::train {

/// The photo, the photo softened, and the outline of the head without its hanging hair.
struct ManeLooks {
    const PhotoLook& photo;
    const PhotoLook& soft;
    const PhotoLook& outline;
    double contrast;       // of strands
    Eigen::Vector3f usual; // colour of the hair
};

/// A photo whose colours are means over what its channel 3 counts within a few pixels: [1, 4, S, S].
[[nodiscard]] torch::Tensor softened(const torch::Tensor& photo);

/// How much single strands differ from what is about them where a photo shows hair: the spread of their brightness, as a share of it.
///   photo, soft  [1, 4, S, S]: colours, and what is hair
[[nodiscard]] double strandContrast(const torch::Tensor& photo, const torch::Tensor& soft);

/// Gives one side of a mane, whose rows are known, its colours.
void paintSide(HairMane& mane, std::size_t side, const ManeLooks& looks, const PlaneAxis& axis);

} // namespace effigy::train
