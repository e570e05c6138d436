// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scrolled.h"

#include <QScrollArea>

namespace effigy::ui {

QScrollArea* scrolled(QWidget* inside, QWidget* parent, Sideways sideways)
{
    auto* area = new QScrollArea(parent);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(sideways == Sideways::Never ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    area->setWidget(inside);
    return area;
}

} // namespace effigy::ui
