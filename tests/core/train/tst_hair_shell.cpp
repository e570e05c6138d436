// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/avatar/avatar_fixture.h"
#include "mesh/rasteriser.h"
#include "train/hair_shell.h"

#include <QtTest>

#include <ATen/ATen.h>

#include <Eigen/Geometry>

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
    void isZeroWhereTheMeshMoves();
    void liesFlatTowardsItsEdges_data();
    void liesFlatTowardsItsEdges();
    void followsAMatte_data();
    void followsAMatte();
    void largeEarsAreNoHair();
    void goesOnBeyondThePicture();

private:
    avatar::AvatarContents m_contents = test::fittedContents();
};

void TestHairShell::isZeroWhereTheMeshMoves()
{
    const auto shell = evenShell(*m_contents.headModel, m_contents.fit.coefficients, 0.02);
    const auto& scalp = m_contents.headModel->data().masks.at("scalp");
    for (std::size_t v = 0; v < shell.size(); ++v)
        if (scalp[v] <= 0.5F)
            QCOMPARE(shell[v].norm(), 0.0F);
}

void TestHairShell::liesFlatTowardsItsEdges_data()
{
    QTest::addColumn<Eigen::AlignedBox3f>("where"); // on the mean head, metres
    QTest::addColumn<float>("least");               // shares of the thickness
    QTest::addColumn<float>("most");
    const auto box = [](Eigen::Vector3f low, Eigen::Vector3f high) { return Eigen::AlignedBox3f(low, high); };
    QTest::newRow("crown") << box({-0.02F, 0.14F, -0.08F}, {0.02F, 0.25F, -0.04F}) << 0.99F << 1.01F;
    QTest::newRow("above the forehead") << box({-0.03F, 0.09F, 0.0F}, {0.03F, 0.12F, 0.1F}) << 0.0F << 0.6F;
    QTest::newRow("back of the head") << box({-0.02F, 0.08F, -0.25F}, {0.02F, 0.12F, -0.1F}) << 0.95F << 1.01F;
    QTest::newRow("nape") << box({-0.03F, -0.05F, -0.25F}, {0.03F, 0.02F, -0.08F}) << 0.0F << 0.9F;
    QTest::newRow("above the ears") << box({0.05F, 0.04F, -0.08F}, {0.12F, 0.065F, -0.03F}) << 0.0F << 0.9F;
}

void TestHairShell::liesFlatTowardsItsEdges()
{
    QFETCH(const Eigen::AlignedBox3f, where);
    QFETCH(const float, least);
    QFETCH(const float, most);
    constexpr float kThick = 0.02F; // metres
    const auto& model = *m_contents.headModel;
    const auto shell = evenShell(model, m_contents.fit.coefficients, kThick);
    const auto& scalp = model.data().masks.at("scalp");
    int count = 0;
    for (std::size_t v = 0; v < shell.size(); ++v) {
        if (scalp[v] < 0.6F || !where.contains(model.data().templateMesh.vertices[v]))
            continue;
        const float ofMask = std::min(1.0F, 2.0F * scalp[v] - 1.0F); // where the mesh has its say hair has no thickness
        const float share = shell[v].norm() / (kThick * ofMask);
        QVERIFY2(share >= least && share <= most, qPrintable(QString::number(share)));
        ++count;
    }
    QVERIFY(count > 0);
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

// Ears that stand out further than the model's do not push the hair above them.
void TestHairShell::largeEarsAreNoHair()
{
    const auto& model = *m_contents.headModel;
    const auto& coefficients = m_contents.fit.coefficients;
    const auto plain = matteOf(m_contents, evenShell(model, coefficients, 0.01));
    auto wanted = plain.clone();
    const auto mesh = model.mesh(coefficients);
    for (std::size_t v = 0; v < mesh.vertices.size(); ++v) {
        const Eigen::Vector3f& at = model.data().templateMesh.vertices[v];
        if (std::abs(at.x()) < 0.08F || at.y() < 0.0F)
            continue;
        const Eigen::Vector3d place = mesh::project(m_contents.photo.camera, mesh.vertices[v].cast<double>());
        for (int dy = 0; dy < 4; ++dy)
            for (int dx = -8; dx <= 8; ++dx) {
                const int x = static_cast<int>(place.x() * kSize) + dx, y = static_cast<int>(place.y() * kSize) + dy;
                if (x >= 0 && y >= 0 && x < kSize && y < kSize)
                    wanted[0][0][y][x] = 1.0F;
            }
    }
    const auto without = shellFromMatte(model, coefficients, plain, m_contents.photo.camera);
    const auto with = shellFromMatte(model, coefficients, wanted, m_contents.photo.camera);
    double moved = 0.0;
    for (std::size_t v = 0; v < with.size(); ++v)
        moved = std::max<double>(moved, (with[v] - without[v]).norm());
    QVERIFY(disagreement(plain, wanted) > 0.005);
    QVERIFY2(moved < 0.005, qPrintable(QString::number(moved)));
}

// A photo that cuts off the top of the hair: there it is as thick as beside it.
void TestHairShell::goesOnBeyondThePicture()
{
    constexpr double kThick = 0.025; // metres
    auto contents = m_contents;
    const auto& model = *contents.headModel;
    const auto even = evenShell(model, contents.fit.coefficients, kThick);
    contents.photo.camera.cy -= 0.14;
    const auto matte = matteOf(contents, even);
    QVERIFY(matte[0][0][0].sum().item<double>() > 20.0);
    const auto shell = shellFromMatte(model, contents.fit.coefficients, matte, contents.photo.camera);
    double least = kThick;
    for (std::size_t v = 0; v < shell.size(); ++v)
        if (model.data().templateMesh.vertices[v].y() > 0.145F)
            least = std::min<double>(least, shell[v].norm());
    QVERIFY2(least > 0.6 * kThick, qPrintable(QString::number(least)));
}

QTEST_APPLESS_MAIN(TestHairShell)
#include "tst_hair_shell.moc"
