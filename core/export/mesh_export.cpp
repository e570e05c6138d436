// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/mesh_export.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "export/image_file.h"
#include "mesh/gltf.h"
#include "mesh/height_map.h"
#include "mesh/obj.h"
#include "mesh/ply.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <string>

namespace effigy::exporter {

namespace {

using Eigen::Vector3f;

/// Vertices at rest with the shape of `head`, without expression and pose.
std::vector<Vector3f> neutralVertices(const HeadExport& head)
{
    head::HeadCoefficients neutral;
    neutral.shape = head.coefficients.shape;
    return head.model.vertices(neutral);
}

std::vector<mesh::MorphTarget> morphsOf(const HeadExport& head)
{
    constexpr float kSmallest = 1e-7F; // metres: what a basis stored in half precision calls zero
    const auto& data = head.model.data();
    const int vertices = head.model.vertexCount();
    std::vector<mesh::MorphTarget> morphs;
    for (int k = 0; k < head.model.expressionCount(); ++k) {
        mesh::MorphTarget morph{data.expressionNames[k],
                                std::vector<Vector3f>(vertices, Vector3f::Zero()), 0.0F};
        if (k < head.coefficients.expression.size())
            morph.weight = head.coefficients.expression[k];
        for (int v = 0; v < vertices; ++v) {
            const Vector3f offset = data.expressionBasis.col(k).segment<3>(3 * v);
            if (offset.cwiseAbs().maxCoeff() > kSmallest)
                morph.offsets[v] = offset;
        }
        morphs.push_back(std::move(morph));
    }
    return morphs;
}

Eigen::Quaternionf rotationOf(const std::string& joint, const head::HeadCoefficients& c)
{
    const Vector3f axisAngle = joint == "neck"       ? c.neck
                               : joint == "jaw"      ? c.jaw
                               : joint == "leftEye"  ? c.leftEye
                               : joint == "rightEye" ? c.rightEye
                                                     : Vector3f(Vector3f::Zero());
    const float angle = axisAngle.norm();
    if (angle == 0.0F)
        return Eigen::Quaternionf::Identity();
    return Eigen::Quaternionf(Eigen::AngleAxisf(angle, axisAngle / angle));
}

std::vector<mesh::SkinJoint> jointsOf(const HeadExport& head,
                                      const std::vector<Vector3f>& restVertices)
{
    const auto& data = head.model.data();
    std::vector<mesh::SkinJoint> joints;
    for (std::size_t j = 0; j < data.joints.size(); ++j) {
        mesh::SkinJoint joint{data.joints[j].name, data.joints[j].parent, Vector3f::Zero(),
                              rotationOf(data.joints[j].name, head.coefficients)};
        for (std::size_t v = 0; v < restVertices.size(); ++v)
            joint.restPosition +=
                data.jointRegressor(static_cast<Eigen::Index>(j), static_cast<Eigen::Index>(v)) *
                restVertices[v];
        joints.push_back(std::move(joint));
    }
    return joints;
}

/// The detail of `head` as the bytes of a picture; empty where there is none or the light is in the texture already.
std::vector<std::byte> normalMap(const HeadExport& head, const mesh::Mesh& mesh)
{
    const bool isLit = head.texture == nullptr || head.light == TextureLight::Albedo;
    if (!isLit || head.detail == nullptr || head.detail->empty() || head.detailStrength == 0.0F)
        return {};
    return encodePng(mesh::tangentNormals(mesh, *head.detail, head.detailStrength));
}

void exportGlb(const std::filesystem::path& path, const HeadExport& head)
{
    auto rest = head.model.data().templateMesh;
    rest.vertices = neutralVertices(head);
    rest.normals = mesh::vertexNormals(rest.vertices, rest.triangles);
    std::vector<std::byte> texture;
    if (head.texture != nullptr)
        texture =
            encodeJpeg(*head.texture, 95); // a tenth of the PNG; artefacts below what a face shows
    const std::vector<std::byte> normals = normalMap(head, rest);
    mesh::writeGlb(path, {.mesh = rest,
                          .morphs = morphsOf(head),
                          .joints = jointsOf(head, rest.vertices),
                          .skinWeights = head.model.data().skinWeights,
                          .texture = texture,
                          .normalMap = normals,
                          .isUnlit = head.texture != nullptr && head.light == TextureLight::Baked,
                          .doubleSidedParts = {"lashes", "brows", "hair"},
                          .copyright = head.model.data().licence});
}

void exportObj(const std::filesystem::path& path, const HeadExport& head)
{
    std::vector<std::byte> texture;
    if (head.texture != nullptr)
        texture = encodePng(*head.texture);
    const mesh::Mesh posed = head.model.mesh(head.coefficients);
    const std::vector<std::byte> normals = normalMap(head, posed);
    mesh::writeObj(path, posed, {.texture = texture, .normalMap = normals});
}

/// The texture's colour at each vertex; at a seam, that of the first triangle that uses it.
std::vector<mesh::VertexColour> vertexColours(const mesh::Mesh& mesh, const base::Image& texture)
{
    std::vector<mesh::VertexColour> colours(mesh.vertices.size(),
                                            mesh::VertexColour{200, 190, 180});
    std::vector<bool> isKnown(mesh.vertices.size(), false);
    for (std::size_t f = 0; f < mesh.uvTriangles.size(); ++f)
        for (int corner = 0; corner < 3; ++corner) {
            const int vertex = mesh.triangles[f][corner];
            if (isKnown[vertex])
                continue;
            isKnown[vertex] = true;
            const auto& uv = mesh.uvs[mesh.uvTriangles[f][corner]];
            const int x = std::clamp(static_cast<int>(uv.x() * static_cast<float>(texture.width)),
                                     0, texture.width - 1);
            const int y =
                std::clamp(static_cast<int>((1.0F - uv.y()) * static_cast<float>(texture.height)),
                           0, texture.height - 1);
            const auto* texel = texture.at(x, y);
            for (int c = 0; c < 3; ++c)
                colours[vertex][c] = texel[texture.channels >= 3 ? c : 0];
        }
    return colours;
}

void exportPly(const std::filesystem::path& path, const HeadExport& head)
{
    const auto mesh = head.model.mesh(head.coefficients);
    std::vector<mesh::VertexColour> colours;
    if (head.texture != nullptr)
        colours = vertexColours(mesh, *head.texture);
    mesh::writePly(path, mesh, colours);
}

} // namespace

void exportMesh(const std::filesystem::path& path, const HeadExport& head)
{
    base::require(head.texture == nullptr || !head.texture->empty(), "a texture has pixels");
    auto extension = path.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (extension == ".glb")
        return exportGlb(path, head);
    if (extension == ".obj")
        return exportObj(path, head);
    if (extension == ".ply")
        return exportPly(path, head);
    throw base::Error("unsupported", "Meshes cannot be written as " + path.filename().string(),
                      "Choose a name that ends in .glb, .obj or .ply");
}

void exportLandmarks(const std::filesystem::path& path, const HeadExport& head)
{
    auto points = nlohmann::json::array();
    for (const auto& p : head.model.landmarks(head.model.vertices(head.coefficients)))
        points.push_back({p.x(), p.y(), p.z()});
    const auto text = points.dump(1) + '\n';
    base::writeFileAtomically(path, std::as_bytes(std::span(text)));
}

} // namespace effigy::exporter
