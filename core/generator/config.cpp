// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/config.h"

#include "base/error.h"
#include "generator/texture_blocks.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <bit>
#include <set>
#include <type_traits>
#include <utility>

namespace effigy::generator {

// Found by nlohmann::json through argument-dependent lookup, hence outside the unnamed namespace.
NLOHMANN_JSON_SERIALIZE_ENUM(PlaneBlend, {{PlaneBlend::FrontOnly, "front_only"},
                                          {PlaneBlend::AllThree, "all_three"},
                                          {PlaneBlend::Aligned, "aligned"},
                                          {PlaneBlend::Static, "static"}})
NLOHMANN_JSON_SERIALIZE_ENUM(DepthRange, {{DepthRange::Fixed, "fixed"},
                                          {DepthRange::Auto, "auto"},
                                          {DepthRange::AroundHead, "around_head"}})
NLOHMANN_JSON_SERIALIZE_ENUM(NoiseMode, {{NoiseMode::Random, "random"},
                                         {NoiseMode::Const, "const"},
                                         {NoiseMode::None, "none"}})

namespace {

using nlohmann::json;

[[noreturn]] void refuse(const std::string& why)
{
    throw base::Error("model_refused", "The generator's description is not usable: " + why,
                      "The file belongs to another kind of model or another version");
}

/// Reads the fields of one JSON object into a struct and remembers which keys it knew.
class FieldReader {
public:
    explicit FieldReader(const json& object) : m_object(object)
    {
        if (!object.is_object())
            refuse("a table was expected");
    }
    template <typename T>
    void operator()(const char* key, T& value)
    {
        m_known.insert(key);
        const auto found = m_object.find(key);
        if (found == m_object.end())
            return;
        value = found->get<T>();
        if constexpr (std::is_enum_v<T>) // an unknown word reads as the first enumerator
            if (json(value) != *found)
                refuse("\"" + std::string(key) + "\" has an unknown value");
    }
    void refuseUnknown() const
    {
        for (const auto& [key, value] : m_object.items())
            if (!m_known.contains(key))
                refuse("\"" + key.substr(0, 50) + "\" is unknown");
    }

private:
    const json& m_object;
    std::set<std::string> m_known;
};

/// Writes the fields of a struct into one JSON object.
class FieldWriter {
public:
    template <typename T>
    void operator()(const char* key, const T& value)
    {
        m_object[key] = value;
    }
    [[nodiscard]] json finish() { return std::move(m_object); }

private:
    json m_object = json::object();
};

// The fields of each struct, once for reading and writing.
void visit(auto& field, auto& c) requires requires
{
    c.boxWarp;
}
{
    field("depth_samples", c.depthSamples);
    field("importance_samples", c.importanceSamples);
    field("guide_resolution", c.guideResolution);
    field("refinement_samples", c.refinementSamples);
    field("range", c.range);
    field("near", c.near);
    field("far", c.far);
    field("head_radius", c.headRadius);
    field("disparity_sampling", c.disparitySampling);
    field("box_warp", c.boxWarp);
    field("white_back", c.whiteBack);
    field("decoder_lr_mul", c.decoderLrMul);
}

void visit(auto& field, auto& c) requires requires
{
    c.width0;
}
{
    field("input_resolution", c.inputResolution);
    field("resizes_only_up", c.resizesOnlyUp);
    field("antialias", c.antialias);
    field("first_block_upsamples", c.firstBlockUpsamples);
    field("width0", c.width0);
    field("width1", c.width1);
    field("clamp", c.clamp);
    field("noise", c.noise);
}

void visit(auto& field, auto& c) requires requires
{
    c.conditionResolution;
}
{
    field("input_resolution", c.inputResolution);
    field("final_resolution", c.finalResolution);
    field("condition_resolution", c.conditionResolution);
    field("channel_base", c.channelBase);
    field("channel_max", c.channelMax);
}

template <typename T>
void from(const json& object, T& value)
{
    FieldReader reader(object);
    visit(reader, value);
    reader.refuseUnknown();
}

template <typename T>
json to(const T& value)
{
    FieldWriter writer;
    visit(writer, value);
    return writer.finish();
}

} // namespace

// As the enumerations above.
void from_json(const json& object, RenderingConfig& value)
{
    from(object, value);
}
void to_json(json& object, const RenderingConfig& value)
{
    object = to(value);
}
void from_json(const json& object, SuperresolutionConfig& value)
{
    from(object, value);
}
void to_json(json& object, const SuperresolutionConfig& value)
{
    object = to(value);
}
void from_json(const json& object, ConditionedConfig& value)
{
    from(object, value);
}
void to_json(json& object, const ConditionedConfig& value)
{
    object = to(value);
}

namespace {

void visit(auto& field, auto& c) requires requires
{
    c.planeChannels;
}
{
    field("name", c.name);
    field("z_dim", c.zDim);
    field("w_dim", c.wDim);
    field("c_dim", c.cDim);
    field("mapping_layers", c.mappingLayers);
    field("mapping_embed", c.mappingEmbed);
    field("mapping_width", c.mappingWidth);
    field("label_scale", c.labelScale);
    field("channel_base", c.channelBase);
    field("channel_max", c.channelMax);
    field("plane_resolution", c.planeResolution);
    field("plane_channels", c.planeChannels);
    field("decoder_width", c.decoderWidth);
    field("clamp", c.clamp);
    field("mouth", c.mouth);
    field("blending", c.blending);
    field("plane_blend", c.planeBlend);
    field("form_channel", c.formChannel);
    field("static_channel", c.staticChannel);
    field("texture_blocks", c.textureBlocks);
    field("own_sides", c.ownSides);
    field("conditioned_add", c.conditionedAdd);
    field("eg3d_axes", c.eg3dAxes);
    field("raw_resolution", c.rawResolution);
    field("image_channels", c.imageChannels);
    field("rendering", c.rendering);
    field("superresolution", c.superresolution);
}

void requireThat(bool holds, const char* what)
{
    if (!holds)
        refuse(std::string("its ") + what + " cannot be");
}

bool isPowerBetween(int value, int low, int high)
{
    return value >= low && value <= high && std::has_single_bit(static_cast<unsigned>(value));
}

constexpr int kLargest = 8192;
constexpr int kMostChannelBase = 1 << 20;

void checkConditioned(const ConditionedConfig& c, int planeResolution, const char* what)
{
    requireThat(isPowerBetween(c.inputResolution, 8, planeResolution) &&
                    isPowerBetween(c.finalResolution, 4, c.inputResolution / 2) &&
                    isPowerBetween(c.conditionResolution, c.finalResolution, 2 * c.inputResolution),
                what);
    requireThat((c.channelBase == 0 || (c.channelBase >= planeResolution && c.channelBase <= kMostChannelBase)) && c.channelMax >= 0 && c.channelMax <= kLargest,
                what);
}

void check(const GeneratorConfig& c)
{
    for (const int size : {c.zDim, c.wDim, c.mappingLayers, c.mappingEmbed, c.mappingWidth,
                           c.channelMax, c.decoderWidth, c.superresolution.width0,
                           c.superresolution.width1, c.rendering.depthSamples})
        requireThat(size >= 1 && size <= kLargest, "sizes");
    requireThat(c.cDim >= 0 && c.cDim <= kLargest, "label size");
    requireThat(isPowerBetween(c.planeResolution, 8, 1024), "plane resolution");
    requireThat(c.channelBase >= c.planeResolution && c.channelBase <= kMostChannelBase, "channel base");
    requireThat(c.planeChannels >= 3 && c.planeChannels <= 256, "plane channels");
    requireThat(c.rawResolution >= 4 && c.rawResolution <= 1024, "raw resolution");
    requireThat(isPowerBetween(c.superresolution.inputResolution, 8, 1024), "superresolution size");
    requireThat(c.imageChannels == 3 || c.imageChannels == 4, "image channels");
    requireThat(c.rendering.depthSamples >= 4 && c.rendering.importanceSamples >= 0 &&
                    c.rendering.importanceSamples <= kLargest,
                "samples per ray");
    requireThat(c.rendering.guideResolution == 0 ||
                    (c.rendering.guideResolution >= 4 && c.rendering.guideResolution <= 1024 &&
                     c.rendering.importanceSamples >= 4),
                "guide rays");
    requireThat(c.rendering.refinementSamples >= 1 && c.rendering.refinementSamples <= kLargest,
                "refinement samples");
    requireThat(c.rendering.boxWarp > 0.0 && c.rendering.near > 0.0 &&
                    c.rendering.far > c.rendering.near && c.rendering.headRadius > 0.0,
                "depth range");
    requireThat(c.staticChannel == -1 || (c.staticChannel >= 0 && c.staticChannel < c.planeChannels && c.formChannel >= 0 &&
                                          (c.staticChannel < c.formChannel || c.staticChannel >= c.formChannel + kFormChannels)),
                "static_channel");
    requireThat(c.formChannel == -1 ||
                    (c.formChannel >= 0 && c.formChannel + kFormChannels <= c.planeChannels &&
                     c.planeBlend == PlaneBlend::Aligned),
                "form channels");
    requireThat(!c.textureBlocks
                    || (c.formChannel == kBlockForm && c.planeChannels >= kCodeChannels && c.imageChannels == 4 && !c.superresolution.firstBlockUpsamples),
                "texture_blocks");
    requireThat(!c.ownSides || c.planeBlend == PlaneBlend::Aligned, "own_sides");
    checkConditioned(c.mouth, c.planeResolution, "mouth network");
    checkConditioned(c.blending, c.planeResolution, "blending network");
}

json parse(std::string_view text)
{
    json parsed = json::parse(text.begin(), text.end(), nullptr, false);
    if (parsed.is_discarded())
        refuse("it is not JSON");
    return parsed;
}

// Runs a reader of JSON values, so that wrong types are told like everything else.
template <typename Read>
GeneratorConfig reading(const Read& read)
{
    try {
        GeneratorConfig config = read();
        check(config);
        return config;
    } catch (const json::exception& error) {
        refuse(error.what());
    }
}

// A value that the published files may leave out or set to null.
template <typename T>
T valueOr(const json& object, const char* key, T otherwise)
{
    const auto found = object.find(key);
    return found == object.end() || found->is_null() ? otherwise : found->get<T>();
}

RenderingConfig officialRendering(const json& options)
{
    RenderingConfig rendering;
    rendering.depthSamples = options.at("depth_resolution");
    rendering.importanceSamples = options.at("depth_resolution_importance");
    if (options.at("ray_start") == "auto" && options.at("ray_end") == "auto") {
        rendering.range = DepthRange::Auto;
    } else {
        rendering.near = options.at("ray_start");
        rendering.far = options.at("ray_end");
    }
    rendering.disparitySampling = valueOr(options, "disparity_space_sampling", false);
    rendering.boxWarp = options.at("box_warp");
    rendering.whiteBack = valueOr(options, "white_back", false);
    rendering.decoderLrMul = valueOr(options, "decoder_lr_mul", 1.0);
    requireThat(valueOr(options, "clamp_mode", std::string("softplus")) == "softplus",
                "clamp mode");
    return rendering;
}

GeneratorConfig officialConfig(const json& description)
{
    const json& arguments = description.at("init_kwargs");
    const json& options = description.contains("rendering_kwargs")
                              ? description.at("rendering_kwargs")
                              : arguments.at("rendering_kwargs");
    GeneratorConfig c;
    c.zDim = arguments.at("z_dim");
    c.wDim = arguments.at("w_dim");
    c.cDim = std::min(25, arguments.at("c_dim").get<int>());
    const json mapping = valueOr(arguments, "mapping_kwargs", json::object());
    c.mappingLayers = valueOr(mapping, "num_layers", 8);
    c.mappingEmbed = valueOr(mapping, "embed_features", c.wDim);
    c.mappingWidth = valueOr(mapping, "layer_features", c.wDim);
    c.labelScale =
        valueOr(options, "c_gen_conditioning_zero", false) ? 0.0 : valueOr(options, "c_scale", 0.0);
    c.channelBase = valueOr(arguments, "channel_base", c.channelBase);
    c.channelMax = valueOr(arguments, "channel_max", c.channelMax);
    c.clamp = valueOr(arguments, "conv_clamp", 0.0);
    c.rawResolution = valueOr(description, "neural_rendering_resolution", c.rawResolution);
    c.rendering = officialRendering(options);
    c.superresolution =
        superresolutionNamed(options.at("superresolution_module").get<std::string>());
    c.superresolution.antialias =
        c.superresolution.antialias && valueOr(options, "sr_antialias", true);
    c.superresolution.clamp = valueOr(arguments, "sr_num_fp16_res", 0) > 0 ? 256.0 : 0.0;
    c.superresolution.noise = valueOr(options, "superresolution_noise_mode", NoiseMode::None);
    requireThat(valueOr(arguments, "img_channels", 3) == 3 &&
                    arguments.at("img_resolution") == c.imageResolution(),
                "image size");
    return c;
}

} // namespace

int GeneratorConfig::channels(int r) const
{
    return std::min(channelBase / r, channelMax);
}

int GeneratorConfig::channels(const ConditionedConfig& network, int r) const
{
    return std::min((network.channelBase > 0 ? network.channelBase : channelBase) / r, network.channelMax > 0 ? network.channelMax : channelMax);
}

int GeneratorConfig::synthesisRows() const
{
    return 2 * (std::bit_width(static_cast<unsigned>(planeResolution)) - 2);
}

int GeneratorConfig::imageResolution() const
{
    return superresolution.inputResolution * (superresolution.firstBlockUpsamples ? 4 : 2);
}

GeneratorConfig parseGeneratorConfig(std::string_view text)
{
    return reading([&] {
        const json parsed = parse(text);
        GeneratorConfig config;
        FieldReader reader(parsed);
        visit(reader, config);
        reader.refuseUnknown();
        return config;
    });
}

std::string toJson(const GeneratorConfig& config)
{
    FieldWriter writer;
    visit(writer, config);
    return writer.finish().dump(1);
}

GeneratorConfig parseOfficialConfig(std::string_view text)
{
    return reading([&] { return officialConfig(parse(text)); });
}

SuperresolutionConfig superresolutionNamed(std::string_view className)
{
    const auto dot = className.rfind('.');
    const std::string_view name =
        dot == std::string_view::npos ? className : className.substr(dot + 1);
    SuperresolutionConfig c;
    c.width0 = 128;
    c.width1 = 64;
    if (name == "SuperresolutionHybrid8XDC") {
        c.width0 = 256;
        c.width1 = 128;
    } else if (name == "SuperresolutionHybrid4X" || name == "SuperresolutionHybridDeepfp32") {
        c.firstBlockUpsamples = false;
        c.resizesOnlyUp = true;
        c.antialias = name == "SuperresolutionHybrid4X";
    } else if (name == "SuperresolutionHybrid2X") {
        c.firstBlockUpsamples = false;
        c.inputResolution = 64;
    } else if (name != "SuperresolutionHybrid8X") {
        refuse("superresolution \"" + std::string(name.substr(0, 50)) + "\" is unknown");
    }
    return c;
}

GeneratorConfig compactConfig()
{
    GeneratorConfig c;
    c.name = "compact";
    c.zDim = 128;
    c.wDim = 128;
    c.mappingEmbed = 64;
    c.mappingWidth = 128;
    c.labelScale = 0.0; // identity must not change with the camera
    c.channelBase = 4096;
    c.channelMax = 64;
    c.planeBlend = PlaneBlend::Aligned;
    c.imageChannels = 4;
    c.rendering.depthSamples = 24;
    c.rendering.importanceSamples = 24;
    c.rendering.range = DepthRange::AroundHead;
    c.superresolution.width0 = 32;
    c.superresolution.width1 = 16;
    c.superresolution.clamp = 0.0;
    return c;
}

} // namespace effigy::generator
