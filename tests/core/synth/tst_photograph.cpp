// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "mesh/rasteriser.h"
#include "synth/backdrop.h"
#include "synth/camera_faults.h"
#include "synth/framed_camera.h"
#include "synth/head_photographer.h"
#include "synth/lighting.h"
#include "synth/person_sampler.h"
#include "synth/scene_shading.h"
#include "synth/shot_sampler.h"

#include <QtTest/QtTest>

#include <cmath>
#include <limits>
#include <memory>

using namespace effigy;

namespace {

constexpr int kSize = 96;  // pixels: enough to see a face
constexpr int kAtlas = 128;

} // namespace

class TestPhotograph : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_stock = std::make_unique<synth::HeadStock>(synth::loadHeadStock(kAtlas)); }
    void sameSeedSameBytes();
    void pointsCostNoPictures();
    void depthIsThatOfTheMesh();
    void landmarksLieOnTheMesh();
    void masksCoverWhatIsSeen();
    void cutOutsLieBeforeAnything();
    void hairKeepsItsColour();
    void normalsFaceTheCamera();
    void truthDoesNotDependOnLight();
    void refusesSizesThatCannotBe();

private:
    /// Somebody with nothing before the face.
    [[nodiscard]] synth::SyntheticHead bareFaced(std::uint64_t seed) const
    {
        auto head = synth::sampleHead(m_stock->body, seed);
        head.hair.cut = synth::HairCut::Bald;
        head.beard.cut = synth::BeardCut::None;
        head.glasses.isWorn = false;
        return head;
    }
    std::unique_ptr<synth::HeadStock> m_stock;
};

void TestPhotograph::sameSeedSameBytes()
{
    const auto take = [&](std::uint64_t seed) {
        return synth::photograph(*m_stock, synth::dress(*m_stock, synth::sampleHead(m_stock->body, seed)), synth::sampleShot(seed), {.size = kSize});
    };
    const auto a = take(5), b = take(5), other = take(6);
    QCOMPARE(a.image.pixels, b.image.pixels);
    QCOMPARE(a.truth->depth.values, b.truth->depth.values);
    QCOMPARE(a.truth->masks.values, b.truth->masks.values);
    QVERIFY(a.image.pixels != other.image.pixels);
}

void TestPhotograph::pointsCostNoPictures()
{
    const auto dressed = synth::dress(*m_stock, synth::sampleHead(m_stock->body, 8));
    const auto all = synth::photograph(*m_stock, dressed, synth::sampleShot(8), {.size = kSize});
    const auto points = synth::photograph(*m_stock, dressed, synth::sampleShot(8), {.size = kSize, .hasTruthPictures = false});
    QCOMPARE(points.image.pixels, all.image.pixels);
    QVERIFY(points.truth->vertices == all.truth->vertices);
    QVERIFY(points.truth->landmarksInPicture == all.truth->landmarksInPicture);
    QVERIFY(points.truth->masks.values.empty() && points.truth->depth.values.empty() && points.truth->normals.values.empty());
    QVERIFY(points.truth->uv.values.empty() && points.truth->albedo.pixels.empty());
}

void TestPhotograph::depthIsThatOfTheMesh()
{
    const auto shot = synth::sampleShot(11);
    const auto picture = synth::photograph(*m_stock, synth::dress(*m_stock, bareFaced(3)), shot, {.size = kSize});
    const auto& truth = *picture.truth;
    const auto& triangles = m_stock->head->data().templateMesh.triangles;
    const auto seen = mesh::pictureSpace({truth.vertices.front().data(), 3 * truth.vertices.size()}, shot.camera);
    const auto expected = mesh::rasterise(seen, {triangles.front().data(), 3 * triangles.size()},
                                          {.width = kSize, .height = kSize, .culling = mesh::Culling::None, .edges = mesh::EdgeRule::Inside,
                                           .interpolation = mesh::Interpolation::Perspective});
    int compared = 0, same = 0;
    for (int y = 0; y < kSize; ++y)
        for (int x = 0; x < kSize; ++x) {
            const auto i = static_cast<std::size_t>(y) * kSize + static_cast<std::size_t>(x);
            if (truth.uv.at(x, y)[0] < 0.0F || expected.face[i] < 0)
                continue;
            ++compared;
            same += std::abs(truth.depth.at(x, y)[0] - expected.depth[i]) < 1e-3F ? 1 : 0; // a millimetre
        }
    QVERIFY(compared > kSize * kSize / 8);
    QVERIFY2(same > 0.97 * compared, qPrintable(QString("%1 of %2").arg(same).arg(compared))); // lashes are veils here
}

