// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "head/head_model.h"
#include "head/surface_view.h"
#include "reconstruct/light_fitter.h"
#include "reconstruct/part_colours.h"
#include "reconstruct/photo_cut.h"

namespace effigy::reconstruct {

/// A fitted head as a photo shows it.
struct SeenHead {
    const head::HeadModelData& model;
    const mesh::Mesh& mesh;            // fitted and posed, with normals
    const PhotoCut& cut;
    const head::SurfaceView& view;     // of `mesh` without lashes, by the cut's camera, at the cut's size
    const base::FloatImage& matte;     // of the cut: where the head and its hair are
    const base::FloatImage& hair;      // of the cut: how much of these is hair
};

struct HeadTextures {
    base::Image lit;                   // [size, size] RGB, sRGB, UV atlas
    base::Image albedo;                // the same without the photo's light
};

/// Skin of the face as the photo shows it, for fitLight.
[[nodiscard]] std::vector<SkinSample> sampleSkin(const SeenHead& head);

/// The hair's colour without the photo's light and how much it varies, from what the matte holds around the face, put into
/// `colours`; the skin's colour when there is none.
[[nodiscard]] PartColours withHair(const PartColours& colours, const SeenHead& head, const LitSkin& lit);

/// Both textures of the head. What the photo shows is taken from it; what it does not is mirrored from the other side
/// where that is seen, and else filled with `colours`, matched to what is seen around.
///   size  side of the textures, texels
[[nodiscard]] HeadTextures bakeTextures(const SeenHead& head, const LitSkin& lit, const PartColours& colours, int size);

} // namespace effigy::reconstruct
