// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/recent_menu.h"
#include "ui/library/recent_projects.h"

#include <QFile>
#include <QMenu>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace effigy::ui;

class TestRecentProjects : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void newestComeFirst();
    void pinnedOnesComeFirstAndStay();
    void missingOnesAreToldAndRemoved();
    void clearingKeepsThePinnedOnes();
    void theListIsShortButForPins();
    void theMenuOffersThem();
    void theMenuIsFilledAnewEachTime();

private:
    /// An empty file called `name`, put on the list.
    QString add(const QString& name);
    [[nodiscard]] QStringList names() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<RecentProjects> m_recents;
};

void TestRecentProjects::initTestCase()
{
    static QTemporaryDir settings;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    QCoreApplication::setOrganizationName(QStringLiteral("EffigyTest"));
}

void TestRecentProjects::init()
{
    QSettings().clear();
    m_folder = std::make_unique<QTemporaryDir>();
    m_recents = std::make_unique<RecentProjects>();
}

QString TestRecentProjects::add(const QString& name)
{
    const QString path = m_folder->filePath(name + QStringLiteral(".effigy"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("%s cannot be written", qPrintable(path));
    m_recents->add(path);
    return path;
}

QStringList TestRecentProjects::names() const
{
    QStringList all;
    for (const RecentProject& project : m_recents->entries())
        all += QFileInfo(project.path).completeBaseName();
    return all;
}

void TestRecentProjects::newestComeFirst()
{
    add(QStringLiteral("a"));
    add(QStringLiteral("b"));
    add(QStringLiteral("a"));
    QCOMPARE(names(), (QStringList{"a", "b"}));
}

void TestRecentProjects::pinnedOnesComeFirstAndStay()
{
    const QString old = add(QStringLiteral("old"));
    add(QStringLiteral("new"));
    QSignalSpy changed(m_recents.get(), &RecentProjects::changed);
    m_recents->setPinned(old, true);
    QCOMPARE(changed.count(), 1);
    QVERIFY(m_recents->isPinned(old));
    QCOMPARE(names(), (QStringList{"old", "new"}));
    QCOMPARE(m_recents->paths().first(), old);
    m_recents->setPinned(old, false);
    QCOMPARE(names(), (QStringList{"new", "old"}));
}

void TestRecentProjects::missingOnesAreToldAndRemoved()
{
    const QString gone = add(QStringLiteral("gone"));
    const QString pinnedGone = add(QStringLiteral("pinnedGone"));
    add(QStringLiteral("here"));
    m_recents->setPinned(pinnedGone, true);
    QVERIFY(!m_recents->hasMissing());
    QFile::remove(gone);
    QFile::remove(pinnedGone);
    QVERIFY(m_recents->hasMissing());
    QVERIFY(m_recents->entries().front().isMissing);
    QCOMPARE(m_recents->paths().size(), 1);
    m_recents->removeMissing();
    QCOMPARE(names(), (QStringList{"here"}));
}

void TestRecentProjects::clearingKeepsThePinnedOnes()
{
    m_recents->setPinned(add(QStringLiteral("a")), true);
    add(QStringLiteral("b"));
    m_recents->clear();
    QCOMPARE(names(), (QStringList{"a"}));
}

void TestRecentProjects::theListIsShortButForPins()
{
    m_recents->setPinned(add(QStringLiteral("first")), true);
    for (int i = 0; i < 30; ++i)
        add(QString::number(i));
    QVERIFY(m_recents->entries().size() < 20);
    QCOMPARE(names().first(), QStringLiteral("first"));
}

void TestRecentProjects::theMenuOffersThem()
{
    const QString path = add(QStringLiteral("me & you"));
    QFile::remove(add(QStringLiteral("gone")));
    QMenu menu;
    menu.addAction(QStringLiteral("below"));
    RecentMenu recent(&menu, m_recents.get());
    QSignalSpy chosen(&recent, &RecentMenu::projectChosen);
    Q_EMIT menu.aboutToShow();
    QCOMPARE(menu.actions().size(), 3);
    QCOMPARE(menu.actions()[0]->text(), QStringLiteral("gone (missing)"));
    QVERIFY(!menu.actions()[0]->isEnabled());
    QCOMPARE(menu.actions()[1]->text(), QStringLiteral("me && you"));
    QCOMPARE(menu.actions()[2]->text(), QStringLiteral("below"));
    menu.actions()[1]->trigger();
    QCOMPARE(chosen.value(0).value(0).toString(), path);
}

void TestRecentProjects::theMenuIsFilledAnewEachTime()
{
    QMenu menu;
    RecentMenu recent(&menu, m_recents.get());
    Q_EMIT menu.aboutToShow();
    QCOMPARE(menu.actions().size(), 1); // says that there are none
    QVERIFY(!menu.actions()[0]->isEnabled());
    add(QStringLiteral("a"));
    Q_EMIT menu.aboutToShow();
    Q_EMIT menu.aboutToShow();
    QCOMPARE(menu.actions().size(), 1);
    QCOMPARE(menu.actions()[0]->text(), QStringLiteral("a"));
}

QTEST_MAIN(TestRecentProjects)
#include "tst_recent_projects.moc"
