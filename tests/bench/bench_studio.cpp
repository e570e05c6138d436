// SPDX-License-Identifier: GPL-3.0-or-later
// From the hand to the picture: opens the studio's window on a project, orbits and drags a slider with mouse events at 125 a
// second, and prints how many pictures a second the viewport painted, how old the newest hand was in them, how long the full
// picture took after the hand rested, and how long the UI thread kept an event waiting. Then what a change of theme takes.
// Arguments: a project, seconds of each drag (6), rounds of both drags (1: more show whether memory grows).
#include "app/peak_memory.h"
#include "bench/bench_window.h"
#include "ui/document/session.h"
#include "ui/panels/control_panel.h"
#include "ui/panels/value_slider.h"
#include "ui/viewport/viewport.h"
#include "ui/window/action_table.h"
#include "ui/window/workspace_docks.h"

#include <QTimer>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <numbers>
#include <vector>

namespace {

using namespace effigy;
using namespace effigy::ui;
using namespace effigy::bench;

/// Notes when the viewport paints a picture that it has not painted before, and how old the newest hand was.
class Photons : public QObject {
public:
    explicit Photons(Viewport& viewport) : m_viewport(viewport) { viewport.installEventFilter(this); }
    void handMoved() { m_hands.push_back(milliseconds()); }
    void clear()
    {
        m_times.clear();
        m_ages.clear();
        m_hands.clear();
    }
    [[nodiscard]] const std::vector<double>& times() const { return m_times; }
    [[nodiscard]] const std::vector<double>& ages() const { return m_ages; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Paint && m_viewport.frame().cacheKey() != m_last) {
            m_last = m_viewport.frame().cacheKey();
            m_times.push_back(milliseconds());
            if (!m_hands.empty()) { // the first hand that this picture can have seen came after the one before was painted
                m_ages.push_back(milliseconds() - m_hands.front());
                m_hands.clear();
            }
        }
        return QObject::eventFilter(watched, event);
    }

private:
    Viewport& m_viewport;
    qint64 m_last = 0;
    std::vector<double> m_times, m_ages, m_hands;
};

/// Drags in `widget` along `path` of time (seconds) for `seconds`, as a hand does, and prints what was seen.
void drag(const char* name, StudioWindow& window, QWidget* widget, double seconds, const std::function<QPointF(double)>& path,
          Photons& photons, Pulse& pulse)
{
    (void)pulse.taken();
    photons.clear();
    send(widget, QEvent::MouseButtonPress, path(0.0));
    const double began = milliseconds();
    QTimer hand;
    hand.setTimerType(Qt::PreciseTimer);
    QObject::connect(&hand, &QTimer::timeout, widget, [&] {
        photons.handMoved();
        send(widget, QEvent::MouseMove, path(1e-3 * (milliseconds() - began)));
    });
    hand.start(kHandMs);
    waitUntil([&] { return milliseconds() - began > 1e3 * seconds; });
    hand.stop();
    const auto ages = photons.ages();
    const auto count = static_cast<double>(photons.times().size());
    const double rested = milliseconds();
    send(widget, QEvent::MouseButtonRelease, path(seconds));
    waitUntil([&] { return window.isSettled(); });
    const double refined = milliseconds() - rested;
    const auto waits = pulse.taken();
    std::printf("%-12s %6.1f pictures/s   hand to picture %5.0f ms (90 %%: %5.0f)   refined after %5.0f ms   "
                "UI kept waiting: median %.1f, 99.9 %% %.1f, most %.1f ms   memory %.0f MB\n",
                name, count / seconds, quantile(ages, 0.5), quantile(ages, 0.9), refined, quantile(waits, 0.5), quantile(waits, 0.999),
                quantile(waits, 1.0), app::peakMegabytes());
    std::fflush(stdout);
}

double processorMilliseconds() // of this thread
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
}

/// Wears all themes in turn and prints what that took the UI thread: the change itself, and until everything has been painted again.
void changeThemes(StudioWindow& window, Pulse& pulse)
{
    constexpr int kChanges = 12;
    std::vector<double> changes, painted;
    (void)pulse.taken();
    for (int i = 1; i <= kChanges; ++i) {
        const double began = processorMilliseconds();
        window.actions()[QStringLiteral("theme.") + themeName(kThemes[std::size_t(i) % kThemes.size()])]->trigger();
        changes.push_back(processorMilliseconds() - began);
        waitUntil([&] { return window.isAtRest(); });
        const double rested = milliseconds();
        waitUntil([&] { return milliseconds() - rested > 100.0; });
        painted.push_back(processorMilliseconds() - began);
    }
    const auto waits = pulse.taken();
    std::printf("theme        change: median %.0f, most %.0f ms of processor time; painted: median %.0f ms   UI kept waiting: most %.0f ms\n", quantile(changes, 0.5),
                quantile(changes, 1.0), quantile(painted, 0.5), quantile(waits, 1.0));
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::fprintf(stderr, "bench_studio PROJECT [SECONDS] [ROUNDS]\n");
        return 2;
    }
    const double seconds = argc > 2 ? std::atof(argv[2]) : 6.0;
    const int rounds = argc > 3 ? std::atoi(argv[3]) : 1;

    BenchWindow studio(argc, argv);
    StudioWindow& window = studio.window();
    waitUntil([&] { return window.isAtRest(); });
    std::printf("%s\nwindow of 1600x1000, empty and at rest after %.0f ms", app::machineName().c_str(), milliseconds());
    const double opening = milliseconds();
    studio.open(argv[1]);
    waitUntil([&] { return window.session().isOpen() && window.isSettled(); });
    std::printf(", first full picture of the project %.0f ms after opening", milliseconds() - opening);
    waitUntil([&] { return window.isAtRest(); });
    std::printf(", everything at rest after %.0f ms\n", milliseconds() - opening);

    window.workspaces().enter(QStringLiteral("shape"));
    waitUntil([&] { return window.isAtRest(); });
    Viewport& viewport = window.viewport();
    Photons photons(viewport);
    Pulse pulse(&window);
    pulse.start();
    ValueSlider* jaw = window.controls().slider(QStringLiteral("jawOpen"));
    window.selectControl(QStringLiteral("jawOpen"));
    const auto swing = [](double t) { return std::sin(2.0 * std::numbers::pi * t / 2.5); };
    for (int round = 0; round < rounds; ++round) {
        const QPointF middle = QRectF(viewport.rect()).center();
        drag("orbit", window, &viewport, seconds, [&](double t) { return middle + QPointF(150.0 * swing(t), 20.0 * swing(0.7 * t)); }, photons, pulse);
        const QRectF bar = jaw->rect();
        drag("jaw slider", window, jaw, seconds, [&](double t) { return QPointF(bar.left() + bar.width() * (0.6 - 0.1 * swing(t)), bar.center().y()); },
             photons, pulse);
        waitUntil([&] { return window.isAtRest(); });
    }
    changeThemes(window, pulse);
    return 0;
}
