// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/clip_edits.h"
#include "avatar/edit_history.h"
#include "avatar/timeline_json.h"
#include "base/error.h"

#include <QtTest/QtTest>

#include <random>

using namespace effigy;
using namespace effigy::avatar;

namespace {

Key linear(double time, double value) { return {.time = time, .value = value, .tangent = Tangent::Linear, .in = {}, .out = {}}; }

/// The jaw from closed to open within a second.
MotionTracks opening()
{
    MotionTracks motion;
    motion.emplace("jawOpen", Track({linear(0.0, 0.0), linear(1.0, 0.8)}));
    return motion;
}

/// A clip of that, beginning at 2 s.
Timeline withOpening() { return withClip({}, "Open", opening(), 2.0).timeline; }

Timeline placed(Timeline timeline, const std::function<void(ClipPlace&)>& change)
{
    ClipPlace place = findClip(timeline, "Open").place;
    change(place);
    return withClipPlaced(std::move(timeline), "Open", place);
}

double jawAt(const Timeline& timeline, double time, double rest = 0.0)
{
    head::ControlValues values;
    values.set("jawOpen", rest);
    return posedAt(values, timeline, time).get("jawOpen");
}

bool isNear(double a, double b) { return std::abs(a - b) < 1e-9; } // sums of a few doubles

} // namespace

class TestMotionClip : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void playsWhereItLies();
    void isTrimmedStretchedAndRepeated();
    void fadesInAndOut();
    void mixesByItsWeightAndAdds();
    void theLaterOneLiesOnTop();
    void saysWhatEachClipMakesOfAControl();
    void laysOverKeys();
    void saysWhatMustLieBeneath();
    void takesKeysFromTheirTracks();
    void bakesIntoKeysThatShowTheSame();
    void isMirroredAndRetimed();
    void keepsPlacesWithinWhatGoes();
    void namesAreNeverShared();
    void refusesWhatIsNoClip();
    void comesBackFromJson();
    void motionsComeBackFromFiles();
    void movingOneDoesNotWriteItsMotion();
    void aDragIsOneEdit();
    void randomEditsUndoneGiveTheSameTimeline();
};

void TestMotionClip::playsWhereItLies()
{
    const Timeline timeline = withOpening();
    QCOMPARE(jawAt(timeline, 1.99, 0.3), 0.3);
    QCOMPARE(jawAt(timeline, 2.0, 0.3), 0.0);
    QVERIFY(isNear(jawAt(timeline, 2.5, 0.3), 0.4));
    QCOMPARE(jawAt(timeline, 3.0, 0.3), 0.3); // its end is not in it
    QCOMPARE(jawAt(placed(timeline, [](ClipPlace& place) { place.isMuted = true; }), 2.5, 0.3), 0.3);
}

void TestMotionClip::isTrimmedStretchedAndRepeated()
{
    const Timeline trimmed = placed(withOpening(), [](ClipPlace& place) { place.from = 0.5; });
    QVERIFY(isNear(jawAt(trimmed, 2.0), 0.4) && isNear(jawAt(trimmed, 2.25), 0.6));
    QCOMPARE(findClip(trimmed, "Open").place.end(), 2.5);
    const Timeline slow = placed(withOpening(), [](ClipPlace& place) { place.speed = 0.5; });
    QVERIFY(isNear(jawAt(slow, 3.0), 0.4));
    QCOMPARE(findClip(slow, "Open").place.end(), 4.0);
    const Timeline repeated = placed(withOpening(), [](ClipPlace& place) { place.repeats = 2.5; });
    QVERIFY(isNear(jawAt(repeated, 3.25), 0.2) && isNear(jawAt(repeated, 4.25), 0.2));
    QCOMPARE(findClip(repeated, "Open").place.end(), 4.5);
}

