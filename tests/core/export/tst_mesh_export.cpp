// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/mesh_export.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "head/controls.h"
#include "mesh/obj.h"
#include "mesh/ply.h"

#include <nlohmann/json.hpp>
#include <tiny_gltf.h>

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include <Eigen/Geometry>

#include <cstring>
#include <filesystem>

using namespace effigy;
using namespace effigy::exporter;
namespace fs = std::filesystem;

namespace {

/// A smile with an open jaw, the head turned on its neck and the eyes to the side.
head::HeadCoefficients smiling(const head::HeadModel& model)
{
    head::HeadCoefficients c;
    c.shape = Eigen::VectorXf::Zero(model.shapeCount());
    c.shape[0] = 1.0F;
    c.expression = Eigen::VectorXf::Zero(model.expressionCount());
    const auto& names = model.data().expressionNames;
    for (std::size_t k = 0; k < names.size(); ++k)
        if (names[k] == "mouthSmileLeft" || names[k] == "mouthSmileRight" || names[k] == "jawOpen")
            c.expression[static_cast<Eigen::Index>(k)] = 0.6F;
    c.neck = {0.0F, 0.25F, 0.1F};
    c.leftEye = c.rightEye = {0.05F, 0.3F, 0.0F};
    return c;
}

float largestDistance(const std::vector<Eigen::Vector3f>& a, const std::vector<Eigen::Vector3f>& b)
{
    float largest = a.size() == b.size() ? 0.0F : 1e9F;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        largest = std::max(largest, (a[i] - b[i]).norm());
    return largest;
}

/// A reader of accessors that knows nothing of the writer.
struct Reader {
    const tinygltf::Model& model;

    template <typename Value>
    Value at(int view, std::size_t offset) const
    {
        Value value;
        const auto& v = model.bufferViews[view];
        std::memcpy(&value, model.buffers[v.buffer].data.data() + v.byteOffset + offset,
                    sizeof value);
        return value;
    }

    std::vector<Eigen::Vector3f> vectors(int index) const
    {
        const auto& a = model.accessors[index];
        std::vector<Eigen::Vector3f> values(a.count, Eigen::Vector3f::Zero());
        for (std::size_t i = 0; a.bufferView >= 0 && i < a.count; ++i)
            values[i] = {at<float>(a.bufferView, 12 * i), at<float>(a.bufferView, 12 * i + 4),
                         at<float>(a.bufferView, 12 * i + 8)};
        for (int i = 0; a.sparse.isSparse && i < a.sparse.count; ++i)
            values.at(at<std::uint16_t>(a.sparse.indices.bufferView, 2 * i)) = {
                at<float>(a.sparse.values.bufferView, 12 * i),
                at<float>(a.sparse.values.bufferView, 12 * i + 4),
                at<float>(a.sparse.values.bufferView, 12 * i + 8)};
        return values;
    }

    Eigen::Affine3f worldOf(int node, int parent = -1) const
    {
        const auto& n = model.nodes[node];
        Eigen::Affine3f local = Eigen::Affine3f::Identity();
        local.translate(Eigen::Map<const Eigen::Vector3d>(n.translation.data()).cast<float>());
        local.rotate(Eigen::Quaterniond(n.rotation[3], n.rotation[0], n.rotation[1], n.rotation[2])
                         .cast<float>());
        for (std::size_t up = 0; up < model.nodes.size(); ++up)
            for (const int child : model.nodes[up].children)
                if (child == node)
                    parent = static_cast<int>(up);
        return parent < 0 ? local : worldOf(parent) * local;
    }

