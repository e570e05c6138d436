// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fit/fit_workspace.h"

#include "ui/fit/fit_canvas.h"
#include "ui/fit/fit_panel.h"

namespace effigy::ui {

FitWorkspace::FitWorkspace(QWidget* parent)
    : QObject(parent), m_desk(new FitDesk(this)), m_canvas(new FitCanvas(parent)), m_panel(new FitPanel(parent)),
      m_pilot(new FitPilot(m_desk, m_canvas, m_panel, this))
{
    connect(m_desk, &FitDesk::wishChanged, this, &FitWorkspace::historyChanged);
    connect(m_desk, &FitDesk::closed, this, &FitWorkspace::historyChanged);
}

void FitWorkspace::setShown(bool isShown)
{
    m_isShown = isShown;
    m_pilot->setShown(isShown);
    Q_EMIT historyChanged();
}

} // namespace effigy::ui
