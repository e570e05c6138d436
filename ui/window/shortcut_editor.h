// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace effigy::ui {

class ActionTable;

/// Every action with its keys, to be changed. Keys that another action has are told before they change hands.
class ShortcutEditor : public QDialog {
    Q_OBJECT
public:
    /// `actions` must outlive it; changes take effect at once.
    explicit ShortcutEditor(ActionTable& actions, QWidget* parent = nullptr);

    /// Selects the row of an action.
    void select(const QString& actionId);

private:
    [[nodiscard]] QString selected() const;
    void fill();
    void filter(const QString& text);
    void showSelected();
    void judge();
    void assign();
    void setKeys(const QString& id, const QList<QKeySequence>& keys);
    void resetAll();

    ActionTable& m_actions;
    QLineEdit* m_search;
    QTreeWidget* m_tree;
    QKeySequenceEdit* m_keys;
    QLabel* m_verdict;
    QPushButton* m_assign;
    QPushButton* m_remove;
    QPushButton* m_reset;
};

} // namespace effigy::ui
