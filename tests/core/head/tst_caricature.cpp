// SPDX-License-Identifier: GPL-3.0-or-later
#include "head/caricature.h"

#include "base/error.h"
#include "head/form_controls.h"

#include <QtTest>

#include <Eigen/Geometry>

#include <random>

using namespace effigy;
using namespace effigy::head;

namespace {

constexpr float kTenMicrons = 1e-5F; // f32 sums over 50 shapes of a head of 0.3 m

ControlValues caricature(double amount)
{
    ControlValues values;
    values.set("caricature", amount);
    return values;
}

Eigen::VectorXf someShape(int count)
{
    std::mt19937 random(5);
    std::normal_distribution<float> normal;
    Eigen::VectorXf shape(std::min(count, 50));
    for (float& value : shape)
        value = normal(random);
    return shape;
}

/// The corners of the model's face.
std::vector<std::size_t> faceOf(const HeadModelData& head)
{
    std::vector<std::size_t> face;
    for (std::size_t v = 0; v < head.masks.at("face").size(); ++v)
        if (head.masks.at("face")[v] > 0.5F)
            face.push_back(v);
    return face;
}

} // namespace

class TestCaricature : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void meanHeadHasNoTraits();
    void sizeAndPlaceAreNoTraits();
    void growsWithItsAmount();
    void minusOneIsTheMeanFace();
    void bothSidesAgreeUnlessTheyAreKept();
    void aShareOfZeroLeavesItsRegion();
    void eyeballsKeepTheirForm();
    void theNecksEndStays();
    void countsOffsetsAsTraits();
    void refusesOffsetsOfAnotherHead();

private:
    std::shared_ptr<const HeadModel> m_head;
    Eigen::VectorXf m_shape;
    PersonalTraits m_traits;
};

void TestCaricature::initTestCase()
{
    m_head = loadFreeHead();
    m_shape = someShape(m_head->shapeCount());
    m_traits = personalTraits(*m_head, m_shape, {});
}

void TestCaricature::meanHeadHasNoTraits()
{
    const auto traits = personalTraits(*m_head, {}, {});
    for (const auto& offset : caricatureOffsets(traits, caricature(1.5)))
        QVERIFY(offset.norm() < kTenMicrons);
}

void TestCaricature::sizeAndPlaceAreNoTraits()
{
    std::vector<Eigen::Vector3f> offsets;
    for (const auto& vertex : m_head->data().templateMesh.vertices)
        offsets.emplace_back(0.1F * vertex + Eigen::Vector3f(0.004F, -0.003F, 0.002F));
    const auto traits = personalTraits(displaced(*m_head, offsets), {}, offsets);
    for (const auto& offset : caricatureOffsets(traits, caricature(1.5)))
        QVERIFY(offset.norm() < 2.0F * kTenMicrons);
}

void TestCaricature::growsWithItsAmount()
{
    const auto half = caricatureOffsets(m_traits, caricature(0.5)), whole = caricatureOffsets(m_traits, caricature(1.0));
    float most = 0.0F;
    for (std::size_t v = 0; v < half.size(); ++v) {
        QVERIFY((2.0F * half[v] - whole[v]).norm() < kTenMicrons);
        most = std::max(most, whole[v].norm());
    }
    QVERIFY(most > 2e-3F); // a person is some millimetres from the mean
    QVERIFY(!isCaricature(caricature(0.0)));
    QVERIFY(isCaricature(caricature(-0.5)));
}

void TestCaricature::minusOneIsTheMeanFace()
{
    ControlValues values = caricature(-1.0);
    values.set("caricatureSides", 1.0);
    const auto offsets = caricatureOffsets(m_traits, values);
    const auto person = m_head->vertices({.shape = m_shape});
    const auto& mean = m_head->data().templateMesh.vertices;
    auto face = faceOf(m_head->data());
    std::erase_if(face, [this](std::size_t v) { return m_traits.regions.row(Eigen::Index(v)).sum() < 0.9999F; }); // all but the neck
    QVERIFY(face.size() > 1000);
    Eigen::Matrix3Xf from(3, Eigen::Index(face.size())), to = from;
    for (std::size_t i = 0; i < face.size(); ++i) {
        from.col(Eigen::Index(i)) = mean[face[i]];
        to.col(Eigen::Index(i)) = person[face[i]] + offsets[face[i]];
    }
    const Eigen::Matrix4f move = Eigen::umeyama(from, to);
    const Eigen::Matrix3Xf moved = (move.topLeftCorner<3, 3>() * from).colwise() + move.topRightCorner<3, 1>();
    QVERIFY((moved - to).colwise().norm().maxCoeff() < 10.0F * kTenMicrons); // an alignment of an alignment
}

