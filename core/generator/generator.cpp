// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/generator.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "generator/fir.h"
#include "generator/official_snapshot.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/core/grad_mode.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <set>

namespace effigy::generator {

namespace {

using tensorio::StateDict;
using torch::Tensor;

constexpr const char* kConfigKey = "generator";

[[noreturn]] void refuse(const std::string& why)
{
    throw base::Error("model_refused", "The generator cannot be used: " + why,
                      "The file belongs to another kind of model or another version");
}

Tensor draw(const ParameterInfo& info, const at::Generator& random)
{
    switch (info.initial) {
    case Initial::Normal: return at::randn(info.shape, random, torch::TensorOptions(torch::kFloat32));
    case Initial::NormalPer100: return at::randn(info.shape, random, torch::TensorOptions(torch::kFloat32)) * 100.0;
    case Initial::Zeros: return torch::zeros(info.shape);
    case Initial::Ones: return torch::ones(info.shape);
    case Initial::Fir: return smoothFilter();
    }
    throw base::ContractError("randomParameters: unknown initial value");
}

void checkTensor(const ParameterInfo& info, const Tensor& tensor)
{
    if (tensor.scalar_type() != torch::kFloat32 || tensor.sizes() != c10::IntArrayRef(info.shape))
        refuse(info.name + " has the wrong shape or type");
}

// The layout under names of its own, so that one file holds all that rendering needs.
StateDict layoutTensors(const HeadLayout& layout)
{
    StateDict tensors;
    tensors.set("layout.faces", layout.faces);
    tensors.set("layout.face_uvs", layout.faceUvs);
    tensors.set("layout.uv_mask", layout.uvMask);
    tensors.set("layout.orth_scale", torch::tensor(layout.orthScale, torch::kFloat64));
    tensors.set("layout.orth_shift",
                torch::tensor({layout.orthShift[0], layout.orthShift[1], layout.orthShift[2]}, torch::kFloat64));
    return tensors;
}

void checkLayout(const HeadLayout& layout)
{
    const bool isSound = layout.faces.dim() == 2 && layout.faces.size(1) == 3 && layout.faces.scalar_type() == torch::kInt64
                         && layout.faceUvs.dim() == 3 && layout.faceUvs.size(0) == layout.faces.size(0)
                         && layout.faceUvs.size(1) == 3 && layout.faceUvs.size(2) == 2
                         && layout.faceUvs.scalar_type() == torch::kFloat32 && layout.uvMask.dim() == 4
                         && layout.uvMask.size(0) == 1 && layout.uvMask.size(1) == 1
                         && layout.uvMask.scalar_type() == torch::kFloat32;
    if (!isSound || (layout.faces.numel() > 0 && layout.faces.min().item<std::int64_t>() < 0))
        refuse("its head layout is damaged");
}

HeadLayout readLayout(const StateDict& tensors)
{
    HeadLayout layout;
    layout.faces = tensors.at("layout.faces");
    layout.faceUvs = tensors.at("layout.face_uvs");
    layout.uvMask = tensors.at("layout.uv_mask");
    const Tensor& scale = tensors.at("layout.orth_scale");
    const Tensor& shift = tensors.at("layout.orth_shift");
    if (scale.scalar_type() != torch::kFloat64 || scale.numel() != 1 || shift.scalar_type() != torch::kFloat64 || shift.numel() != 3)
        refuse("its head layout is damaged");
    layout.orthScale = scale.item<double>();
    for (std::size_t i = 0; i < 3; ++i)
        layout.orthShift[i] = shift.data_ptr<double>()[i];
    checkLayout(layout);
    return layout;
}

std::string configText(const std::filesystem::path& path, const tensorio::StateFile& weights)
{
    if (path.extension() == ".json") {
        const auto bytes = base::readFile(path, 1 << 20);
        return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    }
    const auto found = weights.metadata.find(kConfigKey);
    if (found == weights.metadata.end())
        refuse(path.string() + " holds no generator");
    return found->second;
}

} // namespace

StateDict randomParameters(const GeneratorConfig& config, std::uint64_t seed)
{
    return randomParameters(parameterList(config), seed);
}

StateDict randomParameters(const std::vector<ParameterInfo>& list, std::uint64_t seed)
{
    const at::Generator random = at::detail::createCPUGenerator(seed);
    StateDict parameters;
    for (const ParameterInfo& info : list)
        parameters.set(info.name, draw(info, random));
    return parameters;
}

std::vector<std::string> trainedNames(const GeneratorConfig& config)
{
    std::vector<std::string> names;
    for (const ParameterInfo& info : parameterList(config))
        if (info.isTrained)
            names.push_back(info.name);
    return names;
}

bool addsNothing(const Generator& generator)
{
    const bool wantsGradient = at::GradMode::is_enabled();
    return generator.config.conditionedAdd
           && std::all_of(generator.parameters.begin(), generator.parameters.end(), [&](const auto& entry) {
                  const auto& [name, tensor] = entry;
                  const bool isAdded = name.starts_with("mouth_backbone.") || name.starts_with("neural_blending.");
                  if (!isAdded || name.find(".torgb.") == std::string::npos || name.find(".affine.") != std::string::npos)
                      return true;
                  return !(wantsGradient && tensor.requires_grad()) && !tensor.any().template item<bool>();
              });
}

void checkParameters(const GeneratorConfig& config, const StateDict& parameters)
{
    for (const ParameterInfo& info : parameterList(config))
        checkTensor(info, parameters.at(info.name));
    std::set<std::string> known;
    for (const ParameterInfo& info : parameterList(config, Spare::Included))
        known.insert(info.name);
    const std::int64_t planes = config.planeResolution, channels = config.planeChannels;
    std::vector<ParameterInfo> optional = {{kPlaneResidual, {1, config.planeCount(), channels, planes, planes}, true, Initial::Zeros}};
    if (config.takesMesh()) {
        optional.push_back({kPlaneGains, {config.planeCount(), channels}, false, Initial::Ones});
        optional.push_back({kTextureResidual, {1, channels, planes, planes}, true, Initial::Zeros});
    }
    for (const ParameterInfo& info : optional) {
        known.insert(info.name);
        if (parameters.contains(info.name))
            checkTensor(info, parameters.at(info.name));
    }
    for (const auto& [name, tensor] : parameters)
        if (!known.contains(name))
            refuse(name.substr(0, 100) + " is unknown");
}

Generator readGenerator(const std::filesystem::path& path)
{
    if (path.extension() == ".pkl" && std::filesystem::exists(path))
        return OfficialSnapshot::open(path).generator();
    auto weightsPath = path;
    weightsPath.replace_extension(".safetensors");
    if (!std::filesystem::exists(weightsPath) || !std::filesystem::exists(path))
        throw base::Error("model_missing", "There is no generator at " + path.string(), "Choose another model in the model library");
    const tensorio::StateFile file = tensorio::readStateFile(weightsPath);
    Generator generator;
    generator.config = parseGeneratorConfig(configText(path, file));
    if (generator.config.takesMesh())
        generator.layout = readLayout(file.tensors);
    for (const auto& [name, tensor] : file.tensors)
        if (!name.starts_with("layout.")) // files may keep weights in half precision
            generator.parameters.set(name, tensor.scalar_type() == torch::kFloat16 ? tensor.to(torch::kFloat32) : tensor);
    checkParameters(generator.config, generator.parameters);
    return generator;
}

void writeGenerator(const Generator& generator, const std::filesystem::path& path, const std::string& licence)
{
    StateDict tensors;
    if (generator.config.takesMesh())
        tensors = layoutTensors(generator.layout);
    for (const auto& [name, tensor] : generator.parameters)
        tensors.set(name, tensor);
    tensorio::Metadata metadata = {{kConfigKey, toJson(generator.config)}};
    if (!licence.empty())
        metadata["licence"] = licence;
    tensorio::writeStateFile(path, tensors, metadata);
}

StateDict weightDelta(const StateDict& original, const StateDict& tuned)
{
    base::require(original.size() == tuned.size(), "weightDelta: both must have the same names");
    StateDict delta;
    for (const auto& [name, tensor] : tuned) {
        const Tensor difference = tensor.detach() - original.at(name).detach();
        if (difference.count_nonzero().item<std::int64_t>() > 0)
            delta.set(name, difference);
    }
    return delta;
}

StateDict withDelta(const StateDict& original, const StateDict& delta)
{
    StateDict sum;
    for (const auto& [name, tensor] : original)
        sum.set(name, tensor);
    for (const auto& [name, difference] : delta) {
        if (original.at(name).sizes() != difference.sizes())
            refuse("the avatar's " + name.substr(0, 100) + " belongs to another generator");
        sum.set(name, original.at(name).detach() + difference.to(torch::kFloat32));
    }
    return sum;
}

} // namespace effigy::generator
