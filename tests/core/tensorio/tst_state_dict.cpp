// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "tensorio/state_dict.h"

#include <QtTest/QtTest>

using namespace effigy;
using tensorio::StateDict;

class TestStateDict : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsTheOrderOfItsNames();
    void cloneSharesNothing();
    void selectsByPrefix();
    void returnsWhatWasWritten();
    void writesTensorsOfAnyLayout();
    void refusesAMissingName();
};

void TestStateDict::keepsTheOrderOfItsNames()
{
    StateDict state;
    for (const char* name : {"b", "a", "c"})
        state.set(name, torch::zeros({1}));
    state.set("a", torch::ones({2}));
    state.erase("b");
    QCOMPARE(state.size(), std::size_t{2});
    QCOMPARE(state.begin()->first, std::string("a"));
    QCOMPARE(state.at("a").numel(), std::int64_t{2});
    QVERIFY(state.contains("c") && !state.contains("b"));
    QCOMPARE(state.elementCount(), std::int64_t{3});
}

void TestStateDict::cloneSharesNothing()
{
    StateDict state;
    state.set("x", torch::zeros({2}).set_requires_grad(true));
    const StateDict copy = state.clone();
    copy.at("x").detach().fill_(1);
    QCOMPARE(state.at("x")[0].item<float>(), 0.0F);
    QVERIFY(copy.at("x").requires_grad());
}

void TestStateDict::selectsByPrefix()
{
    StateDict state;
    state.set("net.0.weight", torch::zeros({1}));
    state.set("other", torch::zeros({1}));
    const StateDict part = state.withPrefix("net.");
    QCOMPARE(part.size(), std::size_t{1});
    QVERIFY(part.contains("0.weight"));
}

void TestStateDict::returnsWhatWasWritten()
{
    QTemporaryDir folder;
    const auto path = std::filesystem::path(folder.path().toStdString()) / "x.safetensors";
    StateDict state;
    for (const auto type : {torch::kFloat64, torch::kFloat32, torch::kFloat16, torch::kBFloat16, torch::kInt64, torch::kInt32,
                            torch::kInt16, torch::kInt8, torch::kUInt8, torch::kBool})
        state.set(std::string("t") + c10::toString(type), torch::arange(6).reshape({2, 3}).to(type));
    state.set("scalar", torch::tensor(2.5F));
    state.set("empty", torch::zeros({0, 3}));
    tensorio::writeStateFile(path, state, {{"config", "{}"}});
    const auto file = tensorio::readStateFile(path);
    QCOMPARE(file.tensors.size(), state.size());
    QCOMPARE(file.metadata.at("config"), std::string("{}"));
    for (const auto& [name, tensor] : state) {
        const torch::Tensor& read = file.tensors.at(name);
        QVERIFY2(read.scalar_type() == tensor.scalar_type() && torch::equal(read, tensor), name.c_str());
    }
}

void TestStateDict::writesTensorsOfAnyLayout()
{
    StateDict state;
    state.set("t", torch::arange(6, torch::kFloat32).reshape({2, 3}).t());
    const auto file = tensorio::decodeStateFile(tensorio::encodeStateFile(state), "blob");
    QVERIFY(torch::equal(file.tensors.at("t"), state.at("t")));
}

void TestStateDict::refusesAMissingName()
{
    QVERIFY_THROWS_EXCEPTION(base::Error, (void)StateDict().at("x"));
}

QTEST_GUILESS_MAIN(TestStateDict)
#include "tst_state_dict.moc"
