// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/face_losses.h"

#include "base/error.h"

#include <ATen/ATen.h>

#include <array>
#include <utility>

namespace effigy::train {

namespace {

using torch::Tensor;
using Pair = std::pair<std::int64_t, std::int64_t>;

constexpr std::int64_t kLandmarks = 68;
constexpr std::array<Pair, 4> kLids = {{{37, 41}, {38, 40}, {43, 47}, {44, 46}}};
constexpr std::array<Pair, 3> kLips = {{{61, 67}, {62, 66}, {63, 65}}};
constexpr double kTiny = 1e-12; // of squared distances; keeps the root's slope finite

template <std::size_t N>
Tensor openings(const Tensor& points, const std::array<Pair, N>& pairs)
{
    std::vector<std::int64_t> upper, lower;
    for (const auto& [a, b] : pairs) {
        upper.push_back(a);
        lower.push_back(b);
    }
    const Tensor xy = points.slice(2, 0, 2);
    const auto at = [&](const std::vector<std::int64_t>& which) {
        return xy.index_select(1, torch::tensor(which, torch::kInt64).to(xy.device()));
    };
    const Tensor gap = at(upper) - at(lower);
    return at::sqrt(gap.square().sum(2) + kTiny);
}

void requireLandmarks(const Tensor& predicted, const Tensor& truth, std::int64_t columns)
{
    base::require(predicted.dim() == 3 && predicted.size(1) == kLandmarks && predicted.size(2) == 2,
                  "predicted landmarks are [B, 68, 2]");
    base::require(truth.dim() == 3 && truth.size(0) == predicted.size(0) &&
                      truth.size(1) == kLandmarks && truth.size(2) >= columns,
                  "true landmarks are [B, 68, 3]");
}

} // namespace

Tensor landmarkWeights()
{
    std::array<float, kLandmarks> weights;
    weights.fill(1.0F);
    const auto set = [&](std::size_t first, std::size_t last, float weight) {
        for (std::size_t k = first; k <= last; ++k)
            weights[k] = weight;
    };
    set(5, 6, 2.0F); // chin
    set(10, 11, 2.0F);
    set(27, 35, 1.5F); // nose
    set(30, 31, 3.0F);
    set(35, 35, 3.0F);
    set(48, 67, 1.5F); // lips
    set(48, 48, 3.0F);
    set(54, 54, 3.0F);
    return torch::tensor(at::ArrayRef<float>(weights.data(), weights.size()));
}

Tensor landmarkLoss(const Tensor& predicted, const Tensor& truth, const Tensor& weights)
{
    requireLandmarks(predicted, truth, 3);
    constexpr double kTinySum = 1e-8;
    const Tensor confidence = truth.select(2, 2);
    const Tensor weight =
        weights.defined() ? confidence * weights.to(confidence.device()) : confidence;
    const Tensor distance = (truth.slice(2, 0, 2) - predicted).abs().sum(2);
    return (distance * weight).sum() / (2.0 * weight.sum() + kTinySum);
}

Tensor eyeClosureLoss(const Tensor& predicted, const Tensor& truth)
{
    requireLandmarks(predicted, truth, 2);
    return (openings(predicted, kLids) - openings(truth, kLids)).abs().mean();
}

Tensor lipDistanceLoss(const Tensor& predicted, const Tensor& truth)
{
    requireLandmarks(predicted, truth, 2);
    return (openings(predicted, kLips) - openings(truth, kLips)).abs().mean();
}

Tensor photometricLoss(const Tensor& predicted, const Tensor& image, const Tensor& mask)
{
    base::require(predicted.sizes() == image.sizes() && mask.dim() == 4 && mask.size(1) == 1,
                  "pictures are [B, 3, H, W], their mask [B, 1, H, W]");
    return (mask * (predicted - image).abs()).mean();
}

Tensor codeEnergy(const Tensor& code)
{
    return code.square().sum() / 2.0;
}

Tensor lightColourfulness(const Tensor& light)
{
    return (light.mean(2, /*keepdim=*/true) - light).square().mean();
}

Tensor shadingRoughness(const Tensor& shading)
{
    const std::int64_t height = shading.size(2), width = shading.size(3);
    const Tensor rows = shading.slice(2, 1, height - 1), columns = shading.slice(3, 1, width - 1);
    const Tensor dx = rows.slice(3, 1) - rows.slice(3, 0, width - 1);
    const Tensor dy = columns.slice(2, 1) - columns.slice(2, 0, height - 1);
    return dx.square().mean() + dy.square().mean();
}

Tensor shadingWhiteness(const Tensor& shading)
{
    constexpr double kWhite = 0.99;
    return (shading.mean({0, 2, 3}) - kWhite).square().mean();
}

Tensor albedoRoughness(const Tensor& albedo)
{
    constexpr double kSharpness = 15.0, kTinySum = 1e-6;
    const Tensor chromaticity = albedo / (albedo.sum(1, /*keepdim=*/true) + kTinySum);
    const auto roughness = [&](std::int64_t axis) {
        const std::int64_t size = albedo.size(axis);
        const Tensor hue = chromaticity.slice(axis, 1) - chromaticity.slice(axis, 0, size - 1);
        const Tensor agreement = at::exp(-kSharpness * hue.square()).detach();
        const Tensor step = albedo.slice(axis, 1) - albedo.slice(axis, 0, size - 1);
        return (step.square() * agreement).mean();
    };
    return roughness(2) + roughness(3);
}

Tensor notSurelyVisible(const Tensor& visible)
{
    constexpr std::int64_t kSide = 5;
    const Tensor hidden = (visible == 0.0).to(torch::kFloat32);
    const Tensor framed =
        at::constant_pad_nd(hidden, {kSide / 2, kSide / 2, kSide / 2, kSide / 2}, 1.0);
    return at::max_pool2d(framed, {kSide, kSide}, {1, 1});
}

Tensor softSymmetry(const Tensor& displacement, const Tensor& mask)
{
    return (mask * (displacement - displacement.flip(3).detach()).abs()).sum();
}

MapRectangle regionOf(FaceRegion region)
{
    // Of a map of 2048 pixels, halved three times and cut.
    switch (region) {
    case FaceRegion::Forehead:
        return {.left = 68, .right = 187, .top = 53, .bottom = 93};
    case FaceRegion::EyesAndNose:
        return {.left = 61, .right = 194, .top = 87, .bottom = 137};
    case FaceRegion::Mouth:
        return {.left = 71, .right = 184, .top = 131, .bottom = 193};
    case FaceRegion::Face:
        break;
    }
    return {.left = 50, .right = 206, .top = 50, .bottom = 206};
}

Tensor regionOfMap(const Tensor& map, FaceRegion region)
{
    constexpr std::int64_t kSide = 256;
    base::require(map.dim() == 4 && map.size(2) == kSide && map.size(3) == kSide,
                  "a map is [B, C, 256, 256]");
    const MapRectangle r = regionOf(region);
    return at::upsample_bilinear2d(map.slice(2, r.top, r.bottom).slice(3, r.left, r.right),
                                   {kSide, kSide}, /*align_corners=*/false);
}

} // namespace effigy::train
