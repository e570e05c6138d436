// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reconstruct/outline_fitter.h"

namespace effigy::reconstruct {

struct EarFit {
    std::vector<Eigen::Vector3f> offsets; // [V] metres, head frame; zero off the ears
    std::vector<float>
        hidden; // [V] 1 on an ear whose outline hair or the head itself hides, 0 elsewhere
};

/// How the ears must move as wholes, so that their outlines cover what `evidence` shows beside the
/// head. An ear that hair or the head itself hides keeps its place.
///   posed    the mesh in the photo
///   skin     skinLike of the picture; what else belongs to the head is not held against an ear
[[nodiscard]] EarFit fitEars(const head::HeadModelData& model, const mesh::Mesh& posed,
                             const OutlineEvidence& evidence, const base::FloatImage& skin);

} // namespace effigy::reconstruct
