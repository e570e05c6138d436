// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/stage_renderer.h"
#include "base/error.h"
#include "core/avatar/avatar_fixture.h"
#include "error_code.h"
#include "style/tone.h"

#include <ATen/Parallel.h>
#include <QtTest/QtTest>

#include <random>

using namespace effigy;
using avatar::Pass;
using avatar::Quality;
using avatar::RenderRequest;
using avatar::Stage;
using avatar::StageRenderer;

namespace {

RenderRequest smallRequest(Pass pass = Pass::Final)
{
    RenderRequest request;
    request.width = request.height = 64;
    request.pass = pass;
    return request;
}

RenderRequest orbited(double yaw, Pass pass = Pass::Final)
{
    auto request = smallRequest(pass);
    request.camera = avatar::viewportCamera({.yaw = yaw}, 64, 64);
    return request;
}

std::string errorCode(StageRenderer& renderer, const RenderRequest& request)
{
    try {
        (void)renderer.render(request);
    } catch (const base::Error& error) {
        return error.code();
    }
    return {};
}

} // namespace

class TestStageRenderer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theSameRequestRunsNothing();
    void orbitingRunsNoBackbone();
    void orbitingWithPreviewsRunsNoBackbone();
    void aJawSliderKeepsTheIdentity();
    void turningTheHeadIsOrbiting();
    void draggingNeedsNoSuperresolution();
    void depthNeedsNoSuperresolution();
    void switchingPassesRunsNothingTwice();
    void keptOutputsGiveTheBytesOfFreshOnes();
    void tellsWhichStagesRan();
    void aControlChangesThePicture();
    void aGradeRunsNoStageBeforeIt();
    void paintIsKeptWhileTheGradeChanges();
    void curvesAndTablesRunNoStageBeforeThem();
    void curvesLeaveTheOtherPassesAlone();
    void aCaricatureChangesNoPlane();
    void theMeshIsACaricatureToo();
    void looksLeaveTheOtherPassesAlone();
    void noStrengthIsNoLook();
    void detailShowsOnTheMeshAsStronglyAsItsControlSays();
    void detailTurnsToTheLightOfTheTexturedMesh();
    void grainMovesWithTheFrame();
    void cancelsBetweenStages();
    void maskIsTheAlphaOfTheFinalPicture();
    void backgroundMakesItOpaque();
    void everyPassFillsAnyViewport();
    void aFittedHeadHasMeshPassesOnly();
    void photoIsGivenThroughItsOwnCameraOnly();
    void equalContentsHaveEqualVersions();
    void refusesLatentsOfAnotherGenerator();
    void knowsItsPasses();

private:
    QTemporaryDir m_folder;
    std::shared_ptr<const avatar::Avatar> m_avatar;
};

void TestStageRenderer::initTestCase()
{
    at::set_num_threads(2);
    const std::filesystem::path folder = m_folder.path().toStdString();
    m_avatar = std::make_shared<const avatar::Avatar>(test::invertedContents(folder), folder / "tiny.safetensors");
    QVERIFY(m_avatar->isInverted());
}

void TestStageRenderer::theSameRequestRunsNothing()
{
    StageRenderer renderer(m_avatar);
    const auto first = renderer.render(smallRequest());
    const auto second = renderer.render(smallRequest());
    QVERIFY(first.image == second.image);
    for (const auto stage : {Stage::Identity, Stage::Pose, Stage::Deform, Stage::Camera, Stage::Finish})
        QCOMPARE(renderer.runCount(stage), 1);
    QCOMPARE(renderer.runCount(Stage::Mesh), 0);
}

void TestStageRenderer::orbitingRunsNoBackbone()
{
    StageRenderer renderer(m_avatar);
    for (int i = 0; i < 4; ++i)
        (void)renderer.render(orbited(0.2 * i));
    QCOMPARE(renderer.runCount(Stage::Identity), 1);
    QCOMPARE(renderer.runCount(Stage::Pose), 1);
    QCOMPARE(renderer.runCount(Stage::Deform), 1);
    QCOMPARE(renderer.runCount(Stage::Camera), 4);
    QCOMPARE(renderer.runCount(Stage::Finish), 4);
}

void TestStageRenderer::orbitingWithPreviewsRunsNoBackbone()
{
    StageRenderer renderer(m_avatar);
    for (int i = 0; i < 6; ++i) {
        auto request = orbited(0.1 * i);
        request.quality = i % 2 ? Quality::Full : Quality::Preview;
        (void)renderer.render(request);
    }
    QCOMPARE(renderer.runCount(Stage::Identity), 1);
    QCOMPARE(renderer.runCount(Stage::Deform), 2); // once for previews, once in full
}

