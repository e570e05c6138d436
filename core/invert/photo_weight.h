// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "mesh/camera.h"
#include "reconstruct/aligned_photo.h"

#include <torch/types.h>

namespace effigy::invert {

/// One channel as [1, 1, size, size] f32, averaged where it shrinks.
[[nodiscard]] torch::Tensor planeOf(const base::FloatImage& image, int size);

/// How much of each pixel of an aligned photo is the head with its hair, and not beyond the photo's edge: [1, 1, size, size] f32, 0..1.
[[nodiscard]] torch::Tensor headShare(const reconstruct::AlignedPhoto& photo, int size);

/// Discs around the landmarks of brows, eyes and lips, where a photo counts most.
///   landmarks  [1, 68, 3] f32, metres, head frame
///   returns    [1, 1, size, size] f32, 0 or 1
[[nodiscard]] torch::Tensor featureMap(const torch::Tensor& landmarks, const mesh::Camera& camera, int size);

/// `mask` [1, 1, H, W] with its border moved outwards.
[[nodiscard]] torch::Tensor dilated(const torch::Tensor& mask, int pixels);

} // namespace effigy::invert
