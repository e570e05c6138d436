// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "head/head_model.h"
#include "head/surface_view.h"
#include "mesh/camera.h"

namespace effigy::encoder {

/// What the fitted mesh says about a picture before its pixels are looked at.
struct MatteSeed {
    base::FloatImage head;  // 1 channel: 1 on the fitted head, less on its neck, which clothes may
                            // cover, 0 elsewhere
    base::FloatImage scalp; // 1 channel: 1 on the head from the forehead up, where hair may hang in
    base::FloatImage away;  // 1 channel: metres from the head's outline, 0 within it
    base::FloatImage beside; // 1 channel: 1 above the chin, where what looks like hair is no
                             // collar, 0 below
    base::FloatImage within; // 1 channel: 0 where no hair of this head can reach, 1 elsewhere; soft
                             // below the neck's cut
};

/// [V] 0..1: how likely something else is seen at each vertex: collars and scarves on the neck and
/// under the chin.
[[nodiscard]] std::vector<float> coverable(const head::HeadModelData& model);

/// What a fitted head lets expect of the matte of a picture.
///   view    of `fitted` by `camera`
///   camera  of the square picture that is to be matted
[[nodiscard]] MatteSeed seedMatte(const head::SurfaceView& view, const mesh::Mesh& fitted,
                                  const head::HeadModelData& model, const mesh::Camera& camera);

} // namespace effigy::encoder
