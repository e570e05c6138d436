// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QWidget>

#include <vector>

class QToolButton;

namespace effigy::ui {

class ValueSlider;

/// A preset as the panel shows it.
struct PresetEntry {
    QString id;    // "smile"
    QString label; // for people
};

/// Expressions to click on, each with a picture, and how strongly a click applies them.
class PresetPanel : public QWidget {
    Q_OBJECT
public:
    explicit PresetPanel(const std::vector<PresetEntry>& presets, QWidget* parent = nullptr);

    /// A picture of the avatar with that preset; a null image brings the drawn icon back.
    void setThumbnail(const QString& id, const QImage& image);
    [[nodiscard]] QSize thumbnailPixels() const;

Q_SIGNALS:
    void presetChosen(const QString& id, double amount);

private:
    [[nodiscard]] QToolButton* makeButton(const PresetEntry& preset);

    ValueSlider* m_amount;
    std::vector<QToolButton*> m_buttons;
};

} // namespace effigy::ui
