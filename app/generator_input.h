// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/verb.h"
#include "avatar/avatar.h"

#include <filesystem>
#include <string>
#include <vector>

namespace effigy::app {

/// Writes what a generator wants of a fitted photo, as `effigy reenact --drive` and the published scripts read it: NAME.obj
/// (posed without head turn, metres), NAME_kpt2d.txt (its 68 landmarks, three numbers a line), NAME.png (the crop) and
/// dataset.json with the 25-number camera label. On the free head in the embedded generator's convention, on other heads in
/// the published one. Each file appears whole or not at all; returns them.
///   photo  as decoded, upright, RGB
/// Throws Error "storage".
[[nodiscard]] std::vector<std::filesystem::path> writeGeneratorInput(const std::filesystem::path& folder,
                                                                     const std::string& name,
                                                                     const avatar::AvatarContents& contents,
                                                                     const base::Image& photo);

/// `effigy export input`.
void addGeneratorInputVerb(CLI::App& exports, VerbContext& context);

} // namespace effigy::app
