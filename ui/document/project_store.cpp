// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/project_store.h"

#include "base/error.h"
#include "project/load_avatar.h"
#include "project/photo_change.h"
#include "ui/pixels.h"

#include <QFile>
#include <QFileInfo>

#include <filesystem>

namespace effigy::ui {
namespace {

std::filesystem::path toPath(const QString& text) { return std::filesystem::path(text.toStdString()); }

} // namespace

ProjectStore::ProjectStore(QString recoveryFolder) : m_recoveryFolder(std::move(recoveryFolder)) {}

bool ProjectStore::isRecovery(const QString& path) const
{
    return QFileInfo(path).absolutePath() == QFileInfo(m_recoveryFolder).absoluteFilePath();
}

void ProjectStore::guarded(const std::function<void()>& task)
{
    try {
        task();
    } catch (...) { // the task wrapper of this thread: every error reaches the person
        Q_EMIT failed(failureOf(std::current_exception()));
    }
}

void ProjectStore::open(const QString& path)
{
    try {
        project::Project project = project::Project::open(toPath(path));
        std::optional<Failure> missing;
        const auto avatarOrHead = [&]() -> std::shared_ptr<const avatar::Avatar> {
            try {
                return project::loadAvatar(project, "auto");
            } catch (const base::Error& error) {
                if (error.code() != "model_missing")
                    throw;
                missing = failureOf(std::current_exception());
                missing->hint = QStringLiteral("The fitted head is shown meanwhile. Add that generator to the model library and open the project again, or tune the avatar anew");
                return project::loadFittedHead(project);
            }
        };
        OpenedProject result{.path = path,
                             .isReadOnly = project.isReadOnly(),
                             .isRecovery = isRecovery(path),
                             .info = project.info(),
                             .avatar = avatarOrHead(),
                             .document = project.document()};
        m_project = std::move(project);
        Q_EMIT opened(result);
        if (missing)
            Q_EMIT failed(*missing);
    } catch (...) {
        Q_EMIT openFailed(path, failureOf(std::current_exception()));
    }
}

void ProjectStore::reloadAvatar()
{
    guarded([this] {
        if (m_project)
            Q_EMIT avatarReloaded(project::loadAvatar(*m_project, "auto"), m_project->info());
    });
}

void ProjectStore::save(const avatar::Document& document, quint64 revision)
{
    guarded([&] {
        if (m_project && !m_project->isReadOnly())
            m_project->saveDocument(document);
        Q_EMIT saved(revision);
    });
}

void ProjectStore::addSound(const QByteArray& bytes)
{
    guarded([&] {
        if (m_project && !m_project->isReadOnly())
            m_project->addSound(std::as_bytes(std::span(bytes.constData(), std::size_t(bytes.size()))));
    });
}

void ProjectStore::readSound(const QString& id)
{
    guarded([&] {
        if (!m_project)
            return;
        const auto bytes = m_project->sound(id.toStdString());
        Q_EMIT soundRead(id, QByteArray(reinterpret_cast<const char*>(bytes.data()), qsizetype(bytes.size())));
    });
}

void ProjectStore::addLut(const QByteArray& bytes)
{
    guarded([&] {
        if (m_project && !m_project->isReadOnly())
            m_project->addLut(std::as_bytes(std::span(bytes.constData(), std::size_t(bytes.size()))));
    });
}

void ProjectStore::readLut(const QString& id)
{
    guarded([&] {
        if (!m_project)
            return;
        const auto bytes = m_project->lut(id.toStdString());
        Q_EMIT lutRead(id, QByteArray(reinterpret_cast<const char*>(bytes.data()), qsizetype(bytes.size())));
    });
}

void ProjectStore::setThumbnail(const QImage& image)
{
    guarded([&] {
        if (m_project && !m_project->isReadOnly())
            m_project->setThumbnail(fromQImage(image));
    });
}

void ProjectStore::setPhotoPath(const QString& path)
{
    guarded([&] {
        if (!m_project || m_project->isReadOnly())
            return;
        m_project->setPhotoPath(toPath(path));
        Q_EMIT infoChanged(m_project->info());
    });
}

void ProjectStore::lookForPhotoFile()
{
    guarded([&] {
        if (m_project && !m_project->isReadOnly() && project::photoFile(*m_project) == project::PhotoFile::Changed)
            Q_EMIT photoFileChanged(QString::fromStdString(m_project->info().photoPath.string()));
    });
}

void ProjectStore::saveCopy(const QString& path)
{
    guarded([&] {
        if (!m_project)
            return;
        m_project->saveCopy(toPath(path));
        Q_EMIT copied(path);
    });
}

void ProjectStore::saveAs(const QString& path)
{
    guarded([&] {
        if (!m_project)
            return;
        const QString before = QString::fromStdString(m_project->path().string());
        m_project->saveCopy(toPath(path));
        open(path);
        const bool hasMoved = m_project->path() == toPath(path);
        if (hasMoved && isRecovery(before) && before != path)
            QFile::remove(before);
    });
}

void ProjectStore::close() { m_project.reset(); }

} // namespace effigy::ui
