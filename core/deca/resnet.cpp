// SPDX-License-Identifier: GPL-3.0-or-later
#include "deca/resnet.h"

#include <ATen/ATen.h>

#include <array>

namespace effigy::deca {

using torch::Tensor;

Tensor batchNormalise(const Tensor& x, const NetworkScope& scope, double epsilon)
{
    constexpr double kMomentum = 0.1;
    return at::batch_norm(x, scope.at("weight"), scope.at("bias"), scope.at("running_mean"),
                          scope.at("running_var"), scope.mode == NetworkMode::Training, kMomentum,
                          epsilon, /*cudnn_enabled=*/true);
}

Tensor bottleneck(const Tensor& x, const NetworkScope& scope, std::int64_t stride,
                  StrideAt strideAt)
{
    const bool isFirst = strideAt == StrideAt::First1x1;
    Tensor y = at::conv2d(x, scope.at("conv1.weight"), {}, isFirst ? stride : 1);
    y = at::relu(batchNormalise(y, scope.inner("bn1.")));
    y = at::conv2d(y, scope.at("conv2.weight"), {}, isFirst ? 1 : stride, /*padding=*/1);
    y = at::relu(batchNormalise(y, scope.inner("bn2.")));
    y = batchNormalise(at::conv2d(y, scope.at("conv3.weight")), scope.inner("bn3."));
    if (!scope.parameters.contains(scope.prefix + "downsample.0.weight"))
        return at::relu(y + x);
    const Tensor passed = at::conv2d(x, scope.at("downsample.0.weight"), {}, stride);
    return at::relu(y + batchNormalise(passed, scope.inner("downsample.1.")));
}

Tensor resnetStem(const Tensor& x, const NetworkScope& scope, StemPooling pooling)
{
    const Tensor y = at::conv2d(x, scope.at("conv1.weight"), {}, /*stride=*/2, /*padding=*/3);
    const bool isCeiled = pooling == StemPooling::Ceiled;
    return at::max_pool2d(at::relu(batchNormalise(y, scope.inner("bn1."))), /*kernel_size=*/3,
                          /*stride=*/2, /*padding=*/isCeiled ? 0 : 1, /*dilation=*/1, isCeiled);
}

ResnetStages resnet50(const Tensor& x, const NetworkScope& scope, const ResnetVariant& variant)
{
    constexpr std::array<int, 4> kBlocks = {3, 4, 6, 3};
    ResnetStages stages;
    stages.stem = resnetStem(x, scope, variant.pooling);
    Tensor y = stages.stem;
    for (int layer = 0; layer < 4; ++layer) {
        for (int block = 0; block < kBlocks[layer]; ++block) {
            const std::string name =
                "layer" + std::to_string(layer + 1) + "." + std::to_string(block) + ".";
            y = bottleneck(y, scope.inner(name), layer > 0 && block == 0 ? 2 : 1, variant.strideAt);
        }
        stages.layers[layer] = y;
    }
    stages.features = y.mean({2, 3});
    return stages;
}

} // namespace effigy::deca
