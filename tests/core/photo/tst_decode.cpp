// SPDX-License-Identifier: GPL-3.0-or-later
#include "photo/decode.h"

#include "base/error.h"
#include "core/photo/made_photos.h"
#include "error_code.h"

#include <QtTest/QtTest>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numbers>

using namespace effigy;
using made::Bytes;

namespace {

Bytes encodedAs(const std::string& kind, const base::Image& picture)
{
    if (kind == "jpeg")
        return made::jpeg(picture);
    if (kind == "png")
        return made::png(picture);
    if (kind == "webp")
        return made::webp(picture);
    if (kind == "tiff")
        return made::tiff(picture);
    return made::heic(picture);
}

photo::Photo decoded(const Bytes& bytes, const photo::DecodeOptions& options = {})
{
    return photo::decodePhoto(bytes, "made", options);
}

std::string codeOf(const Bytes& bytes, const photo::DecodeOptions& options = {})
{
    return test::errorCodeOf([&] { static_cast<void>(decoded(bytes, options)); });
}

/// Largest difference at the middles of the four quarters, where no edge disturbs.
int worstQuarter(const base::Image& got, const base::Image& want)
{
    if (got.width != want.width || got.height != want.height || got.channels != 3)
        return 999;
    int worst = 0;
    for (const double v : {0.25, 0.75})
        for (const double u : {0.25, 0.75})
            for (int c = 0; c < 3; ++c) {
                const int x = static_cast<int>(u * got.width);
                const int y = static_cast<int>(v * got.height);
                worst = std::max(worst, std::abs(got.at(x, y)[c] - want.at(x, y)[c]));
            }
    return worst;
}

constexpr int kLossy = 8; // JPEG, WebP and HEIC at quality 90 and more lose at most this on flat colour

} // namespace

class TestDecode : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsEveryKind_data() { kinds(); }
    void readsEveryKind();
    void knowsKindByContentNotByName();
    void keepsTheFile();
    void turnsUpright_data();
    void turnsUpright();
    void turnsTiffUpright();
    void readsGrey();
    void readsCmyk();
    void readsSixteenBits();
    void keepsAlphaAside();
    void honoursTheProfile();
    void ignoresABrokenProfile();
    void tellsFovFromFilmEquivalent();
    void tellsFovFromSensor();
    void tellsNoFovOfACroppedPhoto();
    void reducesLargePhotos();
    void readsHundredMegapixels();
    void refusesTooManyPixels();
    void refusesEmpty();
    void refusesText();
    void refusesOtherPictures();
    void refusesCutOff_data() { kinds(); }
    void refusesCutOff();
    void survivesDamage_data() { kinds(); }
    void survivesDamage();
    void refusesMissingFile();

private:
    static void kinds()
    {
        QTest::addColumn<QString>("kind");
        for (const char* kind : {"jpeg", "png", "webp", "tiff", "heif"})
            QTest::newRow(kind) << kind;
    }
};

void TestDecode::readsEveryKind()
{
    QFETCH(QString, kind);
    const base::Image picture = made::quarters(96, 64);
    const photo::Photo photo = decoded(encodedAs(kind.toStdString(), picture));
    QCOMPARE(photo.format, kind.toStdString());
    QCOMPARE(photo.originalWidth, 96);
    QCOMPARE(photo.originalHeight, 64);
    QCOMPARE(photo.scale, 1.0);
    QVERIFY(photo.alpha.empty());
    QVERIFY(worstQuarter(photo.image, picture) <= kLossy);
}

void TestDecode::knowsKindByContentNotByName()
{
    QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath("photo.txt").toStdString();
    made::write(path, made::png(made::quarters(32, 32)));
    const photo::Photo photo = photo::decodePhoto(path);
    QCOMPARE(photo.format, std::string("png"));
    QCOMPARE(photo.name, std::string("photo.txt"));
}

void TestDecode::keepsTheFile()
{
    const Bytes bytes = made::webp(made::quarters(32, 32));
    QVERIFY(decoded(bytes).bytes == bytes);
}

