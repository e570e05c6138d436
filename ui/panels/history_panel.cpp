// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/history_panel.h"

#include "ui/language/say.h"
#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

#include <QListWidget>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace effigy::ui {

HistoryPanel::HistoryPanel(QWidget* parent) : QWidget(parent), m_list(new QListWidget(this))
{
    setObjectName(QStringLiteral("historyPanel"));
    m_list->setObjectName(QStringLiteral("historyList"));
    say(m_list, [this] { m_list->setAccessibleName(tr("History of edits")); });
    m_list->setUniformItemSizes(true);
    m_list->setIconSize({16, 16});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 2, 6, 6);
    layout->addWidget(m_list);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0)
            Q_EMIT jumpAsked(row);
    });
}

void HistoryPanel::setSteps(const QStringList& names, int position)
{
    const QSignalBlocker silent(m_list);
    while (m_list->count() > names.size() + 1)
        delete m_list->takeItem(m_list->count() - 1);
    while (m_list->count() < names.size() + 1)
        m_list->addItem(QString());
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem* item = m_list->item(row);
        item->setText(row == 0 ? tr("As in the photo") : names[row - 1]);
        item->setToolTip(item->text()); // a long name is cut
        item->setIcon(icon(row == 0 ? QStringLiteral("photo") : row == position ? QStringLiteral("chevron-right") : QStringLiteral("blank")));
        item->setForeground(row <= position ? tokens().text : tokens().disabledText);
        QFont font = m_list->font();
        font.setItalic(row > position); // undone: never by colour alone
        item->setFont(font);
    }
    m_list->setCurrentRow(position);
    m_list->scrollToItem(m_list->item(position));
}

} // namespace effigy::ui
