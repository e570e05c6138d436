// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string_view>

namespace effigy::avatar {
class Edit;
}

namespace effigy::ui {

// The core names things in English, for the command line and for files; what it says is translated where it is shown.

/// The label of a control, group, region, preset or tag. What is not known comes back as it is: a pose of the person's own.
[[nodiscard]] QString controlText(std::string_view english);

/// The name of an edit as undo shows it: "Jaw open", "Preset: Smile", "Clip of motion: nod". Documents hold edit names in English, so that
/// they follow the language of the studio.
[[nodiscard]] QString editText(std::string_view english);

/// The same with the value that it left, where it moved the control that it is named after: "Jaw open 0.40".
[[nodiscard]] QString editText(const avatar::Edit& edit);

/// A message or a hint of a core error: "me.jpg is not a picture". What is not known comes back in English.
[[nodiscard]] QString errorText(const QString& english);

} // namespace effigy::ui
