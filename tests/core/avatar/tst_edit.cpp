// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/edit.h"
#include "base/error.h"

#include <QtTest/QtTest>

#include <array>

using namespace effigy;
using avatar::AvatarState;
using avatar::Edit;

namespace {

avatar::Preset smile()
{
    avatar::Preset preset;
    preset.id = "smile";
    preset.label = "Smile";
    preset.controls.set("mouthSmileLeft", 0.8);
    preset.controls.set("mouthSmileRight", 0.6);
    return preset;
}

} // namespace

class TestEdit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void setsAndRevertsOneControl();
    void isNamedAfterItsControl();
    void clampsToTheHardRange();
    void refusesAnUnknownControl();
    void refusesWhatIsNoNumber();
    void presetReplacesAllFaceShapesAndNothingElse();
    void halfAPresetGoesHalfTheWay();
    void resetReturnsToThePhoto();
    void mirrorsLeftAndRight();
    void mirroringTwiceChangesNothing();
    void theFormIsNoPose();
    void tonesAndReverts();
    void aDragOfACurveIsOneEdit();
    void keepsBookmarks();
    void dragsMerge();
    void edgeOfTwoGesturesDoesNotMerge();
    void dragThatReturnsChangesNothing();
    void survivesJson();
    void refusesDamagedJson_data();
    void refusesDamagedJson();
};

void TestEdit::setsAndRevertsOneControl()
{
    AvatarState state;
    const auto edit = Edit::setControl(state, "jawOpen", 0.5);
    edit.apply(state);
    QCOMPARE(state.controls.get("jawOpen"), 0.5);
    edit.revert(state);
    QVERIFY(state == AvatarState());
}

void TestEdit::isNamedAfterItsControl()
{
    QCOMPARE(Edit::setControl({}, "jawOpen", 1.0).name(), std::string(head::findControl("jawOpen")->label));
    QCOMPARE(Edit::applyPreset({}, smile()).name(), std::string("Preset: Smile"));
}

void TestEdit::clampsToTheHardRange()
{
    AvatarState state;
    Edit::setControl(state, "jawOpen", 99.0).apply(state);
    QCOMPARE(state.controls.get("jawOpen"), head::findControl("jawOpen")->hardMax);
}

void TestEdit::refusesAnUnknownControl()
{
    QVERIFY_EXCEPTION_THROWN((void)Edit::setControl({}, "jawOpenn", 1.0), base::Error);
}

void TestEdit::refusesWhatIsNoNumber()
{
    QVERIFY_EXCEPTION_THROWN((void)Edit::setControl({}, "jawOpen", std::nan("")), base::Error);
}

void TestEdit::presetReplacesAllFaceShapesAndNothingElse()
{
    AvatarState state;
    state.controls.set("jawOpen", 0.7);
    state.controls.set("headYaw", 10.0);
    Edit::applyPreset(state, smile()).apply(state);
    QCOMPARE(state.controls.get("jawOpen"), 0.0);
    QCOMPARE(state.controls.get("mouthSmileLeft"), 0.8);
    QCOMPARE(state.controls.get("headYaw"), 10.0);
}

void TestEdit::halfAPresetGoesHalfTheWay()
{
    AvatarState state;
    state.controls.set("mouthSmileLeft", 0.4);
    state.controls.set("jawOpen", 0.5);
    Edit::applyPreset(state, smile(), 0.5).apply(state);
    QCOMPARE(state.controls.get("mouthSmileLeft"), 0.6);
    QCOMPARE(state.controls.get("jawOpen"), 0.25);
}

