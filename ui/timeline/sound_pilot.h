// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sound/envelope.h"
#include "ui/failure.h"

#include <QObject>

#include <functional>
#include <memory>

namespace effigy::ui {

class Session;
class SoundPlayer;
class TimelinePanel;

/// Brings the sound of a session's timeline to the eye and the ear: reads it from the project, lets
/// the panel draw it and play by it, and takes new ones in.
class SoundPilot : public QObject {
    Q_OBJECT
public:
    /// All must outlive it.
    ///   ask  for a sound file; an empty path means: cancelled
    SoundPilot(Session* session, TimelinePanel* panel, SoundPlayer* player,
               std::function<QString()> ask, QObject* parent = nullptr);

    /// Asks for a sound file, then takes it.
    void choose();
    /// Puts the sound in `path` on the timeline: read in the background, one step that can be
    /// undone.
    void take(const QString& path);

Q_SIGNALS:
    void failed(const effigy::ui::Failure& failure);
    /// A sentence for the status bar.
    void told(const QString& sentence);

private:
    void show();
    void showRead(const QString& id, const QByteArray& bytes);

    Session* m_session;
    TimelinePanel* m_panel;
    SoundPlayer* m_player;
    std::function<QString()> m_ask;
    QString m_readId; // of the sound that was read last: an undo may bring it back
    std::shared_ptr<const sound::Envelope> m_envelope; // of it
    QString m_askedId;                                 // of the sound that is being read
};

} // namespace effigy::ui
