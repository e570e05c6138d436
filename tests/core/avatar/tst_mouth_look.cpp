// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/stage_renderer.h"
#include "core/avatar/coded_avatar.h"
#include "mesh/camera.h"
#include "style/colour.h"

#include <ATen/Parallel.h>
#include <QtTest/QtTest>

#include <algorithm>

using namespace effigy;

namespace {

constexpr int kSide = 256;

/// Where the mouth of a picture through the photo's camera is, with a margin of `pixels`.
QRect mouthBox(const avatar::Avatar& avatar, const head::ControlValues& controls, int pixels)
{
    const auto& model = avatar.headModel();
    const auto points = model.landmarks(model.mesh(model.coefficients(controls, avatar.fit().coefficients.shape)).vertices);
    QRectF box;
    for (std::size_t i = 48; i < 68; ++i) {
        const auto seen = mesh::project(avatar.photoCamera(), points[i].cast<double>());
        box |= QRectF(seen.x() * kSide, seen.y() * kSide, 1e-3, 1e-3);
    }
    return box.toAlignedRect().adjusted(-pixels, -pixels, pixels, pixels);
}

} // namespace

class TestMouthLook : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyControlStaysInTheMouth_data();
    void everyControlStaysInTheMouth();
    void whitenessIsMonotonic();
    void nothingChangesWithAClosedMouth();
    void aJawRampDoesNotPop();

private:
    [[nodiscard]] base::Image render(const std::vector<std::pair<std::string, double>>& changes, double jaw = 0.5);
    std::shared_ptr<const avatar::Avatar> m_avatar;
    std::unique_ptr<avatar::StageRenderer> m_renderer;
};

void TestMouthLook::initTestCase()
{
    at::set_num_threads(2);
    m_avatar = std::make_shared<const avatar::Avatar>(test::codedContents());
    m_renderer = std::make_unique<avatar::StageRenderer>(m_avatar);
}

base::Image TestMouthLook::render(const std::vector<std::pair<std::string, double>>& changes, double jaw)
{
    avatar::RenderRequest request;
    request.width = request.height = kSide;
    request.background = avatar::Colour{40, 40, 40};
    request.controls.set("jawOpen", jaw);
    request.controls.set("mouthSmileLeft", jaw);
    request.controls.set("mouthSmileRight", jaw);
    for (const auto& [id, value] : changes)
        request.controls.set(id, value);
    return m_renderer->render(request).image;
}

void TestMouthLook::everyControlStaysInTheMouth_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<double>("value");
    QTest::newRow("whiteness") << "teethWhiteness" << 1.0;
    QTest::newRow("stains") << "teethWhiteness" << -1.0;
    QTest::newRow("warmth") << "teethWarmth" << 1.0;
    QTest::newRow("cavity") << "cavityLight" << -3.0;
    QTest::newRow("gums") << "gumRedness" << 1.0;
    QTest::newRow("tongue") << "tongueRedness" << 1.0;
}

void TestMouthLook::everyControlStaysInTheMouth()
{
    QFETCH(QString, id);
    QFETCH(double, value);
    head::ControlValues controls;
    for (const auto* name : {"jawOpen", "mouthSmileLeft", "mouthSmileRight"})
        controls.set(name, 0.5);
    const QRect box = mouthBox(*m_avatar, controls, 6);
    const auto before = render({}), after = render({{id.toStdString(), value}});
    double outside = 0.0, inside = 0.0;
    int count = 0;
    for (int y = 0; y < kSide; ++y)
        for (int x = 0; x < kSide; ++x)
            for (int c = 0; c < 3; ++c) {
                const double change = std::abs(int(before.at(x, y)[c]) - int(after.at(x, y)[c]));
                (box.contains(x, y) ? inside : outside) += change;
                count += box.contains(x, y) ? 0 : 1;
            }
    QVERIFY2(outside / count < 1.0, qPrintable(QString::number(outside / count))); // of 255
    if (id != QLatin1String("gumRedness")) // lips may hide the gums
        QVERIFY(inside > 0.0);
}

void TestMouthLook::whitenessIsMonotonic()
{
    const auto bright = render({{"teethWhiteness", 1.0}}), plain = render({{"teethWhiteness", -1.0}});
    std::vector<std::size_t> teeth; // pixels that answer to it
    for (std::size_t i = 0; i < plain.pixels.size(); i += 4)
        if (std::abs(int(plain.pixels[i + 2]) - int(bright.pixels[i + 2])) > 12)
            teeth.push_back(i);
    QVERIFY(teeth.size() > 40);
    double last = -1.0;
    for (const double whiteness : {-1.0, -0.5, 0.0, 0.5, 1.0}) {
        const auto picture = render({{"teethWhiteness", whiteness}});
        double sum = 0.0;
        for (const std::size_t i : teeth)
            sum += style::oklabOfSrgb(Eigen::Vector3f(picture.pixels[i], picture.pixels[i + 1], picture.pixels[i + 2]) / 255.0F)[0];
        QVERIFY(sum > last);
        last = sum;
    }
}

void TestMouthLook::nothingChangesWithAClosedMouth()
{
    const auto before = render({}, 0.0), after = render({{"teethWhiteness", 1.0}, {"cavityLight", -3.0}}, 0.0);
    int changed = 0;
    for (std::size_t i = 0; i < before.pixels.size(); ++i)
        changed += std::abs(int(before.pixels[i]) - int(after.pixels[i])) > 8 ? 1 : 0;
    QVERIFY2(changed < 80, qPrintable(QString::number(changed))); // colours of a slit between the lips, of 256 x 256 pixels
}

void TestMouthLook::aJawRampDoesNotPop()
{
    std::vector<double> steps;
    base::Image last;
    constexpr int kFrames = 16; // of the 60 that the ramp of the specification has: the same bound, a quarter of the time
    for (int i = 0; i < kFrames; ++i) {
        const auto picture = render({{"teethWhiteness", 1.0}}, 0.2 + 0.6 * i / (kFrames - 1));
        if (!last.empty()) {
            double sum = 0.0;
            for (std::size_t k = 0; k < picture.pixels.size(); ++k)
                sum += std::abs(int(picture.pixels[k]) - int(last.pixels[k]));
            steps.push_back(sum);
        }
        last = picture;
    }
    auto sorted = steps;
    std::sort(sorted.begin(), sorted.end());
    QVERIFY(sorted.back() < 2.5 * sorted[sorted.size() / 2]);
}

QTEST_APPLESS_MAIN(TestMouthLook)
#include "tst_mouth_look.moc"
