// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/jobs/export_options.h"

#include <QWidget>

#include <vector>

class QPushButton;
class QStackedWidget;

namespace effigy::ui {

class ExportForm;

/// Everything that can be taken away, ready to start: the dock of the Render workspace.
class ExportPanel : public QWidget {
    Q_OBJECT
public:
    explicit ExportPanel(QWidget* parent = nullptr);

    /// Where files go unless the person says otherwise, without an ending.
    void suggestPath(const QString& path);
    void setKind(ExportKind kind);
    [[nodiscard]] ExportKind kind() const;

Q_SIGNALS:
    void exportAsked(const effigy::ui::ExportOptions& options);

private:
    void showKind();

    std::vector<QPushButton*> m_kinds;
    std::vector<ExportForm*> m_forms;
    QStackedWidget* m_pages;
    QPushButton* m_export;
};

} // namespace effigy::ui
