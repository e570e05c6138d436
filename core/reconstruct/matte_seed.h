// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/head_model.h"
#include "mesh/camera.h"
#include "reconstruct/matte.h"
#include "reconstruct/surface_view.h"

namespace effigy::reconstruct {

/// [V] 0..1: how likely something else is seen at each vertex: collars and scarves on the neck and under the chin.
[[nodiscard]] std::vector<float> coverable(const head::HeadModelData& model);

/// What a fitted head lets expect of the matte of a picture.
///   view    of `fitted` by `camera`
///   camera  of the square picture that is to be matted
[[nodiscard]] MatteSeed seedMatte(const SurfaceView& view, const mesh::Mesh& fitted, const head::HeadModelData& model,
                                  const mesh::Camera& camera);

} // namespace effigy::reconstruct
