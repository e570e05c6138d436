// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/viewport.h"
#include "ui/window/prompts.h"
#include "ui/window/view_commands.h"

#include <QDir>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace effigy::ui;

namespace {

struct Answers : Prompts {
    QString photo;
    std::optional<QColor> chosen;

    QString photoToOpen() override { return photo; }
    QStringList furtherPhotos() override { return {}; }
    QString projectToOpen() override { return {}; }
    QString projectToSave(const QString&) override { return {}; }
    std::optional<int> faceOf(const std::vector<FaceChoice>&) override { return {}; }
    std::optional<ExportOptions> exportOptions(ExportKind, const QString&) override { return {}; }
    bool mayReplace(const QString&) override { return false; }
    bool mayReplacePhoto(const PhotoReplacement&) override { return false; }
    bool mayStopJobs(int) override { return false; }
    QString modelToOpen() override { return {}; }
    QString poseToOpen() override { return {}; }
    QString poseToSave(const QString&) override { return {}; }
    QString motionToOpen() override { return {}; }
    QString motionToSave(const QString&) override { return {}; }
    QString clipToOpen() override { return {}; }
    QString clipToSave(const QString&) override { return {}; }
    QString soundToOpen() override { return {}; }
    QString cubeToOpen() override { return {}; }
    QString cubeToSave(const QString&) override { return {}; }
    QString videoToOpen() override { return {}; }
    std::optional<TrackOptions> trackOptions(const QString&) override { return {}; }
    QString showModels(ModelCatalog&, bool) override { return {}; }
    std::optional<QColor> colour(const QColor&) override { return chosen; }
    void showDetails(const Failure&) override {}
    void showLog(const QString&, const QString&) override {}
    void showShortcuts(ActionTable&) override {}
    GuideEnd showGuide(const GuideChoices&) override { return GuideEnd::Closed; }
    void showAbout() override {}
};

QImage plain(QColor colour)
{
    QImage image(64, 64, QImage::Format_ARGB32_Premultiplied);
    image.fill(colour);
    return image;
}

} // namespace

class TestViewCommands : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void comparingTogglesAndLooksThroughThePhoto();
    void coloursAndPicturesBecomeBackdrops();
    void unreadablePicturesAreTold();
    void picturesAreNumbered();
    void transparentPicturesKeepTheirAlpha();
    void surroundingsSurviveARestart();
    void nonsenseInTheSettingsIsHarmless();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    Answers m_answers;
    std::unique_ptr<Viewport> m_viewport;
    std::unique_ptr<ViewCommands> m_commands;
};

void TestViewCommands::initTestCase() { QStandardPaths::setTestModeEnabled(true); }

void TestViewCommands::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("HOME", m_folder->path().toUtf8()); // where the pictures go
    m_answers = {};
    m_viewport = std::make_unique<Viewport>();
    m_viewport->resize(300, 300);
    m_commands = std::make_unique<ViewCommands>(m_viewport.get(), &m_answers);
}

void TestViewCommands::comparingTogglesAndLooksThroughThePhoto()
{
    m_viewport->lookFrom(NamedView::Left);
    m_commands->toggleCompare(CompareMode::Split);
    QVERIFY(m_viewport->view().matchesPhoto);
    m_commands->toggleCompare(CompareMode::Overlay);
    QVERIFY(m_viewport->view().compare == CompareMode::Overlay);
    m_commands->changeOverlay(2);
    QCOMPARE(m_viewport->overlayOpacity(), 0.7);
    m_commands->toggleCompare(CompareMode::Overlay);
    QVERIFY(m_viewport->view().compare == CompareMode::Off);
    m_commands->setMode(ViewMode::Depth);
    QVERIFY(m_viewport->view().mode == ViewMode::Depth);
}

void TestViewCommands::coloursAndPicturesBecomeBackdrops()
{
    m_commands->askForColour(); // cancelled
    QVERIFY(m_viewport->dressing().backdrop == Backdrop::Theme);
    m_answers.chosen = QColor(1, 2, 3);
    m_commands->askForColour();
    QVERIFY(m_viewport->dressing().backdrop == Backdrop::Colour);
    QCOMPARE(m_viewport->dressing().colour, QColor(1, 2, 3));
    m_answers.photo = m_folder->filePath(QStringLiteral("wall.png"));
    QVERIFY(plain(Qt::green).save(m_answers.photo));
    m_commands->askForPicture();
    QTRY_VERIFY(m_viewport->dressing().backdrop == Backdrop::Picture);
    QCOMPARE(m_viewport->dressing().picture.size(), QSize(64, 64));
}

