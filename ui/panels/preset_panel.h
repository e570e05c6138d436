// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QWidget>

#include <vector>

class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QMenu;

namespace effigy::ui {

class PoseTile;
class ValueSlider;

enum class PoseKind { Expression, Viseme, Own };

/// A preset as the panel shows it.
struct PresetEntry {
    QString id;    // "smile"
    QString label; // for people
    QStringList tags = {};
    PoseKind kind = PoseKind::Expression;
};

/// The pose library: expressions, mouth shapes of speech and a person's own poses, each with a picture of the avatar, found by name
/// and tag. A click applies one as strongly as the slider says, a drag to the right blends it in.
class PresetPanel : public QWidget {
    Q_OBJECT
public:
    explicit PresetPanel(const std::vector<PresetEntry>& presets, QWidget* parent = nullptr);

    void setPresets(const std::vector<PresetEntry>& presets);
    /// A picture of the avatar with that preset; a null image brings the drawn icon back.
    void setThumbnail(const QString& id, const QImage& image);
    [[nodiscard]] QSize thumbnailPixels() const;
    [[nodiscard]] int visibleCount() const;
    void showKind(PoseKind kind);
    /// What the context menu of a tile offers.
    void fillMenu(QMenu& menu, const PresetEntry& preset);

Q_SIGNALS:
    void presetChosen(const QString& id, double amount);
    void blendStarted();
    void blended(const QString& id, double amount);
    void blendFinished();
    /// Keys for the pose at the playhead.
    void keyAsked(const QString& id);
    /// The present expression, under that name; words behind "#" are tags.
    void saveAsked(const QString& label, const QStringList& tags);
    void removeAsked(const QString& id);
    void shareAsked(const QString& id);
    void importAsked();

private:
    [[nodiscard]] PoseTile* makeTile(const PresetEntry& preset);
    [[nodiscard]] QWidget* buildTop();
    [[nodiscard]] QWidget* buildBottom();
    void filter();
    void save();
    void sayTexts();

    ValueSlider* m_amount;
    QComboBox* m_kind;
    QLineEdit* m_search;
    QLineEdit* m_name;
    QPushButton* m_save = nullptr;
    QPushButton* m_import = nullptr;
    QLabel* m_nothing;
    QGridLayout* m_grid;
    std::vector<PresetEntry> m_presets;
    std::vector<PoseTile*> m_tiles; // one a preset
};

} // namespace effigy::ui
