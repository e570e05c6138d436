// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/palette.h"

#include <QtTest/QtTest>

#include <cstdlib>
#include <set>

using namespace effigy;
using namespace effigy::exporter;

namespace {

base::Image twoColours()
{
    base::Image image(8, 8, 4, 255);
    for (int y = 0; y < 8; ++y)
        for (int x = 0; x < 8; ++x) {
            auto* p = image.at(x, y);
            p[0] = x < 4 ? 200 : 16;
            p[1] = x < 4 ? 40 : 96;
            p[2] = 64;
        }
    return image;
}

} // namespace

class TestPalette : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsFewColoursExactly();
    void staysNearManyColours();
    void givesTransparentPixelsTheLastIndex();
};

void TestPalette::keepsFewColoursExactly()
{
    PaletteMaker maker;
    maker.count(twoColours());
    const auto palette = maker.palette();
    const std::set<std::uint32_t> entries(palette.begin(), palette.end());
    QVERIFY(entries.contains(0xFFC82840U));
    QVERIFY(entries.contains(0xFF106040U));
    QCOMPARE(palette[255], 0U);
}

void TestPalette::staysNearManyColours()
{
    base::Image image(64, 64, 4, 255);
    for (int y = 0; y < 64; ++y)
        for (int x = 0; x < 64; ++x) {
            auto* p = image.at(x, y);
            p[0] = static_cast<std::uint8_t>(120 + 2 * x);
            p[1] = static_cast<std::uint8_t>(80 + x + y);
            p[2] = static_cast<std::uint8_t>(60 + 2 * y);
        }
    PaletteMaker maker;
    maker.count(image);
    const auto palette = maker.palette();
    const auto indices = PaletteMapper(palette).map(image);
    double error = 0.0;
    for (std::size_t i = 0; i < indices.size(); ++i)
        for (int c = 0; c < 3; ++c)
            error += std::abs(static_cast<int>(palette[indices[i]] >> (16 - 8 * c) & 255U) -
                              image.pixels[4 * i + c]);
    // A plane of 128 x 128 levels in 255 cells is 8 x 8 a cell: 2 on average, and the dither's 4 on
    // top.
    QVERIFY2(error / (3.0 * indices.size()) < 6.0,
             qPrintable(QString::number(error / (3.0 * indices.size()))));
}

void TestPalette::givesTransparentPixelsTheLastIndex()
{
    auto image = twoColours();
    image.at(2, 2)[3] = 0;
    PaletteMaker maker;
    maker.count(image);
    const auto indices = PaletteMapper(maker.palette()).map(image);
    QCOMPARE(indices[2 * 8 + 2], std::uint8_t{255});
    QCOMPARE(std::count(indices.begin(), indices.end(), std::uint8_t{255}), 1);
}

QTEST_APPLESS_MAIN(TestPalette)
#include "tst_palette.moc"
