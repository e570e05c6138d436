// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/clip_edits.h"
#include "avatar/timeline_edits.h"
#include "base/error.h"
#include "core/project/project_fixture.h"

#include <QtTest/QtTest>

#include <filesystem>

using namespace effigy;
using project::Access;
using project::Project;
namespace fs = std::filesystem;

class TestProject : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void givesBackWhatItWasMadeOf();
    void startsWithThePhotosControls();
    void inversionSurvivesBitForBit();
    void aNewFitDropsTheInversion();
    void furtherPhotosGoAlong();
    void knowsWhereThePhotoWasReadFrom();
    void aReplacedPhotoLiesAsideWithAllThatBelongsToIt();
    void onlyThePhotoBeforeLiesAside();
    void withoutAFormerPhotoNothingIsExchanged();
    void undoSurvivesARestart();
    void savingTwiceWritesOnlyWhatIsNew();
    void undoneEditsThatWereForgottenAreGone();
    void keepsThumbnailAndMetadata();
    void infoTellsWithoutLoading();
    void keepsTheTimeline();
    void keepsTheSoundAsLongAsItCanComeBack();
    void keepsColourTablesAsLongAsTheyCanComeBack();
    void aSoundSurvivesACopy();
    void aSoundThatIsNotThereIsDamage();
    void saysTheNewLayoutOnlyWhenItNeedsIt();
    void createReplacesWhole();
    void isOneFile();
    void aCopyIsComplete();
    void aCopyCannotReplaceItsOrigin();
    void seesWhatAnotherProgramWrote();
    void readOnlyAccessRefusesChanges();
    void refusesAFolderThatIsNotThere();

private:
    [[nodiscard]] fs::path file(const char* name) const { return fs::path(m_folder->path().toStdString()) / name; }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestProject::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestProject::givesBackWhatItWasMadeOf()
{
    const auto content = test::anyProject();
    (void)Project::create(file("a.effigy"), content);
    const auto opened = Project::open(file("a.effigy"));
    QCOMPARE(opened.photo().name, content.photo.name);
    QVERIFY(opened.photo().bytes == content.photo.bytes);
    const auto fit = opened.fit();
    QVERIFY(reconstruct::headFitToJson(fit) == reconstruct::headFitToJson(content.fit));
    QVERIFY(fit.coefficients.shape == content.fit.coefficients.shape);
    QVERIFY(fit.coefficients.jaw == content.fit.coefficients.jaw);
    QVERIFY(fit.light == content.fit.light);
    QVERIFY(fit.camera.headFromCamera.matrix() == content.fit.camera.headFromCamera.matrix());
    QVERIFY(fit.litTexture == content.fit.litTexture);
    QVERIFY(fit.albedo == content.fit.albedo);
    QVERIFY(fit.detail == content.fit.detail);
    const auto aligned = opened.alignedPhoto();
    QVERIFY(aligned.image == content.aligned.image);
    QVERIFY(aligned.matte == content.aligned.matte);
    QVERIFY(aligned.unseen == content.aligned.unseen);
    QVERIFY(aligned.camera.headFromCamera.matrix() == content.aligned.camera.headFromCamera.matrix());
    QCOMPARE(aligned.camera.cx, content.aligned.camera.cx);
}

void TestProject::startsWithThePhotosControls()
{
    const auto made = Project::create(file("a.effigy"), test::anyProject());
    QVERIFY(made.document().state().controls == test::anyProject().controls);
    QVERIFY(!made.document().history().canUndo());
    QVERIFY(!made.inversion());
}

void TestProject::inversionSurvivesBitForBit()
{
    auto made = Project::create(file("a.effigy"), test::anyProject());
    const auto inversion = test::anyInversion(5);
    made.setInversion(inversion);
    const auto found = Project::open(file("a.effigy")).inversion();
    QVERIFY(found.has_value());
    QCOMPARE(found->model, inversion.model);
    QCOMPARE(found->modelSha256, inversion.modelSha256);
    QVERIFY(found->ws == inversion.ws);
    QVERIFY(found->weightDelta == inversion.weightDelta);
    QCOMPARE(found->psnr, inversion.psnr);
    QCOMPARE(found->history.size(), inversion.history.size());
    QCOMPARE(found->history[0].stage, inversion.history[0].stage);
    QCOMPARE(found->history[0].loss, inversion.history[0].loss);
}

