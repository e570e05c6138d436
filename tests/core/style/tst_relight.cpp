// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/colour.h"
#include "style/picture_look.h"
#include "style/relight.h"

#include <QtTest/QtTest>

#include <functional>

using namespace effigy;
using style::Light;
using style::Look;

namespace {

constexpr int kSide = 96;
constexpr double kBall = 0.08; // metres

mesh::Camera frontCamera()
{
    mesh::OrbitView view;
    view.distance = 1.0;
    view.target = Eigen::Vector3d::Zero();
    return mesh::orbitCamera(view);
}

/// A light of the photo: mostly from the subject's left, a little from above.
mesh::ShLight sideLight()
{
    mesh::ShLight light = mesh::ShLight::Zero();
    light.row(0).setConstant(1.0F / 0.2820948F); // a mean of one
    light.row(1).setConstant(0.5F);
    light.row(2).setConstant(0.2F);
    return light;
}

/// Calls `visit(x, y, normal)` for each pixel that shows the ball about the head's origin; the normal in the head frame.
void forBall(const std::function<void(int, int, const Eigen::Vector3f&)>& visit)
{
    const auto camera = frontCamera();
    const Eigen::Matrix3d headFromCamera = camera.headFromCamera.linear();
    for (int y = 0; y < kSide; ++y)
        for (int x = 0; x < kSide; ++x) {
            const Eigen::Vector3d ray(((x + 0.5) / kSide - 0.5) / camera.fx, ((y + 0.5) / kSide - 0.5) / camera.fy, 1.0);
            const double a = ray.squaredNorm(), b = ray.z(), c = 1.0 - kBall * kBall;
            if (b * b - a * c <= 0.0)
                continue;
            const double z = (b - std::sqrt(b * b - a * c)) / a;
            visit(x, y, (headFromCamera * (z * ray - Eigen::Vector3d::UnitZ()) / kBall).cast<float>());
        }
}

style::Surface ball(const mesh::ShLight& light)
{
    const auto camera = frontCamera();
    style::Surface surface{.depth = base::FloatImage(kSide, kSide, 1), .camera = camera, .light = light};
    forBall([&](int x, int y, const Eigen::Vector3f& normal) {
        const Eigen::Vector3d p = camera.headFromCamera.inverse() * (kBall * normal.cast<double>());
        *surface.depth.at(x, y) = static_cast<float>(p.z());
    });
    return surface;
}

/// A ball of grey skin, each normal in `light`.
base::FloatImage litBall(const std::function<float(const Eigen::Vector3f&)>& light)
{
    constexpr float kSkin = 0.25F; // of linear light
    base::FloatImage picture(kSide, kSide, 4);
    forBall([&](int x, int y, const Eigen::Vector3f& normal) {
        float* pixel = picture.at(x, y);
        std::fill_n(pixel, 3, style::srgbOf(kSkin * light(normal)));
        pixel[3] = 1.0F;
    });
    return picture;
}

base::FloatImage photoOf(const mesh::ShLight& light)
{
    return litBall([&](const Eigen::Vector3f& n) { return (light.transpose() * mesh::shTerms(n))[1]; });
}

base::FloatImage relit(const Light& light)
{
    Look look;
    look.light = light;
    return style::painted(photoOf(sideLight()), ball(sideLight()), look);
}

/// Mean difference of linear light where normals do not graze, parts of the brightest that is wanted.
double difference(const base::FloatImage& is, const base::FloatImage& wanted)
{
    double sum = 0.0, most = 0.0;
    int count = 0;
    forBall([&](int x, int y, const Eigen::Vector3f& normal) {
        if (normal.z() < 0.5F)
            return;
        const double want = style::linearOf(wanted.at(x, y)[1]);
        sum += std::abs(style::linearOf(is.at(x, y)[1]) - want);
        most = std::max(most, want);
        ++count;
    });
    return sum / count / most;
}

float lightAt(const base::FloatImage& picture, int x, int y) { return style::linearOf(picture.at(x, y)[1]); }

constexpr int kLeft = kSide / 2 + 16, kRight = kSide / 2 - 16, kMiddle = kSide / 2; // the subject's left is the picture's right

} // namespace

class TestRelight : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void evenLightShowsTheSkin();
    void darkensExactly();
    void turnedLightComesFromThere_data();
    void turnedLightComesFromThere();
    void lampLightsItsSide();
    void foldsFaceTheLampAsTheFormDoes();
    void lampIsWarmOrCold();
    void glossLiesBetweenEyeAndLamp();
    void brightSkinNeverClips();
    void aNoseCastsAShadow();
    void softShadowsEndSoftly();
    void lightStaysWhileTheHeadTurns();
    void alphaStays();
};

