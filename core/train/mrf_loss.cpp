// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/mrf_loss.h"

#include "base/error.h"

#include <ATen/ATen.h>

#include <vector>

namespace effigy::train {

namespace {

using torch::Tensor;

// Convolutions of blocks 1 to 3, and the first of block 4; a pooling layer ends each block.
constexpr int kBlocks = 4;
constexpr int kPerBlock[kBlocks] = {2, 2, 4, 1};
constexpr std::int64_t kWidths[kBlocks] = {64, 128, 256, 512};

Tensor directions(const Tensor& features)
{
    constexpr double kShortest = 1e-12; // a patch that equals its own mean has no direction
    return features / features.norm(2, {0}, /*keepdim=*/true).clamp_min(kShortest);
}

// Of one picture: features [C, N].
Tensor mrfTerm(const Tensor& generated, const Tensor& target)
{
    constexpr double kBias = 1.0, kStretch = 0.5, kTinyDistance = 1e-5;
    const Tensor mean = target.mean(0, /*keepdim=*/true);
    const Tensor similarity =
        at::matmul(directions(target - mean).t(), directions(generated - mean)); // [targets, N]
    // Products in reduced precision reach cosines well above 1, whose distances would make infinite likelihoods. What f32 rounds
    // below zero stays as it is in the published code.
    const Tensor distance = ((1.0 - similarity) / 2.0).clamp_min(-kTinyDistance / 2.0);
    const Tensor relative = distance / (std::get<0>(distance.min(0, true)) + kTinyDistance);
    const Tensor likelihood = at::exp((kBias - relative) / kStretch);
    const Tensor share = likelihood / likelihood.sum(0, /*keepdim=*/true);
    return -at::log(std::get<0>(share.max(1)).mean());
}

} // namespace

Tensor diversifiedMrf(const Tensor& generated, const Tensor& target)
{
    base::require(generated.dim() == 4 && generated.sizes() == target.sizes(),
                  "features to compare are [B, C, H, W] of one size");
    std::vector<Tensor> terms;
    for (std::int64_t b = 0; b < generated.size(0); ++b)
        terms.push_back(mrfTerm(generated[b].flatten(1), target[b].flatten(1)));
    return at::stack(terms);
}

Tensor mrfTotal(const VggFeatures& generated, const VggFeatures& target)
{
    return diversifiedMrf(generated.relu3, target.relu3).sum() +
           2.0 * diversifiedMrf(generated.relu4, target.relu4).sum();
}

std::vector<deca::ParameterInfo> vggParameters()
{
    std::vector<deca::ParameterInfo> infos;
    std::int64_t in = 3;
    int layer = 0;
    for (int block = 0; block < kBlocks; ++block, ++layer)
        for (int k = 0; k < kPerBlock[block]; ++k, layer += 2) {
            const std::string name = "features." + std::to_string(layer) + ".";
            infos.push_back({name + "weight", {kWidths[block], in, 3, 3}});
            infos.push_back({name + "bias", {kWidths[block]}});
            in = kWidths[block];
        }
    return infos;
}

VggFeatures vgg19(const Tensor& pictures, const deca::NetworkScope& scope)
{
    const Tensor mean = torch::tensor({0.485F, 0.456F, 0.406F}).view({1, 3, 1, 1}).to(pictures.device());
    const Tensor deviation = torch::tensor({0.229F, 0.224F, 0.225F}).view({1, 3, 1, 1}).to(pictures.device());
    Tensor y = (pictures - mean) / deviation;
    VggFeatures features;
    int layer = 0; // counts as torchvision does: convolutions, ReLUs and pooling
    for (int block = 0; block < kBlocks; ++block) {
        for (int k = 0; k < kPerBlock[block]; ++k) {
            const std::string name = "features." + std::to_string(layer) + ".";
            y = at::relu(at::conv2d(y, scope.at(name + "weight"), scope.at(name + "bias"), 1, 1));
            layer += 2;
            if (block == 2 && k == 0)
                features.relu3 = y;
        }
        if (block + 1 < kBlocks) {
            y = at::max_pool2d(y, {2, 2}, {2, 2});
            ++layer;
        }
    }
    features.relu4 = y;
    return features;
}

} // namespace effigy::train
