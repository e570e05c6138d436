// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/edit_name.h"

#include <QtTest/QtTest>

using namespace effigy::avatar;

/// What edits are called.
class TestEditName : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatWasDoneToWhat();
    void namesThreeThingsAtMost();
    void namesControlsByTheirLabelsOnce();
};

void TestEditName::tellsWhatWasDoneToWhat()
{
    QCOMPARE(editName("Clip of motion", "nod"), std::string("Clip of motion: nod"));
    QCOMPARE(editName("Blinks", std::span<const std::string>()), std::string("Blinks"));
}

void TestEditName::namesThreeThingsAtMost()
{
    const std::vector<std::string> three = {"a", "b", "c"}, four = {"a", "b", "c", "d"};
    QCOMPARE(editName("Look", three), std::string("Look: a, b, c"));
    QCOMPARE(editName("Look", four), std::string("Look: a, b, c, …"));
    QCOMPARE(listed(four), std::string("a, b, c, …"));
    QCOMPARE(listed(std::span<const std::string>()), std::string());
}

void TestEditName::namesControlsByTheirLabelsOnce()
{
    const std::vector<std::string> ids = {"jawOpen", "jawOpen", "headYaw", "unheardOf"};
    QCOMPARE(controlEditName("Add keys", ids), "Add keys: Jaw open, " + controlLabel("headYaw") + ", unheardOf");
}

QTEST_APPLESS_MAIN(TestEditName)
#include "tst_edit_name.moc"
