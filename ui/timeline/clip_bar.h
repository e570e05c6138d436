// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>

class QBoxLayout;
class QComboBox;
class QDoubleSpinBox;
class QLineEdit;
class QToolButton;

namespace effigy::avatar {
struct ClipPlace;
}

namespace effigy::ui {

class TimelineScene;

/// Name and numbers of the chosen clip, in two rows. Without one it is hidden.
class ClipBar : public QWidget {
    Q_OBJECT
public:
    explicit ClipBar(TimelineScene* scene, QWidget* parent = nullptr);
    /// The name, ready to be typed over.
    void editName();

private:
    QDoubleSpinBox* addNumber(QBoxLayout* row, const char* name, double least, double most, double step, void (*assign)(avatar::ClipPlace&, double));
    void show();
    void sayTexts();
    void change(const std::function<void(avatar::ClipPlace&)>& assign);
    void rename();

    TimelineScene* m_scene;
    QLineEdit* m_name;
    QDoubleSpinBox* m_start = nullptr;
    QDoubleSpinBox* m_from = nullptr;
    QDoubleSpinBox* m_to = nullptr;
    QDoubleSpinBox* m_speed = nullptr;
    QDoubleSpinBox* m_repeats = nullptr;
    QDoubleSpinBox* m_weight = nullptr;
    QDoubleSpinBox* m_fadeIn = nullptr;
    QDoubleSpinBox* m_fadeOut = nullptr;
    QComboBox* m_blend;
    QToolButton* m_mute;
};

} // namespace effigy::ui
