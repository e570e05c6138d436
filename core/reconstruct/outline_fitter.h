// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "head/head_model.h"
#include "mesh/camera.h"

#include <Eigen/Core>

#include <vector>

namespace effigy::reconstruct {

/// What a photo says about a head's outline.
struct OutlineEvidence {
    const base::Image& picture; // RGB, square
    const base::FloatImage&
        matte; // 1 channel, square: how much of a pixel is the head with its hair
    const base::FloatImage& unseen; // 1 channel, same size: 1 where the pixel lies beyond the photo
    mesh::Camera camera;            // that sees them
};

/// Where a picture's colours could be this head's skin, in other light too: 1 channel, 0 or 1, same
/// size. Hair is not.
///   face  1 channel, same size: 1 where the picture shows the bare face
/// Everything counts as skin when no face is seen.
[[nodiscard]] base::FloatImage skinLike(const base::Image& picture, const base::FloatImage& face);

/// How each vertex of the neutral head must move, beyond what the shape basis can say, so that the
/// head's outline follows the photo's: ears turn, grow and shift as wholes, then cheeks, jaw and
/// ears follow the matte's border within some millimetres, and what lies between follows smoothly.
/// Scalp above the brows (hair hides it), neck, eyes and lips stay.
///   posed    coefficients of the head in the photo
///   returns  [V] metres, head frame; the result of coefficients is meant to be added to the
///   template
/// Borders of hair move nothing. Deterministic. Throws ContractError when pictures differ in size.
[[nodiscard]] std::vector<Eigen::Vector3f> fitOutline(const head::HeadModel& model,
                                                      const head::HeadCoefficients& posed,
                                                      const OutlineEvidence& evidence);

} // namespace effigy::reconstruct
