// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/presets.h"
#include "ui/failure.h"

#include <QFuture>
#include <QObject>

#include <filesystem>
#include <functional>
#include <vector>

namespace effigy::ui {

class PresetPanel;
class Session;

/// Asks for the files of shared poses; an empty path means: cancelled.
struct PoseFiles {
    std::function<QString()> toOpen;
    std::function<QString(const QString& name)> toSave;
};

/// Lets a pose library change the document of a session, and keeps the person's own poses in a folder.
class PosePilot : public QObject {
    Q_OBJECT
public:
    /// Session and panel must outlive it.
    ///   expressions  those that ship
    ///   visemes      likewise
    ///   folder       of own poses; empty: none are kept
    PosePilot(Session* session, PresetPanel* panel, std::vector<avatar::Preset> expressions, std::vector<avatar::Preset> visemes,
              std::filesystem::path folder, PoseFiles files, QObject* parent = nullptr);

    /// Names the poses anew: the language changed. presetsChanged() follows.
    void retell();
    /// All poses, with the ids that the panel knows them by.
    [[nodiscard]] const std::vector<avatar::Preset>& presets() const { return m_all; }

Q_SIGNALS:
    /// Poses came or went: their pictures are wanted.
    void presetsChanged();
    void failed(const effigy::ui::Failure& failure);
    /// A sentence for the status bar.
    void told(const QString& sentence);

private:
    void gather(const std::vector<avatar::Preset>& own);
    [[nodiscard]] const avatar::Preset& find(const QString& id) const;
    void key(const QString& id);
    void save(const QString& label, const QStringList& tags);
    void remove(const QString& id);
    void share(const QString& id);
    void import();
    /// Runs `task` elsewhere, then shows what the folder holds and says `done`.
    void run(std::function<void()> task, const QString& done);

    Session* m_session;
    PresetPanel* m_panel;
    std::vector<avatar::Preset> m_expressions;
    std::vector<avatar::Preset> m_visemes;
    std::vector<avatar::Preset> m_own;
    std::vector<avatar::Preset> m_all;
    std::filesystem::path m_folder;
    PoseFiles m_files;
};

} // namespace effigy::ui
