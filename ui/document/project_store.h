// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/avatar.h"
#include "avatar/edit_history.h"
#include "project/project.h"
#include "ui/failure.h"

#include <QByteArray>
#include <QImage>
#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace effigy::ui {

/// A project file as the window gets it, snapshots only.
struct OpenedProject {
    QString path;
    bool isReadOnly = false;
    bool isRecovery = false; // lives in the recovery folder: never saved by hand
    project::ProjectInfo info;
    std::shared_ptr<const avatar::Avatar> avatar;
    avatar::Document document;
};

/// The open project file and everything that touches it. Lives on a thread of its own; call its functions through that
/// thread's event loop. Answers come as signals.
class ProjectStore : public QObject {
    Q_OBJECT
public:
    /// `recoveryFolder` tells which projects were never saved by hand.
    explicit ProjectStore(QString recoveryFolder);

    /// Where the generator of the avatar is missing, the fitted head is opened, and failed() tells so after opened().
    void open(const QString& path);
    /// Reads the avatar again: a job has inverted the photo.
    void reloadAvatar();
    void save(const avatar::Document& document, quint64 revision);
    /// Keeps the bytes of a sound for a timeline that is saved next.
    void addSound(const QByteArray& bytes);
    void readSound(const QString& id);
    /// Likewise of a colour table.
    void addLut(const QByteArray& bytes);
    void readLut(const QString& id);
    void setThumbnail(const QImage& image);
    /// The photo has been found there.
    void setPhotoPath(const QString& path);
    /// Tells with photoFileChanged() when the file that the photo was read from holds another picture now.
    void lookForPhotoFile();
    void saveCopy(const QString& path);
    /// Saves under a new name and goes on there. A recovery file that was open is removed once the new one is open.
    void saveAs(const QString& path);
    void close();

Q_SIGNALS:
    void opened(const effigy::ui::OpenedProject& project);
    void openFailed(const QString& path, const effigy::ui::Failure& failure);
    void avatarReloaded(std::shared_ptr<const effigy::avatar::Avatar> avatar, const effigy::project::ProjectInfo& info);
    void saved(quint64 revision);
    void soundRead(const QString& id, const QByteArray& bytes);
    void lutRead(const QString& id, const QByteArray& bytes);
    void copied(const QString& path);
    void infoChanged(const effigy::project::ProjectInfo& info);
    void photoFileChanged(const QString& path);
    void failed(const effigy::ui::Failure& failure);

private:
    void guarded(const std::function<void()>& task);
    [[nodiscard]] bool isRecovery(const QString& path) const;

    QString m_recoveryFolder;
    std::optional<project::Project> m_project;
};

} // namespace effigy::ui
