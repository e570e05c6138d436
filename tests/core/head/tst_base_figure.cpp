// SPDX-License-Identifier: GPL-3.0-or-later
#include "head/base_figure.h"
#include "head/head_builder.h"

#include "base/error.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <zlib.h>

using namespace effigy;
using namespace effigy::head;

class TestBaseFigure : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsPlainTargets();
    void readsCompressedTargets();
    void refusesDamagedTargets_data();
    void refusesDamagedTargets();
    void refusesCompressedTargetsThatEndEarly();
    void movesPoints();
    void tellsThatTheFigureIsMissing();

private:
    std::filesystem::path write(const char* name, const QByteArray& bytes)
    {
        QFile file(m_folder.filePath(QString::fromLatin1(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", name);
        return file.fileName().toStdString();
    }
    std::filesystem::path compress(const char* name, const QByteArray& text)
    {
        const std::string path = m_folder.filePath(QString::fromLatin1(name)).toStdString();
        const gzFile file = gzopen(path.c_str(), "wb");
        gzwrite(file, text.constData(), static_cast<unsigned>(text.size()));
        gzclose(file);
        return path;
    }
    QTemporaryDir m_folder;
};

void TestBaseFigure::readsPlainTargets()
{
    const Target target =
        readTarget(write("a.target", "# a comment\n3 .5 -1 0\r\n7 0 0 2e-1\n\n"), 8);
    QCOMPARE(target.size(), std::size_t{2});
    QCOMPARE(target[0].first, 3);
    QVERIFY(target[0].second == Eigen::Vector3d(0.5, -1.0, 0.0));
    QVERIFY(target[1].second == Eigen::Vector3d(0.0, 0.0, 0.2));
}

void TestBaseFigure::readsCompressedTargets()
{
    QCOMPARE(readTarget(compress("a.target.gz", "1 1 2 3\n"), 2).size(), std::size_t{1});
}

void TestBaseFigure::refusesDamagedTargets_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("too few numbers") << QByteArray("1 2 3\n");
    QTest::newRow("no number") << QByteArray("1 2 3 x\n");
    QTest::newRow("point beyond the figure") << QByteArray("8 0 0 0\n");
    QTest::newRow("negative point") << QByteArray("-1 0 0 0\n");
    QTest::newRow("half a number") << QByteArray("1 0 0 1.5abc\n");
}

void TestBaseFigure::refusesDamagedTargets()
{
    QFETCH(QByteArray, text);
    const auto path = write("bad.target", text);
    try {
        (void)readTarget(path, 8);
        QFAIL("a damaged target was accepted");
    } catch (const base::Error& error) {
        QCOMPARE(QByteArray::fromStdString(error.code()), QByteArray("model_refused"));
    }
}

void TestBaseFigure::refusesCompressedTargetsThatEndEarly()
{
    QByteArray text;
    for (int i = 0; i < 2000; ++i)
        text += QByteArray::number(i % 8) + " " + QByteArray::number(i * 37 % 101) + " 2 3\n";
    QFile file(QString::fromStdString(compress("whole.target.gz", text).string()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray whole = file.readAll();
    const auto path = write("cut.target.gz", whole.left(whole.size() / 2));
    QVERIFY_EXCEPTION_THROWN((void)readTarget(path, 8), base::Error);
}

void TestBaseFigure::movesPoints()
{
    FigurePoints points = FigurePoints::Zero(3, 4);
    applyTarget({{2, Eigen::Vector3d(1, 2, 3)}}, 0.5, points);
    QVERIFY(points.col(2) == Eigen::Vector3d(0.5, 1.0, 1.5));
    QVERIFY(points.col(1).isZero());
}

void TestBaseFigure::tellsThatTheFigureIsMissing()
{
    base::SilentProgress progress;
    try {
        (void)buildFreeHead(m_folder.path().toStdString(), {}, progress, {});
        QFAIL("a head was built from nothing");
    } catch (const base::Error& error) {
        QCOMPARE(QByteArray::fromStdString(error.code()), QByteArray("storage"));
    }
}

QTEST_APPLESS_MAIN(TestBaseFigure)
#include "tst_base_figure.moc"
