// SPDX-License-Identifier: GPL-3.0-or-later
#include "encoder/matte_reader.h"

#include "base/error.h"
#include "base/resources.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <charconv>
#include <string>

namespace effigy::encoder {
namespace {

using torch::Tensor;

constexpr const char* kKind = "effigy head matte";
constexpr const char* kHint = "Install Effigy again, or train one: effigy train matte";
constexpr double kAwayUnit = 0.1; // metres

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& why)
{
    throw base::Error("model_refused", path.string() + " is no network that mattes heads: " + why,
                      kHint);
}

Tensor planeOf(const base::FloatImage& map)
{
    return at::from_blob(const_cast<float*>(map.values.data()), {map.height, map.width},
                         torch::kFloat32);
}

/// [C, H, W] in the network's size, each pixel the mean of those it covers.
Tensor atMatteSide(const Tensor& planes)
{
    return at::adaptive_avg_pool2d(planes.unsqueeze(0), {kMatteSide, kMatteSide});
}

std::int64_t widthIn(const tensorio::Metadata& metadata, const std::filesystem::path& path)
{
    std::int64_t width = 0;
    if (const auto found = metadata.find("width"); found != metadata.end())
        std::from_chars(found->second.data(), found->second.data() + found->second.size(), width);
    if (width <= 0 || width > 256)
        refuse(path, "its width is missing");
    return width;
}

} // namespace

void writeMatteWeights(const MatteWeights& weights, const std::filesystem::path& path)
{
    tensorio::StateDict tensors;
    for (const auto& info : matteNetworkParameters(weights.size))
        tensors.set(info.name,
                    weights.parameters.at(info.name).detach().to(torch::kCPU, torch::kFloat16));
    tensorio::writeStateFile(path, tensors,
                             {{"kind", kKind}, {"width", std::to_string(weights.size.width)}});
}

MatteWeights readMatteWeights(const std::filesystem::path& path)
{
    if (!std::filesystem::exists(path))
        throw base::Error("model_missing",
                          "There is no network that mattes heads: " + path.string(), kHint);
    const tensorio::StateFile file = tensorio::readStateFile(path);
    if (const auto kind = file.metadata.find("kind");
        kind == file.metadata.end() || kind->second != kKind)
        refuse(path, "it is something else");
    MatteWeights weights;
    weights.size.width = widthIn(file.metadata, path);
    for (const auto& info : matteNetworkParameters(weights.size)) {
        const Tensor* found = file.tensors.find(info.name);
        if (found == nullptr || found->sizes() != at::IntArrayRef(info.shape))
            refuse(path, info.name + " is missing or misshapen");
        if (!at::isfinite(*found).all().item<bool>())
            refuse(path, info.name + " is damaged");
        weights.parameters.set(info.name, found->to(torch::kFloat32));
    }
    return weights;
}

MatteWeights shippedMatteWeights()
{
    return readMatteWeights(base::resource("models/head_matte.safetensors"));
}

Tensor cuesOf(const MatteSeed& seed)
{
    return at::stack({planeOf(seed.head), planeOf(seed.scalp), planeOf(seed.beside),
                      planeOf(seed.within), (planeOf(seed.away) / kAwayUnit).clamp_max(1.0)});
}

base::FloatImage readShares(const base::Image& picture, const MatteSeed& seed,
                            const MatteWeights& weights)
{
    base::require(picture.channels == 3 && picture.width == picture.height,
                  "matting wants a square RGB picture");
    for (const base::FloatImage* map :
         {&seed.head, &seed.scalp, &seed.away, &seed.beside, &seed.within})
        base::require(map->width == picture.width && map->height == picture.height,
                      "matting wants a seed of the picture's size");
    const c10::InferenceMode inference;
    const Tensor pixels = at::from_blob(const_cast<std::uint8_t*>(picture.pixels.data()),
                                        {picture.height, picture.width, 3}, torch::kUInt8);
    const Tensor planes = pixels.permute({2, 0, 1}).to(torch::kFloat32).contiguous() / 255.0;
    const Tensor logits =
        matteLogits(atMatteSide(planes), atMatteSide(cuesOf(seed)), {weights.parameters, {}});
    const Tensor shares = at::softmax(logits[0], 0).permute({1, 2, 0}).contiguous();
    base::FloatImage result(kMatteSide, kMatteSide, kMatteClasses);
    std::copy_n(shares.data_ptr<float>(), shares.numel(), result.values.data());
    return result;
}

} // namespace effigy::encoder
