// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/export_dialog.h"

#include "ui/window/export_form.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace effigy::ui {

ExportDialog::ExportDialog(ExportKind kind, const QString& suggestedPath, QWidget* parent)
    : QDialog(parent), m_form(new ExportForm(kind, this))
{
    setWindowTitle(ExportForm::title(kind));
    setMinimumWidth(480);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton* accepting = buttons->addButton(tr("Export"), QDialogButtonBox::AcceptRole);
    accepting->setObjectName(QStringLiteral("exportAccept"));
    accepting->setAccessibleName(accepting->text());
    accepting->setDefault(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 18, 18, 14);
    layout->setSpacing(18);
    layout->addWidget(m_form);
    layout->addWidget(buttons);

    connect(m_form, &ExportForm::completeChanged, accepting, &QPushButton::setEnabled);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_form->suggestPath(suggestedPath);
}

ExportOptions ExportDialog::options() const { return m_form->options(); }

} // namespace effigy::ui
