// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/head_model.h"
#include "reconstruct/landmark_fitter.h"
#include "reconstruct/photo_cut.h"

#include <optional>

namespace effigy::reconstruct {

/// A photo as the shading of a face is compared with it.
struct ShadedPhoto {
    const PhotoCut& cut;      // smooth: a pixel about as wide as the mesh is fine
    mesh::Camera photoCamera; // of the whole photo when it was cut
    int photoWidth = 0;       // pixels
    int photoHeight = 0;
    bool isLensKnown = false; // the focal length is no unknown
};

/// How the brightness of the skin speaks for a change of the head.
struct ShadingVerdict {
    Evidence evidence;  // linear about the estimate that was judged
    double error = 0.0; // mean difference of photo and lit mesh over the face's skin, as part of
                        // its brightness
};

/// Compares the skin of `estimate`, of one colour and under the light that suits it best, with the
/// photo, and says how pose, shape and expression would lessen the difference: Gauss-Newton, where
/// the light falls differently on a surface that turns and where it looks at another place of the
/// photo. Brows, stubble and highlights lose their say as outliers. Deterministic. Nothing when too
/// little of the face is seen. Source: Blanz and Vetter 1999, section 4, with the light of
/// Ramamoorthi and Hanrahan 2001.
[[nodiscard]] std::optional<ShadingVerdict>
judgeShading(const head::HeadModel& model, const ShadedPhoto& photo, const HeadEstimate& estimate);

} // namespace effigy::reconstruct
