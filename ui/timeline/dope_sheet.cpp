// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/dope_sheet.h"

#include "ui/accessible_field.h"
#include "ui/language/say.h"
#include "ui/theme/tokens.h"
#include "ui/timeline/time_ruler.h"

#include <QContextMenuEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <cmath>

namespace effigy::ui {
namespace {

constexpr double kReach = 6.0;     // pixels around a mark that catch it
constexpr double kCrowded = 6.0;   // marks nearer than this touch: they are one bar
constexpr double kMark = 4.0;      // half the size of a mark

constexpr int kMarkSide = 14;      // pixels of a mark's picture

void paintMark(QPainter& painter, const QPointF& at, avatar::Tangent tangent, const QColor& colour, DopeSheet::Mark mark)
{
    const Tokens& t = tokens();
    const bool isChosen = mark == DopeSheet::Mark::Chosen;
    painter.setBrush(isChosen ? t.text : colour);
    painter.setPen(QPen(isChosen ? t.accent : t.window, isChosen ? 2.0 : 1.0));
    const double r = kMark + (isChosen ? 0.5 : 0.0);
    if (tangent == avatar::Tangent::Bezier) {
        painter.drawEllipse(at, r, r);
    } else if (tangent == avatar::Tangent::Hold) {
        painter.drawRect(QRectF(at.x() - r + 0.5, at.y() - r + 0.5, 2 * r - 1, 2 * r - 1));
    } else {
        const QPointF diamond[] = {{at.x(), at.y() - r - 1}, {at.x() + r + 1, at.y()}, {at.x(), at.y() + r + 1}, {at.x() - r - 1, at.y()}};
        painter.drawPolygon(diamond, 4);
    }
}

KeyDrag::Choice choiceOf(Qt::KeyboardModifiers modifiers)
{
    if (modifiers.testFlag(Qt::ControlModifier))
        return KeyDrag::Choice::Toggle;
    return modifiers.testFlag(Qt::ShiftModifier) ? KeyDrag::Choice::Add : KeyDrag::Choice::Replace;
}

} // namespace

DopeSheet::DopeSheet(TimelineScene* scene, QWidget* parent) : QWidget(parent), m_scene(scene), m_drag(scene)
{
    setObjectName(QStringLiteral("dopeSheet"));
    describeField(this);
    say(this, [this] {
        setAccessibleName(tr("Dope sheet"));
        setAccessibleDescription(tr("Keys of all tracks. Left and Right go by frames, with Ctrl by keys."));
    });
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumHeight(3 * kRowHeight);
    for (const auto signal : {&TimelineScene::viewChanged, &TimelineScene::timelineChanged, &TimelineScene::selectionChanged, &TimelineScene::focusChanged})
        connect(m_scene, signal, this, &DopeSheet::repaintRows);
    connect(m_scene, &TimelineScene::playheadChanged, this, qOverload<>(&QWidget::update));
}

void DopeSheet::repaintRows()
{
    m_rows = QPixmap();
    update();
}

void DopeSheet::setScroll(int pixels)
{
    m_scroll = pixels;
    repaintRows();
}

int DopeSheet::rowAt(double y) const { return int(std::floor((y + m_scroll) / kRowHeight)); }

QString DopeSheet::trackOf(int row) const { return m_scene->trackIds().value(row - 1); }

QPointF DopeSheet::placeOf(const avatar::KeyRef& key) const
{
    const auto row = m_scene->trackIds().indexOf(QString::fromStdString(key.id)) + 1;
    return {m_scene->view().xOf(key.time), double(row * kRowHeight - m_scroll) + kRowHeight / 2.0};
}

std::optional<avatar::KeyRef> DopeSheet::keyAt(const QPointF& at) const
{
    const TimeView& view = m_scene->view();
    const int row = rowAt(at.y());
    if (row < 0 || row > m_scene->trackIds().size())
        return std::nullopt;
    std::optional<avatar::KeyRef> nearest;
    double distance = kReach / view.pixelsPerSecond;
    const QStringList ids = row == 0 ? m_scene->trackIds() : QStringList{trackOf(row)};
    const double time = view.timeAt(at.x());
    for (const QString& id : ids) {
        const avatar::Track& track = *m_scene->timeline().track(id.toStdString());
        for (std::size_t i = track.firstFrom(time - distance); i < track.keys().size() && track.keys()[i].time <= time + distance; ++i) {
            if (const double away = std::abs(track.keys()[i].time - time); !nearest || away < distance) {
                distance = away;
                nearest = avatar::KeyRef{id.toStdString(), track.keys()[i].time};
            }
        }
    }
    return nearest;
}

avatar::KeySelection DopeSheet::keysAtOnce(const avatar::KeyRef& key, const QPointF& at) const
{
    if (rowAt(at.y()) != 0)
        return {key};
    return avatar::keysWithin(m_scene->timeline(), key.time - avatar::kSameMoment, key.time + avatar::kSameMoment);
}

void DopeSheet::drawMark(QPainter& painter, const QPointF& at, avatar::Tangent tangent, const QColor& colour, Mark mark) const
{
    // Thousands of the same few pictures: they are drawn once.
    QPixmap& picture = m_marks[{int(tangent), colour.rgb(), int(mark)}];
    if (picture.isNull() || picture.devicePixelRatioF() != devicePixelRatioF()) {
        picture = QPixmap(QSize(kMarkSide, kMarkSide) * devicePixelRatioF());
        picture.setDevicePixelRatio(devicePixelRatioF());
        picture.fill(Qt::transparent);
        QPainter fine(&picture);
        fine.setRenderHint(QPainter::Antialiasing);
        paintMark(fine, {kMarkSide / 2.0, kMarkSide / 2.0}, tangent, colour, mark);
    }
    // On whole pixels, where a picture is copied and not resampled.
    const double pixel = 1.0 / devicePixelRatioF();
    const auto whole = [pixel](double value) { return pixel * std::round((value - kMarkSide / 2.0) / pixel); };
    painter.drawPixmap(QPointF(whole(at.x()), whole(at.y())), picture);
}

void DopeSheet::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        m_marks.clear();
        repaintRows();
    }
}

