// SPDX-License-Identifier: GPL-3.0-or-later
#include "parity/deca_stages.h"
#include "parity/deca_weights.h"

#include <QtTest/QtTest>

#include <ATen/ATen.h>

#include <fstream>
#include <sstream>

using namespace effigy;

// Networks of the published size with the weights of the formula.
class TestEncoders : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void drawsEveryWeight();
    void encodesAsTheReference();
};

void TestEncoders::drawsEveryWeight()
{
    const tensorio::StateDict parameters = parity::decaParameters();
    std::ifstream in(EFFIGY_TEST_DATA "/deca/weights_check.tsv");
    std::string line;
    int checked = 0;
    for (std::getline(in, line); std::getline(in, line);) {
        std::istringstream cells(line);
        std::string name, shape, first, second, third, last;
        double sum = 0.0, squares = 0.0;
        cells >> name >> shape >> sum >> squares >> first >> second >> third >> last;
        if (name.ends_with("num_batches_tracked"))
            continue;
        const torch::Tensor* tensor = parameters.find(name);
        QVERIFY2(tensor, name.c_str());
        const torch::Tensor values = tensor->reshape(-1).to(torch::kFloat64);
        const double tolerance = 1e-9 * squares + 1e-9; // order of an f64 sum
        QVERIFY2(std::abs(values.sum().item<double>() - sum) < tolerance, name.c_str());
        QVERIFY2(std::abs(values.square().sum().item<double>() - squares) < tolerance,
                 name.c_str());
        QCOMPARE(values[0].item<double>(), std::stod(first));
        QCOMPARE(values[-1].item<double>(), std::stod(last));
        ++checked;
    }
    QCOMPARE(static_cast<std::size_t>(checked), parameters.size());
}

void TestEncoders::encodesAsTheReference()
{
    const parity::ParitySet set(EFFIGY_TEST_DATA "/deca");
    const auto results = parity::compare(set, "encoder", parity::DecaStages(set).encoder());
    QCOMPARE(results.size(), std::size_t{14});
    for (const auto& result : results)
        QVERIFY2(result.fits,
                 (result.name + " differs by " + std::to_string(result.worst)).c_str());
}

QTEST_APPLESS_MAIN(TestEncoders)
#include "tst_encoders.moc"
