// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/avatar.h"
#include "avatar/looks.h"

#include <QObject>

#include <memory>
#include <vector>

namespace effigy::ui {

class LookGallery;
class Session;
class TilePictures;

/// Lets a gallery of looks change the document of a session, and shows it how the document stands.
class LookPilot : public QObject {
    Q_OBJECT
public:
    /// All must outlive it.
    LookPilot(Session* session, LookGallery* gallery, TilePictures* pictures, std::vector<avatar::LookPreset> looks,
              QObject* parent = nullptr);

    [[nodiscard]] const std::vector<avatar::LookPreset>& looks() const { return m_looks; }
    /// Gives the avatar that look. Throws Error "unsupported" when there is none of that id.
    void apply(const QString& id);
    /// Names the looks anew: the language changed.
    void retell();
    /// Lays it on the present one.
    void add(const QString& id);

    /// Shows what the avatar has learnt in place of the painted look.
    void showLearnt(const QString& id);

Q_SIGNALS:
    /// The control of a look can be used, or not: the avatar has learnt it, or not.
    void learntControlChanged(const QString& control, bool isLearnt);
    /// The control of a colour in the mouth can be used, or not: the avatar's generator has no such colours.
    void mouthControlChanged(const QString& control, bool canBeUsed);

private:
    void change(const avatar::LookPreset& look, const std::vector<std::pair<std::string, double>>& values);
    void show();
    void tellLearnt();
    /// Once for each avatar, when the gallery can be seen: painting takes time.
    void drawPictures();

    Session* m_session;
    LookGallery* m_gallery;
    TilePictures* m_pictures;
    std::vector<avatar::LookPreset> m_looks;
    head::ControlValues m_from; // when blending began
    std::shared_ptr<const avatar::Avatar> m_drawn; // whose pictures there are
};

} // namespace effigy::ui
