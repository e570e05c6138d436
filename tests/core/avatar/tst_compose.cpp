// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/compose.h"

#include <QtTest/QtTest>

using namespace effigy;
using avatar::Colour;

class TestCompose : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void divides();
    void laysOverABackground();
    void anEmptyPixelIsAllZero();
    void roundTripsVisiblePixels();
    void greyTakesOneAndThreeChannels();
    void nearIsWhite();
    void normalsBecomeColours();
};

void TestCompose::divides()
{
    base::FloatImage pixel(1, 1, 4);
    pixel.values = {0.25F, 0.1F, 0.0F, 0.5F};
    const auto picture = avatar::toPicture(pixel, std::nullopt);
    QCOMPARE(picture.pixels, (std::vector<std::uint8_t>{128, 51, 0, 128}));
}

void TestCompose::laysOverABackground()
{
    base::FloatImage pixel(1, 1, 4);
    pixel.values = {0.25F, 0.1F, 0.0F, 0.5F};
    const auto picture = avatar::toPicture(pixel, Colour{200, 0, 100});
    // 255 * 0.25 + 0.5 * 200, 255 * 0.1, 0.5 * 100
    QCOMPARE(picture.pixels, (std::vector<std::uint8_t>{164, 26, 50, 255}));
}

void TestCompose::anEmptyPixelIsAllZero()
{
    base::FloatImage pixel(1, 1, 4);
    pixel.values = {0.3F, 0.3F, 0.3F, 0.0F};
    QCOMPARE(avatar::toPicture(pixel, std::nullopt).pixels, (std::vector<std::uint8_t>{0, 0, 0, 0}));
}

void TestCompose::roundTripsVisiblePixels()
{
    base::Image picture(2, 1, 4);
    picture.pixels = {10, 200, 30, 255, 7, 77, 177, 120};
    QCOMPARE(avatar::toPicture(avatar::toPremultiplied(picture), std::nullopt).pixels, picture.pixels);
}

void TestCompose::greyTakesOneAndThreeChannels()
{
    base::Image grey(1, 1, 1, 51);
    QCOMPARE(avatar::toPremultiplied(grey).values, (std::vector<float>{0.2F, 0.2F, 0.2F, 1.0F}));
    base::Image rgb(1, 1, 3);
    rgb.pixels = {255, 0, 51};
    QCOMPARE(avatar::toPremultiplied(rgb).values, (std::vector<float>{1.0F, 0.0F, 0.2F, 1.0F}));
}

void TestCompose::nearIsWhite()
{
    base::FloatImage depth(3, 1, 1);
    depth.values = {1.0F, 1.5F, 9.0F};
    QCOMPARE(avatar::nearness(depth, 1.0, 2.0).values, (std::vector<float>{1.0F, 0.5F, 0.0F}));
}

void TestCompose::normalsBecomeColours()
{
    base::FloatImage normals(2, 1, 3);
    normals.values = {0.0F, 0.0F, 1.0F, 0.0F, 0.0F, 0.0F};
    QCOMPARE(avatar::normalPicture(normals).values,
             (std::vector<float>{0.5F, 0.5F, 1.0F, 1.0F, 0.0F, 0.0F, 0.0F, 0.0F}));
}

QTEST_APPLESS_MAIN(TestCompose)
#include "tst_compose.moc"
