// SPDX-License-Identifier: GPL-3.0-or-later
#include "mesh/gltf.h"

#include "base/error.h"
#include "sphere_mesh.h"

#include <tiny_gltf.h>

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include <cstring>
#include <filesystem>

using namespace effigy;
using namespace effigy::mesh;
namespace fs = std::filesystem;

namespace {

/// A 1 x 1 red PNG.
const std::vector<unsigned char> kRedPixel = {
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0,    0,    0,    0x0D, 0x49, 0x48,
    0x44, 0x52, 0,    0,    0,    1,    0,    0,    0,    1,    8,    2,    0,    0,
    0,    0x90, 0x77, 0x53, 0xDE, 0,    0,    0,    0x0C, 0x49, 0x44, 0x41, 0x54, 0x08,
    0xD7, 0x63, 0xF8, 0xCF, 0xC0, 0,    0,    3,    1,    1,    0,    0x18, 0xDD, 0x8D,
    0xB0, 0,    0,    0,    0,    0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82};

tinygltf::Model load(const std::vector<std::byte>& blob)
{
    tinygltf::Model model;
    std::string error, warning;
    tinygltf::TinyGLTF loader;
    if (!loader.LoadBinaryFromMemory(&model, &error, &warning,
                                     reinterpret_cast<const unsigned char*>(blob.data()),
                                     static_cast<unsigned>(blob.size())))
        throw std::runtime_error(error);
    if (!warning.empty())
        throw std::runtime_error(warning);
    return model;
}

template <typename Value>
Value valueAt(const tinygltf::Model& model, int view, std::size_t offset)
{
    Value value;
    const auto& v = model.bufferViews[view];
    std::memcpy(&value, model.buffers[v.buffer].data.data() + v.byteOffset + offset, sizeof value);
    return value;
}

/// The vectors of a dense or sparse accessor.
std::vector<Eigen::Vector3f> vectorsOf(const tinygltf::Model& model, int index)
{
    const auto& a = model.accessors[index];
    std::vector<Eigen::Vector3f> values(a.count, Eigen::Vector3f::Zero());
    for (std::size_t i = 0; a.bufferView >= 0 && i < a.count; ++i)
        for (int c = 0; c < 3; ++c)
            values[i][c] = valueAt<float>(model, a.bufferView, 12 * i + 4 * c);
    for (int i = 0; a.sparse.isSparse && i < a.sparse.count; ++i) {
        const std::size_t place =
            a.sparse.indices.componentType == TINYGLTF_COMPONENT_TYPE_UNSIGNED_SHORT
                ? valueAt<std::uint16_t>(model, a.sparse.indices.bufferView, 2 * i)
                : valueAt<std::uint32_t>(model, a.sparse.indices.bufferView, 4 * i);
        for (int c = 0; c < 3; ++c)
            values.at(place)[c] = valueAt<float>(model, a.sparse.values.bufferView, 12 * i + 4 * c);
    }
    return values;
}

/// Corner k of a primitive's triangles, as an index of its attributes.
std::size_t cornerOf(const tinygltf::Model& model, const tinygltf::Primitive& primitive,
                     std::size_t k)
{
    const auto& a = model.accessors[primitive.indices];
    return a.componentType == TINYGLTF_COMPONENT_TYPE_UNSIGNED_SHORT
               ? valueAt<std::uint16_t>(model, a.bufferView, 2 * k)
               : valueAt<std::uint32_t>(model, a.bufferView, 4 * k);
}

/// Raises the vertices above 9 cm: few, so that the accessor becomes sparse.
MorphTarget hat(const Mesh& mesh)
{
    MorphTarget morph{
        "hat", std::vector<Eigen::Vector3f>(mesh.vertices.size(), Eigen::Vector3f::Zero()), 0.25F};
    for (std::size_t v = 0; v < mesh.vertices.size(); ++v)
        if (mesh.vertices[v].y() > 0.09F)
            morph.offsets[v] = {0.0F, 0.02F, 0.001F};
    return morph;
}

MorphTarget everything(const Mesh& mesh)
{
    return {"grow", mesh.vertices, 0.0F};
}

MorphTarget nothing(const Mesh& mesh)
{
    return {"still", std::vector<Eigen::Vector3f>(mesh.vertices.size(), Eigen::Vector3f::Zero()),
            0.0F};
}

/// Root at the middle, "tip" above it, with weights that grow upwards.
struct Rig {
    std::vector<SkinJoint> joints;
    Eigen::MatrixXf weights;
};

Rig rigOf(const Mesh& mesh)
{
    Rig rig;
    rig.joints = {{"root", -1, {0, -0.1F, 0}}, {"tip", 0, {0, 0.05F, 0.01F}}};
    rig.joints[1].rotation = Eigen::AngleAxisf(0.5F, Eigen::Vector3f::UnitX());
    rig.weights.resize(static_cast<Eigen::Index>(mesh.vertices.size()), 2);
    for (std::size_t v = 0; v < mesh.vertices.size(); ++v) {
        const float up = 0.5F + 5.0F * mesh.vertices[v].y();
        rig.weights.row(static_cast<Eigen::Index>(v)) << 1.0F - up, up;
    }
    return rig;
}

} // namespace

