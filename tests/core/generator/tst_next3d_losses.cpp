// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "parity/next3d_losses.h"
#include "parity/next3d_stages.h"

#include <QtTest/QtTest>

#include <ATen/ATen.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>

using namespace effigy;

namespace {

/// A row of grad_norms.tsv.
struct Norm {
    std::string parameter;
    bool isNone = false; // the parameter has no influence
    double norm = 0.0;
    double sum = 0.0;
};

std::vector<Norm> readNorms(const std::filesystem::path& path, const std::string& phase)
{
    std::vector<Norm> norms;
    std::ifstream in(path);
    std::string line;
    while (std::getline(in, line)) {
        std::istringstream cells(line);
        std::string name, norm, sum;
        Norm row;
        cells >> name >> row.parameter >> norm >> sum;
        if (name != phase)
            continue;
        row.isNone = norm == "none";
        row.norm = row.isNone ? 0.0 : std::stod(norm);
        row.sum = row.isNone ? 0.0 : std::stod(sum);
        norms.push_back(row);
    }
    return norms;
}

} // namespace

class TestNext3dLosses : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void gradientsHaveTheNormsOfTheReference_data();
    void gradientsHaveTheNormsOfTheReference();

private:
    parity::ParitySet m_set{EFFIGY_SOURCE_DIR "/../shared/parity/next3d"};
    std::unique_ptr<parity::Next3dLosses> m_losses;
};

void TestNext3dLosses::initTestCase()
{
    if (!m_set.has("losses"))
        QSKIP("../shared/parity/next3d is not there: its head may not be copied");
    try {
        m_losses = std::make_unique<parity::Next3dLosses>(m_set, parity::generatorOf(m_set),
                                                          parity::discriminatorOf(m_set));
    } catch (const base::Error& error) {
        if (error.code() == "model_missing")
            QSKIP("this build does not open published snapshots");
        throw;
    }
}

void TestNext3dLosses::gradientsHaveTheNormsOfTheReference_data()
{
    QTest::addColumn<QString>("phase");
    for (const char* phase : {"Gmain", "Greg", "Dmain", "Dreg", "tune"})
        QTest::newRow(phase) << QString(phase);
}

void TestNext3dLosses::gradientsHaveTheNormsOfTheReference()
{
    QFETCH(QString, phase);
    const std::string name = phase.toStdString();
    const auto gradients = m_losses->phase(name).gradients;
    const auto norms = readNorms(m_set.root() / "grad_norms.tsv", name);
    QVERIFY(!norms.empty());
    // README of the set; gradients far below the phase's largest are rounding of f32 sums over terms of that size.
    constexpr double kRelative = 1e-3, kRounding = 1e-5;
    double largest = 0.0;
    for (const Norm& row : norms)
        largest = row.isNone ? largest : std::max(largest, row.norm);
    for (const Norm& row : norms) {
        const auto found = gradients.find(row.parameter);
        if (row.isNone) { // none, or exactly nothing
            QVERIFY2(found == gradients.end() || !found->second.any().item<bool>(), row.parameter.c_str());
            continue;
        }
        QVERIFY2(found != gradients.end(), row.parameter.c_str());
        const torch::Tensor gradient = found->second.to(torch::kFloat64);
        const double norm = gradient.norm().item<double>(), sum = gradient.sum().item<double>();
        const double allowed = kRelative * row.norm + kRounding * largest;
        QVERIFY2(std::abs(norm - row.norm) <= allowed,
                 qPrintable(QStringLiteral("%1: norm %2 is not %3")
                                .arg(row.parameter.c_str())
                                .arg(norm)
                                .arg(row.norm)));
        QVERIFY2(std::abs(sum - row.sum) <=
                     allowed * std::sqrt(static_cast<double>(gradient.numel())),
                 qPrintable(QStringLiteral("%1: sum %2 is not %3")
                                .arg(row.parameter.c_str())
                                .arg(sum)
                                .arg(row.sum)));
    }
}

QTEST_GUILESS_MAIN(TestNext3dLosses)
#include "tst_next3d_losses.moc"
