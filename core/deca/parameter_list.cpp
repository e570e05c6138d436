// SPDX-License-Identifier: GPL-3.0-or-later
#include "deca/parameter_list.h"

#include "base/error.h"
#include "tensorio/pickle_file.h"
#include "tensorio/pickle_tensors.h"

#include <array>

namespace effigy::deca {

namespace {

using torch::Tensor;

class List {
public:
    explicit List(std::int64_t narrowing) : m_narrowing(narrowing) {}
    [[nodiscard]] std::int64_t narrowed(std::int64_t channels) const
    {
        return deca::narrowed(channels, m_narrowing);
    }
    void add(const std::string& name, std::vector<std::int64_t> shape)
    {
        m_infos.push_back({name, std::move(shape)});
    }
    void addNorm(const std::string& name, std::int64_t channels)
    {
        for (const char* part : {"weight", "bias", "running_mean", "running_var"})
            add(name + part, {channels});
    }
    void addConvolution(const std::string& name, const std::string& norm,
                        std::vector<std::int64_t> shape)
    {
        const std::int64_t channels = shape[0];
        add(name + "weight", std::move(shape));
        addNorm(norm, channels);
    }
    void addLinear(const std::string& name, std::int64_t in, std::int64_t out)
    {
        add(name + "weight", {out, in});
        add(name + "bias", {out});
    }
    void addResnet50(const std::string& trunk)
    {
        constexpr std::array<int, 4> kBlocks = {3, 4, 6, 3};
        addConvolution(trunk + "conv1.", trunk + "bn1.", {narrowed(64), 3, 7, 7});
        std::int64_t in = narrowed(64);
        for (int layer = 0; layer < 4; ++layer) {
            const std::int64_t width = narrowed(std::int64_t{64} << layer);
            for (int block = 0; block < kBlocks[layer]; ++block) {
                const std::string at =
                    trunk + "layer" + std::to_string(layer + 1) + "." + std::to_string(block) + ".";
                addConvolution(at + "conv1.", at + "bn1.", {width, in, 1, 1});
                addConvolution(at + "conv2.", at + "bn2.", {width, width, 3, 3});
                addConvolution(at + "conv3.", at + "bn3.", {4 * width, width, 1, 1});
                if (block == 0)
                    addConvolution(at + "downsample.0.", at + "downsample.1.",
                                   {4 * width, in, 1, 1});
                in = 4 * width;
            }
        }
    }
    void addEncoder(const std::string& name, std::int64_t codes)
    {
        addResnet50(name + ".encoder.");
        addLinear(name + ".layers.0.", narrowed(2048), narrowed(1024));
        addLinear(name + ".layers.2.", narrowed(1024), codes);
    }
    [[nodiscard]] std::vector<ParameterInfo> take() { return std::move(m_infos); }

private:
    std::int64_t m_narrowing;
    std::vector<ParameterInfo> m_infos;
};

void refuse(const std::filesystem::path& path, const std::string& why)
{
    throw base::Error("model_refused", path.string() + " does not hold DECA's networks: " + why,
                      "Give deca_model.tar as it was published");
}

} // namespace

std::int64_t narrowed(std::int64_t channels, std::int64_t narrowing)
{
    base::require(narrowing >= 1 && narrowing <= kNarrowest && kNarrowest % narrowing == 0,
                  "networks are narrowed by 1, 2, 4, 8 or 16");
    return channels / narrowing;
}

std::vector<ParameterInfo> resnet50Parameters(const std::string& prefix, std::int64_t narrowing)
{
    List list(narrowing);
    list.addResnet50(prefix);
    return list.take();
}

std::vector<ParameterInfo> decaParameters(std::int64_t narrowing)
{
    constexpr std::int64_t kPlaces = 64; // of each channel that the decoder begins with
    List list(narrowing);
    list.addEncoder("E_flame", 236);
    list.addEncoder("E_detail", 128);
    std::array<std::int64_t, 6> widths = {128, 128, 64, 64, 32, 16};
    for (std::int64_t& width : widths)
        width = list.narrowed(width);
    list.addLinear("D_detail.l1.0.", 181, kPlaces * widths[0]);
    const std::string blocks = "D_detail.conv_blocks.";
    list.addNorm(blocks + "0.", widths[0]);
    for (std::size_t k = 0; k + 1 < widths.size(); ++k) {
        const std::string at = blocks + std::to_string(4 * k + 2) + ".";
        list.add(at + "weight", {widths[k + 1], widths[k], 3, 3});
        list.add(at + "bias", {widths[k + 1]});
        list.addNorm(blocks + std::to_string(4 * k + 3) + ".", widths[k + 1]);
    }
    list.add(blocks + "21.weight", {1, widths.back(), 3, 3});
    list.add(blocks + "21.bias", {1});
    return list.take();
}

std::int64_t narrowingOf(const tensorio::StateDict& parameters)
{
    constexpr std::int64_t kPublished = 64;
    const Tensor* first = parameters.find("E_flame.encoder.conv1.weight");
    const std::int64_t channels =
        first != nullptr && first->dim() == 4 ? first->size(0) : kPublished;
    const bool isNarrowed = channels >= kPublished / kNarrowest && channels <= kPublished &&
                            (channels & (channels - 1)) == 0;
    return isNarrowed ? kPublished / channels : 1;
}

bool isTrained(const ParameterInfo& info)
{
    return !info.name.ends_with("running_mean") && !info.name.ends_with("running_var");
}

tensorio::StateDict readDecaParameters(const std::filesystem::path& path)
{
    if (!std::filesystem::exists(path))
        throw base::Error("model_missing", "There is no file " + path.string(),
                          "Download deca_model.tar, or give another one with --model.");
    const tensorio::PickleTree tree = tensorio::readTorchCheckpoint(path);
    tensorio::StateDict found;
    for (const std::string network : {"E_flame", "E_detail", "D_detail"}) {
        const tensorio::PickleValue* dict = tree.root().find(network);
        if (!dict)
            refuse(path, network + " is missing");
        for (const auto& [name, tensor] : tensorio::collectTensors(tree, *dict)) {
            const std::string own = name.starts_with("module.") ? name.substr(7) : name;
            if (!own.ends_with("num_batches_tracked"))
                found.set(network + "." + own, tensor);
        }
    }
    const std::vector<ParameterInfo> infos = decaParameters();
    tensorio::StateDict parameters;
    for (const ParameterInfo& info : infos) {
        const Tensor* tensor = found.find(info.name);
        if (!tensor)
            refuse(path, info.name + " is missing");
        if (tensor->sizes() != at::IntArrayRef(info.shape))
            refuse(path, info.name + " has another shape");
        parameters.set(info.name, tensor->to(torch::kFloat32));
    }
    for (const auto& [name, tensor] : found)
        if (!parameters.contains(name))
            refuse(path, name + " is not part of them");
    return parameters;
}

} // namespace effigy::deca
