// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/head_model.h"
#include "synth/body.h"
#include "synth/skin_layers.h"

#include <Eigen/Core>

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

namespace effigy::synth {

/// A place on a triangle of the head's skin where something may grow, and the area it stands for.
struct Root {
    std::int32_t triangle = 0;
    float u = 0, v = 0;      // weights of the second and third corner
    Eigen::Vector3f at;      // on the mean head, metres, head frame
};

/// Distances from the middle of the skull to its surface, as places on the head, so that they follow its shape.
struct SkullMap {
    static constexpr int kRows = 33, kColumns = 64; // latitude from below to above, longitude from the front to the left
    std::vector<std::int32_t> triangle; // [kRows * kColumns]
    std::vector<Eigen::Vector3f> weights;
};

/// All that synthetic heads share. Immutable; safe from any thread.
struct HeadStock {
    std::shared_ptr<const head::HeadModel> head;
    Body body;
    SkinLayers skin;
    std::vector<std::uint8_t> isSkinTriangle;  // [F]
    std::vector<Eigen::Vector2f> eyeAngles;    // [V] radians from the line of sight to the left and up; zero off the eyes
    std::vector<float> lashReach;              // [V] 0 at the root of a lash, 1 at its tip
    std::vector<float> openness;               // [V] share of the sky that a place of the relaxed head sees, 0..1
    std::vector<float> bustOpenness;           // [B]
    std::vector<float> bustDrop;               // [B] metres from the neck's cut in the same direction
    std::vector<Eigen::Vector3f> rim;          // the places of bustRim's vertices without their zigzag
    std::vector<float> rimAngles;              // of rim, ascending
    std::vector<int> bustRim;                  // vertices of the cut by their angle about the neck, from behind over the left to the front
    std::vector<Root> scalpRoots;              // evenly spread, in random order
    std::vector<Root> beardRoots;
    SkullMap skull;
    SkullMap skullWithEars;
};

/// A closed line without its zigzag: every point becomes the mean of its neighbourhood.
[[nodiscard]] std::vector<Eigen::Vector3f> smoothedRing(std::vector<Eigen::Vector3f> ring);

/// The angle of a place about the neck: 0 in front, positive to the subject's left, radians.
[[nodiscard]] float angleAboutNeck(const Eigen::Vector3f& at);

/// A point of a ring about the neck at an angle.
///   angles  of the ring's points, ascending
[[nodiscard]] Eigen::Vector3f pointOfRing(const std::vector<Eigen::Vector3f>& ring, const std::vector<float>& angles, float angle);

/// Metres from the neck's cut to a place of the mean bust, in its own direction from the neck.
[[nodiscard]] float dropFromNeck(const HeadStock& stock, const Eigen::Vector3f& at);

inline const Eigen::Vector3f kSkullMiddle(0.0F, 0.055F, -0.045F); // metres, on the mean head

/// The atlas that pictures of this many pixels need: about one and a half texels a pixel on the face.
[[nodiscard]] int atlasSizeFor(int pictureSize);

/// Loads the free head and its body and prepares what all pictures need.
///   atlasSize  texels along each side of painted skins
/// Throws Error "model_missing" or "model_refused".
[[nodiscard]] HeadStock loadHeadStock(int atlasSize);

/// The same from given parts.
[[nodiscard]] HeadStock makeHeadStock(std::shared_ptr<const head::HeadModel> head, Body body, int atlasSize);

} // namespace effigy::synth