void TestMotionClip::fadesInAndOut()
{
    ClipPlace place{.start = 2.0, .to = 1.0, .weight = 0.5, .fadeIn = 0.4, .fadeOut = 0.2};
    QCOMPARE(clipWeightAt(place, 2.0), 0.0);
    QVERIFY(isNear(clipWeightAt(place, 2.2), 0.25));
    QVERIFY(isNear(clipWeightAt(place, 2.6), 0.5));
    QVERIFY(isNear(clipWeightAt(place, 2.9), 0.25));
    QVERIFY(clipWeightAt(place, 2.1) < clipWeightAt(place, 2.15));
    place.isMuted = true;
    QCOMPARE(clipWeightAt(place, 2.6), 0.0);
}

void TestMotionClip::mixesByItsWeightAndAdds()
{
    const Timeline half = placed(withOpening(), [](ClipPlace& place) { place.weight = 0.5; });
    QVERIFY(isNear(jawAt(half, 2.5, 0.2), 0.3));
    const Timeline added = placed(withOpening(), [](ClipPlace& place) { place.blend = ClipBlend::Add; });
    QVERIFY(isNear(jawAt(added, 2.5, 0.2), 0.6));
    QVERIFY(isNear(jawAt(added, 2.99, 1.0), std::min(1.0 + 0.8 * 0.99, head::findControl("jawOpen")->hardMax)));
}

void TestMotionClip::theLaterOneLiesOnTop()
{
    MotionTracks still;
    still.emplace("jawOpen", Track({linear(0.0, 0.1), linear(4.0, 0.1)}));
    const Timeline timeline = withClip(withOpening(), "Beneath", still, 0.0).timeline;
    QCOMPARE(clipOrder(timeline.clips), (std::vector<std::string>{"Beneath", "Open"}));
    QVERIFY(isNear(jawAt(timeline, 1.0), 0.1) && isNear(jawAt(timeline, 2.5), 0.4) && isNear(jawAt(timeline, 3.5), 0.1));
}

void TestMotionClip::saysWhatEachClipMakesOfAControl()
{
    MotionTracks still;
    still.emplace("jawOpen", Track({linear(0.0, 0.1), linear(4.0, 0.1)}));
    const Timeline half = placed(withOpening(), [](ClipPlace& place) { place.weight = 0.5; });
    const Timeline timeline = withClip(half, "Beneath", still, 0.0).timeline;
    head::ControlValues rest;
    rest.set("jawOpen", 0.3);
    rest.set("headYaw", 4.0);
    const auto moves = movesOf(clipMoves(timeline.clips, 2.5, rest), "jawOpen");
    QCOMPARE(moves.size(), std::size_t{2});
    QVERIFY(moves[0].clip == "Beneath" && moves[0].from == 0.3 && isNear(moves[0].to, 0.1));
    QVERIFY(moves[1].clip == "Open" && moves[1].from == moves[0].to && isNear(moves[1].to, 0.25)); // half of 0.1 to 0.4
    QCOMPARE(moves[1].to, posedAt(rest, timeline, 2.5).get("jawOpen"));
    QVERIFY(movesOf(clipMoves(timeline.clips, 2.5, rest), "headYaw").empty());
    QCOMPARE(movesOf(clipMoves(timeline.clips, 3.5, rest), "jawOpen").back().clip, std::string("Beneath"));
    QVERIFY(clipMoves(timeline.clips, 4.5, rest).empty());
    QVERIFY(clipMoves(placed(withOpening(), [](ClipPlace& place) { place.isMuted = true; }).clips, 2.5, rest).empty());
}

void TestMotionClip::laysOverKeys()
{
    const Timeline keyed = withKey(withOpening(), "jawOpen", 0.0, 0.9);
    QVERIFY(isNear(jawAt(keyed, 1.0), 0.9) && isNear(jawAt(keyed, 2.5), 0.4));
}

