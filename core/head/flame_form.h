// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/flame_model.h"
#include "head/head_model.h"

#include <string>
#include <vector>

namespace effigy::head {

/// A head model as FLAME's arrays.
struct FlameForm {
    FlameArrays arrays;
    FlameEmbedding embedding;
    std::vector<int> triangles;           // [F] of the head model, those that `arrays` has
    std::vector<std::string> expressions; // what the first expression directions are
};

inline constexpr int kFlameFormExpressions = 50; // as many as DECA's codes have

/// `head` in FLAME's form, so that what is made for FLAME (DECA's networks, their training) runs on it, too. Identity
/// directions beyond the head's own are zero; of the 52 ARKit shapes all but jawForward and tongueOut become expression
/// directions at weight 1. Everything but lashes, brows and hair is kept. The contour's rows are the landmarks on the mean
/// head's outline at each yaw.
/// Throws ContractError unless `head` has the 52 shapes and the joints root, neck, jaw, leftEye and rightEye in this order.
[[nodiscard]] FlameForm flameForm(const HeadModelData& head);

} // namespace effigy::head
