// SPDX-License-Identifier: GPL-3.0-or-later
//
// The catalogues hold every text of the sources, translated, with the same placeholders, and nothing else.
#include "avatar/edit.h"
#include "avatar/looks.h"
#include "avatar/presets.h"
#include "avatar/regions.h"
#include "head/form_controls.h"
#include "ui/language/core_texts.h"
#include "ui/language/languages.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace effigy;

namespace {

struct Message {
    QString context;
    QString source;
    QStringList translations; // one a plural form
    bool isPlural = false;
    bool isFinished = true;

    [[nodiscard]] QString key() const { return context + QLatin1Char('\n') + source; }
};

std::vector<Message> readCatalogue(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(path));
    QXmlStreamReader xml(&file);
    std::vector<Message> messages;
    QString context;
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement())
            continue;
        if (xml.name() == QLatin1String("name")) {
            context = xml.readElementText();
        } else if (xml.name() == QLatin1String("message")) {
            messages.push_back({.context = context, .source = {}, .translations = {}, .isPlural = xml.attributes().value("numerus") == QLatin1String("yes")});
        } else if (xml.name() == QLatin1String("source")) {
            messages.back().source = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            messages.back().isFinished = !xml.attributes().hasAttribute("type");
            if (!messages.back().isPlural)
                messages.back().translations = {xml.readElementText()};
        } else if (xml.name() == QLatin1String("numerusform")) {
            messages.back().translations += xml.readElementText();
        }
    }
    if (xml.hasError())
        qFatal("%s: %s", qPrintable(path), qPrintable(xml.errorString()));
    return messages;
}

QString catalogueOf(const QString& language) { return QStringLiteral(EFFIGY_SOURCE_DIR "/resources/translations/effigy_%1.ts").arg(language); }

/// "%1", "%n": each as often as it stands there.
QStringList placeholders(const QString& text)
{
    static const QRegularExpression kPlace(QStringLiteral("%(?:L?[0-9]|n)"));
    QStringList found;
    for (auto it = kPlace.globalMatch(text); it.hasNext();)
        found += it.next().captured();
    found.sort();
    found.removeDuplicates();
    return found;
}

} // namespace

class TestCatalogues : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void everyTextIsThere_data() { eachLanguage(); }
    void everyTextIsThere();
    void everyTextIsTranslated_data() { eachLanguage(); }
    void everyTextIsTranslated();
    void placeholdersStay_data() { eachLanguage(); }
    void placeholdersStay();
    void pluralsAreComplete_data() { eachLanguage(); }
    void pluralsAreComplete();
    void menuKeysStay_data() { eachLanguage(); }
    void menuKeysStay();
    void theCoreIsTranslated_data() { eachLanguage(); }
    void theCoreIsTranslated();
    void editsAreTranslatedWhenShown();
    void editsOfOneControlTellItsValue();
    void errorsAreTranslatedWhenShown();

private:
    static void eachLanguage();
    std::vector<Message> m_inSources;
};

void TestCatalogues::eachLanguage()
{
    QTest::addColumn<QString>("language");
    for (const ui::Language& language : ui::languages())
        QTest::newRow(language.code) << QString(QLatin1String(language.code));
}

void TestCatalogues::initTestCase()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("effigy_xx.ts"));
    QProcess lupdate;
    lupdate.setWorkingDirectory(QStringLiteral(EFFIGY_SOURCE_DIR));
    lupdate.start(QStringLiteral(EFFIGY_LUPDATE), {"-silent", "-locations", "none", "-I", ".", "-extensions", "cpp,h", "ui", "-ts", path});
    QVERIFY2(lupdate.waitForFinished(-1) && lupdate.exitCode() == 0, qPrintable(lupdate.errorString() + lupdate.readAllStandardError()));
    // A text without a class around it has the wrong context when it is shown.
    const QString complaints = QString::fromUtf8(lupdate.readAllStandardError());
    QVERIFY2(complaints.isEmpty(), qPrintable(complaints));
    m_inSources = readCatalogue(path);
    QVERIFY(m_inSources.size() > 500);
    for (const Message& message : m_inSources)
        QVERIFY2(message.context != QLatin1String("effigy::ui"), qPrintable(message.source));
}

