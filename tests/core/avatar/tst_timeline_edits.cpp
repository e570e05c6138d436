// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/edit_history.h"
#include "avatar/timeline_edits.h"
#include "avatar/timeline_json.h"
#include "base/error.h"

#include <QtTest/QtTest>

#include <cmath>
#include <random>

using namespace effigy;
using avatar::AvatarState;
using avatar::Document;
using avatar::Edit;
using avatar::Handles;
using avatar::KeySelection;
using avatar::Tangent;
using avatar::Timeline;

namespace {

Timeline ramp()
{
    Timeline timeline = avatar::withKey({}, "jawOpen", 0.0, 0.0, Tangent::Linear);
    timeline = avatar::withKey(std::move(timeline), "jawOpen", 1.0, 1.0);
    return avatar::withKey(std::move(timeline), "headYaw", 0.5, 20.0);
}

double valueOf(const Timeline& timeline, std::string_view id, double time) { return timeline.track(id)->valueAt(time); }

KeySelection someKeys(const Timeline& timeline, std::mt19937& random)
{
    KeySelection some;
    for (const auto& ref : avatar::allKeys(timeline))
        if (random() % 3 == 0)
            some.insert(ref);
    return some;
}

/// Any change that a timeline can go through.
Timeline anyChange(const Timeline& timeline, std::mt19937& random)
{
    std::uniform_real_distribution<double> time(0.0, 5.0), value(-0.4, 1.4);
    const std::string ids[] = {"jawOpen", "headYaw", "mouthSmileLeft", "gazePitch"};
    const auto& id = ids[random() % 4];
    const auto some = someKeys(timeline, random);
    switch (random() % 13) {
    case 0: return avatar::withoutKeys(timeline, some);
    case 1: return avatar::moved(timeline, some, time(random) - 2.5, value(random) - 0.5).timeline;
    case 2: return avatar::scaled(timeline, some, {.aroundTime = time(random), .timeFactor = 0.25 + value(random) * 0.2 + 0.5, .valueFactor = value(random)}).timeline;
    case 3: return avatar::withTangents(timeline, some, static_cast<Tangent>(random() % 3));
    case 4: return avatar::withHandles(timeline, some, static_cast<Handles>(random() % 3));
    case 5: return avatar::pasted(timeline, avatar::copied(timeline, some), time(random)).timeline;
    case 6: return avatar::withKeyOnCurve(timeline, id, time(random));
    case 7: return avatar::withFps(timeline, 1.0 + static_cast<double>(random() % 100));
    case 8: return avatar::withRange(timeline, time(random), 5.5 + time(random));
    case 9: return avatar::mirrored(timeline);
    case 10: return random() % 5 == 0 ? avatar::withoutTracks(timeline, {id}) : timeline;
    case 11:
        if (const auto* track = timeline.track(id))
            return avatar::withHandle(timeline, {id, track->keys().front().time}, avatar::HandleSide::Out, {time(random), value(random)});
        return timeline;
    default: return avatar::withKey(timeline, id, time(random), value(random));
    }
}

} // namespace

class TestTimelineEdits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aNewKeyContinuesItsSpan();
    void keysClampToTheHardRange();
    void refusesUnknownControls();
    void removesKeysAndEmptyTracks();
    void movesKeysButNotBeforeZero();
    void movedKeysReplaceWhatTheyLandOn();
    void scalesAboutACentre();
    void aKeyOnTheCurveKeepsTheCurve();
    void alignedHandlesTurnTogether();
    void automaticHandlesBecomeManualWhereTheyAre();
    void copiesAndPastes();
    void retimesTheWholeMotion();
    void mirrorsSides();
    void poseKeysOnlyWhatDiffers();
    void survivesJson();
    void refusesDamagedJson_data();
    void refusesDamagedJson();
    void clipboardRefusesOtherText();
    void editsAreSmall();
    void aDragOfKeysIsOneEdit();
    void aDragOfKeysThatReturnsVanishes();
    void setControlsAtKeysAnimatedControls();
    void regionsWeighTheirControls();
    void theSoundComesGoesAndMoves();
    void refusesSoundsFarAway();
    void aThousandRandomEditsUndoneGiveTheSameState();
    void editsSurviveJson();
};

