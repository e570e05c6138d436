// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/edit.h"
#include "avatar/looks.h"
#include "base/error.h"

#include <QtTest/QtTest>

using namespace effigy;

namespace {

head::ControlValues with(head::ControlValues values, const std::vector<std::pair<std::string, double>>& changes)
{
    for (const auto& [id, value] : changes)
        values.set(id, value);
    return values;
}

} // namespace

class TestLooks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void shipsLooks();
    void blendingEndsOnTheLook();
    void blendingNothingChangesNothing();
    void whatOnlyOneUsesComesFromThatOne();
    void layingOnCommutes();
    void leavesPoseAndStrengthAlone();
    void isUndoneAndKept();
    void regionsDoNotWeighLooks();
    void refuses_data();
    void refuses();
};

void TestLooks::shipsLooks()
{
    const auto looks = avatar::loadLooks(EFFIGY_RESOURCES "/looks");
    QVERIFY(looks.size() >= 12);
    QCOMPARE(looks.front().id, std::string("plain"));
    QVERIFY(looks.front().controls == head::ControlValues());
    for (const auto* id : {"oil", "watercolour", "comic", "clay"})
        QVERIFY(!avatar::findLook(looks, id).controls.nonNeutral().empty());
    for (std::size_t i = 1; i < looks.size(); ++i)
        QVERIFY2(looks[i].controls != looks[i - 1].controls, looks[i].id.c_str());
    QVERIFY_EXCEPTION_THROWN((void)avatar::findLook(looks, "nothing"), base::Error);
}

void TestLooks::blendingEndsOnTheLook()
{
    const auto looks = avatar::loadLooks(EFFIGY_RESOURCES "/looks");
    for (const auto& from : looks)
        for (const auto& look : looks)
            QVERIFY(with(from.controls, avatar::blendedLook(from.controls, look, 1.0)) == look.controls);
}

void TestLooks::blendingNothingChangesNothing()
{
    const auto looks = avatar::loadLooks(EFFIGY_RESOURCES "/looks");
    for (const auto& from : looks)
        for (const auto& look : looks)
            QVERIFY(with(from.controls, avatar::blendedLook(from.controls, look, 0.0)) == from.controls);
}

void TestLooks::whatOnlyOneUsesComesFromThatOne()
{
    const auto oil = avatar::lookFromJson(R"({"label":"A","controls":{"oilAmount":1,"oilBrush":7}})", "a");
    const auto half = with({}, avatar::blendedLook({}, oil, 0.5));
    QCOMPARE(half.get("oilAmount"), 0.5);
    QCOMPARE(half.get("oilBrush"), 7.0);
}

void TestLooks::layingOnCommutes()
{
    const auto looks = avatar::loadLooks(EFFIGY_RESOURCES "/looks");
    const auto &a = avatar::findLook(looks, "watercolour"), &b = avatar::findLook(looks, "faded");
    const auto ab = with(with({}, avatar::addedLook({}, a, 0.4)), avatar::addedLook(with({}, avatar::addedLook({}, a, 0.4)), b, 0.5));
    const auto ba = with(with({}, avatar::addedLook({}, b, 0.5)), avatar::addedLook(with({}, avatar::addedLook({}, b, 0.5)), a, 0.4));
    for (const auto& control : head::lookControls())
        QVERIFY2(std::abs(ab.get(control.id) - ba.get(control.id)) < 1e-9, control.id.data());
}

void TestLooks::leavesPoseAndStrengthAlone()
{
    const auto look = avatar::loadLooks(EFFIGY_RESOURCES "/looks")[1];
    for (const auto& values : {avatar::blendedLook({}, look, 1.0), avatar::addedLook({}, look, 1.0)})
        for (const auto& [id, value] : values)
            QVERIFY(head::isLookControl(id) && id != "lookStrength");
}

void TestLooks::isUndoneAndKept()
{
    const auto look = avatar::loadLooks(EFFIGY_RESOURCES "/looks")[1];
    avatar::AvatarState state;
    state.controls.set("jawOpen", 0.4);
    const auto before = state;
    const auto edit = avatar::Edit::setControls(state, "Look", avatar::blendedLook(state.controls, look, 1.0));
    edit.apply(state);
    QVERIFY(state != before);
    QVERIFY(avatar::stateFromJson(avatar::stateToJson(state)) == state);
    QVERIFY(avatar::Edit::fromJson(edit.toJson()) == edit);
    QCOMPARE(edit.neededLayout(), avatar::kTimelineLayout);
    edit.revert(state);
    QVERIFY(state == before);
}

void TestLooks::regionsDoNotWeighLooks()
{
    avatar::AvatarState state;
    state.controls.set("oilAmount", 0.8);
    for (const auto region : avatar::allRegions())
        state.regions.set(region, 0.0);
    QCOMPARE(avatar::shownControls(state).get("oilAmount"), 0.8);
}

void TestLooks::refuses_data()
{
    QTest::addColumn<QString>("json");
    QTest::newRow("no JSON") << "oil";
    QTest::newRow("no label") << R"({"controls":{}})";
    QTest::newRow("no controls") << R"({"label":"A"})";
    QTest::newRow("control of the face") << R"({"label":"A","controls":{"jawOpen":1}})";
    QTest::newRow("strength") << R"({"label":"A","controls":{"lookStrength":1}})";
    QTest::newRow("beyond the range") << R"({"label":"A","controls":{"oilAmount":3}})";
    QTest::newRow("no number") << R"({"label":"A","controls":{"oilAmount":"much"}})";
    QTest::newRow("odd order") << R"({"label":"A","order":"first","controls":{}})";
}

void TestLooks::refuses()
{
    QFETCH(QString, json);
    QVERIFY_EXCEPTION_THROWN((void)avatar::lookFromJson(json.toStdString(), "a"), base::Error);
}

QTEST_APPLESS_MAIN(TestLooks)
#include "tst_looks.moc"
