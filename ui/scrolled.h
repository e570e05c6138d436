// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QScrollArea;
class QWidget;

namespace effigy::ui {

/// Whether an area also scrolls to the side.
enum class Sideways { Never, AsNeeded };

/// An area without a frame that scrolls `inside`. It makes that as wide as it is itself, and leaves the focus to what lies in it.
[[nodiscard]] QScrollArea* scrolled(QWidget* inside, QWidget* parent, Sideways sideways = Sideways::Never);

} // namespace effigy::ui
