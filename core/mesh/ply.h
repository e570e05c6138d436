// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mesh/mesh.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <span>

namespace effigy::mesh {

using VertexColour = std::array<std::uint8_t, 3>; // sRGB

/// Writes `mesh` as binary little-endian PLY with its normals and, if given, a colour per vertex. Whole or not at all.
///   colours  [V] or empty
/// Throws Error "storage" when the path cannot be written, ContractError when colours are not [V].
void writePly(const std::filesystem::path& path, const Mesh& mesh, std::span<const VertexColour> colours = {});

/// A mesh and what a PLY file says of its colours.
struct PlyContents {
    Mesh mesh;                         // vertices, triangles, normals if there are any
    std::vector<VertexColour> colours; // [V] or empty
};

/// Reads what writePly writes. Throws Error "storage", or "unsupported" when it is another kind of PLY, or damaged.
[[nodiscard]] PlyContents readPly(const std::filesystem::path& path);

} // namespace effigy::mesh
