// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/shortcut_editor.h"

#include "ui/theme/theme.h"
#include "ui/window/action_table.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <map>

namespace effigy::ui {
namespace {

constexpr int kIdRole = Qt::UserRole;
enum Column { Name, Keys };

QString asText(const QList<QKeySequence>& keys) { return QKeySequence::listToString(keys, QKeySequence::NativeText); }

} // namespace

ShortcutEditor::ShortcutEditor(ActionTable& actions, QWidget* parent)
    : QDialog(parent),
      m_actions(actions),
      m_search(new QLineEdit(this)),
      m_tree(new QTreeWidget(this)),
      m_keys(new QKeySequenceEdit(this)),
      m_verdict(new QLabel(this)),
      m_assign(new QPushButton(tr("Assign"), this)),
      m_remove(new QPushButton(tr("No keys"), this)),
      m_reset(new QPushButton(tr("Reset"), this))
{
    setObjectName(QStringLiteral("shortcutEditor"));
    setWindowTitle(tr("Keyboard shortcuts"));
    resize(620, 640);
    const auto name = [](QWidget* widget, const char* objectName, const QString& accessible) {
        widget->setObjectName(QLatin1String(objectName));
        widget->setAccessibleName(accessible);
    };
    name(m_search, "shortcutSearch", tr("Search actions and keys"));
    name(m_tree, "shortcutTree", tr("Actions and their keys"));
    name(m_keys, "shortcutKeys", tr("New keys for the selected action"));
    name(m_assign, "shortcutAssign", tr("Assign the keys to the selected action"));
    name(m_remove, "shortcutRemove", tr("Take the keys from the selected action"));
    name(m_reset, "shortcutReset", tr("Bring the selected action's own keys back"));
    m_search->setPlaceholderText(tr("Search actions and keys"));
    m_search->setClearButtonEnabled(true);
    m_tree->setHeaderLabels({tr("Action"), tr("Keys")});
    m_tree->header()->setSectionResizeMode(Name, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(Keys, QHeaderView::ResizeToContents);
    m_tree->header()->setStretchLastSection(false);
    m_verdict->setWordWrap(true);
    m_verdict->setMinimumHeight(m_verdict->fontMetrics().height() * 2);
    m_verdict->setAlignment(Qt::AlignTop | Qt::AlignLeft);

    auto* keys = new QHBoxLayout;
    keys->setSpacing(6);
    keys->addWidget(m_keys, 1);
    for (QPushButton* button : {m_assign, m_remove, m_reset}) {
        button->setAutoDefault(false);
        keys->addWidget(button);
    }
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton* all = buttons->addButton(tr("Reset all"), QDialogButtonBox::ResetRole);
    name(all, "shortcutResetAll", tr("Bring all keys back"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 14);
    column->setSpacing(10);
    column->addWidget(m_search);
    column->addWidget(m_tree, 1);
    column->addLayout(keys);
    column->addWidget(m_verdict);
    column->addWidget(buttons);

    connect(m_search, &QLineEdit::textChanged, this, &ShortcutEditor::filter);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &ShortcutEditor::showSelected);
    connect(m_keys, &QKeySequenceEdit::keySequenceChanged, this, &ShortcutEditor::judge);
    connect(m_assign, &QPushButton::clicked, this, &ShortcutEditor::assign);
    connect(m_remove, &QPushButton::clicked, this, [this] { setKeys(selected(), {}); });
    connect(m_reset, &QPushButton::clicked, this, [this] { setKeys(selected(), m_actions.defaultShortcuts(selected())); });
    connect(all, &QPushButton::clicked, this, &ShortcutEditor::resetAll);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    fill();
    showSelected();
}

void ShortcutEditor::fill()
{
    std::map<QString, QTreeWidgetItem*> menus;
    for (const QAction* action : m_actions.all()) {
        QTreeWidgetItem*& menu = menus[m_actions.menuOf(action)];
        if (!menu) {
            menu = new QTreeWidgetItem(m_tree, {m_actions.menuOf(action)});
            menu->setFlags(Qt::ItemIsEnabled);
            menu->setExpanded(true);
        }
        auto* item = new QTreeWidgetItem(menu, {withoutMnemonic(action->text()), asText(action->shortcuts())});
        item->setData(Name, kIdRole, action->objectName());
    }
}

QString ShortcutEditor::selected() const
{
    const QTreeWidgetItem* item = m_tree->currentItem();
    return item ? item->data(Name, kIdRole).toString() : QString();
}

void ShortcutEditor::select(const QString& actionId)
{
    for (QTreeWidgetItemIterator it(m_tree); *it; ++it)
        if ((*it)->data(Name, kIdRole).toString() == actionId)
            m_tree->setCurrentItem(*it);
}

void ShortcutEditor::filter(const QString& text)
{
    for (int m = 0; m < m_tree->topLevelItemCount(); ++m) {
        QTreeWidgetItem* menu = m_tree->topLevelItem(m);
        bool hasAny = false;
        for (int i = 0; i < menu->childCount(); ++i) {
            QTreeWidgetItem* item = menu->child(i);
            const bool fits = item->text(Name).contains(text, Qt::CaseInsensitive) || item->text(Keys).contains(text, Qt::CaseInsensitive);
            item->setHidden(!fits);
            hasAny = hasAny || fits;
        }
        menu->setHidden(!hasAny);
    }
}

void ShortcutEditor::showSelected()
{
    const bool hasAction = !selected().isEmpty();
    for (QWidget* widget : std::initializer_list<QWidget*>{m_keys, m_remove, m_reset})
        widget->setEnabled(hasAction);
    m_keys->clear();
    judge();
}

/// Says who has the keys, before they are assigned.
void ShortcutEditor::judge()
{
    const QKeySequence keys = m_keys->keySequence();
    const QAction* owner = m_actions.usedBy(keys, selected());
    m_assign->setEnabled(!selected().isEmpty() && !keys.isEmpty());
    m_verdict->setProperty("role", owner ? "error" : "dim");
    restyle(*m_verdict);
    if (selected().isEmpty())
        m_verdict->setText(tr("Select an action, then press its new keys in the field."));
    else if (owner)
        m_verdict->setText(tr("%1 belongs to “%2”. Assigning takes it away there.")
                               .arg(keys.toString(QKeySequence::NativeText), withoutMnemonic(owner->text())));
    else
        m_verdict->setText(keys.isEmpty() ? tr("Press the new keys in the field.") : tr("These keys are free."));
}

void ShortcutEditor::assign()
{
    const QKeySequence keys = m_keys->keySequence();
    while (const QAction* owner = m_actions.usedBy(keys, selected())) {
        QList<QKeySequence> left;
        for (const QKeySequence& other : owner->shortcuts())
            if (other.matches(keys) == QKeySequence::NoMatch && keys.matches(other) == QKeySequence::NoMatch)
                left += other;
        setKeys(owner->objectName(), left);
    }
    setKeys(selected(), {keys});
    m_keys->clear();
}

void ShortcutEditor::setKeys(const QString& id, const QList<QKeySequence>& keys)
{
    if (id.isEmpty())
        return;
    m_actions.setShortcuts(id, keys);
    for (QTreeWidgetItemIterator it(m_tree); *it; ++it)
        if ((*it)->data(Name, kIdRole).toString() == id)
            (*it)->setText(Keys, asText(keys));
    QSettings settings;
    m_actions.saveShortcuts(settings);
    judge();
}

void ShortcutEditor::resetAll()
{
    for (const QAction* action : m_actions.all())
        setKeys(action->objectName(), m_actions.defaultShortcuts(action->objectName()));
}

} // namespace effigy::ui
