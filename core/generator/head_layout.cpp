// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/head_layout.h"

#include "base/error.h"

#include <algorithm>
#include <string_view>

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
    for (const int f : chosen)
        for (int k = 0; k < 3; ++k) {
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
