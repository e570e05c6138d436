// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "reconstruct/landmark_picture.h"

#include <QtTest/QtTest>

using namespace effigy;
using namespace effigy::reconstruct;

namespace {

using Colour = std::array<int, 3>;

Colour colourAt(const base::Image& image, int x, int y)
{
    const auto* pixel = image.at(x, y);
    return {pixel[0], pixel[1], pixel[2]};
}

// All landmarks far outside, but for `first` and the next.
std::vector<DrawnLandmark> apart(std::size_t first, LandmarkSight sight)
{
    std::vector<DrawnLandmark> points(68, {{-9.0F, -9.0F}, LandmarkSight::Seen});
    points[first] = {{-0.5F, 0.0F}, sight};
    points[first + 1] = {{0.5F, 0.0F}, sight};
    return points;
}

} // namespace

class TestLandmarkPicture : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void dotsTellWhatIsSeen();
    void linesEndWithTheirGroup();
    void farPointsAreNoTrouble();
    void refusesOtherCounts();
};

void TestLandmarkPicture::dotsTellWhatIsSeen()
{
    const base::Image grey(64, 64, 3, 100);
    const base::Image seen = withLandmarks(grey, apart(3, LandmarkSight::Seen));
    QCOMPARE(colourAt(seen, 16, 32), (Colour{0, 255, 0}));
    QCOMPARE(colourAt(seen, 32, 32), (Colour{255, 255, 255}));
    QCOMPARE(colourAt(withLandmarks(grey, apart(3, LandmarkSight::Hidden)), 16, 32),
             (Colour{255, 0, 0}));
}

void TestLandmarkPicture::linesEndWithTheirGroup()
{
    // From the jaw line's last point no line leads to the brow, and it has no dot.
    const base::Image picture =
        withLandmarks(base::Image(64, 64, 3, 100), apart(16, LandmarkSight::Seen));
    QCOMPARE(colourAt(picture, 32, 32), (Colour{100, 100, 100}));
    QCOMPARE(colourAt(picture, 48, 32), (Colour{0, 255, 0}));
}

void TestLandmarkPicture::farPointsAreNoTrouble()
{
    const std::vector<DrawnLandmark> points(68, {{3e9F, -3e9F}, LandmarkSight::Seen});
    QCOMPARE(withLandmarks(base::Image(32, 32, 3, 100), points), base::Image(32, 32, 3, 100));
}

void TestLandmarkPicture::refusesOtherCounts()
{
    const std::vector<DrawnLandmark> points(51);
    QVERIFY_EXCEPTION_THROWN((void)withLandmarks(base::Image(32, 32, 3), points),
                             base::ContractError);
}

QTEST_APPLESS_MAIN(TestLandmarkPicture)
#include "tst_landmark_picture.moc"
