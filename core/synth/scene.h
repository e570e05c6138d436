// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "synth/garment.h"
#include "synth/glasses.h"
#include "synth/hair_grower.h"
#include "synth/head_stock.h"
#include "synth/skin_painter.h"
#include "synth/synthetic_head.h"

#include <Eigen/Geometry>

#include <cstdint>
#include <vector>

namespace effigy::synth {

enum class Material : std::uint8_t { Skin, Eye, Teeth, Gums, Tongue, Lash, Bust, Garment, Hair, Beard, Frame, Lens };

/// A person with all that does not change from picture to picture.
struct DressedHead {
    SyntheticHead who;
    std::vector<Eigen::Vector3f> neutral; // [V] without expression and pose
    PaintedSkin skin;
    std::vector<Eigen::Vector3f> bust, bustNormals; // [B]
    Strands hair;
    WornSurface garment;
};

class SampleRaster;

[[nodiscard]] DressedHead dress(const HeadStock& stock, const SyntheticHead& who);

/// Everything before the camera, as one list of triangles. The first are the head's own in their order, the last ones are veils:
/// lashes lie among the head's, lenses at the end.
struct Scene {
    std::vector<Eigen::Vector3f> vertices; // metres, head frame
    std::vector<Eigen::Vector3f> normals;  // unit; of hair: its direction
    std::vector<Eigen::Vector3f> rest;     // on the mean head or body
    std::vector<Colour> colours;           // what is not painted by texture
    std::vector<float> openness;           // share of the sky that is seen, 0..1
    std::vector<std::int32_t> triangles;   // [F, 3]
    std::vector<Material> materials;       // [F]
    int headVertices = 0, headTriangles = 0;
    int firstHairVertex = 0, endHairVertex = 0;
    int firstLash = 0, firstLens = 0;      // triangles
    int firstBand = 0, endBand = 0;        // triangles of hair and beard, in pairs (v, v + 1, v + 3), (v, v + 3, v + 2)
    Eigen::Isometry3f posedFromNeutral = Eigen::Isometry3f::Identity(); // of the skull
};

/// The scene of one moment.
///   coefficients  of the head, shape included
///   eye           where the camera stands, metres, head frame: hair turns to it
///   thinnest      metres that a hair must be wide to be seen, about
[[nodiscard]] Scene assemble(const HeadStock& stock, const DressedHead& dressed, const head::HeadCoefficients& coefficients,
                             const Eigen::Vector3f& eye, float thinnest);

/// Draws triangles [first, end) of a scene whose vertices are seen at `points` ([P, 3], as SampleRaster takes them), of strands one in `every`.
void draw(const Scene& scene, const std::vector<float>& points, int first, int end, SampleRaster& raster, int every = 1);

} // namespace effigy::synth
