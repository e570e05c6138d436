// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reconstruct/head_fit.h"
#include "reconstruct/light_fitter.h"
#include "reconstruct/texture_baker.h"

#include <optional>
#include <vector>

namespace effigy::reconstruct {

/// What the doctor looks at.
struct FittedPhoto {
    const base::Image& image;   // whole, upright, RGB
    const SeenHead& head;       // the fitted head on its cut
    const LitSkin& lit;
    const HeadFit& fit;         // with landmarks, their residuals and origins, coefficients and camera
    double surprise = 0.0;      // of the landmarks, as LandmarkFitter has it; 0: not known
    bool isLensKnown = false;   // by the camera's record or by the person
};

/// How far each region of the face can be trusted, in the order of RegionFit::name. A region is sure that the photo shows
/// squarely, with landmarks where the head has them and skin as bright as its form and the light say.
[[nodiscard]] std::vector<RegionFit> regionFits(const FittedPhoto& photo);

/// What makes the photo a poor model: small, blurred, turned, tilted, dark, cut off; mouth open, eyes closed; landmarks that
/// no head reaches; a lens that nothing tells. The gravest first.
[[nodiscard]] std::vector<PhotoFinding> photoFindings(const FittedPhoto& photo);

/// How sharp the picture is around `landmarks`' eyes, nose and mouth: what detail of about a pixel there is beside detail of
/// about two, at most 300 pixels between the eyes. Near 1 for sharp photos, below 0.5 when blurred. Nothing on plain areas.
[[nodiscard]] std::optional<double> sharpnessOf(const base::Image& image, const Landmarks2& landmarks);

} // namespace effigy::reconstruct
