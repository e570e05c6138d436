// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/grade_pilot.h"

#include "project/project.h"
#include "style/cube_file.h"
#include "ui/after_task.h"
#include "ui/document/session.h"
#include "ui/style/grade_panel.h"

#include <QFileInfo>

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
    afterTask(
        this, [file = path.toStdString()] { return readTable(file); },
        [this, name = QFileInfo(path).fileName(), project = m_session->path()](const ReadTable& table) {
            if (!m_session->isOpen() || m_session->path() != project)
                return;
            m_readId = table.id;
            m_lut = table.lut;
            m_session->setLut({.id = table.id.toStdString(), .name = name.toStdString()}, table.bytes);
            Q_EMIT told(tr("%1 is laid on the picture").arg(name));
        },
        [this](const Failure& failure) { Q_EMIT failed(failure); });
}

void GradePilot::write(const QString& path)
{
    const QFileInfo file(path);
    afterTask(
        this,
        [pose = m_session->pose(), path = path.toStdString(), title = file.completeBaseName().toStdString(), tone = m_tone] {
            style::writeGrade(path, pose, tone.get(), kWrittenSize, title);
        },
        [this, name = file.fileName()] { Q_EMIT told(tr("%1 is written").arg(name)); }, [this](const Failure& failure) { Q_EMIT failed(failure); });
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
    afterTask(
        this,
        [bytes, name = m_session->state().toning.lut.name] {
            return std::make_shared<const style::CubeLut>(style::readCube({bytes.constData(), std::size_t(bytes.size())}, name));
        },
        [this, id](const std::shared_ptr<const style::CubeLut>& lut) {
            if (id != m_askedId)
                return;
            m_askedId.clear();
            m_readId = id;
            m_lut = lut;
            show();
        },
        [this](const Failure& failure) { Q_EMIT failed(failure); });
}

} // namespace effigy::ui