void TestDecode::turnsUpright_data()
{
    QTest::addColumn<int>("orientation");
    for (int orientation = 1; orientation <= 8; ++orientation)
        QTest::addRow("%d", orientation) << orientation;
}

void TestDecode::turnsUpright()
{
    QFETCH(int, orientation);
    const base::Image upright = made::quarters(96, 64);
    const photo::Photo photo = decoded(made::jpeg(made::stored(upright, orientation), {.orientation = orientation}));
    QCOMPARE(photo.originalWidth, 96);
    QVERIFY(worstQuarter(photo.image, upright) <= kLossy);
}

void TestDecode::turnsTiffUpright()
{
    const base::Image upright = made::quarters(96, 64);
    for (int orientation = 1; orientation <= 8; ++orientation)
        QCOMPARE(worstQuarter(decoded(made::tiff(made::stored(upright, orientation), orientation)).image, upright), 0);
}

void TestDecode::readsGrey()
{
    base::Image grey(40, 30, 1, 90);
    for (const char* kind : {"jpeg", "png", "tiff"}) {
        const photo::Photo photo = decoded(encodedAs(kind, grey));
        QCOMPARE(photo.image.channels, 3);
        for (int c = 0; c < 3; ++c)
            QVERIFY(std::abs(photo.image.at(20, 15)[c] - 90) <= 1); // JPEG rounds
    }
}

void TestDecode::readsCmyk()
{
    const base::Image picture = made::quarters(96, 64);
    QVERIFY(worstQuarter(decoded(made::cmykJpeg(picture)).image, picture) <= kLossy);
    QCOMPARE(worstQuarter(decoded(made::cmykTiff(picture)).image, picture), 0);
}

void TestDecode::readsSixteenBits()
{
    const base::Image picture = made::quarters(96, 64);
    QCOMPARE(worstQuarter(decoded(made::png16(picture)).image, picture), 0);
}

void TestDecode::keepsAlphaAside()
{
    base::Image picture(8, 4, 4, 255);
    for (int y = 0; y < 4; ++y)
        for (int x = 0; x < 4; ++x) {
            picture.at(x, y)[0] = 10;
            picture.at(x, y)[3] = 0;
        }
    const photo::Photo photo = decoded(made::png(picture));
    QCOMPARE(photo.image.channels, 3);
    QCOMPARE(photo.alpha.channels, 1);
    QCOMPARE(int(*photo.alpha.at(1, 1)), 0);
    QCOMPARE(int(*photo.alpha.at(6, 1)), 255);
    QCOMPARE(int(photo.image.at(1, 1)[0]), 128); // hidden colour does not show
    QCOMPARE(int(photo.image.at(6, 1)[0]), 255);
}

void TestDecode::honoursTheProfile()
{
    const base::Image red(32, 32, 3, 0);
    base::Image picture = red;
    for (std::size_t i = 0; i < picture.pixels.size(); i += 3)
        picture.pixels[i] = 200;
    const base::Image seen = decoded(made::jpegWithProfile(picture, made::swappedProfile())).image;
    QVERIFY(seen.at(16, 16)[0] <= 12);                   // the profile calls this channel green
    QVERIFY(std::abs(seen.at(16, 16)[1] - 200) <= 12);   // adaptation of the white point moves it a little
}

void TestDecode::ignoresABrokenProfile()
{
    const base::Image picture = made::quarters(96, 64);
    const Bytes nonsense(200, std::byte{7});
    QVERIFY(worstQuarter(decoded(made::jpegWithProfile(picture, nonsense)).image, picture) <= kLossy);
}

void TestDecode::tellsFovFromFilmEquivalent()
{
    const photo::Photo photo = decoded(made::jpeg(made::quarters(96, 64), {.focalLength35Mm = 50}));
    QVERIFY(photo.fovDeg.has_value());
    QVERIFY(std::abs(*photo.fovDeg - 39.6) < 0.1); // 36 mm wide film at 50 mm: 2 atan(18 / 50)
}

