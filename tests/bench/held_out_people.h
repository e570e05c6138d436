// SPDX-License-Identifier: GPL-3.0-or-later
// Synthetic people of seeds that no training saw, for benchmarks that know the truth.
#pragma once

#include "head/head_model.h"
#include "synth/head_photographer.h"
#include "synth/person_sampler.h"
#include "synth/seeded_random.h"
#include "synth/shot_sampler.h"

#include <Eigen/Geometry>

#include <cstdint>
#include <vector>

namespace effigy::bench {

/// Somebody, and how a picture of them is taken.
struct Sitter {
    synth::DressedHead head;
    synth::Shot shot; // with a straight neck: it would turn the head as the camera does, and yaws would mean another thing
};

/// Person number `person` in view number `view`.
inline Sitter heldOutSitter(const synth::HeadStock& stock, std::uint64_t person, std::uint64_t view, const synth::ShotRange& range)
{
    constexpr std::uint64_t kHeldOut = 0x7e57ULL << 40;
    Sitter sitter = {synth::dress(stock, synth::sampleHead(stock.body, synth::scrambled(kHeldOut + person))),
                     synth::sampleShot(synth::scrambled(kHeldOut + 1000 * person + view), range)};
    for (const char* neck : {"neckYaw", "neckPitch", "neckRoll"})
        sitter.shot.controls.reset(neck);
    return sitter;
}

/// The vertices of the face.
inline std::vector<std::size_t> faceVertices(const head::HeadModelData& model)
{
    const std::vector<float>& face = model.masks.at("face");
    std::vector<std::size_t> vertices;
    for (std::size_t v = 0; v < face.size(); ++v)
        if (face[v] > 0.5F)
            vertices.push_back(v);
    return vertices;
}

/// The similarity that lays `from` on `to` best at `vertices`, in their frame and unit.
inline Eigen::Affine3d bestSimilarity(const std::vector<std::size_t>& vertices, const std::vector<Eigen::Vector3f>& from, const std::vector<Eigen::Vector3f>& to)
{
    Eigen::Matrix3Xd source(3, static_cast<Eigen::Index>(vertices.size())), target = source;
    for (std::size_t k = 0; k < vertices.size(); ++k) {
        source.col(static_cast<Eigen::Index>(k)) = from[vertices[k]].cast<double>();
        target.col(static_cast<Eigen::Index>(k)) = to[vertices[k]].cast<double>();
    }
    return Eigen::Affine3d(Eigen::umeyama(source, target, /*with_scaling=*/true));
}

} // namespace effigy::bench
