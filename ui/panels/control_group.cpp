// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/control_group.h"

#include "ui/panels/value_slider.h"
#include "ui/theme/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace effigy::ui {

ControlGroup::ControlGroup(const QString& title, QWidget* parent)
    : QWidget(parent),
      m_heading(new QToolButton(this)),
      m_count(new QLabel(this)),
      m_reset(new QPushButton(this)),
      m_body(new QWidget(this)),
      m_rows(new QVBoxLayout(m_body))
{
    m_heading->setObjectName(QStringLiteral("groupHeading"));
    m_heading->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_heading->setIconSize({12, 12});
    m_heading->setStyleSheet(QStringLiteral("QToolButton { font-weight: 600; text-align: left; padding: 3px 6px; }"));
    m_heading->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(m_heading, &QToolButton::clicked, this, [this] {
        setOpen(!m_isOpen);
        Q_EMIT opened(m_isOpen);
    });

    m_count->setProperty("role", "dim");
    m_reset->setObjectName(QStringLiteral("groupReset"));
    setTitle(title);
    m_reset->setIcon(icon(QStringLiteral("reset")));
    m_reset->setIconSize({13, 13});
    m_reset->setFixedSize(24, 22);
    m_reset->setProperty("quiet", true);
    m_reset->setStyleSheet(QStringLiteral("padding: 0;"));
    connect(m_reset, &QPushButton::clicked, this, [this] {
        QStringList ids;
        for (const ValueSlider* slider : m_sliders)
            ids += slider->spec().id;
        Q_EMIT resetAsked(ids);
    });

    auto* top = new QHBoxLayout;
    top->setSpacing(4);
    top->addWidget(m_heading, 1);
    top->addWidget(m_count);
    top->addWidget(m_reset);
    m_rows->setContentsMargins(0, 0, 0, 4);
    m_rows->setSpacing(2);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 2);
    layout->setSpacing(2);
    layout->addLayout(top);
    layout->addWidget(m_body);
    setOpen(true);
    showChangedCount();
}

void ControlGroup::setTitle(const QString& title)
{
    m_heading->setAccessibleName(title);
    m_heading->setText(title);
    m_reset->setAccessibleName(tr("Reset %1").arg(title));
    m_reset->setToolTip(m_reset->accessibleName());
}

void ControlGroup::addSlider(ValueSlider* slider)
{
    m_rows->addWidget(slider);
    m_sliders.push_back(slider);
}

void ControlGroup::setOpen(bool isOpen)
{
    m_isOpen = isOpen;
    showBody(isOpen);
}

void ControlGroup::showBody(bool isShown)
{
    m_body->setVisible(isShown);
    m_heading->setIcon(icon(isShown ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right")));
}

bool ControlGroup::showRow(ValueSlider* slider, bool isShown)
{
    slider->setVisible(isShown);
    return isShown;
}

void ControlGroup::showChangedCount()
{
    const auto changed = std::count_if(m_sliders.begin(), m_sliders.end(), [](const ValueSlider* s) { return s->isModified(); });
    m_count->setText(changed > 0 ? tr("%n changed", nullptr, int(changed)) : QString());
    m_reset->setEnabled(changed > 0);
    m_reset->setVisible(changed > 0);
}

} // namespace effigy::ui
