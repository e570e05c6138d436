// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "reconstruct/light_fitter.h"
#include "reconstruct/texture_baker.h"

namespace effigy::reconstruct {

/// How far the skin stands out from the fitted mesh in folds and wrinkles that the mesh is too
/// coarse for, read from their shading: a slope is as bright as the fitted light makes it, and what
/// is hollow is darker than what is raised. Pigment, which changes colour more than brightness,
/// hardly counts. Only the skin of the face as the photo shows it has any; brows, eyes, lips,
/// nostrils, hair and what else is no skin have none, and it fades towards them.
///   pixelMetres  how much of the head one pixel of the photo covers: finer than that there is
///   nothing to see size         side of the atlas, texels returns      [size, size] f32, 1
///   channel, UV atlas: metres along the mesh's normal, within 1.5 mm; 0 where there is none
/// Source: linear shape from shading after Pentland 1990 with the light of fitLight; that dark is
/// deep, Langer and Zucker 1994 and Beeler et al. 2010, section 5.
[[nodiscard]] base::FloatImage fitDetail(const SeenHead& head, const LitSkin& lit,
                                         double pixelMetres, int size);

} // namespace effigy::reconstruct
