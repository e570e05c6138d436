// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/discriminator.h"

#include "base/error.h"

#include <nlohmann/json.hpp>

#include <bit>
#include <string>

namespace effigy::generator {

namespace {

using nlohmann::json;
using Shape = std::vector<std::int64_t>;

[[noreturn]] void refuse(const std::string& why)
{
    throw base::Error("model_refused", "The discriminator's description is not usable: " + why,
                      "The file belongs to another kind of model or another version");
}

// A value that the published files may leave out or set to null.
template <typename T>
T valueOr(const json& object, const char* key, T otherwise)
{
    const auto found = object.find(key);
    return found == object.end() || found->is_null() ? otherwise : found->get<T>();
}

DiscriminatorConfig officialConfig(const json& description)
{
    const std::string name = description.at("class_name");
    if (name != "DualDiscriminator" && name != "SingleDiscriminator" && name != "Discriminator")
        refuse("\"" + name.substr(0, 50) + "\" is unknown");
    const json& arguments = description.at("init_kwargs");
    const json none = json::object();
    DiscriminatorConfig c;
    c.isDual = name == "DualDiscriminator";
    c.imageResolution = arguments.at("img_resolution");
    c.imageChannels = arguments.at("img_channels");
    c.labelDim = arguments.at("c_dim");
    c.channelBase = valueOr(arguments, "channel_base", c.channelBase);
    c.channelMax = valueOr(arguments, "channel_max", c.channelMax);
    c.clamp = valueOr(arguments, "conv_clamp", 256.0);
    c.labelNoise = valueOr(arguments, "disc_c_noise", 0.0);
    c.mappingLayers = valueOr(valueOr(arguments, "mapping_kwargs", none), "num_layers", 8);
    c.deviationGroup = valueOr(valueOr(arguments, "epilogue_kwargs", none), "mbstd_group_size", 4);
    if (c.imageResolution < 8 || c.imageResolution > 4096 ||
        !std::has_single_bit(static_cast<unsigned>(c.imageResolution)) || c.imageChannels < 1 ||
        c.imageChannels > 64 || c.labelDim < 0 || c.labelDim > 8192 ||
        c.channelBase < c.imageResolution || c.channelMax < 1 || c.channelMax > 8192 ||
        c.mappingLayers < 1 || c.mappingLayers > 64 || c.deviationGroup < 1)
        refuse("its sizes cannot be");
    return c;
}

} // namespace

DiscriminatorConfig parseOfficialDiscriminator(std::string_view text)
{
    const json parsed = json::parse(text.begin(), text.end(), nullptr, false);
    if (parsed.is_discarded())
        refuse("it is not JSON");
    try {
        return officialConfig(parsed);
    } catch (const json::exception& error) {
        refuse(error.what());
    }
}

std::vector<ParameterInfo> parameterList(const DiscriminatorConfig& config)
{
    std::vector<ParameterInfo> list;
    const auto add = [&](const std::string& name, Shape shape, Initial initial = Initial::Normal) {
        list.push_back({name, std::move(shape), true, initial});
    };
    const auto convolution = [&](const std::string& at, int in, int out, int kernel) {
        add(at + "weight", {out, in, kernel, kernel});
        add(at + "bias", {out}, Initial::Zeros);
    };
    const auto fullyConnected = [&](const std::string& at, int in, int out, Initial weight) {
        add(at + "weight", {out, in}, weight);
        add(at + "bias", {out}, Initial::Zeros);
    };
    for (int r = config.imageResolution; r > 4; r /= 2) {
        const std::string at = "b" + std::to_string(r) + ".";
        const int in = config.channels(r), out = config.channels(r / 2);
        if (r == config.imageResolution)
            convolution(at + "fromrgb.", config.inputChannels(), in, 1);
        convolution(at + "conv0.", in, in, 3);
        convolution(at + "conv1.", in, out, 3);
        add(at + "skip.weight", {out, in, 1, 1});
    }
    const int width = config.channels(4);
    if (config.labelDim > 0) {
        fullyConnected("mapping.embed.", config.labelDim, width, Initial::Normal);
        for (int i = 0; i < config.mappingLayers; ++i)
            fullyConnected("mapping.fc" + std::to_string(i) + ".", width, width,
                           Initial::NormalPer100);
    }
    convolution("b4.conv.", width + 1, width, 3);
    fullyConnected("b4.fc.", 16 * width, width, Initial::Normal);
    fullyConnected("b4.out.", width, config.labelDim > 0 ? width : 1, Initial::Normal);
    return list;
}

tensorio::StateDict randomParameters(const DiscriminatorConfig& config, std::uint64_t seed)
{
    return randomParameters(parameterList(config), seed);
}

} // namespace effigy::generator