void TestTimelineEdits::aNewKeyContinuesItsSpan()
{
    const Timeline timeline = avatar::withKey(ramp(), "jawOpen", 0.5, 0.9);
    QCOMPARE(timeline.track("jawOpen")->keys()[1].tangent, Tangent::Linear);
    QCOMPARE(valueOf(timeline, "jawOpen", 0.25), 0.45);
    const Timeline changed = avatar::withKey(timeline, "jawOpen", 0.0, 0.4);
    QCOMPARE(changed.track("jawOpen")->keys()[0].tangent, Tangent::Linear); // what was there keeps its tangent
}

void TestTimelineEdits::keysClampToTheHardRange() { QCOMPARE(valueOf(avatar::withKey({}, "jawOpen", 0.0, 9.0), "jawOpen", 0.0), 1.5); }

void TestTimelineEdits::refusesUnknownControls()
{
    QVERIFY_EXCEPTION_THROWN((void)avatar::withKey({}, "jawOpne", 0.0, 1.0), base::Error);
    QVERIFY_EXCEPTION_THROWN((void)avatar::withKey({}, "jawOpen", -1.0, 1.0), base::Error);
    QVERIFY_EXCEPTION_THROWN((void)avatar::withFps({}, 0.0), base::Error);
    QVERIFY_EXCEPTION_THROWN((void)avatar::withRange({}, 2.0, 2.0), base::Error);
}

void TestTimelineEdits::removesKeysAndEmptyTracks()
{
    const Timeline timeline = avatar::withoutKeys(ramp(), {{"headYaw", 0.5}, {"jawOpen", 1.0}, {"jawOpen", 7.0}, {"browInnerUp", 0.0}});
    QVERIFY(!timeline.track("headYaw"));
    QCOMPARE(timeline.keyCount(), std::size_t{1});
}

void TestTimelineEdits::movesKeysButNotBeforeZero()
{
    const auto result = avatar::moved(ramp(), {{"jawOpen", 1.0}, {"headYaw", 0.5}}, -2.0, 0.25);
    QCOMPARE(result.selection, (KeySelection{{"jawOpen", 0.5}, {"headYaw", 0.0}})); // together, until the first meets 0
    QCOMPARE(valueOf(result.timeline, "jawOpen", 0.5), 1.25);
    QCOMPARE(valueOf(result.timeline, "headYaw", 0.0), 20.25);
}

void TestTimelineEdits::movedKeysReplaceWhatTheyLandOn()
{
    const auto result = avatar::moved(ramp(), {{"jawOpen", 0.0}}, 1.0, 0.0);
    QCOMPARE(result.timeline.track("jawOpen")->keys().size(), std::size_t{1});
    QCOMPARE(valueOf(result.timeline, "jawOpen", 1.0), 0.0);
}

void TestTimelineEdits::scalesAboutACentre()
{
    const Timeline timeline = ramp();
    const auto result = avatar::scaled(timeline, avatar::allKeys(timeline), {.aroundTime = 0.5, .timeFactor = 0.5, .aroundValue = 0.5, .valueFactor = -1.0});
    QCOMPARE(valueOf(result.timeline, "jawOpen", 0.25), 1.0);
    QCOMPARE(valueOf(result.timeline, "jawOpen", 0.75), 0.0);
    QVERIFY_EXCEPTION_THROWN((void)avatar::scaled(timeline, {}, {.timeFactor = 0.0}), base::ContractError);
}

