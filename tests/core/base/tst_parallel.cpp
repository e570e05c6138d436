// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/parallel.h"

#include <QtTest/QtTest>

#include <atomic>
#include <vector>

using namespace effigy::base;

class TestParallel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void visitsEveryIndexOnce_data();
    void visitsEveryIndexOnce();
};

void TestParallel::visitsEveryIndexOnce_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("grain");
    QTest::newRow("nothing") << 0 << 16;
    QTest::newRow("one range") << 7 << 16;
    QTest::newRow("uneven ranges") << 1001 << 16;
    QTest::newRow("grain of one") << 33 << 1;
}

void TestParallel::visitsEveryIndexOnce()
{
    QFETCH(int, count);
    QFETCH(int, grain);
    std::vector<std::atomic<int>> visits(static_cast<std::size_t>(count));
    parallelFor(count, grain, [&](int begin, int end) {
        for (int i = begin; i < end; ++i)
            ++visits[static_cast<std::size_t>(i)];
    });
    for (const auto& visit : visits)
        QCOMPARE(visit.load(), 1);
}

QTEST_APPLESS_MAIN(TestParallel)
#include "tst_parallel.moc"