void TestMotionClip::saysWhatMustLieBeneath()
{
    const auto shownFrom = [](const Timeline& timeline, double shown) {
        const auto beneath = beneathClips(timeline, "jawOpen", shown, 2.5);
        return beneath ? jawAt(timeline, 2.5, *beneath) : -1.0;
    };
    QVERIFY(isNear(shownFrom(placed(withOpening(), [](ClipPlace& place) { place.weight = 0.5; }), 0.3), 0.3));
    QVERIFY(isNear(shownFrom(placed(withOpening(), [](ClipPlace& place) { place.blend = ClipBlend::Add; }), 0.7), 0.7));
    QVERIFY(!beneathClips(withOpening(), "jawOpen", 0.3, 2.5)); // hidden
    QCOMPARE(beneathClips(withOpening(), "jawOpen", 0.3, 1.0).value(), 0.3);
    QCOMPARE(beneathClips(withOpening(), "headYaw", 5.0, 2.5).value(), 5.0);
}

void TestMotionClip::takesKeysFromTheirTracks()
{
    Timeline timeline = withKey(withKey(withKey({}, "jawOpen", 1.0, 0.2), "jawOpen", 2.0, 0.6), "headYaw", 1.5, 10.0);
    timeline = withKey(std::move(timeline), "headYaw", 3.0, -10.0);
    const auto made = withClipOfKeys(timeline, keysWithin(timeline, 0.0, 2.0), "");
    QCOMPARE(made.name, std::string("Motion"));
    QVERIFY(!made.timeline.track("jawOpen"));
    QCOMPARE(made.timeline.track("headYaw")->keys().size(), std::size_t{1});
    const MotionClip& clip = findClip(made.timeline, made.name);
    QCOMPARE(clip.place.start, 1.0);
    QCOMPARE(clip.place.end(), 2.0);
    for (const double time : {1.0, 1.3, 1.9})
        QVERIFY(isNear(jawAt(made.timeline, time), jawAt(timeline, time)));
}

void TestMotionClip::bakesIntoKeysThatShowTheSame()
{
    Timeline timeline = withKey(withKey({}, "jawOpen", 0.0, 0.5, Tangent::Linear), "jawOpen", 5.0, 1.0, Tangent::Linear);
    timeline = withClip(std::move(timeline), "Open", opening(), 2.0).timeline;
    timeline = placed(std::move(timeline), [](ClipPlace& place) {
        place.weight = 0.7;
        place.fadeIn = place.fadeOut = 0.25;
    });
    const Timeline baked = withClipBaked(timeline, "Open", {});
    QVERIFY(baked.clips.empty());
    for (int frame = 0; frame < 120; ++frame)
        QVERIFY2(isNear(jawAt(baked, frame / 24.0), jawAt(timeline, frame / 24.0)), qPrintable(QString::number(frame)));
    const Timeline bare = withClipBaked(withOpening(), "Open", {}); // where no track was, the pose that is set
    QVERIFY(isNear(jawAt(bare, 0.5), 0.0) && isNear(jawAt(bare, 2.5), 0.4) && isNear(jawAt(bare, 4.0), 0.0));
}

void TestMotionClip::isMirroredAndRetimed()
{
    MotionTracks wink;
    wink.emplace("eyeBlinkLeft", Track({linear(0.0, 0.0), linear(1.0, 1.0)}));
    const Timeline timeline = withClip({}, "Wink", wink, 1.0).timeline;
    QVERIFY(findClip(mirrored(timeline), "Wink").motion->contains("eyeBlinkRight"));
    QVERIFY(mirrored(mirrored(timeline)) == timeline);
    const Timeline slower = retimed(timeline, 2.0);
    QCOMPARE(findClip(slower, "Wink").place.start, 2.0);
    QCOMPARE(findClip(slower, "Wink").place.end(), 4.0);
}

