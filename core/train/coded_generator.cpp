// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/init_trainer.h"

#include "base/error.h"
#include "generator/plane_form.h"
#include "train/hair_shell.h"
#include "train/texture_code.h"

#include <ATen/CPUGeneratorImpl.h>

#include <array>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace effigy::train {
namespace {

// Density is kInside - kFall * sum of softplus(kSharpness * (how far a point lies beyond the surface of one view) + kMargin).
constexpr double kInside = 500.0; // per world unit: opaque within two millimetres of skin
constexpr double kFall = 500.0;
constexpr double kSharpness = 600.0; // per world unit: from full to empty within about a millimetre
// Negative, so that thin parts, near the surfaces of three views at once, are not worn away; above -0.43, so that a point
// above or below the planes, of which two views know nothing, is empty.
constexpr double kMargin = -0.4;

// Colours are those of the front where it sees a point, else those of the top, else those of the side: where a view's gate
// of at most zero is far below -kOpen, its units are shut.
constexpr double kOpen = 4.2;        // added to logits of -1..1, so that open units are linear
constexpr double kLinear = 4.0;      // likewise, of units without a gate
constexpr double kNearness = 230.0;  // per world unit behind a view's surface: shut within a centimetre and a half
constexpr double kFacing = 7.5;      // where a view grazes the surface
constexpr double kDarkening = 60.0;  // per world unit into an open mouth, in units of a colour's share
constexpr double kDeepest = 0.15;    // world units into a mouth at which it is darkest: the throat
constexpr double kBehind = 0.23;     // and from which on the head is itself again: at the neck
constexpr std::array kDarkened = {1.0, 1.5, 1.5}; // shares of red, green, blue: red goes last
constexpr double kSteepness = 3.0;   // of the units' softplus: so soft that two of them, half open, mix their colours

bool isPictureLayer(const std::string& name)
{
    return name.find(".torgb.weight") != std::string::npos;
}

/// Networks whose output is added to what is known start by adding nothing.
void silence(tensorio::StateDict& parameters)
{
    for (const auto& [name, tensor] : parameters) {
        const bool isAdded = name.starts_with("mouth_backbone.") || name.starts_with("neural_blending.") ||
                             name.starts_with("backbone.synthesis.") || name.starts_with("texture_backbone.") ||
                             name.starts_with("superresolution.");
        if (isAdded && isPictureLayer(name))
            tensor.zero_();
    }
}

/// Form channels of texture_code.h's code, as plane_form.h orders them.
enum FormChannel { Depth = kForm, Width, Height, FrontTurn, TopTurn, OwnWidth, OwnHeight, OwnDepth, MouthDepth };

/// A weighted sum of channels.
using Sum = std::map<int, double>;

Sum operator+(Sum a, const Sum& b)
{
    for (const auto& [channel, weight] : b)
        a[channel] += weight;
    return a;
}

/// Writes hidden units of the decoder one after the other, undoing the equalised learning rate.
class DecoderWriter {
public:
    explicit DecoderWriter(tensorio::StateDict& parameters)
        : m_first(parameters.at("decoder.net.0.weight")), m_firstBias(parameters.at("decoder.net.0.bias")),
          m_second(parameters.at("decoder.net.2.weight")), m_secondBias(parameters.at("decoder.net.2.bias"))
    {
        for (auto& tensor : {m_first, m_firstBias, m_second, m_secondBias})
            tensor.zero_();
    }

    /// softplus(steepness * (sum + bias)), of which outputs get the given shares.
    void addUnit(double steepness, const Sum& sum, double bias, const Sum& outputs)
    {
        base::require(m_next < m_first.size(0), "a decoder wide enough for the texture code");
        for (const auto& [channel, weight] : sum)
            m_first[m_next][channel] = weight * steepness * std::sqrt(static_cast<double>(m_first.size(1)));
        m_firstBias[m_next] = bias * steepness;
        for (const auto& [output, share] : outputs)
            m_second[output][m_next] = share * std::sqrt(static_cast<double>(m_second.size(1)));
        ++m_next;
    }

