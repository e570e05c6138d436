// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/head_model.h"

#include <vector>

namespace effigy::head {

/// For each vertex of `data` the one on the other side: the nearest to its mirror image that faces
/// alike, so that lips and lids that touch are not taken for each other. The mirror stands at the
/// mean x of the landmarks of the midline. [V]
[[nodiscard]] std::vector<int> mirrorTable(const HeadModelData& data);

} // namespace effigy::head
