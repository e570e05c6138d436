// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/curve_editor.h"

#include "ui/language/say.h"
#include "ui/theme/tokens.h"
#include "ui/timeline/time_ruler.h"

#include <QVBoxLayout>

#include <cmath>

// QCustomPlot's header is written with Qt's keywords, which we switch off.
#define signals Q_SIGNALS
#define slots Q_SLOTS
#define emit Q_EMIT
#define foreach Q_FOREACH
#include <qcustomplot.h>
#undef signals
#undef slots
#undef emit
#undef foreach

namespace effigy::ui {
namespace {

constexpr double kReach = 8.0;          // pixels around a mark that catch it
constexpr double kCrowded = 4.0;        // marks nearer than this are one
constexpr std::size_t kMostHandles = 120; // more are a thicket
constexpr const char* kMarksLayer = "marks";

/// The visible part of a track as points: straight where it is straight, about every third pixel where it bends.
void addPoints(QVector<QCPGraphData>& points, const avatar::Track& track, const TimeView& view, double width, double scale)
{
    const auto keys = track.keys();
    const double from = view.start, to = view.timeAt(width);
    const auto add = [&](double time, double value) { points.append(QCPGraphData(time, value / scale)); };
    add(std::min(from, keys.front().time), keys.front().value);
    std::size_t i = track.firstFrom(from);
    i = i > 0 ? i - 1 : 0;
    double last = -1e9;
    for (; i < keys.size() && keys[i].time <= to; ++i) {
        const double x = view.xOf(keys[i].time);
        const bool isLastKey = i + 1 == keys.size();
        const double span = isLastKey ? 0.0 : (keys[i + 1].time - keys[i].time) * view.pixelsPerSecond;
        if (x - last < 0.5 && span < 0.5 && !isLastKey)
            continue; // a crowd of keys: one point for half a pixel
        last = x;
        add(keys[i].time, keys[i].value);
        if (isLastKey)
            break;
        if (keys[i].tangent == avatar::Tangent::Hold) {
            add(keys[i + 1].time, keys[i].value);
        } else if (keys[i].tangent == avatar::Tangent::Bezier) {
            const double begin = std::max(keys[i].time, from), end = std::min(keys[i + 1].time, to);
            const int steps = std::clamp(int((end - begin) * view.pixelsPerSecond / 3.0), 1, 2000);
            for (int s = 0; s < steps; ++s)
                if (const double time = begin + (end - begin) * (s + 0.5) / steps; time > keys[i].time)
                    add(time, track.valueAt(time));
        }
    }
    if (i < keys.size())
        add(keys[i].time, keys[i].value);
    add(std::max(to, keys.back().time), keys.back().value);
}

void dressAxis(QCPAxis& axis)
{
    const Tokens& t = tokens();
    QFont small = axis.tickLabelFont();
    small.setPixelSize(10);
    axis.setTickLabelFont(small);
    axis.setBasePen(Qt::NoPen);
    axis.setTickPen(Qt::NoPen);
    axis.setSubTickPen(Qt::NoPen);
    axis.setTickLabelColor(t.dimText);
    axis.setTickLabelSide(QCPAxis::lsInside);
    axis.grid()->setPen(QPen(t.raised, 1.0));
    axis.grid()->setZeroLinePen(QPen(t.line, 1.0));
}

} // namespace

/// Keys, handles, playhead and box over the curves, on a layer of their own, so that they move without the curves being drawn.
class CurveMarks : public QCPLayerable {
public:
    CurveMarks(QCustomPlot* plot, CurveEditor* editor) : QCPLayerable(plot, QLatin1String(kMarksLayer)), m_editor(editor) {}

protected:
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(true); }
    void draw(QCPPainter* painter) override
    {
        drawRange(*painter);
        drawHandles(*painter);
        for (const QString& id : m_editor->m_scene->shownTracks())
            drawKeys(*painter, id.toStdString());
        const Tokens& t = tokens();
        painter->setBrush(Qt::NoBrush);
        painter->setAntialiasing(false);
        painter->setPen(QPen(t.accent, 1.0));
        const double x = std::round(m_editor->m_scene->view().xOf(m_editor->m_scene->playhead())) + 0.5;
        painter->drawLine(QPointF(x, 0.0), QPointF(x, m_editor->height()));
        if (m_editor->m_box) {
            painter->setPen(QPen(t.accent, 1.0, Qt::DashLine));
            painter->setBrush(QColor(t.accent.red(), t.accent.green(), t.accent.blue(), 30));
            painter->drawRect(*m_editor->m_box);
        }
        if (m_editor->hasFocus()) {
            painter->setBrush(Qt::NoBrush);
            painter->setPen(QPen(t.accent, 1.0));
            painter->drawRect(m_editor->rect().adjusted(0, 0, -1, -1));
        }
    }

private:
    /// What does not play lies in shade.
    void drawRange(QCPPainter& painter) const
    {
        const TimeView& view = m_editor->m_scene->view();
        const avatar::Timeline& timeline = m_editor->m_scene->timeline();
        QColor shade = tokens().window;
        shade.setAlpha(150);
        painter.fillRect(QRectF(0.0, 0.0, std::max(0.0, view.xOf(timeline.start)), m_editor->height()), shade);
        const double end = view.xOf(timeline.end);
        if (end < m_editor->width())
            painter.fillRect(QRectF(end, 0.0, m_editor->width() - end, m_editor->height()), shade);
    }

