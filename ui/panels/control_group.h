// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

class QLabel;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace effigy::ui {

class ValueSlider;

/// A collapsible heading with sliders below it. Says how many of them are changed and resets them together.
class ControlGroup : public QWidget {
    Q_OBJECT
public:
    explicit ControlGroup(const QString& title, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    void addSlider(ValueSlider* slider);
    [[nodiscard]] const std::vector<ValueSlider*>& sliders() const { return m_sliders; }
    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    void setOpen(bool isOpen);

    /// Shows the sliders that `isWanted` holds for, and the group if there is one. A filter opens the group for the time.
    template<typename Predicate>
    void filter(Predicate isWanted, bool isFiltering)
    {
        bool hasAny = false;
        for (ValueSlider* slider : m_sliders)
            hasAny = showRow(slider, isWanted(*slider)) || hasAny;
        setVisible(hasAny);
        showBody(isFiltering || m_isOpen);
    }
    /// Call after values changed.
    void showChangedCount();

Q_SIGNALS:
    void resetAsked(const QStringList& ids);
    void opened(bool isOpen);

private:
    bool showRow(ValueSlider* slider, bool isShown);
    void showBody(bool isShown);

    QToolButton* m_heading;
    QLabel* m_count;
    QPushButton* m_reset;
    QWidget* m_body;
    QVBoxLayout* m_rows;
    std::vector<ValueSlider*> m_sliders;
    bool m_isOpen = true;
};

} // namespace effigy::ui
