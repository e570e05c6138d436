// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/work_journal.h"

#include "base/error.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QUuid>

#include <sys/file.h>

namespace effigy::ui {
namespace {

const QString kLockEnding = QStringLiteral(".lock"), kNoteEnding = QStringLiteral(".json");

bool holds(const QFile& file) { return ::flock(file.handle(), LOCK_EX | LOCK_NB) == 0; }

QString notePathOf(const QString& lockPath) { return lockPath.chopped(kLockEnding.size()) + kNoteEnding; }

QJsonObject toJson(const OpenWork& work)
{
    QJsonArray jobs;
    for (const JobSpec& job : work.jobs)
        jobs.append(QJsonObject{{QStringLiteral("title"), job.title},
                                {QStringLiteral("verb"), job.verb},
                                {QStringLiteral("program"), job.program},
                                {QStringLiteral("arguments"), QJsonArray::fromStringList(job.arguments)},
                                {QStringLiteral("killAfterMs"), job.killAfterMs}});
    return {{QStringLiteral("project"), work.project}, {QStringLiteral("jobs"), jobs}};
}

OpenWork fromJson(const QJsonObject& note)
{
    OpenWork work{.project = note[QStringLiteral("project")].toString(), .jobs = {}};
    for (const QJsonValue& job : note[QStringLiteral("jobs")].toArray()) {
        QStringList arguments;
        for (const QJsonValue& argument : job[QStringLiteral("arguments")].toArray())
            arguments += argument.toString();
        work.jobs.push_back({.title = job[QStringLiteral("title")].toString(),
                             .verb = job[QStringLiteral("verb")].toString(),
                             .program = job[QStringLiteral("program")].toString(),
                             .arguments = arguments,
                             .killAfterMs = job[QStringLiteral("killAfterMs")].toInt(5000)});
    }
    return work;
}

} // namespace

WorkJournal::WorkJournal(const QString& folder)
{
    QDir().mkpath(folder);
    m_lock.setFileName(QDir(folder).filePath(QUuid::createUuid().toString(QUuid::WithoutBraces) + kLockEnding));
    m_notePath = notePathOf(m_lock.fileName());
    if (!m_lock.open(QIODevice::WriteOnly) || !holds(m_lock))
        throw base::Error("storage", "The folder " + folder.toStdString() + " cannot be written",
                          "Check the permissions of your home folder");
}

WorkJournal::~WorkJournal()
{
    QFile::remove(m_notePath);
    m_lock.remove();
}

void WorkJournal::write(const OpenWork& work)
{
    QSaveFile note(m_notePath);
    const QByteArray text = QJsonDocument(toJson(work)).toJson(QJsonDocument::Compact);
    if (!note.open(QIODevice::WriteOnly) || note.write(text) != text.size() || !note.commit())
        throw base::Error("storage", note.fileName().toStdString() + " cannot be written: " + note.errorString().toStdString(),
                          "Check the disk's room and the permissions of your home folder");
}

std::vector<OpenWork> WorkJournal::takeAbandoned(const QString& folder)
{
    std::vector<OpenWork> abandoned;
    for (const QFileInfo& info : QDir(folder).entryInfoList({QLatin1Char('*') + kLockEnding}, QDir::Files, QDir::Time | QDir::Reversed)) {
        QFile lock(info.filePath());
        if (!lock.open(QIODevice::ReadWrite) || !holds(lock))
            continue; // its program lives
        QFile note(notePathOf(lock.fileName()));
        if (note.open(QIODevice::ReadOnly)) {
            OpenWork work = fromJson(QJsonDocument::fromJson(note.readAll()).object());
            if (!work.project.isEmpty() || !work.jobs.empty())
                abandoned.push_back(std::move(work));
        }
        note.remove();
        lock.remove();
    }
    return abandoned;
}

} // namespace effigy::ui
