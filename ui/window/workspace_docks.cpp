// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/workspace_docks.h"

#include <QDockWidget>
#include <QMainWindow>
#include <QSettings>
#include <QStackedWidget>

#include <algorithm>

namespace effigy::ui {
namespace {

constexpr int kLayoutVersion = 2;
const QString kGroup = QStringLiteral("workspaces");
const QString kCurrent = QStringLiteral("workspaces/current");

} // namespace

WorkspaceDocks::WorkspaceDocks(QMainWindow* window, QStackedWidget* pages, std::vector<Workspace> workspaces)
    : QObject(window), m_window(window), m_pages(pages), m_workspaces(std::move(workspaces))
{
}

QDockWidget* WorkspaceDocks::addDock(const QString& id, const QString& title, QWidget* content, Qt::DockWidgetArea home, int breadth)
{
    if (QDockWidget* known = dock(id)) {
        known->setWindowTitle(title);
        known->setAccessibleName(title);
        return known;
    }
    auto* dock = new QDockWidget(title, m_window);
    dock->setObjectName(QStringLiteral("dock.") + id);
    dock->setAccessibleName(title);
    content->setAutoFillBackground(true);
    dock->setWidget(content);
    m_window->addDockWidget(home, dock);
    dock->hide();
    m_docks[id] = {dock, home, breadth};
    m_ids += id;
    return dock;
}

void WorkspaceDocks::addPage(const QString& id, QWidget* page)
{
    m_pages->addWidget(page);
    m_pageById[id] = page;
}

const Workspace* WorkspaceDocks::find(const QString& id) const
{
    const auto found = std::find_if(m_workspaces.begin(), m_workspaces.end(), [&](const Workspace& w) { return w.id == id; });
    return found != m_workspaces.end() ? &*found : nullptr;
}

bool WorkspaceDocks::has(const QString& dockOrPage) const
{
    return m_docks.contains(dockOrPage) || m_pageById.contains(dockOrPage);
}

std::vector<Workspace> WorkspaceDocks::available() const
{
    std::vector<Workspace> able;
    std::copy_if(m_workspaces.begin(), m_workspaces.end(), std::back_inserter(able), [this](const Workspace& workspace) {
        return m_pageById.contains(workspace.page) && (workspace.needs.isEmpty() || has(workspace.needs));
    });
    return able;
}

void WorkspaceDocks::enter(const QString& id)
{
    const auto able = available();
    if (std::none_of(able.begin(), able.end(), [&](const Workspace& w) { return w.id == id; }))
        return;
    setCanvasOnly(false);
    keepArrangement();
    m_current = id;
    if (!m_isSuspended)
        arrange();
    Q_EMIT entered(id);
}

void WorkspaceDocks::suspend()
{
    if (m_isSuspended)
        return;
    setCanvasOnly(false);
    keepArrangement();
    m_isSuspended = true;
    for (const Dock& dock : std::as_const(m_docks))
        dock.widget->hide();
}

void WorkspaceDocks::resume()
{
    if (!m_isSuspended)
        return;
    m_isSuspended = false;
    arrange();
}

void WorkspaceDocks::keepArrangement()
{
    if (!m_isSuspended && !m_isCanvasOnly && !m_current.isEmpty())
        m_arrangements[m_current] = m_window->saveState(kLayoutVersion);
}

/// The default places first: an arrangement from before a dock existed says nothing about it.
void WorkspaceDocks::arrange()
{
    const Workspace* workspace = find(m_current);
    if (!workspace)
        return;
    m_pages->setCurrentWidget(m_pageById.value(workspace->page));
    place(*workspace);
    const QByteArray kept = m_arrangements.value(m_current);
    if (!kept.isEmpty())
        m_window->restoreState(kept, kLayoutVersion);
    else
        size(*workspace);
}

void WorkspaceDocks::place(const Workspace& workspace)
{
    for (const Dock& dock : std::as_const(m_docks)) {
        dock.widget->setFloating(false);
        m_window->removeDockWidget(dock.widget);
    }
    const DockPlace* before = nullptr;
    for (const DockPlace& wanted : workspace.docks) {
        QDockWidget* widget = dock(wanted.dock);
        if (!widget)
            continue;
        m_window->addDockWidget(wanted.area, widget);
        if (wanted.isTabbed && before && before->area == wanted.area)
            m_window->tabifyDockWidget(dock(before->dock), widget);
        widget->show();
        if (wanted.isTabbed && before)
            dock(before->dock)->raise();
        before = &wanted;
    }
}

void WorkspaceDocks::size(const Workspace& workspace)
{
    for (const Qt::DockWidgetArea area : {Qt::LeftDockWidgetArea, Qt::RightDockWidgetArea, Qt::BottomDockWidgetArea}) {
        const bool isBelow = area == Qt::BottomDockWidgetArea;
        const int length = isBelow ? m_window->width() : m_window->height();
        QList<QDockWidget*> docks;
        QList<int> breadths, lengths;
        int shares = 0;
        for (const DockPlace& wanted : workspace.docks)
            if (wanted.area == area && !wanted.isTabbed && dock(wanted.dock))
                shares += wanted.share;
        for (const DockPlace& wanted : workspace.docks) {
            if (wanted.area != area || wanted.isTabbed || !dock(wanted.dock))
                continue;
            docks += dock(wanted.dock);
            breadths += wanted.breadth;
            lengths += length * wanted.share / shares;
        }
        if (docks.isEmpty())
            continue;
        m_window->resizeDocks(docks, breadths, isBelow ? Qt::Vertical : Qt::Horizontal);
        m_window->resizeDocks(docks, lengths, isBelow ? Qt::Horizontal : Qt::Vertical);
    }
}

void WorkspaceDocks::reveal(const QString& id)
{
    const Dock known = m_docks.value(id);
    if (!known.widget)
        return;
    const bool isNew = m_window->dockWidgetArea(known.widget) == Qt::NoDockWidgetArea, wasHidden = known.widget->isHidden();
    if (isNew)
        m_window->addDockWidget(known.home, known.widget);
    known.widget->show();
    if (isNew)
        m_window->resizeDocks({known.widget}, {known.breadth},
                              known.home == Qt::BottomDockWidgetArea ? Qt::Vertical : Qt::Horizontal);
    if (wasHidden && m_window->dockWidgetArea(known.widget) == Qt::BottomDockWidgetArea)
        makeRoomBelow(known.widget);
    known.widget->raise();
}

/// Beside others below the viewport a dock would get the least that it can live with: a third, or where that is too little a tab.
void WorkspaceDocks::makeRoomBelow(QDockWidget* dock)
{
    constexpr int kShare = 3;
    int others = 0;
    QDockWidget* other = nullptr;
    for (const Dock& known : std::as_const(m_docks))
        if (known.widget != dock && !known.widget->isHidden() && m_window->dockWidgetArea(known.widget) == Qt::BottomDockWidgetArea) {
            other = known.widget;
            others += other->minimumSizeHint().width();
        }
    const int width = m_pages->width();
    if (other && others + width / kShare > width)
        m_window->tabifyDockWidget(other, dock);
    else
        m_window->resizeDocks({dock}, {width / kShare}, Qt::Horizontal);
}

void WorkspaceDocks::toggle(const QString& id)
{
    QDockWidget* widget = dock(id);
    if (widget && widget->isVisible())
        widget->hide();
    else
        reveal(id);
}

void WorkspaceDocks::resetLayout()
{
    setCanvasOnly(false);
    m_arrangements.remove(m_current);
    if (!m_isSuspended)
        arrange();
}

void WorkspaceDocks::setCanvasOnly(bool isCanvasOnly)
{
    if (isCanvasOnly == m_isCanvasOnly || (isCanvasOnly && m_isSuspended))
        return;
    if (isCanvasOnly) {
        m_beforeCanvasOnly = m_window->saveState(kLayoutVersion);
        m_isCanvasOnly = true;
        for (const Dock& dock : std::as_const(m_docks))
            if (!dock.widget->isFloating())
                dock.widget->hide();
    } else {
        m_isCanvasOnly = false;
        m_window->restoreState(m_beforeCanvasOnly, kLayoutVersion);
    }
    Q_EMIT canvasOnlyChanged(m_isCanvasOnly);
}

void WorkspaceDocks::save(QSettings& settings)
{
    keepArrangement();
    for (auto it = m_arrangements.cbegin(); it != m_arrangements.cend(); ++it)
        settings.setValue(kGroup + QLatin1String("/layout.") + it.key(), it.value());
    for (const Workspace& workspace : m_workspaces)
        if (!m_arrangements.contains(workspace.id))
            settings.remove(kGroup + QLatin1String("/layout.") + workspace.id);
    settings.setValue(kCurrent, m_current);
}

void WorkspaceDocks::restore(const QSettings& settings)
{
    for (const Workspace& workspace : m_workspaces) {
        const QByteArray kept = settings.value(kGroup + QLatin1String("/layout.") + workspace.id).toByteArray();
        if (!kept.isEmpty())
            m_arrangements[workspace.id] = kept;
    }
    enter(settings.value(kCurrent).toString());
}

} // namespace effigy::ui
