// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/workspaces.h"

#include <QWidget>

class QMenuBar;
class QPushButton;
class QTabBar;

namespace effigy::ui {

/// The uppermost row of the window: menus, workspaces as tabs, and the way to every command.
class TopBar : public QWidget {
    Q_OBJECT
public:
    explicit TopBar(QWidget* parent = nullptr);

    [[nodiscard]] QMenuBar* menus() const { return m_menus; }
    void setWorkspaces(const std::vector<Workspace>& workspaces);
    /// Shows which one is current; no signal.
    void setCurrent(const QString& workspace);
    void setWorkspacesEnabled(bool isEnabled);
    /// What the search button says: the palette's shortcut.
    void setSearchShortcut(const QString& keys);

Q_SIGNALS:
    void workspaceChosen(const QString& id);
    void searchAsked();

private:
    QMenuBar* m_menus;
    QTabBar* m_tabs;
    QPushButton* m_search;
    QString m_searchKeys;
};

} // namespace effigy::ui
