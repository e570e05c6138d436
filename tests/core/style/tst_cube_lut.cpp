// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/cube_lut.h"

#include "base/error.h"
#include "style/cube_file.h"

#include <QTemporaryDir>
#include <QtTest>

#include <fstream>

using namespace effigy;
using namespace effigy::style;

namespace {

constexpr float kRounding = 2e-6F; // six digits of a file, and a few f32 sums

Eigen::Vector3f same(const Eigen::Vector3f& colour) { return colour; }
Eigen::Vector3f swapped(const Eigen::Vector3f& colour) { return {colour[2], colour[0], colour[1]}; }

CubeLut cubeOf(int size, const std::function<Eigen::Vector3f(const Eigen::Vector3f&)>& colour)
{
    return readCube(cubeFile(size, colour, "test"), "test.cube");
}

bool isNear(const Eigen::Vector3f& a, const Eigen::Vector3f& b) { return (a - b).cwiseAbs().maxCoeff() < kRounding; }

const char* const kSmall = "LUT_3D_SIZE 2\n0 0 0\n1 0 0\n0 1 0\n1 1 0\n0 0 1\n1 0 1\n0 1 1\n1 1 1\n";

} // namespace

class TestCubeLut : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void redRunsFastest();
    void identityChangesNothing_data();
    void identityChangesNothing();
    void linearTablesAreExactBetweenEntries();
    void greysOfAGreyTableStayGrey();
    void tetrahedraMeetOnTheDiagonal();
    void readsCommentsTitlesAndLineEnds_data();
    void readsCommentsTitlesAndLineEnds();
    void readsRowsOfOneDimension();
    void domainsMoveTheTable();
    void coloursBeyondTheTableTakeItsBorder();
    void writesWhatItReads();
    void damagedFilesNameTheLine_data();
    void damagedFilesNameTheLine();
    void tooLargeTablesAreRefused_data();
    void tooLargeTablesAreRefused();
    void readsFiles();
};

void TestCubeLut::redRunsFastest()
{
    const CubeLut lut = readCube(kSmall, "a");
    QCOMPARE(lut.size, 2);
    QVERIFY(isNear(lut.entries[1], {1.0F, 0.0F, 0.0F}));
    QVERIFY(isNear(lookedUp(lut, {0.25F, 0.5F, 0.75F}), {0.25F, 0.5F, 0.75F}));
}

void TestCubeLut::identityChangesNothing_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {2, 17, 33})
        QTest::addRow("%d", size) << size;
}

void TestCubeLut::identityChangesNothing()
{
    QFETCH(int, size);
    const CubeLut lut = cubeOf(size, same);
    for (int i = 0; i <= 20; ++i)
        for (int j = 0; j <= 20; ++j) {
            const Eigen::Vector3f colour(float(i) / 20.0F, float(j) / 20.0F, float(i * j % 21) / 20.0F);
            QVERIFY(isNear(lookedUp(lut, colour), colour));
        }
}

void TestCubeLut::linearTablesAreExactBetweenEntries()
{
    const CubeLut lut = cubeOf(5, swapped);
    const Eigen::Vector3f colour(0.13F, 0.62F, 0.97F);
    QVERIFY(isNear(lookedUp(lut, colour), swapped(colour)));
}

void TestCubeLut::greysOfAGreyTableStayGrey()
{
    // Squares of grey: tetrahedra run along the diagonal of greys, so that no colour of a corner comes in.
    const CubeLut lut = cubeOf(4, [](const Eigen::Vector3f& colour) -> Eigen::Vector3f { return colour.cwiseProduct(colour); });
    for (float grey = 0.0F; grey <= 1.0F; grey += 0.05F) {
        const Eigen::Vector3f found = lookedUp(lut, Eigen::Vector3f::Constant(grey));
        QVERIFY(isNear(found, Eigen::Vector3f::Constant(found[0])));
    }
}

void TestCubeLut::tetrahedraMeetOnTheDiagonal()
{
    // One cell whose corner (1, 1, 0) is bright: within the tetrahedron of red before green before blue it counts by green minus blue.
    CubeLut lut = readCube(kSmall, "a");
    for (auto& entry : lut.entries)
        entry.setZero();
    lut.entries[3].setOnes();
    QVERIFY(isNear(lookedUp(lut, {0.9F, 0.5F, 0.2F}), Eigen::Vector3f::Constant(0.3F)));
    QVERIFY(isNear(lookedUp(lut, {0.5F, 0.9F, 0.2F}), Eigen::Vector3f::Constant(0.3F)));
    QVERIFY(isNear(lookedUp(lut, {0.9F, 0.2F, 0.5F}), Eigen::Vector3f::Zero()));
}

void TestCubeLut::readsCommentsTitlesAndLineEnds_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray small = kSmall;
    QTest::newRow("comments") << "# made by hand\n\n" + QByteArray(small).replace("0 1 0", "  0\t1 0  ") + "# end\n";
    QTest::newRow("title") << "TITLE \"Evening 3\"\n" + small;
    QTest::newRow("byte order mark") << "\xEF\xBB\xBF" + small;
    QTest::newRow("Windows") << QByteArray(small).replace("\n", "\r\n");
    QTest::newRow("old Mac") << QByteArray(small).replace("\n", "\r");
    QTest::newRow("no end of line") << small.chopped(1);
    QTest::newRow("exponents and signs") << QByteArray(small).replace("1 1 1", "+1.0e0 10E-1 1.");
}

void TestCubeLut::readsCommentsTitlesAndLineEnds()
{
    QFETCH(QByteArray, text);
    QVERIFY(readCube(text.toStdString(), "a") == readCube(kSmall, "a"));
}

