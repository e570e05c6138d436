// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/cached_stage.h"

#include <QtTest/QtTest>

#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>

using effigy::avatar::CachedStage;

class TestCachedStage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runsOnceForOneInput();
    void runsAgainForAnother();
    void keepsOnlyTheLast();
    void keepsNothingWhenMakingFails();
    void tellsWhetherItRan();
    void forgets();
};

void TestCachedStage::runsOnceForOneInput()
{
    CachedStage<int, std::string> stage;
    QCOMPARE(stage.get(3, [] { return std::string("three"); }), std::string("three"));
    QCOMPARE(stage.get(3, [] { return std::string("again"); }), std::string("three"));
    QCOMPARE(stage.runCount(), 1);
}

void TestCachedStage::runsAgainForAnother()
{
    CachedStage<int, int> stage;
    (void)stage.get(1, [] { return 10; });
    QCOMPARE(stage.get(2, [] { return 20; }), 20);
    QCOMPARE(stage.runCount(), 2);
}

void TestCachedStage::keepsOnlyTheLast()
{
    CachedStage<int, int> stage;
    (void)stage.get(1, [] { return 10; });
    (void)stage.get(2, [] { return 20; });
    QCOMPARE(stage.get(1, [] { return 11; }), 11);
}

void TestCachedStage::keepsNothingWhenMakingFails()
{
    CachedStage<int, int> stage;
    (void)stage.get(1, [] { return 10; });
    stage.forgetRun();
    const auto fail = []() -> int { throw std::runtime_error("no"); };
    QVERIFY_EXCEPTION_THROWN((void)stage.get(2, fail), std::runtime_error);
    QCOMPARE(stage.runCount(), 1);
    QVERIFY(!stage.didRun());
    QCOMPARE(stage.get(2, [] { return 20; }), 20);
}

void TestCachedStage::tellsWhetherItRan()
{
    CachedStage<int, int> stage;
    (void)stage.get(1, [] {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        return 10;
    });
    QVERIFY(stage.didRun());
    (void)stage.get(1, [] { return 10; });
    QVERIFY(stage.didRun()); // for this request
    QVERIFY(stage.seconds() > 0.0);
    stage.forgetRun();
    (void)stage.get(1, [] { return 10; });
    QVERIFY(!stage.didRun());
    QCOMPARE(stage.seconds(), 0.0);
}

void TestCachedStage::forgets()
{
    CachedStage<int, int> stage;
    (void)stage.get(1, [] { return 10; });
    stage.clear();
    (void)stage.get(1, [] { return 10; });
    QCOMPARE(stage.runCount(), 2);
}

QTEST_APPLESS_MAIN(TestCachedStage)
#include "tst_cached_stage.moc"
