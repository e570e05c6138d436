// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/jobs/track_options.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QPushButton;

namespace effigy::ui {

/// Asks which part of a video to follow, and what of it to take.
class VideoMotionDialog : public QDialog {
    Q_OBJECT
public:
    /// `video`: a file, or a folder of pictures.
    explicit VideoMotionDialog(const QString& video, QWidget* parent = nullptr);

    [[nodiscard]] TrackOptions options() const;

private:
    void showWhetherComplete();

    QString m_video;
    QDoubleSpinBox* m_from;
    QDoubleSpinBox* m_to;
    QCheckBox* m_face;
    QCheckBox* m_gaze;
    QCheckBox* m_head;
    QComboBox* m_smoothing;
    QCheckBox* m_samePerson;
    QPushButton* m_accept;
};

} // namespace effigy::ui
