// SPDX-License-Identifier: GPL-3.0-or-later
// What the command line does with the fit of a photo after the first time, and with what generators want of it.
#include "app/program.h"
#include "core/deca/made_networks.h"
#include "core/photo/made_photos.h"
#include "project/fit_record.h"

#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest/QtTest>

using namespace effigy;
using test::runEffigy;

namespace {

const QString kSample = QStringLiteral(EFFIGY_RESOURCES "/sample/portrait.jpg");

QJsonObject reportOf(const QByteArray& out)
{
    return QJsonDocument::fromJson(out).object();
}

QJsonArray landmarksIn(const QString& folder)
{
    QFile file(folder);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).array() : QJsonArray();
}

} // namespace

class TestRefit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void tellsHowSureEachRegionIs();
    void fitsAgainUnderAnotherAngleOfView();
    void takesLandmarksAway();
    void weakensLikeness();
    void refusesAFaceThatIsNotThere();
    void sharesTheShapeOfTwoPhotos();
    void addsPhotosAndLeavesThemOut();
    void furtherPhotosNeedAFace();
    void writesWhatGeneratorsWant();
    void beginsWithNetworksOfDeca();

private:
    [[nodiscard]] QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
    [[nodiscard]] QString project() const { return path("p.effigy"); }
    QTemporaryDir m_folder;
};

void TestRefit::initTestCase()
{
    const auto made = runEffigy({QStringLiteral("reconstruct"), kSample, QStringLiteral("-o"), project(), QStringLiteral("--json")});
    QCOMPARE(made.code, 0);
    QCOMPARE(reportOf(made.out)[QStringLiteral("regions")].toArray().size(), 10);
}

void TestRefit::tellsHowSureEachRegionIs()
{
    const auto info = runEffigy({QStringLiteral("info"), project(), QStringLiteral("--json")});
    QCOMPARE(info.code, 0);
    const QJsonArray regions = reportOf(info.out)[QStringLiteral("regions")].toArray();
    QCOMPARE(regions.size(), 10);
    for (const auto& region : regions) {
        const double sure = region[QStringLiteral("confidence")].toDouble();
        QVERIFY(sure > 0.0 && sure <= 1.0);
    }
    QVERIFY(reportOf(info.out)[QStringLiteral("landmark_error")].toDouble() < 0.05);
}

void TestRefit::fitsAgainUnderAnotherAngleOfView()
{
    const auto again = runEffigy({QStringLiteral("refit"), project(), QStringLiteral("--fov"), QStringLiteral("40"),
                                  QStringLiteral("--json")});
    QCOMPARE(again.code, 0);
    QVERIFY(reportOf(again.out)[QStringLiteral("landmark_error")].toDouble() < 0.05);
    // The project remembers it.
    QCOMPARE(runEffigy({QStringLiteral("refit"), project()}).code, 0);
}

