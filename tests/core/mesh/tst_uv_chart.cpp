// SPDX-License-Identifier: GPL-3.0-or-later
#include "mesh/uv_chart.h"

#include <QTest>

using namespace effigy;

class TestUvChart : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void neighbouringSquaresDiffer();
    void coloursTellUApart();
    void saturationGrowsWithV();
};

namespace {

int brightest(const base::Image& chart, int x, int y) { return std::max({chart.at(x, y)[0], chart.at(x, y)[1], chart.at(x, y)[2]}); }
int dullest(const base::Image& chart, int x, int y) { return std::min({chart.at(x, y)[0], chart.at(x, y)[1], chart.at(x, y)[2]}); }

} // namespace

void TestUvChart::neighbouringSquaresDiffer()
{
    const auto chart = mesh::uvChart(64); // squares of four pixels
    QVERIFY(std::abs(brightest(chart, 1, 1) - brightest(chart, 5, 1)) > 50);
    QCOMPARE(brightest(chart, 1, 1), brightest(chart, 9, 1));
    QVERIFY(std::abs(brightest(chart, 1, 1) - brightest(chart, 1, 5)) > 50);
}

void TestUvChart::coloursTellUApart()
{
    const auto chart = mesh::uvChart(96);
    QVERIFY(chart.at(0, 0)[0] > chart.at(0, 0)[1]);  // u = 0: red
    QVERIFY(chart.at(33, 0)[1] > chart.at(33, 0)[0]); // u = 1/3: green
    QVERIFY(chart.at(65, 0)[2] > chart.at(65, 0)[1]); // u = 2/3: blue
}

void TestUvChart::saturationGrowsWithV()
{
    const auto chart = mesh::uvChart(64);
    const auto spread = [&](int y) { return double(dullest(chart, 1, y)) / brightest(chart, 1, y); };
    QVERIFY(spread(0) < spread(32)); // row 0 lies at v = 1
    QVERIFY(spread(32) < spread(63));
}

QTEST_APPLESS_MAIN(TestUvChart)
#include "tst_uv_chart.moc"
