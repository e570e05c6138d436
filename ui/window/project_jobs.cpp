// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/project_jobs.h"

#include "ui/after_task.h"
#include "ui/jobs/worker_commands.h"
#include "ui/library/deca_offer.h"

#include <QDir>
#include <QFileInfo>
#include <QUuid>

#include <algorithm>

namespace effigy::ui {
namespace {

QString pathOf(const project::ProjectInfo& project) { return QString::fromStdString(project.path.string()); }

} // namespace

ProjectJobs::ProjectJobs(JobQueue* queue, Prompts* prompts, QString program, PhotoScanner scan,
                         std::function<QString(const QString&)> newProjectPath, QObject* parent)
    : QObject(parent),
      m_queue(queue),
      m_prompts(prompts),
      m_program(std::move(program)),
      m_scan(std::move(scan)),
      m_newProjectPath(std::move(newProjectPath))
{
    connect(m_queue, &JobQueue::jobAdded, this, &ProjectJobs::watch);
}

void ProjectJobs::startFromPhoto(const QString& photo)
{
    afterTask(
        this, [scan = m_scan, photo] { return scan(photo); }, [this, photo](const PhotoScan& scan) { chooseFace(photo, scan); },
        [this](const Failure& failure) { Q_EMIT failed(failure); });
}

void ProjectJobs::replacePhoto(const project::ProjectInfo& project, const QString& photo)
{
    afterTask(
        this, [compare = m_compare, path = pathOf(project), photo] { return compare(path, photo); },
        [this, project, photo](const PhotoComparison& comparison) { askAndReplace(project, photo, comparison); },
        [this](const Failure& failure) { Q_EMIT failed(failure); });
}

void ProjectJobs::askAndReplace(const project::ProjectInfo& project, const QString& photo, const PhotoComparison& comparison)
{
    if (comparison.isSameFile)
        return Q_EMIT samePhotoGiven(pathOf(project), photo);
    const QString deca = comparison.decaHead.isEmpty() ? QString() : m_decaFor(comparison.decaHead);
    if (!comparison.decaHead.isEmpty() && deca.isEmpty())
        return Q_EMIT failed(missingDeca());
    const auto face = comparison.face ? comparison.face : m_prompts->faceOf(comparison.faces);
    if (!face)
        return;
    const PhotoReplacement replacement{.photo = QFileInfo(photo).fileName(),
                                       .isSameFraming = comparison.isSameFraming,
                                       .isTuned = project.isInverted,
                                       .formerPhoto = QString::fromStdString(project.formerPhotoName)};
    const bool isHarmless = replacement.isSameFraming && !replacement.isTuned && replacement.formerPhoto.isEmpty();
    if (isHarmless || m_prompts->mayReplacePhoto(replacement))
        refit(pathOf(project), {.face = face,
                                .replacement = photo,
                                .fitsAnew = !comparison.isSameFraming,
                                .deca = deca});
}

void ProjectJobs::exchangePhotos(const QString& project) { m_queue->add(exchangePhotosJob(m_program, project)); }

void ProjectJobs::startRandomHead(quint32 seed)
{
    try {
        m_queue->add(randomHeadJob(m_program, seed, m_newProjectPath(tr("Head %1").arg(seed))));
    } catch (...) { // no recovery folder, for example
        Q_EMIT failed(failureOf(std::current_exception()));
    }
}

void ProjectJobs::chooseFace(const QString& photo, const PhotoScan& scan)
{
    std::optional<int> face = -1;
    if (scan.faces.size() > 1)
        face = m_prompts->faceOf(scan.faces);
    if (!face)
        return;
    Q_EMIT photoAccepted(scan.picture);
    reconstruct(photo, *face);
}

void ProjectJobs::reconstruct(const QString& photo, int face)
{
    try {
        m_queue->add(reconstructJob(m_program, photo, m_newProjectPath(photo), face, m_fitStart()));
    } catch (...) { // no recovery folder, for example
        Q_EMIT failed(failureOf(std::current_exception()));
        Q_EMIT photoGivenUp();
    }
}

/// By what the job does, not by who started it: retried and resumed ones count as well.
void ProjectJobs::watch(Job* job)
{
    connect(job, &Job::failed, this, &ProjectJobs::failed);
    const QString verb = job->spec().verb;
    if (verb == QLatin1String("reconstruct")) {
        connect(job, &Job::previewChanged, this, &ProjectJobs::previewReady);
        connect(job, &Job::finished, this, [this](const JobResult& result) { Q_EMIT reconstructed(result.path); });
        connect(job, &Job::failed, this, &ProjectJobs::photoGivenUp);
        connect(job, &Job::cancelled, this, &ProjectJobs::photoGivenUp);
    } else if (verb == QLatin1String("random-head")) {
        connect(job, &Job::finished, this, [this](const JobResult& result) { Q_EMIT reconstructed(result.path); });
    } else if (verb == QLatin1String("refit")) {
        const QString project = job->spec().arguments.value(1);
        connect(job, &Job::finished, this, [this, project] { Q_EMIT refitted(project); });
    } else if (verb == QLatin1String("learn")) {
        const QString project = job->spec().arguments.value(2), look = job->spec().arguments.value(4);
        connect(job, &Job::finished, this, [this, project, look] { Q_EMIT learnt(project, look); });
    } else if (verb == QLatin1String("track")) {
        const QString project = job->spec().arguments.value(1);
        connect(job, &Job::finished, this, [this, project](const JobResult& result) { Q_EMIT tracked(project, result.path); });
    } else if (verb == QLatin1String("invert")) {
        const QString project = job->spec().arguments.value(1);
        connect(job, &Job::finished, this, [this, project] { Q_EMIT tuned(project); });
        connect(job, &Job::cancelled, this, [this, project] { Q_EMIT tuned(project); }); // what was saved until then
    } else if (verb == QLatin1String("export")) {
        connect(job, &Job::finished, this, [this](const JobResult& result) { Q_EMIT exported(result.path); });
    }
}

bool ProjectJobs::isTuning(const QString& project) const { return isDoing(QStringLiteral("invert"), project); }

bool ProjectJobs::isTracking(const QString& project) const { return isDoing(QStringLiteral("track"), project); }

bool ProjectJobs::isDoing(const QString& verb, const QString& project) const
{
    const auto& jobs = m_queue->jobs();
    return std::any_of(jobs.begin(), jobs.end(),
                       [&](const Job* job) { return !job->isOver() && job->spec().verb == verb && job->spec().arguments.value(1) == project; });
}

void ProjectJobs::tune(const QString& project, const QString& quality, const QString& model)
{
    if (isTuning(project))
        return;
    m_queue->add(invertJob(m_program, project, quality, model));
}

void ProjectJobs::learn(const QString& project, const QString& look, const QString& label)
{
    m_queue->add(learnJob(m_program, project, look, label));
}

void ProjectJobs::refit(const QString& project, const RefitChange& change) { m_queue->add(refitJob(m_program, project, change)); }

void ProjectJobs::track(const QString& project, const TrackOptions& options)
{
    const QString name = QStringLiteral("effigy-motion-%1.json").arg(QUuid::createUuid().toString(QUuid::WithoutBraces));
    m_queue->add(trackJob(m_program, project, options, QDir::temp().filePath(name)));
}

void ProjectJobs::startExport(const QString& project, const ExportOptions& options, const ShownScene& scene)
{
    m_queue->add(exportJob(m_program, project, options, scene));
}

} // namespace effigy::ui
