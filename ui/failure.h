// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

#include <exception>

namespace effigy::ui {

/// Something that went wrong, as the studio shows it.
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

/// Everything worth putting into a report, as plain text: version, system, code, message, hint, log.
[[nodiscard]] QString failureReport(const Failure& failure);

} // namespace effigy::ui

Q_DECLARE_METATYPE(effigy::ui::Failure)
