// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/head_model.h"

#include <Eigen/Core>

#include <span>
#include <vector>

namespace effigy::encoder {

/// `count` vertices of the skin of `model`, evenly spread: face closest together, then ears, neck and scalp. The first ones
/// alone are evenly spread, too. Deterministic.
/// Source: farthest-point sampling, Eldar et al. 1997.
[[nodiscard]] std::vector<int> spreadVertices(const head::HeadModelData& model, int count);

/// The places that an encoder looks for: the 68 landmarks in their frontal embedding, then `vertices`. [68 + K]
/// Throws ContractError when `model` has no such vertex or a vertex has no triangle.
[[nodiscard]] std::vector<head::SurfacePoint> facePlaces(const head::HeadModelData& model, std::span<const int> vertices);

} // namespace effigy::encoder
