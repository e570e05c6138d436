// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/head_model.h"
#include "head/surface_registration.h"

#include <Eigen/Core>

#include <map>
#include <string>
#include <vector>

namespace effigy::head {

/// What one head can lend another of a different mesh.
struct TransferredControls {
    Eigen::MatrixXf expressionBasis; // [3V target, E] metres at weight 1, names those of the source
    std::map<std::string, std::vector<float>> masks; // [V target] 0..1
    double landmarkError = 0.0;                      // of the registration, metres
    double matchedShare = 0.0; // of the target's triangles of skin that have a like
};

/// The masks of `source` for the mesh of `target`, which has expressions of its own; as below.
[[nodiscard]] std::map<std::string, std::vector<float>> transferMasks(const HeadModelData& source,
                                                                      const HeadModelData& target);

/// The expressions and masks of `source` for the mesh of `target`, whose template, parts, landmarks
/// and mirror table must be there. Lids close on the eyeballs; what moves less than 0.05 mm stays.
/// Throws Error "model_refused" when the heads have no likeness, "internal" when a system cannot be
/// solved. Source: Sumner and Popovic 2004, Sec. 3 and 4.
[[nodiscard]] TransferredControls transferControls(const HeadModelData& source,
                                                   const HeadModelData& target);

} // namespace effigy::head
