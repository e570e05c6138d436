// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/program.h"
#include "parity/packed_file.h"

#include <QtTest/QtTest>

#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>

#include <filesystem>

using namespace effigy;
using test::Outcome;
using test::runEffigy;

namespace {

const std::filesystem::path kDeca = EFFIGY_SOURCE_DIR "/../shared/parity/deca";
const QString kSnapshot = QStringLiteral(EFFIGY_SOURCE_DIR "/../shared/parity/next3d/snapshot_tiny.pkl");
const QString kPortrait = QStringLiteral(EFFIGY_RESOURCES "/sample/portrait.jpg");

Outcome run(const QStringList& arguments) { return runEffigy(arguments + QStringList{QStringLiteral("--events")}); }

} // namespace

/// From a photo to an edited avatar of a snapshot as Next3D publishes it, on FLAME. The files carry a head that may not be
/// copied, so all of it is skipped where they are absent.
class TestPublishedRoad : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void decaStartChangesTheFit();
    void decaDetailStaysWithTheProject();
    void otherHeadsAreTold();
    void photoIsThePublishedCrop();
    void tunes();
    void rendersWhatItsControlsSay();
    void exportsAFilm();
    void deltaIsWhatWasTuned();

private:
    [[nodiscard]] QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
    void reconstruct(const QString& project, const QStringList& more) const
    {
        const auto outcome = run(QStringList{QStringLiteral("reconstruct"), kPortrait, QStringLiteral("-o"), project} + more);
        QVERIFY2(outcome.code == 0, outcome.err.constData());
    }

    QTemporaryDir m_folder;
    parity::PackedFiles m_packed;
};

void TestPublishedRoad::initTestCase()
{
    if (!std::filesystem::exists(kDeca) || !QFile::exists(kSnapshot))
        QSKIP("../shared/parity is not there");
    qputenv("EFFIGY_MODELS", path("models").toUtf8());
    qputenv("EFFIGY_HEADS", path("heads").toUtf8());
    const auto flame = run({QStringLiteral("head"), QStringLiteral("flame"), QStringLiteral("--flame"),
                            QString::fromStdString(m_packed.find(kDeca / "flame_numpy.pkl").string()), QStringLiteral("--data"),
                            QString::fromStdString((kDeca / "third_party").string())});
    QVERIFY2(flame.code == 0, flame.err.constData());
    const auto added = run({QStringLiteral("models"), QStringLiteral("add"), kSnapshot, QStringLiteral("--name"), QStringLiteral("tiny")});
    QVERIFY2(added.code == 0, added.err.constData());
    QVERIFY(added.events().back()[QStringLiteral("inverts_photos")].toBool());
    reconstruct(path("flame.effigy"), {QStringLiteral("--head"), QStringLiteral("flame")});
}

void TestPublishedRoad::decaStartChangesTheFit()
{
    const QString weights = QString::fromStdString(m_packed.find(kDeca / "deca_model_zip.pt").string());
    reconstruct(path("deca.effigy"), {QStringLiteral("--head"), QStringLiteral("flame"), QStringLiteral("--deca"), weights});
    const auto noseOf = [&](const char* project) {
        const QString file = path("landmarks.json");
        const auto outcome = run({QStringLiteral("export"), QStringLiteral("mesh"), path(project), QStringLiteral("-o"), path("head.obj"),
                                  QStringLiteral("--landmarks"), file});
        QFile json(file);
        return outcome.code == 0 && json.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(json.readAll()).array() : QJsonArray();
    };
    const QJsonArray with = noseOf("deca.effigy"), without = noseOf("flame.effigy");
    QCOMPARE(with.size(), 68);
    QVERIFY(with != without);
    const auto free = run({QStringLiteral("reconstruct"), kPortrait, QStringLiteral("-o"), path("x.effigy"), QStringLiteral("--deca"), weights});
    QCOMPARE(free.errorCode(), QStringLiteral("model_refused"));
}

