// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/session.h"

namespace effigy::ui {

Session::Session(const QString& recoveryFolder, QObject* parent) : QObject(parent), m_store(new ProjectStore(recoveryFolder))
{
    m_store->moveToThread(&m_thread);
    connect(m_store, &ProjectStore::opened, this, &Session::adopt);
    connect(m_store, &ProjectStore::openFailed, this, &Session::openFailed);
    connect(m_store, &ProjectStore::copied, this, &Session::copied);
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
    onStore([path](ProjectStore& store) { store.open(path); });
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

void Session::beginGesture()
{
    m_isInGesture = true;
    ++m_gesture;
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
    apply(avatar::Edit::setControls(state(), name.toStdString(), changes, m_isInGesture ? m_gesture : 0));
}

void Session::applyPreset(const avatar::Preset& preset, double amount)
{
    apply(avatar::Edit::applyPreset(state(), preset, amount));
}

void Session::reset(const QStringList& ids)
{
    if (!isOpen())
        return;
    std::vector<std::string> names;
    for (const QString& id : ids)
        names.push_back(id.toStdString());
    apply(avatar::Edit::reset(state(), names, m_avatar->photoControls()));
}

void Session::resetAll()
{
    if (isOpen())
        apply(avatar::Edit::resetAll(state(), m_avatar->photoControls()));
}

void Session::mirrorPose() { apply(avatar::Edit::mirrorPose(state())); }

void Session::pastePose(const head::ControlValues& pose) { apply(avatar::Edit::pastePose(state(), pose)); }

void Session::apply(const avatar::Edit& edit)
{
    if (!isOpen() || edit.changesNothing())
        return;
    m_document.apply(edit);
    changed();
}

void Session::undo()
{
    if (!history().canUndo())
        return;
    m_document.undo();
    changed();
}

void Session::redo()
{
    if (!history().canRedo())
        return;
    m_document.redo();
    changed();
}

void Session::goTo(int position)
{
    if (position < 0 || position > int(history().edits().size()) || position == int(history().position()))
        return;
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