class TestGltf : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsTrianglesAndUvs();
    void morphsBringTheirOffsetsBack();
    void positionsHaveTheirExtremes();
    void storesSmallMorphsSparsely();
    void bindsTheRestPoseToItself();
    void posesJointsAsAsked();
    void embedsTheTexture();
    void marksUnlitMaterials();
    void carriesAnimations();
    void alignsEverything();
    void refusesArraysThatDisagree();
    void leavesNothingInAFolderThatIsNotThere();
};

void TestGltf::keepsTrianglesAndUvs()
{
    const auto sphere = sphereMesh();
    const auto model = load(encodeGlb({.mesh = sphere}));
    QCOMPARE(model.meshes.size(), std::size_t{1});
    QCOMPARE(model.meshes[0].primitives.size(), std::size_t{2});
    QCOMPARE(model.materials[1].name, std::string("south"));
    int triangle = 0;
    for (const auto& primitive : model.meshes[0].primitives) {
        const auto positions = vectorsOf(model, primitive.attributes.at("POSITION"));
        const auto& uvs = model.accessors[primitive.attributes.at("TEXCOORD_0")];
        for (std::size_t k = 0; k < model.accessors[primitive.indices].count; ++k) {
            const auto corner = cornerOf(model, primitive, k);
            const auto at = static_cast<std::size_t>(triangle) + k / 3;
            QCOMPARE(positions[corner],
                     sphere.vertices[sphere.triangles[at][static_cast<int>(k % 3)]]);
            const auto& uv = sphere.uvs[sphere.uvTriangles[at][static_cast<int>(k % 3)]];
            QCOMPARE(valueAt<float>(model, uvs.bufferView, 8 * corner), uv.x());
            QCOMPARE(valueAt<float>(model, uvs.bufferView, 8 * corner + 4), 1.0F - uv.y());
        }
        triangle += static_cast<int>(model.accessors[primitive.indices].count) / 3;
    }
    QCOMPARE(triangle, static_cast<int>(sphere.triangles.size()));
}

void TestGltf::morphsBringTheirOffsetsBack()
{
    const auto sphere = sphereMesh();
    const std::vector<MorphTarget> morphs = {hat(sphere), everything(sphere), nothing(sphere)};
    const auto model = load(encodeGlb({.mesh = sphere, .morphs = morphs}));
    const auto& names = model.meshes[0].extras.Get("targetNames");
    QCOMPARE(names.ArrayLen(), std::size_t{3});
    QCOMPARE(names.Get(0).Get<std::string>(), std::string("hat"));
    QCOMPARE(model.meshes[0].weights.at(0), 0.25);
    for (const auto& primitive : model.meshes[0].primitives) {
        QCOMPARE(primitive.targets.size(), std::size_t{3});
        const auto positions = vectorsOf(model, primitive.attributes.at("POSITION"));
        for (int k = 0; k < 3; ++k) {
            const auto offsets = vectorsOf(model, primitive.targets[k].at("POSITION"));
            for (std::size_t i = 0; i < positions.size(); ++i) {
                const auto v =
                    std::find(sphere.vertices.begin(), sphere.vertices.end(), positions[i]) -
                    sphere.vertices.begin();
                QCOMPARE(offsets[i], morphs[k].offsets[v]);
            }
        }
    }
}

