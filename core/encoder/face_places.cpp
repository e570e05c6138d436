// SPDX-License-Identifier: GPL-3.0-or-later
#include "encoder/face_places.h"

#include "base/error.h"

#include <algorithm>
#include <limits>
#include <string_view>

namespace effigy::encoder {
namespace {

// How many times as far apart vertices of other parts than the face may lie.
constexpr float kEarsApart = 1.4F, kNeckApart = 2.2F, kScalpApart = 2.4F;

float maskAt(const head::HeadModelData& model, const char* name, std::size_t vertex)
{
    const auto found = model.masks.find(name);
    return found == model.masks.end() ? 0.0F : found->second[vertex];
}

/// 1 for the face, less where vertices may lie further apart, 0 off the skin.
std::vector<float> interest(const head::HeadModelData& model)
{
    const auto& mesh = model.templateMesh;
    std::vector<float> worth(mesh.vertices.size(), 0.0F);
    for (const auto& part : mesh.parts) {
        if (part.material != "skin")
            continue;
        for (int t = part.firstTriangle; t < part.firstTriangle + part.triangleCount; ++t)
            for (const int v : {mesh.triangles[static_cast<std::size_t>(t)].x(), mesh.triangles[static_cast<std::size_t>(t)].y(),
                                mesh.triangles[static_cast<std::size_t>(t)].z()}) {
                const auto at = static_cast<std::size_t>(v);
                if (maskAt(model, "innerMouth", at) > 0.5F)
                    continue;
                const float apart = maskAt(model, "ears", at) > 0.5F    ? kEarsApart
                                    : maskAt(model, "neck", at) > 0.5F  ? kNeckApart
                                    : maskAt(model, "scalp", at) > 0.5F ? kScalpApart
                                                                        : 1.0F;
                worth[at] = 1.0F / apart;
            }
    }
    return worth;
}

} // namespace

std::vector<int> spreadVertices(const head::HeadModelData& model, int count)
{
    const auto& vertices = model.templateMesh.vertices;
    const std::vector<float> worth = interest(model);
    const auto wanted = static_cast<std::size_t>(std::max(0, count));
    base::require(wanted <= static_cast<std::size_t>(std::ranges::count_if(worth, [](float w) { return w > 0.0F; })),
                  "no more vertices than the skin has");
    std::vector<float> distance(vertices.size(), std::numeric_limits<float>::max());
    std::vector<int> chosen;
    // Begins at the tip of the nose.
    std::size_t next = 0;
    for (std::size_t v = 0; v < vertices.size(); ++v)
        if (worth[v] > 0.0F && (worth[next] <= 0.0F || vertices[v].z() > vertices[next].z()))
            next = v;
    while (chosen.size() < wanted) {
        chosen.push_back(static_cast<int>(next));
        std::size_t furthest = next;
        float best = -1.0F;
        for (std::size_t v = 0; v < vertices.size(); ++v) {
            distance[v] = std::min(distance[v], (vertices[v] - vertices[next]).norm());
            if (const float reach = worth[v] * distance[v]; reach > best) {
                best = reach;
                furthest = v;
            }
        }
        next = furthest;
    }
    return chosen;
}

std::vector<head::SurfacePoint> facePlaces(const head::HeadModelData& model, std::span<const int> vertices)
{
    std::vector<head::SurfacePoint> places(model.landmarks.begin(), model.landmarks.end());
    const auto& triangles = model.templateMesh.triangles;
    std::vector<int> triangleOf(model.templateMesh.vertices.size(), -1), cornerOf(model.templateMesh.vertices.size(), 0);
    for (std::size_t t = 0; t < triangles.size(); ++t)
        for (int corner = 0; corner < 3; ++corner) {
            const auto v = static_cast<std::size_t>(triangles[t][corner]);
            if (triangleOf[v] < 0) {
                triangleOf[v] = static_cast<int>(t);
                cornerOf[v] = corner;
            }
        }
    for (const int v : vertices) {
        base::require(v >= 0 && v < static_cast<int>(triangleOf.size()) && triangleOf[static_cast<std::size_t>(v)] >= 0,
                      "facePlaces: vertices of the model's triangles");
        places.push_back({triangleOf[static_cast<std::size_t>(v)], Eigen::Vector3f::Unit(cornerOf[static_cast<std::size_t>(v)])});
    }
    return places;
}

} // namespace effigy::encoder
