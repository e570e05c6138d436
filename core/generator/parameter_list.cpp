// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/generator.h"

#include <bit>
#include <functional>

namespace effigy::generator {

namespace {

using Shape = std::vector<std::int64_t>;

/// Collects the tensors of a network layer by layer.
class ListBuilder {
public:
    ListBuilder(const GeneratorConfig& config, Spare spare) : m_config(config), m_wantsSpare(spare == Spare::Included) {}

    std::vector<ParameterInfo> finish() { return std::move(m_list); }

    void add(const std::string& name, Shape shape, Initial initial = Initial::Normal)
    {
        m_list.push_back({name, std::move(shape), true, initial});
    }
    void addBuffer(const std::string& name, Shape shape, Initial initial)
    {
        m_list.push_back({name, std::move(shape), false, initial});
    }
    void fullyConnected(const std::string& at, int in, int out, Initial weight = Initial::Normal, Initial bias = Initial::Zeros)
    {
        add(at + "weight", {out, in}, weight);
        add(at + "bias", {out}, bias);
    }
    void affine(const std::string& at, int out)
    {
        fullyConnected(at + "affine.", m_config.wDim, out, Initial::Normal, Initial::Ones);
    }
    void filter(const std::string& at)
    {
        if (m_wantsSpare)
            addBuffer(at + "resample_filter", {4, 4}, Initial::Fir);
    }
    void synthesisLayer(const std::string& at, int in, int out, int resolution, bool hasNoise = true)
    {
        add(at + "weight", {out, in, 3, 3});
        if (hasNoise || m_wantsSpare)
            add(at + "noise_strength", {}, Initial::Zeros);
        add(at + "bias", {out}, Initial::Zeros);
        filter(at);
        if (hasNoise || m_wantsSpare)
            addBuffer(at + "noise_const", {resolution, resolution}, Initial::Normal);
        affine(at, in);
    }
    void toRgb(const std::string& at, int in, int out)
    {
        add(at + "weight", {out, in, 1, 1});
        add(at + "bias", {out}, Initial::Zeros);
        affine(at, in);
    }
    void convolution(const std::string& at, int in, int out, int kernel, bool hasBias)
    {
        add(at + "weight", {out, in, kernel, kernel});
        if (hasBias)
            add(at + "bias", {out}, Initial::Zeros);
        filter(at);
    }
    /// Channels at a resolution.
    using Widths = std::function<int(int)>;
    [[nodiscard]] Widths widths() const
    {
        return [this](int r) { return m_config.channels(r); };
    }
    [[nodiscard]] Widths widths(const ConditionedConfig& network) const
    {
        return [this, &network](int r) { return m_config.channels(network, r); };
    }
    void block(const std::string& at, int resolution, int imageChannels, const Widths& widths)
    {
        const int width = widths(resolution);
        if (resolution == 4)
            add(at + "const", {width, 4, 4});
        filter(at);
        if (resolution > 4)
            synthesisLayer(at + "conv0.", widths(resolution / 2), width, resolution);
        synthesisLayer(at + "conv1.", width, width, resolution);
        toRgb(at + "torgb.", width, imageChannels);
    }
    void mapping(const std::string& at)
    {
        const auto& c = m_config;
        addBuffer(at + "w_avg", {c.wDim}, Initial::Zeros);
        if (c.cDim > 0)
            fullyConnected(at + "embed.", c.cDim, c.mappingEmbed);
        for (int i = 0; i < c.mappingLayers; ++i) {
            const int in = i == 0 ? c.zDim + (c.cDim > 0 ? c.mappingEmbed : 0) : c.mappingWidth;
            const int out = i == c.mappingLayers - 1 ? c.wDim : c.mappingWidth;
            fullyConnected(at + "fc" + std::to_string(i) + ".", in, out, Initial::NormalPer100);
        }
    }
    // Blocks from `first` on; those below are spare.
    void blocks(const std::string& at, int first, int imageChannels, const Widths& widths)
    {
        for (int r = m_wantsSpare ? 4 : first; r <= m_config.planeResolution; r *= 2)
            block(at + "b" + std::to_string(r) + ".", r, imageChannels, widths);
    }
    void backbone(const std::string& at, int imageChannels, bool usesMapping)
    {
        blocks(at + "synthesis.", 4, imageChannels, widths());
        if (usesMapping || m_wantsSpare)
            mapping(at + "mapping.");
    }
    void encoder(const std::string& at, const ConditionedConfig& c)
    {
        int i = 0;
        for (int r = c.inputResolution; r > c.finalResolution; r /= 2, ++i) {
            const std::string block = at + "encoder." + std::to_string(i) + ".";
            filter(block);
            convolution(block + "fromrgb.", m_config.planeChannels, m_config.channels(c, r), 1, false);
            convolution(block + "conv1.", m_config.channels(c, r), m_config.channels(c, r), 3, true);
            convolution(block + "conv2.", m_config.channels(c, r), m_config.channels(c, r / 2), 3, true);
        }
    }
    void fusions(const std::string& at, const ConditionedConfig& c)
    {
        int i = 0;
        for (int r = c.finalResolution; r <= c.inputResolution; r *= 2, ++i) {
            const bool isUsed = r == c.finalResolution || (r < c.conditionResolution && r < m_config.planeResolution);
            const int width = m_config.channels(c, r);
            if (isUsed || m_wantsSpare)
                convolution(at + "fusion." + std::to_string(i) + ".", i == 0 ? width : 2 * width, width, 3, true);
        }
    }
    void conditioned(const std::string& at, const ConditionedConfig& c)
    {
        blocks(at + "synthesis.", 2 * c.finalResolution, m_config.planeChannels, widths(c));
        encoder(at + "synthesis.", c);
        fusions(at + "synthesis.", c);
        if (m_wantsSpare)
            mapping(at + "mapping.");
    }
    void superresolution(const std::string& at)
    {
        const SuperresolutionConfig& c = m_config.superresolution;
        const bool hasNoise = c.noise != NoiseMode::None;
        const int first = c.inputResolution * (c.firstBlockUpsamples ? 2 : 1);
        const auto block = [&](const std::string& name, int in, int out, int resolution) {
            filter(name);
            synthesisLayer(name + "conv0.", in, out, resolution, hasNoise);
            synthesisLayer(name + "conv1.", out, out, resolution, hasNoise);
            toRgb(name + "torgb.", out, m_config.imageChannels);
        };
        block(at + "block0.", m_config.planeChannels, c.width0, first);
        block(at + "block1.", c.width0, c.width1, 2 * first);
    }
    void decoder(const std::string& at)
    {
        fullyConnected(at + "net.0.", m_config.planeChannels, m_config.decoderWidth);
        fullyConnected(at + "net.2.", m_config.decoderWidth, 1 + m_config.planeChannels);
    }

private:
    const GeneratorConfig& m_config;
    bool m_wantsSpare;
    std::vector<ParameterInfo> m_list;
};

} // namespace

std::vector<ParameterInfo> parameterList(const GeneratorConfig& config, Spare spare)
{
    ListBuilder list(config, spare);
    if (config.takesMesh()) {
        list.backbone("texture_backbone.", config.planeChannels, false);
        list.conditioned("mouth_backbone.", config.mouth);
    }
    list.backbone("backbone.", config.staticPlaneCount() * config.planeChannels, true);
    list.superresolution("superresolution.");
    list.decoder("decoder.");
    if (config.takesMesh())
        list.conditioned("neural_blending.", config.blending);
    return list.finish();
}

} // namespace effigy::generator
