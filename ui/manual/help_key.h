// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QWidget;

namespace effigy::ui {

/// F1 in the dialogs of a window, whose own actions rest while a dialog is open.
class HelpKey : public QObject {
    Q_OBJECT
public:
    explicit HelpKey(QWidget* window);

Q_SIGNALS:
    void asked(QWidget* dialog);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* m_window;
};

} // namespace effigy::ui
