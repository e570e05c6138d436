// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/curve_marks.h"

#include "ui/theme/tokens.h"
#include "ui/timeline/curve_editor.h"

#include <cmath>

namespace effigy::ui {
namespace {

constexpr double kCrowded = 4.0; // marks nearer than this are one

} // namespace

void CurveMarks::draw(QCPPainter* painter)
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

/// What does not play lies in shade.
void CurveMarks::drawRange(QCPPainter& painter) const
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

void CurveMarks::drawHandles(QCPPainter& painter) const
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

void CurveMarks::drawKeys(QCPPainter& painter, const std::string& id) const
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

} // namespace effigy::ui
