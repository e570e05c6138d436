// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/export_panel.h"

#include "ui/language/say.h"
#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"
#include "ui/window/export_form.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace effigy::ui {

ExportPanel::ExportPanel(QWidget* parent)
    : QWidget(parent), m_pages(new QStackedWidget(this)), m_export(new QPushButton(this))
{
    setObjectName(QStringLiteral("exportPanel"));
    struct Kind {
        ExportKind kind;
        const char* name;
        const char* iconName;
        const char* text;
    };
    auto* group = new QButtonGroup(this);
    auto* kinds = new QHBoxLayout;
    kinds->setSpacing(2);
    for (const Kind& kind : {Kind{ExportKind::Image, "exportKindImage", "image", QT_TR_NOOP("Image")},
                             Kind{ExportKind::Video, "exportKindVideo", "video", QT_TR_NOOP("Video")},
                             Kind{ExportKind::Mesh, "exportKindMesh", "mesh", QT_TR_NOOP("Mesh")}}) {
        auto* button = new QPushButton(icon(QLatin1String(kind.iconName)), QString(), this);
        button->setObjectName(QLatin1String(kind.name));
        say(button, [button, kind] {
            button->setText(tr(kind.text));
            button->setAccessibleName(ExportForm::title(kind.kind));
        });
        button->setCheckable(true);
        button->setChecked(kind.kind == ExportKind::Image);
        group->addButton(button);
        kinds->addWidget(button, 1);
        m_kinds.push_back(button);
        m_forms.push_back(new ExportForm(kind.kind, this));
        m_pages->addWidget(m_forms.back());
        connect(button, &QPushButton::toggled, this, &ExportPanel::showKind);
        connect(m_forms.back(), &ExportForm::completeChanged, this, &ExportPanel::showKind);
    }
    m_export->setObjectName(QStringLiteral("exportStart"));
    m_export->setProperty("primary", true);
    connect(m_export, &QPushButton::clicked, this, [this] { Q_EMIT exportAsked(m_forms[std::size_t(kind())]->options()); });

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(tokens().margin, 6, tokens().margin, tokens().margin);
    column->setSpacing(12);
    column->addLayout(kinds);
    column->addWidget(m_pages);
    column->addWidget(m_export);
    column->addStretch(1);
    m_pages->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    say(this, [this] { showKind(); });
}

ExportKind ExportPanel::kind() const
{
    for (std::size_t i = 0; i < m_kinds.size(); ++i)
        if (m_kinds[i]->isChecked())
            return ExportKind(i);
    return ExportKind::Image;
}

void ExportPanel::setKind(ExportKind kind) { m_kinds[std::size_t(kind)]->setChecked(true); }

void ExportPanel::suggestPath(const QString& path)
{
    for (ExportForm* form : m_forms)
        form->suggestPath(path);
}

void ExportPanel::showKind()
{
    ExportForm* form = m_forms[std::size_t(kind())];
    m_pages->setCurrentWidget(form);
    m_export->setText(ExportForm::title(kind()));
    m_export->setAccessibleName(m_export->text());
    m_export->setEnabled(form->isComplete());
}

} // namespace effigy::ui
