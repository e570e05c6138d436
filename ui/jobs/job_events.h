// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/failure.h"

#include <QByteArrayView>
#include <QString>

#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace effigy::ui {

/// {"event":"progress",...}: how far a job is.
struct JobProgress {
    QString stage;
    int done = 0;
    int of = 0;               // 0: unknown
    double etaSeconds = -1.0; // below zero: unknown
    std::vector<std::pair<QString, double>> metrics;
};

/// {"event":"preview",...}: a picture of what the job has so far.
struct JobPreview {
    QString imagePath;
};

/// {"event":"result",...}: what the job made; other fields of the event are ignored.
struct JobResult {
    QString path; // "project", "path", "output" or "image" of the event
};

/// An {"event":"error",...} becomes a Failure.
using JobEvent = std::variant<JobProgress, JobPreview, JobResult, Failure>;

/// One line of a worker's output; nothing when it is not an event that we know (libraries print, too).
[[nodiscard]] std::optional<JobEvent> parseJobEvent(QByteArrayView line);

} // namespace effigy::ui
