// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/program.h"
#include "core/photo/made_photos.h"
#include "photo/decode.h"

#include <QtTest/QtTest>

#include <cmath>

using namespace effigy;
using test::runEffigy;

namespace {

base::Image sample()
{
    return photo::decodePhoto(std::filesystem::path(EFFIGY_RESOURCES "/sample/portrait.jpg")).image;
}

base::Image bust(const base::Image& picture)
{
    base::Image cut(420, 460, 3);
    for (int y = 0; y < cut.height; ++y)
        for (int x = 0; x < cut.width; ++x)
            std::copy_n(picture.at(270 + x, 10 + y), 3, cut.at(x, y));
    return cut;
}

base::Image withChannels(const base::Image& rgb, int channels)
{
    base::Image result(rgb.width, rgb.height, channels, 255);
    for (std::size_t i = 0; i < rgb.pixels.size() / 3; ++i)
        for (int c = 0; c < std::min(3, channels); ++c)
            result.pixels[i * channels + c] = rgb.pixels[3 * i + c];
    return result;
}

base::Image fiveFaces(const base::Image& face)
{
    base::Image collage(1000, 700, 3, 128);
    made::paste(collage, made::resized(face, 336, 368), 330, 20);
    const base::Image small = made::resized(face, 210, 230);
    for (const auto& [x, y] : {std::pair{20, 20}, {770, 20}, {20, 430}, {770, 430}})
        made::paste(collage, small, x, y);
    return collage;
}

base::Image smallFace(const base::Image& face)
{
    base::Image scene(640, 480, 3, 150);
    made::paste(scene, made::resized(face, 73, 80), 280, 200);
    return scene;
}

} // namespace

Q_DECLARE_METATYPE(effigy::made::Bytes)

class TestOddPhotos : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_bust = bust(sample()); }
    void odd_data();
    void odd();
    void fiveFacesOneIsChosen();
    void turnedByExifIsAsGoodAsUpright();
    void hundredMegapixels();
    void profileIsAResultOrNoFace();

private:
    /// The result event of a reconstruction that has to succeed; empty when it did not.
    QJsonObject reconstructed(const made::Bytes& bytes, const QStringList& more = {});

    base::Image m_bust;
};

QJsonObject TestOddPhotos::reconstructed(const made::Bytes& bytes, const QStringList& more)
{
    QTemporaryDir folder;
    const QString photo = folder.filePath(QStringLiteral("photo"));
    const QString project = folder.filePath(QStringLiteral("p.effigy"));
    made::write(photo.toStdString(), bytes);
    const auto outcome = runEffigy(QStringList{QStringLiteral("reconstruct"), photo, QStringLiteral("-o"), project,
                                               QStringLiteral("--events")}
                                   + more);
    if (outcome.code != 0 || !QFile::exists(project))
        qWarning("%d: %s", outcome.code, outcome.err.constData());
    return outcome.code == 0 && QFile::exists(project) ? outcome.events().back() : QJsonObject();
}

void TestOddPhotos::odd_data()
{
    QTest::addColumn<made::Bytes>("bytes");
    QTest::newRow("grey") << made::jpeg(withChannels(m_bust, 1));
    QTest::newRow("CMYK") << made::cmykJpeg(m_bust);
    QTest::newRow("alpha") << made::png(withChannels(m_bust, 4));
    QTest::newRow("16 bits") << made::png16(m_bust);
    QTest::newRow("HEIC") << made::heic(m_bust);
    QTest::newRow("WebP") << made::webp(m_bust);
    QTest::newRow("TIFF") << made::tiff(m_bust);
    QTest::newRow("face of 40 pixels") << made::png(smallFace(m_bust));
}

void TestOddPhotos::odd()
{
    QFETCH(made::Bytes, bytes);
    const QJsonObject result = reconstructed(bytes);
    QVERIFY(!result.isEmpty());
    QVERIFY(result[QStringLiteral("landmark_error")].toDouble() < 0.12); // of the eye distance: a face, not a wall
}

void TestOddPhotos::fiveFacesOneIsChosen()
{
    const made::Bytes bytes = made::png(fiveFaces(m_bust));
    const QJsonObject first = reconstructed(bytes);
    QCOMPARE(first[QStringLiteral("faces")].toArray().size(), 5);
    QCOMPARE(first[QStringLiteral("face")].toInt(), 0);
    QCOMPARE(reconstructed(bytes, {QStringLiteral("--face"), QStringLiteral("3")})[QStringLiteral("face")].toInt(), 3);
    QVERIFY(reconstructed(bytes, {QStringLiteral("--face"), QStringLiteral("5")}).isEmpty());
}

void TestOddPhotos::turnedByExifIsAsGoodAsUpright()
{
    const double upright = reconstructed(made::jpeg(m_bust))[QStringLiteral("landmark_error")].toDouble();
    const double turned
        = reconstructed(made::jpeg(made::stored(m_bust, 6), {.orientation = 6}))[QStringLiteral("landmark_error")].toDouble();
    QVERIFY(upright > 0.0 && turned > 0.0);
    QVERIFY(std::abs(upright - turned) < 0.01); // JPEG blocks lie differently; nothing else does
}

void TestOddPhotos::hundredMegapixels()
{
    // The photo's own pixels do not matter here, its size does: there is no face in it, and that is what has to be told.
    QTemporaryDir folder;
    const QString photo = folder.filePath(QStringLiteral("huge.png"));
    made::write(photo.toStdString(), made::flatPng(11600, 8700));
    const auto outcome = runEffigy({QStringLiteral("reconstruct"), photo, QStringLiteral("-o"),
                                    folder.filePath(QStringLiteral("p.effigy")), QStringLiteral("--events")});
    QCOMPARE(outcome.code, 1);
    QCOMPARE(outcome.errorCode(), QStringLiteral("no_face"));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
}

void TestOddPhotos::profileIsAResultOrNoFace()
{
    QTemporaryDir folder;
    const QString photo = folder.filePath(QStringLiteral("photo.png"));
    const QString project = folder.filePath(QStringLiteral("p.effigy"));
    const QString profile = folder.filePath(QStringLiteral("profile.jpg"));
    made::write(photo.toStdString(), made::png(m_bust));
    QCOMPARE(runEffigy({QStringLiteral("reconstruct"), photo, QStringLiteral("-o"), project}).code, 0);
    QCOMPARE(runEffigy({QStringLiteral("render"), project, QStringLiteral("-o"), profile, QStringLiteral("--pass"),
                        QStringLiteral("mesh"), QStringLiteral("--yaw"), QStringLiteral("90")})
                 .code,
             0);
    const QString second = folder.filePath(QStringLiteral("second.effigy"));
    const auto outcome
        = runEffigy({QStringLiteral("reconstruct"), profile, QStringLiteral("-o"), second, QStringLiteral("--events")});
    if (outcome.code != 0) {
        QCOMPARE(outcome.code, 1);
        QCOMPARE(outcome.errorCode(), QStringLiteral("no_face"));
        QVERIFY(!QFile::exists(second));
    }
}

QTEST_GUILESS_MAIN(TestOddPhotos)
#include "tst_odd_photos.moc"
