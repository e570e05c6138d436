// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/neck_fade.h"
#include "head/head_model.h"

#include <QtTest/QtTest>

#include <algorithm>
#include <cmath>

using namespace effigy;

class TestNeckFade : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rimIsTheLowestOpenEdge();
    void freeHeadEndsRoundTheNeck();
    void planeLiesAboveTheRim();
    void fadesAlongTheNeckAlone();
};

namespace {

/// An open tube of `sides` sides about y, from `bottom` up to `top`, with a slanted lower end.
mesh::Mesh tube(int sides, float radius, float bottom, float top, float slant)
{
    mesh::Mesh mesh;
    for (int i = 0; i < sides; ++i) {
        const float angle = 6.2831853F * static_cast<float>(i) / static_cast<float>(sides);
        const float x = radius * std::cos(angle), z = radius * std::sin(angle);
        mesh.vertices.emplace_back(x, bottom - slant * z, z);
        mesh.vertices.emplace_back(x, top, z);
    }
    for (int i = 0; i < sides; ++i) {
        const int next = (i + 1) % sides;
        mesh.triangles.emplace_back(2 * i, 2 * i + 1, 2 * next);
        mesh.triangles.emplace_back(2 * next, 2 * i + 1, 2 * next + 1);
    }
    mesh.parts = {{"skin", 0, 2 * sides}};
    return mesh;
}

} // namespace

void TestNeckFade::rimIsTheLowestOpenEdge()
{
    const auto rim = avatar::rimOfNeck(tube(12, 0.05F, -0.1F, 0.1F, 0.3F));
    QCOMPARE(rim.size(), std::size_t(12));
    QVERIFY(std::ranges::all_of(rim, [](int v) { return v % 2 == 0; })); // the upper end is open, too
    QVERIFY(avatar::rimOfNeck({}).empty());
}

void TestNeckFade::freeHeadEndsRoundTheNeck()
{
    const auto head = head::loadFreeHead();
    const auto& mesh = head->data().templateMesh;
    const auto rim = avatar::rimOfNeck(mesh);
    QVERIFY(rim.size() > 20);
    const avatar::NeckFade fade = avatar::fadeAbove(rim, mesh.vertices);
    QVERIFY(fade.up.y() > 0.5F);
    QVERIFY(fade.radius > 0.04F && fade.radius < 0.10F);
    QVERIFY2(fade.height < 0.012F, qPrintable(QString::number(fade.height))); // the rim is near a plane: little of the neck is lost
}

void TestNeckFade::planeLiesAboveTheRim()
{
    const mesh::Mesh mesh = tube(24, 0.05F, -0.1F, 0.1F, 0.3F);
    const avatar::NeckFade fade = avatar::fadeAbove(avatar::rimOfNeck(mesh), mesh.vertices);
    const Eigen::Vector3f up = Eigen::Vector3f(0.0F, 1.0F, 0.3F).normalized();
    QVERIFY((fade.up - up).norm() < 1e-4F);
    QVERIFY((fade.centre - Eigen::Vector3f(0.0F, -0.1F, 0.0F)).norm() < 1e-5F);
    QVERIFY(std::abs(fade.height) < 1e-5F);
    QVERIFY(std::abs(fade.radius - 0.05F * std::sqrt(1.0F + 0.3F * 0.3F)) < 1e-4F);
}

void TestNeckFade::fadesAlongTheNeckAlone()
{
    // A wall a metre before the camera; the neck ends across its middle.
    const mesh::Camera camera{.fx = 5.0, .fy = 5.0}; // 0.2 m of the wall
    const avatar::NeckFade fade{.up = -Eigen::Vector3f::UnitY(), .centre = {0.0F, 0.0F, 1.0F}, .radius = 0.04F}; // y runs down
    base::FloatImage depth(50, 50, 1), picture(100, 100, 4, 1.0F);
    for (int y = 0; y < 50; ++y)
        for (int x = 5; x < 50; ++x)
            *depth.at(x, y) = 1.0F;
    avatar::fadeNeck(picture, depth, camera, fade);
    const auto at = [&](int x, int y) { return *picture.at(x, y); };
    QCOMPARE(at(50, 60), 0.0F);
    QCOMPARE(at(50, 40), 1.0F); // two centimetres above
    QVERIFY(at(50, 46) > 0.1F && at(50, 46) < 0.9F);
    for (int y = 38; y < 50; ++y)
        QVERIFY(at(50, y) >= at(50, y + 1)); // no steps back
    QCOMPARE(at(90, 60), 1.0F); // eight centimetres aside: hair
    QCOMPARE(at(4, 60), 1.0F);  // nothing there
    for (int c = 0; c < 4; ++c)
        QCOMPARE(picture.at(50, 46)[c], at(50, 46));
}

QTEST_APPLESS_MAIN(TestNeckFade)
#include "tst_neck_fade.moc"
