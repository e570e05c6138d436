// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/colour.h"

#include <QtTest/QtTest>

using namespace effigy::style;

class TestColour : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knowsMiddleGrey();
    void undoesItself();
    void whiteHasNoHue();
    void huesAreWhereTheyAreCalled();
};

void TestColour::knowsMiddleGrey()
{
    // IEC 61966-2-1: ((0.5 + 0.055) / 1.055)^2.4; tables of 4096 steps are exact to 1e-6 there.
    QVERIFY(std::abs(linearOf(0.5F) - 0.214041F) < 2e-6F);
    QCOMPARE(linearOf(0.0F), 0.0F);
    QCOMPARE(linearOf(1.0F), 1.0F);
}

void TestColour::undoesItself()
{
    for (int i = 0; i <= 255; ++i) {
        const float v = static_cast<float>(i) / 255.0F;
        QVERIFY(std::abs(srgbOf(linearOf(v)) - v) < 1e-3F); // a quarter of an 8-bit step
    }
    for (int i = 0; i < 125; ++i) {
        const Eigen::Vector3f colour(0.1F + 0.2F * static_cast<float>(i % 5), 0.1F + 0.2F * static_cast<float>(i / 5 % 5),
                                     0.1F + 0.2F * static_cast<float>(i / 25));
        QVERIFY((linearOfOklab(oklabOf(colour)) - colour).norm() < 1e-4F); // the published matrices have ten digits
    }
}

void TestColour::whiteHasNoHue()
{
    const Eigen::Vector3f lab = oklabOf(Eigen::Vector3f::Ones());
    QVERIFY(std::abs(lab[0] - 1.0F) < 1e-4F && std::abs(lab[1]) < 1e-3F && std::abs(lab[2]) < 1e-3F);
}

void TestColour::huesAreWhereTheyAreCalled()
{
    const Eigen::Vector3f red = srgbOfHue(0.65, 0.15, 20.0), blue = srgbOfHue(0.65, 0.15, 260.0);
    QVERIFY(red[0] > red[1] && red[0] > red[2]);
    QVERIFY(blue[2] > blue[0] && blue[2] > blue[1]);
}

QTEST_APPLESS_MAIN(TestColour)
#include "tst_colour.moc"
