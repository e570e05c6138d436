// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QKeySequence>
#include <QObject>

#include <functional>
#include <map>
#include <vector>

class QMenu;
class QMenuBar;

namespace effigy::ui {

/// One line of the window's table of actions.
struct ActionSpec {
    QString id = {};                      // "view.front"
    QString menu = {};                    // "&View"; the same text collects into one menu
    QString text = {};                    // "&Front"
    QList<QKeySequence> shortcuts = {};
    QString icon = {};                    // name in resources/icons; may be empty
    std::function<void()> run = {};
    bool isCheckable = false;
    QString group = {};                   // checkable actions of one group exclude each other
    bool startsSection = false;      // a line above it in the menu
};

/// Actions made from a table, found by id.
class ActionTable : public QObject {
    Q_OBJECT
public:
    explicit ActionTable(QWidget* window);

    void add(const std::vector<ActionSpec>& specs);
    /// Throws ContractError when there is no such action.
    [[nodiscard]] QAction* operator[](const QString& id) const;
    /// In the order of the table.
    [[nodiscard]] const std::vector<QAction*>& all() const { return m_all; }
    void fill(QMenuBar* bar) const;
    /// The menu that holds an action, as text without its mnemonic.
    [[nodiscard]] QString menuOf(const QAction* action) const;

private:
    QWidget* m_window;
    std::vector<ActionSpec> m_specs;
    std::vector<QAction*> m_all;
    std::map<QString, QAction*> m_byId;
};

} // namespace effigy::ui