    void addBias(int output, double value) { m_secondBias[output] += value; }

private:
    torch::Tensor m_first, m_firstBias, m_second, m_secondBias;
    std::int64_t m_next = 0;
};

/// The first hidden units measure how far a point lies beyond the surfaces that the three views see.
void writeDensity(DecoderWriter& decoder)
{
    constexpr double kPerWorld = 1.0 / generator::kFormScale;
    for (const auto& [own, surface] : {std::pair{OwnDepth, Depth}, {OwnWidth, Width}, {OwnHeight, Height}})
        decoder.addUnit(kSharpness, {{own, kPerWorld}, {surface, -kPerWorld}}, kMargin / kSharpness, {{0, -kFall}});
    decoder.addBias(0, kInside);
}

/// At most zero: how far below it, so far is a view's surface from a point, or turned away.
struct Gates {
    Sum front, top;
};

Gates gates()
{
    constexpr double kNear = kNearness / generator::kFormScale;
    return {.front = {{OwnDepth, kNear}, {Depth, -kNear}, {FrontTurn, kFacing}}, .top = {{OwnHeight, kNear}, {Height, -kNear}, {TopTurn, kFacing}}};
}

/// The others choose colours. With R a unit, o = kOpen, and f and t the gates of front and top, a colour is
///     R(front + o + f) + side - R(side + o + f) + R(top + o + t) - R(top + o + t + f) - R(side + o + t) + R(side + o + t + f),
/// which is front where f = 0; top where f is shut and t = 0; side where both are shut.
void writeColours(DecoderWriter& decoder)
{
    const auto [front, top] = gates();
    const auto unit = [&decoder](int channel, const Sum& gate, double bias, const std::vector<int>& colours, double sign) {
        Sum outputs;
        for (const int colour : colours)
            outputs[1 + colour] = sign * kLogitScale / kSteepness;
        decoder.addUnit(kSteepness, gate + Sum{{channel, 1.0}}, bias, outputs);
    };
    for (int colour = 0; colour < 3; ++colour) {
        std::vector<int> all = {colour};
        for (int block = 0; block < 4; ++block) {
            const int detail = 3 + 4 * colour + block;
            all.push_back(detail);
            decoder.addUnit(kSteepness, front + Sum{{4 * colour + block, 1.0}}, kOpen,
                            {{1 + colour, 0.25 * kLogitScale / kSteepness}, {1 + detail, kLogitScale / kSteepness}});
        }
        const int side = kSideColour + colour, above = kTopColour + colour;
        unit(side, {}, kLinear, all, 1.0);
        unit(side, front, kOpen, all, -1.0);
        unit(above, top, kOpen, all, 1.0);
        unit(above, top + front, kOpen, all, -1.0);
        unit(side, top, kOpen, all, -1.0);
        unit(side, top + front, kOpen, all, 1.0);
        for (const int output : all)
            decoder.addBias(1 + output, -kLinear * kLogitScale);
    }
}

/// Where colours are those of the side, its blocks differ within by the details: with D a detail,
///     D - R(D + o + f) - R(D + o + t) + R(D + o + t + f) + R(o + f) + R(o + t) - R(o + t + f),
/// which is 0 where f = 0 or t = 0 and D where both are shut.
void writeSideDetails(DecoderWriter& decoder)
{
    const auto [front, top] = gates();
    const auto differences = [](int detail, double sign) {
        Sum outputs;
        for (int colour = 0; colour < 3; ++colour)
            for (int block = 0; block < 4; ++block) {
                const int right = block % 2 == 1 ? 1 : -1, below = block / 2 == 1 ? 1 : -1;
                const std::array shares = {right, below, right * below};
                outputs[1 + 3 + 4 * colour + block] += sign * shares[static_cast<std::size_t>(detail)] * kLogitScale / kSteepness;
            }
        return outputs;
    };
    Sum all;
    for (int detail = 0; detail < kSideDetails; ++detail) {
        const Sum own = {{kSideDetail + detail, 1.0}};
        decoder.addUnit(kSteepness, own, kLinear, differences(detail, 1.0));
        decoder.addUnit(kSteepness, front + own, kOpen, differences(detail, -1.0));
        decoder.addUnit(kSteepness, top + own, kOpen, differences(detail, -1.0));
        decoder.addUnit(kSteepness, top + front + own, kOpen, differences(detail, 1.0));
        all = all + differences(detail, 1.0);
    }
    for (const auto& [output, share] : all)
        decoder.addBias(output, -kLinear * kSteepness * share);
    const auto negative = [](Sum sum) {
        for (auto& [output, share] : sum)
            share = -share;
        return sum;
    };
    decoder.addUnit(kSteepness, front, kOpen, all);
    decoder.addUnit(kSteepness, top, kOpen, all);
    decoder.addUnit(kSteepness, top + front, kOpen, negative(all));
}

/// What lies behind the teeth and tongue that the front sees is in no view: it grows dark with its depth. Behind the throat that ends,
/// since the front's texels reach through the whole head.
void writeMouth(DecoderWriter& decoder)
{
    constexpr double kDark = kDarkening / generator::kFormScale;
    constexpr double kReturn = kDeepest / (kBehind - kDeepest); // how much faster it grows light again
    for (const auto& [depth, slope] : {std::pair{0.0, 1.0}, {kDeepest, -1.0 - kReturn}, {kBehind, kReturn}}) {
        Sum outputs;
        for (int colour = 0; colour < 3; ++colour) {
            const double share = -slope * kDarkened[static_cast<std::size_t>(colour)] / kSteepness;
            outputs[1 + colour] = share;
            for (int block = 0; block < 4; ++block)
                outputs[1 + 3 + 4 * colour + block] = share;
        }
        decoder.addUnit(kSteepness, {{MouthDepth, kDark}, {OwnDepth, -kDark}}, -kDarkening * depth, outputs);
    }
}

} // namespace

