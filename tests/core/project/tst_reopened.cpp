// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/installed_model.h"
#include "avatar/stage_renderer.h"
#include "base/error.h"
#include "core/avatar/avatar_fixture.h"
#include "generator/model_library.h"
#include "project/project.h"

#include <QtTest/QtTest>

using namespace effigy;
using project::Project;

class TestReopened : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rendersTheSameBytes();
    void aFittedProjectRendersItsMesh();
    void findsItsModelByFingerprint();

private:
    QTemporaryDir m_folder;
};

namespace {

avatar::RenderRequest request(avatar::Pass pass)
{
    avatar::RenderRequest wanted;
    wanted.width = wanted.height = 64;
    wanted.pass = pass;
    wanted.controls.set("jawOpen", 0.4);
    wanted.controls.set("headYaw", 20.0);
    return wanted;
}

project::NewProject projectOf(const avatar::AvatarContents& contents)
{
    project::NewProject content;
    content.photo = {"portrait.png", std::vector<std::byte>(100, std::byte{7})};
    content.fit = contents.fit;
    content.aligned = contents.photo;
    return content;
}

} // namespace

void TestReopened::rendersTheSameBytes()
{
    const std::filesystem::path folder = m_folder.path().toStdString();
    const auto contents = test::invertedContents(folder);
    const auto before = std::make_shared<const avatar::Avatar>(contents, folder / "tiny.safetensors");
    Project::create(folder / "a.effigy", projectOf(contents)).setInversion(*contents.inversion);
    const auto after = std::make_shared<const avatar::Avatar>(project::avatarContents(Project::open(folder / "a.effigy")),
                                                              folder / "tiny.safetensors");
    QCOMPARE(after->version(), before->version());
    avatar::StageRenderer first(before);
    avatar::StageRenderer second(after);
    for (const auto pass : {avatar::Pass::Final, avatar::Pass::Depth, avatar::Pass::Textured})
        QVERIFY(first.render(request(pass)).image == second.render(request(pass)).image);
}

void TestReopened::aFittedProjectRendersItsMesh()
{
    const std::filesystem::path folder = m_folder.path().toStdString();
    const auto made = Project::create(folder / "b.effigy", projectOf(test::fittedContents()));
    const auto reopened = std::make_shared<const avatar::Avatar>(project::avatarContents(made));
    QVERIFY(!reopened->isInverted());
    QVERIFY(reopened->photoControls().get("jawOpen") > 0.0);
    avatar::StageRenderer renderer(reopened);
    QCOMPARE(renderer.render(request(avatar::Pass::Textured)).image.at(32, 32)[3], std::uint8_t{255});
}

void TestReopened::findsItsModelByFingerprint()
{
    const std::filesystem::path folder = m_folder.path().toStdString();
    auto contents = test::invertedContents(folder);
    contents.inversion->modelSha256 = generator::modelSha256(folder / "tiny.safetensors");
    Project::create(folder / "c.effigy", projectOf(contents)).setInversion(*contents.inversion);
    const Project reopened = Project::open(folder / "c.effigy");
    QCOMPARE(reopened.info().generatorSha256, contents.inversion->modelSha256);
    const auto found = project::avatarContents(reopened);
    generator::ModelLibrary library(folder / "library");
    try {
        (void)avatar::installedModel(found, library);
        QFAIL("the model is not installed yet");
    } catch (const base::Error& error) {
        QCOMPARE(error.code(), std::string("model_missing"));
    }
    base::SilentProgress progress;
    library.add(folder / "tiny.safetensors", "whatever-it-is-called", progress, {});
    const avatar::Avatar again(found, avatar::installedModel(found, library));
    QVERIFY(again.isInverted());
    auto unrecorded = found; // of a project from before fingerprints
    unrecorded.inversion->modelSha256.clear();
    QVERIFY(avatar::installedModel(unrecorded, library).empty());
    auto shipped = found;
    shipped.inversion->modelSha256 = generator::modelSha256({});
    QVERIFY(avatar::installedModel(shipped, library).empty());
}

QTEST_APPLESS_MAIN(TestReopened)
#include "tst_reopened.moc"
