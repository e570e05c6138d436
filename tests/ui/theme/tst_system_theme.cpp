// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/system_theme.h"

#include <QPalette>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace effigy::ui;

class TestSystemTheme : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void theDesktopsPaletteDecidesWithoutAPortal();
    void thePortalDecides_data();
    void thePortalDecides();
    void tellsOnlyOfChanges();
    void keepsTheChoice();

private:
    static QPalette bright(int lightness) { return QPalette(QColor(lightness, lightness, lightness)); }
};

void TestSystemTheme::initTestCase()
{
    static QTemporaryDir settings;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    QCoreApplication::setOrganizationName(QStringLiteral("EffigyTest"));
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere"); // nobody's desktop answers
}

void TestSystemTheme::theDesktopsPaletteDecidesWithoutAPortal()
{
    QVERIFY(SystemTheme(bright(240)).theme() == Theme::Light);
    QVERIFY(SystemTheme(bright(30)).theme() == Theme::Dark);
}

void TestSystemTheme::thePortalDecides_data()
{
    QTest::addColumn<uint>("scheme");
    QTest::addColumn<uint>("contrast");
    QTest::addColumn<int>("theme");
    QTest::newRow("no wish") << 0U << 0U << int(Theme::Light); // the palette below
    QTest::newRow("dark") << 1U << 0U << int(Theme::Dark);
    QTest::newRow("light") << 2U << 0U << int(Theme::Light);
    QTest::newRow("high contrast") << 2U << 1U << int(Theme::HighContrast);
    QTest::newRow("values of later versions") << 7U << 9U << int(Theme::Light);
}

void TestSystemTheme::thePortalDecides()
{
    QFETCH(uint, scheme);
    QFETCH(uint, contrast);
    SystemTheme system(bright(240));
    system.take(scheme, contrast);
    QTEST(int(system.theme()), "theme");
}

void TestSystemTheme::tellsOnlyOfChanges()
{
    SystemTheme system(bright(240));
    QSignalSpy changed(&system, &SystemTheme::changed);
    system.take(2, 0);
    QCOMPARE(changed.count(), 0);
    system.take(1, 0);
    system.take(1, 0);
    QCOMPARE(changed.count(), 1);
}

void TestSystemTheme::keepsTheChoice()
{
    SystemTheme system(bright(240));
    QVERIFY(chosenTheme(system) == Theme::Dark); // before anybody chose
    chooseTheme(std::nullopt);
    QVERIFY(followsSystemTheme());
    QVERIFY(chosenTheme(system) == Theme::Light);
    chooseTheme(Theme::HighContrast);
    QVERIFY(!followsSystemTheme());
    QVERIFY(chosenTheme(system) == Theme::HighContrast);
}

QTEST_MAIN(TestSystemTheme)
#include "tst_system_theme.moc"
