// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio_screenshot.h"

#include "ui/style/look_pilot.h"
#include "ui/window/action_table.h"
#include "ui/window/studio_window.h"
#include "ui/window/workspace_docks.h"

#include <QCoreApplication>
#include <QPixmap>

#include <algorithm>
#include <cstdio>

namespace effigy::app {
namespace {

constexpr int kFailed = 1, kWrongUsage = 2;

void leave(int code, const QString& sentence)
{
    std::fprintf(stderr, "effigy-studio: %s\n", qPrintable(sentence));
    // Queued: perhaps the event loop, which is what ends, has not begun.
    QMetaObject::invokeMethod(QCoreApplication::instance(), [code] { QCoreApplication::exit(code); }, Qt::QueuedConnection);
}

/// Waits until the window shows all that was asked for, and then takes its picture, once.
class Photographer : public QObject {
public:
    Photographer(ui::StudioWindow& window, const StudioOptions& options) : QObject(&window), m_window(window), m_options(options)
    {
        QObject::connect(&window, &ui::StudioWindow::rested, this, [this] { lookAgain(); });
        QObject::connect(&window.jobs(), &ui::JobQueue::jobChanged, this, [this] { lookAgain(); });
        QObject::connect(&window, &ui::StudioWindow::failed, this, [](const ui::Failure& failure) {
            leave(kFailed, failure.message + QLatin1Char(' ') + failure.hint);
        });
    }

    /// The project stands, and its actions have been triggered.
    void setPrepared()
    {
        m_isPrepared = true;
        lookAgain();
    }

private:
    /// After the events that are waiting: layouts and repaints are among them.
    void lookAgain()
    {
        QMetaObject::invokeMethod(this, [this] { takeIfReady(); }, Qt::QueuedConnection);
    }

    [[nodiscard]] bool isJobFarEnough() const
    {
        if (m_options.jobStage.isEmpty())
            return true;
        const ui::Job* job = m_window.jobs().running();
        return job && job->progress().stage == m_options.jobStage && job->progress().done >= m_options.jobPart * job->progress().of;
    }

    void takeIfReady()
    {
        if (m_isTaken || !m_isPrepared || !m_window.isAtRest() || !isJobFarEnough())
            return;
        m_isTaken = true;
        if (m_window.grab().save(m_options.screenshot))
            QCoreApplication::exit(0);
        else
            leave(kFailed, QStringLiteral("%1 cannot be written").arg(m_options.screenshot));
    }

    ui::StudioWindow& m_window;
    StudioOptions m_options;
    bool m_isPrepared = false;
    bool m_isTaken = false;
};

/// False after telling what there is not.
bool arrange(ui::StudioWindow& window, const StudioOptions& options)
{
    if (options.workspace.isEmpty())
        return true;
    QStringList names;
    for (const ui::Workspace& workspace : window.workspaces().available())
        names += workspace.id;
    if (!names.contains(options.workspace)) {
        leave(kWrongUsage, QStringLiteral("there is no workspace \"%1\"; known: %2").arg(options.workspace, names.join(QStringLiteral(", "))));
        return false;
    }
    window.workspaces().enter(options.workspace);
    return true;
}

bool act(ui::StudioWindow& window, const StudioOptions& options)
{
    for (const QString& id : options.actions) {
        QAction* action = window.actions().find(id);
        if (!action || !action->isEnabled()) {
            leave(kWrongUsage, action ? QStringLiteral("%1 is not possible now").arg(id) : QStringLiteral("there is no action \"%1\"").arg(id));
            return false;
        }
        action->trigger();
    }
    if (!options.preset.isEmpty()) {
        const auto presets = avatar::builtInPresets();
        const auto found = std::find_if(presets.begin(), presets.end(), [&](const auto& p) { return p.id == options.preset.toStdString(); });
        if (found == presets.end()) {
            leave(kWrongUsage, QStringLiteral("there is no expression \"%1\"").arg(options.preset));
            return false;
        }
        window.session().applyPreset(*found, 1.0);
    }
    if (!options.look.isEmpty()) {
        const auto& looks = window.looks().looks();
        if (std::none_of(looks.begin(), looks.end(), [&](const auto& l) { return l.id == options.look.toStdString(); })) {
            leave(kWrongUsage, QStringLiteral("there is no look \"%1\"").arg(options.look));
            return false;
        }
        window.looks().apply(options.look);
    }
    for (const QString& control : options.select) {
        if (!head::findControl(control.toStdString())) {
            leave(kWrongUsage, QStringLiteral("there is no control \"%1\"").arg(control));
            return false;
        }
        window.selectControl(control);
    }
    return true;
}

} // namespace

void playOptions(ui::StudioWindow& window, const StudioOptions& options)
{
    auto* photographer = options.screenshot.isEmpty() ? nullptr : new Photographer(window, options);
    const auto begin = [&window, options, photographer] {
        if (act(window, options) && photographer)
            photographer->setPrepared();
    };
    if (!arrange(window, options))
        return;
    if (options.path.isEmpty())
        QMetaObject::invokeMethod(&window, begin, Qt::QueuedConnection);
    else // once the window has shown the avatar
        QObject::connect(&window.session(), &ui::Session::opened, &window, begin,
                         Qt::ConnectionType(Qt::QueuedConnection | Qt::SingleShotConnection));
    if (!options.path.isEmpty())
        window.openPath(options.path);
}

} // namespace effigy::app
