// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/jobs/export_options.h"

#include <QDialog>

namespace effigy::ui {

class ExportForm;

/// Asks how and where to export.
class ExportDialog : public QDialog {
    Q_OBJECT
public:
    /// `suggestedPath` without its ending.
    ExportDialog(ExportKind kind, const QString& suggestedPath, QWidget* parent = nullptr);

    [[nodiscard]] ExportOptions options() const;

private:
    ExportForm* m_form;
};

} // namespace effigy::ui