void TestProject::aNewFitDropsTheInversion()
{
    auto made = Project::create(file("a.effigy"), test::anyProject());
    made.setInversion(test::anyInversion(5));
    made.setFit(test::anyFit(9), test::anyAligned(9), {});
    QVERIFY(!made.inversion());
    QVERIFY(!made.info().isInverted);
    QVERIFY(made.fit().coefficients.shape == test::anyFit(9).coefficients.shape);
}

void TestProject::furtherPhotosGoAlong()
{
    auto content = test::anyProject();
    for (int i = 0; i < 11; ++i) // more than one digit
        content.furtherPhotos.push_back({"photo " + std::to_string(i) + ".jpg", std::vector<std::byte>(5 + i, std::byte{0x5A})});
    auto made = Project::create(file("a.effigy"), content);
    const auto found = Project::open(file("a.effigy")).furtherPhotos();
    QCOMPARE(found.size(), content.furtherPhotos.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        QCOMPARE(found[i].name, content.furtherPhotos[i].name);
        QVERIFY(found[i].bytes == content.furtherPhotos[i].bytes);
    }
    made.setFit(test::anyFit(9), test::anyAligned(9), std::span(content.furtherPhotos).subspan(4, 2));
    QCOMPARE(made.info().furtherPhotoNames, (std::vector<std::string>{"photo 4.jpg", "photo 5.jpg"}));
    made.setFit(test::anyFit(9), test::anyAligned(9), {});
    QVERIFY(made.furtherPhotos().empty());
}

void TestProject::knowsWhereThePhotoWasReadFrom()
{
    auto content = test::anyProject();
    (void)Project::create(file("old.effigy"), content); // as older programs wrote it
    QVERIFY(Project::open(file("old.effigy")).info().photoPath.empty());
    content.photo.path = "/photos/portrait.jpg";
    auto made = Project::create(file("a.effigy"), content);
    QCOMPARE(made.photo().path, fs::path("/photos/portrait.jpg"));
    made.setPhotoPath("/elsewhere/portrait.jpg");
    QCOMPARE(Project::open(file("a.effigy")).info().photoPath, fs::path("/elsewhere/portrait.jpg"));
}

