// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "head/flame_file.h"
#include "head/flame_head.h"
#include "mesh/obj.h"
#include "parity/packed_file.h"

#include <QtTest/QtTest>

#include <ATen/ATen.h>

#include <filesystem>

using namespace effigy;
using namespace effigy::head;

// FLAME's template may not be copied; it is read from ../shared.
class TestFlameHead : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void posesAsFlame();
    void lidsClose();
    void jawOpensTheMouth();
    void smilesHaveASide();
    void neckAndScalpStayStill();
    void refusesAnotherLayout();

private:
    using Landmarks = std::array<Eigen::Vector3f, kLandmarkCount>;
    [[nodiscard]] Landmarks at(const char* control) const
    {
        ControlValues values;
        values.set(control, 1.0);
        return m_model->landmarks(m_model->vertices(m_model->coefficients(values, {})));
    }

    FlameArrays m_arrays;
    FlameEmbedding m_embedding;
    mesh::Mesh m_layout;
    std::unique_ptr<HeadModel> m_model;
    Landmarks m_rest;
};

void TestFlameHead::initTestCase()
{
    const std::filesystem::path set = EFFIGY_SOURCE_DIR "/../shared/parity/deca";
    if (!std::filesystem::exists(set))
        QSKIP("../shared/parity/deca is not there");
    const parity::PackedFiles packed;
    m_arrays = readFlame(packed.find(set / "flame_numpy.pkl"));
    m_embedding = readFlameEmbedding(set / "third_party/landmark_embedding.npy");
    m_layout = mesh::readObj(set / "third_party/head_template.obj");
    m_model = std::make_unique<HeadModel>(
        flameHead(m_arrays, m_embedding, m_layout, loadFreeHead()->data(), "flame"));
    m_rest = m_model->landmarks(m_model->vertices({}));
}

void TestFlameHead::posesAsFlame()
{
    HeadCoefficients c;
    c.shape = Eigen::VectorXf::LinSpaced(100, -1.0F, 1.0F);
    c.neck = {0.1F, -0.2F, 0.05F};
    c.jaw = {0.3F, 0.04F, -0.03F};
    c.leftEye = {0.1F, 0.2F, 0.0F};
    const auto got = m_model->vertices(c);
    const auto vector = [](const Eigen::Vector3f& v) {
        return torch::tensor({v.x(), v.y(), v.z()}).view({1, 3});
    };
    const FlameModel flame(m_arrays, m_embedding);
    const FlamePosed wanted =
        flame.pose(torch::linspace(-1.0, 1.0, 100).view({1, 100}), torch::zeros({1, 50}),
                   {.global = torch::zeros({1, 3}),
                    .jaw = vector(c.jaw),
                    .neck = vector(c.neck),
                    .eyes = at::cat({vector(c.leftEye), vector(c.rightEye)}, 1)});
    const torch::Tensor vertices =
        at::from_blob(const_cast<float*>(got[0].data()),
                      {1, static_cast<std::int64_t>(got.size()), 3}, torch::kFloat32);
    QVERIFY(at::allclose(vertices, wanted.vertices, 0.0, 1e-5)); // metres; other order of f32 sums
}

void TestFlameHead::lidsClose()
{
    const Landmarks shut = at("eyeBlinkLeft");
    for (const auto& [upper, lower] : {std::pair{43, 47}, std::pair{44, 46}}) {
        const float open = m_rest[upper].y() - m_rest[lower].y(),
                    gap = shut[upper].y() - shut[lower].y();
        QVERIFY2(std::abs(gap) < 0.2F * open, std::to_string(gap / open).c_str());
    }
    const float other = (shut[37] - m_rest[37]).norm();
    QVERIFY2(other < 0.0005F, std::to_string(other).c_str()); // metres: the other eye stays
}

void TestFlameHead::jawOpensTheMouth()
{
    const Landmarks open = at("jawOpen");
    QVERIFY(open[62].y() - open[66].y() > 0.015F); // metres between the lips
    QVERIFY(m_rest[8].y() - open[8].y() > 0.01F);
    QVERIFY((open[27] - m_rest[27]).norm() < 0.001F);
}

void TestFlameHead::smilesHaveASide()
{
    const Landmarks left = at("mouthSmileLeft"), right = at("mouthSmileRight");
    QVERIFY(left[54].y() - m_rest[54].y() > 0.003F); // the subject's left corner
    QVERIFY((left[48] - m_rest[48]).norm() < 0.003F);
    QVERIFY(std::abs((left[54] - m_rest[54]).y() - (right[48] - m_rest[48]).y()) <
            0.001F); // both sides alike
}

void TestFlameHead::neckAndScalpStayStill()
{
    const auto& data = m_model->data();
    for (const char* mask : {"neck", "scalp"})
        for (int v = 0; v < m_model->vertexCount(); ++v)
            if (data.masks.at(mask)[v] > 0.95F)
                QVERIFY(data.expressionBasis.middleRows<3>(3 * v).colwise().norm().maxCoeff() <
                        0.001F);
}

void TestFlameHead::refusesAnotherLayout()
{
    mesh::Mesh other = m_layout;
    std::swap(other.triangles[0], other.triangles[1]);
    QVERIFY_EXCEPTION_THROWN(
        (void)flameHead(m_arrays, m_embedding, other, loadFreeHead()->data(), "flame"),
        base::Error);
}

QTEST_APPLESS_MAIN(TestFlameHead)
#include "tst_flame_head.moc"
