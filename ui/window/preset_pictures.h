// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/avatar.h"
#include "avatar/presets.h"
#include "base/cancel_token.h"

#include <QImage>
#include <QObject>

#include <vector>

namespace effigy::ui {

/// Draws the avatar's mesh with every preset, in the background, one after the other. A new avatar drops the old work.
class PresetPictures : public QObject {
    Q_OBJECT
public:
    explicit PresetPictures(QObject* parent = nullptr);
    ~PresetPictures() override;

    /// A null avatar only drops the work.
    void draw(const std::shared_ptr<const avatar::Avatar>& avatar, const std::vector<avatar::Preset>& presets, QSize pixels);
    /// Nothing is being drawn.
    [[nodiscard]] bool isFinished() const { return m_underWay == 0; }

Q_SIGNALS:
    void pictureReady(const QString& presetId, const QImage& image);
    /// isFinished() has become true.
    void finished();

private:
    base::CancelToken m_cancel;
    int m_underWay = 0;
};

} // namespace effigy::ui
