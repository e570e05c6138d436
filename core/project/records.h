// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "invert/inversion.h"
#include "mesh/camera.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace effigy::project {

/// Records of a project as JSON text, numbers in full precision. Readers throw Error "bad_project".
[[nodiscard]] std::string cameraToJson(const mesh::Camera& camera);
[[nodiscard]] mesh::Camera cameraFromJson(std::string_view json);

/// Everything but the latents and the weight delta, which are blobs of their own.
[[nodiscard]] std::string inversionToJson(const invert::InversionResult& inversion);
[[nodiscard]] invert::InversionResult inversionFromJson(std::string_view json);

/// Little-endian f32. Throws Error "bad_project" when the size is no multiple of four.
[[nodiscard]] std::vector<float> floatsFromBytes(std::span<const std::byte> bytes);

} // namespace effigy::project
