// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

#include <string>
#include <vector>

namespace effigy::mesh {

/// A run of triangles that share a material.
struct MeshPart {
    std::string material; // "skin", "eyes", "teeth", "gums", "tongue", "lashes", ...
    int firstTriangle = 0;
    int triangleCount = 0;
};

/// Indexed triangles, counter-clockwise seen from outside. Frame and unit are the maker's: head meshes are in the head
/// frame (metres, +X to the subject's left, +Y up, +Z out of the face).
struct Mesh {
    std::vector<Eigen::Vector3f> vertices;     // [V]
    std::vector<Eigen::Vector3i> triangles;    // [F] into vertices
    std::vector<Eigen::Vector2f> uvs;          // [T] 0..1, v upwards; empty: none
    std::vector<Eigen::Vector3i> uvTriangles;  // [F] into uvs; empty: none
    std::vector<Eigen::Vector3f> normals;      // [V] unit, or empty
    std::vector<MeshPart> parts;               // cover all triangles in order, or empty
};

/// Area-weighted unit vertex normals [V]; (0, 0, 1) where a vertex has no area.
[[nodiscard]] std::vector<Eigen::Vector3f> vertexNormals(const std::vector<Eigen::Vector3f>& vertices,
                                                         const std::vector<Eigen::Vector3i>& triangles);

} // namespace effigy::mesh
