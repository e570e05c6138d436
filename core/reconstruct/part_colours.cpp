// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/part_colours.h"

#include "base/smoothstep.h"

#include "head/hairline.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <string>

namespace effigy::reconstruct {

namespace {

using base::smoothstep;

const Eigen::Vector3f kSclera(0.60F, 0.54F, 0.50F);
const Eigen::Vector3f kPupil(0.004F, 0.004F, 0.004F);
const Eigen::Vector3f kInnerMouth(0.20F, 0.06F, 0.055F);
const std::map<std::string, Eigen::Vector3f> kMaterials = {{"teeth", {0.62F, 0.56F, 0.47F}},
                                                           {"gums", {0.33F, 0.11F, 0.10F}},
                                                           {"tongue", {0.36F, 0.12F, 0.11F}},
                                                           {"lashes", {0.012F, 0.009F, 0.007F}},
                                                           {"brows", {0.02F, 0.015F, 0.01F}}};

constexpr float kIrisRadius = 0.0059F; // metres
constexpr float kPupilRadius = 0.0019F;
constexpr float kLimbus = 0.0006F;     // width of the iris's dark rim

float hashed(int x, int y)
{
    std::uint32_t h = static_cast<std::uint32_t>(x) * 374761393U + static_cast<std::uint32_t>(y) * 668265263U;
    h = (h ^ (h >> 13)) * 1274126177U;
    return static_cast<float>((h ^ (h >> 16)) & 0xffffU) / 32768.0F - 1.0F;
}

/// Smooth noise, about -1..1.
float noise(float x, float y)
{
    const float fx = std::floor(x), fy = std::floor(y);
    const int ix = static_cast<int>(fx), iy = static_cast<int>(fy);
    const float u = smoothstep(0, 1, x - fx), v = smoothstep(0, 1, y - fy);
    return (1 - v) * ((1 - u) * hashed(ix, iy) + u * hashed(ix + 1, iy)) +
           v * ((1 - u) * hashed(ix, iy + 1) + u * hashed(ix + 1, iy + 1));
}

/// Strands run down from the crown: fine across, long along.
float strands(const Eigen::Vector3f& p)
{
    const float around = std::atan2(p.x(), -p.z() + 0.02F);
    const float along = 60.0F * p.y() + 20.0F * std::hypot(p.x(), p.z());
    return 0.6F * noise(40.0F * around, along) + 0.5F * noise(95.0F * around, 1.7F * along + 31.0F);
}

Eigen::Vector3f eyeColour(const Eigen::Vector3f& fromCentre, const Eigen::Vector3f& iris)
{
    if (fromCentre.z() <= 0.0F)
        return kSclera;
    const float radius = std::hypot(fromCentre.x(), fromCentre.y());
    const float turn = std::atan2(fromCentre.y(), fromCentre.x());
    const float fibres = 1.0F + 0.25F * noise(9.0F * turn, 400.0F * radius);
    const float rim = smoothstep(kIrisRadius - 2.0F * kLimbus, kIrisRadius, radius);
    const Eigen::Vector3f coloured = iris * fibres * (1.0F - 0.6F * rim);
    const Eigen::Vector3f inner = kPupil + smoothstep(kPupilRadius - 2e-4F, kPupilRadius + 2e-4F, radius) * (coloured - kPupil);
    return inner + smoothstep(kIrisRadius - 1e-4F, kIrisRadius + kLimbus, radius) * (kSclera - inner);
}

/// [V] where each vertex lies from the centre of its eye; zero for others.
std::vector<Eigen::Vector3f> fromEyeCentres(const head::HeadModelData& model)
{
    const auto& vertices = model.templateMesh.vertices;
    std::vector<Eigen::Vector3f> result(vertices.size(), Eigen::Vector3f::Zero());
    for (std::size_t j = 0; j < model.joints.size(); ++j) {
        if (!model.joints[j].name.ends_with("Eye"))
            continue;
        Eigen::Vector3f centre = Eigen::Vector3f::Zero();
        for (std::size_t v = 0; v < vertices.size(); ++v)
            centre += model.jointRegressor(static_cast<Eigen::Index>(j), static_cast<Eigen::Index>(v)) * vertices[v];
        for (std::size_t v = 0; v < vertices.size(); ++v)
            if (model.skinWeights(static_cast<Eigen::Index>(v), static_cast<Eigen::Index>(j)) > 0.5F)
                result[v] = vertices[v] - centre;
    }
    return result;
}

std::vector<std::string> materialOfTriangles(const mesh::Mesh& mesh)
{
    std::vector<std::string> materials(mesh.triangles.size(), "skin");
    for (const auto& part : mesh.parts)
        std::fill_n(materials.begin() + part.firstTriangle, part.triangleCount, part.material);
    return materials;
}

std::vector<float> maskAtTexels(const TexelMap& map, const head::HeadModelData& model, const std::string& name)
{
    const auto found = model.masks.find(name);
    if (found == model.masks.end())
        return std::vector<float>(map.triangle.size(), 0.0F);
    return atTexels(map, model.templateMesh, found->second, 0.0F);
}

} // namespace

std::vector<float> hairField(const TexelMap& map, const head::HeadModelData& model)
{
    // Metres from the hairline: where it begins, where it is full, and how far single strands come before it or stay behind.
    constexpr float kBare = -0.004F, kFull = 0.009F, kRagged = 0.006F;
    constexpr float kEarBare = 0.001F, kEarFull = 0.006F; // from the ear's outline
    std::vector<float> field(map.triangle.size(), 0.0F);
    if (!model.masks.contains("scalp"))
        return field;
    const auto materials = materialOfTriangles(model.templateMesh);
    const auto positions = atTexels(map, model.templateMesh, model.templateMesh.vertices, Eigen::Vector3f(0.0F, 0.0F, 0.0F));
    const auto innerMouth = maskAtTexels(map, model, "innerMouth");
    for (std::size_t i = 0; i < field.size(); ++i) {
        if (map.triangle[i] < 0 || materials[map.triangle[i]] != "skin")
            continue;
        const float above = head::scalpPlace(positions[i]).above + kRagged * strands(positions[i]);
        field[i] = smoothstep(kBare, kFull, above) * smoothstep(kEarBare, kEarFull, head::besideEar(positions[i])) * (1.0F - innerMouth[i]);
    }
    return field;
}

std::vector<Eigen::Vector3f> colourParts(const TexelMap& map, const head::HeadModelData& model,
                                         const PartColours& colours)
{
    const mesh::Mesh& mesh = model.templateMesh;
    const Eigen::Vector3f none = Eigen::Vector3f::Zero();
    const auto positions = atTexels(map, mesh, mesh.vertices, none);
    const auto fromEye = atTexels(map, mesh, fromEyeCentres(model), none);
    const auto hairy = hairField(map, model);
    const auto innerMouth = maskAtTexels(map, model, "innerMouth");
    const auto materials = materialOfTriangles(mesh);
    std::vector<Eigen::Vector3f> result(map.triangle.size(), colours.skin);
    for (std::size_t i = 0; i < result.size(); ++i) {
        if (map.triangle[i] < 0)
            continue;
        const std::string& material = materials[map.triangle[i]];
        if (material == "eyes") {
            result[i] = eyeColour(fromEye[i], colours.iris);
        } else if (const auto known = kMaterials.find(material); known != kMaterials.end()) {
            result[i] = known->second;
        } else {
            const Eigen::Vector3f hair = colours.hair * std::exp(colours.hairContrast * strands(positions[i]));
            result[i] += hairy[i] * (hair - result[i]);
            result[i] += innerMouth[i] * (kInnerMouth - result[i]);
        }
    }
    return result;
}

} // namespace effigy::reconstruct
