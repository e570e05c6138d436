// SPDX-License-Identifier: GPL-3.0-or-later
#include "photo/face_finder.h"

#include "base/error.h"
#include "core/photo/made_photos.h"
#include "photo/decode.h"

#include <QtTest/QtTest>

#include <array>
#include <cmath>
#include <filesystem>

using namespace effigy;

namespace {

base::Image sample()
{
    return photo::decodePhoto(std::filesystem::path(EFFIGY_RESOURCES "/sample/portrait.jpg")).image;
}

Eigen::Vector2f meanOf(const photo::DetectedFace& face, int first, int last)
{
    Eigen::Vector2f sum = Eigen::Vector2f::Zero();
    for (int i = first; i <= last; ++i)
        sum += face.landmarks[i];
    return sum / static_cast<float>(last - first + 1);
}

float eyeDistance(const photo::DetectedFace& face) { return (meanOf(face, 42, 47) - meanOf(face, 36, 41)).norm(); }

/// Head and shoulders of the sample.
base::Image bust(const base::Image& picture)
{
    base::Image cut(420, 460, 3);
    for (int y = 0; y < cut.height; ++y)
        for (int x = 0; x < cut.width; ++x)
            std::copy_n(picture.at(270 + x, 10 + y), 3, cut.at(x, y));
    return cut;
}

} // namespace

class TestFaceFinder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_sample = sample();
        m_bust = bust(m_sample);
    }
    void findsTheSampleFace();
    void landmarksLieWhereTheyBelong();
    void mirroringMirrorsTheLandmarks();
    void landmarksScaleWithThePicture();
    void findsFiveFacesLargestFirst();
    void findsAFaceOfFortyPixels();
    void findsATurnedFace();
    void findsAFaceInGrey();
    void findsNoneInAnEmptyRoom();
    void choosingTellsWhatIsWrong();
    void missingModelIsTold();
    void wrongModelIsRefused();
    void cancels();

private:
    photo::FaceFinder m_finder;
    base::Image m_sample;
    base::Image m_bust;
};

void TestFaceFinder::findsTheSampleFace()
{
    const auto faces = m_finder.find(m_sample);
    QCOMPARE(faces.size(), std::size_t{1});
    QVERIFY(faces[0].score > 0.5);
    QVERIFY(faces[0].x > 340 && faces[0].x + faces[0].width < 650);
    QVERIFY(faces[0].y > 100 && faces[0].y + faces[0].height < 450);
}

void TestFaceFinder::landmarksLieWhereTheyBelong()
{
    // Read off the picture by eye, pixels; the lids and lips are a few pixels thick.
    struct Known {
        int landmark;
        float x;
        float y;
    };
    const auto face = m_finder.find(m_sample).at(0);
    for (const Known& known : {Known{36, 421, 216}, Known{45, 570, 214}, Known{48, 441, 321}, Known{54, 548, 319}, Known{8, 490, 425}}) {
        const float off = (face.landmarks[known.landmark] - Eigen::Vector2f(known.x, known.y)).norm();
        QVERIFY2(off < 14.0F, qPrintable(QString("landmark %1 is %2 pixels off").arg(known.landmark).arg(off)));
    }
}

void TestFaceFinder::mirroringMirrorsTheLandmarks()
{
    const auto face = m_finder.find(m_bust).at(0);
    const auto mirrored = m_finder.find(made::stored(m_bust, 2)).at(0);
    const auto width = static_cast<float>(m_bust.width);
    const Eigen::Vector2f leftEye = meanOf(mirrored, 42, 47);
    const Eigen::Vector2f rightEye = meanOf(face, 36, 41);
    const Eigen::Vector2f off(leftEye.x() - (width - rightEye.x()), leftEye.y() - rightEye.y());
    QVERIFY(off.norm() < 0.02F * eyeDistance(face)); // two detections differ by a little in box and score
}

void TestFaceFinder::landmarksScaleWithThePicture()
{
    const auto face = m_finder.find(m_bust).at(0);
    const auto twice = m_finder.find(made::resized(m_bust, 2 * m_bust.width, 2 * m_bust.height)).at(0);
    double sum = 0.0;
    for (int i = 0; i < photo::kFaceLandmarkCount; ++i)
        sum += (0.5F * twice.landmarks[i] - face.landmarks[i]).norm();
    QVERIFY(sum / photo::kFaceLandmarkCount < 0.03 * eyeDistance(face)); // jitter between two detections
}

