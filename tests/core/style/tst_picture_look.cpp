// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "style/colour.h"
#include "style/picture_look.h"
#include "style/position_noise.h"

#include <QtTest/QtTest>

#include <functional>
#include <numeric>
#include <set>

using namespace effigy;
using style::Look;

namespace {

constexpr int kSide = 96;

mesh::Camera frontCamera()
{
    mesh::OrbitView view;
    view.distance = 1.0;
    view.target = Eigen::Vector3d::Zero();
    return mesh::orbitCamera(view);
}

/// A ball of 8 cm about the head's origin.
style::Surface ball()
{
    style::Surface surface{.depth = base::FloatImage(kSide, kSide, 1), .camera = frontCamera()};
    for (int y = 0; y < kSide; ++y)
        for (int x = 0; x < kSide; ++x) {
            const double px = ((x + 0.5) / kSide - 0.5) / surface.camera.fx, py = ((y + 0.5) / kSide - 0.5) / surface.camera.fy;
            const double rest = 0.08 * 0.08 - px * px - py * py;
            if (rest > 0.0)
                *surface.depth.at(x, y) = static_cast<float>(1.0 - std::sqrt(rest));
        }
    return surface;
}

/// What covers the ball: a skin-like gradient with noise, opaque there, nothing around.
base::FloatImage ballPicture(float noise = 0.08F)
{
    const auto surface = ball();
    base::FloatImage picture(kSide, kSide, 4);
    for (int y = 0; y < kSide; ++y)
        for (int x = 0; x < kSide; ++x) {
            if (*surface.depth.at(x, y) <= 0.0F)
                continue;
            const float light = 0.3F + 0.5F * static_cast<float>(x) / kSide + noise * (style::hashNoise(x, y, 0, 1) - 0.5F);
            float* pixel = picture.at(x, y);
            pixel[0] = std::clamp(1.1F * light, 0.0F, 1.0F);
            pixel[1] = 0.8F * light;
            pixel[2] = 0.65F * light;
            pixel[3] = 1.0F;
        }
    return picture;
}

base::FloatImage uniform(float grey)
{
    base::FloatImage picture(kSide, kSide, 4, grey);
    for (std::size_t i = 3; i < picture.values.size(); i += 4)
        picture.values[i] = 1.0F;
    return picture;
}

double meanLuma(const base::FloatImage& picture)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < picture.values.size(); i += 4)
        sum += style::lumaOf(style::straightColour(picture.values.data() + i));
    return sum / (static_cast<double>(picture.values.size()) / 4.0);
}

/// Everything that paints, and everything that finishes, one by one.
Look painting(int which)
{
    Look look;
    look.oil.brush = 15.0; // 4.4 pixels here
    (which == 0 ? look.clay.amount : which == 1 ? look.oil.amount : which == 2 ? look.watercolour.amount : look.comic.amount) = 1.0;
    return look;
}

base::FloatImage finish(const base::FloatImage& picture, const Look& look, std::uint32_t frame = 0)
{
    return style::finished(picture, ball(), look, frame);
}

} // namespace

class TestPictureLook : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPlainLookLeavesEveryBit();
    void strengthZeroIsPlain();
    void paintingKeepsAlpha_data();
    void paintingKeepsAlpha();
    void paintsTheSameTwice_data() { paintingKeepsAlpha_data(); }
    void paintsTheSameTwice();
    void halfAnAmountIsHalfWay_data() { paintingKeepsAlpha_data(); }
    void halfAnAmountIsHalfWay();
    void oilEvensOutNoiseAndKeepsEdges();
    void comicHasFewTones();
    void clayIsLitFromAbove();
    void exposureIsInStops();
    void greyHasNoColour();
    void contrastTurnsAboutTheMiddle();
    void dotsKeepTheTone();
    void linesCloseWhereItIsDark();
    void linesHangOnTheHead();
    void inkSurroundsTheHead();
    void backdropFillsWhatIsEmpty();
    void grainMovesOrNot();
    void refusesThreeChannels();
};

void TestPictureLook::aPlainLookLeavesEveryBit()
{
    const auto picture = ballPicture();
    QVERIFY(style::painted(picture, ball(), Look()) == picture);
    QVERIFY(finish(picture, Look()) == picture);
    QVERIFY(style::isPlain(style::lookOf(head::ControlValues())));
}

void TestPictureLook::strengthZeroIsPlain()
{
    head::ControlValues values;
    for (const auto& control : head::lookControls())
        if (control.group != "Light") // which is no style
            values.set(control.id, control.hardMax);
    QVERIFY(!style::isPlain(style::lookOf(values)));
    values.set("lookStrength", 0.0);
    QVERIFY(style::isPlain(style::lookOf(values)));
}

void TestPictureLook::paintingKeepsAlpha_data()
{
    QTest::addColumn<int>("which");
    QTest::newRow("clay") << 0;
    QTest::newRow("oil") << 1;
    QTest::newRow("watercolour") << 2;
    QTest::newRow("comic") << 3;
}

