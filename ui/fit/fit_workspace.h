// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/fit/fit_pilot.h"

namespace effigy::ui {

/// The parts of the Fit workspace, made and connected: the canvas for the window's middle, the panel for a dock.
class FitWorkspace : public QObject {
    Q_OBJECT
public:
    /// The widgets get `parent` as theirs until somebody takes them in.
    explicit FitWorkspace(QWidget* parent);

    [[nodiscard]] FitCanvas* canvas() const { return m_canvas; }
    [[nodiscard]] FitPanel* panel() const { return m_panel; }
    [[nodiscard]] FitPilot* pilot() const { return m_pilot; }
    [[nodiscard]] FitDesk* desk() const { return m_desk; }
    [[nodiscard]] bool isShown() const { return m_isShown; }
    void setShown(bool isShown);

Q_SIGNALS:
    /// Undo and redo of the workspace changed.
    void historyChanged();

private:
    FitDesk* m_desk;
    FitCanvas* m_canvas;
    FitPanel* m_panel;
    FitPilot* m_pilot;
    bool m_isShown = false;
};

} // namespace effigy::ui