// --- painting ---------------------------------------------------------------------------------------------------------

void DopeSheet::paintRows(QPainter& painter) const
{
    const Tokens& t = tokens();
    const TimeView& view = m_scene->view();
    const avatar::Timeline& timeline = m_scene->timeline();
    painter.fillRect(rect(), t.window);
    painter.fillRect(QRectF(view.xOf(timeline.start), 0.0, (timeline.end - timeline.start) * view.pixelsPerSecond, height()), t.panel);
    painter.setPen(QPen(t.raised, 1.0));
    const double step = markInterval(view.pixelsPerSecond, timeline.fps, 64.0);
    for (double n = std::max(0.0, std::ceil(view.start / step)); n * step <= view.timeAt(width()); ++n) {
        const double x = std::round(view.xOf(n * step)) + 0.5;
        painter.drawLine(QPointF(x, 0.0), QPointF(x, height()));
    }
    const int last = std::min(rowAt(height()), int(m_scene->trackIds().size()));
    for (int row = std::max(0, rowAt(0.0)); row <= last; ++row) {
        const double y = row * kRowHeight - m_scroll;
        if (m_scene->focusedTracks().contains(trackOf(row)))
            painter.fillRect(QRectF(0.0, y, width(), kRowHeight), QColor(t.accent.red(), t.accent.green(), t.accent.blue(), 26));
        painter.setPen(QPen(row == 0 ? t.line : t.window, 1.0));
        painter.drawLine(QPointF(0.0, y + kRowHeight - 0.5), QPointF(width(), y + kRowHeight - 0.5));
    }
    for (int row = std::max(0, rowAt(0.0)); row <= last; ++row)
        row == 0 ? paintSummary(painter) : paintRow(painter, row);
}