void TestStageRenderer::aJawSliderKeepsTheIdentity()
{
    StageRenderer renderer(m_avatar);
    auto request = smallRequest();
    for (const double open : {0.0, 0.3, 0.6}) {
        request.controls.set("jawOpen", open);
        (void)renderer.render(request);
    }
    QCOMPARE(renderer.runCount(Stage::Identity), 1);
    QCOMPARE(renderer.runCount(Stage::Deform), 3);
    QCOMPARE(renderer.runCount(Stage::Camera), 3);
}

void TestStageRenderer::turningTheHeadIsOrbiting()
{
    StageRenderer renderer(m_avatar);
    auto request = orbited(0.0);
    const auto straight = renderer.render(request);
    request.controls.set("headYaw", 25.0);
    const auto turned = renderer.render(request);
    QCOMPARE(renderer.runCount(Stage::Deform), 1);
    QCOMPARE(renderer.runCount(Stage::Camera), 2);
    QVERIFY(!(straight.image == turned.image));
}

void TestStageRenderer::draggingNeedsNoSuperresolution()
{
    StageRenderer renderer(m_avatar);
    auto request = smallRequest();
    request.quality = Quality::Preview;
    const auto preview = renderer.render(request);
    request.quality = Quality::Full;
    const auto full = renderer.render(request);
    QVERIFY(preview.quality == Quality::Preview);
    QVERIFY(full.quality == Quality::Full);
    QCOMPARE(renderer.runCount(Stage::Identity), 1);
    QCOMPARE(renderer.runCount(Stage::Pose), 1);
    QCOMPARE(renderer.runCount(Stage::Camera), 2);
    QCOMPARE(renderer.runCount(Stage::Finish), 1);
}

void TestStageRenderer::depthNeedsNoSuperresolution()
{
    StageRenderer renderer(m_avatar);
    (void)renderer.render(smallRequest(Pass::Depth));
    (void)renderer.render(smallRequest(Pass::Raw));
    QCOMPARE(renderer.runCount(Stage::Camera), 1);
    QCOMPARE(renderer.runCount(Stage::Finish), 0);
}

void TestStageRenderer::switchingPassesRunsNothingTwice()
{
    StageRenderer renderer(m_avatar);
    for (int i = 0; i < 2; ++i) {
        for (const auto pass : {Pass::Final, Pass::Depth, Pass::Mask, Pass::Raw, Pass::Photo})
            (void)renderer.render(smallRequest(pass));
    }
    QCOMPARE(renderer.runCount(Stage::Camera), 1);
    QCOMPARE(renderer.runCount(Stage::Finish), 1);
}

void TestStageRenderer::keptOutputsGiveTheBytesOfFreshOnes()
{
    std::mt19937 random(3);
    StageRenderer kept(m_avatar);
    const std::array<Pass, 6> passes = {Pass::Final, Pass::Raw, Pass::Depth, Pass::Mask, Pass::Clay, Pass::Textured};
    for (int i = 0; i < 24; ++i) {
        auto request = orbited(0.3 * static_cast<double>(random() % 3), passes[random() % passes.size()]);
        request.quality = random() % 2 ? Quality::Preview : Quality::Full;
        request.controls.set("jawOpen", 0.5 * static_cast<double>(random() % 2));
        request.controls.set("headYaw", 10.0 * static_cast<double>(random() % 2));
        StageRenderer fresh(m_avatar);
        QVERIFY(kept.render(request).image == fresh.render(request).image);
    }
    QCOMPARE(kept.runCount(Stage::Identity), 1);
}

void TestStageRenderer::tellsWhichStagesRan()
{
    StageRenderer renderer(m_avatar);
    const auto ran = [](const avatar::RenderResult& result, Stage stage) {
        return result.stages[static_cast<std::size_t>(stage)].ran;
    };
    const auto first = renderer.render(orbited(0.0));
    QVERIFY(ran(first, Stage::Identity) && ran(first, Stage::Deform) && ran(first, Stage::Camera) && ran(first, Stage::Finish));
    const auto second = renderer.render(orbited(0.1));
    QVERIFY(!ran(second, Stage::Identity) && !ran(second, Stage::Deform));
    QVERIFY(ran(second, Stage::Camera) && ran(second, Stage::Finish) && ran(second, Stage::Compose));
    QCOMPARE(second.avatarVersion, m_avatar->version());
}

