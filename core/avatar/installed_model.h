// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/avatar.h"

#include <filesystem>

namespace effigy::generator {
class ModelLibrary;
}

namespace effigy::avatar {

/// The generator that an avatar was tuned from, by the fingerprint of its weights: what Avatar takes as `model`.
///   returns  a file of the library; empty: the shipped generator, or nothing that needs one
/// Throws Error "model_missing" when the library has no such weights.
[[nodiscard]] std::filesystem::path installedModel(const AvatarContents& contents, const generator::ModelLibrary& library);

} // namespace effigy::avatar
