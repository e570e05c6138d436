// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/presets.h"
#include "base/error.h"

#include <QtTest/QtTest>

#include <set>

using namespace effigy;

class TestPresets : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void shipsTenExpressions();
    void neutralIsAllZero();
    void everyOtherPresetMovesSomething();
    void smilesAreEven();
    void readsWhatIsWritten();
    void refuses_data();
    void refuses();
    void refusesAnUnknownName();
    void refusesAMissingFolder();
};

void TestPresets::shipsTenExpressions()
{
    const auto presets = avatar::loadPresets(EFFIGY_RESOURCES "/presets");
    const std::set<std::string> wanted = {"neutral", "smile", "laugh",   "surprise", "anger",
                                          "sadness", "fear",  "disgust", "kiss",     "wink"};
    std::set<std::string> found;
    for (const auto& preset : presets)
        found.insert(preset.id);
    QVERIFY(found == wanted);
    QCOMPARE(presets.front().id, std::string("neutral"));
}

void TestPresets::neutralIsAllZero()
{
    const auto presets = avatar::loadPresets(EFFIGY_RESOURCES "/presets");
    QVERIFY(avatar::findPreset(presets, "neutral").controls == head::ControlValues());
}

void TestPresets::everyOtherPresetMovesSomething()
{
    for (const auto& preset : avatar::loadPresets(EFFIGY_RESOURCES "/presets")) {
        QVERIFY2(preset.id == "neutral" || preset.controls.nonNeutral().size() >= 3, preset.id.c_str());
        QVERIFY2(!preset.tags.empty(), preset.id.c_str());
    }
}

void TestPresets::smilesAreEven()
{
    const auto presets = avatar::loadPresets(EFFIGY_RESOURCES "/presets");
    for (const auto& preset : presets) {
        if (preset.id == "wink")
            continue;
        for (const auto& [id, value] : preset.controls.nonNeutral()) {
            const auto mirror = head::findControl(id)->mirror;
            if (!mirror.empty())
                QCOMPARE(preset.controls.get(mirror), value);
        }
    }
}

void TestPresets::readsWhatIsWritten()
{
    const auto preset = avatar::presetFromJson(
        "{\"label\":\"Oh\",\"tags\":[\"open\"],\"order\":3,\"controls\":{\"jawOpen\":0.25}}", "oh");
    QCOMPARE(preset.id, std::string("oh"));
    QCOMPARE(preset.label, std::string("Oh"));
    QCOMPARE(preset.order, 3);
    QCOMPARE(preset.tags.size(), std::size_t{1});
    QCOMPARE(preset.controls.get("jawOpen"), 0.25);
}

void TestPresets::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("mention");
    QTest::newRow("not JSON") << QByteArray("jaw") << QByteArray("JSON");
    QTest::newRow("no controls") << QByteArray("{\"label\":\"a\"}") << QByteArray("controls");
    QTest::newRow("unknown") << QByteArray("{\"label\":\"a\",\"controls\":{\"jawOpne\":1}}") << QByteArray("jawOpne");
    QTest::newRow("no face shape") << QByteArray("{\"label\":\"a\",\"controls\":{\"headYaw\":1}}") << QByteArray("headYaw");
    QTest::newRow("too much") << QByteArray("{\"label\":\"a\",\"controls\":{\"jawOpen\":2}}") << QByteArray("beyond");
    QTest::newRow("text") << QByteArray("{\"label\":\"a\",\"controls\":{\"jawOpen\":\"1\"}}") << QByteArray("number");
    QTest::newRow("tags") << QByteArray("{\"label\":\"a\",\"tags\":[1],\"controls\":{}}") << QByteArray("tag");
    QTest::newRow("order") << QByteArray("{\"label\":\"a\",\"order\":\"x\",\"controls\":{}}") << QByteArray("order");
    QTest::newRow("label") << QByteArray("{\"label\":5,\"controls\":{}}") << QByteArray("label");
}

void TestPresets::refuses()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, mention);
    try {
        (void)avatar::presetFromJson(json.toStdString(), "mine");
        QFAIL("was accepted");
    } catch (const base::Error& error) {
        QCOMPARE(error.code(), std::string("unsupported"));
        QVERIFY2(error.message().find("mine") != std::string::npos, error.what());
        QVERIFY2(error.message().find(mention.toStdString()) != std::string::npos, error.what());
    }
}

void TestPresets::refusesAnUnknownName()
{
    const auto presets = avatar::loadPresets(EFFIGY_RESOURCES "/presets");
    QVERIFY_EXCEPTION_THROWN((void)avatar::findPreset(presets, "smirk"), base::Error);
}

void TestPresets::refusesAMissingFolder()
{
    QVERIFY_EXCEPTION_THROWN((void)avatar::loadPresets("/nowhere/presets"), base::Error);
}

QTEST_APPLESS_MAIN(TestPresets)
#include "tst_presets.moc"
