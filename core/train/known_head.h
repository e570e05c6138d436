// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "generator/stages.h"
#include "head/head_model.h"
#include "mesh/camera.h"
#include "train/hair_mane.h"
#include "train/hair_shell.h"
#include "train/view_loss.h"

#include <torch/types.h>

#include <Eigen/Core>

#include <vector>

namespace effigy::train {

/// A head of which everything is known: it can be rendered as a textured mesh and written into a neural texture.
struct KnownHead {
    Eigen::VectorXf shape;   // standard deviations
    base::Image litTexture;  // UV atlas, RGB
    torch::Tensor code;      // [1, kCodeChannels, P, P]
    torch::Tensor ws;        // [1, wsRows, wDim]
    HairShell shell;         // of the hair on its scalp; empty: bald
    HairMane mane = {};      // the hair that hangs; empty: none
};

/// One expression of a known head through one camera: what the generator is given, and what it should make of it.
struct HeadView {
    generator::HeadPose pose;
    generator::RasterStage raster;
    torch::Tensor label;  // [1, 25]
    mesh::Camera camera;
    ViewTarget target;
};

struct ViewSizes {
    int picture = 512; // side of the target picture
    int raw = 128;     // side of the target depth
};

/// Renders `head` with `coefficients` (whose shape is the head's own) through `camera`.
[[nodiscard]] HeadView headView(const generator::Generator& generator, const head::HeadModel& model, const KnownHead& head,
                                const head::HeadCoefficients& coefficients, const mesh::Camera& camera, ViewSizes sizes);

/// What the identity stage gives when texture and static planes hold nothing but a known head.
[[nodiscard]] generator::IdentityStage knownIdentity(const generator::Generator& generator, const head::HeadModel& model,
                                                     const KnownHead& head);

} // namespace effigy::train
