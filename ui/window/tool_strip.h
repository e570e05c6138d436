// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolBar>

#include <initializer_list>

namespace effigy::ui {

class ActionTable;

/// The row of tools below the menus: the actions that are used most, and small arrows to the rest of their kind.
class ToolStrip : public QToolBar {
    Q_OBJECT
public:
    explicit ToolStrip(QWidget* parent = nullptr);

    /// Takes its tools from the table, whose menus have been filled.
    void fill(const ActionTable& actions);

private:
    void addTools(const ActionTable& actions, std::initializer_list<const char*> ids);
    /// `text`: marked for translation with QT_TR_NOOP.
    void addMenu(const char* name, const char* text, QMenu* menu);
};

} // namespace effigy::ui
