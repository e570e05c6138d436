// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/plane_sampler.h"

#include <torch/types.h>

#include <array>
#include <cstddef>
#include <memory>

namespace effigy::generator {

// Planes with blocks (texture_blocks.h) are pictures twice as fine as their texels. A ray's pixel looks at them four times, once for each
// quarter: the decoder is given colours of the quarters in place of a texel's blocks, upright in the camera's picture, and what it makes
// of them is a picture of twice as many pixels as there are rays. How far a surface is, and which view tells of it, one ray says for all.

/// Where the quarters of a camera's pixels are seen: [N, 4, 3] f32, rows the camera's place, its viewing axis, and what lies, per world
/// unit along that axis, between the middle of a pixel and the middles of its right and of its lower half.
///   labels  [N, >= 25] f32
[[nodiscard]] torch::Tensor pixelQuarters(const torch::Tensor& labels, int resolution);

/// `features` with the channels of blocks as the quarters of pixels see them. Differentiable in features and planes.
///   features  [N, M, C] f32, samplePlanes at `points`
///   planes    [N, 4, P, P, C] f32
///   points    [N, M, 3] f32, world units
///   quarters  of pixelQuarters
[[nodiscard]] torch::Tensor withPixelBlocks(const torch::Tensor& features, const torch::Tensor& planes, const torch::Tensor& points,
                                            const torch::Tensor& quarters, const PlaneGeometry& geometry);

/// The picture of quarters of pixels that features hold behind the raw image. Coverage is known per ray: it is enlarged smoothly, and
/// colours go on as far. Differentiable in the features.
///   features  [N, C, R, R] f32 of a camera stage, about -1..1, premultiplied
///   alpha     [N, 1, R, R] f32, 0..1
///   returns   [N, 4, 2R, 2R] f32, straight colour and alpha, about -1..1
[[nodiscard]] torch::Tensor pictureOfQuarters(const torch::Tensor& features, const torch::Tensor& alpha);

/// withPixelBlocks in place for a few points of one head on the caller's thread, without gradient.
class PixelBlocks {
public:
    /// Keeps pictures of what `points` see of the planes, and not the planes.
    ///   planes    [4, P, P, C] f32 of one head, dense
    ///   points    [M, 3] f32, all that will be asked for
    ///   quarters  [4, 3]
    PixelBlocks(const torch::Tensor& planes, const torch::Tensor& points, const torch::Tensor& quarters, const PlaneGeometry& geometry);

    ///   points    [count, 3]
    ///   features  [count, C], changed
    void write(const float* points, int count, float* features) const;

private:
    using Colour = float __attribute__((vector_size(16))); // the fourth is room

    /// A window of a plane's picture, with a rim of zeros, a pixel wide, about it.
    struct Picture {
        std::ptrdiff_t left = 0, top = 0, columns = 0, rows = 0; // of the plane's picture of 2P pixels
        std::unique_ptr<Colour[]> pixels = {};                   // [rows + 2, columns + 2]
    };

    [[nodiscard]] Picture laidOut(const float* planes, int plane, Picture window) const;
    [[nodiscard]] Colour colourAt(const Picture& picture, float column, float row) const;

    int m_size, m_channels;
    float m_scale, m_divisor;
    std::array<float, 12> m_quarters;
    std::array<Picture, 3> m_pictures; // front, left, right
};

} // namespace effigy::generator
