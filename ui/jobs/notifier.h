// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace effigy::ui {

/// Tells the person something while another program has their attention.
class Notifier {
public:
    virtual ~Notifier() = default;
    virtual void notify(const QString& title, const QString& text) = 0;
};

/// By the desktop's own notifications; says nothing where there are none.
class DesktopNotifier : public Notifier {
public:
    void notify(const QString& title, const QString& text) override;
};

} // namespace effigy::ui