void TestDecode::tellsFovFromSensor()
{
    const made::ExifTags tags{.focalLengthMm = 85, .pixelWidth = 6000, .pixelHeight = 4000, .focalPlanePerCm = 1667};
    const photo::Photo photo = decoded(made::jpeg(made::quarters(96, 64), tags));
    QVERIFY(photo.fovDeg.has_value());
    QVERIFY(std::abs(*photo.fovDeg - 23.9) < 0.1); // 6000 / 166.7 = 36 mm: 2 atan(18 / 85)
}

void TestDecode::tellsNoFovOfACroppedPhoto()
{
    QVERIFY(!decoded(made::jpeg(made::quarters(64, 64), {.focalLength35Mm = 50})).fovDeg.has_value());
    QVERIFY(!decoded(made::jpeg(made::quarters(96, 64))).fovDeg.has_value());
}

void TestDecode::reducesLargePhotos()
{
    const base::Image large = made::quarters(900, 600);
    const base::Image small = made::quarters(300, 200);
    for (const char* kind : {"jpeg", "png", "webp", "tiff", "heif"}) {
        const photo::Photo photo = decoded(encodedAs(kind, large), {.maxSide = 300});
        QCOMPARE(photo.originalWidth, 900);
        QVERIFY(std::abs(photo.scale - 1.0 / 3.0) < 1e-9);
        QVERIFY(worstQuarter(photo.image, small) <= kLossy);
    }
}

void TestDecode::readsHundredMegapixels()
{
    const photo::Photo photo = decoded(made::flatPng(11600, 8700));
    QCOMPARE(photo.originalWidth, 11600);
    QCOMPARE(photo.image.width, 4096);
    QCOMPARE(photo.image.height, 3072);
    QCOMPARE(int(photo.image.at(2000, 3000)[1]), 128);
}

void TestDecode::refusesTooManyPixels()
{
    QCOMPARE(codeOf(made::flatPng(600, 600), {.maxPixels = 300'000}), std::string("bad_photo"));
}

void TestDecode::refusesEmpty() { QCOMPARE(codeOf({}), std::string("bad_photo")); }

void TestDecode::refusesText()
{
    const std::string text = "This is a letter, and no photo at all.";
    const auto* first = reinterpret_cast<const std::byte*>(text.data());
    QCOMPARE(codeOf(Bytes(first, first + text.size())), std::string("bad_photo"));
}

void TestDecode::refusesOtherPictures()
{
    const std::string gif = "GIF89a\1\0\1\0";
    const auto* first = reinterpret_cast<const std::byte*>(gif.data());
    QCOMPARE(codeOf(Bytes(first, first + gif.size())), std::string("unsupported"));
}

void TestDecode::refusesCutOff()
{
    QFETCH(QString, kind);
    const Bytes whole = encodedAs(kind.toStdString(), made::quarters(200, 150));
    for (const double share : {0.1, 0.5, 0.9}) {
        const Bytes part(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(whole.size())));
        QCOMPARE(codeOf(part), std::string("bad_photo"));
    }
}

/// A flipped byte may go unnoticed or be refused; it never crashes, hangs or fails in another way.
void TestDecode::survivesDamage()
{
    QFETCH(QString, kind);
    const Bytes whole = encodedAs(kind.toStdString(), made::quarters(48, 32));
    const std::size_t step = std::max<std::size_t>(1, whole.size() / 150);
    for (std::size_t at = 0; at < whole.size(); at += step) {
        Bytes bytes = whole;
        bytes[at] ^= std::byte{0x55};
        const std::string code = codeOf(bytes, {.maxPixels = 4'000'000});
        QVERIFY2(code == "none" || code == "bad_photo" || code == "unsupported", code.c_str());
    }
}

void TestDecode::refusesMissingFile()
{
    try {
        static_cast<void>(photo::decodePhoto(std::filesystem::path("/nowhere/photo.jpg")));
        QFAIL("a missing file was read");
    } catch (const base::Error& error) {
        QCOMPARE(error.code(), std::string("storage"));
    }
}

QTEST_APPLESS_MAIN(TestDecode)
#include "tst_decode.moc"
