// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "style/toning.h"

#include <QWidget>

#include <array>

class QButtonGroup;
class QLabel;
class QPushButton;

namespace effigy::ui {

class CurveField;

/// Tone curves, of all channels and of each, and the colour table that follows them.
class GradePanel : public QWidget {
    Q_OBJECT
public:
    explicit GradePanel(QWidget* parent = nullptr);

    /// No signal.
    void setToning(const style::Toning& toning);
    [[nodiscard]] style::ToneCurves::Channel channel() const;

Q_SIGNALS:
    void gestureStarted();
    void curvesEdited(const effigy::style::ToneCurves& curves);
    void gestureFinished();
    void lutAsked();
    void lutRemoved();
    /// Everything that changes colours shall become a .cube file.
    void cubeAsked();

private:
    void showCurve();
    void sayTexts();

    style::Toning m_toning;
    QButtonGroup* m_channels;
    CurveField* m_field;
    QLabel* m_lut;
    QPushButton* m_load;
    QPushButton* m_remove;
    QPushButton* m_write;
};

} // namespace effigy::ui
