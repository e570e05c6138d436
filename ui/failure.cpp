// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/failure.h"

#include "base/error.h"
#include "ui/language/core_texts.h"

#include <QCoreApplication>
#include <QException>
#include <QSysInfo>

#include <new>

namespace effigy::ui {
namespace {

/// The context of the headlines.
struct Headline {
    Q_DECLARE_TR_FUNCTIONS(Failure)
};

Failure outOfMemory()
{
    return {.code = QStringLiteral("out_of_memory"),
            .message = QStringLiteral("There is not enough memory for this."),
            .hint = QStringLiteral("Close other programs or choose a smaller size."),
            .details = {}};
}

Failure unexpected(const std::exception& error)
{
    return {QStringLiteral("internal"), QString::fromUtf8(error.what()), QStringLiteral("Your work is saved. Please report this with the details."), {}};
}

} // namespace

Failure failureOf(const std::exception_ptr& error)
{
    try {
        std::rethrow_exception(error);
    } catch (const base::Error& e) {
        return {QString::fromStdString(e.code()), QString::fromStdString(e.message()), QString::fromStdString(e.hint()), {}};
    } catch (const std::bad_alloc&) {
        return outOfMemory();
    } catch (const QUnhandledException& wrapped) { // how QtConcurrent::run hands on what a task threw
        return wrapped.exception() ? failureOf(wrapped.exception()) : unexpected(wrapped);
    } catch (const std::exception& e) {
        return unexpected(e);
    }
}

QString failureTitle(const Failure& failure)
{
    static const std::pair<const char*, const char*> kTitles[] = {
        {"bad_photo", QT_TRANSLATE_NOOP("Failure", "This picture cannot be used")},
        {"bad_video", QT_TRANSLATE_NOOP("Failure", "This video cannot be used")},
        {"bad_lut", QT_TRANSLATE_NOOP("Failure", "This colour table cannot be used")},
        {"bad_sound", QT_TRANSLATE_NOOP("Failure", "This sound cannot be used")},
        {"no_face", QT_TRANSLATE_NOOP("Failure", "No face was found")},
        {"bad_project", QT_TRANSLATE_NOOP("Failure", "This project is damaged")},
        {"newer_project", QT_TRANSLATE_NOOP("Failure", "This project comes from a newer Effigy")},
        {"model_missing", QT_TRANSLATE_NOOP("Failure", "A model is missing")},
        {"model_refused", QT_TRANSLATE_NOOP("Failure", "A model was refused")},
        {"storage", QT_TRANSLATE_NOOP("Failure", "A file cannot be read or written")},
        {"out_of_memory", QT_TRANSLATE_NOOP("Failure", "The memory ran out")},
        {"device", QT_TRANSLATE_NOOP("Failure", "The graphics device failed")},
        {"unsupported", QT_TRANSLATE_NOOP("Failure", "This is not supported")},
    };
    for (const auto& [code, title] : kTitles)
        if (failure.code == QLatin1String(code))
            return Headline::tr(title);
    return Headline::tr("Something went wrong");
}

QString failureMessage(const Failure& failure) { return errorText(failure.message); }

QString failureHint(const Failure& failure) { return errorText(failure.hint); }

QString failureText(const Failure& failure)
{
    const QString hint = failureHint(failure);
    return hint.isEmpty() ? failureMessage(failure) : failureMessage(failure) + QLatin1Char('\n') + hint;
}

QString failureHtml(const Failure& failure)
{
    return QStringLiteral("<b>%1</b><br>%2")
        .arg(failureTitle(failure).toHtmlEscaped(), failureText(failure).toHtmlEscaped().replace(QLatin1Char('\n'), QLatin1String("<br>")));
}

QString failureReport(const Failure& failure)
{
    return QStringLiteral("Effigy %1 on %2 (%3), Qt %4\ncode: %5\nmessage: %6\nhint: %7\n\n%8")
        .arg(QCoreApplication::applicationVersion(), QSysInfo::prettyProductName(), QSysInfo::currentCpuArchitecture(),
             QString::fromLatin1(qVersion()), failure.code, failure.message, failure.hint, failure.details)
        .trimmed();
}

} // namespace effigy::ui
