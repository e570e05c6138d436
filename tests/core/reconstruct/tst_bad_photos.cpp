// SPDX-License-Identifier: GPL-3.0-or-later
// Photos that are nobody's idea of a portrait: a result, or a clean refusal.
#include "base/error.h"
#include "core/photo/made_photos.h"
#include "painted_photo.h"
#include "photo/decode.h"
#include "photo/face_finder.h"
#include "reconstruct/fit_head.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include <cmath>
#include <numbers>
#include <sys/resource.h>

using namespace effigy;
using namespace effigy::reconstruct;

namespace {

constexpr double kDegree = std::numbers::pi / 180.0;

/// Head and collar of the sample, square.
base::Image bust()
{
    const base::Image picture =
        photo::decodePhoto(std::filesystem::path(EFFIGY_RESOURCES "/sample/portrait.jpg")).image;
    base::Image cut(420, 420, 3);
    for (int y = 0; y < cut.height; ++y)
        std::copy_n(picture.at(270, 10 + y), 3 * cut.width, cut.at(0, y));
    return cut;
}

HeadFit fit(const photo::Photo& picture, const head::HeadModel& model)
{
    const photo::FaceFinder finder;
    const auto faces = finder.find(picture.image);
    base::SilentProgress progress;
    return fitHead(picture, photo::chooseFace(faces, std::nullopt, picture.name), model, {},
                   progress, base::CancelToken());
}

double peakMegabytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

/// Turn of the head to the subject's left, degrees.
double yawDegOf(const mesh::Camera& camera)
{
    const Eigen::Vector3d from = camera.headFromCamera.translation();
    return std::atan2(-from.x(), from.z()) / kDegree;
}

/// Finite and within reach: what a project may be made of.
void verifySound(const HeadFit& result)
{
    QVERIFY(result.coefficients.shape.allFinite());
    QVERIFY(result.coefficients.shape.cwiseAbs().maxCoeff() <= 3.5F);
    QVERIFY(result.coefficients.expression.minCoeff() >= 0.0F &&
            result.coefficients.expression.maxCoeff() <= 1.6F);
    QVERIFY(result.camera.headFromCamera.matrix().allFinite() && result.camera.fx > 0.0);
    QVERIFY(result.light.allFinite());
    QVERIFY(!result.albedo.pixels.empty());
}

} // namespace

class TestBadPhotos : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fitsAHundredMegapixels();
    void bearsAProfile_data();
    void bearsAProfile();

private:
    std::shared_ptr<const head::HeadModel> m_model = head::loadFreeHead();
};

void TestBadPhotos::fitsAHundredMegapixels()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath(QStringLiteral("large.jpg")).toStdString();
    const base::Image small = bust();
    made::write(path, made::jpeg(made::resized(small, 10000, 10000)));
    const photo::Photo large = photo::decodePhoto(path);
    QCOMPARE(large.originalWidth, 10000);
    const HeadFit result = fit(large, *m_model);
    photo::Photo plain;
    plain.image = small;
    const HeadFit wanted = fit(plain, *m_model);
    verifySound(result);
    QVERIFY(landmarkError(result) < 0.02);
    const double scale = static_cast<double>(large.image.width) / small.width;
    // The detector looks at other pixels: a fiftieth of the eyes' distance, then.
    for (int i = 17; i < head::kLandmarkCount; ++i)
        QVERIFY((result.landmarks[i] / scale - wanted.landmarks[i]).norm() <
                0.02 * interocularPx(wanted.landmarks) + 1.0);
    // Of these, 300 MB are the picture as this test makes it, and as much the one that is decoded.
    QVERIFY2(peakMegabytes() < 1500.0, qPrintable(QString::number(peakMegabytes())));
    qInfo("peak %.0f MB", peakMegabytes());
}

void TestBadPhotos::bearsAProfile_data()
{
    QTest::addColumn<double>("yawDeg");
    QTest::addColumn<bool>("isPlacedByHand");
    for (const double yawDeg : {-90.0, -70.0, 30.0, 70.0, 90.0}) {
        QTest::addRow("%g degrees", yawDeg) << yawDeg << false;
        QTest::addRow("%g degrees, landmarks by hand", yawDeg) << yawDeg << true;
    }
}

void TestBadPhotos::bearsAProfile()
{
    QFETCH(double, yawDeg);
    QFETCH(bool, isPlacedByHand);
    static const HeadFit person = [this] {
        photo::Photo plain;
        plain.image = bust();
        return fit(plain, *m_model);
    }();
    const mesh::Mesh mesh = personalHead(m_model, person)->mesh(person.coefficients);
    const mesh::Camera camera =
        mesh::orbitCamera({.yaw = yawDeg * kDegree, .distance = 1.2, .fov = 0.36});
    photo::Photo side;
    side.name = "side.jpg";
    side.image = base::Image(640, 640, 3, 110);
    tests::paintHead(side.image, mesh, camera, {person.litTexture, {}});
    FitOptions options;
    if (isPlacedByHand) {
        options.landmarks.emplace();
        const auto marks = m_model->landmarks(mesh.vertices);
        for (std::size_t i = 0; i < marks.size(); ++i)
            (*options.landmarks)[i] =
                640.0F * mesh::project(camera, marks[i].cast<double>()).head<2>().cast<float>();
    }
    base::SilentProgress progress;
    try {
        const HeadFit result =
            isPlacedByHand ? fitHead(FitInput{side.image, *options.landmarks, {}, std::nullopt},
                                     *m_model, options, progress, base::CancelToken())
                           : fit(side, *m_model);
        verifySound(result);
        QVERIFY2(isPlacedByHand || std::abs(yawDeg) < 80.0, "a full profile was accepted");
        // A profile that was taken for half a turn is worse than none.
        QVERIFY2(std::abs(yawDegOf(result.camera) - yawDegOf(camera)) < 25.0,
                 qPrintable(QStringLiteral("%1 degrees, landmark error %2").arg(yawDegOf(result.camera)).arg(landmarkError(result))));
    } catch (const base::Error& error) {
        QCOMPARE(error.code(), std::string("no_face"));
    }
}

QTEST_GUILESS_MAIN(TestBadPhotos)
#include "tst_bad_photos.moc"
