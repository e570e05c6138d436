// SPDX-License-Identifier: GPL-3.0-or-later
#include "small_head.h"

#include "base/error.h"

#include <QtTest>

#include <numbers>

using namespace effigy;
using namespace effigy::head;

namespace {

constexpr float kRounding = 1e-6F; // a few f32 operations on numbers near 1

bool isAt(const Eigen::Vector3f& a, const Eigen::Vector3f& b)
{
    return (a - b).norm() < kRounding;
}

} // namespace

class TestHeadModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void restsOnItsTemplate();
    void addsShapeAndExpression();
    void ignoresMissingTrailingCoefficients();
    void turnsTheJawAboutItsJoint();
    void jointsFollowTheShape();
    void landmarksAreBarycentric();
    void refusesWeightsThatDoNotSumToOne();
    void refusesBasesOfAnotherSize();
};

void TestHeadModel::restsOnItsTemplate()
{
    const HeadModel model(smallHead());
    QVERIFY(model.vertices({}) == model.data().templateMesh.vertices);
}

void TestHeadModel::addsShapeAndExpression()
{
    const HeadModel model(smallHead());
    HeadCoefficients c;
    c.shape = Eigen::Vector2f(2.0F, -1.0F);
    c.expression = Eigen::VectorXf::Zero(kArkitControlCount);
    c.expression[0] = 0.5F;
    const auto v = model.vertices(c);
    QVERIFY(isAt(v[0], {1.0F, 0.0F, 0.0F}));
    QVERIFY(isAt(v[1], {1.0F, -0.25F, 0.0F}));
    QVERIFY(isAt(v[3], {0.0F, 0.0F, 2.0F}));
}

void TestHeadModel::ignoresMissingTrailingCoefficients()
{
    const HeadModel model(smallHead());
    HeadCoefficients c;
    c.shape = Eigen::VectorXf::Constant(1, 2.0F);
    QVERIFY(isAt(model.vertices(c)[0], {1.0F, 0.0F, 0.0F}));
}

void TestHeadModel::turnsTheJawAboutItsJoint()
{
    const HeadModel model(smallHead());
    HeadCoefficients c;
    c.jaw = Eigen::Vector3f(std::numbers::pi_v<float> / 2.0F, 0.0F, 0.0F);
    const auto v = model.vertices(c);
    QVERIFY(isAt(v[3], {0.0F, -1.0F, 0.0F})); // a quarter turn about +X carries +Z to -Y
    QVERIFY(isAt(v[2], {0.0F, 1.0F, 0.0F}));  // not a part of the jaw
}

void TestHeadModel::jointsFollowTheShape()
{
    const HeadModel model(smallHead());
    HeadCoefficients c;
    c.shape = Eigen::Vector2f(2.0F, 0.0F); // joints move to (1, 0, 0)
    c.jaw = Eigen::Vector3f(0.0F, std::numbers::pi_v<float> / 2.0F, 0.0F);
    QVERIFY(
        isAt(model.vertices(c)[3], {2.0F, 0.0F, 1.0F})); // (-1, 0, 1) about +Y becomes (1, 0, 1)
}

void TestHeadModel::landmarksAreBarycentric()
{
    HeadModelData data = smallHead();
    data.landmarks[7] = {3, Eigen::Vector3f(0.5F, 0.25F, 0.25F)};
    const HeadModel model(std::move(data));
    QVERIFY(isAt(model.landmarks(model.vertices({}))[7], {0.5F, 0.25F, 0.25F}));
}

void TestHeadModel::refusesWeightsThatDoNotSumToOne()
{
    HeadModelData data = smallHead();
    data.skinWeights(1, 1) = 0.5F;
    QVERIFY_EXCEPTION_THROWN(HeadModel(std::move(data)), base::ContractError);
}

void TestHeadModel::refusesBasesOfAnotherSize()
{
    HeadModelData data = smallHead();
    data.shapeBasis = Eigen::MatrixXf::Zero(9, 2);
    QVERIFY_EXCEPTION_THROWN(HeadModel(std::move(data)), base::ContractError);
}

QTEST_APPLESS_MAIN(TestHeadModel)
#include "tst_head_model.moc"
