// SPDX-License-Identifier: GPL-3.0-or-later
#include "encoder/matte_network.h"

#include "base/error.h"

#include <ATen/ATen.h>

#include <array>
#include <string>

namespace effigy::encoder {
namespace {

using torch::Tensor;

constexpr std::array<std::int64_t, 6> kWidths = {
    1, 2, 4, 8, 12, 12}; // of the size's width, from full resolution to 1/32
constexpr int kLevels = kWidths.size();

std::string levelName(const char* way, int level)
{
    return way + std::to_string(level) + ".";
}

void addConvolution(std::vector<deca::ParameterInfo>& list, const std::string& name,
                    std::int64_t in, std::int64_t out)
{
    list.push_back({name + "weight", {out, in, 3, 3}});
    for (const char* part : {"weight", "bias", "running_mean", "running_var"})
        list.push_back({name + "norm." + part, {out}});
}

/// 3 x 3, normalised, without what is negative; in the precision of `x`.
Tensor convolved(const Tensor& x, const deca::NetworkScope& scope)
{
    const Tensor y = at::conv2d(x, scope.at("weight").to(x.scalar_type()), {}, 1, /*padding=*/1);
    return at::relu(deca::batchNormalise(y, scope.inner("norm.")));
}

} // namespace

std::vector<deca::ParameterInfo> matteNetworkParameters(const MatteNetworkSize& size)
{
    const auto width = [&](int level) {
        return size.width * kWidths[static_cast<std::size_t>(level)];
    };
    std::vector<deca::ParameterInfo> list;
    addConvolution(list, levelName("down", 0) + "0.", 3 + kMatteCues, width(0));
    for (int level = 1; level < kLevels; ++level) {
        addConvolution(list, levelName("down", level) + "0.", width(level - 1), width(level));
        addConvolution(list, levelName("down", level) + "1.", width(level), width(level));
    }
    for (int level = kLevels - 2; level >= 0; --level)
        addConvolution(list, levelName("up", level) + "0.", width(level) + width(level + 1),
                       width(level));
    list.push_back({"out.weight", {kMatteClasses, width(0), 1, 1}});
    list.push_back({"out.bias", {kMatteClasses}});
    return list;
}

Tensor matteLogits(const Tensor& pictures, const Tensor& cues, const deca::NetworkScope& scope)
{
    constexpr std::int64_t kCoarsest = 1 << (kLevels - 1);
    base::require(pictures.dim() == 4 && pictures.size(1) == 3 &&
                      pictures.size(2) % kCoarsest == 0 && pictures.size(3) % kCoarsest == 0,
                  "matteLogits: pictures are [B, 3, S, S], S a multiple of 32");
    base::require(cues.dim() == 4 && cues.size(0) == pictures.size(0) &&
                      cues.size(1) == kMatteCues && cues.size(2) == pictures.size(2) &&
                      cues.size(3) == pictures.size(3),
                  "matteLogits: cues are [B, 5, S, S]");
    std::array<Tensor, kLevels> ways;
    ways[0] =
        convolved(at::cat({pictures - 0.5, cues}, 1), scope.inner(levelName("down", 0) + "0."));
    for (int level = 1; level < kLevels; ++level) {
        Tensor y = at::max_pool2d(ways[static_cast<std::size_t>(level - 1)], 2);
        for (const char* step : {"0.", "1."})
            y = convolved(y, scope.inner(levelName("down", level) + step));
        ways[static_cast<std::size_t>(level)] = y;
    }
    Tensor y = ways.back();
    for (int level = kLevels - 2; level >= 0; --level) {
        const Tensor& beside = ways[static_cast<std::size_t>(level)];
        y = at::upsample_bilinear2d(y, {beside.size(2), beside.size(3)}, /*align_corners=*/false);
        y = convolved(at::cat({beside, y}, 1), scope.inner(levelName("up", level) + "0."));
    }
    return at::conv2d(y.to(torch::kFloat32), scope.at("out.weight"), scope.at("out.bias"));
}

Tensor headShare(const Tensor& shares)
{
    base::require(shares.dim() == 4 && shares.size(1) == kMatteClasses,
                  "headShare: shares are [B, 4, S, S]");
    return shares.slice(1, 0, 2).sum(1, /*keepdim=*/true);
}

} // namespace effigy::encoder