void TestCubeLut::readsRowsOfOneDimension()
{
    const CubeLut lut = readCube("LUT_1D_SIZE 3\n0 0 1\n0.25 0.5 0.5\n1 1 0\n", "a");
    QVERIFY(!lut.isCube);
    QVERIFY(isNear(lookedUp(lut, {0.5F, 0.25F, 0.75F}), {0.25F, 0.25F, 0.25F}));
}

void TestCubeLut::domainsMoveTheTable()
{
    const std::string wide = "DOMAIN_MIN -1 0 0\nDOMAIN_MAX 1 2 1\n" + std::string(kSmall);
    QVERIFY(isNear(lookedUp(readCube(wide, "a"), {0.0F, 1.0F, 1.0F}), {0.5F, 0.5F, 1.0F}));
    const std::string resolve = "LUT_3D_INPUT_RANGE 0 2\n" + std::string(kSmall);
    QVERIFY(isNear(lookedUp(readCube(resolve, "a"), {1.0F, 0.5F, 0.0F}), {0.5F, 0.25F, 0.0F}));
}

void TestCubeLut::coloursBeyondTheTableTakeItsBorder()
{
    QVERIFY(isNear(lookedUp(readCube(kSmall, "a"), {1.5F, -0.5F, 0.5F}), {1.0F, 0.0F, 0.5F}));
}

void TestCubeLut::writesWhatItReads()
{
    const auto grade = [](const Eigen::Vector3f& c) { return Eigen::Vector3f(c[0] * c[0], 0.5F * c[1], 1.0F - c[2]); };
    const std::string text = cubeFile(9, grade, "A \"quoted\" name\n");
    QVERIFY(text.starts_with("TITLE \"A 'quoted' name'\"\nLUT_3D_SIZE 9\n"));
    const CubeLut lut = readCube(text, "a");
    QCOMPARE(lut.entries.size(), std::size_t{729});
    QVERIFY(isNear(lookedUp(lut, {0.5F, 1.0F, 0.25F}), grade({0.5F, 1.0F, 0.25F})));
}

void TestCubeLut::damagedFilesNameTheLine_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("what");
    const QByteArray small = kSmall;
    QTest::newRow("no number") << QByteArray(small).replace("0 1 0", "0 one 0") << "line 4: \"one\" is no number";
    QTest::newRow("two numbers") << QByteArray(small).replace("0 1 0", "0 1") << "line 4: 3 numbers are expected, not 2";
    QTest::newRow("endless number") << QByteArray(small).replace("0 1 0", "0 1e39 0") << "line 4: \"1e39\" is no number";
    QTest::newRow("nan") << QByteArray(small).replace("0 1 0", "0 nan 0") << "line 4: \"nan\" is no number";
    QTest::newRow("cut off") << small.chopped(6) << "line 8: the table ends after 7 of 8 entries";
    QTest::newRow("too long") << small + "0 0 0\n" << "line 10: more than 8 entries";
    QTest::newRow("unknown word") << "LUT_4D_SIZE 2\n" + small << "line 1: \"LUT_4D_SIZE\" is neither a number nor a keyword";
    QTest::newRow("size twice") << "LUT_3D_SIZE 2\n" + small << "line 2: the size of the table stands there twice";
    QTest::newRow("entry first") << "0 0 0\n" + small << "line 1: an entry before the size";
    QTest::newRow("half a size") << QByteArray("LUT_3D_SIZE 2.5\n") << "line 1: a table has 2 entries at least";
    QTest::newRow("size of one") << QByteArray("LUT_3D_SIZE 1\n0 0 0\n") << "line 1: a table has 2 entries at least";
    QTest::newRow("empty domain") << "DOMAIN_MAX 1 0 1\n" + small << "the domain of its table is empty";
    QTest::newRow("empty") << QByteArray() << "does not say how large its table is";
    QTest::newRow("picture") << QByteArray("GIF89a\x01\0\x01\0", 10) << "line 1: \"GIF89a";
}

void TestCubeLut::damagedFilesNameTheLine()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, what);
    try {
        (void)readCube(text.toStdString(), "evening.cube");
        QFAIL("it was read");
    } catch (const base::Error& error) {
        QCOMPARE(error.code(), std::string("bad_lut"));
        const QString told = QString::fromLatin1(error.what());
        QVERIFY2(told.contains(what), qPrintable(told));
        QVERIFY(told.startsWith(QLatin1String("evening.cube")));
        QVERIFY(!error.hint().empty());
    }
}

void TestCubeLut::tooLargeTablesAreRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("cube") << QByteArray("LUT_3D_SIZE 130\n");
    QTest::newRow("beyond numbers") << QByteArray("LUT_3D_SIZE 999999\n");
    QTest::newRow("row") << QByteArray("LUT_1D_SIZE 65537\n");
    QTest::newRow("both kinds") << QByteArray("LUT_1D_SIZE 2\nLUT_3D_SIZE 2\n");
}

void TestCubeLut::tooLargeTablesAreRefused()
{
    QFETCH(QByteArray, text);
    try {
        (void)readCube(text.toStdString(), "evening.cube");
        QFAIL("it was read");
    } catch (const base::Error& error) {
        QCOMPARE(error.code(), std::string("unsupported"));
    }
}

void TestCubeLut::readsFiles()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath(QStringLiteral("small.cube")).toStdString();
    std::ofstream(path) << kSmall;
    const CubeFile file = readCubeFile(path);
    QVERIFY(file.lut == readCube(kSmall, "a"));
    QVERIFY(style::cubeOf(file.bytes, "a") == file.lut);
    QVERIFY_THROWS_EXCEPTION(base::Error, readCubeFile(folder.filePath(QStringLiteral("none.cube")).toStdString()));
}

QTEST_GUILESS_MAIN(TestCubeLut)
#include "tst_cube_lut.moc"