void TestPublishedRoad::decaDetailStaysWithTheProject()
{
    const auto detailOf = [&](const char* project) {
        return run({QStringLiteral("info"), path(project)}).events().back()[QStringLiteral("fine_detail")].toString();
    };
    QCOMPARE(detailOf("flame.effigy"), QStringLiteral("shading"));
    QCOMPARE(detailOf("deca.effigy"), QStringLiteral("networks"));
    const auto picture = [&](const char* project, const QStringList& more) {
        const QString file = path("picture.png");
        const auto outcome = run(QStringList{QStringLiteral("render"), path(project), QStringLiteral("-o"), file, QStringLiteral("--size"),
                                             QStringLiteral("256"), QStringLiteral("--yaw"), QStringLiteral("0")} + more);
        return outcome.code == 0 ? QImage(file) : QImage();
    };
    const QStringList normals{QStringLiteral("--pass"), QStringLiteral("normals")}, off{QStringLiteral("--set"), QStringLiteral("meshDetail=0")},
        lit{QStringLiteral("--pass"), QStringLiteral("mesh"), QStringLiteral("--set"), QStringLiteral("lampAmount=1"), QStringLiteral("--set"),
            QStringLiteral("lampTurn=80")};
    const QImage folded = picture("deca.effigy", normals);
    QVERIFY(!folded.isNull() && folded != picture("deca.effigy", normals + off));
    QVERIFY(picture("deca.effigy", lit) != picture("deca.effigy", lit + off));
    QFile::copy(path("deca.effigy"), path("again.effigy"));
    const auto refit = [&](const QStringList& more) {
        const auto outcome = run(QStringList{QStringLiteral("refit"), path("again.effigy"), QStringLiteral("--likeness"), QStringLiteral("0.9")} + more);
        QVERIFY2(outcome.code == 0, outcome.err.constData());
    };
    refit({});
    QCOMPARE(detailOf("again.effigy"), QStringLiteral("networks"));
    refit({QStringLiteral("--face"), QStringLiteral("0")}); // whose DECA has not seen
    QCOMPARE(detailOf("again.effigy"), QStringLiteral("shading"));
    refit({QStringLiteral("--deca"), QString::fromStdString(m_packed.find(kDeca / "deca_model_zip.pt").string())});
    QCOMPARE(detailOf("again.effigy"), QStringLiteral("networks"));
}

void TestPublishedRoad::otherHeadsAreTold()
{
    reconstruct(path("free.effigy"), {});
    const auto free = run({QStringLiteral("invert"), path("free.effigy"), QStringLiteral("--model"), QStringLiteral("tiny")});
    QCOMPARE(free.code, 1);
    QCOMPARE(free.errorCode(), QStringLiteral("unsupported"));
    QVERIFY(free.err.contains("--head flame"));
    const auto flame = run({QStringLiteral("invert"), path("flame.effigy")});
    QCOMPARE(flame.errorCode(), QStringLiteral("unsupported"));
    QVERIFY(flame.err.contains("--head free"));
}

void TestPublishedRoad::photoIsThePublishedCrop()
{
    const auto input = run({QStringLiteral("export"), QStringLiteral("input"), path("flame.effigy"), QStringLiteral("-o"), path("input")});
    QVERIFY2(input.code == 0, input.err.constData());
    const auto photo = run({QStringLiteral("render"), path("flame.effigy"), QStringLiteral("-o"), path("photo.png"), QStringLiteral("--match-photo"),
                            QStringLiteral("--pass"), QStringLiteral("photo"), QStringLiteral("--size"), QStringLiteral("512")});
    QVERIFY2(photo.code == 0, photo.err.constData());
    const QImage a(path("input/portrait.png")), b(path("photo.png"));
    QCOMPARE(a.size(), b.size());
    double sum = 0.0;
    for (int y = 64; y < 448; ++y)
        for (int x = 64; x < 448; ++x)
            sum += std::abs(qGreen(a.pixel(x, y)) - qGreen(b.pixel(x, y)));
    QVERIFY2(sum / (384 * 384) < 3.0, qPrintable(QString::number(sum / (384 * 384)))); // two ways of resampling one square
}