void TestProject::aReplacedPhotoLiesAsideWithAllThatBelongsToIt()
{
    auto content = test::anyProject();
    content.photo.path = "/photos/portrait.jpg";
    content.furtherPhotos = {{"side.jpg", test::noiseBytes(50, 2)}};
    auto made = Project::create(file("a.effigy"), content);
    const auto inversion = test::anyInversion(5);
    made.setInversion(inversion);
    made.setLearntLook("oil", test::noiseBytes(100, 3));
    made.setThumbnail(test::noiseImage(8, 8, 3, 4));
    made.setMetadata("fitWish", "of the first");
    made.setMetadata("view", "as it was");

    const project::SourcePhoto retouched{"retouched.png", test::noiseBytes(70, 9), "/photos/retouched.png"};
    made.replacePhoto(retouched, test::anyFit(9), test::anyAligned(9));
    const auto first = made.info();
    QCOMPARE(first.photoName, std::string("retouched.png"));
    QCOMPARE(first.formerPhotoName, std::string("portrait.jpg"));
    QVERIFY(made.photo().bytes == retouched.bytes && made.photo().path == retouched.path);
    QVERIFY(made.fit().coefficients.shape == test::anyFit(9).coefficients.shape);
    QVERIFY(!first.isInverted && made.learntLooks().empty() && !made.thumbnail());
    QVERIFY(made.metadata("fitWish").empty());
    QCOMPARE(made.metadata("view"), std::string("as it was"));
    QCOMPARE(first.furtherPhotoNames, std::vector<std::string>{"side.jpg"});
    QVERIFY(made.document().state().controls == content.controls);

    made.exchangePhotos();
    auto opened = Project::open(file("a.effigy"));
    QVERIFY(opened.photo().bytes == content.photo.bytes && opened.photo().path == content.photo.path);
    QCOMPARE(opened.info().formerPhotoName, std::string("retouched.png"));
    QVERIFY(reconstruct::headFitToJson(opened.fit()) == reconstruct::headFitToJson(content.fit));
    QVERIFY(opened.fit().albedo == content.fit.albedo && opened.fit().detail == content.fit.detail);
    QVERIFY(opened.alignedPhoto().matte == content.aligned.matte);
    QVERIFY(opened.inversion()->ws == inversion.ws && opened.inversion()->weightDelta == inversion.weightDelta);
    QVERIFY(opened.learntLooks().at("oil") == test::noiseBytes(100, 3));
    QVERIFY(opened.thumbnail() == test::noiseImage(8, 8, 3, 4));
    QCOMPARE(opened.metadata("fitWish"), std::string("of the first"));

    opened.exchangePhotos();
    QCOMPARE(opened.info().photoName, std::string("retouched.png"));
    QVERIFY(!opened.inversion());
}

void TestProject::onlyThePhotoBeforeLiesAside()
{
    auto made = Project::create(file("a.effigy"), test::anyProject());
    made.setInversion(test::anyInversion(5));
    made.replacePhoto({"b.jpg", test::noiseBytes(70, 2)}, test::anyFit(2), test::anyAligned(2));
    made.replacePhoto({"c.jpg", test::noiseBytes(70, 3)}, test::anyFit(3), test::anyAligned(3));
    QCOMPARE(made.info().formerPhotoName, std::string("b.jpg"));
    made.exchangePhotos();
    QCOMPARE(made.info().photoName, std::string("b.jpg"));
    QVERIFY(!made.inversion()); // the first photo's is gone with it
}

void TestProject::withoutAFormerPhotoNothingIsExchanged()
{
    auto made = Project::create(file("a.effigy"), test::anyProject());
    QCOMPARE(test::errorCode([&] { made.exchangePhotos(); }), std::string("unsupported"));
    QCOMPARE(made.info().photoName, test::anyProject().photo.name);
}

void TestProject::undoSurvivesARestart()
{
    avatar::AvatarState start;
    {
        auto made = Project::create(file("a.effigy"), test::anyProject());
        auto document = made.document();
        start = document.state();
        for (int i = 1; i <= 5; ++i) {
            document.apply(avatar::Edit::setControl(document.state(), "jawOpen", 0.1 * i));
            made.saveDocument(document);
        }
        document.undo();
        made.saveDocument(document);
    }
    auto document = Project::open(file("a.effigy")).document();
    QCOMPARE(document.history().edits().size(), std::size_t{5});
    QCOMPARE(document.history().position(), std::size_t{4});
    QCOMPARE(document.state().controls.get("jawOpen"), 0.4);
    document.redo();
    QCOMPARE(document.state().controls.get("jawOpen"), 0.5);
    while (document.history().canUndo())
        document.undo();
    QVERIFY(document.state() == start);
}

void TestProject::savingTwiceWritesOnlyWhatIsNew()
{
    auto made = Project::create(file("a.effigy"), test::anyProject());
    auto document = made.document();
    for (int i = 0; i < 200; ++i)
        document.apply(avatar::Edit::setControl(document.state(), "jawOpen", i % 2 ? 0.1 : 0.2));
    made.saveDocument(document);
    document.apply(avatar::Edit::setControl(document.state(), "headYaw", 10.0));
    made.saveDocument(document);
    QVERIFY(Project::open(file("a.effigy")).document().state() == document.state());
    QCOMPARE(Project::open(file("a.effigy")).info().editCount, 201);
}

