// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/clip_tracker.h"

#include "acted_clip.h"
#include "base/error.h"
#include "photo/clip.h"
#include "photo/face_finder.h"

#include <QtTest/QtTest>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <vector>

using namespace effigy;
using namespace effigy::reconstruct;
using tests::ActedClip;

namespace {

constexpr double kFps = 30.0;

/// Pictures from memory.
class FramesClip : public photo::Clip {
public:
    explicit FramesClip(const std::vector<base::Image>& frames) : m_frames(frames)
    {
        m_info = {.name = "acted.mp4", .width = frames[0].width, .height = frames[0].height, .fps = kFps, .seconds = static_cast<double>(frames.size()) / kFps};
    }
    [[nodiscard]] const photo::ClipInfo& info() const override { return m_info; }
    [[nodiscard]] std::optional<photo::ClipFrame> next() override
    {
        if (m_next == m_frames.size())
            return std::nullopt;
        const std::size_t i = m_next++;
        return photo::ClipFrame{static_cast<double>(i) / kFps, m_frames[i]};
    }
    [[nodiscard]] std::string shortfall() const override { return {}; }

private:
    const std::vector<base::Image>& m_frames;
    photo::ClipInfo m_info;
    std::size_t m_next = 0;
};

TrackedClip tracked(const std::vector<base::Image>& frames, const TrackOptions& options = {})
{
    static const photo::FaceFinder finder;
    FramesClip clip(frames);
    base::SilentProgress progress;
    return trackClip(clip, finder, options, progress, {});
}

/// Lids that are shut in three frames: half, wholly, half.
double blinkAt(int frame, int middle)
{
    return frame == middle ? 1.0 : std::abs(frame - middle) == 1 ? 0.6 : 0.0;
}

/// Speaks, nods, looks about, lifts the brows, blinks once.
head::ControlValues acting(int frame)
{
    const double t = frame / kFps;
    const auto wave = [t](double hertz, double phase) { return std::sin(2.0 * M_PI * (hertz * t + phase)); };
    head::ControlValues controls;
    controls.set("jawOpen", 0.3 + 0.3 * wave(1.5, -0.25));
    controls.set("mouthSmileLeft", 0.3 + 0.3 * wave(0.7, -0.25));
    controls.set("mouthSmileRight", 0.3 + 0.3 * wave(0.7, -0.25));
    controls.set("browInnerUp", 0.4 + 0.4 * wave(0.6, 0.5));
    for (const char* lid : {"eyeBlinkLeft", "eyeBlinkRight"})
        controls.set(lid, blinkAt(frame, 24));
    controls.set("gazeYaw", 14.0 * wave(0.5, 0.0));
    controls.set("headYaw", 16.0 * wave(0.6, 0.0));
    controls.set("headPitch", 7.0 * wave(0.8, 0.2));
    controls.set("headRoll", 4.0 * wave(0.5, 0.1));
    return controls;
}

std::vector<double> columnOf(const TrackedClip& clip, const char* control)
{
    const Eigen::VectorXd column = clip.values.col(clip.column(control));
    return {column.data(), column.data() + column.size()};
}

std::vector<double> actedColumn(int frames, const char* control)
{
    std::vector<double> values;
    for (int i = 0; i < frames; ++i)
        values.push_back(acting(i).get(control));
    return values;
}

double correlation(const std::vector<double>& a, const std::vector<double>& b)
{
    const auto n = static_cast<Eigen::Index>(a.size());
    Eigen::VectorXd x = Eigen::Map<const Eigen::VectorXd>(a.data(), n), y = Eigen::Map<const Eigen::VectorXd>(b.data(), n);
    x.array() -= x.mean();
    y.array() -= y.mean();
    return x.dot(y) / std::max(1e-12, x.norm() * y.norm());
}

/// Root mean square of the change from frame to frame over all face shapes, or of the head's angles.
double jitterOf(const TrackedClip& clip, Eigen::Index first, Eigen::Index count)
{
    const Eigen::MatrixXd part = clip.values.middleCols(first, count);
    const Eigen::Index rows = part.rows();
    return std::sqrt((part.bottomRows(rows - 1) - part.topRows(rows - 1)).squaredNorm() / static_cast<double>((rows - 1) * count));
}

} // namespace

class TestClipTracker : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void findsTheMotion();
    void keepsABlinkOfThreeFrames();
    void findsWhatTheSkinTells();
    void findsTheLens();
    void restsWhereTheFaceRests();
    void holdsALostFaceAndTellsIt();
    void followsTheFaceItBeganWith();
    void refusesClipsWithoutFaces();
    void stopsWhenCancelled();

