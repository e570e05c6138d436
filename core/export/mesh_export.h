// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "head/head_model.h"

#include <array>
#include <filesystem>

namespace effigy::exporter {

/// What a texture holds, and so how a viewer should light it.
enum class TextureLight {
    Baked,  // as photographed: shown without light
    Albedo, // the skin's own colour: shown under the viewer's lights
};

/// A head to take away.
struct HeadExport {
    const head::HeadModel& model;
    head::HeadCoefficients coefficients;  // the edit: its shape, expression and pose
    const base::Image* texture = nullptr; // UV atlas, RGB; null: plain material
    TextureLight light = TextureLight::Baked;
    const base::FloatImage* detail = nullptr; // of HeadFit: becomes a normal map where viewers light the head; null or empty: none
    float detailStrength = 1.0F;
};

/// Writes `head` whole or not at all; the format follows the extension. Metres, +X to the subject's left, +Y up, +Z out of
/// the face.
///   .obj  the posed mesh with normals, UVs and materials; NAME.mtl and NAME.png beside it, NAME_normals.png with detail
///   .ply  the posed mesh, binary, with normals and, from the texture, vertex colours
///   .glb  the shaped neutral head with every expression as a named morph target and a skin for neck, jaw and eyes; weights
///         and joints stand as in the edit, so that it opens looking like the edit
/// Throws Error "unsupported" for another extension, "storage" when the path cannot be written.
void exportMesh(const std::filesystem::path& path, const HeadExport& head);

/// Writes the 68 landmarks of the posed head, iBUG order, as a JSON array of [x, y, z] in the frame of exportMesh.
/// Throws Error "storage".
void exportLandmarks(const std::filesystem::path& path, const HeadExport& head);

} // namespace effigy::exporter