    /// Morphs, then the skin, as section 3.7 of the glTF 2.0 specification says.
    std::vector<Eigen::Vector3f> posed() const
    {
        const auto& mesh = model.meshes[0];
        const auto& primitive = mesh.primitives[0];
        auto points = vectors(primitive.attributes.at("POSITION"));
        for (std::size_t k = 0; k < primitive.targets.size(); ++k) {
            const auto offsets = vectors(primitive.targets[k].at("POSITION"));
            for (std::size_t i = 0; i < points.size(); ++i)
                points[i] += static_cast<float>(mesh.weights[k]) * offsets[i];
        }
        const auto& skin = model.skins[0];
        std::vector<Eigen::Affine3f> joints;
        for (std::size_t j = 0; j < skin.joints.size(); ++j) {
            Eigen::Affine3f inverse = Eigen::Affine3f::Identity();
            for (int c = 0; c < 3; ++c)
                inverse.translation()[c] = at<float>(
                    model.accessors[skin.inverseBindMatrices].bufferView, 64 * j + 48 + 4 * c);
            joints.push_back(worldOf(skin.joints[j]) * inverse);
        }
        const int jointView = model.accessors[primitive.attributes.at("JOINTS_0")].bufferView;
        const int weightView = model.accessors[primitive.attributes.at("WEIGHTS_0")].bufferView;
        for (std::size_t i = 0; i < points.size(); ++i) {
            Eigen::Vector3f sum = Eigen::Vector3f::Zero();
            for (int k = 0; k < 4; ++k)
                sum += at<float>(weightView, 16 * i + 4 * k) *
                       (joints[at<std::uint8_t>(jointView, 4 * i + k)] * points[i]);
            points[i] = sum;
        }
        return points;
    }
};

} // namespace

class TestMeshExport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void objIsThePosedHead();
    void plyIsThePosedHeadWithItsColours();
    void glbOpensAsTheEditedHead();
    void glbNamesAllArkitShapes();
    void glbIsLitOnlyWithAlbedo();
    void detailBecomesANormalMapOfTheSkin();
    void landmarksAreThoseOfThePosedHead();
    void refusesOtherExtensions();
    void leavesNothingInAFolderThatIsNotThere();

private:
    QTemporaryDir m_folder;
    std::shared_ptr<const head::HeadModel> m_model;
    head::HeadCoefficients m_coefficients;
    base::Image m_texture{64, 64, 3, 180};

    fs::path at(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }
    HeadExport edited() const { return {*m_model, m_coefficients, &m_texture}; }
    tinygltf::Model glb(const HeadExport& head) const
    {
        exportMesh(at("a.glb"), head);
        tinygltf::Model model;
        std::string error, warning;
        tinygltf::TinyGLTF loader;
        if (!loader.LoadBinaryFromFile(&model, &error, &warning, at("a.glb").string()) ||
            !warning.empty())
            throw std::runtime_error(error + warning);
        return model;
    }
};

void TestMeshExport::initTestCase()
{
    m_model = head::loadFreeHead();
    m_coefficients = smiling(*m_model);
}

void TestMeshExport::objIsThePosedHead()
{
    exportMesh(at("a.obj"), edited());
    const auto read = mesh::readObj(at("a.obj"));
    QCOMPARE(largestDistance(read.vertices, m_model->vertices(m_coefficients)), 0.0F);
    QCOMPARE(read.parts.size(), m_model->data().templateMesh.parts.size());
    QVERIFY(fs::exists(at("a.mtl")) && fs::exists(at("a.png")));
}

void TestMeshExport::plyIsThePosedHeadWithItsColours()
{
    exportMesh(at("a.ply"), edited());
    const auto read = mesh::readPly(at("a.ply"));
    QCOMPARE(largestDistance(read.mesh.vertices, m_model->vertices(m_coefficients)), 0.0F);
    QCOMPARE(static_cast<int>(read.colours.at(100)[1]), 180);
}

void TestMeshExport::glbOpensAsTheEditedHead()
{
    const auto model = glb(edited());
    const Reader reader{model};
    const auto posed = reader.posed();
    const auto wanted = m_model->vertices(m_coefficients);
    // Vertices on UV seams stand there twice: find each by its place at rest.
    head::HeadCoefficients neutral;
    neutral.shape = m_coefficients.shape;
    const auto rest = m_model->vertices(neutral);
    const auto restInFile = reader.vectors(model.meshes[0].primitives[0].attributes.at("POSITION"));
    std::map<std::array<float, 3>, std::size_t> byPlace;
    for (std::size_t v = 0; v < rest.size(); ++v)
        byPlace.emplace(std::array<float, 3>{rest[v].x(), rest[v].y(), rest[v].z()}, v);
    float worst = 0.0F;
    for (std::size_t i = 0; i < posed.size(); ++i) {
        const auto v = byPlace.at({restInFile[i].x(), restInFile[i].y(), restInFile[i].z()});
        worst = std::max(worst, (posed[i] - wanted[v]).norm());
    }
    // Half-precision weights sum to 1 within 1e-3 in the model, exactly in the file, at up to 0.1 m
    // from a joint's pivot.
    QVERIFY2(worst < 2e-4F, qPrintable(QString::number(worst)));
}

