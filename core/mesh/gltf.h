// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mesh/mesh.h"

#include <Eigen/Core>
#include <Eigen/Geometry>

#include <cstddef>
#include <filesystem>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace effigy::mesh {

/// A shape that a weight adds to the mesh.
struct MorphTarget {
    std::string name;                     // "jawOpen"
    std::vector<Eigen::Vector3f> offsets; // [V] metres at weight 1
    float weight = 0.0F;                  // at which the file opens
};

/// A joint of the skeleton. Parents stand before their children.
struct SkinJoint {
    std::string name;
    int parent = -1;
    Eigen::Vector3f restPosition = Eigen::Vector3f::Zero();             // frame of the mesh
    Eigen::Quaternionf rotation = Eigen::Quaternionf::Identity();       // at which the file opens, in the parent's frame
};

/// Weights and joint rotations over time.
struct GltfAnimation {
    std::string name = "Animation";
    std::vector<float> times = {};                                           // [K] seconds, ascending
    std::vector<float> morphWeights;                                    // [K, M] or empty
    std::map<std::string, std::vector<Eigen::Quaternionf>> rotations;   // by joint, [K]
};

/// What goes into a .glb file. The mesh's frame is glTF's own: right-handed, +Y up, face towards +Z, metres.
struct GltfScene {
    const Mesh& mesh;                              // at rest, without morphs; normals are made if absent
    std::vector<MorphTarget> morphs = {};
    std::vector<SkinJoint> joints = {};
    Eigen::MatrixXf skinWeights = {};              // [V, J]; the four largest of a vertex are kept
    std::span<const std::byte> texture = {};       // the bytes of a PNG or JPEG file; empty: none
    std::span<const std::byte> normalMap = {};     // likewise, in tangent space (height_map.h), for the part "skin"; empty: none
    bool isUnlit = false;                          // light is baked into the texture
    std::set<std::string> doubleSidedParts = {};
    std::map<std::string, Eigen::Vector3f> partColours = {}; // sRGB 0..1, by material: parts without texture
    std::vector<GltfAnimation> animations = {};
    std::string name = "Head";
    std::string copyright = {};
};

/// The bytes of a binary glTF 2.0 file: one mesh, a primitive per part, every morph named in mesh.extras.targetNames and
/// stored sparsely where that is smaller, positions and normals.
/// Throws ContractError when arrays disagree.
[[nodiscard]] std::vector<std::byte> encodeGlb(const GltfScene& scene);

/// Writes the same, whole or not at all. Throws Error "storage".
void writeGlb(const std::filesystem::path& path, const GltfScene& scene);

} // namespace effigy::mesh