void TestMotionClip::keepsPlacesWithinWhatGoes()
{
    const ClipPlace wild{.start = -3.0, .from = 0.9, .to = 0.2, .speed = 0.0, .repeats = -1.0, .weight = 9.0, .fadeIn = 1e9, .fadeOut = std::nan("")};
    const ClipPlace place = findClip(withClipPlaced(withOpening(), "Open", wild), "Open").place;
    QCOMPARE(place.start, 0.0);
    QVERIFY(place.to >= place.from + kShortestClip && place.to <= 1.0);
    QCOMPARE(place.speed, kMinClipSpeed);
    QCOMPARE(place.weight, kMaxClipWeight);
    QVERIFY(place.repeats > 0.0 && place.fadeIn + place.fadeOut <= place.seconds() + 1e-9);
    const Timeline late = placed(withOpening(), [](ClipPlace& far) {
        far.start = 1e9;
        far.repeats = kMaxClipRepeats;
    });
    QVERIFY(findClip(late, "Open").place.end() <= kLongestTimeline + 1e-6);
}

void TestMotionClip::namesAreNeverShared()
{
    const auto doubled = withClipDoubled(withOpening(), "Open");
    QCOMPARE(doubled.name, std::string("Open 2"));
    QCOMPARE(findClip(doubled.timeline, "Open 2").place.start, 3.0);
    QVERIFY(findClip(doubled.timeline, "Open 2").motion == findClip(doubled.timeline, "Open").motion); // shared, not copied
    QCOMPARE(withClipRenamed(doubled.timeline, "Open 2", "Open").name, std::string("Open 2")); // taken: its own is the next one free
    QCOMPARE(withClipRenamed(doubled.timeline, "Open 2", "Wide").timeline.clips.count("Wide"), std::size_t{1});
    QCOMPARE(withoutClip(doubled.timeline, "Open").clips.size(), std::size_t{1});
}

void TestMotionClip::refusesWhatIsNoClip()
{
    QVERIFY_EXCEPTION_THROWN((void)withClip({}, "a", {}, 0.0), base::Error);
    MotionTracks one;
    one.emplace("jawOpen", Track({linear(1.0, 0.5)}));
    QVERIFY_EXCEPTION_THROWN((void)withClip({}, "a", one, 0.0), base::Error);
    QVERIFY_EXCEPTION_THROWN((void)withClip({}, "a", opening(), -1.0), base::Error);
    MotionTracks unknown;
    unknown.emplace("jawWide", Track({linear(0.0, 0.0), linear(1.0, 1.0)}));
    QVERIFY_EXCEPTION_THROWN((void)withClip({}, "a", unknown, 0.0), base::Error);
    QVERIFY_EXCEPTION_THROWN((void)withoutClip({}, "a"), base::Error);
}

void TestMotionClip::comesBackFromJson()
{
    const Timeline timeline = placed(withOpening(), [](ClipPlace& place) {
        place = {.start = 0.1, .from = 0.2, .to = 0.7, .speed = 1.3, .repeats = 1.5, .weight = 0.4, .fadeIn = 0.1, .fadeOut = 0.2, .blend = ClipBlend::Add, .isMuted = true};
    });
    QVERIFY(timelineFromJson(timelineToJson(timeline)) == timeline);
    QVERIFY(timelineFromJson(timelineToJson({})) == Timeline());
    const auto refused = [](const std::string& clip) {
        try {
            (void)timelineFromJson(R"({"fps":24,"start":0,"end":5,"tracks":{},"clips":{"a":)" + clip + "}}");
        } catch (const base::Error& error) {
            return error.code() == "bad_project";
        }
        return false;
    };
    QVERIFY(refused("{}"));
    QVERIFY(refused(R"({"start":0,"from":0,"to":1,"speed":0,"repeats":1,"weight":1,"fadeIn":0,"fadeOut":0,"adds":false,"muted":false,"tracks":{}})"));
    QVERIFY(refused(R"({"start":0,"from":0,"to":1,"speed":1,"repeats":1,"weight":1,"fadeIn":0,"fadeOut":0,"adds":false,"muted":false})")); // no motion
}

