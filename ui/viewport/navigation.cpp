// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/navigation.h"

#include <QCoreApplication>

namespace effigy::ui {
namespace {

struct Habit {
    NavigationPreset preset;
    Qt::MouseButton button;
    Qt::KeyboardModifiers keys;
    Gesture gesture;
};

// Alt with the left button stands in for the middle one, which trackpads and pens have not got.
const Habit kHabits[] = {
    {NavigationPreset::Simple, Qt::LeftButton, Qt::NoModifier, Gesture::Orbit},
    {NavigationPreset::Simple, Qt::LeftButton, Qt::ShiftModifier, Gesture::Pan},
    {NavigationPreset::Simple, Qt::LeftButton, Qt::ControlModifier, Gesture::Zoom},
    {NavigationPreset::Simple, Qt::MiddleButton, Qt::NoModifier, Gesture::Pan},
    {NavigationPreset::Blender, Qt::MiddleButton, Qt::NoModifier, Gesture::Orbit},
    {NavigationPreset::Blender, Qt::MiddleButton, Qt::ShiftModifier, Gesture::Pan},
    {NavigationPreset::Blender, Qt::MiddleButton, Qt::ControlModifier, Gesture::Zoom},
    {NavigationPreset::Blender, Qt::LeftButton, Qt::AltModifier, Gesture::Orbit},
    {NavigationPreset::Blender, Qt::LeftButton, Qt::AltModifier | Qt::ShiftModifier, Gesture::Pan},
    {NavigationPreset::Blender, Qt::LeftButton, Qt::AltModifier | Qt::ControlModifier, Gesture::Zoom},
    {NavigationPreset::Maya, Qt::LeftButton, Qt::AltModifier, Gesture::Orbit},
    {NavigationPreset::Maya, Qt::MiddleButton, Qt::AltModifier, Gesture::Pan},
    {NavigationPreset::Maya, Qt::RightButton, Qt::AltModifier, Gesture::Zoom},
};

/// The context of the hints.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(Navigation)
};

constexpr const char* kNames[] = {"simple", "blender", "maya"};

} // namespace

std::optional<Gesture> gestureFor(NavigationPreset preset, Qt::MouseButton button, Qt::KeyboardModifiers keys)
{
    const auto held = keys & (Qt::ShiftModifier | Qt::ControlModifier | Qt::AltModifier);
    for (const Habit& habit : kHabits)
        if (habit.preset == preset && habit.button == button && habit.keys == held)
            return habit.gesture;
    return std::nullopt;
}

QString navigationName(NavigationPreset preset) { return QLatin1String(kNames[int(preset)]); }

std::optional<NavigationPreset> navigationFromName(const QString& name)
{
    for (const NavigationPreset preset : kNavigationPresets)
        if (name == navigationName(preset))
            return preset;
    return std::nullopt;
}

QString navigationHint(NavigationPreset preset)
{
    switch (preset) {
    case NavigationPreset::Simple: break;
    case NavigationPreset::Blender: return Words::tr("Middle drag: orbit  ·  Shift: pan  ·  Wheel: zoom  ·  Hold O: photo  ·  H: keys");
    case NavigationPreset::Maya: return Words::tr("Alt+left drag: orbit  ·  Alt+middle: pan  ·  Alt+right: zoom  ·  Hold O: photo  ·  H: keys");
    }
    return Words::tr("Drag: orbit  ·  Shift+drag: pan  ·  Wheel: zoom  ·  Hold O: photo  ·  H: keys");
}

} // namespace effigy::ui
