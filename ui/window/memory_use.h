// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace effigy::ui {

/// Resident memory of this program in MB; 0 where the system does not tell.
[[nodiscard]] int residentMegabytes();

} // namespace effigy::ui
