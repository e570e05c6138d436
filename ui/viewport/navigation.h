// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <Qt>

#include <array>
#include <optional>

namespace effigy::ui {

/// Whose habits the mouse follows.
enum class NavigationPreset { Simple, Blender, Maya };
inline constexpr std::array kNavigationPresets = {NavigationPreset::Simple, NavigationPreset::Blender, NavigationPreset::Maya};

/// What a drag in the viewport does to the view.
enum class Gesture { Orbit, Pan, Zoom };

/// What a drag begun with that button and those keys does; nothing: it is free for handles.
[[nodiscard]] std::optional<Gesture> gestureFor(NavigationPreset preset, Qt::MouseButton button, Qt::KeyboardModifiers keys);

/// "simple", "blender", "maya": the word in the settings.
[[nodiscard]] QString navigationName(NavigationPreset preset);
[[nodiscard]] std::optional<NavigationPreset> navigationFromName(const QString& name);

/// For the status bar: "Drag to orbit · Shift+drag to pan · wheel to zoom".
[[nodiscard]] QString navigationHint(NavigationPreset preset);

} // namespace effigy::ui
