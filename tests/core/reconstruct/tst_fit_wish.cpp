// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "reconstruct/fit_wish.h"

#include <QtTest/QtTest>

using namespace effigy;
using namespace effigy::reconstruct;

namespace {

FitWish moved(int landmark, float x)
{
    FitWish wish;
    wish.landmarks[landmark] = Eigen::Vector2f(x, 20.0F);
    return wish;
}

} // namespace

class TestFitWish : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void movesAndTakesAway();
    void survivesJson();
    void followsThePhotoToAnotherResolution();
    void refusesNonsense_data();
    void refusesNonsense();
    void undoesAndRedoes();
    void makesADragOneEdit();
    void forgetsADragThatComesBack();
};

void TestFitWish::movesAndTakesAway()
{
    Landmarks2 found;
    FitWish wish = moved(30, 12.0F);
    wish.landmarks[31] = std::nullopt;
    QCOMPARE(wishedLandmarks(found, wish)[30], Eigen::Vector2f(12.0F, 20.0F));
    QCOMPARE(wishedLandmarks(found, wish)[29], found[29]);
    QCOMPARE(wishedOrigins(wish)[30], LandmarkOrigin::Placed);
    QCOMPARE(wishedOrigins(wish)[31], LandmarkOrigin::Absent);
    QCOMPARE(wishedOrigins(wish)[29], LandmarkOrigin::Found);
}

void TestFitWish::survivesJson()
{
    FitWish wish = moved(30, 12.25F);
    wish.landmarks[31] = std::nullopt;
    wish.fovDeg = 33.5;
    wish.likeness = 0.75;
    wish.startsFromDeca = true;
    QVERIFY(wishFromJson(wishToJson(wish)) == wish);
    FitDocument document;
    document.apply("Move", wish);
    document.apply("Move again", moved(3, 1.0F));
    document.undo();
    QVERIFY(FitDocument::fromJson(document.toJson()) == document);
}

void TestFitWish::followsThePhotoToAnotherResolution()
{
    FitDocument document;
    FitWish wish = moved(30, 12.0F);
    wish.landmarks[31] = std::nullopt;
    wish.fovDeg = 33.0;
    document.apply("Move", wish);
    document.apply("Move again", moved(3, 7.0F));
    document.scale(1.5);
    QCOMPARE(*document.wish().landmarks.at(3), Eigen::Vector2f(10.5F, 30.0F));
    document.undo();
    QCOMPARE(*document.wish().landmarks.at(30), Eigen::Vector2f(18.0F, 30.0F));
    QVERIFY(!document.wish().landmarks.at(31));
    QCOMPARE(document.wish().fovDeg, wish.fovDeg);
    document.undo();
    QVERIFY(document.wish() == FitWish());
}

void TestFitWish::refusesNonsense_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("no JSON") << QByteArray("landmarks");
    QTest::newRow("no such landmark") << QByteArray(R"({"landmarks":{"68":[1,2]},"likeness":1})");
    QTest::newRow("no number") << QByteArray(R"({"landmarks":{"nose":[1,2]},"likeness":1})");
    QTest::newRow("half a place") << QByteArray(R"({"landmarks":{"6":[1]},"likeness":1})");
    QTest::newRow("likeness") << QByteArray(R"({"landmarks":{},"likeness":9})");
    QTest::newRow("angle of view") << QByteArray(R"({"landmarks":{},"likeness":1,"fov_deg":-3})");
}

void TestFitWish::refusesNonsense()
{
    QFETCH(QByteArray, json);
    QVERIFY_EXCEPTION_THROWN((void)wishFromJson(json.toStdString()), base::Error);
}

void TestFitWish::undoesAndRedoes()
{
    FitDocument document;
    QVERIFY(!document.canUndo());
    document.apply("First", moved(30, 1.0F));
    document.apply("Second", moved(30, 2.0F));
    QCOMPARE(document.undoName(), std::string("Second"));
    document.undo();
    QVERIFY(document.wish() == moved(30, 1.0F));
    QCOMPARE(document.redoName(), std::string("Second"));
    document.redo();
    QVERIFY(document.wish() == moved(30, 2.0F));
    document.undo();
    document.apply("Third", moved(5, 1.0F));
    QVERIFY(!document.canRedo());
    document.undo();
    document.undo();
    QVERIFY(document.wish() == FitWish());
}

void TestFitWish::makesADragOneEdit()
{
    FitDocument document;
    for (int step = 1; step <= 5; ++step)
        document.apply("Move landmark 30", moved(30, static_cast<float>(step)), 7);
    document.apply("Move landmark 30", moved(30, 9.0F), 8);
    document.undo();
    QVERIFY(document.wish() == moved(30, 5.0F));
    document.undo();
    QVERIFY(document.wish() == FitWish());
    QVERIFY(!document.canUndo());
}

void TestFitWish::forgetsADragThatComesBack()
{
    FitDocument document;
    document.apply("Move landmark 30", moved(30, 1.0F), 7);
    document.apply("Move landmark 30", FitWish(), 7);
    QVERIFY(!document.canUndo());
}

QTEST_APPLESS_MAIN(TestFitWish)
#include "tst_fit_wish.moc"