void TestEdit::resetReturnsToThePhoto()
{
    head::ControlValues photo;
    photo.set("jawOpen", 0.2);
    AvatarState state{photo, {}};
    state.controls.set("jawOpen", 0.9);
    state.controls.set("headYaw", 20.0);
    const std::array<std::string, 1> ids = {"jawOpen"};
    const auto one = Edit::reset(state, ids, photo);
    one.apply(state);
    QCOMPARE(state.controls.get("jawOpen"), 0.2);
    QCOMPARE(state.controls.get("headYaw"), 20.0);
    Edit::resetAll(state, photo).apply(state);
    QVERIFY(state.controls == photo);
}

void TestEdit::mirrorsLeftAndRight()
{
    AvatarState state;
    state.controls.set("eyeBlinkLeft", 1.0);
    Edit::mirrorPose(state).apply(state);
    QCOMPARE(state.controls.get("eyeBlinkLeft"), 0.0);
    QCOMPARE(state.controls.get("eyeBlinkRight"), 1.0);
}

void TestEdit::mirroringTwiceChangesNothing()
{
    AvatarState state;
    for (const auto& control : head::headControls())
        state.controls.set(control.id, control.softMax * 0.5);
    state.controls.set("browDownLeft", 0.125);
    const auto before = state;
    Edit::mirrorPose(state).apply(state);
    QVERIFY(!(state == before));
    Edit::mirrorPose(state).apply(state);
    QVERIFY(state == before);
}

void TestEdit::theFormIsNoPose()
{
    AvatarState state;
    state.controls.set("caricature", 0.8);
    state.regions.set(avatar::Region::Pose, 0.0);
    QCOMPARE(avatar::shownControls(state).get("caricature"), 0.8);
    head::ControlValues pose;
    pose.set("jawOpen", 0.3);
    Edit::pastePose(state, pose).apply(state);
    QCOMPARE(state.controls.get("caricature"), 0.8);
    Edit::resetAll(state, {}).apply(state);
    QCOMPARE(state.controls.get("caricature"), 0.0);
    QCOMPARE(Edit::setControl(state, "caricature", 1.0).neededLayout(), avatar::kFormLayout);
}

void TestEdit::tonesAndReverts()
{
    AvatarState state;
    style::Toning toning;
    toning.curves.points[style::ToneCurves::Red] = {{0.0, 0.1}, {1.0 / 3.0, 0.5}, {1.0, 0.9}};
    toning.lut = {.id = "abc", .name = "evening.cube"};
    const auto edit = Edit::setToning(state, "Tone curve", toning);
    QCOMPARE(edit.luts(), std::vector<std::string>{"abc"});
    QCOMPARE(edit.neededLayout(), avatar::kFormLayout);
    QVERIFY(Edit::fromJson(edit.toJson()) == edit);
    edit.apply(state);
    QVERIFY(state.toning == toning);
    QVERIFY(avatar::stateFromJson(avatar::stateToJson(state)).toning == toning);
    edit.revert(state);
    QVERIFY(state == AvatarState());
}

void TestEdit::aDragOfACurveIsOneEdit()
{
    AvatarState state;
    style::Toning first, last;
    first.curves.points[0] = {{0.0, 0.1}, {1.0, 1.0}};
    last.curves.points[0] = {{0.0, 0.2}, {1.0, 1.0}};
    auto edit = Edit::setToning(state, "Tone curve", first, 7);
    edit.apply(state);
    QVERIFY(edit.merge(Edit::setToning(state, "Tone curve", last, 7)));
    state = {};
    edit.apply(state);
    QVERIFY(state.toning == last);
    QVERIFY(edit.merge(Edit::setToning(state, "Tone curve", style::Toning(), 7)));
    QVERIFY(edit.changesNothing());
}

void TestEdit::keepsBookmarks()
{
    AvatarState state;
    avatar::Bookmark profile;
    profile.view.yaw = 1.5;
    const auto add = Edit::addBookmark(state, "Profile", profile);
    add.apply(state);
    QVERIFY(state.bookmarks.at("Profile") == profile);
    const auto remove = Edit::removeBookmark(state, "Profile");
    remove.apply(state);
    QVERIFY(state.bookmarks.empty());
    remove.revert(state);
    add.revert(state);
    QVERIFY(state == AvatarState());
    QVERIFY(Edit::removeBookmark(state, "Nobody").changesNothing());
}

