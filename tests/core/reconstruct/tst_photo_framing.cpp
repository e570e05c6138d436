// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/photo_framing.h"

#include "base/error.h"

#include <QtTest/QtTest>

#include <cmath>

using namespace effigy;
using namespace effigy::reconstruct;

namespace {

/// Landmarks on a ring of 100 pixels around the middle of a picture of 400 x 300; the outer eye corners lie opposite each other.
FramedFace ring()
{
    FramedFace face{.width = 400, .height = 300};
    for (std::size_t i = 0; i < face.landmarks.size(); ++i) {
        const float angle = 0.1F * static_cast<float>(i);
        face.landmarks[i] = {200.0F + 100.0F * std::cos(angle), 150.0F + 100.0F * std::sin(angle)};
    }
    face.landmarks[36] = {100.0F, 150.0F};
    face.landmarks[45] = {300.0F, 150.0F};
    return face;
}

FramedFace scaled(FramedFace face, float factor)
{
    for (auto& landmark : face.landmarks)
        landmark *= factor;
    face.width = static_cast<int>(std::lround(factor * static_cast<float>(face.width)));
    face.height = static_cast<int>(std::lround(factor * static_cast<float>(face.height)));
    return face;
}

FramedFace shifted(FramedFace face, float pixels)
{
    for (auto& landmark : face.landmarks)
        landmark.x() += pixels;
    return face;
}

} // namespace

class TestPhotoFraming : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thePhotoInAnotherResolutionIsTheSame();
    void measuresInDistancesOfTheEyes();
    void otherProportionsAreAnotherPicture();
    void refusesPicturesWithoutASize();
};

void TestPhotoFraming::thePhotoInAnotherResolutionIsTheSame()
{
    for (const float factor : {0.5F, 1.0F, 2.5F}) {
        const Framing framing = compareFraming(ring(), scaled(ring(), factor));
        QVERIFY(framing.isSame);
        QVERIFY(std::abs(framing.scale - factor) < 1e-6);
        QVERIFY(framing.difference < 1e-5); // rounding of f32 pixels
    }
}

void TestPhotoFraming::measuresInDistancesOfTheEyes()
{
    const Framing near = compareFraming(ring(), shifted(ring(), 10.0F)); // the eyes are 200 pixels apart
    QVERIFY(std::abs(near.difference - 0.05) < 1e-6);
    QVERIFY(near.isSame);
    const Framing far = compareFraming(ring(), shifted(scaled(ring(), 2.0F), 80.0F));
    QVERIFY(std::abs(far.difference - 0.2) < 1e-6);
    QVERIFY(!far.isSame);
}

void TestPhotoFraming::otherProportionsAreAnotherPicture()
{
    FramedFace cut = ring();
    cut.height = 270; // the lower part is gone
    const Framing framing = compareFraming(ring(), cut);
    QCOMPARE(framing.difference, 0.0);
    QVERIFY(!framing.isSame);
    FramedFace rounded = scaled(ring(), 0.25F);
    rounded.height += 1; // as programs round
    QVERIFY(compareFraming(ring(), rounded).isSame);
}

void TestPhotoFraming::refusesPicturesWithoutASize() { QVERIFY_EXCEPTION_THROWN((void)compareFraming(ring(), {}), base::ContractError); }

QTEST_APPLESS_MAIN(TestPhotoFraming)
#include "tst_photo_framing.moc"
