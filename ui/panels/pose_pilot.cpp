// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/pose_pilot.h"

#include "avatar/edit_name.h"
#include "avatar/timeline_edits.h"
#include "base/atomic_file.h"
#include "ui/after_task.h"
#include "ui/document/session.h"
#include "ui/panels/control_panel.h"
#include "ui/panels/preset_panel.h"

namespace effigy::ui {
namespace {

/// Own poses may be called as those that ship are.
const QString kOwn = QStringLiteral("own.");

PresetEntry entryOf(const avatar::Preset& preset, PoseKind kind)
{
    QStringList tags;
    for (const std::string& tag : preset.tags)
        tags += kind == PoseKind::Own ? QString::fromStdString(tag) : controlText(tag);
    const QString label = kind == PoseKind::Own ? QString::fromStdString(preset.label) : controlText(preset.label);
    return {.id = QString::fromStdString(preset.id), .label = label, .tags = tags, .kind = kind};
}

} // namespace

PosePilot::PosePilot(Session* session, PresetPanel* panel, std::vector<avatar::Preset> expressions, std::vector<avatar::Preset> visemes,
                     std::filesystem::path folder, PoseFiles files, QObject* parent)
    : QObject(parent),
      m_session(session),
      m_panel(panel),
      m_expressions(std::move(expressions)),
      m_visemes(std::move(visemes)),
      m_folder(std::move(folder)),
      m_files(std::move(files))
{
    gather({});
    if (!m_folder.empty())
        run([] {}, {});
    connect(m_panel, &PresetPanel::presetChosen, this, [this](const QString& id, double amount) { m_session->applyPreset(find(id), amount); });
    connect(m_panel, &PresetPanel::blendStarted, m_session, &Session::beginGesture);
    connect(m_panel, &PresetPanel::blended, this, [this](const QString& id, double amount) { m_session->applyPreset(find(id), amount); });
    connect(m_panel, &PresetPanel::blendFinished, m_session, &Session::endGesture);
    connect(m_panel, &PresetPanel::keyAsked, this, &PosePilot::key);
    connect(m_panel, &PresetPanel::saveAsked, this, &PosePilot::save);
    connect(m_panel, &PresetPanel::removeAsked, this, &PosePilot::remove);
    connect(m_panel, &PresetPanel::shareAsked, this, &PosePilot::share);
    connect(m_panel, &PresetPanel::importAsked, this, &PosePilot::import);
}

void PosePilot::gather(const std::vector<avatar::Preset>& own)
{
    m_own = own;
    retell();
}

void PosePilot::retell()
{
    m_all.clear();
    std::vector<PresetEntry> entries;
    const auto add = [&](const std::vector<avatar::Preset>& presets, PoseKind kind) {
        for (avatar::Preset preset : presets) {
            if (kind == PoseKind::Own)
                preset.id = kOwn.toStdString() + preset.id;
            entries.push_back(entryOf(preset, kind));
            m_all.push_back(std::move(preset));
        }
    };
    add(m_expressions, PoseKind::Expression);
    add(m_visemes, PoseKind::Viseme);
    add(m_own, PoseKind::Own);
    m_panel->setPresets(entries);
    Q_EMIT presetsChanged();
}

const avatar::Preset& PosePilot::find(const QString& id) const { return avatar::findPreset(m_all, id.toStdString()); }

void PosePilot::key(const QString& id)
{
    const auto from = m_session->pose();
    const double time = m_session->state().timeline.snapped(m_session->time());
    const auto values = avatar::mixedPose(from, find(id), 1.0);
    const std::string name = avatar::editName(QT_TRANSLATE_NOOP("Edit", "Key pose"), find(id).label);
    m_session->setTimeline(QString::fromStdString(name), avatar::withPose(m_session->state().timeline, values, from, time));
}

void PosePilot::run(std::function<void()> task, const QString& done)
{
    afterTask(
        this,
        [task = std::move(task), folder = m_folder] {
            task();
            return avatar::ownPoses(folder);
        },
        [this, done](const std::vector<avatar::Preset>& own) {
            gather(own);
            if (!done.isEmpty())
                Q_EMIT told(done);
        },
        [this](const Failure& failure) { Q_EMIT failed(failure); });
}

void PosePilot::save(const QString& label, const QStringList& tags)
{
    std::vector<std::string> words;
    for (const QString& tag : tags)
        words.push_back(tag.toStdString());
    const auto preset = avatar::presetFromPose(m_session->pose(), label.toStdString(), words);
    run([preset, folder = m_folder] { avatar::savePreset(folder, preset); }, tr("Pose “%1” is saved").arg(label));
}

void PosePilot::remove(const QString& id)
{
    if (!id.startsWith(kOwn))
        return;
    const auto file = m_folder / (id.mid(kOwn.size()).toStdString() + ".json");
    run([file] { std::filesystem::remove(file); }, tr("The pose is removed"));
}

void PosePilot::share(const QString& id)
{
    avatar::Preset preset = find(id);
    const QString path = m_files.toSave(QString::fromStdString(preset.label));
    if (path.isEmpty())
        return;
    run(
        [preset, file = path.toStdString()] {
            const std::string json = avatar::presetToJson(preset);
            base::writeFileAtomically(file, std::as_bytes(std::span(json)));
        },
        tr("Pose written: %1").arg(path));
}

void PosePilot::import()
{
    const QString path = m_files.toOpen();
    if (path.isEmpty())
        return;
    run(
        [file = std::filesystem::path(path.toStdString()), folder = m_folder] {
            constexpr std::size_t kLargestPose = std::size_t{1} << 20; // bytes
            const auto bytes = base::readFile(file, kLargestPose);
            auto preset = avatar::presetFromJson({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, file.stem().string());
            preset.id.clear(); // a free one here
            avatar::savePreset(folder, preset);
        },
        tr("The pose is in “My poses” now"));
    m_panel->showKind(PoseKind::Own);
}

} // namespace effigy::ui
