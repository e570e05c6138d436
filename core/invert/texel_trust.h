// SPDX-License-Identifier: GPL-3.0-or-later
// How far a photo is believed about each texel of the head: what it shows well, what it only grazes, what it cannot know.
#pragma once

#include "generator/generator.h"
#include "head/head_model.h"
#include "reconstruct/aligned_photo.h"

namespace effigy::invert {

/// Texels that a photo can tell of: all but tongue, gums and the walls of the mouth. Between teeth that do not quite close they
/// show where the photo has teeth, would turn white, and stay so when the mouth opens.
///   returns  [1, 1, size, size] f32, 0..1
[[nodiscard]] torch::Tensor tunableTexels(const head::HeadModel& model, const generator::HeadLayout& layout, int size);

/// Texels that `photo` shows of the head with `coefficients`: 1 where the surface faces the camera well inside the matte, 0 where
/// it is turned away, or hidden by the head itself, clothes or the picture's edge; on the neck also near clothes, whose shadow is not its colour. Teeth and eyes count as shown. What a photo does not show it cannot tell, and
/// tuning would fill it with noise.
///   hair     of the photo, as hairOf gives it: strands hide cheeks
///   returns  [1, 1, size, size] f32, 0..1
[[nodiscard]] torch::Tensor seenTexels(const head::HeadModel& model, const generator::HeadLayout& layout,
                                       const head::HeadCoefficients& coefficients, const reconstruct::AlignedPhoto& photo,
                                       const base::FloatImage& hair, int size);

/// `share` that fades towards where nothing is seen, over a centimetre and more of skin: what tuning makes of the last texels must not end
/// with an edge. Eyes and teeth are seen whole; necks lie in the shade of chin, hair and collar, and count a quarter.
///   share    [1, 1, size, size], 0..1
[[nodiscard]] torch::Tensor softened(const torch::Tensor& share, const head::HeadModel& model, const generator::HeadLayout& layout);

/// How much of a step of tuning texels take, by how well the photo shows them: of those that it only grazes, not each its own, but what
/// their surroundings take, so that they get its colours and not its noise; and nothing of what differs within their blocks. It is steps
/// that are weighed and not gradients, because those of Adam are as large for texels that are hardly seen as for others.
///   step   [1, C, P, P]
///   share  [1, 1, P, P], 0..1
[[nodiscard]] torch::Tensor believed(const torch::Tensor& step, const torch::Tensor& share);

} // namespace effigy::invert