void TestTimelineEdits::aKeyOnTheCurveKeepsTheCurve()
{
    Timeline timeline = avatar::withKey(avatar::withKey({}, "headYaw", 0.0, 0.0), "headYaw", 2.0, 10.0);
    timeline = avatar::withHandle(std::move(timeline), {"headYaw", 0.0}, avatar::HandleSide::Out, {1.2, 14.0});
    timeline = avatar::withHandle(std::move(timeline), {"headYaw", 2.0}, avatar::HandleSide::In, {-0.3, 6.0});
    const Timeline divided = avatar::withKeyOnCurve(timeline, "headYaw", 0.7);
    QCOMPARE(divided.keyCount(), std::size_t{3});
    for (double t = 0.0; t <= 2.0; t += 0.01)
        QVERIFY(std::abs(valueOf(divided, "headYaw", t) - valueOf(timeline, "headYaw", t)) < 1e-9); // solving for time twice
    QVERIFY(avatar::withKeyOnCurve(divided, "headYaw", 0.7) == divided);
    QVERIFY(avatar::withKeyOnCurve(timeline, "jawOpen", 0.7) == timeline);
}

void TestTimelineEdits::alignedHandlesTurnTogether()
{
    Timeline timeline = avatar::withKey(avatar::withKey(avatar::withKey({}, "headYaw", 0.0, 0.0), "headYaw", 1.0, 5.0), "headYaw", 2.0, 0.0);
    timeline = avatar::withHandle(std::move(timeline), {"headYaw", 1.0}, avatar::HandleSide::Out, {0.5, 2.0});
    const auto key = timeline.track("headYaw")->keys()[1];
    QCOMPARE(key.handles, Handles::Aligned);
    QVERIFY(std::abs(key.in.value / key.in.time - 4.0) < 1e-12);
    timeline = avatar::withHandles(std::move(timeline), {{"headYaw", 1.0}}, Handles::Free);
    timeline = avatar::withHandle(std::move(timeline), {"headYaw", 1.0}, avatar::HandleSide::Out, {0.5, -2.0});
    QVERIFY(timeline.track("headYaw")->keys()[1].in == key.in);
}

void TestTimelineEdits::automaticHandlesBecomeManualWhereTheyAre()
{
    Timeline timeline = avatar::withKey(avatar::withKey(avatar::withKey({}, "headYaw", 0.0, 0.0), "headYaw", 1.0, 5.0), "headYaw", 3.0, 9.0);
    const Timeline manual = avatar::withHandles(timeline, avatar::allKeys(timeline), Handles::Free);
    for (double t = 0.0; t <= 3.0; t += 0.05)
        QVERIFY(std::abs(valueOf(manual, "headYaw", t) - valueOf(timeline, "headYaw", t)) < 1e-12);
    QVERIFY(avatar::withHandles(manual, avatar::allKeys(manual), Handles::Auto) == timeline);
}

void TestTimelineEdits::copiesAndPastes()
{
    const Timeline timeline = ramp();
    const auto clip = avatar::copied(timeline, {{"jawOpen", 1.0}, {"headYaw", 0.5}});
    QCOMPARE(clip.at("headYaw").front().time, 0.0);
    QCOMPARE(clip.at("jawOpen").front().time, 0.5);
    const auto result = avatar::pasted(timeline, avatar::clipFromJson(avatar::clipToJson(clip)), 2.0);
    QCOMPARE(result.selection, (KeySelection{{"headYaw", 2.0}, {"jawOpen", 2.5}}));
    QCOMPARE(result.timeline.keyCount(), std::size_t{5});
    QCOMPARE(valueOf(result.timeline, "jawOpen", 2.5), 1.0);
}

void TestTimelineEdits::retimesTheWholeMotion()
{
    const Timeline timeline = avatar::retimed(ramp(), 2.0);
    QCOMPARE(timeline.end, 10.0);
    QCOMPARE(valueOf(timeline, "jawOpen", 1.0), 0.5);
    QVERIFY(avatar::retimed(timeline, 0.5) == ramp());
}

