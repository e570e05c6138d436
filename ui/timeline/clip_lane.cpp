// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/clip_lane.h"

#include "avatar/clip_edits.h"
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

#include <algorithm>
#include <cmath>

namespace effigy::ui {
namespace {

constexpr double kEdge = 6.0; // pixels at the ends of a bar that trim

double framed(double seconds, double fps) { return std::round(seconds * fps) / fps; }

} // namespace

ClipLane::ClipLane(TimelineScene* scene, QWidget* parent) : QWidget(parent), m_scene(scene)
{
    setObjectName(QStringLiteral("clipLane"));
    describeField(this, [this] { return inWords(); });
    say(this, [this] {
        setAccessibleName(tr("Clips"));
        setAccessibleDescription(tr("Clips of motion. Up and Down choose, Alt+Left and Alt+Right move the chosen one by frames, Delete removes it."));
        setToolTip(tr("Drag a clip to move it, its ends to trim it; with Alt the right end stretches it, with Ctrl it repeats it"));
    });
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    connect(m_scene, &TimelineScene::timelineChanged, this, &ClipLane::arrange);
    for (const auto signal : {&TimelineScene::viewChanged, &TimelineScene::clipChosen})
        connect(m_scene, signal, this, qOverload<>(&QWidget::update));
    connect(m_scene, &TimelineScene::clipChosen, this, [this] { tellFieldChanged(this); });
    connect(m_scene, &TimelineScene::playheadChanged, this, qOverload<>(&QWidget::update));
    arrange();
}

/// Gives each clip the first row in which nothing else lies, and the lane as many as that takes.
void ClipLane::arrange()
{
    const auto& clips = m_scene->timeline().clips;
    m_rows.clear();
    std::vector<double> ends; // of each row
    for (const std::string& name : avatar::clipOrder(clips)) {
        const avatar::ClipPlace& place = clips.at(name).place;
        const auto row = std::ranges::find_if(ends, [&](double end) { return end <= place.start + avatar::kSameMoment; });
        const auto index = row - ends.begin();
        if (row == ends.end())
            ends.push_back(0.0);
        ends[std::size_t(index)] = place.end();
        m_rows.emplace(name, int(index));
    }
    setFixedHeight(kRowHeight * std::max<int>(1, int(ends.size())));
    update();
}

QRectF ClipLane::barOf(const std::string& name) const
{
    const auto row = m_rows.find(name);
    if (row == m_rows.end())
        return {};
    const avatar::ClipPlace& place = m_scene->timeline().clips.at(name).place;
    const TimeView& view = m_scene->view();
    return {view.xOf(place.start), row->second * kRowHeight + 2.0, place.seconds() * view.pixelsPerSecond, kRowHeight - 4.0};
}

std::string ClipLane::clipAt(const QPointF& at) const
{
    const auto order = avatar::clipOrder(m_scene->timeline().clips);
    const auto found = std::find_if(order.rbegin(), order.rend(), [&](const std::string& name) { return barOf(name).contains(at); });
    return found == order.rend() ? std::string() : *found;
}

ClipLane::Grip ClipLane::gripAt(const std::string& name, const QPointF& at) const
{
    const QRectF bar = barOf(name);
    const double edge = std::min(kEdge, bar.width() / 4.0);
    if (at.x() > bar.right() - edge)
        return Grip::Right;
    return at.x() < bar.left() + edge ? Grip::Left : Grip::Body;
}

QString ClipLane::inWords() const
{
    const auto& clips = m_scene->timeline().clips;
    const auto clip = clips.find(m_scene->chosenClip());
    if (clip == clips.end())
        return tr("%n clip(s)", nullptr, int(clips.size()));
    const auto number = [this](double value) { return locale().toString(value, 'f', 2); };
    return tr("%1, from %2 to %3 s").arg(QString::fromStdString(clip->first), number(clip->second.place.start), number(clip->second.place.end()));
}

// --- painting ---------------------------------------------------------------------------------------------------------

void ClipLane::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokens();
    const TimeView& view = m_scene->view();
    const avatar::Timeline& timeline = m_scene->timeline();
    QPainter painter(this);
    painter.fillRect(rect(), t.window);
    painter.fillRect(QRectF(view.xOf(timeline.start), 0.0, (timeline.end - timeline.start) * view.pixelsPerSecond, height()), t.panel);
    painter.setPen(QPen(t.line, 1.0));
    painter.drawLine(QPointF(0.0, height() - 0.5), QPointF(width(), height() - 0.5));
    for (const std::string& name : avatar::clipOrder(timeline.clips))
        paintClip(painter, name, timeline.clips.at(name));
    const double x = std::round(view.xOf(m_scene->playhead())) + 0.5;
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(t.accent, 1.0));
    painter.drawLine(QPointF(x, 0.0), QPointF(x, height()));
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void ClipLane::paintClip(QPainter& painter, const std::string& name, const avatar::MotionClip& clip) const
{
    const Tokens& t = tokens();
    const QRectF whole = barOf(name), seen = whole.intersected(QRectF(rect()).adjusted(-8, 0, 8, 0));
    if (seen.isEmpty())
        return;
    const bool isChosen = name == m_scene->chosenClip();
    const avatar::ClipPlace& place = clip.place;
    QColor fill = place.isMuted ? t.dimText : t.accent;
    fill.setAlpha(isChosen ? 110 : 60);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(isChosen ? t.text : fill.lighter(), isChosen ? 1.5 : 1.0));
    painter.setBrush(fill);
    painter.drawRoundedRect(seen, 4.0, 4.0);
    const double perSecond = m_scene->view().pixelsPerSecond;
    painter.setPen(QPen(place.isMuted ? t.disabledText : t.text, 1.0));
    // Slopes where it fades, lines where it begins anew.
    if (place.fadeIn > 0.0)
        painter.drawLine(whole.bottomLeft(), whole.topLeft() + QPointF(place.fadeIn * perSecond, 0.0));
    if (place.fadeOut > 0.0)
        painter.drawLine(whole.topRight() - QPointF(place.fadeOut * perSecond, 0.0), whole.bottomRight());
    const double once = (place.to - place.from) / place.speed * perSecond;
    for (double x = whole.left() + once; once > kEdge && x < std::min(whole.right() - 1.0, double(width())); x += once)
        painter.drawLine(QPointF(x, whole.top() + 4.0), QPointF(x, whole.bottom() - 4.0));
    QString words = QString::fromStdString(name);
    if (place.weight != 1.0)
        words += QStringLiteral("  ") + locale().toString(qRound(100.0 * place.weight)) + QStringLiteral(" %");
    if (place.blend == avatar::ClipBlend::Add)
        words += QStringLiteral("  +");
    const QRectF room = seen.adjusted(8.0, 0.0, -6.0, 0.0);
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft, fontMetrics().elidedText(words, Qt::ElideRight, int(room.width())));
}

