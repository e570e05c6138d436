// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/looks.h"
#include "avatar/presets.h"
#include "avatar/render_loop.h"
#include "ui/jobs/notifier.h"
#include "ui/window/project_jobs.h"

#include <QString>

#include <functional>
#include <vector>

namespace effigy::ui {

class Speech;
class SystemTheme;

/// What a window works with; app/ fills it in, tests put their own in.
struct StudioServices {
    Prompts* prompts = nullptr;            // outlives the window
    QString workerProgram = {};            // the `effigy` command line
    QString recoveryFolder;                // where projects live that were never saved by hand
    std::function<QString(const QString& photo)> newProjectPath; // a free name in it
    QString samplePhoto = {};              // empty: none
    QString modelFolder = {};              // of the model library; empty: the person's own
    std::vector<avatar::Preset> presets;
    std::vector<avatar::Preset> visemes = {};
    QString poseFolder = {};               // of the person's own poses; empty: none are kept
    std::vector<avatar::LookPreset> looks = {};
    QString lookFolder = {};               // of the person's own looks; empty: none are kept
    PhotoScanner scanPhoto;
    PhotoComparer comparePhoto = {};       // with the photo of a project
    QString tuningQuality = QStringLiteral("standard");
    bool tunesAtOnce = true;               // right after the reconstruction
    avatar::RenderLoop::RenderFunction render = {}; // empty: the stage renderer
    Notifier* notifier = nullptr;          // outlives the window; null: nobody is told
    QString journalFolder = {};            // of WorkJournal; empty: none is kept
    SystemTheme* systemTheme = nullptr;    // outlives the window; null: the desktop is not asked
    Speech* speech = nullptr;              // outlives the window; null: the language cannot be changed
    std::function<void(const QString& path)> openWindow = {}; // another window, with that project if there is one; empty: cannot
};

} // namespace effigy::ui