void TestProject::undoneEditsThatWereForgottenAreGone()
{
    auto made = Project::create(file("a.effigy"), test::anyProject());
    auto document = made.document();
    for (int i = 1; i <= 3; ++i)
        document.apply(avatar::Edit::setControl(document.state(), "jawOpen", 0.1 * i));
    made.saveDocument(document);
    document.goTo(1);
    document.apply(avatar::Edit::setControl(document.state(), "headYaw", 10.0));
    made.saveDocument(document);
    const auto found = Project::open(file("a.effigy")).document();
    QCOMPARE(found.history().edits().size(), std::size_t{2});
    QVERIFY(found.history().edits()[1] == document.history().edits()[1]);
}

void TestProject::keepsThumbnailAndMetadata()
{
    auto made = Project::create(file("a.effigy"), test::anyProject());
    QVERIFY(!made.thumbnail());
    QCOMPARE(made.metadata("view"), std::string());
    const auto image = test::noiseImage(20, 10, 4, 3);
    made.setThumbnail(image);
    made.setMetadata("view", "{\"yaw\":1}");
    const auto opened = Project::open(file("a.effigy"));
    QVERIFY(opened.thumbnail() == image);
    QCOMPARE(opened.metadata("view"), std::string("{\"yaw\":1}"));
}

void TestProject::keepsTheTimeline()
{
    avatar::AvatarState state;
    {
        auto made = Project::create(file("a.effigy"), test::anyProject());
        auto document = made.document();
        auto timeline = avatar::withKey(avatar::withKey({}, "jawOpen", 0.1, 1.0 / 3.0), "jawOpen", 2.0, 0.7, avatar::Tangent::Hold);
        timeline = avatar::withHandle(std::move(timeline), {"jawOpen", 0.1}, avatar::HandleSide::Out, {0.2, 0.1});
        document.apply(avatar::Edit::changeTimeline(document.state(), "Keys", avatar::withRange(avatar::withFps(timeline, 25.0), 0.5, 7.0)));
        document.apply(avatar::Edit::setRegionWeight(document.state(), avatar::Region::Eyes, 1.25));
        made.saveDocument(document);
        state = document.state();
    }
    auto reopened = Project::open(file("a.effigy"));
    auto document = reopened.document();
    QVERIFY(document.state() == state);
    document.undo();
    document.undo();
    reopened.saveDocument(document);
    QVERIFY(Project::open(file("a.effigy")).document().state().timeline == avatar::Timeline());
    document.redo();
    document.redo();
    QVERIFY(document.state() == state);
}

void TestProject::saysTheNewLayoutOnlyWhenItNeedsIt()
{
    const auto layout = [this] { return int(test::fileBytes(file("a.effigy"))[63]); }; // the last byte of user_version
    auto made = Project::create(file("a.effigy"), test::anyProject());
    auto document = made.document();
    document.apply(avatar::Edit::setControl(document.state(), "jawOpen", 0.9));
    made.saveDocument(document);
    QCOMPARE(layout(), 1);
    QVERIFY(Project::open(file("a.effigy")).document().state().timeline == avatar::Timeline());
    document.apply(avatar::Edit::changeTimeline(document.state(), "Keys", avatar::withKey({}, "jawOpen", 0.0, 0.5)));
    made.saveDocument(document);
    QCOMPARE(layout(), 2);
    const avatar::SoundTrack sound{.id = made.addSound(test::noiseBytes(100, 1)), .name = "take.wav"};
    document.apply(avatar::Edit::changeTimeline(document.state(), "Sound track", avatar::withSound(document.state().timeline, sound)));
    made.saveDocument(document);
    QCOMPARE(layout(), 3);
    document.undo(); // an older program would lose what a redo brings back
    made.saveDocument(document);
    QCOMPARE(layout(), 3);
    document.apply(avatar::Edit::setControl(document.state(), "caricature", 0.5));
    made.saveDocument(document);
    QCOMPARE(layout(), 4);
    const avatar::Timeline keyed = avatar::withKey(avatar::withKey({}, "jawOpen", 0.0, 0.5), "jawOpen", 1.0, 0.0);
    document.apply(avatar::Edit::changeTimeline(document.state(), "Clip", avatar::withClip({}, "Jaw", keyed.tracks, 0.0).timeline));
    made.saveDocument(document);
    QCOMPARE(layout(), 5);
    QVERIFY(Project::open(file("a.effigy")).document().state() == document.state());
}

