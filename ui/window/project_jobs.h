// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mesh/camera.h"
#include "project/project.h"
#include "ui/jobs/job_queue.h"
#include "ui/jobs/worker_commands.h"
#include "ui/window/prompts.h"

#include <QObject>

#include <functional>
#include <optional>
#include <vector>

namespace effigy::ui {

/// What a look at a photo tells before the reconstruction begins.
struct PhotoScan {
    QImage picture;                 // upright, small enough to show
    std::vector<FaceChoice> faces;  // largest first, as the worker counts them
};

/// Reads a photo and finds its faces; runs on a pool thread; throws base::Error.
using PhotoScanner = std::function<PhotoScan(const QString& path)>;

/// What a look at a picture tells that is to come in place of a project's photo.
struct PhotoComparison {
    bool isSameFile = false;       // the project has this very photo
    bool isSameFraming = false;    // it shows the face as the photo does
    std::optional<int> face;       // of `faces`; absent: one has to be chosen
    std::vector<FaceChoice> faces; // as the worker counts them
    QString decaHead;              // head model of the networks that the project's fit begins with; empty: it begins without
};

/// Reads a picture beside the photo of a project; runs on a pool thread; throws base::Error.
using PhotoComparer = std::function<PhotoComparison(const QString& project, const QString& photo)>;

/// The road from a photo to an avatar as a chain of jobs: scan, choose a face, reconstruct, tune.
class ProjectJobs : public QObject {
    Q_OBJECT
public:
    /// `queue` and `prompts` must outlive it. `newProjectPath` gives a free name in the recovery folder for a photo.
    ProjectJobs(JobQueue* queue, Prompts* prompts, QString program, PhotoScanner scan,
                std::function<QString(const QString& photo)> newProjectPath, QObject* parent = nullptr);

    /// Scans the photo, asks which face if there are several, and reconstructs with what `fitStart` says then.
    void startFromPhoto(const QString& photo);
    void setFitStart(std::function<FitStart()> fitStart) { m_fitStart = std::move(fitStart); }
    /// `decaFor` gives the file of DECA's networks for a head model, or nothing.
    void setDeca(std::function<QString(const QString& head)> decaFor) { m_decaFor = std::move(decaFor); }
    /// What replacePhoto looks at pictures with.
    void setPhotoComparer(PhotoComparer compare) { m_compare = std::move(compare); }
    /// Looks at a picture that is to come in place of a project's photo, asks what has to be asked, and fits the project to it.
    void replacePhoto(const project::ProjectInfo& project, const QString& photo);
    /// The photo that was replaced last takes its place again.
    void exchangePhotos(const QString& project);
    /// Makes up a head of nobody.
    void startRandomHead(quint32 seed);
    /// Tunes the avatar of a project. Does nothing while a job for it runs already.
    ///   model  of the model library; empty: the one that ships with Effigy
    void tune(const QString& project, const QString& quality, const QString& model = {});
    void startExport(const QString& project, const ExportOptions& options, const ShownScene& scene);
    /// Fits the photo of a project again, with what was corrected by hand.
    void refit(const QString& project, const RefitChange& change);
    /// Teaches the tuned avatar of a project a look.
    void learn(const QString& project, const QString& look, const QString& label);
    /// Finds the motion of the face in a video; the project stays as it is.
    void track(const QString& project, const TrackOptions& options);
    [[nodiscard]] bool isTuning(const QString& project) const;
    [[nodiscard]] bool isTracking(const QString& project) const;

Q_SIGNALS:
    /// The photo could be read; reconstruction begins.
    void photoAccepted(const QImage& picture);
    void previewReady(const QImage& picture);
    /// A fitted or made-up head lies at `project`.
    void reconstructed(const QString& project);
    /// `photo`, which was to replace the photo of `project`, is that photo.
    void samePhotoGiven(const QString& project, const QString& photo);
    /// `project` holds a new fit.
    void refitted(const QString& project);
    /// The avatar of `project` has been tuned.
    void tuned(const QString& project);
    /// The avatar of `project` has learnt a look.
    void learnt(const QString& project, const QString& look);
    void exported(const QString& path);
    /// The motion for `project` that was found in a video lies in the file `motion`, which is the receiver's to remove.
    void tracked(const QString& project, const QString& motion);
    /// Scan, reconstruction, tuning or export failed.
    void failed(const effigy::ui::Failure& failure);
    /// A reconstruction ended without a head.
    void photoGivenUp();

private:
    void chooseFace(const QString& photo, const PhotoScan& scan);
    void reconstruct(const QString& photo, int face);
    void askAndReplace(const project::ProjectInfo& project, const QString& photo, const PhotoComparison& comparison);
    void watch(Job* job);
    [[nodiscard]] bool isDoing(const QString& verb, const QString& project) const;

    JobQueue* m_queue;
    Prompts* m_prompts;
    QString m_program;
    PhotoScanner m_scan;
    PhotoComparer m_compare;
    std::function<QString(const QString&)> m_newProjectPath;
    std::function<FitStart()> m_fitStart = [] { return FitStart(); };
    std::function<QString(const QString&)> m_decaFor = [](const QString&) { return QString(); };
};

} // namespace effigy::ui
