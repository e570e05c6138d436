// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/motion_smoother.h"

#include "base/error.h"

#include <QtTest/QtTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>
#include <vector>

using namespace effigy;
using namespace effigy::reconstruct;

namespace {

constexpr double kFps = 30.0;
constexpr double kNoise = 0.02;

struct Measured {
    std::vector<double> times, values, truth, spreads;
    [[nodiscard]] Signal signal() const { return {times, values, spreads}; }
};

Measured measured(int count, const std::function<double(double)>& truth, double noise = kNoise)
{
    Measured m;
    std::mt19937 random(5);
    std::normal_distribution<double> normal(0.0, noise);
    for (int i = 0; i < count; ++i) {
        m.times.push_back(i / kFps);
        m.truth.push_back(truth(m.times.back()));
        m.values.push_back(m.truth.back() + normal(random));
        m.spreads.push_back(noise);
    }
    return m;
}

double rootMeanSquare(const std::vector<double>& a, const std::vector<double>& b)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += (a[i] - b[i]) * (a[i] - b[i]);
    return std::sqrt(sum / static_cast<double>(a.size()));
}

/// Root mean square of the differences between neighbours: how much it shakes.
double jitter(const std::vector<double>& values)
{
    double sum = 0.0;
    for (std::size_t i = 1; i < values.size(); ++i)
        sum += (values[i] - values[i - 1]) * (values[i] - values[i - 1]);
    return std::sqrt(sum / static_cast<double>(values.size() - 1));
}

/// Lids that close within one frame and open within two, at `at` seconds.
double blink(double time, double at)
{
    const double frames = (time - at) * kFps;
    return frames < -1.5 || frames > 2.5 ? 0.0 : frames < -0.5 ? 0.5 : frames < 0.5 ? 1.0 : frames < 1.5 ? 0.6 : 0.2;
}

} // namespace

class TestMotionSmoother : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsTheNoise();
    void tellsTheNoiseBesideMotion();
    void calmsWhatRests();
    void keepsABlinkOfThreeFrames();
    void followsAWave();
    void followsAJump();
    void trustsSureValuesMore();
    void isExactOnLines();
    void leavesShortOrUnsmoothedSignalsAlone();
    void refusesTimesThatDoNotRise();
};

void TestMotionSmoother::tellsTheNoise()
{
    const double noise = noiseOfSignal(measured(400, [](double) { return 0.3; }).values);
    QVERIFY2(std::abs(noise - kNoise) < 0.2 * kNoise, qPrintable(QString::number(noise))); // a quantile of 400 values
    QCOMPARE(noiseOfSignal(std::vector<double>{1.0, 2.0, 1.0}), 0.0);
}

void TestMotionSmoother::tellsTheNoiseBesideMotion()
{
    const auto talking = [](double t) { return 0.3 + 0.2 * std::sin(2.0 * M_PI * 2.0 * t) + blink(t, 3.0); };
    const double noise = noiseOfSignal(measured(400, talking).values);
    QVERIFY2(noise < 1.6 * kNoise, qPrintable(QString::number(noise))); // speech adds to it, a little
}

void TestMotionSmoother::calmsWhatRests()
{
    const Measured m = measured(300, [](double) { return 0.2; });
    const auto smooth = smoothed(m.signal(), {});
    QVERIFY2(jitter(smooth) < 0.1 * jitter(m.values), qPrintable(QString::number(jitter(smooth) / jitter(m.values))));
    QVERIFY(rootMeanSquare(smooth, m.truth) < kNoise / 3.0);
}

void TestMotionSmoother::keepsABlinkOfThreeFrames()
{
    const Measured m = measured(120, [](double t) { return 0.9 * blink(t, 2.0); });
    const auto smooth = smoothed(m.signal(), {.seconds = 0.12});
    const auto peak = std::ranges::max_element(smooth) - smooth.begin();
    QCOMPARE(static_cast<int>(peak), 60);
    QVERIFY2(smooth[60] > 0.8, qPrintable(QString::number(smooth[60]))); // of 0.9
    QVERIFY(smooth[57] < 0.1 && smooth[64] < 0.1);                       // and no longer than it was
}

void TestMotionSmoother::followsAWave()
{
    // Nodding once a second by ten degrees.
    const Measured m = measured(180, [](double t) { return 10.0 * std::sin(2.0 * M_PI * t); }, 0.3);
    const auto smooth = smoothed(m.signal(), {.seconds = 0.25, .leastNoise = 0.01, .mostNoise = 1.0});
    QVERIFY2(rootMeanSquare(smooth, m.truth) < 0.35, qPrintable(QString::number(rootMeanSquare(smooth, m.truth)))); // about the noise
}

void TestMotionSmoother::followsAJump()
{
    const Measured m = measured(120, [](double t) { return t < 2.0 ? 0.1 : 0.8; });
    const auto smooth = smoothed(m.signal(), {});
    QVERIFY(smooth[57] < 0.2 && smooth[62] > 0.7);
}

void TestMotionSmoother::trustsSureValuesMore()
{
    Measured m = measured(60, [](double) { return 0.5; }, 0.001);
    for (const int i : {20, 21, 22}) { // a hand before the face
        m.values[static_cast<std::size_t>(i)] = 0.56;
        m.spreads[static_cast<std::size_t>(i)] = 0.1;
    }
    const SmoothingPlan plan{.leastNoise = 0.02};
    const double doubted = smoothed(m.signal(), plan)[21];
    for (const int i : {20, 21, 22})
        m.spreads[static_cast<std::size_t>(i)] = 0.001;
    QVERIFY(doubted < smoothed(m.signal(), plan)[21] - 0.01);
}

void TestMotionSmoother::isExactOnLines()
{
    const Measured m = measured(60, [](double t) { return 0.1 + 0.3 * t; }, 0.0);
    QVERIFY(rootMeanSquare(smoothed(m.signal(), {}), m.truth) < 1e-4); // the first speed is not known for sure
}

void TestMotionSmoother::leavesShortOrUnsmoothedSignalsAlone()
{
    const Measured two = measured(2, [](double t) { return t; });
    QCOMPARE(smoothed(two.signal(), {}), two.values);
    const Measured many = measured(40, [](double t) { return t; });
    QCOMPARE(smoothed(many.signal(), {.seconds = 0.0}), many.values);
}

void TestMotionSmoother::refusesTimesThatDoNotRise()
{
    Measured m = measured(10, [](double t) { return t; });
    m.times[4] = m.times[3];
    QVERIFY_THROWS_EXCEPTION(base::ContractError, (void)smoothed(m.signal(), {}));
    m.spreads.pop_back();
    QVERIFY_THROWS_EXCEPTION(base::ContractError, (void)smoothed(m.signal(), {}));
}

QTEST_GUILESS_MAIN(TestMotionSmoother)
#include "tst_motion_smoother.moc"
