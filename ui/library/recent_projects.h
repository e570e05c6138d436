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
    /// Projects that were open when the studio was killed; their tiles say so and come first.
    void setInterrupted(const QStringList& paths) { m_interrupted = paths; }
    /// Paths that still exist.
    [[nodiscard]] QStringList paths() const;

    /// Looks the recent and the recoverable projects through in the background; tilesReady follows. Projects that cannot be
    /// read are left out.
    void loadTiles();
    [[nodiscard]] bool isLoading() const { return m_loading > 0; }

Q_SIGNALS:
    void tilesReady(const std::vector<effigy::ui::ProjectTile>& tiles);
    void changed();

private:
    QStringList m_interrupted;
    int m_loading = 0; // how many looks are under way
};

/// "just now", "5 minutes ago", "2 days ago".
[[nodiscard]] QString ageText(double seconds);

} // namespace effigy::ui
