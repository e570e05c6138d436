// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/jobs/export_options.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QSpinBox;

namespace effigy::ui {

/// The fields of one kind of export: format, camera, size, background, frame rate, file. Formats follow the file name's ending.
class ExportForm : public QWidget {
    Q_OBJECT
public:
    explicit ExportForm(ExportKind kind, QWidget* parent = nullptr);

    /// Without its ending. A path that the person has typed stays.
    void suggestPath(const QString& path);
    [[nodiscard]] ExportOptions options() const;
    [[nodiscard]] bool isComplete() const;

    /// "Export image", "Export video", "Export mesh".
    [[nodiscard]] static QString title(ExportKind kind);

Q_SIGNALS:
    void completeChanged(bool isComplete);

private:
    void chooseFile();
    void applyFormat();
    void allowSound();
    void nameBackdrops();
    [[nodiscard]] bool canBeTransparent() const;

    ExportKind m_kind;
    QComboBox* m_format;
    QLineEdit* m_path;
    QSpinBox* m_size = nullptr;
    QSpinBox* m_rate = nullptr;
    QComboBox* m_film = nullptr;  // what a video shows
    QCheckBox* m_sound = nullptr;
    QComboBox* m_camera = nullptr;
    QComboBox* m_backdrop = nullptr; // of pictures and videos
    QString m_suggested; // path as last suggested, with its ending
};

} // namespace effigy::ui
