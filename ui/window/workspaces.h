// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <Qt>

#include <vector>

namespace effigy::ui {

/// Where a workspace puts a dock at first.
struct DockPlace {
    QString dock;                                 // id, as given to WorkspaceDocks::addDock
    Qt::DockWidgetArea area = Qt::RightDockWidgetArea;
    int breadth = 0;                              // of the area: width at the sides, height below; device-independent pixels
    int share = 1;                                // of the area's length, beside the docks that it holds as well
    bool isTabbed = false;                        // lies behind the dock before it
};

/// One arrangement of the window, for one kind of work.
struct Workspace {
    QString id;                                   // "animate": the word of --workspace
    QString title;
    QString purpose;                              // for the tooltip
    QString page;                                 // what stands in the middle, as given to WorkspaceDocks::addPage
    std::vector<DockPlace> docks;                 // those that do not exist are passed over
    QString needs = {};                           // dock or page without which there is nothing to do here
};

/// The studio's workspaces in the order of work. A new dock or workspace is a line here.
[[nodiscard]] std::vector<Workspace> studioWorkspaces();

} // namespace effigy::ui
