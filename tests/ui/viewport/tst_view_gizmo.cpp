// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/view_gizmo.h"

#include <QTest>

#include <algorithm>
#include <numbers>

using namespace effigy;
using namespace effigy::ui;

class TestViewGizmo : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fromTheFrontTheFaceIsNearest();
    void theSubjectsLeftIsOnTheRight();
    void aClickFindsTheEnd();
    void nearerEndsHideFartherOnes();
    void emptySpaceIsNoEnd();

private:
    const QRectF m_rect{100.0, 0.0, 84.0, 84.0};
};

void TestViewGizmo::fromTheFrontTheFaceIsNearest()
{
    const auto balls = gizmoBalls({}, m_rect);
    QCOMPARE(int(balls.size()), 6);
    QVERIFY(balls.back().view == NamedView::Front);
    QVERIFY(balls.front().view == NamedView::Back);
    QVERIFY(std::is_sorted(balls.begin(), balls.end(), [](const auto& a, const auto& b) { return a.depth < b.depth; }));
}

void TestViewGizmo::theSubjectsLeftIsOnTheRight()
{
    for (const GizmoBall& ball : gizmoBalls({}, m_rect)) {
        if (ball.view == NamedView::Left)
            QVERIFY(ball.centre.x() > m_rect.center().x() + 20.0);
        if (ball.view == NamedView::Above)
            QVERIFY(ball.centre.y() < m_rect.center().y() - 20.0);
    }
}

void TestViewGizmo::aClickFindsTheEnd()
{
    mesh::OrbitView orbit;
    orbit.yaw = 0.6;
    orbit.pitch = 0.3;
    const auto balls = gizmoBalls(orbit, m_rect);
    for (const GizmoBall& ball : balls) // apart from each other in this view
        QVERIFY(gizmoHit(balls, ball.centre) == ball.view);
}

void TestViewGizmo::nearerEndsHideFartherOnes()
{
    mesh::OrbitView orbit;
    orbit.yaw = std::numbers::pi; // from behind, front and back lie on one spot
    const auto balls = gizmoBalls(orbit, m_rect);
    QVERIFY(gizmoHit(balls, m_rect.center()) == NamedView::Back);
}

void TestViewGizmo::emptySpaceIsNoEnd()
{
    QVERIFY(!gizmoHit(gizmoBalls({}, m_rect), m_rect.topLeft()));
    QVERIFY(!gizmoHit({}, m_rect.center()));
}

QTEST_APPLESS_MAIN(TestViewGizmo)
#include "tst_view_gizmo.moc"