void TestPhotograph::landmarksLieOnTheMesh()
{
    auto shot = synth::sampleShot(12);
    shot.controls = {};
    shot.camera = synth::framedCamera(0.0, 0.0, 0.0, 1.0, 0.32);
    const auto picture = synth::photograph(*m_stock, synth::dress(*m_stock, bareFaced(4)), shot, {.size = kSize});
    const auto& truth = *picture.truth;
    for (const int i : {27, 28, 29, 30, 33, 51, 57}) { // the middle of the face, where nothing hides them and no outline passes
        const auto k = static_cast<std::size_t>(i);
        const int x = static_cast<int>(truth.landmarksInPicture[k].x()), y = static_cast<int>(truth.landmarksInPicture[k].y());
        QVERIFY(x >= 0 && y >= 0 && x < kSize && y < kSize);
        QVERIFY(truth.uv.at(x, y)[0] >= 0.0F);
        const double depth = mesh::project(shot.camera, truth.landmarks[k].cast<double>()).z();
        QVERIFY2(std::abs(truth.depth.at(x, y)[0] - depth) < 0.008, qPrintable(QString::number(i))); // a pixel is 3 mm, and skin slopes
    }
}

void TestPhotograph::masksCoverWhatIsSeen()
{
    auto shot = synth::sampleShot(9);
    shot.camera = synth::framedCamera(0.3, 0.0, 0.0, 1.0, 0.34); // a face fills a third of such a picture
    const auto picture = synth::photograph(*m_stock, synth::dress(*m_stock, bareFaced(9)), shot, {.size = kSize});
    const auto& truth = *picture.truth;
    for (int y = 0; y < kSize; ++y)
        for (int x = 0; x < kSize; ++x) {
            float sum = 0.0F;
            for (int r = 0; r < synth::kRegionCount; ++r) {
                QVERIFY(truth.masks.at(x, y)[r] >= 0.0F);
                sum += truth.masks.at(x, y)[r];
            }
            QVERIFY(sum <= 1.0001F);
            if (sum >= 0.999F) // all four samples are covered: a thin hair alone may leave the centre free
                QVERIFY(truth.depth.at(x, y)[0] > 0.0F || truth.masks.at(x, y)[static_cast<int>(synth::Region::Hair)] > 0.0F);
            if (sum == 0.0F && x > 0 && y > 0)
                QVERIFY(truth.masks.at(x, y)[0] == 0.0F);
        }
    float skin = 0.0F, clothes = 0.0F;
    for (std::size_t i = 0; i < truth.masks.values.size(); i += synth::kRegionCount) {
        skin += truth.masks.values[i];
        clothes += truth.masks.values[i + static_cast<std::size_t>(synth::Region::Clothes)];
    }
    QVERIFY(skin > 0.08F * kSize * kSize);
    QVERIFY(clothes > 0.005F * kSize * kSize);
}

void TestPhotograph::cutOutsLieBeforeAnything()
{
    const auto dressed = synth::dress(*m_stock, bareFaced(21));
    const auto shot = synth::sampleShot(21, {.isClean = true});
    const synth::CutOut cut = synth::cutOut(*m_stock, dressed, shot, kSize);
    base::FloatImage whole = synth::paintBackdrop(shot.backdrop, kSize);
    int covered = 0, open = 0;
    for (int y = 0; y < kSize; ++y)
        for (int x = 0; x < kSize; ++x) {
            float shown = 0.0F;
            for (int region = 0; region < synth::kRegionCount; ++region)
                shown += cut.shares.at(x, y)[region];
            covered += shown > 0.999F;
            open += shown < 0.001F;
            for (int c = 0; c < 3; ++c)
                whole.at(x, y)[c] = cut.light.at(x, y)[c] + (1.0F - shown) * whole.at(x, y)[c];
        }
    QVERIFY(covered > kSize * kSize / 5 && open > kSize * kSize / 20);
    const base::Image expected = synth::photograph(*m_stock, dressed, shot, {.size = kSize}).image, composed = synth::develop(whole, shot.faults, shot.seed);
    int off = 0;
    for (std::size_t i = 0; i < expected.pixels.size(); ++i)
        off += std::abs(expected.pixels[i] - composed.pixels[i]) > 6;
    // Backdrops are smooth, so that it makes no difference whether they are sampled four times a pixel or once; lashes before them are few.
    QVERIFY2(off < static_cast<int>(expected.pixels.size()) / 200, qPrintable(QString::number(off)));
}