private:
    std::unique_ptr<synth::HeadStock> m_stock;
    std::vector<base::Image> m_acted;
    TrackedClip m_tracked;
};

void TestClipTracker::initTestCase()
{
    constexpr int kFrames = 48, kAtlas = 512;
    m_stock = std::make_unique<synth::HeadStock>(synth::loadHeadStock(kAtlas));
    m_acted = tests::filmed(*m_stock, {}, kFrames, acting);
    m_tracked = tracked(m_acted);
    QCOMPARE(m_tracked.seenCount(), m_acted.size());
}

void TestClipTracker::findsTheMotion()
{
    const auto frames = static_cast<int>(m_acted.size());
    const std::pair<const char*, double> kLeast[] = {{"jawOpen", 0.95},  {"mouthSmileLeft", 0.85}, {"mouthSmileRight", 0.85}, {"browInnerUp", 0.8},
                                                     {"gazeYaw", 0.9},   {"headYaw", 0.99},        {"headPitch", 0.97},       {"headRoll", 0.97}};
    for (const auto& [control, least] : kLeast) {
        const double r = correlation(columnOf(m_tracked, control), actedColumn(frames, control));
        qInfo("%s: correlation %.3f", control, r);
        QVERIFY2(r > least, qPrintable(QString("%1: %2").arg(control).arg(r)));
    }
    for (const char* angle : {"headYaw", "headPitch", "headRoll"}) {
        const auto found = columnOf(m_tracked, angle), truth = actedColumn(frames, angle);
        double sum = 0.0;
        for (std::size_t i = 0; i < found.size(); ++i)
            sum += std::abs(found[i] - truth[i]);
        QVERIFY2(sum / frames < 3.0, qPrintable(QString("%1: %2").arg(angle).arg(sum / frames))); // degrees
    }
    QVERIFY(m_tracked.values.leftCols(44).minCoeff() >= 0.0 && m_tracked.values.leftCols(44).maxCoeff() <= 1.0);
    // The head stays where it is: its distance must not breathe with the jaw.
    const auto [near, far] = std::ranges::minmax(m_tracked.moments, {}, &TrackedMoment::distance);
    QVERIFY2(far.distance / near.distance < 1.06, qPrintable(QString::number(far.distance / near.distance)));
}

void TestClipTracker::keepsABlinkOfThreeFrames()
{
    for (const char* lid : {"eyeBlinkLeft", "eyeBlinkRight"}) {
        const auto lids = columnOf(m_tracked, lid);
        const auto peak = std::ranges::max_element(lids) - lids.begin();
        QVERIFY2(std::abs(peak - 24) <= 1, qPrintable(QString::number(peak)));
        QVERIFY2(lids[24] > 0.6, qPrintable(QString::number(lids[24])));
        QVERIFY(lids[18] < 0.25 && lids[30] < 0.25);
    }
}

void TestClipTracker::findsWhatTheSkinTells()
{
    // A frown, a sneer and a lifted lip, one after another: without the skin correlations are 0.6 to 0.9 and the sneer ends at 0.2.
    constexpr int kFrames = 44, kRest = 8, kEach = 12;
    const std::vector<std::string> movements = {"browDown", "noseSneer", "mouthUpperUp"};
    const auto moved = [&](int frame, std::size_t movement) {
        const int within = frame - kRest - kEach * static_cast<int>(movement);
        return within < 0 || within > kEach ? 0.0 : 0.8 * std::pow(std::sin(M_PI * within / kEach), 2);
    };
    const auto film = tests::filmed(*m_stock, {.person = 3}, kFrames, [&](int frame) {
        head::ControlValues controls;
        for (std::size_t m = 0; m < movements.size(); ++m)
            for (const char* side : {"Left", "Right"})
                controls.set(movements[m] + side, moved(frame, m));
        return controls;
    });
    const TrackedClip found = tracked(film);
    for (std::size_t m = 0; m < movements.size(); ++m) {
        const auto values = columnOf(found, (movements[m] + "Left").c_str());
        std::vector<double> truth;
        for (int i = 0; i < kFrames; ++i)
            truth.push_back(moved(i, m));
        const double r = correlation(values, truth), peak = *std::ranges::max_element(values);
        qInfo("%s: correlation %.3f, at most %.2f of 0.8", movements[m].c_str(), r, peak);
        QVERIFY2(r > 0.93, qPrintable(QString::fromStdString(movements[m])));
        QVERIFY2(peak > 0.4, qPrintable(QString::fromStdString(movements[m])));
    }
}