void DopeSheet::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokens();
    const TimeView& view = m_scene->view();
    const QSize pixels = size() * devicePixelRatioF();
    if (m_rows.size() != pixels) {
        m_rows = QPixmap(pixels);
        m_rows.setDevicePixelRatio(devicePixelRatioF());
        QPainter rows(&m_rows);
        paintRows(rows);
    }
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_rows);
    const double x = std::round(view.xOf(m_scene->playhead())) + 0.5;
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(t.accent, 1.0));
    painter.drawLine(QPointF(x, 0.0), QPointF(x, height()));
    if (m_box) {
        painter.setPen(QPen(t.accent, 1.0, Qt::DashLine));
        painter.setBrush(QColor(t.accent.red(), t.accent.green(), t.accent.blue(), 30));
        painter.drawRect(*m_box);
    }
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(t.accent, 1.0));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
    if (m_scene->trackIds().isEmpty()) {
        painter.setPen(t.dimText);
        painter.drawText(rect().adjusted(12, 0, -12, 0), Qt::AlignCenter | Qt::TextWordWrap,
                         tr("No keys yet. Press K over a slider, or turn on automatic keys, to animate a control."));
    }
}

void DopeSheet::drawRun(QPainter& painter, const Run& run, double y, const QColor& colour) const
{
    if (run.count == 1)
        return drawMark(painter, {run.from, y}, run.tangent, colour, run.mark);
    const Tokens& t = tokens();
    const bool isChosen = run.mark == Mark::Chosen;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(isChosen ? t.text : colour);
    painter.setPen(QPen(isChosen ? t.accent : t.window, isChosen ? 2.0 : 1.0));
    painter.drawRoundedRect(QRectF(QPointF(run.from - kMark, y - kMark), QPointF(run.to + kMark, y + kMark)), kMark, kMark);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void DopeSheet::paintSummary(QPainter& painter) const
{
    const TimeView& view = m_scene->view();
    const auto& times = m_scene->keyTimes();
    const double y = -m_scroll + kRowHeight / 2.0;
    const QColor colour = tokens().dimText;
    Run run;
    for (auto time = std::lower_bound(times.begin(), times.end(), view.timeAt(-kMark)); time != times.end(); ++time) {
        const double x = view.xOf(*time);
        if (x > width() + kMark)
            break;
        if (run.count > 0 && x - run.to >= kCrowded) {
            drawRun(painter, run, y, colour);
            run = {};
        }
        run = {.from = run.count > 0 ? run.from : x, .to = x, .count = run.count + 1};
    }
    if (run.count > 0)
        drawRun(painter, run, y, colour);
}

void DopeSheet::paintRow(QPainter& painter, int row) const
{
    const TimeView& view = m_scene->view();
    const std::string id = trackOf(row).toStdString();
    const avatar::Track& track = *m_scene->timeline().track(id);
    const auto keys = track.keys();
    const QColor colour = trackColour(id);
    const double y = row * kRowHeight - m_scroll + kRowHeight / 2.0;
    const avatar::KeySelection& chosen = m_scene->selection();
    // From the first to the last key: where the track moves at all.
    QColor bar = colour;
    bar.setAlpha(46);
    painter.fillRect(QRectF(QPointF(std::max(-2.0, view.xOf(keys.front().time)), y - 2.0), QPointF(std::min(width() + 2.0, view.xOf(keys.back().time)), y + 2.0)), bar);
    const double first = view.timeAt(-kMark);
    auto next = chosen.lower_bound({id, first});
    Run run;
    for (std::size_t i = track.firstFrom(first); i < keys.size(); ++i) {
        const double x = view.xOf(keys[i].time);
        if (x > width() + kMark)
            break;
        while (next != chosen.end() && next->id == id && next->time < keys[i].time)
            ++next;
        const bool isChosen = next != chosen.end() && next->id == id && next->time == keys[i].time;
        const Mark mark = isChosen ? Mark::Chosen : Mark::Plain;
        if (run.count > 0 && (x - run.to >= kCrowded || mark != run.mark)) {
            drawRun(painter, run, y, colour);
            run = {};
        }
        run = {.from = run.count > 0 ? run.from : x, .to = x, .count = run.count + 1, .tangent = run.count > 0 ? run.tangent : keys[i].tangent, .mark = mark};
    }
    if (run.count > 0)
        drawRun(painter, run, y, colour);
}

// --- hands ------------------------------------------------------------------------------------------------------------

void DopeSheet::mousePressEvent(QMouseEvent* event)
{
    m_pressedAt = event->position();
    if (event->button() == Qt::MiddleButton) {
        m_panFrom = m_scene->view().timeAt(event->position().x());
        return;
    }
    if (event->button() != Qt::LeftButton)
        return;
    if (const auto key = keyAt(event->position())) {
        const auto together = keysAtOnce(*key, event->position());
        m_drag.press(*key, 0.0, choiceOf(event->modifiers()));
        if (together.size() > 1) {
            avatar::KeySelection all = m_scene->selection();
            all.insert(together.begin(), together.end());
            m_scene->select(all);
            m_drag.press(*key, 0.0, KeyDrag::Choice::Add);
        }
        return;
    }
    m_beforeBox = event->modifiers() & (Qt::ShiftModifier | Qt::ControlModifier) ? m_scene->selection() : avatar::KeySelection();
    m_box = QRectF(event->position(), QSizeF(0.0, 0.0));
    m_scene->select(m_beforeBox);
}

void DopeSheet::mouseMoveEvent(QMouseEvent* event)
{
    TimeView view = m_scene->view();
    if (m_panFrom) {
        view.start = *m_panFrom - event->position().x() / view.pixelsPerSecond;
        m_scene->setView(view);
    } else if (m_drag.isActive()) {
        const double by = event->position().x() - m_pressedAt.x();
        if (m_drag.hasMoved() || std::abs(by) >= 3.0)
            m_drag.move(m_drag.startTime() + by / view.pixelsPerSecond, 0.0, event->modifiers().testFlag(Qt::AltModifier));
    } else if (m_box) {
        m_box = QRectF(m_pressedAt, event->position()).normalized();
        selectBox();
        update();
    } else {
        setCursor(keyAt(event->position()) ? Qt::SizeHorCursor : Qt::ArrowCursor);
    }
}

void DopeSheet::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::MiddleButton)
        m_panFrom.reset();
    if (event->button() != Qt::LeftButton)
        return;
    if (m_drag.isActive()) {
        const bool isClick = !m_drag.hasMoved();
        m_drag.release();
        if (const auto key = keyAt(event->position()); isClick && key && choiceOf(event->modifiers()) == KeyDrag::Choice::Replace)
            m_scene->select(keysAtOnce(*key, event->position()));
    }
    m_box.reset();
    update();
}

