// SPDX-License-Identifier: GPL-3.0-or-later
#include "deca/weights_file.h"

#include "base/error.h"
#include "deca/parameter_list.h"

#include <ATen/ATen.h>

namespace effigy::deca {

namespace {

using torch::Tensor;

constexpr const char* kMean = "albedo.mean";
constexpr const char* kBasis = "albedo.basis";
constexpr std::int64_t kAlbedoSide = 256, kComponents = 50;

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& why)
{
    throw base::Error("model_refused", path.string() + " does not hold DECA's networks: " + why,
                      "Give deca_model.tar as it was published, or what `effigy train deca` wrote");
}

Tensor checked(const std::filesystem::path& path, const Tensor* tensor, const std::string& name, at::IntArrayRef shape)
{
    if (tensor == nullptr)
        refuse(path, name + " is missing");
    if (tensor->sizes() != shape || !tensor->is_floating_point())
        refuse(path, name + " has another shape or type");
    return tensor->to(torch::kFloat32);
}

} // namespace

DecaWeights readDecaWeights(const std::filesystem::path& path)
{
    if (path.extension() != ".safetensors")
        return {.parameters = readDecaParameters(path)};
    if (!std::filesystem::exists(path))
        throw base::Error("model_missing", "There is no file " + path.string(), "Give another one with --model, or train it: effigy train deca");
    const tensorio::StateFile file = tensorio::readStateFile(path);
    const auto headModel = file.metadata.find(kHeadModelKey);
    if (headModel == file.metadata.end() || (headModel->second != "free" && headModel->second != "flame"))
        refuse(path, "it does not say which head model they are for");
    DecaWeights weights = {.parameters = {}, .headModel = headModel->second};
    for (const ParameterInfo& info : decaParameters(narrowingOf(file.tensors)))
        weights.parameters.set(info.name, checked(path, file.tensors.find(info.name), info.name, info.shape));
    const bool hasAlbedo = file.tensors.contains(kMean);
    if (hasAlbedo) {
        weights.albedoMean = checked(path, file.tensors.find(kMean), kMean, {3, kAlbedoSide, kAlbedoSide});
        weights.albedoBasis = checked(path, file.tensors.find(kBasis), kBasis, {3, kAlbedoSide, kAlbedoSide, kComponents});
    }
    if (file.tensors.size() != weights.parameters.size() + (hasAlbedo ? 2 : 0))
        refuse(path, "it holds more than them");
    return weights;
}

void writeDecaWeights(const DecaWeights& weights, const std::filesystem::path& path)
{
    tensorio::StateDict tensors;
    for (const auto& [name, tensor] : weights.parameters)
        tensors.set(name, tensor.detach());
    if (weights.albedoMean.defined()) {
        tensors.set(kMean, weights.albedoMean);
        tensors.set(kBasis, weights.albedoBasis);
    }
    tensorio::writeStateFile(path, tensors, {{kHeadModelKey, weights.headModel}});
}

} // namespace effigy::deca