void TestCatalogues::everyTextIsThere()
{
    QFETCH(QString, language);
    QSet<QString> there, wanted;
    for (const Message& message : readCatalogue(catalogueOf(language)))
        there += message.key();
    for (const Message& message : m_inSources)
        if (message.isPlural || language != QLatin1String("en")) // every other English text is its own source
            wanted += message.key();
    const QStringList missing = (wanted - there).values(), surplus = (there - wanted).values();
    QVERIFY2(missing.isEmpty(), qPrintable("run scripts/translations.sh and translate: " + missing.join(QStringLiteral("; "))));
    QVERIFY2(surplus.isEmpty(), qPrintable("run scripts/translations.sh, these texts are gone: " + surplus.join(QStringLiteral("; "))));
}

void TestCatalogues::everyTextIsTranslated()
{
    QFETCH(QString, language);
    for (const Message& message : readCatalogue(catalogueOf(language))) {
        QVERIFY2(message.isFinished, qPrintable(message.key()));
        QVERIFY2(!message.translations.isEmpty(), qPrintable(message.key()));
        for (const QString& text : message.translations)
            QVERIFY2(!text.trimmed().isEmpty(), qPrintable(message.key()));
    }
}

void TestCatalogues::placeholdersStay()
{
    QFETCH(QString, language);
    for (const Message& message : readCatalogue(catalogueOf(language)))
        for (const QString& text : message.translations)
            QVERIFY2(placeholders(text) == placeholders(message.source), qPrintable(message.key() + QStringLiteral(" -> ") + text));
}

void TestCatalogues::pluralsAreComplete()
{
    QFETCH(QString, language);
    const bool hasOne = language == QLatin1String("en") || language == QLatin1String("de");
    for (const Message& message : readCatalogue(catalogueOf(language)))
        if (message.isPlural)
            QVERIFY2(message.translations.size() == (hasOne ? 2 : 1), qPrintable(message.key()));
}

void TestCatalogues::menuKeysStay()
{
    QFETCH(QString, language);
    for (const Message& message : readCatalogue(catalogueOf(language)))
        for (const QString& text : message.translations)
            QVERIFY2(message.source.count(u'&') == text.count(u'&'), qPrintable(message.key() + QStringLiteral(" -> ") + text));
}

void TestCatalogues::theCoreIsTranslated()
{
    QFETCH(QString, language);
    if (language == QLatin1String("en"))
        return;
    QSet<QString> known;
    for (const Message& message : readCatalogue(catalogueOf(language)))
        if (message.context == QLatin1String("Control"))
            known += message.source;
    QStringList named;
    const auto add = [&named](std::string_view text) { named += QString::fromUtf8(text.data(), qsizetype(text.size())); };
    for (const auto controls : {head::shapeControls(), head::lookControls()})
        for (const head::Control& control : controls) {
            add(control.label);
            add(control.group);
        }
    for (const avatar::LookPreset& look : avatar::builtInLooks())
        add(look.label);
    for (const avatar::Region region : avatar::allRegions())
        add(avatar::regionLabel(region));
    for (const auto& presets : {avatar::builtInPresets(), avatar::builtInVisemes()})
        for (const avatar::Preset& preset : presets) {
            add(preset.label);
            for (const std::string& tag : preset.tags)
                if (tag.size() > 2) // sounds are no words
                    add(tag);
        }
    for (const QString& name : named)
        QVERIFY2(known.contains(name), qPrintable("name it in ui/language/core_texts.cpp: " + name));
}

