// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/manual/help_key.h"

#include <QApplication>
#include <QKeyEvent>
#include <QWidget>

namespace effigy::ui {

HelpKey::HelpKey(QWidget* window) : QObject(window), m_window(window) { qApp->installEventFilter(this); }

bool HelpKey::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress || !watched->isWidgetType() || !static_cast<QKeyEvent*>(event)->matches(QKeySequence::HelpContents))
        return false;
    QWidget* dialog = static_cast<QWidget*>(watched)->window();
    if (!dialog->isModal() || dialog->parentWidget() != m_window)
        return false;
    Q_EMIT asked(dialog);
    return true;
}

} // namespace effigy::ui
