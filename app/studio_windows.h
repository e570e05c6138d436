// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/studio_services.h"

#include <QObject>

namespace effigy::ui {
class StudioWindow;
}

namespace effigy::app {

/// The studio's windows, one for each project. Each has services of its own; a window that is closed is gone.
class StudioWindows : public QObject {
    Q_OBJECT
public:
    /// Journal: whether windows note what they are in the middle of, and offer what others have left.
    enum class Journal { Kept, None };
    /// `system` and `speech` must outlive it.
    StudioWindows(Journal journal, ui::SystemTheme* system, ui::Speech* speech, QObject* parent = nullptr);

    /// A new window, shown by the caller.
    ui::StudioWindow* make();
    /// A new window with that project or photo, or the start page; the window that has the project already comes to the front.
    void open(const QString& path);

private:
    Journal m_journal;
    ui::SystemTheme* m_system;
    ui::Speech* m_speech;
    ui::DesktopNotifier m_notifier;
    [[nodiscard]] ui::StudioServices services(ui::Prompts& prompts);
};

} // namespace effigy::app
