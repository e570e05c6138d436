// SPDX-License-Identifier: GPL-3.0-or-later
#include "mesh/mesh.h"

#include <Eigen/Geometry>

namespace effigy::mesh {

std::vector<Eigen::Vector3f> vertexNormals(const std::vector<Eigen::Vector3f>& vertices,
                                           const std::vector<Eigen::Vector3i>& triangles)
{
    std::vector<Eigen::Vector3f> normals(vertices.size(), Eigen::Vector3f::Zero());
    for (const auto& t : triangles) {
        const Eigen::Vector3f twiceArea =
            (vertices[t[1]] - vertices[t[0]]).cross(vertices[t[2]] - vertices[t[0]]);
        for (int corner = 0; corner < 3; ++corner)
            normals[t[corner]] += twiceArea;
    }
    for (auto& normal : normals) {
        const float length = normal.norm();
        normal = length > 0.0F ? Eigen::Vector3f(normal / length) : Eigen::Vector3f::UnitZ();
    }
    return normals;
}

} // namespace effigy::mesh
