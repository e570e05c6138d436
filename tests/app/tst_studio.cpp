// SPDX-License-Identifier: GPL-3.0-or-later
//
// The studio's own command line, on the offscreen platform.
#include "core/project/project_fixture.h"
#include "head/head_model.h"

#include <QFile>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace effigy;

namespace {

struct Outcome {
    int code = -1;
    QString errors;
};

} // namespace

class TestStudio : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void drawsTheStartPage();
    void drawsAProjectAndLeavesItAlone();
    void themesDiffer();
    void sizesInDevicePixels();
    void languagesDiffer();
    void helpNeedsNoDisplay_data();
    void helpNeedsNoDisplay();
    void refusesWrongUsage_data();
    void refusesWrongUsage();
    void tellsWhatCannotBeOpened();

private:
    [[nodiscard]] Outcome run(const QStringList& arguments, const QString& scale = QStringLiteral("1")) const;
    [[nodiscard]] QString shot() const { return m_folder.filePath(QStringLiteral("shot.png")); }

    QTemporaryDir m_folder;
    QString m_project;
};

void TestStudio::initTestCase()
{
    m_project = m_folder.filePath(QStringLiteral("head.effigy"));
    project::NewProject content = test::anyProject();
    content.fit.coefficients.shape = Eigen::VectorXf::Zero(head::loadFreeHead()->shapeCount());
    (void)project::Project::create(m_project.toStdString(), content);
}

Outcome TestStudio::run(const QStringList& arguments, const QString& scale) const
{
    QProcess studio;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    environment.insert(QStringLiteral("QT_SCALE_FACTOR"), scale);
    environment.insert(QStringLiteral("HOME"), m_folder.path());
    environment.remove(QStringLiteral("XDG_DATA_HOME"));
    environment.remove(QStringLiteral("XDG_CONFIG_HOME"));
    studio.setProcessEnvironment(environment);
    studio.start(QStringLiteral(EFFIGY_STUDIO), arguments);
    studio.waitForFinished(-1);
    return {studio.exitCode(), QString::fromUtf8(studio.readAllStandardError())};
}

void TestStudio::drawsTheStartPage()
{
    const Outcome outcome = run({QStringLiteral("--size"), QStringLiteral("900x700"), QStringLiteral("--screenshot"), shot()});
    QVERIFY2(outcome.code == 0, qPrintable(outcome.errors));
    QCOMPARE(QImage(shot()).size(), QSize(900, 700));
}

void TestStudio::drawsAProjectAndLeavesItAlone()
{
    const std::string before = test::fileBytes(m_project.toStdString());
    const Outcome outcome = run({m_project, QStringLiteral("--workspace"), QStringLiteral("render"), QStringLiteral("--do"), QStringLiteral("mode.clay"),
                                 QStringLiteral("--preset"), QStringLiteral("smile"), QStringLiteral("--select"), QStringLiteral("jawOpen"),
                                 QStringLiteral("--size"), QStringLiteral("1000x700"), QStringLiteral("--screenshot"), shot()});
    QVERIFY2(outcome.code == 0, qPrintable(outcome.errors));
    QCOMPARE(QImage(shot()).size(), QSize(1000, 700));
    QVERIFY(test::fileBytes(m_project.toStdString()) == before);
    QVERIFY(!QFile::exists(m_folder.filePath(QStringLiteral(".config/Effigy")))); // nobody's settings
}

void TestStudio::themesDiffer()
{
    QList<int> greys;
    for (const char* theme : {"dark", "light", "high-contrast"}) {
        QCOMPARE(run({QStringLiteral("--theme"), QLatin1String(theme), QStringLiteral("--screenshot"), shot()}).code, 0);
        greys += QImage(shot()).pixelColor(20, 400).lightness(); // beside the start page's column
    }
    QVERIFY(greys[0] > 20 && greys[0] < 60);
    QVERIFY(greys[1] > 200);
    QVERIFY(greys[2] == 0);
}

void TestStudio::sizesInDevicePixels()
{
    QCOMPARE(run({QStringLiteral("--size"), QStringLiteral("800x600"), QStringLiteral("--screenshot"), shot()}, QStringLiteral("2")).code, 0);
    QCOMPARE(QImage(shot()).size(), QSize(1600, 1200));
}

void TestStudio::languagesDiffer()
{
    QList<QImage> pictures;
    for (const char* language : {"en", "de", "ja", "ko"}) {
        QCOMPARE(run({QStringLiteral("--language"), QLatin1String(language), QStringLiteral("--screenshot"), shot()}).code, 0);
        pictures += QImage(shot()).copy(0, 0, 400, 24); // the menus
    }
    for (int i = 0; i < pictures.size(); ++i)
        for (int j = 0; j < i; ++j)
            QVERIFY(pictures[i] != pictures[j]);
}

void TestStudio::helpNeedsNoDisplay_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("words");
    QTest::newRow("help") << "--help" << "--screenshot";
    QTest::newRow("short help") << "-h" << "--screenshot";
    QTest::newRow("version") << "--version" << "effigy-studio ";
}

void TestStudio::helpNeedsNoDisplay()
{
    QFETCH(QString, option);
    QFETCH(QString, words);
    QProcess studio;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
        environment.remove(QLatin1String(name));
    studio.setProcessEnvironment(environment);
    studio.start(QStringLiteral(EFFIGY_STUDIO), {option});
    QVERIFY(studio.waitForFinished(-1));
    QCOMPARE(studio.exitStatus(), QProcess::NormalExit);
    QCOMPARE(studio.exitCode(), 0);
    QVERIFY(QString::fromUtf8(studio.readAllStandardOutput()).contains(words));
}

void TestStudio::refusesWrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("size") << QStringList{QStringLiteral("--size"), QStringLiteral("wide")};
    QTest::newRow("theme") << QStringList{QStringLiteral("--theme"), QStringLiteral("pink")};
    QTest::newRow("language") << QStringList{QStringLiteral("--language"), QStringLiteral("klingon")};
    QTest::newRow("job") << QStringList{QStringLiteral("--job"), QStringLiteral("pivot")};
    QTest::newRow("option") << QStringList{QStringLiteral("--nonsense")};
    QTest::newRow("two paths") << QStringList{QStringLiteral("a.effigy"), QStringLiteral("b.effigy")};
    QTest::newRow("workspace") << QStringList{QStringLiteral("--workspace"), QStringLiteral("kitchen"), QStringLiteral("--screenshot"), shot()};
    QTest::newRow("action") << QStringList{QStringLiteral("--do"), QStringLiteral("view.inside"), QStringLiteral("--screenshot"), shot()};
    QTest::newRow("action that needs a project") << QStringList{QStringLiteral("--do"), QStringLiteral("view.left"), QStringLiteral("--screenshot"), shot()};
}

void TestStudio::refusesWrongUsage()
{
    QFETCH(QStringList, arguments);
    const Outcome outcome = run(arguments);
    QCOMPARE(outcome.code, 2);
    QVERIFY(outcome.errors.contains(QStringLiteral("effigy-studio: ")));
}

void TestStudio::tellsWhatCannotBeOpened()
{
    const Outcome outcome = run({m_folder.filePath(QStringLiteral("gone.effigy")), QStringLiteral("--screenshot"), shot()});
    QCOMPARE(outcome.code, 1);
    QVERIFY(outcome.errors.contains(QStringLiteral("gone.effigy")));
}

QTEST_GUILESS_MAIN(TestStudio)
#include "tst_studio.moc"
