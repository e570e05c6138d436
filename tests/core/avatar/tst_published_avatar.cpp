// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/generator_eye.h"
#include "avatar/stage_renderer.h"
#include "base/error.h"
#include "core/avatar/published_avatar.h"
#include "generator/published_generator.h"
#include "project/project.h"
#include "reconstruct/published_view.h"

#include <QtTest/QtTest>

#include <cmath>

using namespace effigy;
using namespace effigy::avatar;

namespace {

RenderRequest request(Pass pass, double jaw = 0.4)
{
    RenderRequest wanted;
    wanted.width = wanted.height = 64;
    wanted.pass = pass;
    wanted.controls.set("jawOpen", jaw);
    return wanted;
}

/// A photo's camera that does not look straight at the head.
mesh::Camera photoCamera()
{
    mesh::OrbitView view;
    view.target = {0.01, 0.01, 0.0};
    view.yaw = 0.3;
    view.distance = 1.3;
    view.fov = 0.2;
    return mesh::orbitCamera(view);
}

double largestDifference(const generator::CameraLabel& a, const std::array<double, 25>& b)
{
    double largest = 0.0;
    for (std::size_t i = 0; i < b.size(); ++i)
        largest = std::max(largest, std::abs(a[i] - b[i]));
    return largest;
}

} // namespace

class TestPublishedAvatar : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void photoCameraIsThePublishedOne();
    void labelFollowsDistanceAndZoom();
    void metresLieAroundTheHead();
    void samplesFollowTheCamera();
    void ownGeneratorsKeepTheirLabel();
    void picturesAreOpaque();
    void controlsMoveIt();
    void neckStaysWithTheCamera();
    void keptStagesGiveTheSameBytes();
    void everyPassButTheMaskRenders();
    void reopenedProjectRendersTheSameBytes();
    void refusesAnotherHead();

private:
    QTemporaryDir m_folder;
    std::shared_ptr<const Avatar> m_avatar;
};

void TestPublishedAvatar::initTestCase()
{
    const std::filesystem::path folder = m_folder.path().toStdString();
    m_avatar = std::make_shared<const Avatar>(test::publishedContents(folder), folder / "published.safetensors");
}

void TestPublishedAvatar::photoCameraIsThePublishedOne()
{
    const mesh::Camera photo = photoCamera();
    const auto eye = eyeOf(test::smallPublishedGenerator(), photo);
    const auto framing = frameHead(photo, 512, 512, eye->square());
    QVERIFY(std::abs(framing.side - 512.0) < 1e-6);
    const auto label = eye->label(framing.camera);
    QVERIFY(largestDifference(label, reconstruct::publishedLabel(photo)) < 1e-6);
    QVERIFY(std::abs(label[16] - 2985.29 / 700.0) < 1e-6);
    QVERIFY(std::abs(label[18] - 0.5) < 1e-6);
}

void TestPublishedAvatar::labelFollowsDistanceAndZoom()
{
    mesh::OrbitView view;
    view.target = reconstruct::kPublishedAim;
    const auto eye = eyeOf(test::smallPublishedGenerator(), mesh::orbitCamera(view));
    view.distance *= 2.0;
    const auto far = eye->label(mesh::orbitCamera(view));
    QVERIFY(std::abs(far[11] - 2.0 * generator::kPublishedRadius) < 1e-9);
    QVERIFY(std::abs(far[16] - reconstruct::kPublishedFocal) < 1e-9);
    mesh::Camera shifted = mesh::orbitCamera(view);
    shifted.fx *= 3.0;
    shifted.fy *= 3.0;
    shifted.cx = 0.25;
    const auto near = eye->label(shifted);
    QVERIFY(std::abs(near[16] - 3.0 * reconstruct::kPublishedFocal) < 1e-9);
    QVERIFY(std::abs(near[18] - 0.25) < 1e-9); // the aim lies in the square's middle
}

void TestPublishedAvatar::metresLieAroundTheHead()
{
    mesh::OrbitView view;
    view.target = reconstruct::kPublishedAim;
    view.distance = 1.0;
    const mesh::Camera camera = mesh::orbitCamera(view);
    const auto eye = eyeOf(test::smallPublishedGenerator(), camera);
    base::FloatImage depth(3, 1, 1);
    depth.values = {0.0F, 2.7F, 2.8F};
    const auto metres = eye->metres(depth, eye->label(camera), camera);
    QCOMPARE(metres.values[0], 0.0F);                          // nothing there
    QVERIFY(std::abs(metres.values[1] - 1.0F) < 1e-6F);        // the head's middle
    // The square is 1 / fx metres wide for the camera, 2.7 / 4.2647 units for the generator.
    const double wanted = 0.1 * (1.0 / camera.fx) / (2.7 / (2985.29 / 700.0));
    QVERIFY(std::abs(metres.values[2] - 1.0 - wanted) < 1e-6);
}

void TestPublishedAvatar::samplesFollowTheCamera()
{
    const auto generator = test::smallPublishedGenerator();
    const auto same = generator::seenFrom(generator, 2.7).config.rendering;
    QCOMPARE(same.near, 2.25);
    QCOMPARE(same.far, 3.3);
    const auto far = generator::seenFrom(generator, 4.7).config.rendering;
    QVERIFY(std::abs(far.near - 4.25) < 1e-9 && std::abs(far.far - 5.3) < 1e-9);
    QVERIFY(generator::seenFrom(generator, 0.1).config.rendering.near > 0.0);
}

