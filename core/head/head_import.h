// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/head_model.h"

#include <filesystem>
#include <string>

namespace effigy::head {

/// What new head models of FLAME are called, unless somebody says otherwise: published generators and networks look for it.
inline constexpr const char* kFlameName = "flame";
inline constexpr int kFlameShapes = 100; // directions of identity that are kept then

/// Whether a file is a pickle of FLAME's arrays; tells by their names, without reading them.
[[nodiscard]] bool isFlameFile(const std::filesystem::path& path);

/// flameHead() of the official files.
///   flame  generic_model.pkl or a later FLAME pickle
///   data   the folder of head_template.obj and landmark_embedding.npy, as DECA has it; empty: that of `flame`
/// Throws Error "model_missing" when one is not there, "model_refused" when one is damaged or they do not belong together.
[[nodiscard]] HeadModelData importFlame(const std::filesystem::path& flame, const std::filesystem::path& data = {},
                                        const std::string& name = kFlameName, int shapes = kFlameShapes);

} // namespace effigy::head
