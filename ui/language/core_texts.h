// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string_view>

namespace effigy::ui {

// The core names things in English, for the command line and for files; what it says is translated where it is shown.

/// The label of a control, group, region, preset or tag. What is not known comes back as it is: a pose of the person's own.
[[nodiscard]] QString controlText(std::string_view english);

/// The name of an edit as history and undo show it: "Jaw open", "Preset: Smile". Documents hold edit names in English, so that
/// they follow the language of the studio.
[[nodiscard]] QString editText(std::string_view english);

/// A message or a hint of a core error: "me.jpg is not a picture". What is not known comes back in English.
[[nodiscard]] QString errorText(const QString& english);

} // namespace effigy::ui
