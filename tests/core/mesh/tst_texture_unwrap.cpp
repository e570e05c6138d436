// SPDX-License-Identifier: GPL-3.0-or-later
#include "mesh/texture_unwrap.h"

#include "base/error.h"
#include "mesh/mesh_renderer.h"
#include "mesh/uv_atlas.h"
#include "sphere_mesh.h"

#include <QtTest/QtTest>

#include <cmath>

using namespace effigy;
using namespace effigy::mesh;

namespace {

constexpr int kAtlas = 128;

/// Smooth colours all over the atlas that are the same on both sides, and darker by `dim` on the
/// right half.
base::Image paintedAtlas(double dim)
{
    base::Image image(kAtlas, kAtlas, 3);
    for (int y = 0; y < kAtlas; ++y)
        for (int x = 0; x < kAtlas; ++x) {
            const double side = std::abs(2.0 * (x + 0.5) / kAtlas - 1.0);
            const double shade = x < kAtlas / 2 ? 1.0 : 1.0 - dim;
            image.at(x, y)[0] = static_cast<std::uint8_t>(shade * (120 + 100 * side));
            image.at(x, y)[1] = static_cast<std::uint8_t>(shade * (100 + 60.0 * y / kAtlas));
            image.at(x, y)[2] = static_cast<std::uint8_t>(shade * 90);
        }
    return image;
}

Camera cameraAt(double yaw)
{
    return orbitCamera(
        {.yaw = yaw, .distance = 1.0, .fov = 0.25, .target = Eigen::Vector3d::Zero()});
}

/// A photo of the sphere with that texture before a blue wall.
base::Image photoOf(const base::Image& texture, const Camera& camera)
{
    MeshRenderOptions options;
    options.texture = &texture;
    options.light = Light::None;
    auto render = renderMesh(sphereMesh(96, 48), camera, 512, 512, options);
    for (std::size_t i = 0; i < render.mask.values.size(); ++i)
        if (render.mask.values[i] < 1.0F)
            render.colour.pixels[4 * i + 2] = 255;
    return render.colour;
}

UnwrapOptions small()
{
    return {.size = kAtlas};
}

double worstDifference(const base::Image& a, const base::Image& b, const base::FloatImage& weight,
                       float atLeast)
{
    double worst = 0.0;
    for (int y = 0; y < kAtlas; ++y)
        for (int x = 0; x < kAtlas; ++x)
            for (int c = 0; c < 3 && *weight.at(x, y) >= atLeast; ++c)
                worst = std::max(worst, std::abs(1.0 * a.at(x, y)[c] - b.at(x, y)[c]));
    return worst;
}

} // namespace

class TestTextureUnwrap : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bringsBackTheTextureThatWasPhotographed();
    void trustsWhatFacesTheCameraMost();
    void seesNothingBehindAnotherSurface();
    void heedsTheMatte();
    void fillsTheUnseenSideFromTheSeenOne();
    void closesTheSeamAtTheBack();
    void keepsUnseenPartsInTheirColour();
    void takesDetailFromTheUnderlay();
    void refusesAMatteOfAnotherSize();
};

void TestTextureUnwrap::bringsBackTheTextureThatWasPhotographed()
{
    const auto painted = paintedAtlas(0.0);
    const auto camera = cameraAt(0.4);
    const auto unwrapped =
        unwrapTexture(sphereMesh(96, 48), camera, photoOf(painted, camera), {}, small());
    // Two bilinear samplings of a slope of at most three levels a texel.
    const double worst = worstDifference(unwrapped.colour, painted, unwrapped.weight, 0.3F);
    QVERIFY2(worst <= 4.0, qPrintable(QString::number(worst)));
    // A weight of 0.3 stands for a cosine of 0.30 (0.28 of this atlas), or up to 0.45 (0.20) where
    // the outline shades.
    const auto seen = std::count_if(unwrapped.weight.values.begin(), unwrapped.weight.values.end(),
                                    [](float w) { return w > 0.3F; });
    QVERIFY2(seen > 0.20 * kAtlas * kAtlas && seen < 0.28 * kAtlas * kAtlas,
             qPrintable(QString::number(seen)));
}

void TestTextureUnwrap::trustsWhatFacesTheCameraMost()
{
    const auto camera = cameraAt(0.0);
    const auto weight =
        unwrapTexture(sphereMesh(96, 48), camera, photoOf(paintedAtlas(0.0), camera), {}, small())
            .weight;
    QVERIFY(*weight.at(64, 64) > 0.99F);
    QVERIFY(*weight.at(64 + 26, 64) < *weight.at(64 + 16, 64)); // 73 degrees to the side against 45
    QCOMPARE(*weight.at(2, 64), 0.0F);                          // the back
}

void TestTextureUnwrap::seesNothingBehindAnotherSurface()
{
    // A shield 5 cm before the sphere, over its lower half.
    auto shielded = sphereMesh(96, 48);
    const int first = static_cast<int>(shielded.vertices.size());
    for (const auto& [x, y] : {std::pair(-0.2F, -0.2F), std::pair(0.2F, -0.2F),
                               std::pair(0.2F, 0.0F), std::pair(-0.2F, 0.0F)}) {
        shielded.vertices.emplace_back(x, y, 0.15F);
        shielded.normals.emplace_back(0.0F, 0.0F, 1.0F);
    }
    shielded.parts.push_back({"shield", static_cast<int>(shielded.triangles.size()), 2});
    for (const Eigen::Vector3i& t : {Eigen::Vector3i(0, 1, 2), Eigen::Vector3i(0, 2, 3)}) {
        shielded.triangles.push_back(t + Eigen::Vector3i::Constant(first));
        shielded.uvTriangles.emplace_back(0, 0, 0); // no place in the atlas
    }
    const auto camera = cameraAt(0.0);
    const auto photo = photoOf(paintedAtlas(0.0), camera);
    const auto weight = unwrapTexture(shielded, camera, photo, {}, small()).weight;
    QVERIFY(*weight.at(64, 50) > 0.9F);
    QCOMPARE(*weight.at(64, 80), 0.0F);
    auto options = small();
    options.hiddenParts = {"shield"};
    QVERIFY(*unwrapTexture(shielded, camera, photo, {}, options).weight.at(64, 80) > 0.9F);
}

