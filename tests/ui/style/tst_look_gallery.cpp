// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/avatar/avatar_fixture.h"
#include "ui/document/session.h"
#include "ui/panels/pose_tile.h"
#include "ui/panels/value_slider.h"
#include "ui/style/look_gallery.h"
#include "ui/style/look_pilot.h"
#include "ui/window/tile_pictures.h"

#include <QtTest/QtTest>
#include <QtWidgets/QtWidgets>

using namespace effigy;
using namespace effigy::ui;

namespace {

std::vector<avatar::LookPreset> looks()
{
    return {avatar::lookFromJson(R"({"label":"Plain","controls":{}})", "plain"),
            avatar::lookFromJson(R"({"label":"Warm","controls":{"gradeTemperature":0.8}})", "warm"),
            avatar::lookFromJson(R"({"label":"Dots","controls":{"dotsAmount":1,"dotsCell":20}})", "dots")};
}

} // namespace

class TestLookGallery : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void marksTheLookThatThereIs();
    void aClickIsOneStepThatCanBeUndone();
    void aDragBlendsAsOneStep();
    void theMenuLaysALookOnThePresentOne();
    void strengthIsAControl();
    void bypassLeavesTheDocumentAlone();
    void ownLooksAreKeptForEveryProject();
    void learntLooksAreNotForOthers();
    void picturesShowTheAvatar();
    void everyPartHasAName();

private:
    [[nodiscard]] PoseTile* tile(const char* id) { return m_gallery->findChild<PoseTile*>(QStringLiteral("look.") + QLatin1String(id)); }
    [[nodiscard]] double value(const char* id) { return m_session->state().controls.get(id); }
    std::shared_ptr<const avatar::Avatar> m_avatar;
    QTemporaryDir m_folder;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<LookGallery> m_gallery;
    std::unique_ptr<TilePictures> m_pictures;
    std::unique_ptr<LookPilot> m_pilot;
};

void TestLookGallery::initTestCase() { m_avatar = std::make_shared<const avatar::Avatar>(test::fittedContents()); }

void TestLookGallery::init()
{
    m_session = std::make_unique<Session>(m_folder.filePath(QStringLiteral("recovery")));
    m_gallery = std::make_unique<LookGallery>();
    m_pictures = std::make_unique<TilePictures>();
    m_pilot = std::make_unique<LookPilot>(m_session.get(), m_gallery.get(), m_pictures.get(), looks());
    avatar::AvatarState state;
    state.controls.set("jawOpen", 0.3);
    m_session->adopt({.path = {}, .info = {}, .avatar = m_avatar, .document = avatar::Document(state)});
}

void TestLookGallery::cleanup()
{
    m_pilot.reset();
    m_pictures.reset();
    m_gallery.reset();
    m_session.reset();
}

void TestLookGallery::marksTheLookThatThereIs()
{
    QVERIFY(tile("plain")->isChecked() && !tile("warm")->isChecked());
    const std::pair<std::string, double> other("gradeTint", 0.3);
    m_session->setControls({&other, 1}, QStringLiteral("Tint"));
    QVERIFY(!tile("plain")->isChecked() && !tile("warm")->isChecked());
}

void TestLookGallery::aClickIsOneStepThatCanBeUndone()
{
    QTest::mouseClick(tile("dots"), Qt::LeftButton);
    QCOMPARE(value("dotsAmount"), 1.0);
    QCOMPARE(value("dotsCell"), 20.0);
    QCOMPARE(value("jawOpen"), 0.3);
    QVERIFY(tile("dots")->isChecked());
    QTest::mouseClick(tile("warm"), Qt::LeftButton);
    QCOMPARE(value("dotsAmount"), 0.0);
    QCOMPARE(m_session->history().position(), std::size_t{2});
    m_session->undo();
    QVERIFY(tile("dots")->isChecked());
    m_session->undo();
    QVERIFY(tile("plain")->isChecked());
}

void TestLookGallery::aDragBlendsAsOneStep()
{
    Q_EMIT tile("warm")->blendStarted();
    Q_EMIT tile("warm")->blended(0.2);
    Q_EMIT tile("warm")->blended(0.5);
    Q_EMIT tile("warm")->blendFinished();
    QCOMPARE(value("gradeTemperature"), 0.4);
    QCOMPARE(m_session->history().position(), std::size_t{1});
    m_session->undo();
    QCOMPARE(value("gradeTemperature"), 0.0);
}

void TestLookGallery::theMenuLaysALookOnThePresentOne()
{
    QTest::mouseClick(tile("dots"), Qt::LeftButton);
    QMenu menu;
    m_gallery->fillMenu(menu, {.id = QStringLiteral("warm"), .label = QStringLiteral("Warm")});
    for (QAction* action : menu.actions())
        if (action->objectName() == QLatin1String("look.add"))
            action->trigger();
    QCOMPARE(value("dotsAmount"), 1.0);
    QCOMPARE(value("gradeTemperature"), 0.8);
}