void TestRefit::takesLandmarksAway()
{
    QJsonArray none;
    for (int i = 0; i < 68; ++i)
        none.append(QJsonValue::Null);
    QFile file(path("none.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QJsonDocument(none).toJson());
    file.close();
    const auto refused = runEffigy({QStringLiteral("refit"), project(), QStringLiteral("--landmarks"), path("none.json"),
                                    QStringLiteral("--events")});
    QCOMPARE(refused.code, 1);
    QCOMPARE(refused.errorCode(), QStringLiteral("no_face"));
    QCOMPARE(runEffigy({QStringLiteral("info"), project()}).code, 0); // as it was
}

void TestRefit::weakensLikeness()
{
    QCOMPARE(runEffigy({QStringLiteral("refit"), project(), QStringLiteral("--likeness"), QStringLiteral("0")}).code, 0);
    const auto mesh = runEffigy({QStringLiteral("export"), QStringLiteral("mesh"), project(), QStringLiteral("-o"),
                                 path("mean.obj"), QStringLiteral("--landmarks"), path("mean.json")});
    QCOMPARE(mesh.code, 0);
    const QJsonArray marks = landmarksIn(path("mean.json"));
    QCOMPARE(marks.size(), 68);
    // The mean head is its own mirror image, but for the photo's expression.
    QVERIFY(std::abs(marks[36][0].toDouble() + marks[45][0].toDouble()) < 0.001);
    QCOMPARE(runEffigy({QStringLiteral("refit"), project(), QStringLiteral("--likeness"), QStringLiteral("1")}).code, 0);
}

void TestRefit::refusesAFaceThatIsNotThere()
{
    const auto refused = runEffigy({QStringLiteral("refit"), project(), QStringLiteral("--face"), QStringLiteral("7"),
                                    QStringLiteral("--events")});
    QCOMPARE(refused.code, 1);
    QCOMPARE(refused.errorCode(), QStringLiteral("no_face"));
}

void TestRefit::sharesTheShapeOfTwoPhotos()
{
    const auto made = runEffigy({QStringLiteral("reconstruct"), kSample, kSample, QStringLiteral("-o"), path("two.effigy"),
                                 QStringLiteral("--json")});
    QCOMPARE(made.code, 0);
    QCOMPARE(reportOf(made.out)[QStringLiteral("photos")].toInt(), 2);
    QVERIFY(reportOf(made.out)[QStringLiteral("landmark_error")].toDouble() < 0.05);
}

void TestRefit::addsPhotosAndLeavesThemOut()
{
    const QString project = path("several.effigy"), other = path("other.jpg");
    QVERIFY(QImage(kSample).scaledToWidth(500, Qt::SmoothTransformation).save(other));
    QVERIFY(QFile::copy(this->project(), project));
    const auto added = runEffigy({QStringLiteral("refit"), project, QStringLiteral("--photo"), other});
    QVERIFY2(added.code == 0, added.err.constData());
    const auto photosIn = [&] {
        return reportOf(runEffigy({QStringLiteral("info"), project, QStringLiteral("--json")}).out)[QStringLiteral("further_photos")].toArray();
    };
    QCOMPARE(photosIn(), QJsonArray{QStringLiteral("other.jpg")});
    // A later fit keeps it, a photo that is there is no other photo, and one that is not there cannot go.
    QCOMPARE(runEffigy({QStringLiteral("refit"), project, QStringLiteral("--fov"), QStringLiteral("25")}).code, 0);
    QCOMPARE(photosIn().size(), 1);
    for (const QStringList& wrong : {QStringList{QStringLiteral("--photo"), other}, QStringList{QStringLiteral("--photo"), kSample},
                                     QStringList{QStringLiteral("--drop-photo"), QStringLiteral("2")}}) {
        const auto refused = runEffigy(QStringList{QStringLiteral("refit"), project, QStringLiteral("--events")} + wrong);
        QCOMPARE(refused.code, 1);
        QCOMPARE(refused.errorCode(), QStringLiteral("unsupported"));
    }
    QCOMPARE(photosIn().size(), 1);
    QCOMPARE(runEffigy({QStringLiteral("refit"), project, QStringLiteral("--drop-photo"), QStringLiteral("1")}).code, 0);
    QVERIFY(photosIn().isEmpty());
}

void TestRefit::furtherPhotosNeedAFace()
{
    const QString project = path("faceless.effigy"), wall = path("wall.png");
    QImage plain(400, 400, QImage::Format_RGB32);
    plain.fill(Qt::gray);
    QVERIFY(plain.save(wall));
    QVERIFY(QFile::copy(this->project(), project));
    const auto refused = runEffigy({QStringLiteral("refit"), project, QStringLiteral("--photo"), wall, QStringLiteral("--events")});
    QCOMPARE(refused.code, 1);
    QCOMPARE(refused.errorCode(), QStringLiteral("no_face"));
}

void TestRefit::writesWhatGeneratorsWant()
{
    const auto written = runEffigy({QStringLiteral("export"), QStringLiteral("input"), project(), QStringLiteral("-o"),
                                    path("input"), QStringLiteral("--json")});
    QCOMPARE(written.code, 0);
    const QDir folder(path("input"));
    for (const char* name : {"dataset.json", "portrait.obj", "portrait.png", "portrait_kpt2d.txt"})
        QVERIFY2(folder.exists(QLatin1String(name)), name);
    QFile labels(folder.filePath(QStringLiteral("dataset.json")));
    QVERIFY(labels.open(QIODevice::ReadOnly));
    const QJsonArray entry = QJsonDocument::fromJson(labels.readAll())[QStringLiteral("labels")][0].toArray();
    QCOMPARE(entry[0].toString(), QStringLiteral("portrait.png"));
    QCOMPARE(entry[1].toArray().size(), 25);
    QFile marks(folder.filePath(QStringLiteral("portrait_kpt2d.txt")));
    QVERIFY(marks.open(QIODevice::ReadOnly));
    const auto lines = marks.readAll().trimmed().split('\n');
    QCOMPARE(lines.size(), 68);
    // The tip of the nose lies before the face, in metres.
    const auto nose = lines[30].split(' ');
    QCOMPARE(nose.size(), 3);
    QVERIFY(nose[2].toDouble() > 0.03 && nose[2].toDouble() < 0.2);
}

void TestRefit::beginsWithNetworksOfDeca()
{
    const QString made = path("deca.effigy"), networks = path("faces.safetensors");
    test::writeMadeNetworks(networks.toStdString(), "free");
    qputenv("EFFIGY_MODELS", path("models").toUtf8());
    QCOMPARE(runEffigy({QStringLiteral("models"), QStringLiteral("add"), networks}).code, 0);
    const auto record = [&] { return project::fitRecord(project::Project::open(made.toStdString(), project::Access::ReadOnly)); };
    const auto detail = [&] { return reportOf(runEffigy({QStringLiteral("info"), made, QStringLiteral("--json")}).out)[QStringLiteral("fine_detail")].toString(); };
    const auto outcome = runEffigy({QStringLiteral("reconstruct"), kSample, QStringLiteral("-o"), made, QStringLiteral("--deca"), QStringLiteral("faces")});
    QVERIFY2(outcome.code == 0, outcome.err.constData());
    QCOMPARE(detail(), QStringLiteral("networks"));
    QVERIFY(record().applied.startsFromDeca);
    QCOMPARE(record().document.undoName(), std::string("Start from DECA"));
    QCOMPARE(runEffigy({QStringLiteral("refit"), made, QStringLiteral("--likeness"), QStringLiteral("0.9")}).code, 0);
    QCOMPARE(detail(), QStringLiteral("networks"));
    QCOMPARE(record().document.undoName(), std::string("Likeness"));
    QCOMPARE(runEffigy({QStringLiteral("refit"), made, QStringLiteral("--no-deca")}).code, 0);
    QCOMPARE(detail(), QStringLiteral("shading"));
    QVERIFY(!record().applied.startsFromDeca);
    QCOMPARE(record().document.undoName(), std::string("Start without DECA"));
    QCOMPARE(runEffigy({QStringLiteral("refit"), made, QStringLiteral("--deca"), networks}).code, 0);
    QCOMPARE(detail(), QStringLiteral("networks"));
    const auto unknown = runEffigy({QStringLiteral("refit"), made, QStringLiteral("--deca"), QStringLiteral("nothing"), QStringLiteral("--events")});
    QCOMPARE(unknown.errorCode(), QStringLiteral("model_missing"));
    qunsetenv("EFFIGY_MODELS");
    // A picture in the photo's place has not been seen by the networks, the former photo has.
    QVERIFY(QImage(kSample).save(path("lossless.png")));
    QCOMPARE(runEffigy({QStringLiteral("refit"), made, QStringLiteral("--replace-photo"), path("lossless.png")}).code, 0);
    QCOMPARE(detail(), QStringLiteral("shading"));
    QVERIFY(!record().applied.startsFromDeca);
    QCOMPARE(runEffigy({QStringLiteral("refit"), made, QStringLiteral("--former-photo")}).code, 0);
    QCOMPARE(detail(), QStringLiteral("networks"));
    QVERIFY(record().applied.startsFromDeca);
}

QTEST_GUILESS_MAIN(TestRefit)
#include "tst_refit.moc"
