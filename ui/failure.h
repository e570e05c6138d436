// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

#include <exception>

namespace effigy::ui {

/// Something that went wrong. Message and hint are English, as logs and reports have them; the functions below translate.
struct Failure {
    QString code;    // word of the error table: "no_face", "storage", ...
    QString message; // what happened, to which file
    QString hint;    // what the person can do
    QString details; // for a report: the end of a worker's log
};

/// The failure that a core error stands for; anything else that was thrown becomes "internal". `error` must not be null.
[[nodiscard]] Failure failureOf(const std::exception_ptr& error);

/// A translated headline for the failure's code: "No face was found".
[[nodiscard]] QString failureTitle(const Failure& failure);

/// What happened and what the person can do, in the language of the studio as far as its catalogue knows the sentence.
[[nodiscard]] QString failureMessage(const Failure& failure);
[[nodiscard]] QString failureHint(const Failure& failure);
/// Both, the hint on a line of its own.
[[nodiscard]] QString failureText(const Failure& failure);

/// Headline and text as rich text, a line each.
[[nodiscard]] QString failureHtml(const Failure& failure);

/// Everything worth putting into a report, as plain text: version, system, code, message, hint, log.
[[nodiscard]] QString failureReport(const Failure& failure);

} // namespace effigy::ui

Q_DECLARE_METATYPE(effigy::ui::Failure)