// --- hands ------------------------------------------------------------------------------------------------------------

void ClipLane::place(const std::string& name, const avatar::ClipPlace& place, const char* edit)
{
    m_scene->editClip(QString::fromLatin1(edit), avatar::withClipPlaced(m_scene->timeline(), name, place), name);
}

avatar::ClipPlace ClipLane::dragged(const Drag& drag, double x, Qt::KeyboardModifiers modifiers) const
{
    const double fps = m_scene->timeline().fps;
    const auto snapped = [&](double time) { return m_scene->isSnapping() ? framed(time, fps) : time; };
    const double by = drag.hand.secondsTo(x);
    avatar::ClipPlace place = drag.place;
    const double once = (place.to - place.from) / place.speed; // seconds of the timeline
    if (drag.grip == Grip::Body) {
        place.start = std::max(0.0, snapped(place.start + by));
    } else if (drag.grip == Grip::Left) {
        const double start = std::clamp(snapped(place.start + by), 0.0, place.end() - 1.0 / fps), later = start - place.start;
        if (place.repeats == 1.0)
            place.from = std::max(0.0, place.from + later * place.speed);
        else
            place.repeats -= later / once;
        place.start = place.repeats == 1.0 ? drag.place.start + (place.from - drag.place.from) / place.speed : start;
    } else {
        const double seconds = std::max(1.0 / fps, snapped(place.end() + by) - place.start);
        if (modifiers.testFlag(Qt::AltModifier))
            place.speed = (place.to - place.from) * place.repeats / seconds;
        else if (modifiers.testFlag(Qt::ControlModifier) || place.repeats != 1.0)
            place.repeats = seconds / once;
        else
            place.to = place.from + seconds * place.speed;
    }
    return place;
}

