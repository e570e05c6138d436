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

/// How far tuning may believe a photo about each texel.
struct TexelTrust {
    torch::Tensor seen;  // [1, 1, P, P] 0..1, how well the photo shows it
    torch::Tensor reach; // [1, 1, P, P] 0..1, how much it takes of what it and its surroundings are told
};

/// Trust that ends softly: texels within a centimetre and a half of what is seen take the tone that tuning gives those, less and less, so
/// that no edge stays where the photo ends. Necks lie in the shade of chin, hair and collar, are seen and take a quarter as much; what no photo tells of
/// (tunableTexels) takes nothing.
///   seen     [1, 1, P, P], as seenTexels gives it
[[nodiscard]] TexelTrust trustOf(const torch::Tensor& seen, const head::HeadModel& model, const generator::HeadLayout& layout);

/// A step of planes that a photo from in front looks along: rays meet only some of their columns. All texels about those take the tone that the
/// step gives them.
///   step     [N, C, P, P], P even, zero where no ray looked: colours as the texture code begins with them
///   returns  likewise
[[nodiscard]] torch::Tensor evenedAside(const torch::Tensor& step);

/// How much of a step of tuning texels take. A step stands in three bands: the mean over what is seen within 16 mm, which all take; what
/// differs from it over 5 mm; and each texel's own, of which they take the more the better they are seen, so that grazed texels get the
/// colours of their surroundings and not noise; and nothing of what differs within their blocks. It is steps that are weighed and not
/// gradients, because those of Adam are as large for texels that are hardly seen as for others.
///   step   [1, C, P, P], P even
[[nodiscard]] torch::Tensor believed(const torch::Tensor& step, const TexelTrust& trust);

} // namespace effigy::invert
