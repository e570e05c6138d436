// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/controls.h"

#include <span>
#include <string_view>

namespace effigy::head {

/// Controls that change what the head is like when it is at rest, not what it does: the caricature. Poses and presets leave
/// them alone.
[[nodiscard]] std::span<const Control> formControls();
/// True when `id` is one of them.
[[nodiscard]] bool isFormControl(std::string_view id);

/// Those of the head and those of its form, in panel order.
[[nodiscard]] std::span<const Control> shapeControls();

} // namespace effigy::head