void TestPublishedAvatar::ownGeneratorsKeepTheirLabel()
{
    const mesh::Camera photo = photoCamera();
    const auto eye = eyeOf({test::tinyConfig(), {}, {}}, photo);
    QVERIFY(eye->hasAlpha());
    QVERIFY(eye->label(photo) == generator::cameraLabel(photo));
    QCOMPARE(eye->square().metres, kHeadSquareMetres);
}

void TestPublishedAvatar::picturesAreOpaque()
{
    QVERIFY(!m_avatar->hasAlpha());
    StageRenderer renderer(m_avatar);
    const auto picture = renderer.render(request(Pass::Final)).image;
    for (int y = 0; y < picture.height; ++y)
        for (int x = 0; x < picture.width; ++x)
            QCOMPARE(picture.at(x, y)[3], std::uint8_t{255});
    auto away = request(Pass::Final); // the square no longer fills the view
    mesh::Camera camera = m_avatar->photoCamera();
    camera.fx *= 0.5;
    camera.fy *= 0.5;
    away.camera = camera;
    const auto small = renderer.render(away).image;
    QCOMPARE(small.at(32, 32)[3], std::uint8_t{255});
    QCOMPARE(small.at(2, 2)[3], std::uint8_t{0});
}

void TestPublishedAvatar::controlsMoveIt()
{
    StageRenderer renderer(m_avatar);
    QVERIFY(!(renderer.render(request(Pass::Final, 0.0)).image == renderer.render(request(Pass::Final, 1.0)).image));
}

void TestPublishedAvatar::neckStaysWithTheCamera()
{
    StageRenderer renderer(m_avatar);
    auto bent = request(Pass::Final);
    bent.controls.set("neckYaw", 30.0);
    QVERIFY(renderer.render(bent).image == renderer.render(request(Pass::Final)).image);
}

void TestPublishedAvatar::keptStagesGiveTheSameBytes()
{
    StageRenderer used(m_avatar);
    (void)used.render(request(Pass::Final, 0.1));
    auto turned = request(Pass::Final, 0.7);
    turned.controls.set("headYaw", 15.0);
    (void)used.render(turned);
    const auto kept = used.render(request(Pass::Final, 0.7)).image;
    QCOMPARE(used.runCount(Stage::Identity), 1);
    QCOMPARE(used.runCount(Stage::Deform), 2);
    QVERIFY(kept == StageRenderer(m_avatar).render(request(Pass::Final, 0.7)).image);
}

void TestPublishedAvatar::everyPassButTheMaskRenders()
{
    StageRenderer renderer(m_avatar);
    for (const auto pass : {Pass::Final, Pass::Raw, Pass::Depth, Pass::Normals, Pass::Textured, Pass::Clay, Pass::Wire, Pass::Uv, Pass::Photo})
        for (const auto quality : {Quality::Preview, Quality::Full}) {
            auto wanted = request(pass);
            wanted.quality = quality;
            QCOMPARE(renderer.render(wanted).image.width, 64);
        }
    auto painted = request(Pass::Final); // looks that need the head's form
    painted.controls.set("clayAmount", 1.0);
    QCOMPARE(renderer.render(painted).image.width, 64);
    try {
        (void)renderer.render(request(Pass::Mask));
        QFAIL("there is no mask");
    } catch (const base::Error& error) {
        QCOMPARE(error.code(), std::string("unsupported"));
    }
}

void TestPublishedAvatar::reopenedProjectRendersTheSameBytes()
{
    const std::filesystem::path folder = m_folder.path().toStdString();
    const auto& contents = m_avatar->contents();
    project::Project::create(folder / "a.effigy", {.photo = {"portrait.png", std::vector<std::byte>(100, std::byte{7})},
                                                   .fit = contents.fit,
                                                   .aligned = contents.photo,
                                                   .controls = {}})
        .setInversion(*contents.inversion);
    const auto again = std::make_shared<const Avatar>(project::avatarContents(project::Project::open(folder / "a.effigy")),
                                                      folder / "published.safetensors");
    QCOMPARE(again->version(), m_avatar->version());
    QVERIFY(StageRenderer(again).render(request(Pass::Final)).image == StageRenderer(m_avatar).render(request(Pass::Final)).image);
}

void TestPublishedAvatar::refusesAnotherHead()
{
    const std::filesystem::path folder = m_folder.path().toStdString();
    auto other = test::smallPublishedGenerator();
    other.layout.faces = other.layout.faces.roll(1, 1) + 1; // triangles that the free head has not
    generator::writeGenerator(other, folder / "other.safetensors");
    try {
        const Avatar avatar(m_avatar->contents(), folder / "other.safetensors");
        QFAIL("another head was taken");
    } catch (const base::Error& error) {
        QCOMPARE(error.code(), std::string("unsupported"));
        QVERIFY(error.hint().find("--head flame") != std::string::npos);
    }
}

QTEST_APPLESS_MAIN(TestPublishedAvatar)
#include "tst_published_avatar.moc"
