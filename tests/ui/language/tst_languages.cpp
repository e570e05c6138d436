// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/language/languages.h"
#include "ui/language/say.h"
#include "ui/panels/value_slider.h"

#include <QLabel>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace effigy::ui;

class TestLanguages : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void takesTheFirstThatItSpeaks_data();
    void takesTheFirstThatItSpeaks();
    void keepsTheChoice();
    void saysTextsAgain();
    void numbersFollowTheLanguage();
    void refusesWhatItDoesNotSpeak();

private:
    std::unique_ptr<Speech> m_speech;
};

void TestLanguages::initTestCase()
{
    static QTemporaryDir settings;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    QCoreApplication::setOrganizationName(QStringLiteral("EffigyTest"));
}

void TestLanguages::init()
{
    QSettings().clear();
    m_speech = std::make_unique<Speech>();
    m_speech->speak(QStringLiteral("en"));
}

void TestLanguages::takesTheFirstThatItSpeaks_data()
{
    QTest::addColumn<QStringList>("wanted");
    QTest::addColumn<QString>("spoken");
    QTest::newRow("exactly") << QStringList{"ko"} << "ko";
    QTest::newRow("of a country") << QStringList{"de-AT", "en"} << "de";
    QTest::newRow("as locales are named") << QStringList{"ja_JP"} << "ja";
    QTest::newRow("the second wish") << QStringList{"fr-FR", "ko-KR", "de"} << "ko";
    QTest::newRow("none of them") << QStringList{"fr", "xx"} << "en";
    QTest::newRow("no wish") << QStringList{} << "en";
}

void TestLanguages::takesTheFirstThatItSpeaks()
{
    QFETCH(QStringList, wanted);
    QTEST(bestLanguage(wanted), "spoken");
}

void TestLanguages::keepsTheChoice()
{
    QCOMPARE(chosenLanguage(), QString());
    chooseLanguage(QStringLiteral("ja"));
    QCOMPARE(chosenLanguage(), QStringLiteral("ja"));
    QSettings().setValue(QStringLiteral("language"), QStringLiteral("xx")); // from another version
    QCOMPARE(chosenLanguage(), QString());
    chooseLanguage({});
    QVERIFY(!QSettings().contains(QStringLiteral("language")));
}

void TestLanguages::saysTextsAgain()
{
    QWidget window;
    auto* label = new QLabel(&window);
    say(label, [label] { label->setText(QCoreApplication::translate("Control", "Smile")); });
    QCOMPARE(label->text(), QStringLiteral("Smile"));
    m_speech->speak(QStringLiteral("de"));
    QTRY_COMPARE(label->text(), QStringLiteral("Lächeln"));
    m_speech->speak(QStringLiteral("en"));
    QTRY_COMPARE(label->text(), QStringLiteral("Smile"));
    delete label; // and nobody speaks for it any more
    m_speech->speak(QStringLiteral("ko"));
    QCoreApplication::processEvents();
}

void TestLanguages::numbersFollowTheLanguage()
{
    m_speech->speak(QStringLiteral("de"));
    ValueSlider slider({.id = QStringLiteral("any"), .label = {}, .unit = {}, .softMin = 0.0, .softMax = 1.0, .hardMin = 0.0, .hardMax = 1.0,
                        .neutral = 0.0, .resetValue = 0.0});
    slider.setValue(0.35);
    QCOMPARE(slider.valueText(), QStringLiteral("0,35"));
    slider.setLocale(QLocale(QStringLiteral("ko")));
    QCOMPARE(slider.valueText(), QStringLiteral("0.35"));
}

void TestLanguages::refusesWhatItDoesNotSpeak() { QVERIFY_EXCEPTION_THROWN(m_speech->speak(QStringLiteral("fr")), std::exception); }

QTEST_MAIN(TestLanguages)
#include "tst_languages.moc"