void TestEdit::dragsMerge()
{
    AvatarState state;
    auto first = Edit::setControl(state, "jawOpen", 0.1, 7);
    first.apply(state);
    const auto second = Edit::setControl(state, "jawOpen", 0.6, 7);
    second.apply(state);
    QVERIFY(first.merge(second));
    QCOMPARE(first.controls().at("jawOpen").before, 0.0);
    QCOMPARE(first.controls().at("jawOpen").after, 0.6);
}

void TestEdit::edgeOfTwoGesturesDoesNotMerge()
{
    AvatarState state;
    auto first = Edit::setControl(state, "jawOpen", 0.1, 7);
    QVERIFY(!first.merge(Edit::setControl(state, "jawOpen", 0.2, 8)));
    auto typed = Edit::setControl(state, "jawOpen", 0.1);
    QVERIFY(!typed.merge(Edit::setControl(state, "jawOpen", 0.2)));
    first.seal();
    QVERIFY(!first.merge(Edit::setControl(state, "jawOpen", 0.2, 7)));
}

void TestEdit::dragThatReturnsChangesNothing()
{
    AvatarState state;
    auto first = Edit::setControl(state, "jawOpen", 0.1, 7);
    first.apply(state);
    QVERIFY(first.merge(Edit::setControl(state, "jawOpen", 0.0, 7)));
    QVERIFY(first.changesNothing());
    QVERIFY(Edit::setControl(AvatarState(), "jawOpen", 0.0).changesNothing());
}

void TestEdit::survivesJson()
{
    AvatarState state;
    state.controls.set("jawOpen", 0.1);
    const auto edit = Edit::setControl(state, "jawOpen", 1.0 / 3.0);
    QVERIFY(Edit::fromJson(edit.toJson()) == edit);
    avatar::Bookmark bookmark;
    bookmark.view.yaw = 0.1;
    bookmark.matchesPhoto = true;
    const auto marked = Edit::addBookmark(state, "A \"name\" with ü", bookmark);
    QVERIFY(Edit::fromJson(marked.toJson()) == marked);
    marked.apply(state);
    QVERIFY(avatar::stateFromJson(avatar::stateToJson(state)) == state);
}

void TestEdit::refusesDamagedJson_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QByteArray("");
    QTest::newRow("cut") << QByteArray("{\"name\":\"Ja");
    QTest::newRow("array") << QByteArray("[1,2]");
    QTest::newRow("no name") << QByteArray("{}");
    QTest::newRow("unknown control") << QByteArray("{\"name\":\"a\",\"controls\":{\"x\":[0,1]}}");
    QTest::newRow("one end") << QByteArray("{\"name\":\"a\",\"controls\":{\"jawOpen\":[0]}}");
    QTest::newRow("points that are no curve") << QByteArray("{\"name\":\"a\",\"toning\":[{\"curves\":[[],[],[],[]]},{\"curves\":[[[0.5,0]],[],[],[]]}]}");
    QTest::newRow("three curves") << QByteArray("{\"name\":\"a\",\"toning\":[{\"curves\":[[],[],[]]},{\"curves\":[[],[],[]]}]}");
    QTest::newRow("text for a number") << QByteArray("{\"name\":\"a\",\"controls\":{\"jawOpen\":[0,\"b\"]}}");
}

void TestEdit::refusesDamagedJson()
{
    QFETCH(QByteArray, json);
    try {
        (void)Edit::fromJson(json.toStdString());
        QFAIL("was accepted");
    } catch (const base::Error& error) {
        QCOMPARE(error.code(), std::string("bad_project"));
    }
}

QTEST_APPLESS_MAIN(TestEdit)
#include "tst_edit.moc"