void TestStageRenderer::aControlChangesThePicture()
{
    StageRenderer renderer(m_avatar);
    const auto before = renderer.render(smallRequest());
    auto request = smallRequest();
    request.controls.set("jawOpen", 1.0);
    QVERIFY(!(renderer.render(request).image == before.image));
}

void TestStageRenderer::aGradeRunsNoStageBeforeIt()
{
    StageRenderer renderer(m_avatar);
    const auto plain = renderer.render(smallRequest());
    auto request = smallRequest();
    request.controls.set("gradeExposure", -1.0);
    const auto graded = renderer.render(request);
    QVERIFY(!(graded.image == plain.image));
    for (const auto stage : {Stage::Identity, Stage::Pose, Stage::Deform, Stage::Camera, Stage::Finish})
        QCOMPARE(renderer.runCount(stage), 1);
    QCOMPARE(renderer.runCount(Stage::Paint), 0);
}

void TestStageRenderer::curvesAndTablesRunNoStageBeforeThem()
{
    StageRenderer renderer(m_avatar);
    const auto plain = renderer.render(smallRequest());
    auto request = smallRequest();
    style::Tone dark;
    dark.curves.points[style::ToneCurves::All] = {{0.0, 0.0}, {1.0, 0.5}};
    request.tone = std::make_shared<const style::Tone>(dark);
    const auto toned = renderer.render(request);
    QVERIFY(!(toned.image == plain.image));
    QCOMPARE(renderer.runCount(Stage::Finish), 1);
    request.controls.set("curvesAmount", 0.0);
    QVERIFY(renderer.render(request).image == plain.image);
}

void TestStageRenderer::curvesLeaveTheOtherPassesAlone()
{
    StageRenderer renderer(m_avatar);
    style::Tone dark;
    dark.curves.points[style::ToneCurves::All] = {{0.0, 0.0}, {1.0, 0.5}};
    for (const Pass pass : {Pass::Raw, Pass::Depth, Pass::Clay}) {
        auto request = smallRequest(pass);
        const auto plain = renderer.render(request);
        request.tone = std::make_shared<const style::Tone>(dark);
        QVERIFY(renderer.render(request).image == plain.image);
    }
}

void TestStageRenderer::aCaricatureChangesNoPlane()
{
    StageRenderer renderer(m_avatar);
    const auto plain = renderer.render(smallRequest());
    auto request = smallRequest();
    request.controls.set("caricature", 1.5);
    const auto strong = renderer.render(request);
    QVERIFY(!(strong.image == plain.image));
    QCOMPARE(renderer.runCount(Stage::Identity), 1);
    QCOMPARE(renderer.runCount(Stage::Deform), 1);
    QCOMPARE(renderer.runCount(Stage::Camera), 2);
    request.controls.reset("caricature");
    request.controls.set("caricatureNose", 2.0); // of nothing
    QVERIFY(renderer.render(request).image == plain.image);
}

void TestStageRenderer::theMeshIsACaricatureToo()
{
    StageRenderer renderer(m_avatar);
    auto request = smallRequest(Pass::Clay);
    const auto plain = renderer.render(request);
    request.controls.set("caricature", 1.5);
    QVERIFY(!(renderer.render(request).image == plain.image));
}

void TestStageRenderer::paintIsKeptWhileTheGradeChanges()
{
    StageRenderer renderer(m_avatar);
    auto request = smallRequest();
    request.controls.set("comicAmount", 1.0);
    (void)renderer.render(request);
    request.controls.set("gradeExposure", 0.5);
    (void)renderer.render(request);
    QCOMPARE(renderer.runCount(Stage::Paint), 1);
    request.controls.set("comicTones", 3.0);
    (void)renderer.render(request);
    QCOMPARE(renderer.runCount(Stage::Paint), 2);
    QCOMPARE(renderer.runCount(Stage::Finish), 1);
}

void TestStageRenderer::looksLeaveTheOtherPassesAlone()
{
    StageRenderer renderer(m_avatar);
    for (const auto pass : {Pass::Raw, Pass::Depth, Pass::Normals, Pass::Mask, Pass::Clay}) {
        auto request = smallRequest(pass);
        const auto plain = renderer.render(request);
        request.controls.set("dotsAmount", 1.0);
        request.controls.set("oilAmount", 1.0);
        QVERIFY(renderer.render(request).image == plain.image);
    }
    auto request = smallRequest(Pass::Textured); // what stands for the avatar until there is one
    const auto plain = renderer.render(request);
    request.controls.set("dotsAmount", 1.0);
    QVERIFY(!(renderer.render(request).image == plain.image));
}

