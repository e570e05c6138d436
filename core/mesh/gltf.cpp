// SPDX-License-Identifier: GPL-3.0-or-later
#include "mesh/gltf.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "mesh/colour_space.h"
#include "mesh/gltf_buffer.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <utility>

namespace effigy::mesh {

namespace {

using nlohmann::json;

/// glTF knows one index per corner, so a vertex on a UV seam becomes several.
struct SplitMesh {
    std::vector<int> vertex;            // [N] into the mesh's vertices
    std::vector<Eigen::Vector2f> uvs;   // [N] glTF's: v downwards; empty without UVs
    std::vector<std::uint32_t> corners; // [F * 3] into the above
};

SplitMesh splitAtSeams(const Mesh& mesh)
{
    const bool hasUvs = !mesh.uvTriangles.empty();
    SplitMesh split;
    std::map<std::pair<int, int>, std::uint32_t> known;
    for (std::size_t f = 0; f < mesh.triangles.size(); ++f)
        for (int corner = 0; corner < 3; ++corner) {
            const int vertex = mesh.triangles[f][corner],
                      uv = hasUvs ? mesh.uvTriangles[f][corner] : 0;
            const auto [place, isNew] =
                known.try_emplace({vertex, uv}, static_cast<std::uint32_t>(split.vertex.size()));
            if (isNew) {
                split.vertex.push_back(vertex);
                if (hasUvs)
                    split.uvs.emplace_back(mesh.uvs[uv].x(), 1.0F - mesh.uvs[uv].y());
            }
            split.corners.push_back(place->second);
        }
    return split;
}

std::vector<Eigen::Vector3f> atCorners(const SplitMesh& split,
                                       const std::vector<Eigen::Vector3f>& perVertex)
{
    std::vector<Eigen::Vector3f> values;
    values.reserve(split.vertex.size());
    for (const int vertex : split.vertex)
        values.push_back(perVertex[vertex]);
    return values;
}

std::vector<MeshPart> partsOf(const Mesh& mesh)
{
    if (!mesh.parts.empty())
        return mesh.parts;
    return {{"skin", 0, static_cast<int>(mesh.triangles.size())}};
}

void checkScene(const GltfScene& scene)
{
    const auto vertices = scene.mesh.vertices.size();
    base::require(vertices > 0 && !scene.mesh.triangles.empty(),
                  "encodeGlb: the mesh has no triangles");
    base::require(scene.mesh.normals.empty() || scene.mesh.normals.size() == vertices,
                  "encodeGlb: normals are not [V]");
    for (const auto& morph : scene.morphs)
        base::require(morph.offsets.size() == vertices, "encodeGlb: a morph is not [V]");
    base::require(scene.joints.size() < 256, "encodeGlb: there are more joints than a byte counts");
    base::require(scene.joints.empty() ||
                      (scene.skinWeights.rows() == static_cast<Eigen::Index>(vertices) &&
                       scene.skinWeights.cols() == static_cast<Eigen::Index>(scene.joints.size())),
                  "encodeGlb: skin weights are not [V, J]");
    for (const auto& animation : scene.animations)
        base::require(animation.morphWeights.empty() ||
                          animation.morphWeights.size() ==
                              animation.times.size() * scene.morphs.size(),
                      "encodeGlb: an animation's weights are not [K, M]");
}

/// Builds the JSON part of the file while the buffer fills.
class SceneEncoder {
public:
    explicit SceneEncoder(const GltfScene& scene)
        : m_scene(scene),
          m_split(splitAtSeams(scene.mesh)),
          m_normals(scene.mesh.normals.empty()
                        ? vertexNormals(scene.mesh.vertices, scene.mesh.triangles)
                        : scene.mesh.normals)
    {
    }

