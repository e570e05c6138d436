// SPDX-License-Identifier: GPL-3.0-or-later
#include "encoder/face_network.h"

#include "base/error.h"

#include <ATen/ATen.h>

#include <array>

namespace effigy::encoder {
namespace {

using torch::Tensor;

constexpr int kStages = 4;
constexpr int kBlocksOfStage = 2;
constexpr std::int64_t kSqueezed = 64;  // channels that are looked at place by place
constexpr std::int64_t kFeatureSide = 7;
constexpr std::int64_t kHidden = 512;

// What outputs are multiples of, so that first guesses of a fresh network are modest.
constexpr double kPlaceUnit = 0.1, kExpressionUnit = 0.2, kGazeUnit = 0.2, kDistanceUnit = 0.5;
constexpr double kPlaceSpread = -3.0, kWeightSpread = -1.5; // logarithms of spreads to begin with

void addNorm(std::vector<deca::ParameterInfo>& list, const std::string& name, std::int64_t channels)
{
    for (const char* part : {"weight", "bias", "running_mean", "running_var"})
        list.push_back({name + "." + part, {channels}});
}

/// In the precision of `x`.
Tensor convolved(const Tensor& x, const Tensor& weight, std::int64_t stride, std::int64_t padding)
{
    return at::conv2d(x, weight.to(x.scalar_type()), {}, stride, padding);
}

Tensor basicBlock(const Tensor& x, const deca::NetworkScope& scope, std::int64_t stride)
{
    Tensor y = convolved(x, scope.at("conv1.weight"), stride, /*padding=*/1);
    y = at::relu(deca::batchNormalise(y, scope.inner("norm1.")));
    y = deca::batchNormalise(convolved(y, scope.at("conv2.weight"), 1, /*padding=*/1), scope.inner("norm2."));
    if (!scope.parameters.contains(scope.prefix + "skip.weight"))
        return at::relu(y + x);
    const Tensor passed = convolved(x, scope.at("skip.weight"), stride, /*padding=*/0);
    return at::relu(y + deca::batchNormalise(passed, scope.inner("skip_norm.")));
}

} // namespace

FaceReadings splitReadings(const Tensor& outputs, const FaceNetworkSize& size)
{
    base::require(outputs.dim() == 2 && outputs.size(1) == size.outputCount(), "readings are [B, outputs]");
    std::int64_t from = 0;
    const auto next = [&](std::int64_t count) {
        from += count;
        return outputs.slice(1, from - count, from);
    };
    FaceReadings readings;
    readings.places = kPlaceUnit * next(2 * size.places).reshape({outputs.size(0), size.places, 2});
    readings.placeSpread = next(size.places) + kPlaceSpread;
    readings.shape = next(size.shape);
    readings.shapeSpread = next(size.shape);
    readings.expression = kExpressionUnit * next(size.expression);
    readings.expressionSpread = next(size.expression) + kWeightSpread;
    readings.gaze = kGazeUnit * next(4);
    readings.gazeSpread = next(4) + kWeightSpread;
    readings.distance = kDistanceUnit * next(1).squeeze(1);
    readings.distanceSpread = next(1).squeeze(1);
    readings.axes = next(6);
    return readings;
}

std::vector<deca::ParameterInfo> faceNetworkParameters(const FaceNetworkSize& size)
{
    std::vector<deca::ParameterInfo> list = {{"stem.weight", {size.width, 3, 7, 7}}};
    addNorm(list, "stem_norm", size.width);
    std::int64_t in = size.width;
    for (int stage = 0; stage < kStages; ++stage) {
        const std::int64_t out = size.width << stage;
        for (int block = 0; block < kBlocksOfStage; ++block) {
            const std::string name = "stage" + std::to_string(stage + 1) + "." + std::to_string(block) + ".";
            list.push_back({name + "conv1.weight", {out, in, 3, 3}});
            addNorm(list, name + "norm1", out);
            list.push_back({name + "conv2.weight", {out, out, 3, 3}});
            addNorm(list, name + "norm2", out);
            if (in != out) {
                list.push_back({name + "skip.weight", {out, in, 1, 1}});
                addNorm(list, name + "skip_norm", out);
            }
            in = out;
        }
    }
    list.push_back({"squeeze.weight", {kSqueezed, in, 1, 1}});
    addNorm(list, "squeeze_norm", kSqueezed);
    list.push_back({"hidden.weight", {kHidden, kSqueezed * kFeatureSide * kFeatureSide}});
    list.push_back({"hidden.bias", {kHidden}});
    list.push_back({"out.weight", {size.outputCount(), kHidden}});
    list.push_back({"out.bias", {size.outputCount()}});
    return list;
}

Tensor readFaces(const Tensor& squares, const deca::NetworkScope& scope)
{
    base::require(squares.dim() == 4 && squares.size(1) == 3 && squares.size(2) == 32 * kFeatureSide && squares.size(3) == 32 * kFeatureSide,
                  "readFaces: squares are [B, 3, 224, 224]");
    Tensor y = convolved(squares - 0.5, scope.at("stem.weight"), /*stride=*/2, /*padding=*/3);
    y = at::max_pool2d(at::relu(deca::batchNormalise(y, scope.inner("stem_norm."))), 3, 2, 1);
    for (int stage = 0; stage < kStages; ++stage)
        for (int block = 0; block < kBlocksOfStage; ++block)
            y = basicBlock(y, scope.inner("stage" + std::to_string(stage + 1) + "." + std::to_string(block) + "."), stage > 0 && block == 0 ? 2 : 1);
    y = at::relu(deca::batchNormalise(convolved(y, scope.at("squeeze.weight"), 1, 0), scope.inner("squeeze_norm."))).to(torch::kFloat32);
    y = at::relu(at::linear(y.reshape({y.size(0), -1}), scope.at("hidden.weight"), scope.at("hidden.bias")));
    return at::linear(y, scope.at("out.weight"), scope.at("out.bias"));
}

} // namespace effigy::encoder
