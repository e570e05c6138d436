// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "head/flame_form.h"

#include <QtTest/QtTest>

#include <ATen/ATen.h>

#include <cmath>
#include <numbers>

using namespace effigy;
using namespace effigy::head;

class TestFlameForm : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void posesAsTheHeadDoes_data();
    void posesAsTheHeadDoes();
    void landmarksAreTheHeads();
    void contourLiesOnTheOutline();
    void leavesHairOut();
    void refusesOtherHeads();

private:
    std::shared_ptr<const HeadModel> m_head;
    FlameForm m_form;
    std::unique_ptr<FlameModel> m_flame;
};

void TestFlameForm::initTestCase()
{
    m_head = loadFreeHead();
    m_form = flameForm(m_head->data());
    m_flame = std::make_unique<FlameModel>(m_form.arrays, m_form.embedding, 100, kFlameFormExpressions);
}

void TestFlameForm::posesAsTheHeadDoes_data()
{
    QTest::addColumn<double>("shape");
    QTest::addColumn<double>("expression");
    QTest::addColumn<double>("turn");
    QTest::newRow("at rest") << 0.0 << 0.0 << 0.0;
    QTest::newRow("somebody") << 1.0 << 0.0 << 0.0;
    QTest::newRow("smiling") << 0.5 << 1.0 << 0.0;
    QTest::newRow("turned") << 0.5 << 0.5 << 0.2;
}

void TestFlameForm::posesAsTheHeadDoes()
{
    QFETCH(double, shape);
    QFETCH(double, expression);
    QFETCH(double, turn);
    HeadCoefficients c;
    c.shape = Eigen::VectorXf::Zero(m_head->shapeCount());
    c.expression = Eigen::VectorXf::Zero(kArkitControlCount);
    torch::Tensor shapeCode = torch::zeros({1, 100}), expressionCode = torch::zeros({1, kFlameFormExpressions});
    for (int k = 0; k < 10; ++k)
        shapeCode[0][k] = c.shape[k] = static_cast<float>(shape * std::sin(k + 1.0));
    for (int k = 0; k < kFlameFormExpressions; k += 3) {
        const auto name = std::ranges::find(arkitNames(), m_form.expressions[static_cast<std::size_t>(k)]);
        expressionCode[0][k] = c.expression[name - arkitNames().begin()] = static_cast<float>(expression * 0.2);
    }
    const auto angle = static_cast<float>(turn);
    c.jaw = {angle, 0.3F * angle, 0.0F};
    c.neck = {0.0F, angle, 0.5F * angle};
    c.leftEye = {0.0F, -angle, 0.0F};
    c.rightEye = {angle, 0.0F, 0.0F};
    const auto three = [](const Eigen::Vector3f& v) { return torch::tensor({v.x(), v.y(), v.z()}).unsqueeze(0); };
    const FlamePosed posed = m_flame->pose(shapeCode, expressionCode,
                                           {.global = torch::zeros({1, 3}), .jaw = three(c.jaw), .neck = three(c.neck),
                                            .eyes = at::cat({three(c.leftEye), three(c.rightEye)}, 1)});
    const auto expected = m_head->vertices(c);
    const torch::Tensor vertices = posed.vertices.contiguous();
    double worst = 0.0;
    for (std::size_t v = 0; v < expected.size(); ++v)
        for (int axis = 0; axis < 3; ++axis)
            worst = std::max(worst, static_cast<double>(std::abs(vertices.data_ptr<float>()[3 * v + static_cast<std::size_t>(axis)] - expected[v][axis])));
    // Weights are stored in half precision and sum to 1 within 2e-3; here they are normalised: 0.2 mm of a turned neck.
    QVERIFY2(worst < (turn > 0.0 ? 2e-4 : 2e-6), qPrintable(QString::number(worst)));
}

void TestFlameForm::landmarksAreTheHeads()
{
    const FlamePosed posed = m_flame->pose(torch::zeros({1, 100}), torch::zeros({1, kFlameFormExpressions}),
                                           {.global = torch::zeros({1, 3}), .jaw = torch::zeros({1, 3}), .neck = {}, .eyes = {}});
    const auto expected = m_head->landmarks(m_head->data().templateMesh.vertices);
    const torch::Tensor fixed = posed.landmarks3d.contiguous();
    for (std::size_t k = 0; k < expected.size(); ++k)
        for (int axis = 0; axis < 3; ++axis)
            QVERIFY(std::abs(fixed.data_ptr<float>()[3 * k + static_cast<std::size_t>(axis)] - expected[k][axis]) < 1e-6F);
}

void TestFlameForm::contourLiesOnTheOutline()
{
    // Turned to its left by 30 degrees, the far cheek's outline is seen before the frontal jaw line's place; the other side stays.
    const torch::Tensor turn = torch::tensor({0.0F, static_cast<float>(30.0 * std::numbers::pi / 180.0), 0.0F}).unsqueeze(0);
    const FlamePosed posed = m_flame->pose(torch::zeros({1, 100}), torch::zeros({1, kFlameFormExpressions}),
                                           {.global = turn, .jaw = torch::zeros({1, 3}), .neck = {}, .eyes = {}});
    QCOMPARE(posed.contourRow[0].item<std::int64_t>(), std::int64_t{30});
    const torch::Tensor outline = posed.landmarks2d[0].slice(0, 0, 17).select(1, 0), fixed = posed.landmarks3d[0].slice(0, 0, 17).select(1, 0);
    for (int k = 11; k < 17; ++k)
        QVERIFY(outline[k].item<double>() >= fixed[k].item<double>() - 1e-6);
    QVERIFY((outline - fixed).slice(0, 11, 17).max().item<double>() > 2e-3);
    for (int k = 6; k <= 10; ++k)
        QCOMPARE(outline[k].item<float>(), fixed[k].item<float>());
}

void TestFlameForm::leavesHairOut()
{
    QVERIFY(m_form.triangles.size() < m_head->data().templateMesh.triangles.size());
    QCOMPARE(m_form.expressions.size(), std::size_t{kFlameFormExpressions});
    for (const auto& part : m_head->data().templateMesh.parts)
        if (part.material == "lashes")
            QVERIFY(std::ranges::find(m_form.triangles, part.firstTriangle) == m_form.triangles.end());
}

void TestFlameForm::refusesOtherHeads()
{
    HeadModelData other = m_head->data();
    other.joints[2].name = "chin";
    QVERIFY_THROWS_EXCEPTION(base::ContractError, (void)flameForm(other));
}

QTEST_GUILESS_MAIN(TestFlameForm)
#include "tst_flame_form.moc"