void TestCaricature::bothSidesAgreeUnlessTheyAreKept()
{
    ControlValues kept = caricature(1.0);
    kept.set("caricatureSides", 1.0);
    const auto alike = caricatureOffsets(m_traits, caricature(1.0)), own = caricatureOffsets(m_traits, kept);
    const auto& twins = m_head->data().mirrorVertex;
    float most = 0.0F;
    for (const std::size_t v : faceOf(m_head->data())) {
        if (twins[v] < 0)
            continue;
        // Shares are those of the person's own places, so that sides of a one-sided face differ a little.
        const float strength = m_traits.regions.row(Eigen::Index(v)).sum();
        QVERIFY((m_traits.alike[v] - Eigen::Vector3f(-1.0F, 1.0F, 1.0F).cwiseProduct(m_traits.alike[std::size_t(twins[v])])).norm() < kTenMicrons);
        QVERIFY((alike[v] - strength * m_traits.alike[v]).norm() < kTenMicrons);
        most = std::max(most, (own[v] - alike[v]).norm());
    }
    QVERIFY(most > 0.0F);
}

void TestCaricature::aShareOfZeroLeavesItsRegion()
{
    ControlValues values = caricature(1.0);
    values.set("caricatureNose", 0.0);
    const auto all = caricatureOffsets(m_traits, caricature(1.0)), some = caricatureOffsets(m_traits, values);
    const auto marks = m_head->data().landmarks;
    const auto at = [&](int landmark) { return std::size_t(m_head->data().templateMesh.triangles[std::size_t(marks[std::size_t(landmark)].triangle)][0]); };
    QVERIFY(some[at(30)].norm() < 0.25F * all[at(30)].norm());              // the tip of the nose
    QVERIFY((some[at(8)] - all[at(8)]).norm() < 0.05F * all[at(8)].norm()); // the chin
}

void TestCaricature::eyeballsKeepTheirForm()
{
    const auto& head = m_head->data();
    for (std::size_t j = 0; j < head.joints.size(); ++j) {
        if (head.joints[j].name != "leftEye")
            continue;
        std::optional<Eigen::RowVectorXf> first;
        for (Eigen::Index v = 0; v < m_traits.regions.rows(); ++v) {
            if (head.skinWeights(v, Eigen::Index(j)) <= 0.5F)
                continue;
            first = first.value_or(m_traits.regions.row(v));
            QVERIFY(m_traits.regions.row(v).isApprox(*first));
        }
        QVERIFY(first);
        QVERIFY((*first)[1] > 0.5F); // eyes belong to the eyes
    }
}

void TestCaricature::theNecksEndStays()
{
    const auto person = m_head->vertices({.shape = m_shape});
    const float end = std::ranges::min_element(person, {}, [](const auto& p) { return p.y(); })->y();
    const auto offsets = caricatureOffsets(m_traits, caricature(2.0));
    for (std::size_t v = 0; v < person.size(); ++v)
        if (person[v].y() < end + 0.01F)
            QVERIFY(offsets[v].isZero());
}

void TestCaricature::countsOffsetsAsTraits()
{
    std::vector<Eigen::Vector3f> offsets(std::size_t(m_head->vertexCount()), Eigen::Vector3f::Zero());
    const auto nose = std::size_t(m_head->data().templateMesh.triangles[std::size_t(m_head->data().landmarks[30].triangle)][0]);
    offsets[nose] = {0.0F, 0.0F, 0.01F};
    const auto traits = personalTraits(displaced(*m_head, offsets), {}, offsets);
    QVERIFY(caricatureOffsets(traits, caricature(1.0))[nose].z() > 0.004F); // its twin may lie beside it, and takes half
}

void TestCaricature::refusesOffsetsOfAnotherHead()
{
    QVERIFY_THROWS_EXCEPTION(base::ContractError, personalTraits(*m_head, m_shape, std::vector<Eigen::Vector3f>(3)));
}

QTEST_GUILESS_MAIN(TestCaricature)
#include "tst_caricature.moc"