void TestStageRenderer::noStrengthIsNoLook()
{
    StageRenderer renderer(m_avatar);
    const auto plain = renderer.render(smallRequest());
    auto request = smallRequest();
    for (const auto& control : head::lookControls())
        if (control.group != "Teeth and mouth" && control.group != "Light")
            request.controls.set(control.id, control.hardMax);
    request.controls.set("lookStrength", 0.0);
    QVERIFY(renderer.render(request).image == plain.image);
}

void TestStageRenderer::detailShowsOnTheMeshAsStronglyAsItsControlSays()
{
    auto contents = m_avatar->contents();
    contents.inversion.reset();
    contents.learntLooks.clear();
    StageRenderer smooth(std::make_shared<const avatar::Avatar>(contents));
    contents.fit.detail = base::FloatImage(128, 128, 1);
    for (std::size_t i = 0; i < contents.fit.detail.values.size(); ++i)
        contents.fit.detail.values[i] = i % 2 == 0 ? 5e-4F : 0.0F;
    StageRenderer folded(std::make_shared<const avatar::Avatar>(contents));
    for (const auto pass : {Pass::Clay, Pass::Wire, Pass::Normals}) {
        auto request = smallRequest(pass);
        const auto full = folded.render(request).image;
        QVERIFY(!(full == smooth.render(request).image));
        request.controls.set("meshDetail", 0.5);
        QVERIFY(!(folded.render(request).image == full));
        request.controls.set("meshDetail", 0.0);
        QVERIFY(folded.render(request).image == smooth.render(request).image);
    }
    for (const auto pass : {Pass::Textured, Pass::Mask, Pass::Depth}) // which show no light on the mesh
        QVERIFY(folded.render(smallRequest(pass)).image == smooth.render(smallRequest(pass)).image);
}

void TestStageRenderer::detailTurnsToTheLightOfTheTexturedMesh()
{
    auto contents = m_avatar->contents();
    contents.inversion.reset();
    contents.learntLooks.clear();
    StageRenderer smooth(std::make_shared<const avatar::Avatar>(contents));
    contents.fit.detail = base::FloatImage(128, 128, 1);
    for (std::size_t i = 0; i < contents.fit.detail.values.size(); ++i)
        contents.fit.detail.values[i] = i % 8 < 4 ? 5e-4F : 0.0F;
    StageRenderer folded(std::make_shared<const avatar::Avatar>(contents));
    auto request = smallRequest(Pass::Textured);
    request.controls.set("lampAmount", 1.0);
    const auto beside = folded.render(request).image;
    QVERIFY(!(beside == smooth.render(request).image));
    request.controls.set("meshDetail", 0.0);
    QVERIFY(folded.render(request).image == smooth.render(request).image);
    request.controls.set("meshDetail", 1.0);
    QVERIFY(folded.render(request).image == beside);
    request.controls.set("lampTurn", -45.0);
    QVERIFY(!(folded.render(request).image == beside));
}

void TestStageRenderer::grainMovesWithTheFrame()
{
    StageRenderer renderer(m_avatar);
    auto request = smallRequest();
    request.controls.set("backdropAmount", 1.0);
    request.controls.set("grainAmount", 1.0);
    const auto first = renderer.render(request);
    request.frame = 1;
    QVERIFY(!(renderer.render(request).image == first.image));
    request.controls.set("grainMoves", 0.0);
    const auto frozen = renderer.render(request);
    request.frame = 2;
    QVERIFY(renderer.render(request).image == frozen.image);
}

void TestStageRenderer::cancelsBetweenStages()
{
    StageRenderer renderer(m_avatar);
    const base::CancelToken cancel;
    cancel.cancel();
    QVERIFY_EXCEPTION_THROWN((void)renderer.render(smallRequest(), cancel), base::Cancelled);
    QCOMPARE(renderer.runCount(Stage::Identity), 0);
    StageRenderer fresh(m_avatar);
    QVERIFY(renderer.render(smallRequest()).image == fresh.render(smallRequest()).image);
}

void TestStageRenderer::maskIsTheAlphaOfTheFinalPicture()
{
    StageRenderer renderer(m_avatar);
    const auto picture = renderer.render(smallRequest()).image;
    auto request = smallRequest(Pass::Mask);
    request.background = avatar::Colour{};
    const auto mask = renderer.render(request).image;
    for (std::size_t i = 0; i < picture.pixels.size(); i += 4)
        QVERIFY(picture.pixels[i + 3] == mask.pixels[i] || picture.pixels[i + 3] == 0);
}

