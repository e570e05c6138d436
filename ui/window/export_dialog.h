// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QSpinBox;
class QPushButton;

namespace effigy::ui {

enum class ExportKind { Image, Video, Mesh };

/// What a person asked to take away.
struct ExportOptions {
    ExportKind kind = ExportKind::Image;
    QString path;
    int size = 1024;               // pixels a side, images and videos
    int framesPerSecond = 30;      // videos
    bool matchesPhoto = false;     // images: through the photo's camera instead of the viewport's
};

/// Asks how and where to export. Formats follow the file name's ending.
class ExportDialog : public QDialog {
    Q_OBJECT
public:
    /// `suggestedPath` without its ending.
    ExportDialog(ExportKind kind, const QString& suggestedPath, QWidget* parent = nullptr);

    [[nodiscard]] ExportOptions options() const;

private:
    void chooseFile();
    void applyFormat();

    ExportKind m_kind;
    QComboBox* m_format;
    QLineEdit* m_path;
    QSpinBox* m_size = nullptr;
    QSpinBox* m_rate = nullptr;
    QComboBox* m_camera = nullptr;
    QPushButton* m_export;
};

} // namespace effigy::ui
