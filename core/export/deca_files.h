// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"

#include <torch/types.h>

#include <filesystem>
#include <string>

namespace effigy::exporter {

/// A textured mesh as DECA writes it.
struct TexturedMesh {
    torch::Tensor vertices;    // [V, 3] f32 or f64
    torch::Tensor triangles;   // [F, 3] integers
    torch::Tensor uvs;         // [T, 2] f32
    torch::Tensor uvTriangles; // [F, 3] integers
    base::Image texture;       // RGB
    base::Image normals;       // RGB; empty: none
};

/// `number` as Python writes a double: the fewest digits that bring it back, with ".0" where it is
/// whole, with an exponent below 1e-4 and from 1e16 on.
[[nodiscard]] std::string pythonNumber(double number);

/// Text of an OBJ file: vertices, then triangles with the order of their corners kept.
///   vertices   [V, 3]; f32 numbers are widened to f64 before they are written
///   colours    [V, 3] u8 after each vertex, 0..255; undefined: none
[[nodiscard]] std::string objText(const torch::Tensor& vertices, const torch::Tensor& triangles,
                                  const torch::Tensor& colours = {});

/// The triangles of `triangles` [F, 3] with their corners in reverse: how DECA writes meshes
/// without texture and colours.
[[nodiscard]] torch::Tensor reversed(const torch::Tensor& triangles);

/// The text of `mesh`, whose material library is named `library`.
[[nodiscard]] std::string texturedObjText(const TexturedMesh& mesh, const std::string& library);

/// Writes NAME.obj with NAME.mtl, NAME.png and NAME_normals.png beside it; in the library the line
/// of the normal map holds its path as given, as DECA has it. Either all files appear or none.
/// Throws Error "storage".
void writeTexturedObj(const std::filesystem::path& path, const TexturedMesh& mesh);

/// Rows of `numbers` [N, C], one a line, as numpy.savetxt writes them.
[[nodiscard]] std::string tableText(const torch::Tensor& numbers);

/// `picture` [3, H, W] f32 RGB 0..1 as 8 bits, clamped and cut, not rounded.
[[nodiscard]] base::Image pictureImage(const torch::Tensor& picture);

} // namespace effigy::exporter
