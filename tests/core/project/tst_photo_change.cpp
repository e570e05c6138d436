// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/photo_change.h"

#include "core/photo/made_photos.h"
#include "core/project/project_fixture.h"

#include <QtTest/QtTest>

#include <filesystem>

using namespace effigy;
using project::PhotoChange;
using project::PhotoFile;
using project::Project;
namespace fs = std::filesystem;

namespace {

const fs::path kSample = EFFIGY_RESOURCES "/sample/portrait.jpg";

/// The part of `picture` that begins at (x, y).
base::Image cut(const base::Image& picture, int x, int y, int width, int height)
{
    base::Image part(width, height, 3);
    for (int row = 0; row < height; ++row)
        std::copy_n(picture.at(x, y + row), std::size_t(3 * width), part.at(0, row));
    return part;
}

base::Image darkened(base::Image picture)
{
    for (auto& value : picture.pixels)
        value = static_cast<std::uint8_t>(value * 4 / 5);
    return picture;
}

} // namespace

class TestPhotoChange : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void knowsItsOwnPhoto();
    void theSamePhotoRetouchedOrResizedHasTheSameFraming_data();
    void theSamePhotoRetouchedOrResizedHasTheSameFraming();
    void aDetailOfThePhotoIsAnotherFraming();
    void ofSeveralFacesTheOneInPlaceIsMeant();
    void severalFacesElsewhereAreAQuestion();
    void refusesWhatIsNoFace();
    void seesWhatBecameOfTheFile();

private:
    [[nodiscard]] fs::path file(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }
    [[nodiscard]] fs::path written(const char* name, const base::Image& picture) const
    {
        made::write(file(name), made::png(picture));
        return file(name);
    }
    [[nodiscard]] PhotoChange change(const fs::path& picture) const { return project::photoChange(*m_project, picture, std::nullopt); }
    QTemporaryDir m_folder;
    photo::Photo m_sample;
    std::optional<Project> m_project;
};

/// A project of the sample photo, with the landmarks that are found in it.
void TestPhotoChange::initTestCase()
{
    m_sample = photo::decodePhoto(kSample);
    auto content = test::anyProject();
    content.photo = {m_sample.name, m_sample.bytes, m_sample.path};
    content.fit.photoWidth = m_sample.image.width;
    content.fit.photoHeight = m_sample.image.height;
    content.fit.landmarks = photo::FaceFinder().find(m_sample.image).at(0).landmarks;
    m_project.emplace(Project::create(file("a.effigy"), content));
}

void TestPhotoChange::knowsItsOwnPhoto()
{
    fs::copy_file(kSample, file("copy.jpg"));
    QVERIFY(change(file("copy.jpg")).isSameFile);
}

void TestPhotoChange::theSamePhotoRetouchedOrResizedHasTheSameFraming_data()
{
    QTest::addColumn<double>("scale");
    QTest::addColumn<bool>("isDarkened");
    QTest::newRow("half") << 0.5 << false;
    QTest::newRow("larger") << 1.4 << false;
    QTest::newRow("darkened") << 1.0 << true;
}

void TestPhotoChange::theSamePhotoRetouchedOrResizedHasTheSameFraming()
{
    QFETCH(double, scale);
    QFETCH(bool, isDarkened);
    const base::Image resized = made::resized(m_sample.image, int(std::lround(scale * m_sample.image.width)), int(std::lround(scale * m_sample.image.height)));
    const PhotoChange found = change(written("other.png", isDarkened ? darkened(resized) : resized));
    QVERIFY2(found.framing.isSame, qPrintable(QString::number(found.framing.difference)));
    QVERIFY(found.face == 0 && !found.isSameFile);
    QVERIFY(std::abs(found.framing.scale - scale) < 0.01); // whole pixels
}

void TestPhotoChange::aDetailOfThePhotoIsAnotherFraming()
{
    const base::Image& whole = m_sample.image;
    const PhotoChange found = change(written("detail.png", cut(whole, whole.width / 6, 0, whole.width * 3 / 4, whole.height * 3 / 4)));
    QVERIFY(!found.framing.isSame);
    QVERIFY(found.face == 0); // there is but one
}

void TestPhotoChange::ofSeveralFacesTheOneInPlaceIsMeant()
{
    // A second, larger face in a corner takes the lead.
    base::Image pair = m_sample.image;
    const auto box = photo::FaceFinder().find(pair).at(0);
    const base::Image face = cut(pair, int(box.x), int(box.y), int(box.width), int(box.height));
    const int room = std::min(pair.width - int(box.x + 1.4 * box.width), pair.height);
    if (room < int(0.6 * box.width))
        QSKIP("the sample has no room beside the face");
    made::paste(pair, made::resized(face, room, room * face.height / face.width), pair.width - room, pair.height / 3);
    const PhotoChange found = change(written("pair.png", pair));
    QVERIFY(found.framing.isSame && found.face.has_value());
    QVERIFY(std::abs(found.faces[std::size_t(*found.face)].x - box.x) < 0.2 * box.width);
}

void TestPhotoChange::severalFacesElsewhereAreAQuestion()
{
    const base::Image bust = cut(m_sample.image, 270, 10, 420, 460);
    base::Image collage(1000, 520, 3, 128);
    made::paste(collage, bust, 20, 30);
    made::paste(collage, bust, 560, 30);
    const PhotoChange found = change(written("two.png", collage));
    QCOMPARE(found.faces.size(), std::size_t{2});
    QVERIFY(!found.face);
    QVERIFY(project::photoChange(*m_project, file("two.png"), 1).face == 1);
    QCOMPARE(test::errorCode([&] { (void)project::photoChange(*m_project, file("two.png"), 2); }), std::string("no_face"));
}

void TestPhotoChange::refusesWhatIsNoFace()
{
    QCOMPARE(test::errorCode([&] { (void)change(written("wall.png", base::Image(300, 300, 3, 128))); }), std::string("no_face"));
    test::writeFileBytes(file("words.jpg"), "no picture at all");
    QCOMPARE(test::errorCode([&] { (void)change(file("words.jpg")); }), std::string("bad_photo"));
    QCOMPARE(test::errorCode([&] { (void)change(file("nowhere.jpg")); }), std::string("storage"));
}

void TestPhotoChange::seesWhatBecameOfTheFile()
{
    auto content = test::anyProject();
    QVERIFY(project::photoFile(Project::create(file("b.effigy"), content)) == PhotoFile::Unknown);
    const fs::path photo = file("photo.jpg");
    content.photo.path = photo;
    const auto project = Project::create(file("c.effigy"), content);
    QVERIFY(project::photoFile(project) == PhotoFile::Missing);
    made::write(photo, content.photo.bytes);
    QVERIFY(project::photoFile(project) == PhotoFile::Same);
    auto bytes = content.photo.bytes;
    bytes[100] ^= std::byte{1}; // of the same size
    made::write(photo, bytes);
    QVERIFY(project::photoFile(project) == PhotoFile::Changed);
    made::write(photo, std::span(bytes).first(50));
    QVERIFY(project::photoFile(project) == PhotoFile::Changed);
    fs::remove(photo);
    fs::create_directory(photo);
    QVERIFY(project::photoFile(project) == PhotoFile::Missing);
}

QTEST_APPLESS_MAIN(TestPhotoChange)
#include "tst_photo_change.moc"
