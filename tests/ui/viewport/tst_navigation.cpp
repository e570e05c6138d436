// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/navigation.h"

#include <QTest>

using namespace effigy::ui;

class TestNavigation : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void followsEachHabit_data();
    void followsEachHabit();
    void namesComeBack();
    void everyPresetCanOrbitPanAndZoom();
};

void TestNavigation::followsEachHabit_data()
{
    QTest::addColumn<int>("preset");
    QTest::addColumn<int>("button");
    QTest::addColumn<int>("keys");
    QTest::addColumn<int>("gesture"); // -1: none
    const auto row = [](const char* name, NavigationPreset preset, int button, int keys, int gesture) {
        QTest::newRow(name) << int(preset) << button << keys << gesture;
    };
    row("simple drag orbits", NavigationPreset::Simple, Qt::LeftButton, Qt::NoModifier, int(Gesture::Orbit));
    row("simple middle pans", NavigationPreset::Simple, Qt::MiddleButton, Qt::NoModifier, int(Gesture::Pan));
    row("simple right is free", NavigationPreset::Simple, Qt::RightButton, Qt::NoModifier, -1);
    row("blender left is free", NavigationPreset::Blender, Qt::LeftButton, Qt::NoModifier, -1);
    row("blender middle orbits", NavigationPreset::Blender, Qt::MiddleButton, Qt::NoModifier, int(Gesture::Orbit));
    row("blender shift pans", NavigationPreset::Blender, Qt::MiddleButton, Qt::ShiftModifier, int(Gesture::Pan));
    row("blender control zooms", NavigationPreset::Blender, Qt::MiddleButton, Qt::ControlModifier, int(Gesture::Zoom));
    row("blender without a middle button", NavigationPreset::Blender, Qt::LeftButton, Qt::AltModifier, int(Gesture::Orbit));
    row("maya left orbits", NavigationPreset::Maya, Qt::LeftButton, Qt::AltModifier, int(Gesture::Orbit));
    row("maya middle pans", NavigationPreset::Maya, Qt::MiddleButton, Qt::AltModifier, int(Gesture::Pan));
    row("maya right dollies", NavigationPreset::Maya, Qt::RightButton, Qt::AltModifier, int(Gesture::Zoom));
    row("maya without Alt is free", NavigationPreset::Maya, Qt::LeftButton, Qt::NoModifier, -1);
}

void TestNavigation::followsEachHabit()
{
    QFETCH(int, preset);
    QFETCH(int, button);
    QFETCH(int, keys);
    QFETCH(int, gesture);
    const auto got = gestureFor(NavigationPreset(preset), Qt::MouseButton(button), Qt::KeyboardModifiers(keys) | Qt::KeypadModifier);
    QCOMPARE(got ? int(*got) : -1, gesture); // the keypad says nothing about a drag
}

void TestNavigation::namesComeBack()
{
    for (const NavigationPreset preset : kNavigationPresets)
        QVERIFY(navigationFromName(navigationName(preset)) == preset);
    QVERIFY(!navigationFromName(QStringLiteral("modo")));
}

void TestNavigation::everyPresetCanOrbitPanAndZoom()
{
    for (const NavigationPreset preset : kNavigationPresets) {
        QList<int> reached;
        for (const auto button : {Qt::LeftButton, Qt::MiddleButton, Qt::RightButton})
            for (int keys = 0; keys < 8; ++keys) {
                const auto held = (keys & 1 ? Qt::ShiftModifier : Qt::NoModifier) | (keys & 2 ? Qt::ControlModifier : Qt::NoModifier) |
                                  (keys & 4 ? Qt::AltModifier : Qt::NoModifier);
                if (const auto gesture = gestureFor(preset, button, held))
                    reached += int(*gesture);
            }
        for (const Gesture wanted : {Gesture::Orbit, Gesture::Pan, Gesture::Zoom})
            QVERIFY(reached.contains(int(wanted)));
        QVERIFY(!navigationHint(preset).isEmpty());
    }
}

QTEST_APPLESS_MAIN(TestNavigation)
#include "tst_navigation.moc"