void TestGltf::positionsHaveTheirExtremes()
{
    const auto sphere = sphereMesh();
    const auto model = load(encodeGlb({.mesh = sphere, .morphs = {hat(sphere)}}));
    const auto& primitive = model.meshes[0].primitives[0];
    const auto& positions = model.accessors[primitive.attributes.at("POSITION")];
    QCOMPARE(static_cast<float>(positions.maxValues.at(1)), 0.1F);
    QCOMPARE(static_cast<float>(positions.minValues.at(1)), -0.1F);
    const auto& offsets = model.accessors[primitive.targets[0].at("POSITION")];
    QCOMPARE(static_cast<float>(offsets.maxValues.at(1)), 0.02F);
    QCOMPARE(offsets.minValues.at(1), 0.0);
}

void TestGltf::storesSmallMorphsSparsely()
{
    const auto sphere = sphereMesh();
    const auto model =
        load(encodeGlb({.mesh = sphere, .morphs = {hat(sphere), everything(sphere)}}));
    const auto& targets = model.meshes[0].primitives[0].targets;
    QVERIFY(model.accessors[targets[0].at("POSITION")].sparse.isSparse);
    QVERIFY(!model.accessors[targets[1].at("POSITION")].sparse.isSparse);
}

void TestGltf::bindsTheRestPoseToItself()
{
    const auto sphere = sphereMesh();
    const auto rig = rigOf(sphere);
    const auto model =
        load(encodeGlb({.mesh = sphere, .joints = rig.joints, .skinWeights = rig.weights}));
    QCOMPARE(model.skins[0].joints.size(), std::size_t{2});
    // Without rotation, a joint's place in the world times its inverse bind matrix is the identity.
    const auto& matrices = model.accessors[model.skins[0].inverseBindMatrices];
    Eigen::Vector3d world = Eigen::Vector3d::Zero();
    for (int j = 0; j < 2; ++j) {
        const auto& node = model.nodes[model.skins[0].joints[j]];
        world += Eigen::Map<const Eigen::Vector3d>(node.translation.data());
        for (int c = 0; c < 3; ++c) {
            const float back = valueAt<float>(model, matrices.bufferView, 64 * j + 48 + 4 * c);
            QVERIFY(std::abs(back + world[c]) < 1e-6);
        }
    }
    const auto& primitive = model.meshes[0].primitives[0];
    const auto& weights = model.accessors[primitive.attributes.at("WEIGHTS_0")];
    const auto& joints = model.accessors[primitive.attributes.at("JOINTS_0")];
    for (std::size_t i = 0; i < weights.count; ++i) {
        float sum = 0.0F;
        for (int k = 0; k < 4; ++k) {
            sum += valueAt<float>(model, weights.bufferView, 16 * i + 4 * k);
            QVERIFY(valueAt<std::uint8_t>(model, joints.bufferView, 4 * i + k) < 2);
        }
        QVERIFY(std::abs(sum - 1.0F) < 1e-6F);
    }
}

void TestGltf::posesJointsAsAsked()
{
    const auto sphere = sphereMesh();
    const auto rig = rigOf(sphere);
    const auto model =
        load(encodeGlb({.mesh = sphere, .joints = rig.joints, .skinWeights = rig.weights}));
    const auto& tip = model.nodes[model.skins[0].joints[1]];
    QCOMPARE(tip.name, std::string("tip"));
    QVERIFY(std::abs(tip.rotation.at(0) - std::sin(0.25)) < 1e-6); // x, y, z, w
    QVERIFY(std::abs(tip.rotation.at(3) - std::cos(0.25)) < 1e-6);
    QCOMPARE(model.nodes[model.skins[0].joints[0]].children.at(0), model.skins[0].joints[1]);
}