    void drawHandles(QCPPainter& painter) const
    {
        for (const auto& grip : m_editor->shownHandles()) {
            const QPointF key = m_editor->placeOf(grip.key), end = m_editor->placeOf(grip.key, grip.side);
            painter.setPen(QPen(tokens().dimText, 1.0));
            painter.drawLine(key, end);
            painter.setPen(QPen(tokens().window, 1.0));
            painter.setBrush(tokens().text);
            painter.drawEllipse(end, 3.5, 3.5);
        }
    }

    void drawKeys(QCPPainter& painter, const std::string& id) const
    {
        const TimeView& view = m_editor->m_scene->view();
        const avatar::Track& track = *m_editor->m_scene->timeline().track(id);
        const auto& chosen = m_editor->m_scene->selection();
        const auto keys = track.keys();
        const double first = view.timeAt(-kCrowded);
        auto next = chosen.lower_bound({id, first});
        QPointF drawn(-100.0, 0.0);
        for (std::size_t i = track.firstFrom(first); i < keys.size() && keys[i].time <= view.timeAt(m_editor->width() + kCrowded); ++i) {
            while (next != chosen.end() && next->id == id && next->time < keys[i].time)
                ++next;
            const bool isChosen = next != chosen.end() && next->id == id && next->time == keys[i].time;
            const QPointF at = m_editor->pointOf(id, keys[i].time, keys[i].value);
            if ((at - drawn).manhattanLength() < (isChosen ? 1.0 : kCrowded))
                continue;
            drawn = at;
            painter.setPen(QPen(isChosen ? tokens().accent : tokens().window, isChosen ? 2.0 : 1.0));
            painter.setBrush(isChosen ? tokens().text : trackColour(id));
            const double r = isChosen ? 4.5 : 4.0;
            if (keys[i].tangent == avatar::Tangent::Hold) {
                painter.drawRect(QRectF(at.x() - r + 0.5, at.y() - r + 0.5, 2 * r - 1, 2 * r - 1));
            } else if (keys[i].tangent == avatar::Tangent::Linear) {
                const QPointF diamond[] = {{at.x(), at.y() - r - 1}, {at.x() + r + 1, at.y()}, {at.x(), at.y() + r + 1}, {at.x() - r - 1, at.y()}};
                painter.drawPolygon(diamond, 4);
            } else {
                painter.drawEllipse(at, r, r);
            }
        }
    }

    CurveEditor* m_editor;
};

CurveEditor::CurveEditor(TimelineScene* scene, QWidget* parent) : QWidget(parent), m_scene(scene), m_plot(new QCustomPlot(this)), m_drag(scene)
{
    setObjectName(QStringLiteral("curveEditor"));
    say(this, [this] {
        setAccessibleName(tr("Curve editor"));
        setAccessibleDescription(tr("Curves of the shown tracks. Left and Right go by frames, with Ctrl by keys; Home fits."));
    });
    setFocusPolicy(Qt::StrongFocus);
    setMinimumHeight(80);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_plot);

    m_plot->setObjectName(QStringLiteral("curvePlot"));
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->setMouseTracking(true);
    m_plot->setInteractions({});
    m_plot->setNoAntialiasingOnDrag(false);
    m_plot->axisRect()->setAutoMargins(QCP::msNone);
    m_plot->axisRect()->setMargins(QMargins(0, 0, 0, 0));
    m_plot->xAxis->setTickLabels(false);
    dress();
    m_plot->addLayer(QLatin1String(kMarksLayer), m_plot->layer(QStringLiteral("axes")), QCustomPlot::limAbove);
    m_plot->layer(QLatin1String(kMarksLayer))->setMode(QCPLayer::lmBuffered);
    m_marks = new CurveMarks(m_plot, this);
    m_plot->installEventFilter(this);

    for (const auto signal : {&TimelineScene::viewChanged, &TimelineScene::timelineChanged, &TimelineScene::focusChanged})
        connect(m_scene, signal, this, &CurveEditor::rebuild);
    connect(m_scene, &TimelineScene::selectionChanged, this, &CurveEditor::showMarks);
    connect(m_scene, &TimelineScene::playheadChanged, this, &CurveEditor::showMarks);
    rebuild();
}

