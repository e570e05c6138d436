// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/head_layout.h"

#include "base/error.h"
#include "mesh/connected_pieces.h"

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <string_view>
#include <vector>

namespace effigy::generator {

namespace {

// Hair-thin things would hide the skin beneath them in every view.
bool carriesTexture(std::string_view material)
{
    return material != "lashes" && material != "brows" && material != "hair";
}

std::vector<int> texturedTriangles(const mesh::Mesh& mesh)
{
    std::vector<int> chosen;
    const auto append = [&](int first, int count) {
        for (int f = first; f < first + count; ++f)
            chosen.push_back(f);
    };
    for (const mesh::MeshPart& part : mesh.parts)
        if (carriesTexture(part.material))
            append(part.firstTriangle, part.triangleCount);
    if (mesh.parts.empty())
        append(0, static_cast<int>(mesh.triangles.size()));
    return chosen;
}

/// Which triangles are turned round, so that only their backs are seen: those of the gums' ridges. The front one would stand before
/// the necks of teeth where the photo's gums end higher, as dark tips; the back one lies behind them, and fills a mouth that opens.
/// Ridges are the gums' pieces whose triangles face outwards; the walls of the mouth, of the same material, face inwards.
std::vector<bool> turnedRound(const mesh::Mesh& mesh)
{
    std::vector<bool> turned(mesh.triangles.size(), false);
    for (const mesh::MeshPart& part : mesh.parts) {
        if (part.material != "gums")
            continue;
        const std::span triangles(mesh.triangles.data() + part.firstTriangle, static_cast<std::size_t>(part.triangleCount));
        const std::vector<int> piece = mesh::connectedPieces(mesh.vertices.size(), triangles);
        std::map<int, double> volumes; // signed, about one vertex of the piece
        const auto at = [&mesh](int v) { return mesh.vertices[static_cast<std::size_t>(v)].cast<double>(); };
        for (const Eigen::Vector3i& t : triangles) {
            const int own = piece[static_cast<std::size_t>(t[0])];
            const Eigen::Vector3d a = at(t[0]) - at(own), b = at(t[1]) - at(own), c = at(t[2]) - at(own);
            volumes[own] += a.dot(b.cross(c));
        }
        for (int f = 0; f < part.triangleCount; ++f)
            turned[static_cast<std::size_t>(part.firstTriangle + f)] = volumes[piece[static_cast<std::size_t>(triangles[static_cast<std::size_t>(f)][0])]] > 0.0;
    }
    return turned;
}

} // namespace

HeadLayout headLayout(const head::HeadModelData& head, int maskResolution)
{
    const mesh::Mesh& mesh = head.templateMesh;
    base::require(mesh.uvTriangles.size() == mesh.triangles.size(), "headLayout: the head model has no UVs");
    const std::vector<int> chosen = texturedTriangles(mesh);
    const auto count = static_cast<std::int64_t>(chosen.size());
    HeadLayout layout;
    layout.faces = torch::empty({count, 3}, torch::kInt64);
    layout.faceUvs = torch::empty({count, 3, 2});
    layout.uvMask = torch::ones({1, 1, maskResolution, maskResolution});
    auto* face = layout.faces.data_ptr<std::int64_t>();
    auto* corner = layout.faceUvs.data_ptr<float>();
    const std::vector<bool> turned = turnedRound(mesh);
    for (const int f : chosen)
        for (const int k : turned[static_cast<std::size_t>(f)] ? std::array{0, 2, 1} : std::array{0, 1, 2}) {
            const Eigen::Vector2f& uv = mesh.uvs[static_cast<std::size_t>(mesh.uvTriangles[static_cast<std::size_t>(f)][k])];
            *face++ = mesh.triangles[static_cast<std::size_t>(f)][k];
            *corner++ = 2.0F * uv.x() - 1.0F;
            *corner++ = 1.0F - 2.0F * uv.y();
        }
    return layout;
}

HeadPose headPose(const head::HeadModel& model, const head::HeadCoefficients& coefficients)
{
    const auto toTensor = [](const auto& points) {
        torch::Tensor tensor = torch::empty({1, static_cast<std::int64_t>(points.size()), 3});
        auto* to = tensor.data_ptr<float>();
        for (const Eigen::Vector3f& point : points)
            to = std::copy_n(point.data(), 3, to);
        return tensor;
    };
    const auto vertices = model.vertices(coefficients);
    return {.vertices = toTensor(vertices), .landmarks = toTensor(model.landmarks(vertices))};
}

} // namespace effigy::generator
