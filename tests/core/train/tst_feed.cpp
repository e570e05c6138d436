// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "train/feed.h"

#include <QtTest/QtTest>

#include <atomic>
#include <chrono>
#include <thread>

using namespace effigy::train;

class TestFeed : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void comesInOrderFromManyThreads();
    void beginsWhereItIsTold();
    void makesNoMoreThanMayWait();
    void givesWhatIsThere();
    void tellsOfFailures();
};

void TestFeed::comesInOrderFromManyThreads()
{
    // Even numbers take longer, so that odd ones overtake them.
    Feed<std::uint64_t> feed(
        [](std::uint64_t number) {
            if (number % 2 == 0)
                std::this_thread::sleep_for(std::chrono::milliseconds(2));
            return number * number;
        },
        {.threads = 4, .mostWaiting = 8});
    std::uint64_t expected = 0;
    while (expected < 40)
        for (const std::uint64_t item : feed.take(3, 5)) {
            QCOMPARE(item, expected * expected);
            ++expected;
        }
}

void TestFeed::beginsWhereItIsTold()
{
    Feed<std::uint64_t> feed([](std::uint64_t number) { return number; }, {.threads = 2, .mostWaiting = 2, .first = 17});
    QCOMPARE(feed.take(2, 2), (std::vector<std::uint64_t>{17, 18}));
}

void TestFeed::makesNoMoreThanMayWait()
{
    std::atomic<int> made = 0;
    Feed<int> feed([&](std::uint64_t) { return ++made; }, {.threads = 3, .mostWaiting = 5});
    QTRY_COMPARE(made.load(), 5);
    (void)feed.take(2, 2);
    QTRY_COMPARE(made.load(), 7);
}

void TestFeed::givesWhatIsThere()
{
    std::atomic<bool> mayMake = false;
    Feed<int> feed(
        [&](std::uint64_t number) {
            while (!mayMake)
                std::this_thread::yield();
            return static_cast<int>(number);
        },
        {.threads = 1, .mostWaiting = 4});
    QVERIFY(feed.take(0, 4).empty());
    mayMake = true;
    QCOMPARE(feed.take(4, 4).size(), std::size_t{4});
}

void TestFeed::tellsOfFailures()
{
    Feed<int> feed(
        [](std::uint64_t number) {
            if (number == 1)
                throw effigy::base::Error("storage", "no film", "");
            return 0;
        },
        {.threads = 1, .mostWaiting = 2});
    QVERIFY_EXCEPTION_THROWN((void)feed.take(2, 2), effigy::base::Error);
}

QTEST_GUILESS_MAIN(TestFeed)
#include "tst_feed.moc"
