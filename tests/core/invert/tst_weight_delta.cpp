// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "invert/weight_delta.h"

#include <QtTest/QtTest>

#include <ATen/CPUGeneratorImpl.h>

using namespace effigy;

namespace {

tensorio::StateDict sharedWeights()
{
    const auto generator = at::detail::createCPUGenerator(7);
    tensorio::StateDict weights;
    weights.set("a.weight", torch::randn({4, 8}, generator, torch::TensorOptions()));
    weights.set("b.weight", torch::randn({16}, generator, torch::TensorOptions()));
    weights.set("faces", torch::zeros({3}, torch::kInt64));
    return weights;
}

} // namespace

class TestWeightDelta : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void roundTripKeepsTheChange();
    void unchangedTensorsAreLeftOut();
    void newTensorsAreWhole();
    void refusesAnotherGenerator();
    void refusesNoise();
};

void TestWeightDelta::roundTripKeepsTheChange()
{
    const auto shared = sharedWeights();
    auto tuned = shared.clone();
    tuned.set("a.weight", shared.at("a.weight") + 0.125F);
    const auto restored = invert::applyWeightDelta(shared, invert::encodeWeightDelta(tuned, shared));
    QVERIFY(torch::allclose(restored.at("a.weight"), tuned.at("a.weight"), 0.0, 1e-4)); // f16 keeps 11 bits of 0.125
    QVERIFY(torch::equal(restored.at("b.weight"), shared.at("b.weight")));
}

void TestWeightDelta::unchangedTensorsAreLeftOut()
{
    const auto shared = sharedWeights();
    auto tuned = shared.clone();
    tuned.set("a.weight", shared.at("a.weight") + 0.125F);
    tuned.set("b.weight", shared.at("b.weight") * (1.0F + 1e-6F));
    const auto delta = tensorio::decodeStateFile(invert::encodeWeightDelta(tuned, shared), "test").tensors;
    QCOMPARE(delta.size(), std::size_t(1));
    QVERIFY(delta.contains("a.weight"));
}

void TestWeightDelta::newTensorsAreWhole()
{
    const auto shared = sharedWeights();
    auto tuned = shared.clone();
    tuned.set("residual", torch::full({2, 2}, 0.5F));
    const auto restored = invert::applyWeightDelta(shared, invert::encodeWeightDelta(tuned, shared));
    QVERIFY(torch::equal(restored.at("residual"), torch::full({2, 2}, 0.5F)));
}

void TestWeightDelta::refusesAnotherGenerator()
{
    tensorio::StateDict other;
    other.set("a.weight", torch::ones({5, 5}));
    const auto delta = tensorio::encodeStateFile(other);
    QVERIFY_EXCEPTION_THROWN((void)invert::applyWeightDelta(sharedWeights(), delta), base::Error);
}

void TestWeightDelta::refusesNoise()
{
    const std::vector<std::byte> noise(64, std::byte{0xA5});
    QVERIFY_EXCEPTION_THROWN((void)invert::applyWeightDelta(sharedWeights(), noise), base::Error);
}

QTEST_APPLESS_MAIN(TestWeightDelta)
#include "tst_weight_delta.moc"
