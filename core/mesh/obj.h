// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mesh/mesh.h"

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>

namespace effigy::mesh {

struct ObjOptions {
    std::span<const std::byte> texture = {}; // the bytes of a picture file, written beside the mesh; empty: none
    std::string textureExtension = ".png";
    std::span<const std::byte> normalMap = {}; // the bytes of a PNG file in tangent space, written as NAME_normals.png; empty: none
};

/// Writes `mesh` as Wavefront OBJ with its normals, UVs and one material per part; NAME.mtl and the texture beside it. Vertex
/// order is kept. Metres stay metres. Either all files appear or none.
/// Throws Error "storage" when the path cannot be written.
void writeObj(const std::filesystem::path& path, const Mesh& mesh, const ObjOptions& options = {});

/// The mesh of an OBJ file: vertices in the file's order, polygons cut into fans, parts from `usemtl`, triangles of one
/// material together. Normals of the file are dropped and made anew. Throws Error "storage" when it cannot be read,
/// "unsupported" with the line number when it is no OBJ.
[[nodiscard]] Mesh readObj(const std::filesystem::path& path);

} // namespace effigy::mesh
