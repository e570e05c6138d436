// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QSize>
#include <QStringList>

#include <optional>

class QCoreApplication;

namespace effigy::app {

/// What the studio's command line asks for.
struct StudioOptions {
    QString path;                    // a project or a photo; empty: the start page
    std::optional<QSize> size;
    std::optional<ui::Theme> theme;  // absent: the person's own
    QString language;                // empty: the person's own, or the system's
    QString workspace;               // empty: the last one
    QString screenshot;              // empty: none, the studio stays
    QStringList actions;             // ids of actions to trigger once the project is open
    QStringList select;              // controls
    QString preset;                  // an expression
    QString look;                    // of the gallery
    QString jobStage;                // with a screenshot: the stage that the running job should be in; empty: no matter
    double jobPart = 0.0;            // and how far in it, 0..1
};

/// Reads the command line. Tells and ends the program with 0 for --help and --version, with 2 for wrong usage.
[[nodiscard]] StudioOptions parseStudioOptions(const QCoreApplication& application);

} // namespace effigy::app
