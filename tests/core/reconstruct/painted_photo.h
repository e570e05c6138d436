// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "mesh/camera.h"
#include "mesh/mesh.h"
#include "mesh/sh_light.h"

#include <optional>

namespace effigy::tests {

/// What a head looks like on a painted photo.
struct PaintedSkin {
    const base::Image& texture;         // UV atlas, RGB, sRGB
    std::optional<mesh::ShLight> light; // absent: the texture's colours as they are
};

/// Paints `mesh` over `photo` (RGB, any size) as `camera` sees it.
void paintHead(base::Image& photo, const mesh::Mesh& mesh, const mesh::Camera& camera,
               const PaintedSkin& skin);

} // namespace effigy::tests