CurveEditor::~CurveEditor() = default;

void CurveEditor::dress()
{
    m_plot->setBackground(QBrush(tokens().panel));
    dressAxis(*m_plot->xAxis);
    dressAxis(*m_plot->yAxis);
}

double CurveEditor::scaleOf(std::string_view id) const
{
    const head::Control* control = head::findControl(id);
    return m_isMixed && control ? std::max(std::abs(control->softMin), std::abs(control->softMax)) : 1.0;
}

QPointF CurveEditor::pointOf(std::string_view id, double time, double value) const
{
    const double part = (value / scaleOf(id) - m_low) / (m_high - m_low);
    return {m_scene->view().xOf(time), (1.0 - part) * height()};
}

double CurveEditor::valueAt(double y) const { return m_high - y / std::max(1, height()) * (m_high - m_low); }

QPointF CurveEditor::placeOf(const avatar::KeyRef& key) const
{
    const avatar::Track& track = *m_scene->timeline().track(key.id);
    return pointOf(key.id, key.time, track.valueAt(key.time));
}

QPointF CurveEditor::placeOf(const avatar::KeyRef& key, avatar::HandleSide side) const
{
    const avatar::Track& track = *m_scene->timeline().track(key.id);
    const auto index = *track.find(key.time);
    const avatar::Handle handle = side == avatar::HandleSide::In ? track.inHandle(index) : track.outHandle(index);
    return pointOf(key.id, key.time + handle.time, track.keys()[index].value + handle.value);
}

