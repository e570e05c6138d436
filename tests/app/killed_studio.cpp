// SPDX-License-Identifier: GPL-3.0-or-later
//
// The studio's window, real renderer and all, at which somebody works by chance until the program is killed. On standard output it says
// how the document stands, a line each: "opened PRINT" and by which way ("offered" or "given"), "did PRINT" before a state can reach the
// disk, "saved PRINT" once it has. Arguments: a project, a folder for what a person's home would hold, a seed.
#include "app/document_print.h"
#include "avatar/clip_edits.h"
#include "avatar/looks.h"
#include "avatar/presets.h"
#include "avatar/timeline_edits.h"
#include "studio_fixture.h"
#include "ui/document/session.h"
#include "ui/panels/control_panel.h"
#include "ui/panels/value_slider.h"
#include "ui/theme/theme.h"
#include "ui/window/studio_window.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QSettings>
#include <QTimer>

#include <functional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <unistd.h>

namespace {

using namespace effigy;
using namespace effigy::ui;

/// At once and whole: the pipe outlives this program.
void tell(const std::string& word, const std::string& print)
{
    const std::string line = word + " " + print + "\n";
    if (::write(STDOUT_FILENO, line.data(), line.size()) != static_cast<ssize_t>(line.size()))
        std::_Exit(3); // nobody listens any more
}

/// Somebody who does one thing after the other.
class Person {
public:
    Person(StudioWindow& window, unsigned seed) : m_window(window), m_session(window.session()), m_random(seed) {}

    void act()
    {
        static const std::vector<std::function<void(Person&)>> deeds = {
            &Person::moveSlider, &Person::moveSlider, &Person::drag,      &Person::drag,           &Person::key,  &Person::key,  &Person::layClip,
            &Person::weighRegion, &Person::wearPreset, &Person::undo,     &Person::undo,           &Person::redo, &Person::jump, &Person::seek};
        deeds[below(deeds.size())](*this);
    }

private:
    [[nodiscard]] std::size_t below(std::size_t count) { return m_random() % count; }
    [[nodiscard]] double part() { return 0.001 * static_cast<double>(below(1000)); }
    [[nodiscard]] const head::Control& anyControl() { return head::headControls()[below(head::headControls().size())]; }
    [[nodiscard]] double valueFor(const head::Control& control) { return control.softMin + part() * (control.softMax - control.softMin); }

    void moveSlider()
    {
        const head::Control& control = anyControl();
        if (ValueSlider* slider = m_window.controls().slider(QString::fromStdString(std::string(control.id))))
            slider->edit(valueFor(control));
    }
    void drag()
    {
        const head::Control& control = anyControl();
        m_session.beginGesture();
        for (std::size_t i = 0; i < 2 + below(6); ++i) {
            const std::pair<std::string, double> change(control.id, valueFor(control));
            m_session.setControls({&change, 1}, QStringLiteral("Drag"));
        }
        m_session.endGesture();
    }
    void key()
    {
        const head::Control& control = anyControl();
        const avatar::Timeline& timeline = m_session.state().timeline;
        m_session.setTimeline(QStringLiteral("Add a key"), avatar::withKey(timeline, std::string(control.id), timeline.snapped(5.0 * part()), valueFor(control)));
    }
    void layClip()
    {
        const std::string id(anyControl().id);
        const avatar::Timeline motion = avatar::withKey(avatar::withKey({}, id, 0.0, 0.0), id, 0.5 + part(), 0.4);
        m_session.setTimeline(QStringLiteral("Clip of motion"), avatar::withClip(m_session.state().timeline, "Nod", motion.tracks, 4.0 * part()).timeline);
    }
    void weighRegion() { m_session.setRegionWeight(avatar::allRegions()[below(avatar::allRegions().size())], part()); }
    void wearPreset()
    {
        static const auto presets = avatar::builtInPresets();
        m_session.applyPreset(presets[below(presets.size())], part());
    }
    void undo() { m_session.undo(); }
    void redo() { m_session.redo(); }
    void jump() { m_session.goTo(int(below(m_session.history().edits().size() + 1))); }
    void seek() { m_session.setTime(5.0 * part()); }

    StudioWindow& m_window;
    Session& m_session;
    std::mt19937 m_random;
};

} // namespace

int main(int argc, char** argv)
{
    if (argc != 4)
        return 2;
    const QDir home(QString::fromLocal8Bit(argv[2]));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, home.path());
    qputenv("XDG_DATA_HOME", home.path().toUtf8());
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("EffigyTest"));
    applyTheme(application);
    const bool wasKilled = !QDir(home.filePath(QStringLiteral("open"))).entryList({QStringLiteral("*.json")}).isEmpty();
    test::Answers answers;
    StudioWindow window({.prompts = &answers,
                         .recoveryFolder = home.filePath(QStringLiteral("recovery")),
                         .newProjectPath = [&](const QString&) { return home.filePath(QStringLiteral("recovery/new.effigy")); },
                         .presets = avatar::builtInPresets(),
                         .looks = avatar::builtInLooks(),
                         .scanPhoto = [](const QString&) { return PhotoScan(); },
                         .tunesAtOnce = false,
                         .render = {}, // the studio's own
                         .journalFolder = home.filePath(QStringLiteral("open"))});
    window.show();
    Session& session = window.session();
    Person person(window, unsigned(std::stoul(argv[3])));
    QTimer hand;
    QObject::connect(&hand, &QTimer::timeout, [&] { person.act(); });
    bool isOffered = false;
    QObject::connect(&session, &Session::opened, [&] {
        tell(isOffered ? "offered" : "given", test::printOf(avatar::Document(session.state(), session.history())));
        QObject::connect(&session, &Session::stateChanged, [&] { tell("did", test::printOf(avatar::Document(session.state(), session.history()))); });
        QObject::connect(&session, &Session::savedChanged, [&] {
            if (session.isSaved())
                tell("saved", test::printOf(avatar::Document(session.state(), session.history())));
        });
        hand.start(3);
    });
    // What a killed studio left is offered on the start page; a person clicks it.
    QTimer look;
    int looks = 0;
    QObject::connect(&look, &QTimer::timeout, [&] {
        constexpr int kMostLooks = 100;
        auto* tile = window.findChild<QAbstractButton*>(QStringLiteral("projectTile"));
        isOffered = tile && tile->accessibleName().contains(QStringLiteral("when the studio stopped"));
        if (wasKilled && !isOffered && ++looks < kMostLooks)
            return; // tiles are read on a pool
        look.stop();
        if (isOffered)
            tile->click();
        else
            window.openPath(QString::fromLocal8Bit(argv[1]));
    });
    look.start(20);
    return QApplication::exec();
}
