// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "head/deformation_transfer.h"
#include "head/surface_registration.h"

#include <QtTest/QtTest>

#include <algorithm>
#include <numeric>
#include <random>

using namespace effigy;
using namespace effigy::head;

namespace {

constexpr float kScale = 1.08F;
const Eigen::Vector3f kShift(0.01F, -0.02F, 0.03F);

/// The skin of `head`, larger, elsewhere and with its vertices shuffled, and which vertex of `head`
/// each is.
struct Disguise {
    HeadModelData data;
    std::vector<int> vertexOf;
};

Disguise disguised(const HeadModelData& head)
{
    const SkinSurface skin = skinOf(head);
    const std::size_t count = skin.vertices.size();
    std::vector<int> place(count);
    std::iota(place.begin(), place.end(), 0);
    std::mt19937 random(7);
    std::shuffle(place.begin(), place.end(), random);
    Disguise result;
    result.vertexOf.resize(count);
    HeadModelData& data = result.data;
    data.name = "disguise";
    data.templateMesh.vertices.resize(count);
    for (std::size_t v = 0; v < count; ++v) {
        result.vertexOf[place[v]] = skin.vertexOf[v];
        data.templateMesh.vertices[place[v]] = kScale * skin.vertices[v].cast<float>() + kShift;
    }
    for (const Eigen::Vector3i& t : skin.triangles)
        data.templateMesh.triangles.push_back({place[t[0]], place[t[1]], place[t[2]]});
    data.landmarks = skin.landmarkPoints;
    return result;
}

} // namespace

class TestDeformationTransfer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void findsItselfInDisguise();
    void givesItsOwnExpressionsBack();
    void givesItsOwnMasksBack();
    void refusesAHeadThatIsNone();

private:
    std::shared_ptr<const HeadModel> m_free;
    Disguise m_disguise;
    TransferredControls m_transferred;
};

void TestDeformationTransfer::initTestCase()
{
    m_free = loadFreeHead();
    m_disguise = disguised(m_free->data());
    m_transferred = transferControls(m_free->data(), m_disguise.data);
}

void TestDeformationTransfer::findsItselfInDisguise()
{
    const Registration found = registerSkin(skinOf(m_free->data()), skinOf(m_disguise.data));
    QVERIFY(found.landmarkError < 1e-5); // metres; f32 vertices
    QVERIFY(std::abs(found.targetFromSource.linear().determinant() - std::pow(kScale, 3)) < 1e-4);
    QVERIFY(m_transferred.matchedShare > 0.99);
}

void TestDeformationTransfer::givesItsOwnExpressionsBack()
{
    // Where the skin moves; the pinned neck and scalp, and triangles whose like is ambiguous,
    // differ a little.
    const Eigen::MatrixXf& own = m_free->data().expressionBasis;
    for (const char* name :
         {"jawOpen", "mouthSmileLeft", "browInnerUp", "cheekPuff", "mouthPucker"}) {
        const auto& names = m_free->data().expressionNames;
        const auto k = std::ranges::find(names, name) - names.begin();
        double error = 0.0, energy = 0.0;
        for (std::size_t v = 0; v < m_disguise.vertexOf.size(); ++v) {
            const Eigen::Vector3f wanted = kScale * own.block<3, 1>(3 * m_disguise.vertexOf[v], k);
            const Eigen::Vector3f got =
                m_transferred.expressionBasis.block<3, 1>(3 * static_cast<Eigen::Index>(v), k);
            error += (got - wanted).squaredNorm();
            energy += wanted.squaredNorm();
        }
        const double share = std::sqrt(error / energy);
        QVERIFY2(share < 0.1, (std::string(name) + " is off by " + std::to_string(share)).c_str());
    }
}

void TestDeformationTransfer::givesItsOwnMasksBack()
{
    const auto& own = m_free->data().masks.at("lips");
    const auto& got = m_transferred.masks.at("lips");
    for (std::size_t v = 0; v < m_disguise.vertexOf.size(); ++v)
        QVERIFY(std::abs(got[v] - own[m_disguise.vertexOf[v]]) <
                0.5F); // vertices that coincide may swap
}

void TestDeformationTransfer::refusesAHeadThatIsNone()
{
    HeadModelData scrambled = m_disguise.data;
    std::ranges::reverse(scrambled.landmarks);
    try {
        (void)transferControls(m_free->data(), scrambled);
        QFAIL("a face with its chin on its brow was taken for a face");
    } catch (const base::Error& error) {
        QCOMPARE(error.code(), std::string("model_refused"));
    }
}

QTEST_APPLESS_MAIN(TestDeformationTransfer)
#include "tst_deformation_transfer.moc"
