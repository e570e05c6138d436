// SPDX-License-Identifier: GPL-3.0-or-later
//
// EG3D snapshots: opened as published, rendered without a mesh.
#include "base/error.h"
#include "core/generator/snapshot_writer.h"
#include "generator/model_library.h"
#include "generator/official_snapshot.h"
#include "generator/orbit_camera.h"
#include "generator/stages.h"

#include <QtTest/QtTest>

#include <ATen/ATen.h>

using namespace effigy;
using namespace effigy::generator;
namespace fs = std::filesystem;

class TestEg3d : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void readsItsConfigAndWeights();
    void looksUpPlanesAsEg3dDoes();
    void rendersWithoutAMesh();
    void survivesWriting();
    void isInspected();
    void refusesWithoutARenderer();
    void refusesUnknownAxes();

private:
    [[nodiscard]] fs::path path(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }
    [[nodiscard]] torch::Tensor styles(std::uint64_t seed) const;

    const test::Eg3dSnapshot m_snapshot;
    tensorio::StateDict m_parameters;
    QTemporaryDir m_folder;
    fs::path m_file;
    Generator m_generator;
};

void TestEg3d::initTestCase()
{
    m_parameters = randomParameters(parameterList(m_snapshot.config(), Spare::Included), 5);
    // Zero in fresh weights, but not in trained ones.
    for (const auto& [name, tensor] : m_parameters)
        if (name.ends_with(".bias") || name.ends_with("w_avg"))
            torch::Tensor(tensor).add_(0.1);
    m_file = path("eg3d.pkl");
    test::writeSnapshot(m_file, m_snapshot, m_parameters);
    m_generator = readGenerator(m_file);
}

torch::Tensor TestEg3d::styles(std::uint64_t seed) const
{
    const torch::Tensor z = torch::linspace(-1.0, 1.0, m_snapshot.zDim).roll(static_cast<std::int64_t>(seed)).unsqueeze(0);
    return mapping(m_generator, z, toTensor(orbitLabel({})), 0.7);
}

void TestEg3d::readsItsConfigAndWeights()
{
    GeneratorConfig expected = m_snapshot.config();
    expected.name = "eg3d";
    QVERIFY2(m_generator.config == expected, toJson(m_generator.config).c_str());
    QCOMPARE(m_generator.config.wsRows(), 14);
    QCOMPARE(m_generator.parameters.size(), m_parameters.size());
    for (const auto& [name, tensor] : m_parameters)
        QVERIFY2(torch::equal(m_generator.parameters.at(name), tensor), name.c_str());
}

void TestEg3d::looksUpPlanesAsEg3dDoes()
{
    const torch::NoGradGuard noGradient;
    const torch::Tensor ws = styles(1);
    const IdentityStage identity = identityStage(m_generator, ws);
    QVERIFY(!identity.texture.defined());
    const DeformStage deform = deformStage(m_generator, identity, rasterStage(m_generator, {}), ws);
    const torch::Tensor points = torch::rand({1, 200, 3}) * 0.9 - 0.45;
    const torch::Tensor found = samplePoints(m_generator, deform.planes, points).density;
    // The same with torch's own operators: (x, y), (x, z), (z, x), box of side 1.
    torch::Tensor sum = torch::zeros({1, 32, 1, 200});
    const int axes[3][2] = {{0, 1}, {0, 2}, {2, 0}};
    for (int k = 0; k < 3; ++k) {
        const torch::Tensor grid = at::stack({points.select(2, axes[k][0]), points.select(2, axes[k][1])}, 2) * 2.0;
        sum += at::grid_sampler(identity.staticPlanes.select(1, k), grid.unsqueeze(1), 0, 0, false);
    }
    const torch::Tensor features = (sum / 3.0).squeeze(2).transpose(1, 2);
    const auto layer = [&](const torch::Tensor& x, const std::string& name) {
        const torch::Tensor& weight = m_parameters.at("decoder.net." + name + ".weight");
        return at::linear(x, weight / std::sqrt(static_cast<double>(weight.size(1))), m_parameters.at("decoder.net." + name + ".bias"));
    };
    const torch::Tensor expected = layer(at::softplus(layer(features, "0")), "2").slice(2, 0, 1);
    QVERIFY(expected.std().item<double>() > 1e-3);
    QVERIFY(torch::allclose(found, expected, 1e-4, 1e-5)); // sums of 32 and 64 products in f32
}

void TestEg3d::rendersWithoutAMesh()
{
    const torch::NoGradGuard noGradient;
    const torch::Tensor label = toTensor(orbitLabel({}));
    const Frame one = renderFrame(m_generator, styles(1), {}, label), other = renderFrame(m_generator, styles(3), {}, label);
    QCOMPARE(one.image.sizes().vec(), (std::vector<std::int64_t>{1, 3, 128, 128}));
    QCOMPARE(one.camera.raw().sizes().vec(), (std::vector<std::int64_t>{1, 3, 64, 64}));
    QVERIFY(one.image.isfinite().all().item<bool>());
    QVERIFY(!torch::allclose(one.image, other.image, 0.0, 1e-3));
}

void TestEg3d::survivesWriting()
{
    const fs::path file = path("copy.safetensors");
    writeGenerator(m_generator, file);
    const Generator read = readGenerator(file);
    QVERIFY(read.config == m_generator.config);
    QCOMPARE(read.parameters.size(), m_generator.parameters.size());
    for (const auto& [name, tensor] : m_generator.parameters)
        QVERIFY2(torch::equal(read.parameters.at(name), tensor), name.c_str());
}

void TestEg3d::isInspected()
{
    base::SilentProgress silent;
    const ModelEntry entry = inspectModel(m_file, silent, {});
    QCOMPARE(entry.kind, std::string("eg3d"));
    QVERIFY(entry.isUsable());
    QVERIFY(!entry.isDriven());
    QVERIFY(!entry.invertsPhotos());
    QVERIFY(entry.licence.find("NVIDIA") != std::string::npos);
}

void TestEg3d::refusesWithoutARenderer()
{
    test::Eg3dSnapshot bare = m_snapshot;
    bare.planeAxes = torch::Tensor();
    test::writeSnapshot(path("bare.pkl"), bare, m_parameters);
    QVERIFY_THROWS_EXCEPTION(base::Error, (void)readGenerator(path("bare.pkl")));
}

void TestEg3d::refusesUnknownAxes()
{
    test::Eg3dSnapshot turned = m_snapshot;
    turned.planeAxes = turned.planeAxes.flip({0});
    test::writeSnapshot(path("turned.pkl"), turned, m_parameters);
    QVERIFY_THROWS_EXCEPTION(base::Error, (void)readGenerator(path("turned.pkl")));
}

QTEST_GUILESS_MAIN(TestEg3d)
#include "tst_eg3d.moc"