void TestViewCommands::unreadablePicturesAreTold()
{
    QSignalSpy failed(m_commands.get(), &ViewCommands::failed);
    m_answers.photo = m_folder->filePath(QStringLiteral("nothing.png"));
    m_commands->askForPicture();
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(failed.first().first().value<Failure>().code, QStringLiteral("bad_photo"));
    QVERIFY(m_viewport->dressing().backdrop == Backdrop::Theme);
}

void TestViewCommands::picturesAreNumbered()
{
    QSignalSpy taken(m_commands.get(), &ViewCommands::pictureTaken);
    m_viewport->setFrame(plain(Qt::blue), {.matchesPhoto = true});
    for (int i = 0; i < 2; ++i) {
        m_commands->takePicture(ViewCommands::Picture::AsShown, QStringLiteral("ada"));
        QTRY_COMPARE(taken.count(), i + 1);
    }
    QVERIFY(taken[0][0].toString().endsWith(QStringLiteral("/Effigy/ada-001.png")));
    QVERIFY(taken[1][0].toString().endsWith(QStringLiteral("/Effigy/ada-002.png")));
    const QImage picture(taken[0][0].toString());
    QCOMPARE(picture.size(), QSize(300, 300));
    QVERIFY(!picture.hasAlphaChannel());
}

void TestViewCommands::transparentPicturesKeepTheirAlpha()
{
    QSignalSpy taken(m_commands.get(), &ViewCommands::pictureTaken);
    m_viewport->setFrame(plain(QColor(200, 0, 0, 100)), {.matchesPhoto = true});
    m_commands->takePicture(ViewCommands::Picture::Transparent, QStringLiteral("ada"));
    QTRY_COMPARE(taken.count(), 1);
    const QColor kept = QImage(taken[0][0].toString()).pixelColor(30, 30);
    QCOMPARE(kept.alpha(), 100);
    QVERIFY(qAbs(kept.red() - 200) <= 2); // premultiplied in between
}

void TestViewCommands::surroundingsSurviveARestart()
{
    QSettings settings(m_folder->filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    m_answers.chosen = QColor(9, 8, 7);
    m_commands->askForColour();
    m_commands->toggleGrid();
    m_commands->toggleGizmo();
    m_commands->toggleReducedMotion();
    m_commands->setNavigation(NavigationPreset::Maya);
    m_commands->save(settings);
    Viewport other;
    ViewCommands commands(&other, &m_answers);
    QSignalSpy changed(&commands, &ViewCommands::navigationChanged);
    commands.restore(settings);
    QVERIFY(other.dressing().hasGrid && !other.dressing().hasGizmo && !other.dressing().hasSafeAreas);
    QVERIFY(other.dressing().backdrop == Backdrop::Colour);
    QCOMPARE(other.dressing().colour, QColor(9, 8, 7));
    QVERIFY(other.navigation() == NavigationPreset::Maya);
    QVERIFY(other.hasReducedMotion());
    QCOMPARE(changed.count(), 1);
}

void TestViewCommands::nonsenseInTheSettingsIsHarmless()
{
    QSettings settings(m_folder->filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    settings.setValue(QStringLiteral("view/navigation"), QStringLiteral("modo"));
    settings.setValue(QStringLiteral("view/backdrop"), 4711);
    settings.setValue(QStringLiteral("view/backdropColour"), QStringLiteral("#zz"));
    settings.setValue(QStringLiteral("view/backdropPicture"), QStringLiteral("/nowhere.png"));
    m_commands->restore(settings);
    QVERIFY(m_viewport->navigation() == NavigationPreset::Simple);
    QVERIFY(m_viewport->dressing().backdrop == Backdrop::Theme); // the picture is gone
    QVERIFY(m_viewport->dressing().colour.isValid());
}

QTEST_MAIN(TestViewCommands)
#include "tst_view_commands.moc"