void ClipLane::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const std::string name = clipAt(event->position());
    m_scene->chooseClip(name);
    if (!name.empty())
        m_drag = Drag{.name = name, .grip = gripAt(name, event->position()), .place = m_scene->timeline().clips.at(name).place,
                      .hand = LaneDrag(m_scene, event->position().x())};
}

void ClipLane::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_drag) {
        const std::string name = clipAt(event->position());
        setCursor(name.empty() ? Qt::ArrowCursor : gripAt(name, event->position()) == Grip::Body ? Qt::OpenHandCursor : Qt::SizeHorCursor);
        return;
    }
    if (!m_drag->hand.moveTo(event->position().x()))
        return;
    const char* edit = m_drag->grip == Grip::Body ? QT_TRANSLATE_NOOP("Edit", "Move a clip") : QT_TRANSLATE_NOOP("Edit", "Trim a clip");
    place(m_drag->name, dragged(*m_drag, event->position().x(), event->modifiers()), edit);
}

void ClipLane::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        endDrag();
}

void ClipLane::endDrag()
{
    if (m_drag)
        m_drag->hand.end();
    m_drag.reset();
}

void ClipLane::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && !clipAt(event->position()).empty())
        Q_EMIT detailsAsked();
}

void ClipLane::wheelEvent(QWheelEvent* event) { event->setAccepted(timeWheel(*m_scene, *event)); }

void ClipLane::contextMenuEvent(QContextMenuEvent* event)
{
    if (const std::string name = clipAt(event->pos()); !name.empty())
        m_scene->chooseClip(name);
    Q_EMIT menuAsked(event->globalPos());
}

void ClipLane::chooseNext(int step)
{
    const auto order = avatar::clipOrder(m_scene->timeline().clips);
    if (order.empty())
        return;
    const auto found = std::ranges::find(order, m_scene->chosenClip());
    const int now = found == order.end() ? (step > 0 ? -1 : int(order.size())) : int(found - order.begin());
    m_scene->chooseClip(order[std::size_t(std::clamp(now + step, 0, int(order.size()) - 1))]);
}

void ClipLane::keyPressEvent(QKeyEvent* event)
{
    const auto& clips = m_scene->timeline().clips;
    const auto chosen = clips.find(m_scene->chosenClip());
    const bool isStep = event->key() == Qt::Key_Left || event->key() == Qt::Key_Right;
    if (event->key() == Qt::Key_Escape && m_drag) {
        if (m_drag->hand.hasMoved())
            place(m_drag->name, m_drag->place, QT_TRANSLATE_NOOP("Edit", "Move a clip"));
        endDrag();
    } else if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down) {
        chooseNext(event->key() == Qt::Key_Up ? -1 : 1);
    } else if (isStep && event->modifiers().testFlag(Qt::AltModifier) && chosen != clips.end()) {
        avatar::ClipPlace moved = chosen->second.place;
        moved.start = std::max(0.0, moved.start + (event->key() == Qt::Key_Left ? -1.0 : 1.0) / m_scene->timeline().fps);
        place(chosen->first, moved, QT_TRANSLATE_NOOP("Edit", "Move a clip"));
    } else if (event->key() == Qt::Key_Delete && chosen != clips.end()) {
        m_scene->editClip(QT_TRANSLATE_NOOP("Edit", "Remove a clip"), avatar::withoutClip(m_scene->timeline(), chosen->first), chosen->first);
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace effigy::ui
