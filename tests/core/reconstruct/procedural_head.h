// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "head/head_model.h"
#include "mesh/camera.h"

namespace effigy::tests {

/// A head made of formulas: an ellipsoid with a nose, eight shape directions, six moving expressions under ARKit names,
/// landmarks, jaw-line candidates, UVs. Same sizes as a person's, so that tolerances read in millimetres.
[[nodiscard]] head::HeadModelData proceduralHead();

/// Skin-coloured, lit from above left, brows, lips and a mole painted by UV: something to look at from anywhere.
[[nodiscard]] base::Image proceduralSkin(int size);

/// Where a detector would place the 68 landmarks of that head: inner ones where they lie, the jaw line on the outline as
/// the camera sees it. Pixels.
[[nodiscard]] std::array<Eigen::Vector2f, head::kLandmarkCount>
seenLandmarks(const head::HeadModel& model, const head::HeadCoefficients& coefficients, const mesh::Camera& camera,
              int width, int height);

} // namespace effigy::tests
