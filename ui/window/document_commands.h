// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mesh/camera.h"
#include "ui/failure.h"
#include "ui/jobs/export_options.h"

#include <QObject>

namespace effigy::ui {

class ProjectJobs;
class Prompts;
class Session;

/// What the File and Edit menus do with the project: opening, saving, taking away, copying a pose.
class DocumentCommands : public QObject {
    Q_OBJECT
public:
    /// All three must outlive it.
    DocumentCommands(Session* session, ProjectJobs* jobs, Prompts* prompts, QObject* parent = nullptr);

    /// A project, a photo to make one of, a video whose motion or a sound that the open project gets, a model for the library.
    void openPath(const QString& path);
    void openPhoto(const QString& path);
    /// What opening it will do, for somebody who drags it over the window: "Make a head of portrait.jpg".
    [[nodiscard]] static QString promiseFor(const QString& path);
    void askForProject();
    void askForPhoto();
    /// Asks for a picture that takes the place of the project's photo.
    void askForReplacement();
    /// The same for a picture that is known.
    void replacePhoto(const QString& path);
    /// A project of somebody who does not exist.
    void newRandomHead();
    /// Asks for a video and what to take from it, then starts the job.
    void askForVideo();
    /// The same for a video that is known: a file, or a folder of pictures. Told that a project must be open when none is.
    void trackVideo(const QString& path);

    /// A project that was never saved by hand gets a name; any other is saved already, which is told.
    void save();
    void saveAs();
    void saveCopy();
    /// Asks how, then starts the job. Pictures look through the camera of `scene`.
    void exportAs(ExportKind kind, const ShownScene& scene);
    /// Starts the job at once; asks only before writing over a file.
    void startExport(const ExportOptions& options, const ShownScene& scene);
    /// Where an export goes unless somebody says otherwise, without an ending.
    [[nodiscard]] QString suggestedExportPath() const;

    /// Shows the folder of a file to the person.
    static void revealFile(const QString& path);

    /// The pose as JSON, to and from the clipboard.
    void copyPose() const;
    void pastePose();

Q_SIGNALS:
    /// A model is to go into the library.
    void modelGiven(const QString& path);
    /// A sound is to go on the timeline.
    void soundGiven(const QString& path);
    /// A sentence for the status bar.
    void told(const QString& sentence);
    void failed(const effigy::ui::Failure& failure);

private:
    [[nodiscard]] QString suggestedName() const;

    Session* m_session;
    ProjectJobs* m_jobs;
    Prompts* m_prompts;
};

} // namespace effigy::ui
