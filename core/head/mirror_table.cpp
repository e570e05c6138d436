// SPDX-License-Identifier: GPL-3.0-or-later
#include "head/mirror_table.h"

#include "base/parallel.h"

#include <array>
#include <limits>

namespace effigy::head {

namespace {

// The mean x of landmarks between the eyes, on the nose, the lips and the chin.
float middleOf(const HeadModelData& data)
{
    constexpr std::array kMiddle = {27, 28, 29, 30, 33, 51, 57, 62, 66};
    float sum = 0.0F;
    for (const int k : kMiddle)
        sum += surfacePosition(data.landmarks[k], data.templateMesh.vertices,
                               data.templateMesh.triangles)
                   .x();
    return sum / static_cast<float>(kMiddle.size());
}

} // namespace

std::vector<int> mirrorTable(const HeadModelData& data)
{
    constexpr float kApart = 0.01F; // metres that facing the other way counts for
    const float middle = middleOf(data);
    const auto& vertices = data.templateMesh.vertices;
    const auto& normals = data.templateMesh.normals;
    std::vector<int> mirror(vertices.size());
    base::parallelFor(static_cast<int>(vertices.size()), 64, [&](int begin, int end) {
        for (int v = begin; v < end; ++v) {
            const Eigen::Vector3f image(2.0F * middle - vertices[v].x(), vertices[v].y(),
                                        vertices[v].z());
            const Eigen::Vector3f facing(-normals[v].x(), normals[v].y(), normals[v].z());
            float nearest = std::numeric_limits<float>::infinity();
            for (std::size_t other = 0; other < vertices.size(); ++other) {
                const float d =
                    (vertices[other] - image).norm() + kApart * (1.0F - normals[other].dot(facing));
                if (d < nearest) {
                    nearest = d;
                    mirror[v] = static_cast<int>(other);
                }
            }
        }
    });
    return mirror;
}

} // namespace effigy::head
