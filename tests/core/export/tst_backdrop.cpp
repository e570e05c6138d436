// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/backdrop.h"

#include <QtTest/QtTest>

#include <array>
#include <cstdlib>

using namespace effigy;
using namespace effigy::exporter;

namespace {

using Rgb = std::array<int, 3>;

Rgb at(const base::Image& image, int x, int y)
{
    const auto* pixel = image.at(x, y);
    return {pixel[0], pixel[1], pixel[2]};
}

bool isNear(const Rgb& a, const Rgb& b)
{
    return std::abs(a[0] - b[0]) <= 1 && std::abs(a[1] - b[1]) <= 1 && std::abs(a[2] - b[2]) <= 1;
}

/// Red, half of it, and nothing, side by side.
base::Image threePixels(int side)
{
    base::Image image(3 * side, side, 4);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < 2 * side; ++x) {
            auto* pixel = image.at(x, y);
            pixel[0] = 200;
            pixel[3] = x < side ? 255 : 128;
        }
    return image;
}

/// Columns of one colour each.
base::Image stripes(const std::vector<Rgb>& colours, int width, int height)
{
    base::Image image(width * static_cast<int>(colours.size()), height, 3);
    for (int y = 0; y < image.height; ++y)
        for (int x = 0; x < image.width; ++x)
            for (int c = 0; c < 3; ++c)
                image.at(x, y)[c] = static_cast<std::uint8_t>(colours[static_cast<std::size_t>(x / width)][static_cast<std::size_t>(c)]);
    return image;
}

} // namespace

class TestBackdrop : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aColourShowsThroughAlpha();
    void aPictureFillsTheFrame_data();
    void aPictureFillsTheFrame();
    void framesMayChangeTheirSize();
    void opaquePicturesHideIt();
};

void TestBackdrop::aColourShowsThroughAlpha()
{
    Backdrop backdrop(std::array<std::uint8_t, 3>{0, 100, 0});
    const auto result = backdrop.under(threePixels(4));
    QCOMPARE(result.channels, 3);
    QVERIFY(isNear(at(result, 1, 1), {200, 0, 0}));
    QVERIFY(isNear(at(result, 5, 1), {100, 50, 0})); // alpha 128 of 255
    QVERIFY(isNear(at(result, 9, 1), {0, 100, 0}));
}

void TestBackdrop::aPictureFillsTheFrame_data()
{
    QTest::addColumn<int>("width");  // of each of three stripes
    QTest::addColumn<int>("height");
    QTest::newRow("larger") << 120 << 120;
    QTest::newRow("smaller") << 10 << 10;
}

// Of three squares in a row a square frame shows the middle one.
void TestBackdrop::aPictureFillsTheFrame()
{
    QFETCH(int, width);
    QFETCH(int, height);
    Backdrop backdrop(stripes({{250, 0, 0}, {0, 250, 0}, {0, 0, 250}}, width, height));
    const auto result = backdrop.under(base::Image(40, 40, 4));
    QCOMPARE(result.width, 40);
    for (const int x : {3, 20, 36})
        QVERIFY(isNear(at(result, x, 20), {0, 250, 0}));
}

void TestBackdrop::framesMayChangeTheirSize()
{
    Backdrop backdrop(stripes({{10, 20, 30}}, 8, 8));
    for (const int side : {16, 5, 16}) {
        const auto result = backdrop.under(base::Image(side, side, 4));
        QCOMPARE(result.height, side);
        QVERIFY(isNear(at(result, side - 1, side - 1), {10, 20, 30}));
    }
}

void TestBackdrop::opaquePicturesHideIt()
{
    Backdrop backdrop(stripes({{10, 20, 30}}, 8, 8));
    const base::Image opaque(8, 8, 3, 77);
    QVERIFY(backdrop.under(opaque) == opaque);
    QVERIFY(isNear(at(backdrop.under(base::Image(8, 8, 1, 50)), 4, 4), {50, 50, 50}));
}

QTEST_APPLESS_MAIN(TestBackdrop)
#include "tst_backdrop.moc"
