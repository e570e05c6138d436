// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/top_bar.h"

#include "ui/language/say.h"
#include "ui/theme/icons.h"

#include <QHBoxLayout>
#include <QMenuBar>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTabBar>

namespace effigy::ui {

TopBar::TopBar(QWidget* parent)
    : QWidget(parent), m_menus(new QMenuBar(this)), m_tabs(new QTabBar(this)), m_search(new QPushButton(this))
{
    setObjectName(QStringLiteral("topBar"));
    setAttribute(Qt::WA_StyledBackground);
    m_menus->setObjectName(QStringLiteral("menus"));
    m_menus->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Preferred);
    m_tabs->setObjectName(QStringLiteral("workspaceTabs"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(false);
    m_tabs->setElideMode(Qt::ElideNone);
    m_tabs->setFocusPolicy(Qt::TabFocus);
    m_search->setObjectName(QStringLiteral("commandSearch"));
    m_search->setFocusPolicy(Qt::TabFocus);
    m_search->setIcon(icon(QStringLiteral("search")));
    say(this, [this] {
        m_tabs->setAccessibleName(tr("Workspaces"));
        m_search->setAccessibleName(tr("Search every command"));
        setSearchShortcut(m_searchKeys);
    });

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(2, 0, 8, 0);
    row->setSpacing(18);
    row->addWidget(m_menus, 0, Qt::AlignVCenter);
    row->addWidget(m_tabs, 0, Qt::AlignBottom);
    row->addStretch(1);
    row->addWidget(m_search, 0, Qt::AlignVCenter);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        if (index >= 0)
            Q_EMIT workspaceChosen(m_tabs->tabData(index).toString());
    });
    connect(m_search, &QPushButton::clicked, this, &TopBar::searchAsked);
}

void TopBar::setWorkspaces(const std::vector<Workspace>& workspaces)
{
    const QSignalBlocker silent(m_tabs);
    while (m_tabs->count() > 0)
        m_tabs->removeTab(0);
    for (const Workspace& workspace : workspaces) {
        const int index = m_tabs->addTab(workspace.title);
        m_tabs->setTabData(index, workspace.id);
        m_tabs->setTabToolTip(index, workspace.purpose);
    }
}

void TopBar::setCurrent(const QString& workspace)
{
    const QSignalBlocker silent(m_tabs);
    for (int i = 0; i < m_tabs->count(); ++i)
        if (m_tabs->tabData(i).toString() == workspace)
            m_tabs->setCurrentIndex(i);
}

void TopBar::setWorkspacesEnabled(bool isEnabled) { m_tabs->setVisible(isEnabled); }

void TopBar::setSearchShortcut(const QString& keys)
{
    m_searchKeys = keys;
    m_search->setText(keys.isEmpty() ? tr("Search commands") : tr("Search commands   %1").arg(keys));
}

} // namespace effigy::ui
