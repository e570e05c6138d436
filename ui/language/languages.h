// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QTranslator>

#include <span>

namespace effigy::ui {

/// A language that the studio speaks.
struct Language {
    const char* code; // ISO 639: "ko", as in effigy_ko.ts
    const char* name; // in itself, UTF-8: "한국어"
};

/// English first, then by code.
[[nodiscard]] std::span<const Language> languages();
[[nodiscard]] bool isLanguage(const QString& code);

/// The first of `wanted` ("de-AT", "ko") that the studio speaks; English when there is none.
[[nodiscard]] QString bestLanguage(const QStringList& wanted);
/// How numbers and dates look in `code`: as the system has them when it speaks that language, else as is usual in it.
[[nodiscard]] QLocale localeOf(const QString& code);

/// What the person chose in the settings; empty: to follow the system.
[[nodiscard]] QString chosenLanguage();
/// Keeps the choice; empty: follow the system. Says nothing to the application: Speech::speak does.
void chooseLanguage(const QString& code);

/// The voice of the application: our texts, Qt's own texts, and the locale of numbers. There is one, made after the application.
class Speech : public QObject {
    Q_OBJECT
public:
    explicit Speech(QObject* parent = nullptr);

    /// Speaks from now on; empty: the system's language. Every window gets QEvent::LanguageChange.
    void speak(const QString& code);
    /// The language that is spoken.
    [[nodiscard]] QString current() const { return m_current; }

Q_SIGNALS:
    void changed(const QString& code);

private:
    QTranslator m_ours;
    QTranslator m_qts;
    QString m_current;
};

} // namespace effigy::ui
