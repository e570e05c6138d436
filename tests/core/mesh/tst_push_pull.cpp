// SPDX-License-Identifier: GPL-3.0-or-later
#include "mesh/push_pull.h"

#include "base/error.h"

#include <QtTest/QtTest>

#include <algorithm>

using namespace effigy;
using base::FloatImage;

class TestPushPull : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatIsKnown();
    void spreadsOneValueEverywhere();
    void staysWithinTheKnownValues();
    void ignoresValuesWithoutWeight();
    void givesZeroWhereNothingIsKnown();
    void refusesAnotherSize();
};

namespace {

FloatImage ramp(int width, int height)
{
    FloatImage image(width, height, 1);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            *image.at(x, y) = static_cast<float>(x) / static_cast<float>(width);
    return image;
}

} // namespace

void TestPushPull::keepsWhatIsKnown()
{
    const auto values = ramp(13, 7);
    QCOMPARE(mesh::pushPull(values, FloatImage(13, 7, 1, 1.0F)), values);
}

void TestPushPull::spreadsOneValueEverywhere()
{
    FloatImage values(17, 9, 3), weight(17, 9, 1);
    std::fill_n(values.at(4, 5), 3, 0.625F);
    *weight.at(4, 5) = 1.0F;
    for (const float value : mesh::pushPull(values, weight).values)
        QCOMPARE(value, 0.625F);
}

void TestPushPull::staysWithinTheKnownValues()
{
    const auto values = ramp(32, 32);
    FloatImage weight(32, 32, 1);
    for (int y = 0; y < 32; ++y)
        *weight.at(8, y) = *weight.at(24, y) = 1.0F;
    const auto filled = mesh::pushPull(values, weight);
    for (const float value : filled.values)
        QVERIFY(value >= 0.25F && value <= 0.75F);
    QVERIFY(*filled.at(10, 16) < *filled.at(22, 16));
}

void TestPushPull::ignoresValuesWithoutWeight()
{
    FloatImage values(8, 8, 1, 1e6F), weight(8, 8, 1);
    *values.at(3, 3) = 2.0F;
    *weight.at(3, 3) = 0.5F;
    // A weight of a half keeps half of itself; the rest comes from coarser levels, which know only
    // this value.
    for (const float value : mesh::pushPull(values, weight).values)
        QCOMPARE(value, 2.0F);
}

void TestPushPull::givesZeroWhereNothingIsKnown()
{
    for (const float value : mesh::pushPull(ramp(5, 5), FloatImage(5, 5, 1)).values)
        QCOMPARE(value, 0.0F);
}

void TestPushPull::refusesAnotherSize()
{
    QVERIFY_EXCEPTION_THROWN((void)mesh::pushPull(ramp(5, 5), FloatImage(4, 5, 1)),
                             base::ContractError);
}

QTEST_APPLESS_MAIN(TestPushPull)
#include "tst_push_pull.moc"
