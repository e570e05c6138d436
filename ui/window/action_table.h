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
class QSettings;

namespace effigy::ui {

/// A menu text without what marks its key: "&Open", "開く(&O)" -> "Open", "開く".
[[nodiscard]] QString withoutMnemonic(QString text);

/// One line of the window's table of actions.
struct ActionSpec {
    QString id = {};                      // "view.front"
    QString menu = {};                    // "&View"; the same text collects into one menu
    QString submenu = {};                 // "&Look from"; the same text collects into one menu within that menu
    QString text = {};                    // "&Front"
    QString tip = {};                     // what it does, where the text does not say it all
    QList<QKeySequence> shortcuts = {};   // the person may change them
    QString icon = {};                    // name in resources/icons; may be empty
    std::function<void()> run = {};
    std::function<bool()> isEnabled = {}; // asked by refresh(); empty: always
    std::function<bool()> isChecked = {}; // asked by refresh(); not empty: the action is checkable
    QString group = {};                   // checkable actions of one group exclude each other
    bool startsSection = false;           // a line above it in the menu
};

/// Actions made from a table, found by id.
class ActionTable : public QObject {
    Q_OBJECT
public:
    explicit ActionTable(QWidget* window);

    /// An action that there is already gets the new texts, in menus as well; its keys and its state stay. That is how a table
    /// changes its language.
    void add(const std::vector<ActionSpec>& specs);
    /// Throws ContractError when there is no such action.
    [[nodiscard]] QAction* operator[](const QString& id) const;
    /// Nothing when there is no such action.
    [[nodiscard]] QAction* find(const QString& id) const;
    /// In the order of the table.
    [[nodiscard]] const std::vector<QAction*>& all() const { return m_all; }
    void fill(QMenuBar* bar);
    /// Asks every action whether it is enabled and checked. refreshed() follows.
    void refresh();
    /// The submenu, made by fill(), that holds that action; nothing when none does.
    [[nodiscard]] QMenu* submenuOf(const QString& id) const;
    /// The menus that hold an action, as text without mnemonics: "View", "View, Look from".
    [[nodiscard]] QString menuOf(const QAction* action) const;

    /// As in the table, whatever the person changed.
    [[nodiscard]] QList<QKeySequence> defaultShortcuts(const QString& id) const;
    void setShortcuts(const QString& id, const QList<QKeySequence>& shortcuts);
    /// Another action than `exceptId` that has these keys, or keys that begin like them; nothing when they are free.
    [[nodiscard]] QAction* usedBy(const QKeySequence& keys, const QString& exceptId) const;
    /// Only what differs from the table is kept.
    void saveShortcuts(QSettings& settings) const;
    void restoreShortcuts(const QSettings& settings);

Q_SIGNALS:
    void refreshed();

private:
    struct Row {
        ActionSpec spec;
        QAction* action = nullptr;
        QMenu* menu = nullptr;    // once fill() has run
        QMenu* submenu = nullptr; // if any
    };
    void append(const ActionSpec& spec);
    static void rename(Row& row, const ActionSpec& spec);
    [[nodiscard]] const Row& row(const QString& id) const;

    QWidget* m_window;
    std::vector<Row> m_rows;
    std::vector<QAction*> m_all;
    std::map<QString, std::size_t> m_byId;
};

} // namespace effigy::ui
