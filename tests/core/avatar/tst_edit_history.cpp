// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/edit_history.h"
#include "base/error.h"

#include <QtTest/QtTest>

#include <random>

using namespace effigy;
using avatar::AvatarState;
using avatar::Document;
using avatar::Edit;

namespace {

std::string_view anyControl(std::mt19937& random)
{
    const auto controls = head::headControls();
    return controls[random() % controls.size()].id;
}

double anyValue(std::string_view id, std::mt19937& random)
{
    const auto* control = head::findControl(id);
    return std::uniform_real_distribution<double>(control->hardMin, control->hardMax)(random);
}

/// An edit of any kind; about half of them belong to one of three gestures.
Edit anyEdit(const AvatarState& state, std::mt19937& random)
{
    const auto gesture = random() % 6 < 3 ? 1 + random() % 3 : 0;
    switch (random() % 8) {
    case 0: {
        avatar::Preset preset;
        preset.controls.set(head::arkitNames()[random() % 52], 0.5);
        return Edit::applyPreset(state, preset, 0.3, gesture);
    }
    case 1:
        return Edit::mirrorPose(state);
    case 2:
        return Edit::resetAll(state, {});
    case 3:
        return Edit::addBookmark(state, std::to_string(random() % 4), {{.yaw = 0.01 * (random() % 5)}, false});
    case 4:
        return Edit::removeBookmark(state, std::to_string(random() % 4));
    default: {
        const auto id = anyControl(random);
        return Edit::setControl(state, id, anyValue(id, random), gesture);
    }
    }
}

} // namespace

class TestEditHistory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void undoesAndRedoes();
    void namesWhatComesNext();
    void aDragIsOneEdit();
    void aDragThatReturnsVanishes();
    void anEndedGestureStaysApart();
    void aNewEditForgetsWhatWasUndone();
    void undoneEditsDoNotMerge();
    void goesToAnyMoment();
    void aThousandRandomEditsUndoneGiveTheSameState();
    void aThousandUndosAndRedosReachEveryState();
    void refusesAPositionBeyondTheEnd();
};

void TestEditHistory::undoesAndRedoes()
{
    Document document;
    QVERIFY(!document.history().canUndo());
    document.undo();
    document.apply(Edit::setControl(document.state(), "jawOpen", 0.5));
    document.apply(Edit::setControl(document.state(), "jawOpen", 0.7));
    document.undo();
    QCOMPARE(document.state().controls.get("jawOpen"), 0.5);
    document.undo();
    QCOMPARE(document.state().controls.get("jawOpen"), 0.0);
    document.redo();
    document.redo();
    document.redo();
    QCOMPARE(document.state().controls.get("jawOpen"), 0.7);
}

void TestEditHistory::namesWhatComesNext()
{
    Document document;
    QCOMPARE(document.history().undoName(), std::string());
    document.apply(Edit::setControl(document.state(), "jawOpen", 0.5));
    const std::string label(head::findControl("jawOpen")->label);
    QCOMPARE(document.history().undoName(), label);
    document.undo();
    QCOMPARE(document.history().undoName(), std::string());
    QCOMPARE(document.history().redoName(), label);
}

void TestEditHistory::aDragIsOneEdit()
{
    Document document;
    for (int i = 1; i <= 10; ++i)
        document.apply(Edit::setControl(document.state(), "jawOpen", 0.05 * i, 3));
    QCOMPARE(document.history().edits().size(), std::size_t{1});
    document.undo();
    QVERIFY(document.state() == AvatarState());
    document.redo();
    QCOMPARE(document.state().controls.get("jawOpen"), 0.5);
}

void TestEditHistory::aDragThatReturnsVanishes()
{
    Document document;
    document.apply(Edit::setControl(document.state(), "jawOpen", 0.5, 3));
    document.apply(Edit::setControl(document.state(), "jawOpen", 0.0, 3));
    QVERIFY(document.history().edits().empty());
    QVERIFY(document.state() == AvatarState());
    document.apply(Edit::setControl(document.state(), "jawOpen", 0.0));
    QVERIFY(!document.history().canUndo());
}

void TestEditHistory::anEndedGestureStaysApart()
{
    Document document;
    document.apply(Edit::setControl(document.state(), "jawOpen", 0.5, 3));
    document.endGesture();
    document.apply(Edit::setControl(document.state(), "jawOpen", 0.6, 3));
    QCOMPARE(document.history().edits().size(), std::size_t{2});
}

void TestEditHistory::aNewEditForgetsWhatWasUndone()
{
    Document document;
    document.apply(Edit::setControl(document.state(), "jawOpen", 0.5));
    document.undo();
    document.apply(Edit::setControl(document.state(), "headYaw", 5.0));
    QVERIFY(!document.history().canRedo());
    QCOMPARE(document.history().edits().size(), std::size_t{1});
}

void TestEditHistory::undoneEditsDoNotMerge()
{
    Document document;
    document.apply(Edit::setControl(document.state(), "jawOpen", 0.5, 3));
    document.undo();
    document.redo();
    document.apply(Edit::setControl(document.state(), "jawOpen", 0.6, 3));
    QCOMPARE(document.history().edits().size(), std::size_t{2});
}

void TestEditHistory::goesToAnyMoment()
{
    Document document;
    for (int i = 1; i <= 5; ++i)
        document.apply(Edit::setControl(document.state(), "jawOpen", 0.1 * i));
    document.goTo(2);
    QCOMPARE(document.state().controls.get("jawOpen"), 0.2);
    document.goTo(5);
    QCOMPARE(document.state().controls.get("jawOpen"), 0.5);
    QVERIFY_EXCEPTION_THROWN(document.goTo(6), base::ContractError);
}

void TestEditHistory::aThousandRandomEditsUndoneGiveTheSameState()
{
    std::mt19937 random(20);
    AvatarState start;
    start.controls.set("jawOpen", 1.0 / 3.0);
    start.controls.set("headYaw", -7.1);
    Document document(start);
    for (int i = 0; i < 1000; ++i)
        document.apply(anyEdit(document.state(), random));
    const auto end = document.state();
    while (document.history().canUndo())
        document.undo();
    QVERIFY(document.state() == start);
    while (document.history().canRedo())
        document.redo();
    QVERIFY(document.state() == end);
}

void TestEditHistory::aThousandUndosAndRedosReachEveryState()
{
    std::mt19937 random(21);
    Document document;
    std::vector<AvatarState> states = {document.state()};
    while (states.size() < 60) {
        const auto edit = anyEdit(document.state(), random);
        document.endGesture();
        document.apply(edit);
        if (document.history().position() == states.size())
            states.push_back(document.state());
    }
    for (int i = 0; i < 1000; ++i) {
        if (random() % 2)
            document.undo();
        else
            document.redo();
        QVERIFY(document.state() == states[document.history().position()]);
    }
}

void TestEditHistory::refusesAPositionBeyondTheEnd()
{
    QVERIFY_EXCEPTION_THROWN(avatar::EditHistory({}, 1), base::ContractError);
}

QTEST_APPLESS_MAIN(TestEditHistory)
#include "tst_edit_history.moc"
