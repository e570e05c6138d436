// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/grade_pilot.h"

#include "project/project.h"
#include "style/cube_file.h"
#include "ui/document/session.h"
#include "ui/style/grade_panel.h"

#include <QFileInfo>
#include <QFutureWatcher>
#include <QtConcurrent>

namespace effigy::ui {
namespace {

constexpr int kWrittenSize = 33; // entries along an edge: what other programs write

struct ReadTable {
    QString id;
    QByteArray bytes;
    std::shared_ptr<const style::CubeLut> lut;
};

ReadTable readTable(const std::string& path)
{
    auto file = style::readCubeFile(path);
    return {.id = QString::fromStdString(project::fileId(file.bytes)),
            .bytes = QByteArray(reinterpret_cast<const char*>(file.bytes.data()), qsizetype(file.bytes.size())),
            .lut = std::make_shared<const style::CubeLut>(std::move(file.lut))};
}

} // namespace

GradePilot::GradePilot(Session* session, GradePanel* panel, Asks asks, QObject* parent)
    : QObject(parent), m_session(session), m_panel(panel), m_asks(std::move(asks))
{
    connect(m_session, &Session::opened, this, &GradePilot::show);
    connect(m_session, &Session::stateChanged, this, &GradePilot::show);
    connect(m_session, &Session::closed, this, &GradePilot::show);
    connect(m_session, &Session::lutRead, this, &GradePilot::showRead);
    connect(m_panel, &GradePanel::gestureStarted, m_session, &Session::beginGesture);
    connect(m_panel, &GradePanel::gestureFinished, m_session, &Session::endGesture);
    connect(m_panel, &GradePanel::curvesEdited, this, [this](const style::ToneCurves& curves) {
        m_session->setToning(QT_TRANSLATE_NOOP("Edit", "Tone curve"), {.curves = curves, .lut = m_session->state().toning.lut});
    });
    connect(m_panel, &GradePanel::lutAsked, this, [this] {
        if (const QString path = m_asks.cubeToOpen(); !path.isEmpty())
            take(path);
    });
    connect(m_panel, &GradePanel::lutRemoved, this, [this] {
        m_session->setToning(QT_TRANSLATE_NOOP("Edit", "Remove the colour table"), {.curves = m_session->state().toning.curves, .lut = {}});
    });
    connect(m_panel, &GradePanel::cubeAsked, this, [this] {
        if (const QString path = m_asks.cubeToSave(); !path.isEmpty())
            write(path);
    });
    show();
}

void GradePilot::take(const QString& path)
{
    auto* reading = new QFutureWatcher<ReadTable>(this);
    connect(reading, &QFutureWatcherBase::finished, this, [this, reading, path, project = m_session->path()] {
        reading->deleteLater();
        try {
            const ReadTable table = reading->result();
            if (!m_session->isOpen() || m_session->path() != project)
                return;
            m_readId = table.id;
            m_lut = table.lut;
            const QString name = QFileInfo(path).fileName();
            m_session->setLut({.id = table.id.toStdString(), .name = name.toStdString()}, table.bytes);
            Q_EMIT told(tr("%1 is laid on the picture").arg(name));
        } catch (...) { // the end of a task: its error reaches the person
            Q_EMIT failed(failureOf(std::current_exception()));
        }
    });
    reading->setFuture(QtConcurrent::run(readTable, path.toStdString()));
}

void GradePilot::write(const QString& path)
{
    const auto pose = m_session->pose();
    auto* writing = new QFutureWatcher<void>(this);
    connect(writing, &QFutureWatcherBase::finished, this, [this, writing, path] {
        writing->deleteLater();
        try {
            writing->waitForFinished();
            Q_EMIT told(tr("%1 is written").arg(QFileInfo(path).fileName()));
        } catch (...) { // the end of a task: its error reaches the person
            Q_EMIT failed(failureOf(std::current_exception()));
        }
    });
    writing->setFuture(QtConcurrent::run([pose, path = path.toStdString(), title = QFileInfo(path).completeBaseName().toStdString(), tone = m_tone] {
        style::writeGrade(path, pose, tone.get(), kWrittenSize, title);
    }));
}

void GradePilot::show()
{
    const style::Toning toning = m_session->isOpen() ? m_session->state().toning : style::Toning();
    m_panel->setToning(toning);
    const QString id = QString::fromStdString(toning.lut.id);
    if (!m_session->isOpen()) {
        m_readId = m_askedId = QString();
        m_lut.reset();
    }
    if (!id.isEmpty() && id != m_readId && id != m_askedId) {
        m_askedId = id;
        m_session->readLut(id);
    }
    setTone();
}

void GradePilot::setTone()
{
    const style::Toning toning = m_session->isOpen() ? m_session->state().toning : style::Toning();
    const bool hasLut = m_lut && !toning.lut.id.empty() && QString::fromStdString(toning.lut.id) == m_readId;
    if (toning == m_shown && hasLut == m_shownWithLut)
        return;
    m_shown = toning;
    m_shownWithLut = hasLut;
    m_tone.reset();
    if (hasLut || !toning.curves.isStraight())
        m_tone = std::make_shared<const style::Tone>(
            style::Tone{.curves = toning.curves, .lut = hasLut ? std::optional(*m_lut) : std::nullopt});
    Q_EMIT toneChanged(m_tone);
}

void GradePilot::showRead(const QString& id, const QByteArray& bytes)
{
    if (id != m_askedId)
        return;
    auto* reading = new QFutureWatcher<std::shared_ptr<const style::CubeLut>>(this);
    connect(reading, &QFutureWatcherBase::finished, this, [this, reading, id] {
        reading->deleteLater();
        try {
            auto lut = reading->result();
            if (id != m_askedId)
                return;
            m_askedId.clear();
            m_readId = id;
            m_lut = std::move(lut);
            show();
        } catch (...) { // the end of a task: its error reaches the person
            Q_EMIT failed(failureOf(std::current_exception()));
        }
    });
    reading->setFuture(QtConcurrent::run([bytes, name = m_session->state().toning.lut.name] {
        return std::make_shared<const style::CubeLut>(style::readCube({bytes.constData(), std::size_t(bytes.size())}, name));
    }));
}

} // namespace effigy::ui
