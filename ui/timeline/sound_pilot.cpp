// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/sound_pilot.h"

#include "base/atomic_file.h"
#include "project/project.h"
#include "sound/sound_reader.h"
#include "ui/after_task.h"
#include "ui/document/session.h"
#include "ui/timeline/sound_player.h"
#include "ui/timeline/timeline_panel.h"

#include <QFileInfo>

#include <span>

namespace effigy::ui {
namespace {

/// A sound file that was read.
struct ReadFile {
    QString id;
    QByteArray bytes;
    std::shared_ptr<const sound::Envelope> envelope;
};

std::shared_ptr<const sound::Envelope> envelopeOf(std::span<const std::byte> bytes,
                                                  const std::string& name)
{
    auto sound = std::make_shared<const sound::Sound>(sound::readSound(bytes, name, {}));
    return std::make_shared<const sound::Envelope>(std::move(sound));
}

ReadFile readFile(const std::string& path)
{
    const auto bytes = base::readFile(path, sound::kLargestSoundFile);
    return {.id = QString::fromStdString(project::fileId(bytes)),
            .bytes =
                QByteArray(reinterpret_cast<const char*>(bytes.data()), qsizetype(bytes.size())),
            .envelope = envelopeOf(bytes, std::filesystem::path(path).filename().string())};
}

} // namespace

SoundPilot::SoundPilot(Session* session, TimelinePanel* panel, SoundPlayer* player,
                       std::function<QString()> ask, QObject* parent)
    : QObject(parent), m_session(session), m_panel(panel), m_player(player), m_ask(std::move(ask))
{
    m_panel->transport().setSound(m_player);
    connect(m_session, &Session::opened, this, &SoundPilot::show);
    connect(m_session, &Session::stateChanged, this, &SoundPilot::show);
    connect(m_session, &Session::closed, this, &SoundPilot::show);
    connect(m_session, &Session::soundRead, this, &SoundPilot::showRead);
    connect(m_panel, &TimelinePanel::soundAsked, this, &SoundPilot::choose);
    connect(m_player, &SoundPlayer::deviceMissing, this,
            [this] { Q_EMIT told(tr("No device plays sound here: the timeline plays silently")); });
}

void SoundPilot::choose()
{
    if (const QString path = m_ask(); !path.isEmpty())
        take(path);
}

void SoundPilot::take(const QString& path)
{
    if (!m_session->isOpen()) {
        Q_EMIT told(tr("Open a project first: its timeline gets the sound"));
        return;
    }
    Q_EMIT told(tr("Reading %1…").arg(QFileInfo(path).fileName()));
    afterTask(
        this, [file = path.toStdString()] { return readFile(file); },
        [this, name = QFileInfo(path).fileName(), project = m_session->path()](const ReadFile& file) {
            if (!m_session->isOpen() || m_session->path() != project)
                return;
            m_readId = file.id;
            m_envelope = file.envelope;
            m_session->setSound({.id = file.id.toStdString(), .name = name.toStdString()}, file.bytes);
            Q_EMIT told(tr("%1 is on the timeline").arg(name));
        },
        [this](const Failure& failure) { Q_EMIT failed(failure); });
}

void SoundPilot::show()
{
    const auto& sound = m_session->state().timeline.sound;
    const QString id = sound ? QString::fromStdString(sound->id) : QString();
    if (!m_session->isOpen()) {
        m_readId = m_askedId = QString();
        m_envelope.reset();
    }
    const auto envelope = sound && id == m_readId ? m_envelope : nullptr;
    if (sound && !envelope && id != m_askedId) {
        m_askedId = id;
        m_session->readSound(id);
    }
    m_panel->setSound(envelope);
    m_player->setSound(envelope ? envelope->sound() : nullptr, sound ? sound->start : 0.0);
    m_player->setMuted(sound && sound->isMuted);
}

void SoundPilot::showRead(const QString& id, const QByteArray& bytes)
{
    if (id != m_askedId)
        return;
    const auto& sound = m_session->state().timeline.sound;
    afterTask(
        this,
        [bytes, name = sound ? sound->name : std::string()] {
            return envelopeOf(std::as_bytes(std::span(bytes.constData(), std::size_t(bytes.size()))), name);
        },
        [this, id](const std::shared_ptr<const sound::Envelope>& envelope) {
            if (id != m_askedId)
                return;
            m_askedId.clear();
            m_readId = id;
            m_envelope = envelope;
            show();
        },
        [this](const Failure& failure) { Q_EMIT failed(failure); });
}

} // namespace effigy::ui
