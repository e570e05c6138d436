// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/avatar/avatar_fixture.h"
#include "mesh/rasteriser.h"
#include "train/hair_shell.h"

#include <QtTest>

#include <ATen/ATen.h>

using namespace effigy;
using namespace effigy::train;

namespace {

constexpr int kSize = 256; // pixels across a matte

/// The matte of the free head at rest under a shell, as the aligned camera of the fixture sees it.
torch::Tensor matteOf(const avatar::AvatarContents& contents, const HairShell& shell)
{
    const auto& model = *contents.headModel;
    auto mesh = model.mesh(contents.fit.coefficients);
    for (std::size_t v = 0; v < mesh.vertices.size(); ++v)
        mesh.vertices[v] += shell[v];
    const auto seen = mesh::pictureSpace({mesh.vertices.front().data(), 3 * mesh.vertices.size()}, contents.photo.camera);
    const auto buffer = mesh::rasterise(seen, {mesh.triangles.front().data(), 3 * mesh.triangles.size()}, {.width = kSize, .height = kSize, .culling = mesh::Culling::None, .edges = mesh::EdgeRule::Inside});
    auto matte = torch::zeros({1, 1, kSize, kSize});
    for (std::size_t i = 0; i < buffer.face.size(); ++i)
        matte.data_ptr<float>()[i] = buffer.face[i] >= 0 ? 1.0F : 0.0F;
    return matte;
}

/// Share of a matte's pixels that another one has otherwise.
double disagreement(const torch::Tensor& a, const torch::Tensor& b)
{
    return (a - b).abs().sum().item<double>() / a.sum().item<double>();
}

} // namespace

class TestHairShell : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isZeroOffTheScalp();
    void followsAMatte_data();
    void followsAMatte();

private:
    avatar::AvatarContents m_contents = test::fittedContents();
};

void TestHairShell::isZeroOffTheScalp()
{
    const auto shell = evenShell(*m_contents.headModel, m_contents.fit.coefficients, 0.02);
    const auto& scalp = m_contents.headModel->data().masks.at("scalp");
    for (std::size_t v = 0; v < shell.size(); ++v)
        if (scalp[v] == 0.0F)
            QCOMPARE(shell[v].norm(), 0.0F);
}

void TestHairShell::followsAMatte_data()
{
    QTest::addColumn<double>("thickness"); // metres
    QTest::newRow("bald") << 0.0;
    QTest::newRow("short") << 0.01;
    QTest::newRow("full") << 0.025;
    QTest::newRow("a skull fitted too large") << -0.008;
}

// One pixel of the outline of the scalp is 0.4 % of the matte.
void TestHairShell::followsAMatte()
{
    QFETCH(double, thickness);
    const auto& model = *m_contents.headModel;
    const auto wanted = matteOf(m_contents, evenShell(model, m_contents.fit.coefficients, thickness));
    const auto shell = shellFromMatte(model, m_contents.fit.coefficients, wanted, m_contents.photo.camera);
    const double missed = disagreement(wanted, matteOf(m_contents, shell));
    QVERIFY2(missed < 0.004, qPrintable(QString::number(missed)));
}

QTEST_APPLESS_MAIN(TestHairShell)
#include "tst_hair_shell.moc"
