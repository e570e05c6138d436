// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/head_model.h"

#include "base/image.h"

#include <Eigen/Core>

#include <cstdint>

namespace effigy::head {

/// The colours of a head without light, sRGB 0..1.
struct AlbedoStyle {
    Eigen::Vector3f skin = Eigen::Vector3f(0.78F, 0.60F, 0.50F);
    Eigen::Vector3f blush =
        Eigen::Vector3f(0.74F, 0.47F, 0.41F); // cheeks, nose and ears lean to it
    Eigen::Vector3f lips = Eigen::Vector3f(0.68F, 0.40F, 0.38F);
    Eigen::Vector3f brows = Eigen::Vector3f(0.22F, 0.15F, 0.11F);
    Eigen::Vector3f hair = Eigen::Vector3f(0.22F, 0.15F, 0.11F);
    Eigen::Vector3f iris = Eigen::Vector3f(0.34F, 0.24F, 0.16F);
    Eigen::Vector3f sclera = Eigen::Vector3f(0.90F, 0.88F, 0.86F);
    Eigen::Vector3f teeth = Eigen::Vector3f(0.90F, 0.87F, 0.79F);
    Eigen::Vector3f gums = Eigen::Vector3f(0.66F, 0.36F, 0.36F);
    Eigen::Vector3f tongue = Eigen::Vector3f(0.70F, 0.38F, 0.37F);
    float browAmount = 0.85F; // 0: none, 1: dense
    float hairAmount = 0.0F;  // 0: bald, 1: the scalp in the hair's colour
    float beardAmount = 0.0F; // 0: shaven, 1: dense
    float grain = 0.5F;       // spots and unevenness of the skin, 0..1
};

/// A plausible person's colours, reproducible from `seed`: skin tones, lips, brows, hair and eyes
/// that go together.
[[nodiscard]] AlbedoStyle randomAlbedoStyle(std::uint64_t seed);

/// Paints the UV atlas of `head` by its masks, landmarks and parts: brows, lips, iris and pupil,
/// teeth, gums.
///   size  texels along each side
///   returns  RGB, row 0 at v = 1, colours grown past the borders of the patches
/// Throws ContractError when the head lacks UVs, parts or masks.
[[nodiscard]] base::Image defaultAlbedo(const HeadModel& head, const AlbedoStyle& style,
                                        int size = 1024);

} // namespace effigy::head
