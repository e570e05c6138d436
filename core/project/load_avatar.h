// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/avatar.h"
#include "project/project.h"

#include <memory>
#include <string>

namespace effigy::project {

/// The avatar of a project, ready to render, with the generator of the person's library that it was tuned from. Throws Error
/// "model_missing" when that is not there.
///   device  where, as Avatar takes it
[[nodiscard]] std::shared_ptr<const avatar::Avatar> loadAvatar(const Project& project, const std::string& device = "cpu");

/// The head of a project as it was fitted, as if no avatar had been tuned from it: what there is to show while the generator is missing.
[[nodiscard]] std::shared_ptr<const avatar::Avatar> loadFittedHead(const Project& project);

} // namespace effigy::project
