// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the command line does with another picture of a project's photo.
#include "app/program.h"
#include "project/fit_record.h"

#include <QFileInfo>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPainter>
#include <QTemporaryDir>
#include <QtTest/QtTest>

using namespace effigy;
using test::runEffigy;

namespace {

const QString kSample = QStringLiteral(EFFIGY_RESOURCES "/sample/portrait.jpg");

QJsonObject reportOf(const QByteArray& out) { return QJsonDocument::fromJson(out).object(); }

} // namespace

class TestReplacedPhoto : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QCOMPARE(runEffigy({QStringLiteral("reconstruct"), kSample, QStringLiteral("-o"), project()}).code, 0); }
    void replacesThePhotoAndGoesBack();
    void refusesAReplacementThatIsNone();

private:
    [[nodiscard]] QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
    [[nodiscard]] QString project() const { return path("p.effigy"); }
    QTemporaryDir m_folder;
};

void TestReplacedPhoto::replacesThePhotoAndGoesBack()
{
    const QString project = path("replaced.effigy"), larger = path("larger.png"), side = path("side.jpg");
    QVERIFY(QFile::copy(this->project(), project));
    QVERIFY(QImage(kSample).scaledToWidth(500, Qt::SmoothTransformation).save(side));
    const QImage photo(kSample);
    QVERIFY(photo.scaledToWidth(photo.width() * 3 / 2, Qt::SmoothTransformation).save(larger));
    QCOMPARE(runEffigy({QStringLiteral("refit"), project, QStringLiteral("--fov"), QStringLiteral("33"), QStringLiteral("--photo"), side}).code, 0);
    QCOMPARE(runEffigy({QStringLiteral("edit"), project, QStringLiteral("--set"), QStringLiteral("jawOpen=0.4"), QStringLiteral("--key"),
                        QStringLiteral("headYaw@0=3"), QStringLiteral("--key"), QStringLiteral("headYaw@1=9")}).code, 0);
    const auto info = [&] { return reportOf(runEffigy({QStringLiteral("info"), project, QStringLiteral("--json")}).out); };
    QCOMPARE(info()[QStringLiteral("photo_path")].toString(), QFileInfo(kSample).canonicalFilePath());
    QCOMPARE(info()[QStringLiteral("photo_file")].toString(), QStringLiteral("same"));
    const double error = info()[QStringLiteral("landmark_error")].toDouble();

    QFile interrupted(project + QStringLiteral(".tuning")); // of the photo that goes
    QVERIFY(interrupted.open(QIODevice::WriteOnly));
    interrupted.close();
    const auto replaced = runEffigy({QStringLiteral("refit"), project, QStringLiteral("--replace-photo"), larger, QStringLiteral("--json")});
    QVERIFY2(replaced.code == 0, replaced.err.constData());
    QVERIFY(reportOf(replaced.out)[QStringLiteral("landmark_error")].toDouble() < 0.05);
    QVERIFY(!interrupted.exists());
    const QJsonObject now = info();
    QCOMPARE(now[QStringLiteral("photo")].toString(), QStringLiteral("larger.png"));
    QCOMPARE(now[QStringLiteral("former_photo")].toString(), QStringLiteral("portrait.jpg"));
    QCOMPARE(now[QStringLiteral("further_photos")].toArray(), QJsonArray{QStringLiteral("side.jpg")});
    QCOMPARE(now[QStringLiteral("controls")][QStringLiteral("jawOpen")].toDouble(), 0.4);

    // The angle of view that was asked for still holds.
    const auto now33 = project::Project::open(project.toStdString());
    QVERIFY(project::fitRecord(now33).document.wish().fovDeg == 33.0);
    QCOMPARE(now33.fit().photoWidth, photo.width() * 3 / 2);
    QCOMPARE(now33.document().state().timeline.keyCount(), std::size_t{2});

    QCOMPARE(runEffigy({QStringLiteral("refit"), project, QStringLiteral("--former-photo")}).code, 0);
    QCOMPARE(info()[QStringLiteral("photo")].toString(), QStringLiteral("portrait.jpg"));
    QCOMPARE(info()[QStringLiteral("landmark_error")].toDouble(), error);
    QCOMPARE(info()[QStringLiteral("controls")][QStringLiteral("jawOpen")].toDouble(), 0.4);
}

void TestReplacedPhoto::refusesAReplacementThatIsNone()
{
    const QString project = path("kept.effigy"), wall = path("blank.png"), words = path("words.png"), detail = path("detail.png"), faces = path("faces.png");
    QVERIFY(QFile::copy(this->project(), project));
    QImage plain(400, 400, QImage::Format_RGB32);
    plain.fill(Qt::gray);
    QVERIFY(plain.save(wall));
    QFile none(words);
    QVERIFY(none.open(QIODevice::WriteOnly) && none.write("no picture") > 0);
    none.close();
    const QImage bust = QImage(kSample).copy(270, 10, 420, 460);
    QVERIFY(bust.save(detail));
    QImage five(1000, 700, QImage::Format_RGB32);
    five.fill(Qt::gray);
    QPainter painter(&five);
    for (const QPoint& at : {QPoint(10, 10), QPoint(400, 10), QPoint(740, 10), QPoint(10, 400), QPoint(740, 400)})
        painter.drawImage(QRect(at, QSize(210, 230)), bust);
    painter.end();
    QVERIFY(five.save(faces));
    const std::pair<QString, const char*> refusals[] = {{wall, "no_face"}, {words, "bad_photo"}, {detail, "unsupported"}, {faces, "no_face"}, {path("nowhere.jpg"), "storage"}};
    for (const auto& [picture, code] : refusals) {
        const auto refused = runEffigy({QStringLiteral("refit"), project, QStringLiteral("--replace-photo"), picture, QStringLiteral("--events")});
        QCOMPARE(refused.code, 1);
        QCOMPARE(refused.errorCode(), QString::fromLatin1(code));
    }
    const auto nothing = runEffigy({QStringLiteral("refit"), project, QStringLiteral("--former-photo"), QStringLiteral("--events")});
    QCOMPARE(nothing.errorCode(), QStringLiteral("unsupported"));
    const auto report = reportOf(runEffigy({QStringLiteral("info"), project, QStringLiteral("--json")}).out);
    QCOMPARE(report[QStringLiteral("photo")].toString(), QStringLiteral("portrait.jpg"));
    QVERIFY(report[QStringLiteral("former_photo")].toString().isEmpty());
    // Who insists gets it.
    const auto anew = runEffigy({QStringLiteral("refit"), project, QStringLiteral("--replace-photo"), detail, QStringLiteral("--anew")});
    QVERIFY2(anew.code == 0, anew.err.constData());
}

QTEST_GUILESS_MAIN(TestReplacedPhoto)
#include "tst_replaced_photo.moc"
