// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/recent_projects.h"

#include "project/project.h"
#include "project/recovery.h"
#include "ui/after_task.h"
#include "ui/pixels.h"

#include <QDateTime>
#include <QFileInfo>
#include <QSettings>

#include <algorithm>

namespace effigy::ui {
namespace {

constexpr int kMost = 12;
const QString kKey = QStringLiteral("recentProjects");
const QString kPinned = QStringLiteral("pinnedProjects");

QStringList listed() { return QSettings().value(kKey).toStringList(); }
QStringList pinned() { return QSettings().value(kPinned).toStringList(); }

std::optional<ProjectTile> readTile(const QString& path)
{
    try {
        const auto project = project::Project::open(path.toStdString(), project::Access::ReadOnly);
        const QFileInfo file(path);
        ProjectTile tile{.path = path,
                         .name = file.completeBaseName(),
                         .subtitle = ageText(double(file.lastModified().secsTo(QDateTime::currentDateTime()))),
                         .thumbnail = {},
                         .isPinned = false,
                         .isRecovered = false};
        if (const auto picture = project.thumbnail())
            tile.thumbnail = toQImage(*picture);
        return tile;
    } catch (const std::exception&) { // an unreadable project has no tile; opening it by hand tells why
        return std::nullopt;
    }
}

std::vector<ProjectTile> readTiles(const QStringList& recents, const QStringList& pins, const QStringList& interrupted)
{
    std::vector<ProjectTile> tiles;
    QStringList seen;
    for (const QString& path : interrupted) {
        auto tile = seen.contains(path) || !QFileInfo::exists(path) ? std::nullopt : readTile(path);
        if (!tile)
            continue;
        seen += path;
        tile->subtitle = RecentProjects::tr("open when the studio stopped, %1").arg(tile->subtitle);
        tile->isRecovered = true;
        tiles.push_back(*tile);
    }
    for (const project::RecoveredProject& left : project::recoverableProjects()) {
        const QString path = QString::fromStdString(left.path.string());
        if (seen.contains(path))
            continue;
        seen += path;
        tiles.push_back({.path = path,
                         .name = QFileInfo(QString::fromStdString(left.photoName)).completeBaseName(),
                         .subtitle = RecentProjects::tr("unsaved, %1").arg(ageText(left.ageSeconds)),
                         .thumbnail = left.thumbnail ? toQImage(*left.thumbnail) : QImage(),
                         .isPinned = false,
                         .isRecovered = true});
    }
    for (const QString& path : recents)
        if (!seen.contains(path))
            if (auto tile = readTile(path)) {
                tile->isPinned = pins.contains(path);
                tiles.push_back(*tile);
            }
    if (tiles.size() > kMost)
        tiles.resize(kMost);
    return tiles;
}

} // namespace

QString ageText(double seconds)
{
    const int minutes = int(seconds / 60.0);
    if (minutes < 1)
        return RecentProjects::tr("just now");
    if (minutes < 60)
        return RecentProjects::tr("%n minute(s) ago", nullptr, minutes);
    if (minutes < 48 * 60)
        return RecentProjects::tr("%n hour(s) ago", nullptr, minutes / 60);
    return RecentProjects::tr("%n day(s) ago", nullptr, minutes / (24 * 60));
}

RecentProjects::RecentProjects(QObject* parent) : QObject(parent) {}

QStringList RecentProjects::paths() const
{
    QStringList existing;
    for (const RecentProject& project : entries())
        if (!project.isMissing)
            existing += project.path;
    return existing;
}

std::vector<RecentProject> RecentProjects::entries() const
{
    const QStringList first = pinned();
    QStringList all = first;
    for (const QString& path : listed())
        if (!first.contains(path))
            all += path;
    std::vector<RecentProject> projects;
    for (const QString& path : all)
        projects.push_back({.path = path, .isPinned = first.contains(path), .isMissing = !QFileInfo::exists(path)});
    return projects;
}

bool RecentProjects::isPinned(const QString& path) const { return pinned().contains(path); }

void RecentProjects::setPinned(const QString& path, bool isPinned)
{
    QStringList all = pinned();
    all.removeAll(path);
    if (isPinned)
        all += path;
    QSettings().setValue(kPinned, all);
    Q_EMIT changed();
}

bool RecentProjects::hasMissing() const
{
    const auto all = entries();
    return std::any_of(all.begin(), all.end(), [](const RecentProject& project) { return project.isMissing; });
}

void RecentProjects::removeMissing()
{
    for (const RecentProject& project : entries())
        if (project.isMissing)
            forget(project.path);
    Q_EMIT changed();
}

void RecentProjects::clear()
{
    QSettings().remove(kKey);
    Q_EMIT changed();
}

void RecentProjects::forget(const QString& path)
{
    for (const auto& [key, paths] : {std::pair(kKey, listed()), std::pair(kPinned, pinned())}) {
        QStringList left = paths;
        left.removeAll(path);
        QSettings().setValue(key, left);
    }
}

void RecentProjects::add(const QString& path)
{
    QStringList all = listed();
    all.removeAll(path);
    all.prepend(path);
    QSettings().setValue(kKey, QStringList(all.mid(0, kMost)));
    Q_EMIT changed();
}

void RecentProjects::remove(const QString& path)
{
    forget(path);
    Q_EMIT changed();
}

void RecentProjects::loadTiles()
{
    ++m_loading;
    afterTask(
        this, [paths = paths(), pins = pinned(), interrupted = m_interrupted] { return readTiles(paths, pins, interrupted); },
        [this](const std::vector<ProjectTile>& tiles) {
            --m_loading;
            Q_EMIT tilesReady(tiles);
        },
        [this](const Failure& failure) {
            --m_loading;
            Q_EMIT failed(failure);
        });
}

} // namespace effigy::ui