void TestCatalogues::editsAreTranslatedWhenShown()
{
    QCOMPARE(ui::editText("Preset: Smile"), QStringLiteral("Preset: Smile"));
    ui::Speech speech;
    speech.speak(QStringLiteral("de"));
    QCOMPARE(ui::editText("Preset: Smile"), QStringLiteral("Ausdruck: Lächeln"));
    QCOMPARE(ui::editText("Reset Jaw open"), QStringLiteral("Kiefer öffnen zurücksetzen"));
    QCOMPARE(ui::editText("Reset all"), QStringLiteral("Alles zurücksetzen"));
    QCOMPARE(ui::editText("Move landmark 12"), QStringLiteral("Landmarke 12 bewegen"));
    QCOMPARE(ui::editText("Look: Clay, learnt"), QStringLiteral("Look: Ton, gelernt"));
    QCOMPARE(ui::editText("Look: Clay"), QStringLiteral("Look: Ton"));
    QCOMPARE(ui::editText("Jaw open"), QStringLiteral("Kiefer öffnen"));
    QCOMPARE(ui::editText("Clip of motion: nod"), QStringLiteral("Bewegungsclip: nod"));
    QCOMPARE(ui::editText("Look: Clay, Oil"), QStringLiteral("Look: Ton, Öl"));
    QCOMPARE(ui::editText("Add keys: Jaw open, Clay, …"), QStringLiteral("Keyframes hinzufügen: Kiefer öffnen, Ton, …"));
    QCOMPARE(ui::editText("Jaw open, Clay"), QStringLiteral("Kiefer öffnen, Ton"));
    QCOMPARE(ui::editText("Nothing known: Jaw open"), QStringLiteral("Nothing known: Jaw open"));
    QCOMPARE(ui::editText("Something of an older version"), QStringLiteral("Something of an older version"));
}

void TestCatalogues::editsOfOneControlTellItsValue()
{
    const QLocale before;
    QLocale::setDefault(QLocale::c());
    const avatar::AvatarState state;
    QCOMPARE(ui::editText(avatar::Edit::setControl(state, "jawOpen", 0.4)), QStringLiteral("Jaw open 0.40"));
    const QString yaw = QString::fromUtf8(head::findControl("headYaw")->label.data());
    QCOMPARE(ui::editText(avatar::Edit::setControl(state, "headYaw", -12.0)), yaw + QStringLiteral(" -12.0°"));
    const std::vector<std::pair<std::string, double>> sides = {{"mouthSmileLeft", 0.5}, {"mouthSmileRight", 0.5}};
    const std::string left(head::findControl("mouthSmileLeft")->label);
    QCOMPARE(ui::editText(avatar::Edit::setControls(state, left, sides)), QString::fromStdString(left) + QStringLiteral(" 0.50"));
    QCOMPARE(ui::editText(avatar::Edit::setControls(state, "Random values", sides)), QStringLiteral("Random values"));
    QLocale::setDefault(before);
}

void TestCatalogues::errorsAreTranslatedWhenShown()
{
    ui::Speech speech;
    speech.speak(QStringLiteral("de"));
    QCOMPARE(ui::errorText(QStringLiteral("me.jpg is not a picture")), QStringLiteral("me.jpg ist kein Bild"));
    QCOMPARE(ui::errorText(QStringLiteral("/a/b.effigy is damaged: it has no layout")), QStringLiteral("/a/b.effigy ist beschädigt: it has no layout"));
    // The more exact sentence wins over "%1 is damaged: %2".
    QCOMPARE(ui::errorText(QStringLiteral("A picture in the project is damaged: truncated")),
             QStringLiteral("Ein Bild im Projekt ist beschädigt: truncated"));
    QCOMPARE(ui::errorText(QStringLiteral("100%1.jpg is an animation")), QStringLiteral("100%1.jpg ist eine Animation"));
    QCOMPARE(ui::errorText(QStringLiteral("An error that nobody foresaw")), QStringLiteral("An error that nobody foresaw"));
}

QTEST_MAIN(TestCatalogues)
#include "tst_catalogues.moc"