void TestPictureLook::paintingKeepsAlpha()
{
    QFETCH(int, which);
    const auto picture = ballPicture();
    const auto painted = style::painted(picture, ball(), painting(which));
    double change = 0.0;
    for (std::size_t i = 0; i < picture.values.size(); i += 4) {
        QCOMPARE(painted.values[i + 3], picture.values[i + 3]);
        for (std::size_t c = 0; c < 3; ++c) {
            QVERIFY(painted.values[i + c] >= 0.0F && painted.values[i + c] <= painted.values[i + 3] + 1e-5F);
            change += std::abs(painted.values[i + c] - picture.values[i + c]);
        }
    }
    QVERIFY(change / static_cast<double>(picture.values.size()) > 0.002); // half a step of 8 bits everywhere
}

void TestPictureLook::paintsTheSameTwice()
{
    QFETCH(int, which);
    QVERIFY(style::painted(ballPicture(), ball(), painting(which)) == style::painted(ballPicture(), ball(), painting(which)));
}

void TestPictureLook::halfAnAmountIsHalfWay()
{
    QFETCH(int, which);
    Look half = painting(which);
    (which == 0 ? half.clay.amount : which == 1 ? half.oil.amount : which == 2 ? half.watercolour.amount : half.comic.amount) = 0.5;
    const auto picture = ballPicture();
    const auto whole = style::painted(picture, ball(), painting(which)), part = style::painted(picture, ball(), half);
    for (std::size_t i = 0; i < picture.values.size(); ++i)
        QVERIFY(std::abs(part.values[i] - 0.5F * (picture.values[i] + whole.values[i])) < 1e-5F); // rounding
}

void TestPictureLook::oilEvensOutNoiseAndKeepsEdges()
{
    base::FloatImage picture = uniform(0.3F);
    for (int y = 0; y < kSide; ++y)
        for (int x = 0; x < kSide; ++x)
            for (int c = 0; c < 3; ++c)
                picture.at(x, y)[c] = (x < kSide / 2 ? 0.25F : 0.75F) + 0.1F * (style::hashNoise(x, y, 0, 5) - 0.5F);
    Look look = painting(1);
    look.oil.relief = 0.0;
    const auto painted = style::painted(picture, ball(), look);
    const auto spread = [](const base::FloatImage& image) {
        double sum = 0.0, squares = 0.0;
        for (int y = 20; y < 76; ++y)
            for (int x = 10; x < 38; ++x) {
                const double v = image.at(x, y)[1];
                sum += v;
                squares += v * v;
            }
        constexpr double kCount = 56.0 * 28.0;
        return std::sqrt(squares / kCount - sum * sum / kCount / kCount);
    };
    QVERIFY(spread(painted) < 0.6 * spread(picture));
    // Four pixels beside the edge the two sides have kept their own.
    QVERIFY(painted.at(kSide / 2 + 4, 48)[1] - painted.at(kSide / 2 - 4, 48)[1] > 0.4F);
}

void TestPictureLook::comicHasFewTones()
{
    Look look = painting(3);
    look.comic.lines = 0.0;
    look.comic.tones = 4.0;
    look.comic.colour = 0.0;
    const auto painted = style::painted(ballPicture(0.0F), ball(), look);
    std::map<int, int> tones; // by lightness in steps of 2 %
    int all = 0;
    for (std::size_t i = 0; i < painted.values.size(); i += 4)
        if (painted.values[i + 3] > 0.99F) {
            ++tones[static_cast<int>(std::lround(50.0F * style::oklabOfSrgb(style::straightColour(painted.values.data() + i))[0]))];
            ++all;
        }
    std::vector<int> counts;
    for (const auto& [tone, count] : tones)
        counts.push_back(count);
    std::sort(counts.rbegin(), counts.rend());
    const int inFive = std::accumulate(counts.begin(), counts.begin() + std::min<std::ptrdiff_t>(5, std::ssize(counts)), 0);
    QVERIFY(inFive > 0.8 * all); // what is left lies on the soft edges between tones
}

void TestPictureLook::clayIsLitFromAbove()
{
    const auto clay = style::painted(ballPicture(0.0F), ball(), painting(0));
    const auto light = [&](int x, int y) { return style::lumaOf(style::straightColour(clay.at(x, y))); };
    QVERIFY(light(40, 32) > light(48, 72) + 0.1F);
}

void TestPictureLook::exposureIsInStops()
{
    Look look;
    look.grade.exposure = 1.0;
    const auto brighter = finish(uniform(0.4F), look);
    QVERIFY(std::abs(style::linearOf(brighter.at(5, 5)[1]) - 2.0F * style::linearOf(0.4F)) < 2e-3F); // of the table
}

void TestPictureLook::greyHasNoColour()
{
    Look look;
    look.grade.saturation = 0.0;
    const auto grey = finish(ballPicture(), look);
    for (std::size_t i = 0; i < grey.values.size(); i += 4)
        QVERIFY(std::abs(grey.values[i] - grey.values[i + 2]) < 4e-3F); // a step of 8 bits
}

