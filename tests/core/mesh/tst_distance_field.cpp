// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "mesh/distance_field.h"

#include <QtTest/QtTest>

#include <algorithm>
#include <cmath>
#include <random>

using namespace effigy;

class TestDistanceField : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void measuresToASinglePixel();
    void isTheNearestOfAll();
    void isBeyondAllPicturesWhereThereIsNothing();
    void refusesColours();
};

void TestDistanceField::measuresToASinglePixel()
{
    base::FloatImage picture(7, 5, 1);
    *picture.at(4, 1) = 1.0F;
    const base::FloatImage field = mesh::distanceField(picture, 0.5F);
    QCOMPARE(*field.at(4, 1), 0.0F);
    QCOMPARE(*field.at(0, 1), 4.0F);
    QCOMPARE(*field.at(4, 4), 3.0F);
    QCOMPARE(*field.at(0, 4), 5.0F);
}

void TestDistanceField::isTheNearestOfAll()
{
    base::FloatImage picture(41, 29, 1);
    std::mt19937 random(3);
    for (float& value : picture.values)
        value = random() % 60 == 0 ? 1.0F : 0.0F;
    const base::FloatImage field = mesh::distanceField(picture, 0.5F);
    for (int y = 0; y < picture.height; ++y)
        for (int x = 0; x < picture.width; ++x) {
            double nearest = 1e9;
            for (int v = 0; v < picture.height; ++v)
                for (int u = 0; u < picture.width; ++u)
                    if (*picture.at(u, v) > 0.5F)
                        nearest = std::min(nearest, std::hypot(x - u, y - v));
            QVERIFY(std::abs(*field.at(x, y) - nearest) < 1e-4); // f32 of squares below 2500
        }
}

void TestDistanceField::isBeyondAllPicturesWhereThereIsNothing()
{
    const base::FloatImage field = mesh::distanceField(base::FloatImage(6, 6, 1), 0.5F);
    QVERIFY(
        std::ranges::all_of(field.values, [](float d) { return d > 1e4F && std::isfinite(d); }));
}

void TestDistanceField::refusesColours()
{
    QVERIFY_THROWS_EXCEPTION(base::ContractError,
                             (void)mesh::distanceField(base::FloatImage(4, 4, 3), 0.5F));
}

QTEST_APPLESS_MAIN(TestDistanceField)
#include "tst_distance_field.moc"
