// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/library/start_page.h"

#include <QObject>
#include <QStringList>

namespace effigy::ui {

/// The projects opened last, newest first, kept in the settings.
class RecentProjects : public QObject {
    Q_OBJECT
public:
    explicit RecentProjects(QObject* parent = nullptr);

    void add(const QString& path);
    void remove(const QString& path);
    /// Paths that still exist.
    [[nodiscard]] QStringList paths() const;

    /// Looks the recent and the recoverable projects through in the background; tilesReady follows. Projects that cannot be
    /// read are left out.
    void loadTiles();

Q_SIGNALS:
    void tilesReady(const std::vector<effigy::ui::ProjectTile>& tiles);
    void changed();
};

/// "just now", "5 minutes ago", "2 days ago".
[[nodiscard]] QString ageText(double seconds);

} // namespace effigy::ui
