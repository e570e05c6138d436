// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/config.h"
#include "generator/head_layout.h"
#include "generator/neural_texture.h"

#include <torch/types.h>

namespace effigy::generator {

// A generator with config.formChannel is told where the head's surface is, exactly, instead of reading it from
// its texture: rasterised views carry kFormChannels numbers that come from the mesh. A decoder that compares
// them knows whether a point lies beyond the surface of any view. From that channel on, each in the planes of
// one view and zero in the others, world units plus kFormOffset, times kFormScale and kFormGain:
//
//     0     front  z of the surface that the view sees
//     1     sides  |x|
//     2     top    y
//     3     front  how much the surface turns away from the view: 0 where it faces it, -1 where it is grazed
//     4     top    likewise; both times kFormGain alone
//     5, 6  front  |x|, y of the plane's own points, everywhere
//     7     sides  z, likewise
//     8     front  within the lips and about them, z from which on it grows dark behind what the view sees: no view sees the roof of an open
//                  mouth, nor its walls; elsewhere kNoMouth, so far behind that what lies between two texels crosses the dark in a thousandth of their distance
//
// Surfaces stand out by 0.4 mm, so that thin parts are seen. A surface of zero means: nothing here, every point lies
// in front of it; and outside the planes, where all features are zero, points of one coordinate too large lie in front of such
// a surface, too.
// Their number kFormChannels stands in config.h.
inline constexpr int kSurfaceForms = 5; // the first ones; the others tell of the plane, not of the head
inline constexpr double kFormScale = 4.0;
inline constexpr double kFormGain = 3.0; // undoes the mean over the three planes that a point sees
inline constexpr double kFormOffset = 1.0; // more than half of any box

inline constexpr double kNoMouth = -200.0;

/// How high what a view shows lies above the planes' middle along it, metres: z, |x|, or y + kWorldLift; anything where it shows nothing.
///   returns  like raster.depth
[[nodiscard]] torch::Tensor heightsOf(const HeadLayout& layout, const ViewRaster& raster, View view);

/// The form channels of a view of PlaneBlend::Aligned.
///   boxWarp  side of the cube that the planes cover, world units
///   returns  [N, kFormChannels, size, size] f32, no gradient; surfaces are zero where the view covers nothing
/// Throws ContractError for a view that Aligned does not use.
[[nodiscard]] torch::Tensor planeForm(const HeadLayout& layout, const ViewRaster& raster, View view, double boxWarp);

/// The same from how high surfaces lie above the planes' middle along each view, whatever they were measured with.
///   heights  [N, 1, size, size] f32, as heightsOf gives them
///   covered  [N, 1, size, size] f32, 0 or 1
[[nodiscard]] torch::Tensor formOfHeights(const torch::Tensor& heights, const torch::Tensor& covered, View view, double boxWarp);

/// What the plane of a view says of the first form channels: which one holds its surface.
[[nodiscard]] int surfaceChannel(View view);

/// Form channels as a network is given them: world units, about -0.5..0.5 on the head, -1 where nothing is.
[[nodiscard]] torch::Tensor worldForm(const torch::Tensor& form);

/// Lets the front keep its colours inside the head: where the side that a texel's surface belongs to sees something else in
/// front of it (a cheek before the tongue), the surface counts as facing the front.
///   front       form channels of View::Front, changed in place
///   left, right of View::LeftMirrored and View::Right
void keepHiddenSurfaces(torch::Tensor& front, const torch::Tensor& left, const torch::Tensor& right, double boxWarp);

/// Writes where the open mouth grows dark: 4 mm behind the surface on texels within the inner lips, and, up to 12 mm about them, where the
/// mouth's wall lies behind the skin, the deeper the farther away, to 13 mm. A closed mouth is left as it is.
///   front      form channels of View::Front, changed in place
///   landmarks  [N, 68, 2 or 3] f32 in that view, as projectToView gives them
///   boxWarp    side of the cube that the planes cover, world units
void darkenMouth(torch::Tensor& front, const torch::Tensor& landmarks, double boxWarp);

} // namespace effigy::generator
