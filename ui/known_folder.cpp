// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/known_folder.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>

namespace effigy::ui {
namespace {

QString keyOf(const QString& what) { return QStringLiteral("folders/") + what; }

} // namespace

QString lastFolder(const QString& what, QStandardPaths::StandardLocation fallback)
{
    for (const QString& folder : {QSettings().value(keyOf(what)).toString(), QStandardPaths::writableLocation(fallback)})
        if (!folder.isEmpty() && QFileInfo(folder).isDir())
            return folder;
    return QDir::homePath(); // a fresh account has no folder for pictures yet
}

QString remembered(const QString& what, const QString& path)
{
    if (!path.isEmpty())
        QSettings().setValue(keyOf(what), QFileInfo(path).absolutePath());
    return path;
}

} // namespace effigy::ui