void TestRelight::evenLightShowsTheSkin()
{
    QVERIFY(difference(photoOf(sideLight()), litBall([](const auto&) { return 1.0F; })) > 0.15);
    QVERIFY(difference(relit({.contrast = 0.0}), litBall([](const auto&) { return 1.0F; })) < 0.02); // slopes of a depth picture
}

void TestRelight::darkensExactly()
{
    const auto half = relit({.level = 0.5});
    const auto photo = photoOf(sideLight());
    forBall([&](int x, int y, const Eigen::Vector3f&) {
        QVERIFY(std::abs(lightAt(half, x, y) - 0.5F * lightAt(photo, x, y)) < 2e-3F); // of the table
    });
}

void TestRelight::turnedLightComesFromThere_data()
{
    QTest::addColumn<double>("turn");
    for (const double turn : {-180.0, -120.0, -45.0, 30.0, 90.0})
        QTest::addRow("%g", turn) << turn;
}

void TestRelight::turnedLightComesFromThere()
{
    QFETCH(double, turn);
    const float a = static_cast<float>(turn / 180.0 * M_PI);
    const auto wanted = litBall([&](const Eigen::Vector3f& n) {
        const Eigen::Vector3f back(std::cos(a) * n.x() - std::sin(a) * n.z(), n.y(), std::sin(a) * n.x() + std::cos(a) * n.z());
        return (sideLight().transpose() * mesh::shTerms(back))[1];
    });
    QVERIFY(difference(relit({.turn = turn}), wanted) < 0.03); // brightening bends towards white, and slopes of a depth picture
}

void TestRelight::lampLightsItsSide()
{
    const auto photo = photoOf(sideLight()), lit = relit({.lamp = 1.0, .lampTurn = -80.0, .lampHeight = 0.0, .lampGloss = 0.0});
    QVERIFY(lightAt(lit, kRight, kMiddle) > 1.4F * lightAt(photo, kRight, kMiddle));
    QVERIFY(std::abs(lightAt(lit, kLeft + 14, kMiddle) - lightAt(photo, kLeft + 14, kMiddle)) < 2e-3F);
}

void TestRelight::foldsFaceTheLampAsTheFormDoes()
{
    const auto picture = litBall([](const Eigen::Vector3f&) { return 1.0F; }); // of even light, so that all of it begins alike
    Look look;
    look.light = {.level = 0.5, .lamp = 1.0, .lampTurn = 0.0, .lampHeight = 0.0, .lampSoftness = 0.0, .lampGloss = 0.0};
    style::Surface surface = ball(mesh::ShLight::Zero());
    const auto smooth = style::painted(picture, surface, look);
    const auto normals = style::cameraNormals(surface, 1.0);
    const auto normalAt = [&](int x) { return Eigen::Vector3f(Eigen::Vector3f::Map(normals.at(x, kMiddle))); };
    // Folds that stand where the ball is at its middle as it stands at its side, and the other way round.
    const Eigen::Vector3f turn = normalAt(kLeft) - normalAt(kMiddle);
    surface.folds = base::FloatImage(kSide, kSide, 3);
    for (int x = 0; x < kSide; ++x)
        for (int y = 0; y < kSide; ++y)
            Eigen::Vector3f::Map(surface.folds.at(x, y)) = x < (kLeft + kMiddle) / 2 ? turn : Eigen::Vector3f(-turn);
    const auto folded = style::painted(picture, surface, look);
    QVERIFY(lightAt(smooth, kMiddle, kMiddle) > 1.1F * lightAt(smooth, kLeft, kMiddle));
    const float ofDepth = 0.02F * lightAt(smooth, kMiddle, kMiddle); // its normals are those of a smoothed picture of pixels
    QVERIFY(std::abs(lightAt(folded, kMiddle, kMiddle) - lightAt(smooth, kLeft, kMiddle)) < ofDepth);
    QVERIFY(std::abs(lightAt(folded, kLeft, kMiddle) - lightAt(smooth, kMiddle, kMiddle)) < ofDepth);
}

void TestRelight::lampIsWarmOrCold()
{
    const auto warm = relit({.level = 0.2, .lamp = 1.0, .lampTurn = 0.0, .lampHeight = 0.0, .lampWarmth = 1.0});
    const auto cold = relit({.level = 0.2, .lamp = 1.0, .lampTurn = 0.0, .lampHeight = 0.0, .lampWarmth = -1.0});
    QVERIFY(warm.at(kMiddle, kMiddle)[0] > warm.at(kMiddle, kMiddle)[2] + 0.1F);
    QVERIFY(cold.at(kMiddle, kMiddle)[2] > cold.at(kMiddle, kMiddle)[0] + 0.1F);
}

