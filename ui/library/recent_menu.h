// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>

class QAction;
class QMenu;

namespace effigy::ui {

class RecentProjects;

/// Fills a menu with the recent projects, each time it opens, above what stands there already.
class RecentMenu : public QObject {
    Q_OBJECT
public:
    /// Both must outlive it.
    RecentMenu(QMenu* menu, const RecentProjects* recents, QObject* parent = nullptr);

Q_SIGNALS:
    void projectChosen(const QString& path);

private:
    void fill();

    QMenu* m_menu;
    const RecentProjects* m_recents;
    QList<QAction*> m_lines;
};

} // namespace effigy::ui