void TestFaceFinder::findsFiveFacesLargestFirst()
{
    base::Image collage(1000, 700, 3, 128);
    made::paste(collage, made::resized(m_bust, 336, 368), 330, 20);
    const auto small = made::resized(m_bust, 210, 230);
    for (const auto& [x, y] : {std::pair{20, 20}, {770, 20}, {20, 430}, {770, 430}})
        made::paste(collage, small, x, y);
    const auto faces = m_finder.find(collage);
    QCOMPARE(faces.size(), std::size_t{5});
    QVERIFY(faces[0].x > 330 && faces[0].x < 666);
    QVERIFY(faces[0].width > 1.2 * faces[1].width);
}

void TestFaceFinder::findsAFaceOfFortyPixels()
{
    // The face is 230 pixels wide in the bust, from cheek to cheek.
    base::Image scene(640, 480, 3, 150);
    made::paste(scene, made::resized(m_bust, 73, 80), 280, 200);
    const auto faces = m_finder.find(scene);
    QCOMPARE(faces.size(), std::size_t{1});
    const float width = (faces[0].landmarks[16] - faces[0].landmarks[0]).norm();
    QVERIFY2(width > 30.0F && width < 52.0F, qPrintable(QString::number(width)));
}

void TestFaceFinder::findsATurnedFace()
{
    const auto faces = m_finder.find(made::stored(m_bust, 8)); // lies on its side
    QCOMPARE(faces.size(), std::size_t{1});
    const Eigen::Vector2f eyes = meanOf(faces[0], 36, 47);
    const Eigen::Vector2f mouth = meanOf(faces[0], 48, 67);
    QVERIFY(std::abs(eyes.x() - mouth.x()) > 3.0F * std::abs(eyes.y() - mouth.y()));
    const auto upright = m_finder.find(m_bust).at(0);
    QVERIFY(std::abs(eyeDistance(faces[0]) - eyeDistance(upright)) < 0.05F * eyeDistance(upright));
}

void TestFaceFinder::findsAFaceInGrey()
{
    base::Image grey(m_bust.width, m_bust.height, 1);
    for (std::size_t i = 0; i < grey.pixels.size(); ++i)
        grey.pixels[i] = m_bust.pixels[3 * i + 1];
    QCOMPARE(m_finder.find(grey).size(), std::size_t{1});
}

void TestFaceFinder::findsNoneInAnEmptyRoom()
{
    QVERIFY(m_finder.find(made::quarters(320, 240)).empty());
}

void TestFaceFinder::choosingTellsWhatIsWrong()
{
    std::array<photo::DetectedFace, 2> faces;
    faces[1].width = 7.0;
    QCOMPARE(photo::chooseFace(faces, 1, "a.jpg").width, 7.0);
    QCOMPARE(&photo::chooseFace(faces, std::nullopt, "a.jpg"), &faces[0]);
    const auto refusal = [](std::span<const photo::DetectedFace> among, int index) {
        try {
            static_cast<void>(photo::chooseFace(among, index, "a.jpg"));
        } catch (const base::Error& error) {
            return error.code() + (error.hint().empty() ? " without hint" : "");
        }
        return std::string("no error");
    };
    QCOMPARE(refusal({}, 0), std::string("no_face"));
    QCOMPARE(refusal(faces, 2), std::string("no_face"));
    QCOMPARE(refusal(faces, -1), std::string("no_face"));
}

void TestFaceFinder::missingModelIsTold()
{
    try {
        const photo::FaceFinder finder("/nowhere/model.dat");
        QFAIL("a missing model was read");
    } catch (const base::Error& error) {
        QCOMPARE(error.code(), std::string("model_missing"));
        QVERIFY(error.hint().find("libdlib-data") != std::string::npos);
    }
}

void TestFaceFinder::wrongModelIsRefused()
{
    try {
        const photo::FaceFinder finder(EFFIGY_RESOURCES "/sample/portrait.jpg");
        QFAIL("a photo was read as a model");
    } catch (const base::Error& error) {
        QCOMPARE(error.code(), std::string("model_refused"));
    }
}

void TestFaceFinder::cancels()
{
    const base::CancelToken cancel;
    cancel.cancel();
    QVERIFY_EXCEPTION_THROWN(static_cast<void>(m_finder.find(m_bust, cancel)), base::Cancelled);
}

QTEST_APPLESS_MAIN(TestFaceFinder)
#include "tst_face_finder.moc"
