// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/failure.h"
#include "ui/library/start_page.h"

#include <QObject>
#include <QStringList>

namespace effigy::ui {

/// A line of the list.
struct RecentProject {
    QString path;
    bool isPinned = false;
    bool isMissing = false; // the file is gone, or its disk is not here
};

/// The projects opened last, newest first, kept in the settings. Pinned ones come first and stay.
class RecentProjects : public QObject {
    Q_OBJECT
public:
    explicit RecentProjects(QObject* parent = nullptr);

    void add(const QString& path);
    void remove(const QString& path);
    /// Projects that were open when the studio was killed; their tiles say so and come first.
    void setInterrupted(const QStringList& paths) { m_interrupted = paths; }
    /// Pinned ones first, missing ones included.
    [[nodiscard]] std::vector<RecentProject> entries() const;
    [[nodiscard]] bool isPinned(const QString& path) const;
    void setPinned(const QString& path, bool isPinned);
    [[nodiscard]] bool hasMissing() const;
    void removeMissing();
    /// All but the pinned ones.
    void clear();
    /// Paths that still exist, pinned ones first.
    [[nodiscard]] QStringList paths() const;

    /// Looks the recent and the recoverable projects through in the background; tilesReady follows. Projects that cannot be
    /// read are left out.
    void loadTiles();
    [[nodiscard]] bool isLoading() const { return m_loading > 0; }

Q_SIGNALS:
    void tilesReady(const std::vector<effigy::ui::ProjectTile>& tiles);
    void changed();
    /// The projects could not be looked through.
    void failed(const effigy::ui::Failure& failure);

private:
    static void forget(const QString& path);

    QStringList m_interrupted;
    int m_loading = 0; // how many looks are under way
};

/// "just now", "5 minutes ago", "2 days ago".
[[nodiscard]] QString ageText(double seconds);

} // namespace effigy::ui
