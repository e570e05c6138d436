// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/controls.h"

#include <QWidget>

#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

class QLineEdit;
class QToolButton;
class QLabel;

namespace effigy::ui {

class ControlGroup;
class ValueSlider;

/// All controls of the head as sliders, in groups, with a search field and a filter for what was changed.
class ControlPanel : public QWidget {
    Q_OBJECT
public:
    using Changes = std::vector<std::pair<std::string, double>>;

    explicit ControlPanel(std::span<const head::Control> controls, QWidget* parent = nullptr);

    /// Shows the document's values; no signal.
    void setValues(const head::ControlValues& values);
    /// Where resets lead: the photo's values.
    void setResetValues(const head::ControlValues& values);

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

private:
    void addControl(const head::Control& control);
    void link(const QString& id, bool isLinked);
    void passOn(const QString& id, double value);
    void filter();
    [[nodiscard]] bool isFiltering() const;

    QLineEdit* m_search;
    QToolButton* m_onlyChanged;
    QLabel* m_nothing;
    std::vector<ControlGroup*> m_groups;
    std::map<QString, ControlGroup*> m_groupOf; // by group name of the controls
    std::map<QString, ValueSlider*> m_sliders;  // by control id
    std::map<QString, QString> m_mirrors;       // by control id; only true pairs
};

/// The translated label of a control, group or preset, all of which the core names in English.
[[nodiscard]] QString controlText(std::string_view english);

} // namespace effigy::ui