void TestClipTracker::findsTheLens()
{
    qInfo("angle of view: %.1f degrees for 28", m_tracked.fovDeg);
    QVERIFY(m_tracked.fovDeg > 14.0 && m_tracked.fovDeg < 50.0);
    TrackOptions known;
    known.fovDeg = 28.0;
    QVERIFY(std::abs(tracked(m_acted, known).fovDeg - 28.0) < 1e-6);
}

void TestClipTracker::restsWhereTheFaceRests()
{
    // Nobody moves; only the sensor is noisy.
    constexpr int kFrames = 24;
    const auto still = tests::filmed(*m_stock, {.person = 4, .noise = 0.03F}, kFrames, [](int) { return head::ControlValues(); });
    TrackOptions each{.smoothing = 0.0, .resting = RestingFace::Kept}, usual{.resting = RestingFace::Kept};
    const TrackedClip apart = tracked(still, each), smooth = tracked(still, usual);
    const double face = jitterOf(smooth, 0, 44) / jitterOf(apart, 0, 44), head = jitterOf(smooth, 46, 3) / jitterOf(apart, 46, 3);
    qInfo("jitter beside fitting every picture for itself: face %.3f, head %.3f", face, head);
    QVERIFY2(face < 1.0 / 3.0, qPrintable(QString::number(face)));
    QVERIFY2(head < 1.0 / 3.0, qPrintable(QString::number(head)));
    // What it wears all the time is its neutral face.
    const TrackedClip neutral = tracked(still);
    QVERIFY(neutral.values.leftCols(44).mean() < smooth.values.leftCols(44).mean());
    QVERIFY(neutral.resting.head(44).maxCoeff() <= 0.35);
}

void TestClipTracker::holdsALostFaceAndTellsIt()
{
    std::vector<base::Image> frames = m_acted;
    for (int i = 20; i < 28; ++i) // somebody walks through the picture
        std::fill(frames[static_cast<std::size_t>(i)].pixels.begin(), frames[static_cast<std::size_t>(i)].pixels.end(), std::uint8_t{90});
    const TrackedClip found = tracked(frames);
    const auto spans = found.heldSpans();
    QCOMPARE(spans.size(), std::size_t(1));
    QCOMPARE(spans[0], (std::pair<std::size_t, std::size_t>(20, 27)));
    for (int i = 20; i < 28; ++i) {
        QVERIFY(!found.moments[static_cast<std::size_t>(i)].isSeen);
        QCOMPARE(found.moments[static_cast<std::size_t>(i)].confidence, 0.0);
        QVERIFY((found.values.row(i) - found.values.row(19)).norm() == 0.0);
    }
    QVERIFY(found.moments[19].confidence > 0.5 && found.moments[28].isSeen);
}

void TestClipTracker::followsTheFaceItBeganWith()
{
    // The same person twice: large on the left, where it moves; small on the right, where it does not.
    std::vector<base::Image> frames;
    for (int i = 0; i < 10; ++i) {
        const base::Image& large = m_acted[static_cast<std::size_t>(i)];
        const base::Image& other = m_acted[0];
        base::Image both(2 * large.width, large.height, 3, 128);
        for (int y = 0; y < large.height; ++y)
            for (int x = 0; x < large.width; ++x) {
                std::copy_n(large.at(x, y), 3, both.at(x, y));
                if (x % 2 == 0 && y % 2 == 0)
                    std::copy_n(other.at(x, y), 3, both.at(large.width + large.width / 4 + x / 2, large.height / 4 + y / 2));
            }
        frames.push_back(std::move(both));
    }
    const TrackedClip found = tracked(frames);
    const auto yaw = columnOf(found, "headYaw");
    QVERIFY2(yaw.back() - yaw.front() > 8.0, qPrintable(QString::number(yaw.back() - yaw.front()))); // the one that turns
}

void TestClipTracker::refusesClipsWithoutFaces()
{
    const std::vector<base::Image> grey(3, base::Image(64, 64, 3, 120));
    try {
        (void)tracked(grey);
        QFAIL("a grey wall has no face");
    } catch (const base::Error& error) {
        QCOMPARE(error.code(), std::string("no_face"));
    }
}

void TestClipTracker::stopsWhenCancelled()
{
    const photo::FaceFinder finder;
    FramesClip clip(m_acted);
    base::SilentProgress progress;
    const base::CancelToken cancel;
    cancel.cancel();
    QVERIFY_THROWS_EXCEPTION(base::Cancelled, (void)trackClip(clip, finder, {}, progress, cancel));
}

QTEST_GUILESS_MAIN(TestClipTracker)
#include "tst_clip_tracker.moc"