generator::GeneratorConfig embeddedConfig()
{
    auto config = generator::compactConfig();
    config.name = "embedded";
    config.channelBase = 2048;
    config.channelMax = 32;
    config.rawResolution = 256;
    config.conditionedAdd = true;
    config.formChannel = kForm;
    config.staticChannel = kStaticCover;
    config.textureBlocks = true;
    config.decoderWidth = 56;
    config.rendering.depthSamples = 96;
    config.rendering.guideResolution = 64;
    config.rendering.importanceSamples = 10;
    config.rendering.refinementSamples = 6;
    config.rendering.headRadius = 0.45;
    config.superresolution.width0 = 16; // it adds to a picture that is as fine as its own
    config.superresolution.width1 = 8;
    config.superresolution.inputResolution = config.rawResolution;
    config.superresolution.firstBlockUpsamples = false;
    return config;
}

bool isCoded(const generator::Generator& generator)
{
    const auto& config = generator.config;
    const auto* gains = generator.parameters.find(generator::kPlaneGains);
    return config.imageChannels == 4 && config.conditionedAdd && config.planeBlend == generator::PlaneBlend::Aligned
           && config.formChannel == kForm && config.rendering.guideResolution > 0 && gains != nullptr && gains->equal(codeGains(config.planeChannels))
           && !generator.parameters.at("decoder.net.2.weight")[0].slice(0, kFormUnits).any().item<bool>();
}

generator::Generator codedGenerator(const head::HeadModel& model, const generator::GeneratorConfig& config, std::uint64_t seed)
{
    base::require(config.imageChannels == 4 && config.conditionedAdd && config.planeBlend == generator::PlaneBlend::Aligned
                      && config.formChannel == kForm,
                  "a config that the texture code works with");
    const torch::NoGradGuard noGrad;
    generator::Generator generator;
    generator.config = config;
    generator.parameters = generator::randomParameters(config, seed);
    generator.layout = generator::headLayout(model.data(), config.planeResolution);
    generator.layout.uvMask = movingMask(model, generator.layout, config.planeResolution);
    generator.parameters.set(generator::kPlaneGains, codeGains(config.planeChannels));
    silence(generator.parameters);
    DecoderWriter decoder(generator.parameters);
    writeDensity(decoder);
    writeColours(decoder);
    writeSideDetails(decoder);
    writeMouth(decoder);
    return generator;
}

} // namespace effigy::train