void TestTextureUnwrap::heedsTheMatte()
{
    const auto camera = cameraAt(0.0);
    base::FloatImage matte(512, 512, 1);
    for (int y = 0; y < 512; ++y)
        std::fill_n(matte.at(0, y), 256, 1.0F);
    const auto weight = unwrapTexture(sphereMesh(96, 48), camera,
                                      photoOf(paintedAtlas(0.0), camera), matte, small())
                            .weight;
    QVERIFY(*weight.at(56, 64) > 0.9F);
    QCOMPARE(*weight.at(72, 64), 0.0F);
}

void TestTextureUnwrap::fillsTheUnseenSideFromTheSeenOne()
{
    const auto painted = paintedAtlas(0.0);
    const auto camera = cameraAt(-0.9); // from the subject's right: u below a half
    const auto sphere = sphereMesh(96, 48);
    const auto mirror = sphereMirror(96, 48);
    const auto unwrapped = unwrapTexture(sphere, camera, photoOf(painted, camera), {}, small());
    QCOMPARE(*unwrapped.weight.at(96, 64), 0.0F);
    const auto filled = fillTexture(sphere, unwrapped, {.mirrorVertex = mirror});
    // Where the other side faces the camera: u between 0.2 and 0.5, mirrored, away from the poles.
    for (int y = 48; y < 80; ++y)
        for (int x = 66; x < 100; ++x)
            for (int c = 0; c < 3; ++c)
                QVERIFY2(std::abs(1 * filled.at(x, y)[c] - painted.at(x, y)[c]) <= 6,
                         qPrintable(QString("%1 %2: %3 %4")
                                        .arg(x)
                                        .arg(y)
                                        .arg(filled.at(x, y)[c])
                                        .arg(painted.at(x, y)[c])));
}

void TestTextureUnwrap::closesTheSeamAtTheBack()
{
    const auto camera = cameraAt(0.5);
    const auto sphere = sphereMesh(96, 48);
    const auto mirror = sphereMirror(96, 48);
    const auto unwrapped =
        unwrapTexture(sphere, camera, photoOf(paintedAtlas(0.3), camera), {}, small());
    const auto filled = fillTexture(sphere, unwrapped, {.mirrorVertex = mirror});
    for (int y = 40; y < 88; ++y)
        for (int c = 0; c < 3; ++c)
            QVERIFY2(std::abs(filled.at(0, y)[c] - filled.at(kAtlas - 1, y)[c]) <= 2,
                     qPrintable(QString("%1: %2 %3")
                                    .arg(y)
                                    .arg(filled.at(0, y)[c])
                                    .arg(filled.at(kAtlas - 1, y)[c])));
}

void TestTextureUnwrap::keepsUnseenPartsInTheirColour()
{
    auto sphere = sphereMesh(96, 48);
    sphere.parts[1].material = "teeth";
    WeightedTexture texture{base::Image(kAtlas, kAtlas, 3, 200),
                            base::FloatImage(kAtlas, kAtlas, 1)};
    for (int y = 0; y < 40; ++y)
        std::fill_n(texture.weight.at(0, y), kAtlas, 1.0F);
    const auto filled =
        fillTexture(sphere, texture, {.partColours = {{"teeth", {1.0F, 0.5F, 0.0F}}}});
    QCOMPARE(static_cast<int>(filled.at(30, 60)[2]), 200); // north continues
    QCOMPARE(static_cast<int>(filled.at(30, 70)[0]), 255); // south does not bleed
    QCOMPARE(static_cast<int>(filled.at(30, 70)[1]), 128);
    QCOMPARE(static_cast<int>(filled.at(30, 70)[2]), 0);
}

void TestTextureUnwrap::takesDetailFromTheUnderlay()
{
    const auto sphere = sphereMesh(96, 48);
    base::Image underlay(kAtlas, kAtlas, 3, 100);
    underlay.at(20, 20)[0] = 130; // a freckle
    WeightedTexture texture{base::Image(kAtlas, kAtlas, 3, 150),
                            base::FloatImage(kAtlas, kAtlas, 1)};
    std::fill_n(texture.weight.at(0, 40), kAtlas, 1.0F);
    const auto filled = fillTexture(sphere, texture, {.underlay = &underlay});
    QCOMPARE(static_cast<int>(filled.at(60, 20)[0]), 150); // in the seen tone
    QCOMPARE(static_cast<int>(filled.at(20, 20)[0]), 180); // with the freckle on top
}

void TestTextureUnwrap::refusesAMatteOfAnotherSize()
{
    QVERIFY_EXCEPTION_THROWN((void)unwrapTexture(sphereMesh(), cameraAt(0.0),
                                                 base::Image(32, 32, 3),
                                                 base::FloatImage(16, 32, 1), small()),
                             base::ContractError);
}

QTEST_APPLESS_MAIN(TestTextureUnwrap)
#include "tst_texture_unwrap.moc"
