// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "style/tone.h"
#include "ui/viewport/avatar_frames.h"

#include <QObject>
#include <QTimer>

namespace effigy::ui {

class Session;
class Viewport;

/// Asks for a picture whenever the document or the view changes, and hands what comes to the viewport: previews while a hand
/// moves, refined when it rests. Also keeps the project's thumbnail fresh.
class ViewportPilot : public QObject {
    Q_OBJECT
public:
    /// All three must outlive the pilot.
    ViewportPilot(Session* session, Viewport* viewport, AvatarFrames* frames, QObject* parent = nullptr);

    /// A full picture of the newest state is on the screen.
    [[nodiscard]] bool isSettled() const;
    /// What is done to colours of pictures that show a look; null: nothing.
    void setTone(std::shared_ptr<const style::Tone> tone);
    /// Says the viewport's note anew: the language changed.
    void retell();

Q_SIGNALS:
    void settled();
    /// How long the last picture took.
    void frameShown(double seconds, bool isFull);
    void failed(const effigy::ui::Failure& failure);

private:
    void showAvatar();
    void request(bool isMoving);
    void show(const Frame& frame);
    void keepThumbnail(const QImage& image);
    [[nodiscard]] avatar::Pass wantedPass() const;
    [[nodiscard]] QString note() const;

    Session* m_session;
    Viewport* m_viewport;
    AvatarFrames* m_frames;
    std::shared_ptr<const style::Tone> m_tone;
    QString m_shownPath; // the project that the view belongs to
    QTimer m_thumbnailTimer;
    QImage m_thumbnail;
};

} // namespace effigy::ui