/// How well, the core's tests tell: here one step of each kind has to do.
void TestPublishedRoad::tunes()
{
    const auto tuned = run({QStringLiteral("invert"), path("flame.effigy"), QStringLiteral("--model"), QStringLiteral("tiny"), QStringLiteral("--quality"),
                            QStringLiteral("draft"), QStringLiteral("--projection-steps"), QStringLiteral("1"), QStringLiteral("--steps"),
                            QStringLiteral("1")});
    QVERIFY2(tuned.code == 0, tuned.err.constData());
    QVERIFY(tuned.events().back()[QStringLiteral("psnr")].toDouble() > 0.0);
}

void TestPublishedRoad::rendersWhatItsControlsSay()
{
    const auto render = [&](const char* file, const QStringList& more) {
        return run(QStringList{QStringLiteral("render"), path("flame.effigy"), QStringLiteral("-o"), path(file), QStringLiteral("--size"), QStringLiteral("256")}
                   + more);
    };
    const QString set = QStringLiteral("--set");
    QCOMPARE(render("a.png", {QStringLiteral("--match-photo")}).code, 0);
    QCOMPARE(render("b.png", {QStringLiteral("--match-photo"), set, QStringLiteral("jawOpen=0.9")}).code, 0);
    QCOMPARE(render("c.png", {QStringLiteral("--yaw"), QStringLiteral("25")}).code, 0);
    QCOMPARE(render("d.png", {QStringLiteral("--match-photo")}).code, 0);
    const QImage rest(path("a.png"));
    QVERIFY(!rest.isNull() && qAlpha(rest.pixel(0, 0)) == 255);
    QVERIFY(QImage(path("b.png")) != rest);
    QVERIFY(QImage(path("c.png")) != rest);
    QCOMPARE(QImage(path("d.png")), rest); // the project as it was reopened
    QCOMPARE(render("e.png", {QStringLiteral("--pass"), QStringLiteral("mask")}).errorCode(), QStringLiteral("unsupported"));
}

void TestPublishedRoad::exportsAFilm()
{
    const auto film = run({QStringLiteral("export"), QStringLiteral("video"), path("flame.effigy"), QStringLiteral("-o"), path("turn.gif"),
                           QStringLiteral("--turntable"), QStringLiteral("--size"), QStringLiteral("128"), QStringLiteral("--fps"), QStringLiteral("4"),
                           QStringLiteral("--frames"), QStringLiteral("1-2")});
    QVERIFY2(film.code == 0, film.err.constData());
}

void TestPublishedRoad::deltaIsWhatWasTuned()
{
    const auto written = run({QStringLiteral("models"), QStringLiteral("export"), path("flame.effigy"), QStringLiteral("-o"),
                              path("delta.safetensors"), QStringLiteral("--delta"), QStringLiteral("own")});
    QVERIFY2(written.code == 0, written.err.constData());
    QVERIFY(written.events().back()[QStringLiteral("tensors")].toInt() > 10);
    const auto whole = run({QStringLiteral("models"), QStringLiteral("export"), path("flame.effigy"), QStringLiteral("-o"),
                            path("whole.safetensors")});
    QVERIFY2(whole.code == 0, whole.err.constData());
    // Against itself the whole differs in as many tensors as the delta has.
    const auto again = run({QStringLiteral("models"), QStringLiteral("export"), path("whole.safetensors"), QStringLiteral("-o"),
                            path("again.safetensors"), QStringLiteral("--delta"), QStringLiteral("tiny")});
    QVERIFY2(again.code == 0, again.err.constData());
    QCOMPARE(again.events().back()[QStringLiteral("tensors")], written.events().back()[QStringLiteral("tensors")]);
}

QTEST_GUILESS_MAIN(TestPublishedRoad)
#include "tst_published_road.moc"