void TestPhotograph::hairKeepsItsColour()
{
    // A sample of a band may lie beyond its first triangle, and a band seen from its end has no area to weigh corners by.
    auto head = bareFaced(2);
    head.hair.cut = synth::HairCut::LongCurly;
    const auto dressed = synth::dress(*m_stock, head);
    const auto shot = synth::sampleShot(2);
    const Eigen::Vector3f eye = shot.camera.headFromCamera.translation().cast<float>();
    const auto scene = synth::assemble(*m_stock, dressed, m_stock->head->coefficients(shot.controls, head.shape), eye, 0.001F);
    const auto lighting = synth::light(scene, shot, 64);
    const synth::SceneShader shader(*m_stock, dressed, scene, lighting, shot, eye);
    QVERIFY(scene.endBand > scene.firstBand);
    const float nan = std::numeric_limits<float>::quiet_NaN();
    for (const synth::SampleWeights& w : {synth::SampleWeights{-5.0F, 0.0F, 6.0F}, {9.0F, -2.0F, -6.0F}, {0.2F, -0.3F, 1.1F}, {nan, nan, nan}}) {
        const int band = scene.firstBand;
        const auto corner = [&](int k) -> const synth::Colour& { return scene.colours[static_cast<std::size_t>(scene.triangles[static_cast<std::size_t>(3 * band + k)])]; };
        const auto albedo = shader.albedo(band, w);
        for (int c = 0; c < 3; ++c) {
            QVERIFY(albedo[c] >= std::min(corner(0)[c], corner(2)[c]) - 1e-6F); // rounding of a mixture
            QVERIFY(albedo[c] <= std::max(corner(0)[c], corner(2)[c]) + 1e-6F);
        }
        const auto light = shader.shade(band, w);
        QVERIFY(light.allFinite() && light.minCoeff() >= 0.0F);
        QVERIFY((light - shader.shade(band, {w.c > 0.0F ? 0.0F : 1.0F, 0.0F, w.c > 0.0F ? 1.0F : 0.0F})).norm() < 1e-6F); // of the nearer end
    }
}

void TestPhotograph::normalsFaceTheCamera()
{
    const auto shot = synth::sampleShot(21);
    const auto picture = synth::photograph(*m_stock, synth::dress(*m_stock, bareFaced(8)), shot, {.size = kSize});
    const auto& truth = *picture.truth;
    for (int y = 0; y < kSize; ++y)
        for (int x = 0; x < kSize; ++x) {
            const Eigen::Vector3f normal = Eigen::Map<const Eigen::Vector3f>(truth.normals.at(x, y));
            if (normal.isZero())
                continue;
            QVERIFY(std::abs(normal.norm() - 1.0F) < 1e-4F);
        }
}

void TestPhotograph::truthDoesNotDependOnLight()
{
    const auto dressed = synth::dress(*m_stock, synth::sampleHead(m_stock->body, 14));
    auto shot = synth::sampleShot(14);
    const auto bright = synth::photograph(*m_stock, dressed, shot, {.size = kSize});
    shot.key.colour *= 0.2F;
    shot.key.towards = Eigen::Vector3f(-0.6F, 0.2F, 0.7F).normalized();
    const auto dim = synth::photograph(*m_stock, dressed, shot, {.size = kSize});
    QVERIFY(bright.image.pixels != dim.image.pixels);
    QCOMPARE(bright.truth->albedo.pixels, dim.truth->albedo.pixels);
    QCOMPARE(bright.truth->depth.values, dim.truth->depth.values);
}

void TestPhotograph::refusesSizesThatCannotBe()
{
    const auto dressed = synth::dress(*m_stock, bareFaced(1));
    QVERIFY_THROWS_EXCEPTION(base::ContractError, (void)synth::photograph(*m_stock, dressed, synth::sampleShot(1), {.size = 4}));
}

QTEST_APPLESS_MAIN(TestPhotograph)
#include "tst_photograph.moc"
