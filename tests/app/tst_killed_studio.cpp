// SPDX-License-Identifier: GPL-3.0-or-later
//
// The whole studio is killed at random moments of somebody's work, and started again.
#include "app/document_print.h"
#include "core/project/project_fixture.h"
#include "head/head_model.h"

#include <QDir>
#include <QElapsedTimer>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QThread>
#include <QtTest/QtTest>

#include <signal.h>

#include <algorithm>

using namespace effigy;
using project::Project;

namespace {

/// What a studio said until it was killed.
struct Life {
    QByteArray opening; // "given" or "offered"
    std::string opened; // how the document was then
    std::vector<std::string> states; // that could reach the disk, in their order; the first is the opened one
    std::size_t saved = 0; // index of the last of them that has
};

Life lifeOf(const QByteArray& out)
{
    Life life;
    for (const QByteArray& line : out.split('\n')) {
        const QList<QByteArray> words = line.split(' ');
        if (words.size() != 2)
            continue;
        const std::string print = words[1].toStdString();
        if (words[0] == "given" || words[0] == "offered") {
            life.opening = words[0];
            life.opened = print;
            life.states = {print};
        } else if (words[0] == "did") {
            life.states.push_back(print);
        } else if (words[0] == "saved") { // undo leads back to states that were there: the last one is meant
            const auto found = std::find(life.states.rbegin(), life.states.rend(), print);
            life.saved = std::max(life.saved, std::size_t(life.states.rend() - found) - 1);
        }
    }
    return life;
}

std::string printIn(const QString& project) { return test::printOf(Project::open(project.toStdString(), project::Access::ReadOnly).document()); }

} // namespace

class TestKilledStudio : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void nothingThatWasSavedIsEverLost();

private:
    [[nodiscard]] Life killedAfter(int ms, unsigned seed) const;

    QTemporaryDir m_home;
    QString m_project;
};

void TestKilledStudio::initTestCase()
{
    QVERIFY(QDir(m_home.path()).mkpath(QStringLiteral("recovery")));
    m_project = m_home.filePath(QStringLiteral("recovery/portrait.effigy")); // never saved by hand
    project::NewProject content = test::anyProject();
    content.fit.coefficients.shape = Eigen::VectorXf::Zero(head::loadFreeHead()->shapeCount());
    (void)Project::create(m_project.toStdString(), content);
}

/// Lets the studio live for so long after its first deed.
Life TestKilledStudio::killedAfter(int ms, unsigned seed) const
{
    QProcess studio;
    studio.start(QStringLiteral(EFFIGY_KILLED_STUDIO), {m_project, m_home.path(), QString::number(seed)});
    QByteArray out;
    while (!out.contains("\ndid ") && studio.waitForReadyRead(-1))
        out += studio.readAllStandardOutput();
    QElapsedTimer timer;
    for (timer.start(); timer.elapsed() < ms; QThread::msleep(1))
        out += studio.readAllStandardOutput();
    ::kill(pid_t(studio.processId()), SIGKILL);
    studio.waitForFinished(-1);
    return lifeOf(out + studio.readAllStandardOutput());
}

void TestKilledStudio::nothingThatWasSavedIsEverLost()
{
    constexpr int kKills = 6;
    const quint32 seed = qEnvironmentVariableIsSet("EFFIGY_TEST_SEED") ? qEnvironmentVariable("EFFIGY_TEST_SEED").toUInt() : QRandomGenerator::global()->generate();
    qInfo("seed %u (EFFIGY_TEST_SEED gives another)", seed);
    QRandomGenerator random(seed);
    std::size_t did = 0;
    for (int i = 0; i < kKills; ++i) {
        const std::string before = printIn(m_project);
        const int ms = int(random.bounded(50, 1200));
        const Life life = killedAfter(ms, random.generate());
        const QByteArray which = "seed " + QByteArray::number(seed) + ", kill " + QByteArray::number(i) + " after " + QByteArray::number(ms) + " ms";
        QVERIFY2(life.opening == (i == 0 ? "given" : "offered"), which);
        QVERIFY2(life.opened == before, which); // with everything that had reached the disk
        did += life.states.size() - 1;
        // The file holds what was saved last, or something that was done after it.
        const std::string now = printIn(m_project);
        const auto first = life.states.begin() + std::ptrdiff_t(life.saved);
        QVERIFY2(std::find(first, life.states.end(), now) != life.states.end(), which);
        // It is whole: opening checks every page, reading each checksum.
        auto project = Project::open(m_project.toStdString());
        QVERIFY2(project.photo().bytes == test::anyProject().photo.bytes, which);
        (void)project.alignedPhoto();
        (void)project.fit();
        (void)project.thumbnail();
        // And its history leads back to the beginning and forth again.
        avatar::Document document = project.document();
        const std::size_t position = document.history().position();
        document.goTo(0);
        QVERIFY2(document.state().controls == test::anyProject().controls && document.state().timeline.isStill(), which);
        document.goTo(position);
        QVERIFY2(test::printOf(document) == now, which);
    }
    QVERIFY(did > 10); // somebody did work
    QVERIFY(Project::open(m_project.toStdString()).document().history().edits().size() > 1);
}

QTEST_GUILESS_MAIN(TestKilledStudio)
#include "tst_killed_studio.moc"