void TestProject::keepsColourTablesAsLongAsTheyCanComeBack()
{
    const std::string text = "LUT_1D_SIZE 2\n1 1 1\n0 0 0\n";
    std::string id;
    {
        auto made = Project::create(file("a.effigy"), test::anyProject());
        id = made.addLut(std::as_bytes(std::span(text)));
        auto document = made.document();
        style::Toning toning;
        toning.lut = {.id = id, .name = "inverted.cube"};
        document.apply(avatar::Edit::setToning(document.state(), "Colour table", toning));
        document.apply(avatar::Edit::setToning(document.state(), "Remove the colour table", {}));
        made.saveDocument(document);
    }
    auto reopened = Project::open(file("a.effigy"));
    auto document = reopened.document();
    QVERIFY(toneOf(reopened, document.state().toning) == nullptr);
    document.undo();
    const auto tone = toneOf(reopened, document.state().toning);
    QVERIFY(tone && tone->lut);
    QCOMPARE(style::lookedUp(*tone->lut, {0.25F, 0.5F, 1.0F})[0], 0.75F);
    document.undo();
    document.apply(avatar::Edit::setControl(document.state(), "jawOpen", 0.9)); // what was undone cannot come back
    reopened.saveDocument(document);
    QVERIFY_THROWS_EXCEPTION(base::Error, reopened.lut(id));
}

void TestProject::keepsTheSoundAsLongAsItCanComeBack()
{
    const auto bytes = test::noiseBytes(50'000, 4);
    std::string id;
    {
        auto made = Project::create(file("a.effigy"), test::anyProject());
        id = made.addSound(bytes);
        QCOMPARE(id.size(), std::size_t{64});
        auto document = made.document();
        const avatar::SoundTrack sound{.id = id, .name = "take one.wav", .start = -1.0 / 3.0, .isMuted = true};
        document.apply(avatar::Edit::changeTimeline(document.state(), "Sound track", avatar::withSound({}, sound)));
        document.apply(avatar::Edit::changeTimeline(document.state(), "Remove the sound", avatar::withoutSound(document.state().timeline)));
        made.saveDocument(document);
    }
    auto reopened = Project::open(file("a.effigy"));
    auto document = reopened.document();
    QVERIFY(!document.state().timeline.sound);
    document.undo();
    QCOMPARE(document.state().timeline.sound->name, std::string("take one.wav"));
    QCOMPARE(document.state().timeline.sound->start, -1.0 / 3.0);
    QVERIFY(document.state().timeline.sound->isMuted);
    reopened.saveDocument(document);
    QVERIFY(reopened.document().state() == document.state());
    QVERIFY(reopened.sound(id) == bytes);

    document.undo(); // before the sound came; what an edit takes the place of can never come back
    document.apply(avatar::Edit::setControl(document.state(), "jawOpen", 0.9));
    reopened.saveDocument(document);
    QCOMPARE(test::errorCode([&] { (void)reopened.sound(id); }), std::string("bad_project"));
}

void TestProject::aSoundSurvivesACopy()
{
    const auto bytes = test::noiseBytes(5'000, 4);
    auto made = Project::create(file("a.effigy"), test::anyProject());
    const auto id = made.addSound(bytes);
    made.saveCopy(file("b.effigy"));
    QVERIFY(Project::open(file("b.effigy")).sound(id) == bytes);
}

void TestProject::aSoundThatIsNotThereIsDamage()
{
    const auto made = Project::create(file("a.effigy"), test::anyProject());
    QCOMPARE(test::errorCode([&] { (void)made.sound(std::string(64, 'a')); }), std::string("bad_project"));
}

void TestProject::infoTellsWithoutLoading()
{
    auto made = Project::create(file("a.effigy"), test::anyProject());
    made.setInversion(test::anyInversion(5));
    const auto info = made.info();
    QCOMPARE(info.photoName, std::string("portrait.jpg"));
    QCOMPARE(info.headModel, std::string("free"));
    QVERIFY(info.isInverted);
    QCOMPARE(info.generator, std::string("compact"));
    QCOMPARE(info.psnr, 24.0 + 1.0 / 3.0);
    QVERIFY(info.fileBytes > 20000);
    QCOMPARE(info.createdUtc.size(), std::size_t{20});
}

void TestProject::createReplacesWhole()
{
    (void)Project::create(file("a.effigy"), test::anyProject(1));
    (void)Project::create(file("a.effigy"), test::anyProject(2));
    QVERIFY(Project::open(file("a.effigy")).photo().bytes == test::anyProject(2).photo.bytes);
}

void TestProject::isOneFile()
{
    {
        auto made = Project::create(file("a.effigy"), test::anyProject());
        made.setInversion(test::anyInversion(5));
    }
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden), QStringList{"a.effigy"});
}

