// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/texture_blocks.h"

#include "base/error.h"
#include "generator/block_view.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace effigy::generator {
namespace {

using torch::Tensor;

/// `grid` twice as long along an axis.
Tensor quartersAlong(const Tensor& grid, std::int64_t axis, float leap)
{
    const auto size = grid.size(axis);
    const Tensor step = grid.slice(axis, 1) - grid.slice(axis, 0, size - 1);
    const Tensor isSmooth = step.abs().amax(-1, true).lt(leap);
    const Tensor smooth = step * isSmooth;
    const auto edge = [axis](const Tensor& like) { return at::zeros_like(like.slice(axis, 0, 1)); };
    const Tensor forward = at::cat({smooth, edge(smooth)}, axis), backward = at::cat({edge(smooth), smooth}, axis);
    const Tensor isForward = at::cat({isSmooth, edge(isSmooth)}, axis), isBackward = at::cat({edge(isSmooth), isSmooth}, axis);
    const Tensor after = grid + 0.25 * at::where(isForward, forward, backward), before = grid - 0.25 * at::where(isBackward, backward, forward);
    auto sizes = grid.sizes().vec();
    sizes[static_cast<std::size_t>(axis)] *= 2;
    return at::stack({before, after}, axis + 1).reshape(sizes);
}

Tensor upright(const Tensor& laid, const std::vector<std::int64_t>& flips)
{
    return flips.empty() ? laid : laid.flip(flips);
}

} // namespace

std::vector<std::int64_t> flippedAxes(View view)
{
    switch (view) {
    case View::Front:
    case View::Right: return {2};
    case View::LeftMirrored: return {2, 3};
    case View::TopFromAbove: return {};
    case View::Left:
    case View::Top: break;
    }
    throw base::ContractError("flippedAxes: not a view of PlaneBlend::Aligned");
}

Tensor blockDetail(const Tensor& texels)
{
    const auto at = [&](int x, int y) { return texels.slice(1, 2 * y + x, 2 * y + x + 1); };
    return at::cat({at(1, 0) + at(1, 1) - at(0, 0) - at(0, 1), at(0, 1) + at(1, 1) - at(0, 0) - at(1, 0), at(0, 0) + at(1, 1) - at(1, 0) - at(0, 1)}, 1) * 0.25;
}

Tensor sideDetail(const Tensor& colours)
{
    base::require(colours.dim() == 4 && colours.size(1) == 3, "three colours [N, 3, 2P, 2P]");
    return blockDetail(at::pixel_unshuffle(colours.mean({1}, true), 2));
}

Tensor frontPicture(const Tensor& texture)
{
    return at::pixel_shuffle(texture.slice(1, 0, kColourChannels), 2);
}

Tensor sidePicture(const Tensor& texture)
{
    const Tensor colour = texture.slice(1, kSideColour, kTopColour);
    const auto detail = [&](int k) { return texture.slice(1, kSideDetail + k, kSideDetail + k + 1); };
    const Tensor right = detail(0), below = detail(1), diagonal = detail(2);
    const Tensor block = at::cat({diagonal - right - below, right - below - diagonal, below - right - diagonal, right + below + diagonal}, 1);
    return at::upsample_nearest2d(colour, {2 * colour.size(2), 2 * colour.size(3)}) + at::pixel_shuffle(block, 2);
}

Tensor quarters(const Tensor& grid)
{
    const float leap = leapOf(grid);
    return quartersAlong(quartersAlong(grid, 2, leap), 1, leap);
}

Tensor seenTexture(const Tensor& texture, const Tensor& grid, View view, bool hasBlocks)
{
    return hasBlocks ? seenBlocks(texture, grid, view) : sampleTexture(texture, grid);
}

Tensor seenBlocks(const Tensor& texture, const Tensor& grid, View view)
{
    base::require(texture.size(1) >= kCodeChannels, "a texture with blocks");
    if (!at::GradMode::is_enabled() && texture.is_cpu())
        return seenTexelByTexel(texture, grid, view);
    const auto flips = flippedAxes(view);
    const auto none = [&](std::int64_t channels) { return at::zeros({grid.size(0), channels, grid.size(1), grid.size(2)}, texture.options()); };
    const auto seenTwiceAsFine = [&](const Tensor& picture) { return upright(sampleTexture(picture, quarters(grid)), flips); };
    std::vector<Tensor> channels;
    if (view == View::Front) {
        const Tensor seen = seenTwiceAsFine(frontPicture(texture));
        channels = {upright(at::pixel_unshuffle(seen, 2), flips), none(kCodeChannels - kColourChannels)};
    } else if (view == View::TopFromAbove) {
        channels = {none(kTopColour), sampleTexture(texture.slice(1, kTopColour, kBlockForm), grid), none(kCodeChannels - kBlockForm)};
    } else {
        const Tensor seen = seenTwiceAsFine(sidePicture(texture));
        channels = {none(kSideColour), upright(at::avg_pool2d(seen, {2, 2}), flips), none(kSideDetail - kTopColour), upright(sideDetail(seen), flips)};
    }
    if (texture.size(1) > kCodeChannels)
        channels.push_back(sampleTexture(texture.slice(1, kCodeChannels), grid));
    return at::cat(channels, 1) * grid.ne(0.0F).any(-1).unsqueeze(1);
}

} // namespace effigy::generator
