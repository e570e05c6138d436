// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/mrf_loss.h"

#include "base/error.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
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

constexpr double kBias = 1.0, kStretch = 0.5, kTinyDistance = 1e-5;

// Of one picture: how badly the directions of `generated` [C, N] are shared out among those of
// `target` [C, M]. As one function, because its M x N numbers are many: they are written once, a
// few rows at a time, and only those columns that are the best of some row have a gradient.
class SharedOut : public torch::autograd::Function<SharedOut> {
public:
    static Tensor forward(torch::autograd::AutogradContext* context, const Tensor& generated,
                          const Tensor& target)
    {
        Tensor likelihood = at::matmul(target.t(), generated); // of cosines yet
        Tensor nearest = at::full({generated.size(1)}, 1.0, generated.options());
        forRows(likelihood, [&](Tensor rows) {
            // Products in reduced precision reach cosines well above 1, whose distances would make
            // infinite likelihoods. What f32 rounds below zero stays as it is in the published
            // code.
            rows.mul_(-0.5).add_(0.5).clamp_min_(-kTinyDistance / 2.0);
            nearest = at::minimum(nearest, rows.amin(0));
        });
        const Tensor slope = 1.0 / ((nearest + kTinyDistance) * kStretch);
        Tensor sum = at::zeros_like(nearest);
        forRows(likelihood, [&](Tensor rows) {
            rows.mul_(slope).neg_().add_(kBias / kStretch).exp_();
            sum += rows.sum(0);
        });
        const Tensor one = 1.0 / sum;
        std::vector<Tensor> shares, columns;
        forRows(likelihood, [&](const Tensor& rows) {
            const auto [share, column] = (rows * one).max(1);
            shares.push_back(share);
            columns.push_back(column);
        });
        const Tensor share = at::cat(shares);
        context->save_for_backward({target, likelihood, slope, one, share, at::cat(columns)});
        return -at::log(share.mean());
    }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                   const torch::autograd::variable_list& gradients)
    {
        const auto saved = context->get_saved_variables();
        const Tensor &target = saved[0], &likelihood = saved[1], &share = saved[4];
        const auto [columns, columnOf] =
            at::_unique(saved[5], /*sorted=*/true, /*return_inverse=*/true);
        const Tensor slope = saved[2].index_select(0, columns);
        const Tensor ofColumns = likelihood.index_select(1, columns);
        const Tensor best = -gradients[0] * share / share.sum(); // dL / d log(share of a row)
        Tensor exponents =                                       // dL / d of them
            -(ofColumns * saved[3].index_select(0, columns)) *
            at::zeros_like(slope).index_add(0, columnOf, best);
        exponents.scatter_add_(1, columnOf.unsqueeze(1), best.unsqueeze(1));
        // An exponent is (bias - distance / (nearest + tiny)) / stretch.
        const Tensor scaled = kBias / kStretch - at::log(ofColumns.clamp_min(kLeast));
        const Tensor ofNearest = kStretch * slope * (exponents * scaled).sum(0);
        Tensor distances = exponents.mul_(slope).neg_();
        distances.scatter_add_(0, ofColumns.argmax(0).unsqueeze(0), ofNearest.unsqueeze(0));
        Tensor ofGenerated = at::zeros({target.size(0), likelihood.size(1)}, target.options());
        ofGenerated.index_copy_(1, columns, at::matmul(target, distances.mul_(-0.5)));
        return {ofGenerated, Tensor()};
    }

private:
    static constexpr double kLeast = 1e-37; // likelihood below which nothing is left of it
    static constexpr std::int64_t kRows =
        128; // of thousands of numbers: what a processor's cache holds

    template <typename Visit>
    static void forRows(const Tensor& matrix, const Visit& visit)
    {
        for (std::int64_t row = 0; row < matrix.size(0); row += kRows)
            visit(matrix.slice(0, row, std::min(row + kRows, matrix.size(0))));
    }
};

// Of one picture: features [C, N].
Tensor mrfTerm(const Tensor& generated, const Tensor& target)
{
    const Tensor mean = target.mean(0, /*keepdim=*/true);
    return SharedOut::apply(directions(generated - mean), directions(target - mean));
}

} // namespace

Tensor diversifiedMrf(const Tensor& generated, const Tensor& target)
{
    base::require(generated.dim() == 4 && target.dim() == 4 &&
                      generated.sizes().slice(1) == target.sizes().slice(1) &&
                      generated.size(0) % target.size(0) == 0,
                  "features to compare are [B, C, H, W] of one size");
    std::vector<Tensor> terms;
    for (std::int64_t b = 0; b < generated.size(0); ++b)
        terms.push_back(mrfTerm(generated[b].flatten(1), target[b % target.size(0)].flatten(1)));
    return at::stack(terms);
}

Tensor mrfTotal(const VggFeatures& generated, const VggFeatures& target)
{
    return diversifiedMrf(generated.relu3, target.relu3).sum() +
           2.0 * diversifiedMrf(generated.relu4, target.relu4).sum();
}

std::vector<deca::ParameterInfo> vggParameters(std::int64_t narrowing)
{
    std::vector<deca::ParameterInfo> infos;
    std::int64_t in = 3;
    int layer = 0;
    for (int block = 0; block < kBlocks; ++block, ++layer)
        for (int k = 0; k < kPerBlock[block]; ++k, layer += 2) {
            const std::string name = "features." + std::to_string(layer) + ".";
            const std::int64_t width = deca::narrowed(kWidths[block], narrowing);
            infos.push_back({name + "weight", {width, in, 3, 3}});
            infos.push_back({name + "bias", {width}});
            in = width;
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