void TestLookGallery::strengthIsAControl()
{
    m_gallery->strength()->edit(0.4);
    QCOMPARE(value("lookStrength"), 0.4);
    QTest::mouseClick(tile("dots"), Qt::LeftButton);
    QCOMPARE(value("lookStrength"), 0.4); // it is the person's
    m_session->undo();
    m_session->undo();
    QCOMPARE(m_gallery->strength()->value(), 1.0);
}

void TestLookGallery::bypassLeavesTheDocumentAlone()
{
    QTest::mouseClick(tile("dots"), Qt::LeftButton);
    auto* bypass = m_gallery->findChild<QToolButton*>(QStringLiteral("lookBypass"));
    QTest::mouseClick(bypass, Qt::LeftButton);
    QCOMPARE(m_session->shownControls().get("dotsAmount"), 0.0);
    QCOMPARE(value("dotsAmount"), 1.0);
    QCOMPARE(m_session->shownControls().get("jawOpen"), 0.3);
    QTest::mouseClick(bypass, Qt::LeftButton);
    QCOMPARE(m_session->shownControls().get("dotsAmount"), 1.0);
}

void TestLookGallery::ownLooksAreKeptForEveryProject()
{
    const std::filesystem::path folder = m_folder.filePath(QStringLiteral("looks")).toStdString();
    const auto pilotOf = [&] {
        return std::make_unique<LookPilot>(m_session.get(), m_gallery.get(), m_pictures.get(), looks(), folder);
    };
    m_pilot = pilotOf();
    QTest::mouseClick(tile("dots"), Qt::LeftButton);
    QSignalSpy told(m_pilot.get(), &LookPilot::told);
    auto* name = m_gallery->findChild<QLineEdit*>(QStringLiteral("lookName"));
    auto* save = m_gallery->findChild<QToolButton*>(QStringLiteral("lookSave"));
    QVERIFY(!save->isEnabled());
    QTest::keyClicks(name, QStringLiteral("Big dots"));
    QTest::mouseClick(save, Qt::LeftButton);
    QTRY_COMPARE(told.count(), 1);
    QVERIFY(tile("own.big-dots"));
    QVERIFY(name->text().isEmpty());
    // Another window finds it, gives it to the avatar, and takes it away.
    m_pilot = pilotOf();
    QTRY_VERIFY(tile("own.big-dots"));
    QTest::mouseClick(tile("plain"), Qt::LeftButton);
    QTest::mouseClick(tile("own.big-dots"), Qt::LeftButton);
    QCOMPARE(value("dotsCell"), 20.0);
    QMenu menu;
    m_gallery->fillMenu(menu, {.id = QStringLiteral("own.big-dots"), .label = QStringLiteral("Big dots"), .isOwn = true});
    for (QAction* action : menu.actions())
        if (action->objectName() == QLatin1String("look.remove"))
            action->trigger();
    QTRY_VERIFY(!tile("own.big-dots"));
    QVERIFY(std::filesystem::is_empty(folder));
}

void TestLookGallery::learntLooksAreNotForOthers()
{
    m_pilot = std::make_unique<LookPilot>(m_session.get(), m_gallery.get(), m_pictures.get(), looks(),
                                          m_folder.filePath(QStringLiteral("none")).toStdString());
    const std::pair<std::string, double> learnt("learntOil", 0.5);
    m_session->setControls({&learnt, 1}, QStringLiteral("Learnt oil"));
    QSignalSpy failed(m_pilot.get(), &LookPilot::failed);
    Q_EMIT m_gallery->saveAsked(QStringLiteral("Mine"));
    QCOMPARE(failed.count(), 1);
    QVERIFY(!std::filesystem::exists(m_folder.filePath(QStringLiteral("none")).toStdString()));
}

void TestLookGallery::picturesShowTheAvatar()
{
    QSignalSpy ready(m_pictures.get(), &TilePictures::pictureReady);
    QSignalSpy finished(m_pictures.get(), &TilePictures::finished);
    m_gallery->show();
    QVERIFY(finished.wait(60'000));
    QCOMPARE(ready.count(), 3);
    std::map<QString, QImage> pictures;
    for (const auto& signal : ready)
        pictures[signal[0].toString()] = signal[1].value<QImage>();
    QVERIFY(pictures.at(QStringLiteral("plain")) != pictures.at(QStringLiteral("warm")));
    QVERIFY(pictures.at(QStringLiteral("plain")) != pictures.at(QStringLiteral("dots")));
    m_gallery->hide();
    m_gallery->show(); // the same avatar is not drawn again
    QVERIFY(m_pictures->isFinished());
}

void TestLookGallery::everyPartHasAName()
{
    for (const QWidget* widget : m_gallery->findChildren<QToolButton*>())
        QVERIFY2(!widget->objectName().isEmpty() && !widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
}

QTEST_MAIN(TestLookGallery)
#include "tst_look_gallery.moc"
