// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/tone.h"

#include "base/error.h"

#include <QtTest>

#include <random>

using namespace effigy;
using namespace effigy::style;

namespace {

constexpr float kTable = 2e-4F; // curves are tables of 4097 entries

base::FloatImage pixel(float red, float green, float blue, float alpha)
{
    base::FloatImage picture(1, 1, 4);
    picture.values = {red * alpha, green * alpha, blue * alpha, alpha};
    return picture;
}

CubeLut inverting()
{
    return readCube(cubeFile(3, [](const Eigen::Vector3f& c) -> Eigen::Vector3f { return Eigen::Vector3f::Ones() - c; }, "inverted"), "a");
}

} // namespace

class TestTone : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void curvesGoThroughTheirPoints();
    void curvesNeverOvershoot();
    void curvesAreLevelBeyondTheirEnds();
    void straightCurvesAreStraight();
    void pointsAreAddedMovedAndRemoved();
    void pointsKeepTheirOrder();
    void curvesHaveALimit();
    void refusesPointsThatAreNoCurve();
    void aPlainToneLeavesEveryBit();
    void theCurveOfAllComesBeforeTheirOwn();
    void theTableComesAfterTheCurves();
    void amountsBlend();
    void alphaStays();
    void strengthOfTheLookCounts();
    void aWrittenGradeDoesTheSame();
};

void TestTone::curvesGoThroughTheirPoints()
{
    const CurvePoints points = {{0.0, 0.1}, {0.3, 0.2}, {0.6, 0.8}, {1.0, 0.9}};
    const ToneCurve curve(points);
    for (const CurvePoint& point : points)
        QVERIFY(std::abs(curve.at(point.in) - point.out) < 1e-12);
}

void TestTone::curvesNeverOvershoot()
{
    std::mt19937 random(3);
    std::uniform_real_distribution<double> unit(0.0, 1.0);
    for (int round = 0; round < 50; ++round) {
        CurvePoints points;
        for (int i = 0; i < 6; ++i)
            points.push_back({0.2 * i, unit(random)});
        const ToneCurve curve(points);
        for (int i = 0; i + 1 < 6; ++i) {
            const auto [low, high] = std::minmax(points[std::size_t(i)].out, points[std::size_t(i) + 1].out);
            const bool rises = points[std::size_t(i) + 1].out > points[std::size_t(i)].out;
            double before = points[std::size_t(i)].out;
            for (double in = 0.2 * i; in < 0.2 * (i + 1); in += 0.005) {
                const double out = curve.at(in);
                QVERIFY(out >= low - 1e-12 && out <= high + 1e-12);
                QVERIFY(rises ? out >= before - 1e-12 : out <= before + 1e-12);
                before = out;
            }
        }
    }
}

void TestTone::curvesAreLevelBeyondTheirEnds()
{
    const ToneCurve curve({{0.2, 0.4}, {0.8, 0.5}});
    QCOMPARE(curve.at(0.0), 0.4);
    QCOMPARE(curve.at(1.0), 0.5);
}

void TestTone::straightCurvesAreStraight()
{
    QCOMPARE(ToneCurve({}).at(0.37), 0.37);
    ToneCurves curves;
    QVERIFY(curves.isStraight());
    curves.points[ToneCurves::Red] = {{0.0, 0.0}, {1.0, 1.0}};
    QVERIFY(curves.isStraight());
    curves.points[ToneCurves::Red] = {{0.0, 0.0}, {1.0, 0.9}};
    QVERIFY(!curves.isStraight());
}

void TestTone::pointsAreAddedMovedAndRemoved()
{
    CurvePoints points = withPoint({}, {0.5, 0.7});
    QCOMPARE(points, (CurvePoints{{0.0, 0.0}, {0.5, 0.7}, {1.0, 1.0}}));
    points = withPointMoved(points, 1, {0.4, 0.6});
    QCOMPARE(points[1], (CurvePoint{0.4, 0.6}));
    points = withPoint(points, {0.4, 0.2}); // another point at that place goes
    QCOMPARE(points.size(), std::size_t{3});
    QCOMPARE(points[1].out, 0.2);
    points = withoutPoint(points, 1);
    QCOMPARE(points.size(), std::size_t{2});
    QCOMPARE(withoutPoint(points, 0).size(), std::size_t{2}); // two remain
}

void TestTone::pointsKeepTheirOrder()
{
    const CurvePoints points = withPoint({}, {0.5, 0.5});
    QCOMPARE(withPointMoved(points, 1, {1.4, 2.0})[1], (CurvePoint{1.0 - kClosestCurvePoints, 1.0}));
    QCOMPARE(withPointMoved(points, 0, {0.9, -1.0})[0], (CurvePoint{0.5 - kClosestCurvePoints, 0.0}));
    QVERIFY(isCurve(withPointMoved(points, 1, {1.4, 2.0})));
}