void TestRelight::glossLiesBetweenEyeAndLamp()
{
    const Light dull{.lamp = 0.6, .lampTurn = 60.0, .lampHeight = 0.0, .lampGloss = 0.0};
    Light shiny = dull;
    shiny.lampGloss = 1.0;
    const auto before = relit(dull), after = relit(shiny);
    int brightest = 0;
    float most = 0.0F;
    for (int x = 0; x < kSide; ++x)
        if (const float gain = lightAt(after, x, kMiddle) - lightAt(before, x, kMiddle); gain > most) {
            most = gain;
            brightest = x;
        }
    QVERIFY(most > 0.02F);
    // Half of 60 degrees: the ball's radius times sin 30 degrees, as the camera shows it.
    const double wanted = kMiddle + frontCamera().fx * kSide * kBall * 0.5 / (1.0 - kBall * 0.866);
    QVERIFY2(std::abs(brightest - wanted) <= 3.0, qPrintable(QString::number(brightest)));
}

void TestRelight::brightSkinNeverClips()
{
    const auto glaring = relit({.lamp = 5.0, .lampTurn = 60.0, .lampHeight = 20.0});
    float last = 0.0F;
    for (int x = kRight; x <= kLeft; x += 4) { // towards the lamp it grows, and still grows near white
        const float value = lightAt(glaring, x, kMiddle);
        QVERIFY(value < 1.0F);
        last = std::max(last, value);
    }
    QVERIFY(last > 0.8F);
}

/// A wall 3 cm behind a stick 2 cm wide that stands before its middle.
style::Surface wallAndStick()
{
    style::Surface surface{.depth = base::FloatImage(kSide, kSide, 1, 1.0F), .camera = frontCamera()};
    const int half = static_cast<int>(0.01 * surface.camera.fx * kSide);
    for (int y = 0; y < kSide; ++y)
        for (int x = kMiddle - half; x <= kMiddle + half; ++x)
            *surface.depth.at(x, y) = 0.97F;
    return surface;
}

void TestRelight::aNoseCastsAShadow()
{
    const Eigen::Vector3f fromRight = Eigen::Vector3f(1.0F, 0.0F, -1.0F).normalized(); // camera frame: from the picture's right
    const auto open = style::lampVisibility(wallAndStick(), fromRight, 0.0);
    const auto& camera = wallAndStick().camera;
    const int stick = static_cast<int>(0.01 * camera.fx * kSide), shadow = static_cast<int>(0.03 * camera.fx * kSide);
    QVERIFY(*open.at(kMiddle - shadow, kMiddle) < 0.2F);                    // 45 degrees: as far aside as the wall lies behind
    QVERIFY(*open.at(kMiddle + stick + shadow, kMiddle) > 0.95F);           // the lamp's side
    QVERIFY(*open.at(kMiddle - stick - 2 * shadow, kMiddle) > 0.95F);       // beyond the shadow
    QVERIFY(*open.at(kMiddle, kMiddle) > 0.95F);                            // the stick itself
}

void TestRelight::softShadowsEndSoftly()
{
    const Eigen::Vector3f fromRight = Eigen::Vector3f(1.0F, 0.0F, -1.0F).normalized();
    const auto between = [&](double softness) { // pixels that are neither lit nor dark
        const auto open = style::lampVisibility(wallAndStick(), fromRight, softness);
        int count = 0;
        for (int x = 0; x < kSide; ++x)
            count += *open.at(x, kMiddle) > 0.1F && *open.at(x, kMiddle) < 0.9F ? 1 : 0;
        return count;
    };
    QVERIFY(between(1.0) > between(0.0));
}

void TestRelight::lightStaysWhileTheHeadTurns()
{
    head::ControlValues turned;
    turned.set("headYaw", 30.0);
    QVERIFY(style::lookOf(turned).light == Light()); // lights go along
    turned.set("lightStays", 1.0);
    Look look = style::lookOf(turned);
    QVERIFY(!style::isPlain(look));
    // On the head, a light that stays while the face turns to the left walks to the right.
    const auto stays = style::painted(photoOf(sideLight()), ball(sideLight()), look);
    QVERIFY(difference(stays, relit({.turn = -30.0})) < 1e-4);
    turned.set("lampAmount", 1.0);
    turned.set("lampTurn", 10.0);
    const auto lamp = style::painted(photoOf(sideLight()), ball(sideLight()), style::lookOf(turned));
    QVERIFY(difference(lamp, relit({.turn = -30.0, .lamp = 1.0, .lampTurn = -20.0, .lampHeight = 30.0})) < 1e-3);
}

void TestRelight::alphaStays()
{
    auto picture = photoOf(sideLight());
    for (float& value : picture.values)
        value *= 0.5F;
    Look look;
    look.light.lamp = 1.0;
    const auto lit = style::painted(picture, ball(sideLight()), look);
    for (std::size_t i = 0; i < picture.values.size(); i += 4) {
        QCOMPARE(lit.values[i + 3], picture.values[i + 3]);
        QVERIFY(lit.values[i] <= lit.values[i + 3]);
    }
    QVERIFY(lit != picture);
}

QTEST_APPLESS_MAIN(TestRelight)
#include "tst_relight.moc"
