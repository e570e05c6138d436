// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/motion_clip.h"
#include "avatar/regions.h"
#include "head/controls.h"
#include "ui/language/core_texts.h"
#include "ui/panels/key_mark.h"

#include <QWidget>

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QToolButton;
class QVBoxLayout;

namespace effigy::ui {

class ControlGroup;
class ValueSlider;
struct SliderSpec;

/// Controls as sliders, in groups, with a search field and filters for what was changed and for favourites. Above
/// them lies how much each region of the face moves. Both sides of the face move together where a pair is linked, or everywhere
/// with symmetry on.
class ControlPanel : public QWidget {
    Q_OBJECT
public:
    using Changes = std::vector<std::pair<std::string, double>>;

    /// Controls of a face have regions, two sides and random poses.
    enum class Kind { Face, Look };

    explicit ControlPanel(std::span<const head::Control> controls, QWidget* parent = nullptr);
    ControlPanel(std::span<const head::Control> controls, Kind kind, QWidget* parent = nullptr);

    /// Shows the document's values; no signal.
    void setValues(const head::ControlValues& values);
    /// Where resets lead: the photo's values.
    void setResetValues(const head::ControlValues& values);

    /// How the timeline stands to each control.
    void setKeyMarks(const std::function<KeyMark(const QString& id)>& markOf);
    /// What clips of motion make of the controls; those without are not moved by any.
    void setClipMoves(const avatar::ClipMoves& moves);
    void setRegionWeights(const avatar::RegionWeights& weights);
    /// Controls whose rows are favourites, for the settings.
    [[nodiscard]] QStringList favourites() const;
    void setFavourites(const QStringList& ids);
    [[nodiscard]] bool isSymmetric() const;
    /// Random values for what is shown and not locked, part of the way.
    void randomise(double amount);

    void focusSearch();
    /// Makes the slider of that control visible and focuses it.
    void select(const QString& id);
    [[nodiscard]] ValueSlider* slider(const QString& id) const;
    [[nodiscard]] int visibleCount() const;
    [[nodiscard]] QStringList openGroups() const;
    void setOpenGroups(const QStringList& titles);

Q_SIGNALS:
    void gestureStarted();
    /// One control, or a linked pair.
    void edited(const effigy::ui::ControlPanel::Changes& changes, const QString& name);
    void gestureFinished();
    void resetAsked(const QStringList& ids);
    void keyToggled(const QString& id);
    void keyJumpAsked(const QString& id, int direction);
    /// The controls that are left out for comparison.
    void bypassChanged(const QStringList& ids);
    void regionEdited(effigy::avatar::Region region, double weight);

private:
    void addRegions(QVBoxLayout* rows);
    void addTools(QHBoxLayout* bar);
    void resetRegions(const QStringList& ids);
    void passBypassOn();
    void addControl(const head::Control& control);
    void link(const QString& id, bool isLinked);
    void passOn(const QString& id, double value);
    void filter();
    [[nodiscard]] bool isFiltering() const;
    void sayTexts();

    QLineEdit* m_search;
    QToolButton* m_onlyChanged;
    QToolButton* m_onlyFavourites;
    QToolButton* m_symmetry;
    QToolButton* m_random;
    ControlGroup* m_regionGroup = nullptr;
    bool m_hasRegions = true;
    std::map<QString, ValueSlider*> m_regions; // by region id
    head::ControlValues m_values;
    std::uint64_t m_seed = 1;                  // of the next random pose
    QLabel* m_nothing;
    std::vector<ControlGroup*> m_groups;
    std::map<QString, ControlGroup*> m_groupOf; // by group name of the controls
    std::map<QString, ValueSlider*> m_sliders;  // by control id
    std::map<QString, QString> m_mirrors;       // by control id; only true pairs
};

/// What a slider needs to know about a control.
[[nodiscard]] SliderSpec controlSpec(const head::Control& control);

} // namespace effigy::ui
