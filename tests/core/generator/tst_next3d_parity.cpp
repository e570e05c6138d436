// SPDX-License-Identifier: GPL-3.0-or-later
#include "parity/formula_weights.h"
#include "parity/next3d_stages.h"

#include <QtTest/QtTest>

#include <c10/core/InferenceMode.h>

using namespace effigy;

namespace {

std::vector<parity::Comparison> compared(const parity::ParitySet& set, const std::string& file, const tensorio::StateDict& computed)
{
    auto results = parity::compare(set, file, computed);
    for (const auto& result : results)
        if (!result.fits)
            qWarning("%s: worst %g, allowed %g, %.3f %% outside", result.name.c_str(), result.worst, result.allowed,
                     100.0 * result.outside);
    return results;
}

} // namespace

// Tolerances stand in the README of the set, beside what two valid runs of the reference differ by.
#define COMPARE_FILE(file, expectedCount)                                                                                  \
    do {                                                                                                                   \
        const c10::InferenceMode inference;                                                                                \
        const auto results = compared(m_set, #file, m_stages.file());                                                      \
        QCOMPARE(results.size(), std::size_t{expectedCount});                                                              \
        for (const auto& result : results)                                                                                 \
            QVERIFY2(result.fits, result.name.c_str());                                                                    \
    } while (false)

class TestNext3dParity : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void drawsTheWeightsOfTheFormula();
    void mapsLatents() { COMPARE_FILE(inputs, 3); }
    void rasterisesFourViews() { COMPARE_FILE(geometry, 13); }
    void rasterisesTheSameTriangles();
    void makesThePlanes() { COMPARE_FILE(planes, 10); }
    void rendersTheVolume() { COMPARE_FILE(render, 14); }

private:
    parity::ParitySet m_set{EFFIGY_TEST_DATA "/next3d-free"};
    parity::Next3dStages m_stages{m_set, parity::freeGenerator(m_set)};
};

void TestNext3dParity::drawsTheWeightsOfTheFormula()
{
    // Check values of the README of the set.
    const std::uint64_t key = parity::formulaKey("G_ema.texture_backbone.synthesis.b4.const");
    QCOMPARE(key, std::uint64_t{0xc171aabeac712069});
    QCOMPARE(parity::formulaUnit(key, 0), 0.6898553371429443);
    const auto parameters = parity::freeGenerator(m_set).parameters;
    QCOMPARE(parameters.at("texture_backbone.synthesis.b4.const").flatten()[0].item<float>(), 0.657678187F);
    QCOMPARE(parameters.at("superresolution.block0.conv1.weight").flatten()[589823].item<float>(), 1.69959331F);
    QCOMPARE(parameters.at("decoder.net.2.weight").flatten()[1].item<float>(), 11.7143993F);
}

void TestNext3dParity::rasterisesTheSameTriangles()
{
    const auto computed = m_stages.geometry();
    const auto differing = (computed.at("geometry/pix_to_face") != m_set.array("geometry", "pix_to_face")).sum().item<std::int64_t>();
    QCOMPARE(differing, std::int64_t{0}); // two valid runs of the reference agree in every pixel
    QVERIFY(torch::equal(computed.at("geometry/mouth_box"), m_set.array("geometry", "mouth_box")));
}

QTEST_GUILESS_MAIN(TestNext3dParity)
#include "tst_next3d_parity.moc"
