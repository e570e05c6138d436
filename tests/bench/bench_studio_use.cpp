// SPDX-License-Identifier: GPL-3.0-or-later
// A working day in minutes: opens the studio's window on a project and does by chance what a person does (sliders, presets, looks, keys,
// undo and redo, orbits, modes, compares, workspaces, themes, playing, curves, copies, reopening), and prints every minute what has been
// done, resident memory, how long the UI thread kept events waiting and at which deed it was the longest. What leaks shows as a slope.
// Arguments: a project, minutes (15), seed (1).
#include "app/peak_memory.h"
#include "avatar/looks.h"
#include "avatar/presets.h"
#include "bench/bench_window.h"
#include "ui/document/session.h"
#include "ui/panels/control_panel.h"
#include "ui/panels/value_slider.h"
#include "ui/style/look_pilot.h"
#include "ui/timeline/timeline_panel.h"
#include "ui/viewport/viewport.h"
#include "ui/window/action_table.h"
#include "ui/window/memory_use.h"
#include "ui/window/workspace_docks.h"

#include <cstdio>
#include <cstdlib>
#include <map>
#include <random>
#include <string>

namespace {

using namespace effigy;
using namespace effigy::ui;
using namespace effigy::bench;

constexpr double kStepLimitMs = 20000.0; // a full picture that does not come is a fault, not a figure

/// One thing that a person does, and how often, as a share of all shares.
struct Deed {
    std::string name;
    int share = 1;
    std::function<void()> perform;
};

class Person {
public:
    Person(StudioWindow& window, QString scratch, unsigned seed) : m_window(window), m_scratch(std::move(scratch)), m_random(seed) { fillDeeds(); }

    /// Does one thing and waits, now and then until the full picture is there, mostly only a moment. Returns its name.
    std::string act()
    {
        std::vector<int> shares;
        for (const Deed& deed : m_deeds)
            shares.push_back(deed.share);
        const Deed& deed = m_deeds[std::discrete_distribution<std::size_t>(shares.begin(), shares.end())(m_random)];
        deed.perform();
        ++m_done[deed.name];
        const double began = milliseconds();
        const double pause = below(5) == 0 ? kStepLimitMs : 60.0 + below(200);
        waitUntil([&] { return milliseconds() - began > pause || (pause == kStepLimitMs && m_window.isSettled()); });
        if (milliseconds() - began > kStepLimitMs)
            std::printf("no full picture within %.0f s of \"%s\"\n", 1e-3 * kStepLimitMs, deed.name.c_str());
        return deed.name;
    }
    [[nodiscard]] int deeds() const
    {
        int sum = 0;
        for (const auto& [name, count] : m_done)
            sum += count;
        return sum;
    }

private:
    [[nodiscard]] int below(int count) { return int(m_random() % unsigned(count)); }
    template<typename List>
    [[nodiscard]] auto oneOf(const List& list) { return list[decltype(list.size())(below(int(list.size())))]; }
    void trigger(const QString& id)
    {
        QAction* action = m_window.actions().find(id);
        if (action && action->isEnabled())
            action->trigger();
    }
    void fillDeeds();
    void drag(QWidget* widget);
    void moveSlider();
    void key();

