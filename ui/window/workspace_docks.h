// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/workspaces.h"

#include <QHash>
#include <QObject>

#include <vector>

class QDockWidget;
class QMainWindow;
class QSettings;
class QStackedWidget;
class QWidget;

namespace effigy::ui {

/// The docks and pages of a window, arranged by workspace. Each workspace keeps the arrangement that the person gave it,
/// also across restarts.
class WorkspaceDocks : public QObject {
    Q_OBJECT
public:
    /// `pages` is what stands in the middle of `window`; both must outlive this object.
    WorkspaceDocks(QMainWindow* window, QStackedWidget* pages, std::vector<Workspace> workspaces);

    /// Takes `content` in as the dock `id`. Where no workspace says otherwise, it appears in the area `home`, that broad.
    /// A dock that there is already gets the new title: the language changed.
    ///   breadth  width at the sides, height below; device-independent pixels
    QDockWidget* addDock(const QString& id, const QString& title, QWidget* content, Qt::DockWidgetArea home, int breadth);
    void addPage(const QString& id, QWidget* page);

    /// Other titles and purposes for the workspaces, which are those there were: the language changed.
    void rename(std::vector<Workspace> workspaces) { m_workspaces = std::move(workspaces); }
    /// Those that have what they need, in order.
    [[nodiscard]] std::vector<Workspace> available() const;
    [[nodiscard]] QString current() const { return m_current; }
    [[nodiscard]] QDockWidget* dock(const QString& id) const { return m_docks.value(id).widget; }
    /// In the order they came.
    [[nodiscard]] const QStringList& dockIds() const { return m_ids; }

    /// Goes to a workspace: its page and its docks, as they were left. Does nothing when it is not available.
    void enter(const QString& id);
    /// Puts all docks away and keeps their arrangement, until resume(): the start page has no use for them.
    void suspend();
    void resume();
    [[nodiscard]] bool isSuspended() const { return m_isSuspended; }

    /// Shows a dock in the current workspace, whether or not it belongs there; also while the others are put away.
    void reveal(const QString& id);
    /// Shows it, or puts it away.
    void toggle(const QString& id);
    /// The current workspace as it was at first.
    void resetLayout();
    /// Nothing but the page, or everything back.
    void setCanvasOnly(bool isCanvasOnly);
    [[nodiscard]] bool isCanvasOnly() const { return m_isCanvasOnly; }

    void save(QSettings& settings);
    void restore(const QSettings& settings);

Q_SIGNALS:
    void entered(const QString& id);
    void canvasOnlyChanged(bool isCanvasOnly);

private:
    struct Dock {
        QDockWidget* widget = nullptr;
        Qt::DockWidgetArea home = Qt::RightDockWidgetArea;
        int breadth = 0;
    };

    [[nodiscard]] const Workspace* find(const QString& id) const;
    [[nodiscard]] bool has(const QString& dockOrPage) const;
    void keepArrangement();
    void arrange();
    void makeRoomBelow(QDockWidget* dock);
    void place(const Workspace& workspace);
    void size(const Workspace& workspace);

    QMainWindow* m_window;
    QStackedWidget* m_pages;
    std::vector<Workspace> m_workspaces;
    QHash<QString, Dock> m_docks;
    QStringList m_ids;
    QHash<QString, QWidget*> m_pageById;
    QHash<QString, QByteArray> m_arrangements; // by workspace
    QByteArray m_beforeCanvasOnly;
    QString m_current;
    bool m_isSuspended = true;
    bool m_isCanvasOnly = false;
};

} // namespace effigy::ui
