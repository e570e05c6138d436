// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mesh/camera.h"

#include <torch/types.h>

#include <array>

namespace effigy::generator {

inline constexpr double kWorldPerMetre = 2.5;  // world units, box warp 1
inline constexpr double kWorldLift = 0.01;     // metres that the head's origin lies above the world's

/// 25 numbers: cam2world as a row-major 4x4 (OpenCV axes, world units), then the row-major 3x3 intrinsics divided by the
/// picture's size. World = 2.5 (x, y + 0.01, z) of the head frame in metres.
using CameraLabel = std::array<double, 25>;

[[nodiscard]] CameraLabel cameraLabel(const mesh::Camera& camera);
/// The inverse. Throws ContractError when the label's rotation is none (off by more than 1e-3).
[[nodiscard]] mesh::Camera cameraFromLabel(const CameraLabel& label);

/// [1, 25] f32, as the stages take it.
[[nodiscard]] torch::Tensor toTensor(const CameraLabel& label);

} // namespace effigy::generator