    std::vector<std::byte> encode()
    {
        m_json["asset"] = {{"version", "2.0"}, {"generator", "Effigy"}};
        if (!m_scene.copyright.empty())
            m_json["asset"]["copyright"] = m_scene.copyright;
        addTexture();
        addMesh();
        addNodes();
        for (const auto& animation : m_scene.animations)
            addAnimation(animation);
        m_json["bufferViews"] = m_buffer.views();
        m_json["accessors"] = m_buffer.accessors();
        m_json["buffers"] = json::array({{{"byteLength", m_buffer.bytes().size()}}});
        if (m_scene.isUnlit)
            m_json["extensionsUsed"] = {"KHR_materials_unlit"};
        return container();
    }

private:
    [[nodiscard]] bool isTextured() const
    {
        return !m_scene.texture.empty() && !m_split.uvs.empty();
    }

    [[nodiscard]] bool hasNormalMap() const { return !m_scene.normalMap.empty() && !m_split.uvs.empty(); }

    void addTexture()
    {
        if (hasNormalMap())
            m_normalIndex = addPicture("_normals", m_scene.normalMap);
        if (!isTextured())
            return;
        m_colourIndex = addPicture("_colour", m_scene.texture);
    }

    /// Index of a texture that shows the picture in `file`.
    int addPicture(const char* suffix, std::span<const std::byte> file)
    {
        constexpr std::byte kJpegStart{0xFF};
        const int view = m_buffer.addView(file, GltfBuffer::Use::Data);
        // Linear with mipmaps; clamped, since atlas and border do not repeat.
        m_json["samplers"] = json::array(
            {{{"magFilter", 9729}, {"minFilter", 9987}, {"wrapS", 33071}, {"wrapT", 33071}}});
        const auto index = static_cast<int>(m_json["images"].size());
        m_json["images"].push_back({{"name", m_scene.name + suffix},
                                    {"bufferView", view},
                                    {"mimeType", file[0] == kJpegStart ? "image/jpeg" : "image/png"}});
        m_json["textures"].push_back({{"sampler", 0}, {"source", index}});
        return index;
    }

    int addMaterial(const std::string& part)
    {
        const auto known = m_materials.find(part);
        if (known != m_materials.end())
            return known->second;
        json surface = {{"metallicFactor", 0.0}, {"roughnessFactor", 0.5}};
        const auto colour = m_scene.partColours.find(part);
        if (colour != m_scene.partColours.end()) {
            const auto& c = colour->second;
            surface["baseColorFactor"] = {linearFromSrgb(c[0]), linearFromSrgb(c[1]),
                                          linearFromSrgb(c[2]), 1.0F};
        } else if (isTextured()) {
            surface["baseColorTexture"] = {{"index", m_colourIndex}};
        } else {
            surface["baseColorFactor"] = {0.57F, 0.51F, 0.46F, 1.0F};
        }
        json material = {{"name", part}, {"pbrMetallicRoughness", std::move(surface)}};
        if (hasNormalMap() && part == "skin")
            material["normalTexture"] = {{"index", m_normalIndex}};
        if (m_scene.doubleSidedParts.contains(part))
            material["doubleSided"] = true;
        if (m_scene.isUnlit)
            material["extensions"] = {{"KHR_materials_unlit", json::object()}};
        m_json["materials"].push_back(std::move(material));
        const int index = static_cast<int>(m_materials.size());
        m_materials.emplace(part, index);
        return index;
    }

    json vertexAttributes()
    {
        json attributes;
        attributes["POSITION"] = m_buffer.addVectors(atCorners(m_split, m_scene.mesh.vertices));
        attributes["NORMAL"] = m_buffer.addVectors(atCorners(m_split, m_normals));
        if (!m_split.uvs.empty())
            attributes["TEXCOORD_0"] = m_buffer.addVectors(m_split.uvs);
        if (!m_scene.joints.empty())
            addInfluences(attributes);
        return attributes;
    }

