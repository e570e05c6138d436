// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStandardPaths>
#include <QString>

namespace effigy::ui {

/// The folder that the person last chose for `what` ("photo", "project", "export", ...), else the system's folder `fallback`, else the
/// home folder: the first of them that exists.
[[nodiscard]] QString lastFolder(const QString& what, QStandardPaths::StandardLocation fallback);

/// Remembers the folder of `path` for `what`, if there is a path. Returns `path`.
QString remembered(const QString& what, const QString& path);

} // namespace effigy::ui
