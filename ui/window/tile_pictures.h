// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/avatar.h"
#include "avatar/stage_renderer.h"
#include "base/cancel_token.h"

#include <QImage>
#include <QObject>

#include <vector>

namespace effigy::ui {

/// What a tile of a gallery shows.
struct TilePicture {
    QString id;
    head::ControlValues controls;
    avatar::Pass pass = avatar::Pass::Textured;
    avatar::Quality quality = avatar::Quality::Full;
};

/// Draws the avatar for the tiles of a gallery, in the background, one after the other. A new avatar drops the old work.
class TilePictures : public QObject {
    Q_OBJECT
public:
    explicit TilePictures(QObject* parent = nullptr);
    ~TilePictures() override;

    /// A null avatar only drops the work.
    void draw(const std::shared_ptr<const avatar::Avatar>& avatar, const std::vector<TilePicture>& pictures, QSize pixels);
    /// Nothing is being drawn.
    [[nodiscard]] bool isFinished() const { return m_underWay == 0; }

Q_SIGNALS:
    void pictureReady(const QString& id, const QImage& image);
    /// isFinished() has become true.
    void finished();

private:
    base::CancelToken m_cancel;
    int m_underWay = 0;
};

} // namespace effigy::ui