void TestTimelineEdits::mirrorsSides()
{
    const Timeline timeline = avatar::withKey({}, "mouthSmileLeft", 0.0, 0.5);
    QCOMPARE(valueOf(avatar::mirrored(timeline), "mouthSmileRight", 0.0), 0.5);
    QVERIFY(avatar::mirrored(avatar::mirrored(timeline)) == timeline);
}

void TestTimelineEdits::poseKeysOnlyWhatDiffers()
{
    const std::pair<std::string, double> values[] = {{"jawOpen", 0.5}, {"mouthFunnel", 0.0}, {"headYaw", 0.0}};
    const Timeline timeline = avatar::withPose(ramp(), values, {}, 0.75);
    QVERIFY(!timeline.track("mouthFunnel"));
    QCOMPARE(valueOf(timeline, "headYaw", 0.75), 0.0); // it has a track
    QCOMPARE(valueOf(timeline, "jawOpen", 0.75), 0.5);
}

void TestTimelineEdits::survivesJson()
{
    std::mt19937 random(9);
    Timeline timeline = ramp();
    for (int i = 0; i < 60; ++i) {
        timeline = anyChange(timeline, random);
        timeline = avatar::withKey(std::move(timeline), "browInnerUp", 0.07 * i, 0.01 * i);
    }
    QVERIFY(timeline.keyCount() > 10);
    QVERIFY(avatar::timelineFromJson(avatar::timelineToJson(timeline)) == timeline);
}

void TestTimelineEdits::refusesDamagedJson_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QByteArray("");
    QTest::newRow("no range") << QByteArray(R"({"fps":24,"tracks":{}})");
    QTest::newRow("rate") << QByteArray(R"({"fps":0,"start":0,"end":1,"tracks":{}})");
    QTest::newRow("range") << QByteArray(R"({"fps":24,"start":2,"end":1,"tracks":{}})");
    QTest::newRow("control") << QByteArray(R"({"fps":24,"start":0,"end":1,"tracks":{"x":[[0,0,"hold"]]}})");
    QTest::newRow("tangent") << QByteArray(R"({"fps":24,"start":0,"end":1,"tracks":{"jawOpen":[[0,0,"wave"]]}})");
    QTest::newRow("time") << QByteArray(R"({"fps":24,"start":0,"end":1,"tracks":{"jawOpen":[[-1,0,"hold"]]}})");
    QTest::newRow("handles") << QByteArray(R"({"fps":24,"start":0,"end":1,"tracks":{"jawOpen":[[0,0,"hold","free",1]]}})");
}

void TestTimelineEdits::refusesDamagedJson()
{
    QFETCH(QByteArray, json);
    try {
        (void)avatar::timelineFromJson(json.toStdString());
        QFAIL("was accepted");
    } catch (const base::Error& error) {
        QCOMPARE(error.code(), std::string("bad_project"));
    }
}

void TestTimelineEdits::clipboardRefusesOtherText()
{
    QVERIFY_EXCEPTION_THROWN((void)avatar::clipFromJson("hello"), base::Error);
    QVERIFY_EXCEPTION_THROWN((void)avatar::clipFromJson("{\"kind\":\"x\",\"tracks\":{}}"), base::Error);
}

