// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/face_squares.h"

#include "encoder/face_square.h"
#include "train/picture_faults.h"

#include <ATen/ATen.h>

#include <cmath>
#include <numbers>

namespace effigy::train {
namespace {

using torch::Tensor;

constexpr std::int64_t kSide = encoder::kSquareSide;

/// Turned squares, one a face: pictureFromSquare = centre + side / 2 * axes.
struct Squares {
    Tensor centre; // [B, 2] pixels
    Tensor side;   // [B]
    Tensor axes;   // [B, 2, 2] as columns
};

Tensor turned(const Tensor& angle)
{
    const Tensor c = at::cos(angle), s = at::sin(angle);
    return at::stack({at::stack({c, -s}, 1), at::stack({s, c}, 1)}, 1);
}

/// The same as encoder::squareAround(), for many.
Squares squaresAround(const Tensor& places, const SquareOptions& options)
{
    const Tensor marks = places.slice(1, 0, head::kLandmarkCount);
    const Tensor up = marks.slice(1, 36, 48).mean(1) - marks.slice(1, 48, 68).mean(1);
    const Tensor random = at::randn({4, places.size(0)}, places.options());
    const Tensor angle = at::atan2(up.select(1, 0), -up.select(1, 1)) + options.turn * random[0];
    Squares squares;
    squares.axes = turned(angle);
    const Tensor upright = at::matmul(marks, squares.axes);
    const Tensor low = std::get<0>(upright.min(1)), high = std::get<0>(upright.max(1));
    const Tensor size = at::rand({places.size(0)}, places.options());
    const double ratio = std::log(options.largest / options.smallest);
    squares.side = encoder::kSquareMargin * (high - low).amax(1) * options.smallest * at::exp(ratio * size);
    const Tensor shift = options.shift * at::stack({random[1], random[2]}, 1) * squares.side.unsqueeze(1);
    squares.centre = at::matmul(squares.axes, (0.5 * (low + high) + shift).unsqueeze(2)).squeeze(2);
    return squares;
}

/// Rectangles of another face or of one colour before some of the pictures.
Tensor covered(const Tensor& images)
{
    const Tensor along = at::arange(kSide, images.options()) / static_cast<double>(kSide);
    const auto inside = [&](const Tensor& grid) {
        const Tensor middle = drawn(images, 0.0, 1.0), half = drawn(images, 0.04, 0.2);
        return at::abs(grid - middle) < half;
    };
    const Tensor isHidden = at::logical_and(at::logical_and(inside(along.view({1, 1, 1, kSide})), inside(along.view({1, 1, kSide, 1}))), chosen(images, 0.25));
    const Tensor flat = at::rand({images.size(0), 3, 1, 1}, images.options()).expand_as(images);
    const Tensor before = at::where(chosen(images, 0.5), flat, images.roll({1}, {0}).flip({3}));
    return at::where(isHidden, before, images);
}

} // namespace

FaceSquares cutSquares(const KnownFaces& faces, const SquareOptions& options)
{
    const auto size = static_cast<double>(faces.pictures.size(3));
    const Squares squares = squaresAround(faces.places, options);
    // grid_sampler() has -1..1 from edge to edge.
    const Tensor scaled = squares.axes * (squares.side / size).view({-1, 1, 1});
    const Tensor theta = at::cat({scaled, (squares.centre * (2.0 / size) - 1.0).unsqueeze(2)}, 2);
    const Tensor grid = at::affine_grid_generator(theta, {faces.count(), 3, kSide, kSide}, /*align_corners=*/false);
    constexpr std::int64_t kBilinear = 0, kBorder = 1;
    FaceSquares cut;
    cut.images = at::grid_sampler(faces.pictures.to(torch::kFloat32) / 255.0, grid, kBilinear, kBorder, /*align_corners=*/false);
    if (options.hasFaults)
        cut.images = withFaults(covered(cut.images));
    cut.places = at::matmul(faces.places - squares.centre.unsqueeze(1), squares.axes) / (0.5 * squares.side).view({-1, 1, 1});
    const Tensor xy = at::matmul(squares.axes.transpose(1, 2), faces.rotation.slice(1, 0, 2)); // [B, 2, 3]
    const Tensor rotation = at::cat({xy, faces.rotation.slice(1, 2, 3)}, 1);
    cut.axes = rotation.slice(2, 0, 2).transpose(1, 2).reshape({-1, 6});
    return cut;
}

} // namespace effigy::train
