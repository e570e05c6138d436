// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/stage_renderer.h"
#include "core/avatar/avatar_fixture.h"
#include "project/project.h"

#include <QtTest/QtTest>

using namespace effigy;
using project::Project;

class TestReopened : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rendersTheSameBytes();
    void aFittedProjectRendersItsMesh();

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

QTEST_APPLESS_MAIN(TestReopened)
#include "tst_reopened.moc"
