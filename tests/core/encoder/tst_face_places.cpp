// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "encoder/face_places.h"

#include <QtTest/QtTest>

#include <algorithm>
#include <set>

using namespace effigy;
using namespace effigy::encoder;

class TestFacePlaces : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void spreadsOverTheSkin();
    void fewAreTheFirstOfMany();
    void liesOnItsVertices();
    void refusesOtherVertices();

private:
    std::shared_ptr<const head::HeadModel> m_model = head::loadFreeHead();
};

void TestFacePlaces::spreadsOverTheSkin()
{
    const std::vector<int> vertices = spreadVertices(m_model->data(), 252);
    QCOMPARE(std::set<int>(vertices.begin(), vertices.end()).size(), std::size_t{252});
    const auto& at = m_model->data().templateMesh.vertices;
    const std::vector<float>& face = m_model->data().masks.at("face");
    float closestInFace = 1.0F;
    int inFace = 0;
    for (std::size_t i = 0; i < vertices.size(); ++i) {
        const auto a = static_cast<std::size_t>(vertices[i]);
        QVERIFY(m_model->data().masks.at("innerMouth")[a] <= 0.5F);
        inFace += face[a] > 0.5F ? 1 : 0;
        for (std::size_t j = 0; j < i; ++j)
            closestInFace = std::min(closestInFace, (at[a] - at[static_cast<std::size_t>(vertices[j])]).norm());
    }
    QVERIFY(inFace > 100);
    QVERIFY2(closestInFace > 0.005F, qPrintable(QString::number(closestInFace))); // 252 on a face of 0.03 m^2: about a centimetre apart
}

void TestFacePlaces::fewAreTheFirstOfMany()
{
    const std::vector<int> many = spreadVertices(m_model->data(), 60), few = spreadVertices(m_model->data(), 20);
    QVERIFY(std::equal(few.begin(), few.end(), many.begin()));
}

void TestFacePlaces::liesOnItsVertices()
{
    const std::vector<int> vertices = spreadVertices(m_model->data(), 30);
    const auto places = facePlaces(m_model->data(), vertices);
    QCOMPARE(places.size(), std::size_t{head::kLandmarkCount + 30});
    const auto& mesh = m_model->data().templateMesh;
    for (std::size_t i = 0; i < vertices.size(); ++i) {
        const Eigen::Vector3f there = head::surfacePosition(places[head::kLandmarkCount + i], mesh.vertices, mesh.triangles);
        QVERIFY((there - mesh.vertices[static_cast<std::size_t>(vertices[i])]).norm() < 1e-7F);
    }
}

void TestFacePlaces::refusesOtherVertices()
{
    const std::vector<int> beyond = {m_model->vertexCount()};
    QVERIFY_EXCEPTION_THROWN((void)facePlaces(m_model->data(), beyond), base::ContractError);
    QVERIFY_EXCEPTION_THROWN((void)spreadVertices(m_model->data(), m_model->vertexCount()), base::ContractError);
}

QTEST_GUILESS_MAIN(TestFacePlaces)
#include "tst_face_places.moc"
