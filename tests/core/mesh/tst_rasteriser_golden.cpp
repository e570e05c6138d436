// SPDX-License-Identifier: GPL-3.0-or-later
#include "mesh/rasteriser.h"
#include "tensorio/npz.h"

#include <QtTest/QtTest>

#include <array>
#include <cmath>
#include <filesystem>

using namespace effigy;
using namespace effigy::mesh;

namespace {

constexpr int kSide = 256;
constexpr float kCosineOf90 = -4.371139e-08F; // as f32 has it

/// The orthographic views front, both sides, top: row vectors times these.
const std::array<std::array<float, 9>, 4> kViews = {
    {{1, 0, 0, 0, 1, 0, 0, 0, 1},
     {kCosineOf90, 0, 1, 0, 1, 0, -1, 0, kCosineOf90},
     {kCosineOf90, 0, -1, 0, 1, 0, 1, 0, kCosineOf90},
     {1, 0, 0, 0, kCosineOf90, -1, 0, 1, kCosineOf90}}};

std::vector<float> projected(const torch::Tensor& vertices, int view)
{
    const auto& r = kViews[view];
    const auto v = vertices.contiguous();
    const float* p = v.data_ptr<float>();
    std::vector<float> out;
    for (std::int64_t i = 0; i < v.size(0); ++i, p += 3) {
        const std::array<float, 3> q = {p[0], -p[1], p[2]};
        constexpr std::array<float, 3> kShift = {0.0F, -0.01F, -0.01F},
                                       kSign = {1.0F, -1.0F, -1.0F};
        for (int c = 0; c < 3; ++c)
            out.push_back(
                kSign[c] * ((q[0] * r[c] + q[1] * r[3 + c] + q[2] * r[6 + c] + kShift[c]) * 5.0F) +
                (c == 2 ? 10.0F : 0.0F));
    }
    return out;
}

} // namespace

/// Against PyTorch3D's numbers on the procedural head of tests/data/next3d-free.
class TestRasteriserGolden : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void agreesWithPyTorch3d_data();
    void agreesWithPyTorch3d();

private:
    tensorio::StateDict m_mesh, m_inputs, m_golden;
};

void TestRasteriserGolden::initTestCase()
{
    const auto folder = std::filesystem::path(EFFIGY_TEST_DATA) / "next3d-free";
    m_mesh = tensorio::readNpz(folder / "mesh.npz");
    m_inputs = tensorio::readNpz(folder / "inputs.npz");
    m_golden = tensorio::readNpz(folder / "geometry.npz");
}

void TestRasteriserGolden::agreesWithPyTorch3d_data()
{
    QTest::addColumn<int>("expression");
    QTest::addColumn<int>("view");
    for (int expression = 0; expression < 2; ++expression)
        for (int view = 0; view < 4; ++view)
            QTest::addRow("expression %d, view %d", expression, view) << expression << view;
}

void TestRasteriserGolden::agreesWithPyTorch3d()
{
    QFETCH(int, expression);
    QFETCH(int, view);
    const auto vertices = projected(m_inputs.at("v")[expression], view);
    const auto faces = m_mesh.at("faces").to(torch::kInt32).contiguous();
    std::vector<std::int32_t> triangles;
    for (std::int64_t f = 0; f < faces.size(0); ++f)
        for (const int corner : {0, 2, 1}) // the mirrored y turns the winding
            triangles.push_back(faces.data_ptr<std::int32_t>()[3 * f + corner]);
    const auto buffer = rasterise(vertices, triangles, {.width = kSide, .height = kSide});

    const auto face = m_golden.at("pix_to_face")[expression][view].to(torch::kInt32).contiguous();
    const auto depth = m_golden.at("zbuf.s5")[expression][view].contiguous();
    const auto weights = m_golden.at("bary.s9")[expression][view].contiguous();
    int flipped = 0;
    for (int i = 0; i < kSide * kSide; ++i)
        flipped += buffer.face[i] != face.data_ptr<std::int32_t>()[i] ? 1 : 0;
    QVERIFY2(flipped <= 13, qPrintable(QString::number(
                                flipped))); // 0.02 %: a rounding of the projection can flip a pixel
    for (int y = 0; y < kSide; y += 5)
        for (int x = 0; x < kSide; x += 5)
            if (buffer.face[y * kSide + x] == face[y][x].item<int>())
                QVERIFY(std::abs(buffer.depth[y * kSide + x] - depth[y / 5][x / 5].item<float>()) <
                        5e-4F);
    for (int y = 0; y < kSide; y += 9)
        for (int x = 0; x < kSide; x += 9)
            for (int k = 0; k < 3 && buffer.face[y * kSide + x] == face[y][x].item<int>(); ++k)
                QVERIFY(std::abs(buffer.barycentrics[3 * (y * kSide + x) + k] -
                                 weights[y / 9][x / 9][k].item<float>()) < 2e-5F);
}

QTEST_APPLESS_MAIN(TestRasteriserGolden)
#include "tst_rasteriser_golden.moc"
