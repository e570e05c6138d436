// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/view_gizmo.h"

#include <QPainter>

#include <algorithm>

namespace effigy::ui {
namespace {

constexpr double kSide = 84.0, kInset = 12.0;             // device-independent pixels
constexpr double kArm = 29.0, kPositive = 9.0, kNegative = 7.0;
const QColor kAxisColours[] = {QColor(0xd9, 0x6b, 0x6b), QColor(0x86, 0xbd, 0x6e), QColor(0x6e, 0x9f, 0xdb)};
constexpr const char* kLetters[] = {"X", "Y", "Z"};
// +X is the subject's left, +Y up, +Z out of the face.
constexpr NamedView kEnds[][2] = {{NamedView::Right, NamedView::Left}, {NamedView::Below, NamedView::Above}, {NamedView::Back, NamedView::Front}};

} // namespace

QRectF gizmoRect(QSizeF viewport) { return {viewport.width() - kSide - kInset, kInset, kSide, kSide}; }

std::vector<GizmoBall> gizmoBalls(const mesh::OrbitView& orbit, const QRectF& rect)
{
    const ViewAxes axes = viewAxes(orbit);
    std::vector<GizmoBall> balls;
    for (int axis = 0; axis < 3; ++axis) {
        for (const bool isPositive : {false, true}) {
            const Eigen::Vector3d direction = Eigen::Vector3d::Unit(axis) * (isPositive ? 1.0 : -1.0);
            balls.push_back({.view = kEnds[axis][isPositive ? 1 : 0],
                             .centre = rect.center() + kArm * QPointF(direction.dot(axes.right), -direction.dot(axes.up)),
                             .radius = isPositive ? kPositive : kNegative,
                             .depth = direction.dot(axes.towards),
                             .isPositive = isPositive,
                             .colour = kAxisColours[axis],
                             .letter = isPositive ? QString(QLatin1String(kLetters[axis])) : QString()});
        }
    }
    std::sort(balls.begin(), balls.end(), [](const GizmoBall& a, const GizmoBall& b) { return a.depth < b.depth; });
    return balls;
}

std::optional<NamedView> gizmoHit(const std::vector<GizmoBall>& balls, QPointF at)
{
    for (auto ball = balls.rbegin(); ball != balls.rend(); ++ball) {
        const QPointF away = at - ball->centre;
        if (QPointF::dotProduct(away, away) <= ball->radius * ball->radius)
            return ball->view;
    }
    return std::nullopt;
}

void paintGizmo(QPainter& painter, const std::vector<GizmoBall>& balls, const QRectF& rect, std::optional<NamedView> hovered, bool isLit)
{
    if (isLit) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(255, 255, 255, 26));
        painter.drawEllipse(rect);
    }
    QFont small = painter.font();
    small.setPixelSize(10);
    small.setBold(true);
    painter.setFont(small);
    for (const GizmoBall& ball : balls) {
        const bool isHovered = hovered == ball.view;
        if (ball.isPositive) {
            painter.setPen(QPen(ball.colour, 2.0, Qt::SolidLine, Qt::RoundCap));
            painter.drawLine(rect.center(), ball.centre);
        }
        painter.setPen(QPen(isHovered ? Qt::white : ball.colour, 1.6));
        QColor inside = ball.colour;
        if (!ball.isPositive)
            inside.setAlpha(70);
        painter.setBrush(inside);
        painter.drawEllipse(ball.centre, ball.radius - 0.8, ball.radius - 0.8);
        painter.setPen(isHovered ? Qt::white : QColor(0x16, 0x16, 0x16));
        painter.drawText(QRectF(ball.centre - QPointF(9.0, 9.0), QSizeF(18.0, 18.0)), Qt::AlignCenter, ball.letter);
    }
}

} // namespace effigy::ui