void DopeSheet::selectBox()
{
    const TimeView& view = m_scene->view();
    avatar::KeySelection chosen = m_beforeBox;
    const int first = rowAt(m_box->top()), last = std::min(rowAt(m_box->bottom()), int(m_scene->trackIds().size()));
    const double from = view.timeAt(m_box->left()), to = view.timeAt(m_box->right());
    if (first <= 0) {
        chosen.merge(avatar::keysWithin(m_scene->timeline(), from, to));
    } else {
        for (int row = first; row <= last; ++row) {
            const std::string id = trackOf(row).toStdString();
            const avatar::Track& track = *m_scene->timeline().track(id);
            for (std::size_t i = track.firstFrom(from); i < track.keys().size() && track.keys()[i].time <= to; ++i)
                chosen.insert({id, track.keys()[i].time});
        }
    }
    m_scene->select(std::move(chosen));
}

void DopeSheet::mouseDoubleClickEvent(QMouseEvent* event)
{
    const QString id = trackOf(rowAt(event->position().y()));
    if (event->button() != Qt::LeftButton || id.isEmpty() || keyAt(event->position()))
        return;
    const double time = m_scene->snapped(std::max(0.0, m_scene->view().timeAt(event->position().x())));
    const avatar::KeySelection added = {{id.toStdString(), time}};
    m_scene->edit(keyEditName(QT_TRANSLATE_NOOP("Edit", "Add keys"), added), avatar::withKeyOnCurve(m_scene->timeline(), id.toStdString(), time), added);
}

void DopeSheet::wheelEvent(QWheelEvent* event) { event->setAccepted(timeWheel(*m_scene, *event)); }

void DopeSheet::contextMenuEvent(QContextMenuEvent* event)
{
    if (const auto key = keyAt(event->pos()); key && !m_scene->selection().contains(*key))
        m_scene->select(keysAtOnce(*key, event->pos()));
    Q_EMIT menuAsked(event->globalPos());
}

void DopeSheet::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && m_drag.isActive())
        m_drag.cancel();
    else
        QWidget::keyPressEvent(event);
}

} // namespace effigy::ui
