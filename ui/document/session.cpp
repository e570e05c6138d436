// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/session.h"

#include "avatar/edit_name.h"
#include "avatar/timeline_edits.h"

namespace effigy::ui {

Session::Session(const QString& recoveryFolder, QObject* parent) : QObject(parent), m_store(new ProjectStore(recoveryFolder))
{
    m_store->moveToThread(&m_thread);
    connect(m_store, &ProjectStore::opened, this, &Session::adopt);
    connect(m_store, &ProjectStore::openFailed, this, &Session::openFailed);
    connect(m_store, &ProjectStore::soundRead, this, &Session::soundRead);
    connect(m_store, &ProjectStore::lutRead, this, &Session::lutRead);
    connect(m_store, &ProjectStore::copied, this, &Session::copied);
    connect(m_store, &ProjectStore::infoChanged, this, [this](const project::ProjectInfo& info) { m_info = info; });
    connect(m_store, &ProjectStore::photoFileChanged, this, &Session::photoFileChanged);
    connect(m_store, &ProjectStore::failed, this, [this](const Failure& failure) {
        m_isSaving = false;
        Q_EMIT failed(failure);
    });
    connect(m_store, &ProjectStore::avatarReloaded, this, [this](const std::shared_ptr<const avatar::Avatar>& avatar, const project::ProjectInfo& info) {
        m_avatar = avatar;
        m_info = info;
        Q_EMIT avatarChanged();
    });
    connect(m_store, &ProjectStore::saved, this, [this](quint64 revision) {
        m_isSaving = false;
        m_savedRevision = revision;
        if (!isSaved())
            save(); // more came while the disk was busy
        Q_EMIT savedChanged();
    });
    connect(&m_thread, &QThread::finished, m_store, &QObject::deleteLater);
    m_thread.setObjectName(QStringLiteral("project"));
    m_thread.start();
}

Session::~Session()
{
    endGesture();
    if (!isSaved())
        onStore([document = m_document, revision = m_revision](ProjectStore& store) { store.save(document, revision); });
    onStore([](ProjectStore& store) { store.thread()->quit(); });
    m_thread.wait();
}

void Session::open(const QString& path)
{
    onStore([path](ProjectStore& store) {
        store.open(path);
        store.lookForPhotoFile(); // after the window has got the project
    });
}

void Session::adopt(const OpenedProject& project)
{
    m_path = project.path;
    m_info = project.info;
    m_isReadOnly = project.isReadOnly;
    m_isRecovery = project.isRecovery;
    m_avatar = project.avatar;
    m_document = project.document;
    m_isInGesture = false;
    m_time = 0.0;
    m_unkeyed.clear();
    m_savedRevision = ++m_revision;
    Q_EMIT opened();
    Q_EMIT avatarChanged();
    Q_EMIT stateChanged();
    Q_EMIT historyChanged();
    Q_EMIT savedChanged();
}

void Session::close()
{
    endGesture();
    onStore([](ProjectStore& store) { store.close(); });
    m_avatar.reset();
    m_document = {};
    m_path.clear();
    Q_EMIT closed();
    Q_EMIT historyChanged();
}

void Session::reloadAvatar()
{
    onStore([](ProjectStore& store) { store.reloadAvatar(); });
}

void Session::saveAs(const QString& path)
{
    onStore([path](ProjectStore& store) { store.saveAs(path); });
}

void Session::saveCopy(const QString& path)
{
    onStore([path](ProjectStore& store) { store.saveCopy(path); });
}

void Session::setThumbnail(const QImage& image)
{
    onStore([image](ProjectStore& store) { store.setThumbnail(image); });
}

void Session::setPhotoPath(const QString& path)
{
    onStore([path](ProjectStore& store) { store.setPhotoPath(path); });
}

void Session::beginGesture()
{
    m_isInGesture = true;
    ++m_gesture;
    m_gesturePose = pose();
}

void Session::endGesture()
{
    if (!m_isInGesture)
        return;
    m_isInGesture = false;
    m_document.endGesture();
    Q_EMIT stateChanged(); // the hand rests: refine
    save();
}

void Session::setControls(std::span<const std::pair<std::string, double>> changes, const QString& name)
{
    change(changes, name.toStdString());
}

void Session::applyPreset(const avatar::Preset& preset, double amount)
{
    // A blend by dragging goes from where it began, not from where the last step led.
    const head::ControlValues from = m_isInGesture ? m_gesturePose : pose();
    change(avatar::mixedPose(from, preset, amount), "Preset: " + preset.label);
}

void Session::reset(const QStringList& ids)
{
    if (!isOpen())
        return;
    std::vector<std::string> names;
    for (const QString& id : ids)
        names.push_back(id.toStdString());
    change(avatar::Edit::reset(posed(), names, m_avatar->photoControls()));
}

void Session::resetAll()
{
    if (isOpen())
        change(avatar::Edit::resetAll(posed(), m_avatar->photoControls()));
}

void Session::mirrorPose() { change(avatar::Edit::mirrorPose(posed())); }

void Session::pastePose(const head::ControlValues& pose) { change(avatar::Edit::pastePose(posed(), pose)); }

// --- time -------------------------------------------------------------------------------------------------------------

avatar::AvatarState Session::posed() const
{
    avatar::AvatarState now = state();
    now.controls = pose();
    return now;
}

head::ControlValues Session::poseBeneathClips() const
{
    head::ControlValues values = avatar::keyedAt(state().controls, state().timeline, m_time);
    for (const auto& [id, value] : m_unkeyed)
        values.set(id, value);
    return values;
}

head::ControlValues Session::pose() const
{
    head::ControlValues values = poseBeneathClips();
    avatar::layClips(state().timeline.clips, m_time, values);
    return values;
}

avatar::ClipMoves Session::clipMoves() const
{
    const avatar::MotionClips& clips = state().timeline.clips;
    return clips.empty() ? avatar::ClipMoves() : avatar::clipMoves(clips, m_time, poseBeneathClips());
}

head::ControlValues Session::shownControls() const
{
    head::ControlValues values = avatar::weighted(pose(), state().regions);
    for (const auto& [of, ids] : m_bypassed)
        for (const QString& id : ids)
            values.set(id.toStdString(), m_avatar ? m_avatar->photoControls().get(id.toStdString()) : 0.0);
    return values;
}

void Session::setBypassed(const QStringList& ids, const QString& of)
{
    QStringList& kept = m_bypassed[of];
    if (ids == kept)
        return;
    kept = ids;
    if (isOpen())
        Q_EMIT stateChanged();
}

void Session::change(const avatar::Edit& edit)
{
    std::vector<std::pair<std::string, double>> values;
    for (const auto& [id, ends] : edit.controls())
        values.emplace_back(id, ends.after);
    change(values, edit.name());
}

std::vector<std::pair<std::string, double>> Session::beneathClips(std::span<const std::pair<std::string, double>> values)
{
    const avatar::Timeline& timeline = state().timeline;
    if (timeline.clips.empty())
        return {values.begin(), values.end()};
    const head::ControlValues now = pose();
    std::vector<std::pair<std::string, double>> beneath;
    std::string hiding;
    for (const auto& [id, value] : values) {
        if (const auto below = avatar::beneathClips(timeline, id, value, m_time))
            beneath.emplace_back(id, *below);
        else if (value != now.get(id))
            hiding = avatar::movesOf(clipMoves(), id).back().clip;
    }
    if (!hiding.empty())
        Q_EMIT hiddenByClip(QString::fromStdString(hiding));
    return beneath;
}

void Session::change(std::span<const std::pair<std::string, double>> wanted, const std::string& name)
{
    const auto values = beneathClips(wanted);
    const avatar::Gesture gesture = m_isInGesture ? m_gesture : 0;
    if (m_isAutoKey)
        return apply(avatar::Edit::setControlsAt(state(), name, values, keyTime(), gesture));
    std::vector<std::pair<std::string, double>> still;
    for (const auto& [id, value] : values) {
        if (state().timeline.track(id))
            m_unkeyed[id] = value;
        else
            still.emplace_back(id, value);
    }
    const auto edit = avatar::Edit::setControls(state(), name, still, gesture);
    if (edit.changesNothing() && isOpen())
        Q_EMIT stateChanged(); // what is shown did change
    apply(edit);
}

void Session::setTime(double seconds)
{
    if (seconds == m_time)
        return;
    m_time = seconds;
    m_unkeyed.clear();
    if (isOpen())
        Q_EMIT timeChanged();
}

void Session::setPlaying(bool isPlaying)
{
    if (isPlaying == m_isPlaying)
        return;
    m_isPlaying = isPlaying;
    if (isOpen())
        Q_EMIT timeChanged(); // at rest: refine
}

KeyMark Session::keyMark(const QString& id) const
{
    const std::string name = id.toStdString();
    const avatar::Track* track = state().timeline.track(name);
    if (!track)
        return KeyMark::None;
    if (m_unkeyed.contains(name))
        return KeyMark::Unkeyed;
    return track->find(keyTime()) ? KeyMark::Here : KeyMark::Animated;
}

void Session::addKey(const QString& id)
{
    const std::string name = id.toStdString();
    const double shown = pose().get(name);
    const double value = avatar::beneathClips(state().timeline, name, shown, m_time).value_or(shown);
    m_unkeyed.erase(name);
    apply(avatar::Edit::changeTimeline(state(), avatar::controlEditName(QT_TRANSLATE_NOOP("Edit", "Add keys"), {&name, 1}), avatar::withKey(state().timeline, name, keyTime(), value)));
}

void Session::removeKey(const QString& id)
{
    const std::string name = id.toStdString();
    const std::string deed = avatar::controlEditName(QT_TRANSLATE_NOOP("Edit", "Remove keys"), {&name, 1});
    apply(avatar::Edit::changeTimeline(state(), deed, avatar::withoutKeys(state().timeline, {{name, keyTime()}})));
}

void Session::setTimeline(const QString& name, const avatar::Timeline& timeline)
{
    apply(avatar::Edit::changeTimeline(state(), name.toStdString(), timeline, m_isInGesture ? m_gesture : 0));
}

void Session::setSound(const avatar::SoundTrack& sound, const QByteArray& bytes)
{
    // The bytes first: the document that names them is saved after them.
    onStore([bytes](ProjectStore& store) { store.addSound(bytes); });
    setTimeline(QString::fromStdString(avatar::editName(QT_TRANSLATE_NOOP("Edit", "Sound track"), sound.name)), avatar::withSound(state().timeline, sound));
}

void Session::readSound(const QString& id)
{
    onStore([id](ProjectStore& store) { store.readSound(id); });
}

void Session::setToning(const QString& name, const style::Toning& toning)
{
    apply(avatar::Edit::setToning(state(), name.toStdString(), toning, m_isInGesture ? m_gesture : 0));
}

void Session::setLut(const style::LutName& lut, const QByteArray& bytes)
{
    onStore([bytes](ProjectStore& store) { store.addLut(bytes); });
    setToning(QString::fromStdString(avatar::editName(QT_TRANSLATE_NOOP("Edit", "Colour table"), lut.name)), {.curves = state().toning.curves, .lut = lut});
}

void Session::readLut(const QString& id)
{
    onStore([id](ProjectStore& store) { store.readLut(id); });
}

void Session::setRegionWeight(avatar::Region region, double weight)
{
    apply(avatar::Edit::setRegionWeight(state(), region, weight, m_isInGesture ? m_gesture : 0));
}

void Session::apply(const avatar::Edit& edit)
{
    if (!isOpen() || edit.changesNothing())
        return;
    for (const auto& [id, track] : edit.tracks())
        m_unkeyed.erase(id);
    m_document.apply(edit);
    changed();
}

void Session::undo()
{
    if (!history().canUndo())
        return;
    m_unkeyed.clear();
    m_document.undo();
    changed();
}

void Session::redo()
{
    if (!history().canRedo())
        return;
    m_unkeyed.clear();
    m_document.redo();
    changed();
}

void Session::goTo(int position)
{
    if (position < 0 || position > int(history().edits().size()) || position == int(history().position()))
        return;
    m_unkeyed.clear();
    m_document.goTo(std::size_t(position));
    changed();
}

void Session::changed()
{
    ++m_revision;
    Q_EMIT stateChanged();
    Q_EMIT historyChanged();
    if (!m_isInGesture)
        save();
}

void Session::save()
{
    if (m_isSaving || isSaved() || m_path.isEmpty())
        return;
    m_isSaving = true;
    Q_EMIT savedChanged();
    onStore([document = m_document, revision = m_revision](ProjectStore& store) { store.save(document, revision); });
}

} // namespace effigy::ui
