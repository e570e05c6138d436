// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "train/adam.h"

#include <QtTest/QtTest>

using namespace effigy::train;

namespace {

torch::Tensor leaf(std::vector<float> values)
{
    return torch::tensor(values).set_requires_grad(true);
}

Adam adamOf(const NamedTensors& parameters, AdamOptions options = {})
{
    return Adam({ParameterGroup{"all", parameters}}, options);
}

/// One step on the loss sum (x - 3)^2 of every parameter.
void descend(Adam& adam, const NamedTensors& parameters, double rate)
{
    adam.zeroGradients();
    torch::Tensor loss = torch::zeros({});
    for (const auto& [name, parameter] : parameters)
        loss = loss + (parameter - 3.0).square().sum();
    loss.backward();
    adam.step(rate);
}

} // namespace

class TestAdam : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void firstStepMovesByTheRate();
    void secondStepHasTheWorkedValue();
    void frozenGroupsStay();
    void clipsTheGroupsGradient();
    void resumesExactly();
    void refusesForeignState();
    void averageFollowsTheDecay();
};

void TestAdam::firstStepMovesByTheRate()
{
    const auto x = leaf({1.0F, 5.0F});
    auto adam = adamOf({{"x", x}});
    descend(adam, {{"x", x}}, 0.1);
    QVERIFY(torch::allclose(x, torch::tensor({1.1F, 4.9F}), 1e-6, 1e-6)); // bias correction makes it sign(g)
}

void TestAdam::secondStepHasTheWorkedValue()
{
    const auto x = leaf({0.0F});
    auto adam = adamOf({{"x", x}});
    for (const float gradient : {1.0F, 2.0F}) {
        x.mutable_grad() = torch::tensor({gradient});
        adam.step(0.1);
    }
    // m = 0.29 / 0.19 = 1.526316; v = 0.004999 / 0.001999 = 2.500750; step = 0.1 * m / sqrt(v) = 0.0965179
    QVERIFY(std::abs(x.item<float>() + 0.1 + 0.0965179) < 1e-5);
}

void TestAdam::frozenGroupsStay()
{
    const auto a = leaf({0.0F}), b = leaf({0.0F});
    Adam adam({ParameterGroup{"a", {{"a", a}}}, ParameterGroup{"b", {{"b", b}}}}, {});
    adam.setRateFactor("b", 0.0);
    descend(adam, {{"a", a}, {"b", b}}, 0.1);
    QVERIFY(a.item<float>() > 0.05F);
    QCOMPARE(b.item<float>(), 0.0F);
    adam.setRateFactor("b", 2.0);
    descend(adam, {{"a", a}, {"b", b}}, 0.1);
    QVERIFY(std::abs(b.item<float>() - 0.2F) < 1e-6F); // its first step, at twice the rate
}

void TestAdam::clipsTheGroupsGradient()
{
    const auto x = leaf({0.0F, 0.0F});
    auto adam = adamOf({{"x", x}}, {.clipNorm = 1.0});
    x.mutable_grad() = torch::tensor({3.0F, 4.0F});
    adam.step(0.1);
    QVERIFY(torch::allclose(adam.state().at("x.first"), torch::tensor({0.06F, 0.08F}), 1e-6, 1e-7));
}

void TestAdam::resumesExactly()
{
    const auto whole = leaf({0.0F, 9.0F}), parted = leaf({0.0F, 9.0F});
    auto first = adamOf({{"x", whole}}), before = adamOf({{"x", parted}});
    for (int step = 0; step < 6; ++step)
        descend(first, {{"x", whole}}, 0.05);
    for (int step = 0; step < 3; ++step)
        descend(before, {{"x", parted}}, 0.05);
    auto after = adamOf({{"x", parted}});
    after.restore(before.state());
    for (int step = 0; step < 3; ++step)
        descend(after, {{"x", parted}}, 0.05);
    QVERIFY(torch::equal(whole, parted));
}

void TestAdam::refusesForeignState()
{
    auto adam = adamOf({{"x", leaf({0.0F})}});
    QVERIFY_EXCEPTION_THROWN(adam.restore({{"y.first", torch::zeros({1})}}), effigy::base::ContractError);
    QVERIFY_EXCEPTION_THROWN(adam.restore({{"x.first", torch::zeros({2})}}), effigy::base::ContractError);
}

void TestAdam::averageFollowsTheDecay()
{
    MovingAverage average({{"x", torch::tensor({1.0F})}});
    average.update({{"x", torch::tensor({2.0F})}}, 0.75);
    QVERIFY(std::abs(average.values().at("x").item<float>() - 1.25F) < 1e-6F);
    QVERIFY_EXCEPTION_THROWN(average.restore({{"y", torch::zeros({1})}}), effigy::base::ContractError);
}

QTEST_APPLESS_MAIN(TestAdam)
#include "tst_adam.moc"
