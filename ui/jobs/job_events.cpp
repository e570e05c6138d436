// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/job_events.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace effigy::ui {
namespace {

JobProgress progressOf(const QJsonObject& event)
{
    JobProgress progress{.stage = event[QLatin1String("stage")].toString(),
                         .done = event[QLatin1String("done")].toInt(),
                         .of = event[QLatin1String("of")].toInt(),
                         .etaSeconds = event[QLatin1String("eta_s")].toDouble(-1.0),
                         .metrics = {}};
    const QJsonObject metrics = event[QLatin1String("metrics")].toObject();
    for (auto it = metrics.begin(); it != metrics.end(); ++it)
        if (it.value().isDouble())
            progress.metrics.emplace_back(it.key(), it.value().toDouble());
    return progress;
}

JobResult resultOf(const QJsonObject& event)
{
    for (const char* key : {"project", "path", "output", "image"})
        if (event[QLatin1String(key)].isString())
            return {event[QLatin1String(key)].toString()};
    return {};
}

} // namespace

std::optional<JobEvent> parseJobEvent(QByteArrayView line)
{
    const QByteArray text = line.toByteArray().trimmed();
    if (!text.startsWith('{'))
        return std::nullopt;
    const QJsonDocument document = QJsonDocument::fromJson(text);
    if (!document.isObject())
        return std::nullopt;
    const QJsonObject event = document.object();
    const QString kind = event[QLatin1String("event")].toString();
    if (kind == QLatin1String("progress"))
        return progressOf(event);
    if (kind == QLatin1String("preview"))
        return JobPreview{event[QLatin1String("image")].toString()};
    if (kind == QLatin1String("result"))
        return resultOf(event);
    if (kind == QLatin1String("error"))
        return Failure{.code = event[QLatin1String("code")].toString(QStringLiteral("internal")),
                          .message = event[QLatin1String("message")].toString(),
                          .hint = event[QLatin1String("hint")].toString(),
                          .details = {}};
    return std::nullopt;
}

} // namespace effigy::ui
