// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel_token.h"
#include "base/image.h"
#include "base/progress.h"
#include "head/head_model.h"
#include "mesh/camera.h"
#include "reconstruct/head_fit.h"

namespace effigy::reconstruct {

/// How many metres at the head's depth fill the side of an aligned photo.
inline constexpr double kAlignedSideMetres = 0.30;

/// A square cut of a photo in which every head has the same size and place, with the camera that took it.
struct AlignedPhoto {
    base::Image image;       // RGB; pixels beyond the photo repeat its edge
    base::FloatImage matte;  // 1 channel, 0..1: how much of the pixel is the head with its hair
    base::FloatImage unseen; // 1 channel: 1 where the pixel lies beyond the photo
    mesh::Camera camera;     // sees the head exactly as the photo's camera does
};

/// The camera of the aligned cut of a photo of `width` x `height` pixels taken by `photoCamera`: same pose, a square
/// of kAlignedSideMetres at the head origin's depth around the projection of the head point (0, -0.005, 0).
[[nodiscard]] mesh::Camera alignedCamera(const mesh::Camera& photoCamera, int width, int height);

/// Cuts the aligned photo of `fit` out of `photo` (upright, RGB) and mattes the head: what alignedCamera() sees, or on FLAME,
/// which drives published generators, what publishedCamera() sees. Deterministic. Stage: "matte".
///   size     side of the result, pixels
/// Throws ContractError when the photo has not the size that was fitted, Cancelled.
[[nodiscard]] AlignedPhoto alignPhoto(const base::Image& photo, const HeadFit& fit, const head::HeadModel& model, int size,
                                      base::Progress& progress, const base::CancelToken& cancel);

/// How much of what belongs to the head in every pixel of an aligned photo is hair, as hairShare tells.
///   fit  that it was aligned for
[[nodiscard]] base::FloatImage hairOf(const AlignedPhoto& photo, const HeadFit& fit, const head::HeadModel& model);

} // namespace effigy::reconstruct