void TestTimelineEdits::editsAreSmall()
{
    std::vector<avatar::Key> keys;
    for (int i = 0; i < 10'000; ++i)
        keys.push_back({.time = 0.01 * i, .value = 0.5, .in = {}, .out = {}});
    AvatarState state;
    state.timeline.tracks.emplace("jawOpen", avatar::Track(keys));
    const auto edit = Edit::changeTimeline(state, "Move keys", avatar::moved(state.timeline, {{"jawOpen", keys[70].time}}, 0.001, 0.1).timeline);
    QCOMPARE(edit.tracks().at("jawOpen").removed.size(), std::size_t{1});
    QCOMPARE(edit.tracks().at("jawOpen").added.size(), std::size_t{1});
    QVERIFY(edit.toJson().size() < 400);
}

void TestTimelineEdits::aDragOfKeysIsOneEdit()
{
    AvatarState start;
    start.timeline = ramp();
    Document document(start);
    for (int i = 1; i <= 20; ++i)
        document.apply(Edit::changeTimeline(document.state(), "Move keys", avatar::moved(ramp(), {{"jawOpen", 1.0}}, 0.05 * i, 0.01 * i).timeline, 4));
    QCOMPARE(document.history().edits().size(), std::size_t{1});
    QCOMPARE(document.history().edits()[0].tracks().at("jawOpen").removed.size(), std::size_t{1});
    const auto end = document.state();
    document.undo();
    QVERIFY(document.state() == start);
    document.redo();
    QVERIFY(document.state() == end);
}

void TestTimelineEdits::aDragOfKeysThatReturnsVanishes()
{
    AvatarState start;
    start.timeline = ramp();
    Document document(start);
    document.apply(Edit::changeTimeline(document.state(), "Move keys", avatar::moved(ramp(), {{"jawOpen", 1.0}}, 0.5, 0.0).timeline, 4));
    document.apply(Edit::changeTimeline(document.state(), "Move keys", ramp(), 4));
    QVERIFY(document.history().edits().empty());
    QVERIFY(document.state() == start);
}

void TestTimelineEdits::setControlsAtKeysAnimatedControls()
{
    AvatarState state;
    state.timeline = ramp();
    const std::pair<std::string, double> values[] = {{"jawOpen", 0.3}, {"browInnerUp", 0.6}};
    Edit::setControlsAt(state, "Several", values, 0.5).apply(state);
    QCOMPARE(valueOf(state.timeline, "jawOpen", 0.5), 0.3);
    QCOMPARE(state.controls.get("jawOpen"), 0.0);
    QCOMPARE(state.controls.get("browInnerUp"), 0.6);
    QVERIFY(!state.timeline.track("browInnerUp"));
}

void TestTimelineEdits::regionsWeighTheirControls()
{
    AvatarState state;
    state.controls.set("mouthSmileLeft", 0.4);
    state.controls.set("jawOpen", 0.4);
    state.controls.set("headYaw", 100.0);
    const AvatarState before = state;
    const auto lips = Edit::setRegionWeight(state, avatar::Region::Lips, 1.5);
    QCOMPARE(lips.name(), std::string("Influence: Lips"));
    lips.apply(state);
    Edit::setRegionWeight(state, avatar::Region::Pose, 2.0).apply(state);
    Edit::setRegionWeight(state, avatar::Region::Jaw, 0.0).apply(state);
    const auto shown = avatar::shownControls(state);
    QVERIFY(std::abs(shown.get("mouthSmileLeft") - 0.6) < 1e-15);
    QCOMPARE(shown.get("jawOpen"), 0.0);
    QCOMPARE(shown.get("headYaw"), 180.0); // the hard end
    QVERIFY(avatar::stateFromJson(avatar::stateToJson(state)) == state);
    QVERIFY(avatar::shownControls(before) == before.controls);
    QVERIFY(Edit::setRegionWeight(state, avatar::Region::Jaw, -3.0).changesNothing());
}

void TestTimelineEdits::theSoundComesGoesAndMoves()
{
    const avatar::SoundTrack sound{.id = std::string(64, 'a'), .name = "take.wav"};
    AvatarState state;
    avatar::EditHistory history;
    history.push(state, Edit::changeTimeline(state, "Keys", ramp()));
    history.push(state, Edit::changeTimeline(state, "Sound track", avatar::withSound(state.timeline, sound)));
    for (const double start : {0.25, 0.75, -0.5})
        history.push(state, Edit::changeTimeline(state, "Move the sound", avatar::withSoundStart(state.timeline, start), 7));
    QCOMPARE(history.edits().size(), std::size_t{3}); // a drag is one edit
    QCOMPARE(state.timeline.sound->start, -0.5);
    QCOMPARE(history.edits()[2].neededLayout(), avatar::kSoundLayout);
    QCOMPARE(history.edits()[2].sounds(), (std::vector<std::string>{sound.id, sound.id}));
    for (const Edit& edit : history.edits())
        QVERIFY(Edit::fromJson(edit.toJson()) == edit);
    QVERIFY(avatar::timelineFromJson(avatar::timelineToJson(state.timeline)) == state.timeline);
    // What is done to keys leaves it alone.
    QVERIFY(avatar::mirrored(state.timeline).sound == state.timeline.sound);
    QVERIFY(avatar::retimed(state.timeline, 2.0).sound == state.timeline.sound);
    history.undo(state);
    QCOMPARE(state.timeline.sound, std::optional(sound));
    history.undo(state);
    QVERIFY(state.timeline == ramp());
}

void TestTimelineEdits::refusesSoundsFarAway()
{
    const avatar::SoundTrack sound{.id = std::string(64, 'a'), .name = "take.wav"};
    for (const double start : {1e6, -1e6, std::nan("")}) {
        avatar::SoundTrack far = sound;
        far.start = start;
        QVERIFY_EXCEPTION_THROWN((void)avatar::withSound({}, far), base::Error);
    }
    QCOMPARE(avatar::withSoundStart(avatar::withSound({}, sound), 1e9).sound->start, avatar::kLongestTimeline);
    QVERIFY_EXCEPTION_THROWN((void)avatar::withSoundStart({}, 1.0), base::ContractError);
}

void TestTimelineEdits::aThousandRandomEditsUndoneGiveTheSameState()
{
    std::mt19937 random(11);
    AvatarState start;
    start.timeline = ramp();
    Document document(start);
    for (int i = 0; i < 1000; ++i) {
        const avatar::Gesture gesture = random() % 6 < 3 ? 1 + random() % 3 : 0;
        if (random() % 10 == 0)
            document.apply(Edit::setRegionWeight(document.state(), avatar::allRegions()[random() % 6], 0.1 * static_cast<double>(random() % 21), gesture));
        else
            document.apply(Edit::changeTimeline(document.state(), "Change", anyChange(document.state().timeline, random), gesture));
        if (random() % 20 == 0)
            document.undo();
        if (random() % 20 == 0)
            document.redo();
    }
    QVERIFY(document.state().timeline.keyCount() > 10);
    QVERIFY(document.history().edits().size() > 200);
    const auto end = document.state();
    const auto position = document.history().position();
    while (document.history().canUndo())
        document.undo();
    QVERIFY(document.state() == start);
    document.goTo(position);
    QVERIFY(document.state() == end);
}

void TestTimelineEdits::editsSurviveJson()
{
    std::mt19937 random(12);
    AvatarState state;
    state.timeline = ramp();
    for (int i = 0; i < 200; ++i) {
        const auto edit = Edit::changeTimeline(state, "Change", anyChange(state.timeline, random));
        QVERIFY(Edit::fromJson(edit.toJson()) == edit);
        edit.apply(state);
    }
    const auto region = Edit::setRegionWeight(state, avatar::Region::Eyes, 0.3);
    QVERIFY(Edit::fromJson(region.toJson()) == region);
    QVERIFY_EXCEPTION_THROWN((void)Edit::fromJson(R"({"name":"a","regions":{"ear":[0,1]}})"), base::Error);
    QVERIFY_EXCEPTION_THROWN((void)Edit::fromJson(R"({"name":"a","tracks":{"x":[[],[]]}})"), base::Error);
    QVERIFY_EXCEPTION_THROWN((void)Edit::fromJson(R"({"name":"a","tracks":{"jawOpen":[[[-1,0,"hold"]],[]]}})"), base::Error);
}

QTEST_APPLESS_MAIN(TestTimelineEdits)
#include "tst_timeline_edits.moc"