void TestProject::aCopyIsComplete()
{
    auto made = Project::create(file("a.effigy"), test::anyProject());
    made.setInversion(test::anyInversion(5));
    made.saveCopy(file("b.effigy"));
    const auto copy = Project::open(file("b.effigy"));
    QVERIFY(copy.photo().bytes == made.photo().bytes);
    QVERIFY(copy.inversion()->weightDelta == made.inversion()->weightDelta);
    QCOMPARE(made.path(), file("a.effigy"));
}

void TestProject::aCopyCannotReplaceItsOrigin()
{
    const auto made = Project::create(file("a.effigy"), test::anyProject());
    QCOMPARE(test::errorCode([&] { made.saveCopy(file("a.effigy")); }), std::string("storage"));
    QVERIFY(Project::open(file("a.effigy")).photo().bytes == made.photo().bytes);
}

void TestProject::seesWhatAnotherProgramWrote()
{
    auto mine = Project::create(file("a.effigy"), test::anyProject());
    auto document = mine.document();
    QVERIFY(!mine.wasChangedElsewhere());
    auto theirs = Project::open(file("a.effigy"));
    theirs.setInversion(test::anyInversion(5));
    QVERIFY(mine.wasChangedElsewhere());
    QVERIFY(mine.inversion().has_value());
    document.apply(avatar::Edit::setControl(document.state(), "jawOpen", 0.9));
    mine.saveDocument(document);
    QVERIFY(!mine.wasChangedElsewhere());
    QVERIFY(theirs.document().state() == document.state());
}

void TestProject::readOnlyAccessRefusesChanges()
{
    (void)Project::create(file("a.effigy"), test::anyProject());
    const auto before = test::fileBytes(file("a.effigy"));
    auto viewed = Project::open(file("a.effigy"), Access::ReadOnly);
    QVERIFY(viewed.isReadOnly());
    QVERIFY(viewed.photo().bytes == test::anyProject().photo.bytes);
    QCOMPARE(test::errorCode([&] { viewed.setMetadata("a", "b"); }), std::string("storage"));
    viewed.saveCopy(file("b.effigy"));
    QVERIFY(!Project::open(file("b.effigy")).isReadOnly());
    QVERIFY(test::fileBytes(file("a.effigy")) == before);
}

void TestProject::refusesAFolderThatIsNotThere()
{
    QCOMPARE(test::errorCode([&] { (void)Project::create(file("no/such/a.effigy"), test::anyProject()); }),
             std::string("storage"));
}

QTEST_APPLESS_MAIN(TestProject)
#include "tst_project.moc"