void CurveEditor::rebuild()
{
    if (!isVisible() && m_plot->graphCount() > 0)
        return; // drawn when shown again
    const QStringList ids = m_scene->shownTracks();
    m_isMixed = false;
    for (const QString& id : ids)
        m_isMixed = m_isMixed || head::findControl(id.toStdString())->unit != head::findControl(ids.front().toStdString())->unit;
    m_plot->yAxis->setNumberFormat(QStringLiteral("g"));
    while (m_plot->graphCount() > ids.size())
        m_plot->removeGraph(m_plot->graphCount() - 1);
    while (m_plot->graphCount() < ids.size())
        m_plot->addGraph()->setAdaptiveSampling(false);
    for (int i = 0; i < ids.size(); ++i) {
        const std::string id = ids[i].toStdString();
        QVector<QCPGraphData> points;
        addPoints(points, *m_scene->timeline().track(id), m_scene->view(), width(), scaleOf(id));
        m_plot->graph(i)->data()->set(points, true);
        m_plot->graph(i)->setPen(QPen(trackColour(id), 1.6));
    }
    m_plot->xAxis->setRange(m_scene->view().start, m_scene->view().timeAt(std::max(1, width())));
    m_plot->yAxis->setRange(m_low, m_high);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void CurveEditor::showMarks()
{
    if (isVisible())
        m_plot->layer(QLatin1String(kMarksLayer))->replot();
}

void CurveEditor::fitValues()
{
    double low = 1e300, high = -1e300;
    for (const QString& id : m_scene->shownTracks()) {
        const avatar::Track& track = *m_scene->timeline().track(id.toStdString());
        for (std::size_t i = 0; i < track.keys().size(); ++i) {
            const double value = track.keys()[i].value;
            for (const double reach : {0.0, track.inHandle(i).value, track.outHandle(i).value}) {
                low = std::min(low, (value + reach) / scaleOf(id.toStdString()));
                high = std::max(high, (value + reach) / scaleOf(id.toStdString()));
            }
        }
    }
    if (low > high) {
        low = 0.0;
        high = 1.0;
    }
    const double least = 0.05; // a still curve is not blown up
    const double margin = std::max(0.12 * (high - low), least);
    m_low = low - margin;
    m_high = high + margin;
    rebuild();
}

// --- hands ------------------------------------------------------------------------------------------------------------

std::vector<CurveEditor::HandleGrip> CurveEditor::shownHandles() const
{
    std::vector<HandleGrip> grips;
    const QStringList shown = m_scene->shownTracks();
    for (const avatar::KeyRef& ref : m_scene->selection()) {
        const avatar::Track* track = m_scene->timeline().track(ref.id);
        const auto index = track ? track->find(ref.time) : std::nullopt;
        if (!index || !shown.contains(QString::fromStdString(ref.id)))
            continue;
        if (*index > 0 && track->keys()[*index - 1].tangent == avatar::Tangent::Bezier)
            grips.push_back({ref, avatar::HandleSide::In});
        if (*index + 1 < track->keys().size() && track->keys()[*index].tangent == avatar::Tangent::Bezier)
            grips.push_back({ref, avatar::HandleSide::Out});
        if (grips.size() > kMostHandles)
            return {};
    }
    return grips;
}

std::optional<CurveEditor::HandleGrip> CurveEditor::handleAt(const QPointF& at) const
{
    for (const HandleGrip& grip : shownHandles())
        if ((placeOf(grip.key, grip.side) - at).manhattanLength() < kReach)
            return grip;
    return std::nullopt;
}

std::optional<avatar::KeyRef> CurveEditor::keyAt(const QPointF& at) const
{
    const TimeView& view = m_scene->view();
    std::optional<avatar::KeyRef> nearest;
    double distance = kReach;
    for (const QString& id : m_scene->shownTracks()) {
        const avatar::Track& track = *m_scene->timeline().track(id.toStdString());
        for (std::size_t i = track.firstFrom(view.timeAt(at.x() - kReach)); i < track.keys().size() && track.keys()[i].time <= view.timeAt(at.x() + kReach); ++i) {
            const QPointF away = pointOf(id.toStdString(), track.keys()[i].time, track.keys()[i].value) - at;
            if (const double d = std::hypot(away.x(), away.y()); d < distance) {
                distance = d;
                nearest = avatar::KeyRef{id.toStdString(), track.keys()[i].time};
            }
        }
    }
    return nearest;
}

void CurveEditor::press(const QPointF& at, Qt::MouseButton button, Qt::KeyboardModifiers modifiers)
{
    m_pressedAt = at;
    if (button == Qt::MiddleButton)
        m_pan = Pan{.at = at, .view = m_scene->view(), .low = m_low, .high = m_high};
    if (button != Qt::LeftButton)
        return;
    if (const auto grip = handleAt(at)) {
        m_grip = grip;
        m_gripOrigin = m_scene->timeline();
        m_gripMoved = false;
        return;
    }
    if (const auto key = keyAt(at)) {
        const auto choice = modifiers.testFlag(Qt::ControlModifier) ? KeyDrag::Choice::Toggle
                            : modifiers.testFlag(Qt::ShiftModifier) ? KeyDrag::Choice::Add
                                                                    : KeyDrag::Choice::Replace;
        m_drag.press(*key, 0.0, choice);
        return;
    }
    m_beforeBox = modifiers & (Qt::ShiftModifier | Qt::ControlModifier) ? m_scene->selection() : avatar::KeySelection();
    m_box = QRectF(at, QSizeF(0.0, 0.0));
    m_scene->select(m_beforeBox);
}

void CurveEditor::move(const QPointF& at, Qt::KeyboardModifiers modifiers)
{
    const QPointF by = at - m_pressedAt;
    if (m_pan) {
        TimeView view = m_pan->view;
        view.start -= (at.x() - m_pan->at.x()) / view.pixelsPerSecond;
        const double shift = (at.y() - m_pan->at.y()) / std::max(1, height()) * (m_pan->high - m_pan->low);
        m_low = m_pan->low + shift;
        m_high = m_pan->high + shift;
        m_scene->setView(view);
        rebuild();
    } else if (m_grip) {
        moveHandle(at);
    } else if (m_drag.isActive()) {
        if (!m_drag.hasMoved() && by.manhattanLength() < 3.0)
            return;
        // With Shift, only along the direction in which the hand went farther.
        const bool isBound = modifiers.testFlag(Qt::ShiftModifier);
        const double dx = isBound && std::abs(by.y()) > std::abs(by.x()) ? 0.0 : by.x();
        const double dy = isBound && std::abs(by.x()) >= std::abs(by.y()) ? 0.0 : by.y();
        const std::string id = m_scene->selection().empty() ? std::string() : m_scene->selection().begin()->id;
        const double value = -dy / std::max(1, height()) * (m_high - m_low) * scaleOf(id);
        m_drag.move(m_drag.startTime() + dx / m_scene->view().pixelsPerSecond, value, modifiers.testFlag(Qt::AltModifier));
    } else if (m_box) {
        m_box = QRectF(m_pressedAt, at).normalized();
        selectBox();
        showMarks();
    } else {
        m_plot->setCursor(handleAt(at) ? Qt::PointingHandCursor : keyAt(at) ? Qt::SizeAllCursor : Qt::ArrowCursor);
    }
}

void CurveEditor::moveHandle(const QPointF& at)
{
    if (!m_gripMoved)
        m_scene->beginGesture();
    m_gripMoved = true;
    const avatar::KeyRef& key = m_grip->key;
    const double value = m_gripOrigin.track(key.id)->valueAt(key.time);
    const avatar::Handle handle{m_scene->view().timeAt(at.x()) - key.time, valueAt(at.y()) * scaleOf(key.id) - value};
    m_scene->edit(QT_TRANSLATE_NOOP("Edit", "Move a handle"), avatar::withHandle(m_gripOrigin, key, m_grip->side, handle));
}

void CurveEditor::release(Qt::MouseButton button)
{
    if (button == Qt::MiddleButton)
        m_pan.reset();
    if (button != Qt::LeftButton)
        return;
    if (m_grip && m_gripMoved)
        m_scene->endGesture();
    m_grip.reset();
    m_drag.release();
    m_box.reset();
    showMarks();
}

void CurveEditor::selectBox()
{
    avatar::KeySelection chosen = m_beforeBox;
    const TimeView& view = m_scene->view();
    for (const QString& id : m_scene->shownTracks()) {
        const avatar::Track& track = *m_scene->timeline().track(id.toStdString());
        for (std::size_t i = track.firstFrom(view.timeAt(m_box->left())); i < track.keys().size() && track.keys()[i].time <= view.timeAt(m_box->right()); ++i)
            if (m_box->contains(pointOf(id.toStdString(), track.keys()[i].time, track.keys()[i].value)))
                chosen.insert({id.toStdString(), track.keys()[i].time});
    }
    m_scene->select(std::move(chosen));
}

bool CurveEditor::wheel(QWheelEvent& event)
{
    if (timeWheel(*m_scene, event))
        return true;
    if (!event.modifiers().testFlag(Qt::ControlModifier))
        return false;
    const double factor = std::pow(1.0015, -event.angleDelta().y()), middle = valueAt(event.position().y());
    m_low = middle + (m_low - middle) * factor;
    m_high = middle + (m_high - middle) * factor;
    rebuild();
    return true;
}

bool CurveEditor::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_plot)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::Wheel) {
        auto& turn = *static_cast<QWheelEvent*>(event);
        turn.setAccepted(wheel(turn));
        return true;
    }
    if (event->type() == QEvent::ContextMenu) {
        Q_EMIT menuAsked(static_cast<QContextMenuEvent*>(event)->globalPos());
        return true;
    }
    const auto& mouse = *static_cast<QMouseEvent*>(event);
    if (event->type() == QEvent::MouseButtonPress) {
        setFocus(Qt::MouseFocusReason);
        press(mouse.position(), mouse.button(), mouse.modifiers());
    } else if (event->type() == QEvent::MouseMove) {
        move(mouse.position(), mouse.modifiers());
    } else if (event->type() == QEvent::MouseButtonRelease) {
        release(mouse.button());
    } else {
        return event->type() == QEvent::MouseButtonDblClick;
    }
    return true;
}

void CurveEditor::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    rebuild();
}

void CurveEditor::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_plot) {
        dress();
        rebuild();
    }
}

void CurveEditor::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    rebuild();
}

void CurveEditor::keyPressEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Escape || !(m_drag.isActive() || m_grip))
        return QWidget::keyPressEvent(event);
    if (m_grip && m_gripMoved)
        m_scene->edit(QT_TRANSLATE_NOOP("Edit", "Move a handle"), m_gripOrigin);
    m_drag.cancel();
    release(Qt::LeftButton);
}

void CurveEditor::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    showMarks();
}

void CurveEditor::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    showMarks();
}

} // namespace effigy::ui