    void addInfluences(json& attributes)
    {
        std::vector<std::array<std::uint8_t, 4>> joints;
        std::vector<Eigen::Vector4f> weights;
        const auto count = static_cast<int>(m_scene.joints.size());
        std::vector<int> order(count);
        for (const int vertex : m_split.vertex) {
            std::iota(order.begin(), order.end(), 0);
            const auto kept = order.begin() + std::min(4, count);
            std::partial_sort(order.begin(), kept, order.end(), [&](int a, int b) {
                const float wa = m_scene.skinWeights(vertex, a),
                            wb = m_scene.skinWeights(vertex, b);
                return wa != wb ? wa > wb : a < b;
            });
            std::array<std::uint8_t, 4> joint{};
            Eigen::Vector4f weight = Eigen::Vector4f::Zero();
            for (int k = 0; k < std::min(4, count); ++k) {
                weight[k] = std::max(0.0F, m_scene.skinWeights(vertex, order[k]));
                joint[k] = weight[k] > 0.0F ? static_cast<std::uint8_t>(order[k]) : std::uint8_t{0};
            }
            joints.push_back(joint);
            weights.push_back(weight / weight.sum());
        }
        attributes["JOINTS_0"] = m_buffer.addJoints(joints);
        attributes["WEIGHTS_0"] = m_buffer.addVectors(weights);
    }

    json morphTargets()
    {
        json targets = json::array();
        const auto still = vertexNormals(m_scene.mesh.vertices, m_scene.mesh.triangles);
        for (const auto& morph : m_scene.morphs) {
            auto moved = m_scene.mesh.vertices;
            for (std::size_t v = 0; v < moved.size(); ++v)
                moved[v] += morph.offsets[v];
            auto turned = vertexNormals(moved, m_scene.mesh.triangles);
            for (std::size_t v = 0; v < turned.size(); ++v) {
                turned[v] -= still[v];
                if (turned[v].squaredNorm() < 1e-6F) // a twentieth of a degree, which nobody sees
                    turned[v].setZero();
            }
            targets.push_back({{"POSITION", m_buffer.addOffsets(atCorners(m_split, morph.offsets))},
                               {"NORMAL", m_buffer.addOffsets(atCorners(m_split, turned))}});
        }
        return targets;
    }

    void addMesh()
    {
        const json attributes = vertexAttributes();
        const json targets = morphTargets();
        json mesh = {{"name", m_scene.name}, {"primitives", json::array()}};
        for (const auto& part : partsOf(m_scene.mesh)) {
            if (part.triangleCount == 0)
                continue;
            const std::span<const std::uint32_t> corners(m_split.corners.data() +
                                                             3 * std::size_t(part.firstTriangle),
                                                         3 * std::size_t(part.triangleCount));
            json primitive = {{"attributes", attributes},
                              {"indices", m_buffer.addIndices(corners)},
                              {"material", addMaterial(part.material)},
                              {"mode", 4}};
            if (!targets.empty())
                primitive["targets"] = targets;
            mesh["primitives"].push_back(std::move(primitive));
        }
        for (const auto& morph : m_scene.morphs) {
            mesh["weights"].push_back(morph.weight);
            mesh["extras"]["targetNames"].push_back(morph.name);
        }
        m_json["meshes"] = json::array({std::move(mesh)});
    }

    /// Node 0 carries the mesh; the joints follow in their order.
    void addNodes()
    {
        json head = {{"name", m_scene.name}, {"mesh", 0}};
        json roots = json::array({0});
        json nodes = json::array();
        if (!m_scene.joints.empty())
            head["skin"] = 0;
        nodes.push_back(std::move(head));
        for (std::size_t j = 0; j < m_scene.joints.size(); ++j) {
            const auto& joint = m_scene.joints[j];
            const Eigen::Vector3f parent = joint.parent < 0
                                               ? Eigen::Vector3f::Zero()
                                               : m_scene.joints[joint.parent].restPosition;
            const Eigen::Vector3f place = joint.restPosition - parent;
            const auto q = joint.rotation.normalized();
            nodes.push_back({{"name", joint.name},
                             {"translation", {place.x(), place.y(), place.z()}},
                             {"rotation", {q.x(), q.y(), q.z(), q.w()}}});
            if (joint.parent < 0)
                roots.push_back(nodeOf(j));
            else
                nodes[nodeOf(joint.parent)]["children"].push_back(nodeOf(j));
        }
        m_json["nodes"] = std::move(nodes);
        m_json["scenes"] = json::array({{{"name", m_scene.name}, {"nodes", std::move(roots)}}});
        m_json["scene"] = 0;
        if (!m_scene.joints.empty())
            addSkin();
    }

