// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/avatar.h"
#include "avatar/looks.h"
#include "ui/failure.h"

#include <QObject>

#include <filesystem>
#include <functional>
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
    ///   looks   those that ship
    ///   folder  of own looks; empty: none are kept
    LookPilot(Session* session, LookGallery* gallery, TilePictures* pictures, std::vector<avatar::LookPreset> looks,
              std::filesystem::path folder = {}, QObject* parent = nullptr);

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
    void failed(const effigy::ui::Failure& failure);
    /// A sentence for the status bar.
    void told(const QString& sentence);
    /// The control of a colour in the mouth can be used, or not: the avatar's generator has no such colours.
    void mouthControlChanged(const QString& control, bool canBeUsed);

private:
    void change(const avatar::LookPreset& look, const std::vector<std::pair<std::string, double>>& values);
    void show();
    void save(const QString& label);
    void remove(const QString& id);
    /// Runs `task` elsewhere, then shows what the folder holds and says `done`.
    void run(std::function<void()> task, const QString& done);
    void tellLearnt();
    /// Once for each avatar, when the gallery can be seen: painting takes time.
    void drawPictures();

    Session* m_session;
    LookGallery* m_gallery;
    TilePictures* m_pictures;
    std::vector<avatar::LookPreset> m_shipped;
    std::vector<avatar::LookPreset> m_looks; // and a person's own
    std::filesystem::path m_folder;
    head::ControlValues m_from; // when blending began
    std::shared_ptr<const avatar::Avatar> m_drawn; // whose pictures there are
};

} // namespace effigy::ui