void TestGltf::embedsTheTexture()
{
    const auto sphere = sphereMesh();
    const auto model =
        load(encodeGlb({.mesh = sphere, .texture = std::as_bytes(std::span(kRedPixel))}));
    QCOMPARE(model.images.size(), std::size_t{1});
    QCOMPARE(model.images[0].mimeType, std::string("image/png"));
    QCOMPARE(model.images[0].width, 1);
    QCOMPARE(static_cast<int>(model.images[0].image.at(0)), 255);
    QCOMPARE(model.materials[0].pbrMetallicRoughness.baseColorTexture.index, 0);
    QCOMPARE(model.materials[0].pbrMetallicRoughness.metallicFactor, 0.0);
    QCOMPARE(model.materials[0].pbrMetallicRoughness.roughnessFactor, 0.5);
}

void TestGltf::marksUnlitMaterials()
{
    const auto sphere = sphereMesh();
    const auto model =
        load(encodeGlb({.mesh = sphere, .isUnlit = true, .doubleSidedParts = {"south"}}));
    QVERIFY(model.materials[0].extensions.contains("KHR_materials_unlit"));
    QCOMPARE(model.extensionsUsed.at(0), std::string("KHR_materials_unlit"));
    QVERIFY(!model.materials[0].doubleSided && model.materials[1].doubleSided);
    QVERIFY(load(encodeGlb({.mesh = sphere})).extensionsUsed.empty());
}

void TestGltf::carriesAnimations()
{
    const auto sphere = sphereMesh();
    const auto rig = rigOf(sphere);
    GltfAnimation nod{.name = "nod",
                      .times = {0.0F, 0.5F, 1.0F},
                      .morphWeights = {0, 1, 0.5F, 0, 1, 1},
                      .rotations = {}};
    nod.rotations["tip"].assign(
        3, Eigen::Quaternionf(Eigen::AngleAxisf(0.3F, Eigen::Vector3f::UnitY())));
    const auto model = load(encodeGlb({.mesh = sphere,
                                       .morphs = {hat(sphere), everything(sphere)},
                                       .joints = rig.joints,
                                       .skinWeights = rig.weights,
                                       .animations = {nod}}));
    const auto& animation = model.animations.at(0);
    QCOMPARE(animation.name, std::string("nod"));
    QCOMPARE(animation.channels.size(), std::size_t{2});
    QCOMPARE(animation.channels[0].target_path, std::string("weights"));
    QCOMPARE(animation.channels[1].target_path, std::string("rotation"));
    QCOMPARE(animation.channels[1].target_node, model.skins[0].joints[1]);
    const auto& weights = model.accessors[animation.samplers[0].output];
    QCOMPARE(weights.count, std::size_t{6});
    QCOMPARE(valueAt<float>(model, weights.bufferView, 8), 0.5F);
    QCOMPARE(model.accessors[animation.samplers[0].input].maxValues.at(0), 1.0);
}

void TestGltf::alignsEverything()
{
    const auto sphere = sphereMesh(7, 5);
    const auto blob = encodeGlb(
        {.mesh = sphere, .morphs = {hat(sphere)}, .texture = std::as_bytes(std::span(kRedPixel))});
    QCOMPARE(blob.size() % 4, std::size_t{0});
    const auto model = load(blob);
    for (const auto& view : model.bufferViews)
        QCOMPARE(view.byteOffset % 4, std::size_t{0});
}

void TestGltf::refusesArraysThatDisagree()
{
    const auto sphere = sphereMesh();
    QVERIFY_EXCEPTION_THROWN((void)encodeGlb({.mesh = sphere, .morphs = {{"short", {}, 0.0F}}}),
                             base::ContractError);
    QVERIFY_EXCEPTION_THROWN((void)encodeGlb({.mesh = sphere, .joints = {{"root"}}}),
                             base::ContractError);
    QVERIFY_EXCEPTION_THROWN((void)encodeGlb({.mesh = Mesh()}), base::ContractError);
}

void TestGltf::leavesNothingInAFolderThatIsNotThere()
{
    const QTemporaryDir folder;
    const auto path = fs::path(folder.path().toStdString()) / "nowhere" / "a.glb";
    const auto sphere = sphereMesh();
    try {
        writeGlb(path, {.mesh = sphere});
        QFAIL("wrote into a folder that is not there");
    } catch (const base::Error& error) {
        QCOMPARE(error.code(), std::string("storage"));
    }
    QVERIFY(fs::is_empty(folder.path().toStdString()));
}

QTEST_APPLESS_MAIN(TestGltf)
#include "tst_gltf.moc"