    void addSkin()
    {
        std::vector<Eigen::Matrix4f> restFromMesh;
        json joints = json::array();
        for (std::size_t j = 0; j < m_scene.joints.size(); ++j) {
            Eigen::Matrix4f inverse = Eigen::Matrix4f::Identity();
            inverse.topRightCorner<3, 1>() = -m_scene.joints[j].restPosition;
            restFromMesh.push_back(inverse);
            joints.push_back(nodeOf(j));
        }
        m_json["skins"] =
            json::array({{{"name", m_scene.name},
                          {"joints", std::move(joints)},
                          {"skeleton", nodeOf(0)},
                          {"inverseBindMatrices", m_buffer.addMatrices(restFromMesh)}}});
    }

    void addAnimation(const GltfAnimation& animation)
    {
        const int times = m_buffer.addScalars(animation.times);
        json samplers = json::array(), channels = json::array();
        const auto addChannel = [&](int output, int node, const char* path) {
            channels.push_back(
                {{"sampler", samplers.size()}, {"target", {{"node", node}, {"path", path}}}});
            samplers.push_back({{"input", times}, {"output", output}, {"interpolation", "LINEAR"}});
        };
        if (!animation.morphWeights.empty())
            addChannel(m_buffer.addScalars(animation.morphWeights), 0, "weights");
        for (std::size_t j = 0; j < m_scene.joints.size(); ++j) {
            const auto found = animation.rotations.find(m_scene.joints[j].name);
            if (found == animation.rotations.end())
                continue;
            base::require(found->second.size() == animation.times.size(),
                          "encodeGlb: rotations are not [K]");
            std::vector<Eigen::Vector4f> keys;
            for (const auto& q : found->second)
                keys.push_back(q.normalized().coeffs()); // x, y, z, w
            addChannel(m_buffer.addVectors(keys, GltfBuffer::Use::Data), nodeOf(j), "rotation");
        }
        m_json["animations"].push_back({{"name", animation.name},
                                        {"samplers", std::move(samplers)},
                                        {"channels", std::move(channels)}});
    }

    [[nodiscard]] static int nodeOf(std::size_t joint) { return static_cast<int>(joint) + 1; }

    [[nodiscard]] std::vector<std::byte> container() const
    {
        constexpr std::uint32_t kMagic = 0x46546C67, kJson = 0x4E4F534A, kBinary = 0x004E4942;
        auto text = m_json.dump();
        text.resize((text.size() + 3) / 4 * 4, ' ');
        auto binary = m_buffer.bytes();
        binary.resize((binary.size() + 3) / 4 * 4);
        const auto total = 12 + 8 + text.size() + 8 + binary.size();
        std::vector<std::byte> file;
        file.reserve(total);
        const auto append = [&file](const void* data, std::size_t size) {
            const auto* bytes = static_cast<const std::byte*>(data);
            file.insert(file.end(), bytes, bytes + size);
        };
        const auto appendWord = [&append](std::size_t value) {
            const auto word = static_cast<std::uint32_t>(value);
            append(&word, sizeof word);
        };
        for (const std::size_t word :
             {std::size_t{kMagic}, std::size_t{2}, total, text.size(), std::size_t{kJson}})
            appendWord(word);
        append(text.data(), text.size());
        appendWord(binary.size());
        appendWord(kBinary);
        append(binary.data(), binary.size());
        return file;
    }

    const GltfScene& m_scene;
    SplitMesh m_split;
    std::vector<Eigen::Vector3f> m_normals; // [V]
    GltfBuffer m_buffer;
    json m_json;
    std::map<std::string, int> m_materials;
    int m_colourIndex = 0;
    int m_normalIndex = 0;
};

} // namespace

std::vector<std::byte> encodeGlb(const GltfScene& scene)
{
    checkScene(scene);
    return SceneEncoder(scene).encode();
}

void writeGlb(const std::filesystem::path& path, const GltfScene& scene)
{
    base::writeFileAtomically(path, encodeGlb(scene));
}

} // namespace effigy::mesh
