// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/random_pose.h"
#include "base/error.h"

#include <QtTest/QtTest>

#include <algorithm>

using namespace effigy;

namespace {

std::vector<std::string> allIds()
{
    std::vector<std::string> ids;
    for (const auto& control : head::headControls())
        ids.emplace_back(control.id);
    return ids;
}

head::ControlValues posed(const std::vector<std::pair<std::string, double>>& values)
{
    head::ControlValues pose;
    for (const auto& [id, value] : values)
        pose.set(id, value);
    return pose;
}

} // namespace

class TestRandomPose : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void staysWithinTheSoftRanges();
    void lockedControlsKeepStill();
    void sidesAreAlikeWhenAsked();
    void amountGoesPartOfTheWay();
    void theSameSeedGivesTheSamePose();
    void refusesUnknownControls();
};

void TestRandomPose::staysWithinTheSoftRanges()
{
    const auto ids = allIds();
    for (std::uint64_t seed = 0; seed < 50; ++seed)
        for (const auto& [id, value] : avatar::randomPose({}, ids, {.amount = 1.0, .share = 1.0, .seed = seed})) {
            const auto* control = head::findControl(id);
            QVERIFY(value >= control->softMin && value <= control->softMax);
        }
}

void TestRandomPose::lockedControlsKeepStill()
{
    auto ids = allIds();
    std::erase(ids, "mouthSmileRight");
    const auto values = avatar::randomPose({}, ids, {.amount = 1.0, .share = 1.0});
    QCOMPARE(values.size(), ids.size());
    QVERIFY(std::none_of(values.begin(), values.end(), [](const auto& value) { return value.first == "mouthSmileRight"; }));
}

void TestRandomPose::sidesAreAlikeWhenAsked()
{
    const auto ids = allIds();
    const auto alike = posed(avatar::randomPose({}, ids, {.amount = 1.0, .share = 1.0}));
    const auto free = posed(avatar::randomPose({}, ids, {.amount = 1.0, .share = 1.0, .sides = avatar::Sides::Free}));
    QCOMPARE(alike.get("mouthSmileLeft"), alike.get("mouthSmileRight"));
    QVERIFY(alike.get("jawLeft") != alike.get("jawRight")); // directions are not sides
    QVERIFY(free.get("mouthSmileLeft") != free.get("mouthSmileRight"));
}

void TestRandomPose::amountGoesPartOfTheWay()
{
    head::ControlValues from;
    from.set("jawOpen", 0.2);
    const std::vector<std::string> jaw = {"jawOpen"};
    QCOMPARE(posed(avatar::randomPose(from, jaw, {.amount = 0.0, .share = 1.0})).get("jawOpen"), 0.2);
    const double whole = posed(avatar::randomPose(from, jaw, {.amount = 1.0, .share = 1.0})).get("jawOpen");
    const double half = posed(avatar::randomPose(from, jaw, {.amount = 0.5, .share = 1.0})).get("jawOpen");
    QVERIFY(std::abs(half - 0.5 * (0.2 + whole)) < 1e-15);
}

void TestRandomPose::theSameSeedGivesTheSamePose()
{
    const auto ids = allIds();
    QVERIFY(avatar::randomPose({}, ids, {.seed = 4}) == avatar::randomPose({}, ids, {.seed = 4}));
    QVERIFY(avatar::randomPose({}, ids, {.seed = 4}) != avatar::randomPose({}, ids, {.seed = 5}));
}

void TestRandomPose::refusesUnknownControls()
{
    const std::vector<std::string> ids = {"jawOpne"};
    QVERIFY_EXCEPTION_THROWN((void)avatar::randomPose({}, ids, {}), base::Error);
}

QTEST_APPLESS_MAIN(TestRandomPose)
#include "tst_random_pose.moc"
