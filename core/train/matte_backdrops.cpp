// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/matte_backdrops.h"

#include "train/picture_faults.h"

#include <ATen/ATen.h>

#include <array>
#include <cmath>
#include <numbers>

namespace effigy::train {
namespace {

using torch::Tensor;

constexpr std::int64_t kColours = 6; // of a palette

/// Colours [B, kColours, 3]: bright and dark, grey and gaudy, every fourth about one of the
/// person's own.
Tensor palette(const Tensor& own)
{
    const std::int64_t batch = own.size(0);
    const auto random = [&](std::int64_t channels) {
        return at::rand({batch, kColours, channels}, own.options());
    };
    const Tensor brightness = (0.05 + 0.95 * random(1)).pow(2.0), gaudiness = random(1).pow(1.3);
    const Tensor hue = random(3).pow(1.5);
    const Tensor any =
        brightness *
        ((1.0 - gaudiness) + gaudiness * hue / hue.mean({2}, /*keepdim=*/true).clamp_min(0.15));
    const Tensor which =
        at::randint(own.size(1), {batch, kColours, 1}, own.options().dtype(torch::kInt64))
            .expand({batch, kColours, 3});
    const Tensor alike =
        own.gather(1, which) * at::exp(0.25 * at::randn({batch, kColours, 1}, own.options()) +
                                       0.08 * at::randn({batch, kColours, 3}, own.options()));
    return at::where(random(1) < 0.25, alike, any).clamp(0.0, 1.5);
}

/// [B, 3, S, S]: of each pixel the colour of that number [B, 1, S, S], whichever it is.
Tensor coloured(const Tensor& palette, const Tensor& number)
{
    const std::int64_t batch = number.size(0), side = number.size(2);
    const Tensor index = at::remainder(at::floor(number), static_cast<double>(kColours))
                             .to(torch::kInt64)
                             .view({batch, 1, side * side});
    return palette.transpose(1, 2)
        .gather(2, index.expand({batch, 3, side * side}))
        .view({batch, 3, side, side});
}

/// A number in 0..1 for every whole one, without order.
Tensor hashed(const Tensor& whole)
{
    const Tensor wild = at::sin(whole * 12.9898) * 43758.5453;
    return wild - at::floor(wild);
}

/// What is drawn once a picture, between `low` and `high`, small numbers as often as large ones.
Tensor scale(const Tensor& places, double low, double high)
{
    return low * at::exp(std::log(high / low) * drawn(places, 0.0, 1.0));
}

Tensor axis(const Tensor& places, std::int64_t number)
{
    return places.select(3, number).unsqueeze(1);
}

Tensor stripes(const Tensor& colours, const Tensor& places)
{
    const Tensor u = axis(places, 0), v = axis(places, 1);
    const Tensor waves =
        at::where(chosen(places, 0.5), drawn(places, 0.0, 0.12), drawn(places, 0.0, 0.01)) *
        at::sin(v * scale(places, 2.0, 12.0) + drawn(places, 0.0, 6.3));
    const Tensor along = (u + waves) * scale(places, 1.0, 16.0) + drawn(places, 0.0, 10.0);
    // A second set across it now and then: checks, or the canton of a flag.
    const Tensor across =
        at::floor(v * scale(places, 1.0, 8.0) + drawn(places, 0.0, 4.0)) * chosen(places, 0.35);
    return coloured(colours, along + 0.35 * at::sin(along * 1.7) + across);
}

Tensor shelves(const Tensor& colours, const Tensor& places)
{
    const Tensor rows = axis(places, 1) * scale(places, 1.5, 8.0) + drawn(places, 0.0, 50.0);
    const Tensor row = at::floor(rows);
    const Tensor columns =
        axis(places, 0) * scale(places, 2.0, 30.0) * (0.5 + hashed(row)) + 20.0 * hashed(row + 7.0);
    const Tensor gap = (rows - row < drawn(places, -0.1, 0.15)).to(colours.scalar_type()),
                 shade = 0.4 + 0.6 * hashed(at::floor(columns) * 3.0 + row);
    return coloured(colours,
                    static_cast<double>(kColours) * hashed(at::floor(columns) + 57.0 * row)) *
           shade * (1.0 - 0.8 * gap);
}

Tensor dots(const Tensor& colours, const Tensor& places)
{
    const Tensor frequency = scale(places, 2.0, 14.0);
    const Tensor u = axis(places, 0) * frequency, v = axis(places, 1) * frequency;
    const Tensor cell = at::floor(u) + 31.0 * at::floor(v);
    const Tensor x = u - at::floor(u) - 0.5 + 0.3 * (hashed(cell) - 0.5),
                 y = v - at::floor(v) - 0.5 + 0.3 * (hashed(cell + 3.0) - 0.5);
    const Tensor isDot = at::logical_and(x * x + y * y < (0.1 + 0.1 * hashed(cell + 5.0)),
                                         hashed(cell + 9.0) < drawn(places, 0.3, 1.0));
    return coloured(colours, at::where(isDot, 1.0 + 5.0 * hashed(cell + 11.0), at::zeros_like(u)));
}

Tensor leaves(const Tensor& colours, const Tensor& places)
{
    const Tensor noise =
        fractalNoise(places, scale(places, 2.0, 16.0), at::ones_like(drawn(places, 0.0, 1.0)), 3);
    return coloured(colours, noise * drawn(places, 3.0, 12.0)) *
           (0.6 + 0.6 * fractalNoise(places, scale(places, 8.0, 40.0), drawn(places, 1.0, 2.0), 1));
}

Tensor between(const Tensor& colours, const Tensor& share)
{
    const auto colour = [&](std::int64_t i) {
        return colours.select(1, i).unsqueeze(2).unsqueeze(3);
    };
    return colour(0) + share * (colour(1) - colour(0));
}

Tensor strands(const Tensor& colours, const Tensor& places)
{
    return between(colours,
                   fractalNoise(places, scale(places, 2.0, 12.0), scale(places, 4.0, 30.0), 3));
}

Tensor clouds(const Tensor& colours, const Tensor& places)
{
    const Tensor one = at::ones_like(drawn(places, 0.0, 1.0));
    const auto noise = [&] { return fractalNoise(places, scale(places, 0.7, 4.0), one, 2); };
    const Tensor plain = drawn(places, 0.0, 1.0) + drawn(places, -0.3, 0.3) * axis(places, 0);
    return at::where(chosen(places, 0.4), between(colours, plain),
                     at::cat({between(colours, noise()).slice(1, 0, 2),
                              between(colours, noise()).slice(1, 2, 3)},
                             1));
}

} // namespace

Tensor turnedPlaces(std::int64_t batch, std::int64_t side, const torch::TensorOptions& options)
{
    const Tensor angle = std::numbers::pi * at::rand({batch, 1, 1}, options);
    const Tensor c = at::cos(angle), s = at::sin(angle), none = at::zeros_like(c);
    const Tensor theta = at::cat({at::cat({c, -s, none}, 2), at::cat({s, c, none}, 2)}, 1);
    return at::affine_grid_generator(theta, {batch, 1, side, side}, /*align_corners=*/false);
}

Tensor fractalNoise(const Tensor& places, const Tensor& cells, const Tensor& stretch, int octaves)
{
    constexpr std::int64_t kLattice = 64, kBilinear = 0, kReflection = 2;
    const std::int64_t batch = places.size(0);
    const Tensor across = cells.view({batch, 1, 1}) * (2.0 / kLattice),
                 along = across / stretch.view({batch, 1, 1});
    const Tensor scaled = at::stack({places.select(3, 0) * across, places.select(3, 1) * along}, 3);
    Tensor sum;
    for (int octave = 0; octave < octaves; ++octave) {
        const Tensor lattice = at::rand({batch, 1, kLattice, kLattice}, places.options());
        const Tensor shift = at::rand({batch, 1, 1, 2}, places.options());
        const Tensor layer = at::grid_sampler(lattice, scaled * std::pow(2.0, octave) + shift,
                                              kBilinear, kReflection, /*align_corners=*/false);
        const double share = std::pow(0.6, octave);
        sum = octave == 0 ? layer : sum + share * layer;
    }
    // Interpolation and sums draw values to their mean.
    const Tensor mean = sum.mean({1, 2, 3}, /*keepdim=*/true),
                 deviation =
                     sum.std({1, 2, 3}, /*unbiased=*/true, /*keepdim=*/true).clamp_min(1e-3);
    return (0.5 + 0.29 * (sum - mean) / deviation).clamp(0.0, 1.0);
}

Tensor hardBackdrops(const Tensor& own, std::int64_t side)
{
    constexpr std::array kKinds = {stripes, shelves, leaves, strands, dots, clouds};
    constexpr std::array kUpTo = {0.28, 0.45, 0.60,
                                  0.74, 0.80, 1.0}; // how often, one after the other
    const std::int64_t batch = own.size(0);
    const Tensor places = turnedPlaces(batch, side, own.options());
    const Tensor kind = drawn(places, 0.0, 1.0), colours = palette(own);
    Tensor all = kKinds.back()(colours, places);
    for (std::size_t k = kKinds.size() - 1; k-- > 0;)
        all = at::where(kind < kUpTo[k], kKinds[k](colours, places), all);
    // Beside it, or behind its holes, another picture's.
    const Tensor other = all.roll({1}, {0}).flip({3}),
                 regions = fractalNoise(places, scale(places, 0.4, 3.0), at::ones_like(kind), 1);
    const Tensor edge =
        at::where(chosen(places, 0.6), axis(places, 0) + drawn(places, -0.7, 0.7), regions - 0.5);
    all = at::where(at::logical_and(edge > 0.0, chosen(places, 0.55)), other, all);
    for (const std::int64_t factor : {2, 4, 8})
        all = at::where(chosen(places, 0.14), coarsened(coarsened(all, factor), factor), all);
    // Folds, and shade of things that are not seen.
    const Tensor folds = fractalNoise(places, scale(places, 0.7, 5.0), scale(places, 1.0, 6.0), 2);
    all =
        all * (1.0 - at::where(chosen(places, 0.5), drawn(places, 0.2, 0.8), at::zeros_like(kind)) *
                         folds);
    const Tensor light = at::exp(0.35 * at::randn({batch, 1, 1, 1}, own.options())) *
                         (1.0 + drawn(places, -0.4, 0.4) * axis(places, 1));
    return (all * light).clamp(0.0, 1.5);
}

} // namespace effigy::train
