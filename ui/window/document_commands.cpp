// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/document_commands.h"

#include "generator/model_library.h"
#include "photo/clip.h"
#include "sound/sound_reader.h"
#include "ui/document/session.h"
#include "ui/known_folder.h"
#include "ui/window/project_jobs.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QUrl>

#include <algorithm>

namespace effigy::ui {
namespace {

const QString kExport = QStringLiteral("export");

} // namespace

DocumentCommands::DocumentCommands(Session* session, ProjectJobs* jobs, Prompts* prompts, QObject* parent)
    : QObject(parent), m_session(session), m_jobs(jobs), m_prompts(prompts)
{
    connect(m_session, &Session::copied, this, [this](const QString& path) {
        Q_EMIT told(tr("A copy was saved as %1").arg(QFileInfo(path).fileName()));
    });
    connect(m_jobs, &ProjectJobs::samePhotoGiven, this, [this](const QString& project, const QString& photo) {
        if (project == m_session->path())
            m_session->setPhotoPath(photo);
        Q_EMIT told(tr("%1 is the photo that the project has; only its place was noted").arg(QFileInfo(photo).fileName()));
    });
    connect(m_jobs, &ProjectJobs::exported, this, [this](const QString& path) {
        Q_EMIT told(tr("Exported %1").arg(QFileInfo(path).fileName()));
    });
}

namespace {

bool isProject(const QString& path) { return QFileInfo(path).suffix().compare(QLatin1String("effigy"), Qt::CaseInsensitive) == 0; }

bool isVideo(const QString& path)
{
    const std::string ending = QFileInfo(path).suffix().toLower().toStdString();
    return QFileInfo(path).isDir() || std::ranges::find(photo::kVideoEndings, ending) != photo::kVideoEndings.end();
}

bool isSound(const QString& path)
{
    const std::string ending = QFileInfo(path).suffix().toLower().toStdString();
    return !isVideo(path) && std::ranges::find(sound::kSoundEndings, ending) != sound::kSoundEndings.end();
}

bool isModel(const QString& path)
{
    const std::string ending = QFileInfo(path).suffix().toLower().toStdString();
    return ending != "json" && std::ranges::find(generator::kModelEndings, ending) != generator::kModelEndings.end();
}

} // namespace

QString DocumentCommands::promiseFor(const QString& path)
{
    const QString name = QFileInfo(path).fileName();
    if (isVideo(path))
        return tr("Take the motion of %1").arg(name);
    if (isSound(path))
        return tr("Put the sound %1 on the timeline").arg(name);
    if (isModel(path))
        return tr("Add %1 to the model library").arg(name);
    return isProject(path) ? tr("Open the project %1").arg(name) : tr("Make a head of %1").arg(name);
}

void DocumentCommands::openPath(const QString& path)
{
    if (isProject(path))
        m_session->open(QFileInfo(path).absoluteFilePath());
    else if (isVideo(path))
        trackVideo(QFileInfo(path).absoluteFilePath());
    else if (isSound(path))
        Q_EMIT soundGiven(QFileInfo(path).absoluteFilePath());
    else if (isModel(path))
        Q_EMIT modelGiven(QFileInfo(path).absoluteFilePath());
    else
        openPhoto(QFileInfo(path).absoluteFilePath());
}

void DocumentCommands::openPhoto(const QString& path)
{
    if (path.isEmpty())
        return;
    Q_EMIT told(tr("Reading %1…").arg(QFileInfo(path).fileName()));
    m_jobs->startFromPhoto(path);
}

void DocumentCommands::askForProject()
{
    const QString path = m_prompts->projectToOpen();
    if (!path.isEmpty())
        m_session->open(path);
}

void DocumentCommands::askForPhoto() { openPhoto(m_prompts->photoToOpen()); }

void DocumentCommands::askForReplacement()
{
    if (const QString path = m_prompts->photoToOpen(); !path.isEmpty())
        replacePhoto(path);
}

void DocumentCommands::replacePhoto(const QString& path)
{
    if (m_jobs->isTuning(m_session->path())) { // what it tunes to would go
        Q_EMIT told(tr("The photo can be replaced once the avatar is tuned, or tuning is cancelled"));
        return;
    }
    Q_EMIT told(tr("Reading %1…").arg(QFileInfo(path).fileName()));
    m_jobs->replacePhoto(m_session->info(), path);
}

void DocumentCommands::newRandomHead()
{
    constexpr quint32 kSeeds = 1'000'000; // so that people can tell them to each other
    const quint32 seed = QRandomGenerator::global()->bounded(kSeeds);
    Q_EMIT told(tr("Making up head %1…").arg(seed));
    m_jobs->startRandomHead(seed);
}

void DocumentCommands::askForVideo() { trackVideo(m_prompts->videoToOpen()); }

void DocumentCommands::trackVideo(const QString& path)
{
    if (path.isEmpty())
        return;
    if (!m_session->isOpen()) {
        Q_EMIT told(tr("Open a project first: its avatar gets the motion of the video"));
        return;
    }
    if (const auto options = m_prompts->trackOptions(path))
        m_jobs->track(m_session->path(), *options);
}

void DocumentCommands::save()
{
    if (m_session->isRecovery())
        saveAs();
    else
        Q_EMIT told(tr("Every change is saved as you make it"));
}

void DocumentCommands::saveAs()
{
    if (m_jobs->isTuning(m_session->path())) { // the worker writes into this very file
        Q_EMIT told(tr("Everything is saved. The project can get another name once the avatar is tuned."));
        return;
    }
    if (m_jobs->isTracking(m_session->path())) { // what is found belongs to the project of this name
        Q_EMIT told(tr("Everything is saved. The project can get another name once the video has been followed."));
        return;
    }
    const QString path = m_prompts->projectToSave(suggestedName());
    if (!path.isEmpty())
        m_session->saveAs(path);
}

void DocumentCommands::saveCopy()
{
    const QString path = m_prompts->projectToSave(suggestedName());
    if (!path.isEmpty())
        m_session->saveCopy(path);
}

void DocumentCommands::exportAs(ExportKind kind, const ShownScene& scene)
{
    const auto options = m_prompts->exportOptions(kind, suggestedName());
    if (options)
        startExport(*options, scene);
}

void DocumentCommands::startExport(const ExportOptions& options, const ShownScene& scene)
{
    if (QFileInfo::exists(options.path) && !m_prompts->mayReplace(options.path))
        return;
    remembered(kExport, options.path);
    m_jobs->startExport(m_session->path(), options, scene);
}

QString DocumentCommands::suggestedExportPath() const
{
    const QDir folder(lastFolder(kExport, QStandardPaths::PicturesLocation));
    return folder.filePath(QFileInfo(suggestedName()).completeBaseName());
}

QString DocumentCommands::suggestedName() const { return QString::fromStdString(m_session->info().photoName); }

void DocumentCommands::revealFile(const QString& path)
{
    QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).absolutePath()));
}

void DocumentCommands::copyPose() const
{
    QApplication::clipboard()->setText(QString::fromStdString(avatar::controlsToJson(m_session->pose())));
}

void DocumentCommands::pastePose()
{
    try {
        m_session->pastePose(avatar::controlsFromJson(QApplication::clipboard()->text().toStdString()));
    } catch (...) { // what lies in the clipboard is the person's input
        Q_EMIT failed(failureOf(std::current_exception()));
    }
}

} // namespace effigy::ui
