// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/sound_lane.h"

#include "ui/accessible_field.h"
#include "ui/language/say.h"
#include "ui/theme/tokens.h"
#include "ui/timeline/time_ruler.h"
#include "ui/timeline/timeline_scene.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <cmath>

namespace effigy::ui {
namespace {

constexpr double kMargin = 4.0; // above and below the waveform, pixels

} // namespace

SoundLane::SoundLane(TimelineScene* scene, QWidget* parent) : QWidget(parent), m_scene(scene)
{
    setObjectName(QStringLiteral("soundLane"));
    describeField(this);
    say(this, [this] {
        setAccessibleName(tr("Sound"));
        setAccessibleDescription(
            tr("Waveform of the sound. Alt+Left and Alt+Right move it by frames."));
        setToolTip(tr("Drag to move the sound in time (Alt+Left, Alt+Right by frames)"));
    });
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setFixedHeight(kHeight);
    for (const auto signal : {&TimelineScene::viewChanged, &TimelineScene::timelineChanged})
        connect(m_scene, signal, this, qOverload<>(&QWidget::update));
    connect(m_scene, &TimelineScene::playheadChanged, this, qOverload<>(&QWidget::update));
}

void SoundLane::setEnvelope(std::shared_ptr<const sound::Envelope> envelope)
{
    if (envelope == m_envelope)
        return;
    m_envelope = std::move(envelope);
    update();
}

QRectF SoundLane::soundRect() const
{
    const auto& sound = m_scene->timeline().sound;
    if (!sound || !m_envelope)
        return {};
    const TimeView& view = m_scene->view();
    return {view.xOf(sound->start), kMargin / 2.0,
            m_envelope->sound()->seconds() * view.pixelsPerSecond, height() - kMargin};
}

// --- painting
// ---------------------------------------------------------------------------------------------------------

void SoundLane::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokens();
    const TimeView& view = m_scene->view();
    const avatar::Timeline& timeline = m_scene->timeline();
    QPainter painter(this);
    painter.fillRect(rect(), t.window);
    painter.fillRect(QRectF(view.xOf(timeline.start), 0.0,
                            (timeline.end - timeline.start) * view.pixelsPerSecond, height()),
                     t.panel);
    painter.setPen(QPen(t.line, 1.0));
    painter.drawLine(QPointF(0.0, height() - 0.5), QPointF(width(), height() - 0.5));
    if (m_envelope) {
        paintWave(painter);
    } else if (timeline.sound) {
        painter.setPen(t.dimText);
        painter.drawText(rect().adjusted(12, 0, -12, 0), Qt::AlignVCenter | Qt::AlignLeft,
                         tr("Reading the sound…"));
    }
    const double x = std::round(view.xOf(m_scene->playhead())) + 0.5;
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(t.accent, 1.0));
    painter.drawLine(QPointF(x, 0.0), QPointF(x, height()));
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void SoundLane::paintWave(QPainter& painter) const
{
    const Tokens& t = tokens();
    const TimeView& view = m_scene->view();
    const avatar::SoundTrack& sound = *m_scene->timeline().sound;
    const QRectF whole = soundRect(),
                 seen = whole.intersected(QRectF(rect()).adjusted(-8, 0, 8, 0));
    if (seen.isEmpty())
        return;
    QColor fill = sound.isMuted ? t.dimText : t.accent;
    fill.setAlpha(32);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawRoundedRect(seen, 3.0, 3.0);

    const int first = std::max(0, int(std::floor(whole.left()))),
              last = std::min(width(), int(std::ceil(whole.right())));
    const auto columns = m_envelope->columns(view.timeAt(first) - sound.start,
                                             1.0 / view.pixelsPerSecond, last - first);
    const double middle = whole.center().y(), half = whole.height() / 2.0 - 1.0;
    QList<QLineF> lines;
    lines.reserve(qsizetype(columns.size()));
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const double x = first + double(i) + 0.5;
        // At least a pixel: silence is a line.
        lines += QLineF(x, middle - half * columns[i].high - 0.5, x,
                        middle - half * columns[i].low + 0.5);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(sound.isMuted ? t.disabledText : t.accentHover, 1.0));
    painter.drawLines(lines);
}

// --- hands
// ------------------------------------------------------------------------------------------------------------

void SoundLane::moveTo(double start)
{
    const avatar::Timeline& timeline = m_scene->timeline();
    const double wanted =
        m_scene->isSnapping() ? std::round(start * timeline.fps) / timeline.fps : start;
    m_scene->edit(QT_TRANSLATE_NOOP("Edit", "Move the sound"),
                  avatar::withSoundStart(timeline, wanted));
}

void SoundLane::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && soundRect().contains(event->position()))
        m_drag = Drag{.start = m_scene->timeline().sound->start, .hand = LaneDrag(m_scene, event->position().x())};
}

void SoundLane::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_drag) {
        setCursor(soundRect().contains(event->position()) ? Qt::SizeHorCursor : Qt::ArrowCursor);
        return;
    }
    if (m_drag->hand.moveTo(event->position().x()))
        moveTo(m_drag->start + m_drag->hand.secondsTo(event->position().x()));
}

void SoundLane::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        endDrag();
}

void SoundLane::endDrag()
{
    if (m_drag)
        m_drag->hand.end();
    m_drag.reset();
}

void SoundLane::wheelEvent(QWheelEvent* event)
{
    event->setAccepted(timeWheel(*m_scene, *event));
}

void SoundLane::contextMenuEvent(QContextMenuEvent* event)
{
    Q_EMIT menuAsked(event->globalPos());
}

void SoundLane::keyPressEvent(QKeyEvent* event)
{
    const avatar::Timeline& timeline = m_scene->timeline();
    const bool isStep = event->key() == Qt::Key_Left || event->key() == Qt::Key_Right;
    if (event->key() == Qt::Key_Escape && m_drag) {
        if (m_drag->hand.hasMoved())
            m_scene->edit(QT_TRANSLATE_NOOP("Edit", "Move the sound"),
                          avatar::withSoundStart(timeline, m_drag->start));
        endDrag();
    } else if (isStep && event->modifiers().testFlag(Qt::AltModifier) && timeline.sound) {
        moveTo(timeline.sound->start + (event->key() == Qt::Key_Left ? -1.0 : 1.0) / timeline.fps);
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace effigy::ui
