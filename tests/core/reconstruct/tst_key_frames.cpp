// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/key_frames.h"

#include "base/error.h"

#include <Eigen/Geometry>
#include <QtTest/QtTest>

#include <algorithm>

using namespace effigy;
using namespace effigy::reconstruct;

namespace {

/// A reading of a face turned by `yaw` (radians) that expects to err by `spread` of the eyes' distance.
encoder::FaceReading readingOf(double yaw, double spread)
{
    encoder::FaceReading reading;
    reading.places.assign(head::kLandmarkCount, Eigen::Vector2d::Zero());
    reading.places[45] = {100.0, 0.0};
    reading.spreadPx.assign(head::kLandmarkCount, 100.0 * spread);
    reading.cameraFromHead = (Eigen::AngleAxisd(-yaw, Eigen::Vector3d::UnitY()) * Eigen::AngleAxisd(M_PI, Eigen::Vector3d::UnitX())).toRotationMatrix();
    return reading;
}

const base::Image kPicture(4, 4, 3);

std::vector<double> timesOf(const KeyFrames& keys)
{
    std::vector<double> times;
    for (const KeyFrame& frame : keys.frames())
        times.push_back(frame.time);
    std::ranges::sort(times);
    return times;
}

} // namespace

class TestKeyFrames : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsDifferentTurns();
    void spreadsOverTime();
    void prefersSureOnes();
    void takesWhatThereIs();
};

void TestKeyFrames::keepsDifferentTurns()
{
    KeyFrames keys(3);
    for (int i = 0; i < 60; ++i) // looks ahead, but for a moment to each side
        keys.offer(kPicture, i / 30.0, readingOf(i == 20 ? -0.5 : i == 40 ? 0.5 : 0.0, 0.03));
    const auto times = timesOf(keys);
    QCOMPARE(times.size(), std::size_t(3));
    QVERIFY(std::ranges::find(times, 20 / 30.0) != times.end());
    QVERIFY(std::ranges::find(times, 40 / 30.0) != times.end());
}

void TestKeyFrames::spreadsOverTime()
{
    KeyFrames keys(4);
    for (int i = 0; i <= 300; ++i)
        keys.offer(kPicture, i / 10.0, readingOf(0.0, 0.03));
    const auto times = timesOf(keys);
    QCOMPARE(times.size(), std::size_t(4));
    for (std::size_t i = 1; i < times.size(); ++i)
        QVERIFY2(times[i] - times[i - 1] > 4.0, qPrintable(QString::number(times[i] - times[i - 1]))); // of 30 s in three spans
}

void TestKeyFrames::prefersSureOnes()
{
    KeyFrames keys(2);
    keys.offer(kPicture, 0.0, readingOf(0.0, 0.09));
    keys.offer(kPicture, 1.0, readingOf(0.0, 0.04));
    keys.offer(kPicture, 2.0, readingOf(0.9, 0.03)); // turned far
    keys.offer(kPicture, 3.0, readingOf(0.2, 0.02));
    QCOMPARE(timesOf(keys), (std::vector<double>{1.0, 3.0}));
    QCOMPARE(keys.frames().front().time, 3.0);
}

void TestKeyFrames::takesWhatThereIs()
{
    KeyFrames keys(2);
    keys.offer(kPicture, 0.0, readingOf(0.9, 0.09));
    QCOMPARE(timesOf(keys), std::vector<double>{0.0});
    QVERIFY_THROWS_EXCEPTION(base::ContractError, KeyFrames(0));
}

QTEST_GUILESS_MAIN(TestKeyFrames)
#include "tst_key_frames.moc"