void TestMotionClip::motionsComeBackFromFiles()
{
    const auto read = motionFromJson(motionToJson("Open", opening()));
    QCOMPARE(read.name, std::string("Open"));
    QVERIFY(read.motion == opening());
    for (const char* text : {"", "[]", "{\"kind\":\"effigy/keys\"}", "{\"kind\":\"effigy/motion\",\"name\":\"a\",\"tracks\":{\"nose\":[]}}",
                             "{\"kind\":\"effigy/motion\",\"name\":\"a\",\"tracks\":{\"jawOpen\":[[-1,0,\"linear\"]]}}"})
        QVERIFY_EXCEPTION_THROWN((void)motionFromJson(text), base::Error);
}

void TestMotionClip::movingOneDoesNotWriteItsMotion()
{
    AvatarState state;
    state.timeline = withOpening();
    const Edit edit = Edit::changeTimeline(state, "Move a clip", placed(state.timeline, [](ClipPlace& place) { place.start = 3.0; }));
    QVERIFY(edit.toJson().find("jawOpen") == std::string::npos);
    QVERIFY(Edit::fromJson(edit.toJson()) == edit);
    QCOMPARE(edit.neededLayout(), kClipLayout);
    const Edit made = Edit::changeTimeline({}, "Clip", state.timeline);
    QVERIFY(Edit::fromJson(made.toJson()) == made);
    AvatarState fresh;
    made.apply(fresh);
    QVERIFY(fresh.timeline == state.timeline);
    edit.apply(fresh);
    QCOMPARE(findClip(fresh.timeline, "Open").place.start, 3.0);
    QVERIFY_EXCEPTION_THROWN((void)Edit::fromJson(R"({"name":"a","clips":{"a":[null,null]}})"), base::Error);
}

void TestMotionClip::aDragIsOneEdit()
{
    Document document;
    document.apply(Edit::changeTimeline(document.state(), "Clip", withOpening()));
    for (const double start : {2.5, 3.0, 3.5})
        document.apply(Edit::changeTimeline(document.state(), "Move a clip", placed(document.state().timeline, [&](ClipPlace& place) { place.start = start; }), 7));
    QCOMPARE(document.history().edits().size(), std::size_t{2});
    document.undo();
    QVERIFY(document.state().timeline == withOpening());
    document.undo();
    QVERIFY(document.state().timeline == Timeline());
}

void TestMotionClip::randomEditsUndoneGiveTheSameTimeline()
{
    std::mt19937 random(5);
    Document document;
    for (int i = 0; i < 400; ++i) {
        Timeline next = document.state().timeline;
        const auto any = [&]() -> std::string { return next.clips.empty() ? std::string() : std::next(next.clips.begin(), random() % next.clips.size())->first; };
        const std::string name = any();
        switch (name.empty() ? 0 : random() % 6) {
        case 0: next = withClip(std::move(next), "Open", opening(), 0.1 * (random() % 50)).timeline; break;
        case 1: next = withoutClip(std::move(next), name); break;
        case 2: next = withClipRenamed(std::move(next), name, "B" + std::to_string(random() % 3)).timeline; break;
        case 3: next = mirrored(next); break;
        default: {
            ClipPlace place = findClip(next, name).place;
            place.start = 0.1 * (random() % 50);
            place.weight = 0.1 * (random() % 15);
            next = withClipPlaced(std::move(next), name, place);
        }
        }
        // Gestures merge; what is written is read back, as after a restart.
        const Edit edit = Edit::changeTimeline(document.state(), "Edit", next, random() % 3);
        document.apply(edit.gesture() == 0 ? Edit::fromJson(edit.toJson()) : edit);
        QVERIFY(document.state().timeline == next);
    }
    const Timeline last = document.state().timeline;
    while (document.history().canUndo())
        document.undo();
    QVERIFY(document.state().timeline == Timeline());
    while (document.history().canRedo())
        document.redo();
    QVERIFY(document.state().timeline == last);
}

QTEST_APPLESS_MAIN(TestMotionClip)
#include "tst_motion_clip.moc"
