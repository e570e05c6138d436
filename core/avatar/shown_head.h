// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/avatar.h"
#include "head/controls.h"
#include "head/head_model.h"

#include <memory>

namespace effigy::avatar {

/// The values of `controls` that change the head's form.
[[nodiscard]] head::ControlValues formOf(const head::ControlValues& controls);

/// The person's head model in the form that `controls` ask for; the very model of `contents` when they ask for none. Its
/// coefficients are those of the plain one. Takes some 30 ms when there is a caricature.
[[nodiscard]] std::shared_ptr<const head::HeadModel> shownHead(const AvatarContents& contents, const head::ControlValues& controls);

} // namespace effigy::avatar
