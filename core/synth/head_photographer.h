// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "head/head_model.h"
#include "synth/scene.h"
#include "synth/synthetic_head.h"

#include <array>
#include <optional>
#include <vector>

namespace effigy::synth {

/// The channels of GroundTruth::masks; they sum to 1 where the head covers a pixel.
enum class Region { Skin, Hair, Eyes, Mouth, Clothes, Glasses };
inline constexpr int kRegionCount = 6;

/// All that is known about a picture.
struct GroundTruth {
    head::HeadCoefficients coefficients;   // of the free head
    std::vector<Eigen::Vector3f> vertices; // [V] of the posed head, metres, head frame
    std::array<Eigen::Vector3f, head::kLandmarkCount> landmarks;          // metres, head frame
    std::array<Eigen::Vector2f, head::kLandmarkCount> landmarksInPicture; // column and row, pixels, centres at half-integers
    // Empty when PictureOptions::hasTruthPictures is not set.
    base::FloatImage masks;                // kRegionCount channels, coverage 0..1
    base::FloatImage depth;                // 1 channel, metres along the camera's z at the pixel's centre, 0: nothing
    base::FloatImage normals;              // 3 channels, unit, head frame, on the side that is seen, 0: nothing or hair
    base::FloatImage uv;                   // 2 channels, of the head's atlas, v upwards; -1: not the head
    base::Image albedo;                    // RGB, sRGB, without light; black: nothing
};

struct SyntheticPicture {
    base::Image image; // RGB, sRGB
    std::optional<GroundTruth> truth;
};

struct PictureOptions {
    int size = 256;       // pixels along each side
    bool hasTruth = true; // also what is known
    bool hasTruthPictures = true; // of it also masks, depth, normals, uv and albedo; without, they stay empty and cost nothing
};

/// Takes one picture of a head. One thread; the same input gives the same bytes. Programs that take many call base::keepFreedMemory first.
[[nodiscard]] SyntheticPicture photograph(const HeadStock& stock, const DressedHead& dressed, const Shot& shot, const PictureOptions& options = {});

/// Somebody before nothing: whatever shall stand behind is added as light + (1 - the sum of the shares) * backdrop.
struct CutOut {
    base::FloatImage light;  // 3 channels, linear RGB, without the camera's faults
    base::FloatImage shares; // kRegionCount channels, how much of the pixel shows them, 0..1, as soft at edges as the light
    head::HeadCoefficients coefficients; // of the free head
};

/// What photograph() sees of a head, to be laid before other backdrops. One thread; the same input gives the same values.
///   size  pixels along each side
[[nodiscard]] CutOut cutOut(const HeadStock& stock, const DressedHead& dressed, const Shot& shot, int size);

/// The skin of a head as an atlas picture, RGB, sRGB, row 0 at v = 1.
[[nodiscard]] base::Image albedoAtlas(const PaintedSkin& skin);

} // namespace effigy::synth