void TestStageRenderer::backgroundMakesItOpaque()
{
    StageRenderer renderer(m_avatar);
    auto request = smallRequest(Pass::Clay);
    request.background = avatar::Colour{40, 50, 60};
    const auto picture = renderer.render(request).image;
    for (std::size_t i = 3; i < picture.pixels.size(); i += 4)
        QCOMPARE(picture.pixels[i], std::uint8_t{255});
    QCOMPARE(picture.at(0, 0)[1], std::uint8_t{50});
}

void TestStageRenderer::everyPassFillsAnyViewport()
{
    StageRenderer renderer(m_avatar);
    for (const auto pass : {Pass::Final, Pass::Raw, Pass::Depth, Pass::Normals, Pass::Mask, Pass::Textured, Pass::Clay,
                            Pass::Wire, Pass::Uv, Pass::Photo}) {
        RenderRequest request;
        request.width = 90;
        request.height = 50;
        request.pass = pass;
        const auto picture = renderer.render(request).image;
        QCOMPARE(picture.width, 90);
        QCOMPARE(picture.height, 50);
        QCOMPARE(picture.channels, 4);
        QVERIFY(picture.at(45, 25)[3] > 0 || !avatar::needsGenerator(pass));
    }
}

void TestStageRenderer::aFittedHeadHasMeshPassesOnly()
{
    StageRenderer renderer(std::make_shared<const avatar::Avatar>(test::fittedContents()));
    QVERIFY(!renderer.avatar().isInverted());
    QCOMPARE(errorCode(renderer, smallRequest(Pass::Final)), std::string("unsupported"));
    QCOMPARE(errorCode(renderer, smallRequest(Pass::Raw)), std::string("unsupported"));
    for (const auto pass : {Pass::Depth, Pass::Normals, Pass::Mask, Pass::Textured, Pass::Clay, Pass::Wire, Pass::Uv}) {
        const auto picture = renderer.render(smallRequest(pass)).image;
        QCOMPARE(picture.at(32, 32)[3], std::uint8_t{255});
        QCOMPARE(picture.at(0, 0)[3], std::uint8_t{0});
    }
}

void TestStageRenderer::photoIsGivenThroughItsOwnCameraOnly()
{
    StageRenderer renderer(m_avatar);
    const auto& photo = m_avatar->photo().image;
    const auto picture = renderer.render(smallRequest(Pass::Photo)).image;
    for (int y = 0; y < 64; ++y) {
        for (int x = 0; x < 64; ++x)
            QVERIFY(std::equal(photo.at(x, y), photo.at(x, y) + 3, picture.at(x, y)));
    }
    QCOMPARE(errorCode(renderer, orbited(0.5, Pass::Photo)), std::string("unsupported"));
}

void TestStageRenderer::equalContentsHaveEqualVersions()
{
    const std::filesystem::path folder = m_folder.path().toStdString();
    const avatar::Avatar same(m_avatar->contents(), folder / "tiny.safetensors");
    QCOMPARE(same.version(), m_avatar->version());
    auto contents = m_avatar->contents();
    contents.inversion->ws[0] += 1.0F;
    const avatar::Avatar other(contents, folder / "tiny.safetensors");
    QVERIFY(other.version() != m_avatar->version());
}

void TestStageRenderer::refusesLatentsOfAnotherGenerator()
{
    const std::filesystem::path folder = m_folder.path().toStdString();
    const auto codeOf = [&](const avatar::AvatarContents& contents) {
        return test::errorCodeOf([&] { const avatar::Avatar refused(contents, folder / "tiny.safetensors"); });
    };
    auto renamed = m_avatar->contents();
    renamed.inversion->model = "huge";
    QCOMPARE(codeOf(renamed), std::string("model_missing"));
    auto wider = m_avatar->contents();
    wider.inversion->wsColumns += 1;
    QCOMPARE(codeOf(wider), std::string("model_refused"));
}

void TestStageRenderer::knowsItsPasses()
{
    QVERIFY(avatar::passFromName("mesh") == Pass::Textured);
    QVERIFY_EXCEPTION_THROWN((void)avatar::passFromName("beauty"), base::Error);
    QCOMPARE(avatar::stageName(Stage::Deform), std::string_view("deform"));
}

QTEST_APPLESS_MAIN(TestStageRenderer)
#include "tst_stage_renderer.moc"
