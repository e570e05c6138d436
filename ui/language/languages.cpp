// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/language/languages.h"

#include "base/error.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QSettings>

#include <algorithm>

namespace effigy::ui {
namespace {

constexpr Language kLanguages[] = {{"en", "English"}, {"de", "Deutsch"}, {"ja", "日本語"}, {"ko", "한국어"}};
const QString kSetting = QStringLiteral("language");

/// "de-AT", "de_AT.UTF-8" -> "de".
QString baseOf(const QString& code) { return code.section(QLatin1Char('-'), 0, 0).section(QLatin1Char('_'), 0, 0).toLower(); }

} // namespace

std::span<const Language> languages() { return kLanguages; }

bool isLanguage(const QString& code)
{
    return std::any_of(std::begin(kLanguages), std::end(kLanguages), [&](const Language& language) { return code == QLatin1String(language.code); });
}

QString bestLanguage(const QStringList& wanted)
{
    for (const QString& code : wanted)
        if (isLanguage(baseOf(code)))
            return baseOf(code);
    return QLatin1String(kLanguages[0].code);
}

QLocale localeOf(const QString& code)
{
    const QLocale system = QLocale::system();
    return baseOf(system.name()) == code ? system : QLocale(code);
}

QString chosenLanguage()
{
    const QString kept = QSettings().value(kSetting).toString();
    return isLanguage(kept) ? kept : QString();
}

void chooseLanguage(const QString& code)
{
    if (code.isEmpty())
        QSettings().remove(kSetting);
    else
        QSettings().setValue(kSetting, code);
}

Speech::Speech(QObject* parent) : QObject(parent) {}

void Speech::speak(const QString& code)
{
    const QString wanted = code.isEmpty() ? bestLanguage(QLocale::system().uiLanguages()) : code;
    base::require(isLanguage(wanted), "no such language");
    if (wanted == m_current)
        return;
    m_current = wanted;
    QLocale::setDefault(localeOf(wanted));
    QCoreApplication::removeTranslator(&m_ours);
    QCoreApplication::removeTranslator(&m_qts);
    // English has a catalogue, too: it holds the plural forms.
    base::require(m_ours.load(QStringLiteral(":/translations/effigy_%1.qm").arg(wanted)), "a catalogue is not on board");
    // Without Debian's qt6-translations-l10n, Qt's own few texts (colour and file dialogs) stay English.
    if (m_qts.load(QStringLiteral("qtbase_%1").arg(wanted), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qts);
    QCoreApplication::installTranslator(&m_ours);
    Q_EMIT changed(wanted);
}

} // namespace effigy::ui
