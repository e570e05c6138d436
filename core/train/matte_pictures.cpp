// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/matte_pictures.h"

#include "train/matte_backdrops.h"
#include "train/picture_faults.h"

#include <ATen/ATen.h>

#include <utility>

namespace effigy::train {
namespace {

using torch::Tensor;

constexpr std::int64_t kHair = 0, kFace = 1, kClothes = 2; // channels of shares
constexpr std::int64_t kAway = 4;                          // channel of cues, parts of 0.1 m

/// Linear light and shares of people before nothing.
struct People {
    Tensor light;  // [B, 3, S, S]
    Tensor shares; // [B, 3, S, S]

    [[nodiscard]] Tensor share(std::int64_t channel) const
    {
        return shares.slice(1, channel, channel + 1);
    }
    [[nodiscard]] Tensor cover() const { return shares.sum(1, /*keepdim=*/true).clamp(0.0, 1.0); }
    /// How much of what is seen of somebody at a pixel is of that channel.
    [[nodiscard]] Tensor part(std::int64_t channel) const
    {
        return share(channel) / cover().clamp_min(1e-3);
    }
};

Tensor looked(const Tensor& planes, const Tensor& grid)
{
    constexpr std::int64_t kBilinear = 0, kBorder = 1;
    return at::grid_sampler(planes, grid, kBilinear, kBorder, /*align_corners=*/false);
}

/// Similarities [B, 2, 3] that differ from `like` by so much.
Tensor similarities(const Tensor& images, double size, double turn, double shift, bool mayMirror)
{
    const std::int64_t batch = images.size(0);
    const auto normal = [&] { return at::randn({batch}, images.options()); };
    const Tensor angle = turn * normal(), scale = at::exp(size * normal());
    const Tensor c = scale * at::cos(angle), s = scale * at::sin(angle);
    const Tensor mirror =
        mayMirror ? 1.0 - 2.0 * (at::rand({batch}, images.options()) < 0.5).to(images.scalar_type())
                  : at::ones_like(c);
    return at::stack({at::stack({c * mirror, -s, shift * normal()}, 1),
                      at::stack({s * mirror, c, shift * normal()}, 1)},
                     1);
}

Tensor gridOf(const Tensor& theta, const Tensor& images)
{
    return at::affine_grid_generator(theta, images.sizes(), /*align_corners=*/false);
}

/// Where hair outside of the head is looked up, so that it waves, curls and spreads: nothing within
/// the head moves.
///   away  [B, 1, S, S] metres / 0.1
Tensor waved(const Tensor& grid, const Tensor& away)
{
    const std::int64_t batch = grid.size(0), side = grid.size(1);
    const Tensor freedom =
        (1.7 * away).clamp(0.0, 1.0); // grows so slowly that what lies within is not drawn out
    Tensor offset = at::zeros({batch, 2, side, side}, grid.options());
    for (const auto& [cells, reach] :
         {std::pair(4, 0.10), std::pair(9, 0.05), std::pair(24, 0.018), std::pair(60, 0.008)}) {
        const Tensor strength = reach * drawn(away, 0.0, 1.0).pow(1.5);
        offset = offset + strength * at::upsample_bicubic2d(
                                         at::randn({batch, 2, cells, cells}, grid.options()),
                                         {side, side}, false);
    }
    const Tensor outwards = 1.0 - drawn(away, -0.08, 0.14) * freedom;
    return grid * outwards.permute({0, 2, 3, 1}) + (offset * freedom).permute({0, 2, 3, 1});
}

/// The edge of what is hair becomes locks, or single hairs, between which the backdrop is seen.
void fray(People& people, const Tensor& places)
{
    const Tensor cover = people.cover(), edge = coarsened(coarsened(cover, 8), 4);
    const Tensor noise =
        fractalNoise(places, 6.0 * at::exp(drawn(cover, 0.0, 2.3)),
                     at::where(chosen(cover, 0.5), at::ones_like(drawn(cover, 0.0, 1.0)),
                               drawn(cover, 2.0, 8.0)),
                     3);
    const Tensor depth = drawn(cover, -0.35, 0.15); // how far into the hair
    const Tensor kept = at::sigmoid(14.0 * (edge + 0.35 - depth - noise));
    const Tensor lost =
        at::where(chosen(cover, 0.5), people.part(kHair) * (1.0 - kept), at::zeros_like(kept));
    people.light = people.light * (1.0 - lost);
    people.shares = people.shares * (1.0 - lost);
}

/// Hair and clothes of other colours and patterns.
void dye(People& people, const Tensor& places, const Tensor& patterns)
{
    const Tensor& light = people.light;
    const Tensor brighter = at::exp(0.5 * (2.0 * drawn(light, 0.0, 1.0) - 0.8)),
                 tint = at::exp(at::where(chosen(light, 0.15), drawn(light, -0.7, 0.7, 3),
                                          drawn(light, -0.15, 0.15, 3)));
    const Tensor strands =
        1.0 + drawn(light, 0.0, 0.8) * (fractalNoise(places, 4.0 * at::exp(drawn(light, 0.0, 1.5)),
                                                     3.0 * at::exp(drawn(light, 0.0, 2.0)), 3) -
                                        0.5);
    const Tensor hair = people.part(kHair);
    people.light = people.light * (1.0 + hair * (brighter * tint * strands - 1.0));
    const Tensor cloth = people.part(kClothes) * chosen(light, 0.5);
    const Tensor shade = people.light.mean({1}, /*keepdim=*/true) /
                         people.light.mean({1, 2, 3}, /*keepdim=*/true).clamp_min(1e-3);
    people.light =
        people.light + cloth * (people.cover() * patterns * shade.clamp(0.2, 1.6) - people.light);
}

/// The mean colours [B, 3, 3] of hair, face and clothes.
Tensor coloursOf(const People& people)
{
    std::vector<Tensor> colours;
    for (std::int64_t channel : {kHair, kFace, kClothes}) {
        const Tensor weight = people.part(channel) * people.share(channel);
        colours.push_back((people.light * weight).sum({2, 3}) /
                          (weight * people.cover()).sum({2, 3}).clamp_min(1e-3));
    }
    return at::stack(colours, 1);
}

/// Somebody else before a third of the backdrops, smaller or larger, at one side.
Tensor withOthers(const Tensor& backdrops, const People& people)
{
    Tensor theta = similarities(people.light, 0.3, 0.15, 0.15, /*mayMirror=*/true);
    const Tensor side = at::where(at::rand({theta.size(0)}, theta.options()) < 0.5, -1.0, 1.0)
                            .to(theta.scalar_type());
    theta.select(1, 0).select(1, 2).add_(side *
                                         (0.7 + 0.5 * at::rand({theta.size(0)}, theta.options())));
    constexpr std::int64_t kBilinear = 0, kZeros = 0;
    const Tensor grid = gridOf(theta, people.light);
    const auto beside = [&](const Tensor& planes) {
        return at::grid_sampler(planes.roll({1}, {0}), grid, kBilinear, kZeros, false);
    };
    const Tensor other = beside(people.light) + (1.0 - beside(people.cover())) * backdrops;
    return at::where(chosen(backdrops, 0.3), other, backdrops);
}

/// sRGB of linear light, nearly: a camera's curve differs more.
Tensor displayed(const Tensor& linear)
{
    return linear.clamp(1e-5, 1.0).pow(1.0 / 2.2);
}

} // namespace

MatteExamples photographed(const KnownCutOuts& cutOuts)
{
    People people = {.light = 2.0 * (cutOuts.light.to(torch::kFloat32) / 255.0).square(),
                     .shares = cutOuts.shares.to(torch::kFloat32) / 255.0};
    const std::int64_t batch = cutOuts.count(), side = people.light.size(3);
    const Tensor theta = similarities(people.light, 0.08, 0.08, 0.07, /*mayMirror=*/true);
    const Tensor grid = gridOf(theta, people.light);
    // Mesh and picture differ by a little more each time: another fit.
    const Tensor cues =
        looked(cutOuts.cues.to(torch::kFloat32) / 255.0,
               gridOf(theta + similarities(people.light, 0.012, 0.012, 0.012, false) -
                          at::eye(2, 3, theta.options()),
                      people.light));
    const Tensor lookedUp = looked(at::cat({people.light, people.shares}, 1),
                                   waved(grid, cues.slice(1, kAway, kAway + 1)));
    const Tensor soft = at::where(chosen(lookedUp, 0.2), coarsened(lookedUp, 2), lookedUp);
    people = {.light = soft.slice(1, 0, 3), .shares = soft.slice(1, 3, 6)};

    const Tensor colours = coloursOf(people);
    const Tensor hard = hardBackdrops(colours, side);
    fray(people, turnedPlaces(batch, side, hard.options()));
    dye(people, turnedPlaces(batch, side, hard.options()), hard.roll({2}, {0}));
    const Tensor backdrops = withOthers(hard, people);
    const Tensor behind = 1.0 - people.cover();
    const Tensor wrap =
        drawn(hard, -0.2, 0.3).clamp_min(0.0) * coarsened(coarsened(behind * backdrops, 8), 4);
    const Tensor linear = people.light + people.cover() * wrap + behind * backdrops;

    MatteExamples examples;
    examples.pictures = withFaults(displayed(linear));
    examples.cues = cues;
    examples.shares = at::cat({people.shares, behind}, 1);
    return examples;
}

} // namespace effigy::train
