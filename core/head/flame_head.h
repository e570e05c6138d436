// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/flame_model.h"
#include "head/head_model.h"
#include "mesh/mesh.h"

#include <string>

namespace effigy::head {

/// Whether a head model has FLAME's vertices, whatever it is called: what is made for FLAME's mesh takes it.
[[nodiscard]] bool hasFlameVertices(const HeadModelData& head);

/// FLAME as a head model that all 52 controls drive: its own shapes, joints and pose correctives,
/// and expressions that are transferred from `controls`, the free head. Frame and unit are FLAME's.
///   name       of the model, as projects remember it: "flame2020"
///   layout     FLAME's triangles with texture coordinates, e.g. DECA's head_template.obj; only its
///   UVs
///              are used
///   shapeCount directions of identity that are kept
/// Throws Error "model_refused" when the files do not belong together.
[[nodiscard]] HeadModelData flameHead(const FlameArrays& arrays, const FlameEmbedding& embedding,
                                      const mesh::Mesh& layout, const HeadModelData& controls,
                                      const std::string& name, int shapeCount = 100);

} // namespace effigy::head