void TestPictureLook::contrastTurnsAboutTheMiddle()
{
    Look look;
    look.grade.contrast = 0.8;
    QVERIFY(meanLuma(finish(uniform(0.25F), look)) < 0.24);
    QVERIFY(meanLuma(finish(uniform(0.8F), look)) > 0.81);
}

void TestPictureLook::dotsKeepTheTone()
{
    Look look;
    look.halftone.amount = 1.0;
    look.halftone.cell = 80.0;
    double last = -1.0;
    for (const float grey : {0.1F, 0.3F, 0.5F, 0.7F, 0.9F}) {
        const double mean = meanLuma(finish(uniform(grey), look));
        QVERIFY(mean > last);
        last = mean;
        // Ink is not black, paper not white: 0.09 and 0.955 are their lumas. The screen's shares are right to 4 %.
        QVERIFY2(std::abs(mean - (0.09 + grey * (0.955 - 0.09))) < 0.04, qPrintable(QString::number(mean)));
    }
}

void TestPictureLook::linesCloseWhereItIsDark()
{
    Look look;
    look.hatching.amount = 1.0;
    const double light = meanLuma(finish(uniform(0.85F), look)), middle = meanLuma(finish(uniform(0.5F), look)),
                 dark = meanLuma(finish(uniform(0.15F), look));
    QVERIFY(light > middle + 0.05 && middle > dark + 0.05);
}

void TestPictureLook::linesHangOnTheHead()
{
    Look look;
    look.hatching.amount = 1.0;
    look.hatching.spacing = 6.0;
    style::Surface wall{.depth = base::FloatImage(kSide, kSide, 1, 1.0F), .camera = frontCamera()};
    const auto before = style::finished(uniform(0.4F), wall, look, 0);
    constexpr int kShift = 8; // pixels that the wall goes to the left when the camera goes to the right
    const double metres = kShift / (wall.camera.fx * kSide);
    wall.camera.headFromCamera.translation() += metres * (wall.camera.headFromCamera.linear() * Eigen::Vector3d::UnitX());
    const auto after = style::finished(uniform(0.4F), wall, look, 0);
    for (int y = 4; y < kSide - 4; ++y)
        for (int x = 4; x < kSide - kShift - 4; ++x)
            QVERIFY(std::abs(after.at(x, y)[0] - before.at(x + kShift, y)[0]) < 0.02F); // f32 coordinates against steep line edges
}

void TestPictureLook::inkSurroundsTheHead()
{
    Look look;
    look.outline.amount = 1.0;
    look.outline.width = 30.0;
    const auto picture = ballPicture(0.0F), drawn = finish(picture, look);
    int left = 0; // the silhouette in the middle row
    while (picture.at(left, kSide / 2)[3] == 0.0F)
        ++left;
    QVERIFY(style::lumaOf(style::straightColour(drawn.at(left, kSide / 2))) < 0.15F);
    QVERIFY(drawn.at(left - 1, kSide / 2)[3] > 0.5F); // half of the line lies outside
    QVERIFY(std::abs(drawn.at(kSide / 2, kSide / 2)[1] - picture.at(kSide / 2, kSide / 2)[1]) < 1e-3F);
}

void TestPictureLook::backdropFillsWhatIsEmpty()
{
    Look look;
    look.backdrop.amount = 1.0;
    look.backdrop.hue = 260.0;
    look.backdrop.colour = 1.0;
    const auto picture = ballPicture(), filled = finish(picture, look);
    for (std::size_t i = 0; i < filled.values.size(); i += 4) {
        QVERIFY(filled.values[i + 3] > 0.9999F);
        if (picture.values[i + 3] == 1.0F)
            QCOMPARE(filled.values[i], picture.values[i]);
    }
    QVERIFY(filled.at(1, 1)[2] > filled.at(1, 1)[0]);
}

void TestPictureLook::grainMovesOrNot()
{
    Look look;
    look.grain.amount = 1.0;
    QVERIFY(finish(uniform(0.5F), look, 1) == finish(uniform(0.5F), look, 1));
    QVERIFY(finish(uniform(0.5F), look, 1) != finish(uniform(0.5F), look, 2));
    QVERIFY(std::abs(meanLuma(finish(uniform(0.5F), look, 1)) - 0.5) < 0.01);
    look.grain.moves = false;
    QVERIFY(finish(uniform(0.5F), look, 1) == finish(uniform(0.5F), look, 2));
}

void TestPictureLook::refusesThreeChannels()
{
    QVERIFY_EXCEPTION_THROWN((void)style::painted(base::FloatImage(4, 4, 3), ball(), Look()), base::ContractError);
    QVERIFY_EXCEPTION_THROWN((void)style::finished(base::FloatImage(4, 4, 3), ball(), Look(), 0), base::ContractError);
}

QTEST_APPLESS_MAIN(TestPictureLook)
#include "tst_picture_look.moc"