void TestMeshExport::glbNamesAllArkitShapes()
{
    const auto model = glb(edited());
    const auto& names = model.meshes[0].extras.Get("targetNames");
    QCOMPARE(names.ArrayLen(), head::arkitNames().size());
    for (std::size_t k = 0; k < head::arkitNames().size(); ++k)
        QCOMPARE(names.Get(static_cast<int>(k)).Get<std::string>(),
                 std::string(head::arkitNames()[k]));
    QCOMPARE(model.skins[0].joints.size(), std::size_t{5});
}

void TestMeshExport::glbIsLitOnlyWithAlbedo()
{
    auto head = edited();
    QCOMPARE(glb(head).extensionsUsed.size(), std::size_t{1});
    head.light = TextureLight::Albedo;
    QVERIFY(glb(head).extensionsUsed.empty());
    head.texture = nullptr;
    head.light = TextureLight::Baked;
    const auto plain = glb(head);
    QVERIFY(plain.images.empty() && plain.extensionsUsed.empty());
}

void TestMeshExport::detailBecomesANormalMapOfTheSkin()
{
    base::FloatImage detail(64, 64, 1);
    for (std::size_t i = 0; i < detail.values.size(); ++i)
        detail.values[i] = static_cast<float>(i % 7) * 1e-4F;
    auto head = edited();
    head.detail = &detail;
    QCOMPARE(glb(head).images.size(), std::size_t{1}); // the photo's light is in the texture already
    head.light = TextureLight::Albedo;
    const auto model = glb(head);
    QCOMPARE(model.images.size(), std::size_t{2});
    for (const auto& material : model.materials) {
        QCOMPARE(material.normalTexture.index >= 0, material.name == "skin");
        QVERIFY(material.normalTexture.index != material.pbrMetallicRoughness.baseColorTexture.index);
    }
    QCOMPARE(model.images.at(static_cast<std::size_t>(model.textures.at(static_cast<std::size_t>(model.materials.at(0).normalTexture.index)).source)).width, 64);
    exportMesh(at("d.obj"), head);
    QVERIFY(fs::exists(at("d_normals.png")));
    head.detailStrength = 0.0F;
    QCOMPARE(glb(head).images.size(), std::size_t{1});
    exportMesh(at("e.obj"), head);
    QVERIFY(!fs::exists(at("e_normals.png")));
}

void TestMeshExport::landmarksAreThoseOfThePosedHead()
{
    exportLandmarks(at("l.json"), edited());
    const auto bytes = base::readFile(at("l.json"));
    const auto points =
        nlohmann::json::parse(reinterpret_cast<const char*>(bytes.data()),
                              reinterpret_cast<const char*>(bytes.data()) + bytes.size());
    const auto wanted = m_model->landmarks(m_model->vertices(m_coefficients));
    QCOMPARE(points.size(), std::size_t{68});
    for (int k = 0; k < 68; ++k)
        for (int c = 0; c < 3; ++c)
            QCOMPARE(points[k][c].get<float>(), wanted[k][c]);
}

void TestMeshExport::refusesOtherExtensions()
{
    try {
        exportMesh(at("a.fbx"), edited());
        QFAIL("wrote an .fbx");
    } catch (const base::Error& error) {
        QCOMPARE(error.code(), std::string("unsupported"));
    }
}

void TestMeshExport::leavesNothingInAFolderThatIsNotThere()
{
    for (const char* name : {"a.glb", "a.obj", "a.ply"}) {
        try {
            exportMesh(at("nowhere") / name, edited());
            QFAIL("wrote into a folder that is not there");
        } catch (const base::Error& error) {
            QCOMPARE(error.code(), std::string("storage"));
        }
    }
    QVERIFY(!fs::exists(at("nowhere")));
}

QTEST_APPLESS_MAIN(TestMeshExport)
#include "tst_mesh_export.moc"
