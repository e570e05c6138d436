// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/program.h"
#include "core/photo/made_photos.h"

#include <QtTest/QtTest>

using namespace effigy;
using test::runEffigy;

namespace {

made::Bytes bytesOf(const char* text)
{
    const auto* first = reinterpret_cast<const std::byte*>(text);
    return {first, first + qstrlen(text)};
}

made::Bytes firstHalf(const made::Bytes& whole)
{
    return {whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(whole.size() / 2)};
}

} // namespace

Q_DECLARE_METATYPE(effigy::made::Bytes)

class TestBadPhotos : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refusesWhatIsNoPhoto_data();
    void refusesWhatIsNoPhoto();
    void refusesAMissingPhoto();
    void refusesAFolder();
};

void TestBadPhotos::refusesWhatIsNoPhoto_data()
{
    QTest::addColumn<made::Bytes>("bytes");
    QTest::addColumn<QString>("code");
    const base::Image picture = made::quarters(400, 300);
    QTest::newRow("not an image") << bytesOf("Dear Sir or Madam, please find no picture here.") << QStringLiteral("bad_photo");
    QTest::newRow("zero bytes") << made::Bytes() << QStringLiteral("bad_photo");
    QTest::newRow("truncated JPEG") << firstHalf(made::jpeg(picture)) << QStringLiteral("bad_photo");
    QTest::newRow("truncated PNG") << firstHalf(made::png(picture)) << QStringLiteral("bad_photo");
    QTest::newRow("truncated HEIC") << firstHalf(made::heic(picture)) << QStringLiteral("bad_photo");
    QTest::newRow("GIF") << bytesOf("GIF89a and so on") << QStringLiteral("unsupported");
}

void TestBadPhotos::refusesWhatIsNoPhoto()
{
    QFETCH(made::Bytes, bytes);
    QFETCH(QString, code);
    QTemporaryDir folder;
    const QString photo = folder.filePath(QStringLiteral("photo.jpg"));
    made::write(photo.toStdString(), bytes);
    const auto outcome = runEffigy({QStringLiteral("reconstruct"), photo, QStringLiteral("-o"),
                                    folder.filePath(QStringLiteral("p.effigy")), QStringLiteral("--events")});
    QCOMPARE(outcome.code, 1);
    QCOMPARE(outcome.errorCode(), code);
    QVERIFY(outcome.err.contains("photo.jpg"));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1); // the photo, and nothing half-made
}

void TestBadPhotos::refusesAMissingPhoto()
{
    QTemporaryDir folder;
    const auto outcome = runEffigy({QStringLiteral("reconstruct"), folder.filePath(QStringLiteral("none.jpg")),
                                    QStringLiteral("-o"), folder.filePath(QStringLiteral("p.effigy")), QStringLiteral("--events")});
    QCOMPARE(outcome.code, 1);
    QCOMPARE(outcome.errorCode(), QStringLiteral("storage"));
    QVERIFY(outcome.err.contains("none.jpg"));
}

void TestBadPhotos::refusesAFolder()
{
    QTemporaryDir folder;
    const auto outcome = runEffigy({QStringLiteral("reconstruct"), folder.path(), QStringLiteral("-o"),
                                    folder.filePath(QStringLiteral("p.effigy")), QStringLiteral("--events")});
    QCOMPARE(outcome.code, 1);
    QCOMPARE(outcome.errorCode(), QStringLiteral("storage"));
}

QTEST_GUILESS_MAIN(TestBadPhotos)
#include "tst_bad_photos.moc"