    StudioWindow& m_window;
    QString m_scratch;
    std::mt19937 m_random;
    std::vector<Deed> m_deeds;
    std::map<std::string, int> m_done;
};

void Person::drag(QWidget* widget)
{
    const QPointF from(0.25 * widget->width() + below(std::max(1, widget->width() / 2)), 0.25 * widget->height() + below(std::max(1, widget->height() / 2)));
    const QPointF to = from + QPointF(below(200) - 100, below(60) - 30);
    const int steps = 5 + below(30);
    send(widget, QEvent::MouseButtonPress, from);
    for (int i = 1; i <= steps; ++i) {
        send(widget, QEvent::MouseMove, from + (to - from) * i / steps);
        const double began = milliseconds();
        waitUntil([&] { return milliseconds() - began >= kHandMs; });
    }
    send(widget, QEvent::MouseButtonRelease, to);
}

void Person::moveSlider()
{
    static const auto ids = [] {
        std::vector<QString> all;
        for (const auto& control : head::headControls())
            all.push_back(QString::fromUtf8(control.id.data(), int(control.id.size())));
        return all;
    }();
    const QString id = oneOf(ids);
    m_window.selectControl(id);
    if (ValueSlider* slider = m_window.controls().slider(id); slider && slider->isVisible())
        drag(slider);
}

void Person::key()
{
    static const std::vector<std::string> ids = {"jawOpen", "headYaw", "mouthSmileLeft", "mouthSmileRight", "eyeBlinkLeft", "oilAmount"};
    Session& session = m_window.session();
    session.setTime(0.1 * below(50));
    const std::string id = oneOf(ids);
    const head::Control* control = head::findControl(id);
    const double value = control->softMin + (control->softMax - control->softMin) * 0.01 * below(100);
    const auto& timeline = session.state().timeline;
    session.setTimeline(QStringLiteral("Add a key"), avatar::withKey(timeline, id, timeline.snapped(session.time()), value));
}

void Person::fillDeeds()
{
    const auto does = [this](const char* name, int share, std::function<void()> perform) { m_deeds.push_back({name, share, std::move(perform)}); };
    const QStringList workspaces = {"fit", "shape", "animate", "style", "render"};
    const QStringList modes = {"avatar", "raw", "textured", "clay", "wire", "depth", "normals", "uv"};
    const QStringList sides = {"front", "left", "right", "threeQuarter", "above", "match", "back", "below", "frame"};
    const QStringList compares = {"split", "overlay", "difference"};
    const QStringList themes = {themeName(Theme::Dark), themeName(Theme::Light), themeName(Theme::HighContrast)};
    const auto presets = avatar::builtInPresets();
    std::vector<QString> looks;
    for (const auto& look : avatar::builtInLooks())
        looks.push_back(QString::fromStdString(look.id));
    does("orbit", 20, [this] { drag(&m_window.viewport()); });
    does("slider", 30, [this] { moveSlider(); });
    does("preset", 6, [this, presets] { m_window.session().applyPreset(oneOf(presets), 0.25 * (1 + below(4))); });
    does("undo", 14, [this] { trigger("edit.undo"); });
    does("redo", 8, [this] { trigger("edit.redo"); });
    does("key", 8, [this] { key(); });
    does("seek", 6, [this] { m_window.timeline().scene().setPlayhead(0.05 * below(100)); });
    does("play", 2, [this] {
        m_window.timeline().transport().play(1.0);
        const double began = milliseconds();
        waitUntil([&] { return milliseconds() - began > 1000.0; });
        m_window.timeline().transport().stop();
    });
    does("curves", 2, [this] { m_window.timeline().showCurves(!m_window.timeline().isShowingCurves()); });
    does("workspace", 5, [this, workspaces] { m_window.workspaces().enter(oneOf(workspaces)); });
    does("mode", 6, [this, modes] { trigger("mode." + oneOf(modes)); });
    does("avatar", 6, [this] { trigger("mode.avatar"); });
    does("side", 6, [this, sides] { trigger("view." + oneOf(sides)); });
    does("compare", 3, [this, compares] { trigger("compare." + oneOf(compares)); });
    does("look", 4, [this, looks] { m_window.looks().apply(oneOf(looks)); });
    does("mirror", 2, [this] { trigger("avatar.mirror"); });
    does("reset", 1, [this] { trigger("avatar.resetAll"); });
    does("copy", 1, [this] { m_window.session().saveCopy(m_scratch + QStringLiteral("/copy.effigy")); });
    does("theme", 1, [this, themes] { trigger("theme." + oneOf(themes)); });
    does("reopen", 1, [this] { m_window.openPath(m_window.session().path()); });
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::fprintf(stderr, "bench_studio_use PROJECT [MINUTES] [SEED]\n");
        return 2;
    }
    const double minutes = argc > 2 ? std::atof(argv[2]) : 15.0;

    BenchWindow studio(argc, argv);
    StudioWindow& window = studio.window();
    studio.open(argv[1]);
    waitUntil([&] { return window.session().isOpen() && window.isAtRest(); });
    window.workspaces().enter(QStringLiteral("shape"));
    waitUntil([&] { return window.isAtRest(); });
    std::printf("%s\nat rest after opening: %d MB\n", app::machineName().c_str(), residentMegabytes());
    Person person(window, studio.home(), argc > 3 ? unsigned(std::atoi(argv[3])) : 1u);
    Pulse pulse(&window);
    pulse.start();
    const double began = milliseconds();
    for (int minute = 1; minute <= minutes; ++minute) {
        std::vector<double> waits;
        double longest = 0.0;
        std::string slowest;
        while (milliseconds() - began < 60000.0 * minute) {
            const std::string deed = person.act();
            const auto own = pulse.taken();
            if (const double wait = quantile(own, 1.0); wait > longest) {
                longest = wait;
                slowest = deed;
            }
            waits.insert(waits.end(), own.begin(), own.end());
        }
        std::printf("minute %3d   %5d deeds   %4d steps of history   %5d MB, at most %.0f   UI kept waiting: median %.1f, 99.9 %% %.1f, most %.1f ms (%s)\n",
                    minute, person.deeds(), int(window.session().history().edits().size()), residentMegabytes(), app::peakMegabytes(),
                    quantile(waits, 0.5), quantile(waits, 0.999), longest, slowest.c_str());
        std::fflush(stdout);
    }
    return 0;
}
