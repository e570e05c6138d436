// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/types.h>

#include <cstdint>
#include <vector>

namespace effigy::head {

inline constexpr int kFlameJoints = 5; // root, neck, jaw, left eye, right eye
inline constexpr int kFlameContourRows =
    79; // row 0 frontal, 1..39 that many degrees, 40..78 as many below zero

/// The arrays of an official FLAME file, metres, +X to the subject's left, +Y up, +Z out of the
/// face.
struct FlameArrays {
    torch::Tensor triangles; // [F, 3] i64
    torch::Tensor rest;      // [V, 3] f32 mean head
    torch::Tensor
        directions; // [V, 3, 400] f32 per standard deviation: 300 of identity, 100 of expression
    torch::Tensor poseBasis; // [V, 3, 36] f32 pose correctives: 9 entries of R - I for joints 1..4
    torch::Tensor jointRegressor; // [5, V] f32
    torch::Tensor skinWeights;    // [V, 5] f32 rows sum to 1
    std::vector<int> parents;     // [5] -1 for the root

    [[nodiscard]] FlameArrays to(const torch::Device& device) const;
};

/// Landmarks as points on triangles. Source: DECA's landmark_embedding.npy.
struct FlameEmbedding {
    torch::Tensor staticFaces;    // [51] i64, iBUG 17..67
    torch::Tensor staticWeights;  // [51, 3] f32
    torch::Tensor contourFaces;   // [79, 17] i64, iBUG 0..16 by yaw
    torch::Tensor contourWeights; // [79, 17, 3] f32
    torch::Tensor fullFaces;      // [68] i64, frontal contour
    torch::Tensor fullWeights;    // [68, 3] f32

    [[nodiscard]] FlameEmbedding to(const torch::Device& device) const;
};

/// Axis-angle rotations, radians.
struct FlamePose {
    torch::Tensor global; // [B, 3] about the root joint
    torch::Tensor jaw;    // [B, 3] +x opens the mouth
    torch::Tensor neck;   // [B, 3] undefined: zero
    torch::Tensor eyes;   // [B, 6] left, right; undefined: zero
};

struct FlamePosed {
    torch::Tensor vertices;    // [B, V, 3] metres
    torch::Tensor landmarks2d; // [B, 68, 3] contour of the pose, then the 51
    torch::Tensor landmarks3d; // [B, 68, 3] the fixed 68
    torch::Tensor jointsRest;  // [B, 5, 3] of the shaped head
    torch::Tensor jointsPosed; // [B, 5, 3]
    torch::Tensor rotations;   // [B, 5, 3, 3]
    torch::Tensor contourRow;  // [B] i64
};

/// Rotation matrices [..., 3, 3] of axis-angle vectors [..., 3]. A vector of zeros gives the
/// identity exactly. Source: Rodrigues, with 1e-8 added to each component before the norm, as
/// FLAME's public code has it.
[[nodiscard]] torch::Tensor rotationMatrices(const torch::Tensor& axisAngle);

/// Degrees [B] of yaw that choose the contour, from world rotations [B, 3, 3] of the neck.
[[nodiscard]] torch::Tensor contourYawDegrees(const torch::Tensor& rotations);
/// The contour's row [B] i64: half degrees go to the even one, beyond 39 degrees stays 39.
[[nodiscard]] torch::Tensor contourRows(const torch::Tensor& yawDegrees);

/// FLAME, batched and differentiable. Immutable; safe from any thread.
/// Source: Li, Bolkart, Black, Li and Romero 2017, Sec. 3; landmarks as DECA (Feng et al. 2021)
/// takes them.
class FlameModel {
public:
    /// Keeps the first `shapeCount` directions of identity and the first `expressionCount` of
    /// expression. Throws Error "model_refused" when shapes disagree, indices leave the mesh or
    /// rows of weights do not sum to 1.
    FlameModel(FlameArrays arrays, FlameEmbedding embedding, int shapeCount = 100,
               int expressionCount = 50);

    [[nodiscard]] FlameModel to(const torch::Device& device) const;
    [[nodiscard]] const FlameArrays& arrays() const { return m_arrays; }
    [[nodiscard]] const FlameEmbedding& embedding() const { return m_embedding; }
    [[nodiscard]] int shapeCount() const { return m_shapeCount; }
    [[nodiscard]] int expressionCount() const { return m_expressionCount; }

    /// Posed vertices and landmarks.
    ///   shape       [B, shapeCount] f32, standard deviations
    ///   expression  [B, expressionCount] f32, standard deviations
    /// Differentiable, but for the choice of the contour's row.
    [[nodiscard]] FlamePosed pose(const torch::Tensor& shape, const torch::Tensor& expression,
                                  const FlamePose& pose) const;

private:
    FlameArrays m_arrays;
    FlameEmbedding m_embedding;
    int m_shapeCount;
    int m_expressionCount;
    torch::Tensor m_basis;     // [3V, shapeCount + expressionCount]
    torch::Tensor m_poseBasis; // [3V, 36]
};

/// Points [B, L, 3] on triangles of `vertices` [B, V, 3]: faces [L] or [B, L] i64, weights [L, 3]
/// or [B, L, 3].
[[nodiscard]] torch::Tensor pointsOnFaces(const torch::Tensor& vertices,
                                          const torch::Tensor& triangles,
                                          const torch::Tensor& faces, const torch::Tensor& weights);

} // namespace effigy::head