void TestTone::curvesHaveALimit()
{
    CurvePoints points;
    for (int i = 1; i < 60; ++i)
        points = withPoint(points, {i / 60.0, 0.5});
    QCOMPARE(points.size(), kMostCurvePoints);
    QVERIFY(isCurve(points));
}

void TestTone::refusesPointsThatAreNoCurve()
{
    for (const CurvePoints& points : {CurvePoints{{0.5, 0.5}}, {{0.5, 0.0}, {0.5, 1.0}}, {{0.6, 0.0}, {0.4, 1.0}}, {{0.0, 0.0}, {1.0, 1.1}}}) {
        QVERIFY(!isCurve(points));
        QVERIFY_THROWS_EXCEPTION(base::ContractError, ToneCurve{points});
    }
}

void TestTone::aPlainToneLeavesEveryBit()
{
    base::FloatImage picture = pixel(0.123F, 0.456F, 0.789F, 0.333F);
    const auto before = picture.values;
    tone(picture, Tone());
    tone(picture, {.curves = {}, .lut = inverting()}, {.curves = 1.0, .lut = 0.0});
    QCOMPARE(picture.values, before);
}

void TestTone::theCurveOfAllComesBeforeTheirOwn()
{
    Tone wish;
    wish.curves.points[ToneCurves::All] = {{0.0, 0.5}, {1.0, 0.5}};
    wish.curves.points[ToneCurves::Green] = {{0.0, 0.0}, {0.5, 0.2}, {1.0, 1.0}};
    const Eigen::Vector3f colour = toneOf(wish)({0.9F, 0.1F, 0.3F});
    QVERIFY((colour - Eigen::Vector3f(0.5F, 0.2F, 0.5F)).norm() < kTable);
}

void TestTone::theTableComesAfterTheCurves()
{
    Tone wish{.curves = {}, .lut = inverting()};
    wish.curves.points[ToneCurves::All] = {{0.0, 0.0}, {1.0, 0.5}};
    QVERIFY((toneOf(wish)({1.0F, 0.0F, 0.5F}) - Eigen::Vector3f(0.5F, 1.0F, 0.75F)).norm() < kTable);
}

void TestTone::amountsBlend()
{
    const Tone wish{.curves = {}, .lut = inverting()};
    QVERIFY((toneOf(wish, {.curves = 1.0, .lut = 0.25})({1.0F, 0.0F, 0.5F}) - Eigen::Vector3f(0.75F, 0.25F, 0.5F)).norm() < 1e-6F);
}

void TestTone::alphaStays()
{
    base::FloatImage picture = pixel(0.2F, 0.4F, 0.6F, 0.5F);
    tone(picture, {.curves = {}, .lut = inverting()});
    QCOMPARE(picture.values[3], 0.5F);
    QVERIFY(std::abs(picture.values[0] - 0.5F * 0.8F) < 1e-6F);
    base::FloatImage nothing = pixel(0.0F, 0.0F, 0.0F, 0.0F);
    tone(nothing, {.curves = {}, .lut = inverting()});
    QCOMPARE(nothing.values, (std::vector<float>{0.0F, 0.0F, 0.0F, 0.0F}));
}

void TestTone::strengthOfTheLookCounts()
{
    head::ControlValues values;
    values.set("lookStrength", 0.5);
    values.set("lutAmount", 0.4);
    QCOMPARE(toneAmounts(values).curves, 0.5);
    QCOMPARE(toneAmounts(values).lut, 0.2);
}

void TestTone::aWrittenGradeDoesTheSame()
{
    const Grade warm{.exposure = 0.3, .temperature = 0.4};
    Tone wish{.curves = {}, .lut = inverting()};
    wish.curves.points[ToneCurves::Blue] = {{0.0, 0.2}, {1.0, 0.8}};
    const auto change = gradedColour(warm, wish);
    const CubeLut written = readCube(cubeFile(33, change, "all of it"), "a");
    for (const Eigen::Vector3f& colour : {Eigen::Vector3f(0.2F, 0.4F, 0.6F), Eigen::Vector3f(0.8F, 0.5F, 0.45F)})
        QVERIFY((lookedUp(written, colour) - change(colour)).cwiseAbs().maxCoeff() < 2.0F / 255.0F); // 33 entries are that fine
}

QTEST_GUILESS_MAIN(TestTone)
#include "tst_tone.moc"
