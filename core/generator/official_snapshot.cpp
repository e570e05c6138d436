// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/official_snapshot.h"

#include "base/error.h"
#include "tensorio/pickle_file.h"
#include "tensorio/pickle_tensors.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <utility>

namespace effigy::generator {

namespace {

using nlohmann::json;
using tensorio::PickleKind;
using tensorio::PickleValue;
using tensorio::StateDict;
using torch::Tensor;

std::string_view lastPart(std::string_view name)
{
    const auto dot = name.rfind('.');
    return dot == std::string_view::npos ? name : name.substr(dot + 1);
}

const PickleValue* moduleOf(const PickleValue& network, std::string_view name)
{
    const PickleValue* modules = network.find("_modules");
    return modules != nullptr ? modules->find(name) : nullptr;
}

NetworkKind kindOf(const PickleValue& network)
{
    const std::string_view name = lastPart(network.className());
    if (name.ends_with("Discriminator"))
        return NetworkKind::Discriminator;
    if (moduleOf(network, "texture_backbone") != nullptr)
        return NetworkKind::Next3D;
    if (moduleOf(network, "backbone") != nullptr && moduleOf(network, "renderer") != nullptr)
        return NetworkKind::Eg3d;
    return name == "Generator" && moduleOf(network, "synthesis") != nullptr ? NetworkKind::StyleGan2
                                                                            : NetworkKind::Other;
}

// Plain values as JSON; what has no counterpart there, such as a tensor, is left out of tables and
// null in lists.
json toJson(const PickleValue& value)
{
    switch (value.kind()) {
    case PickleKind::Bool:
        return value.truth();
    case PickleKind::Int:
        return value.integer();
    case PickleKind::Float:
        return value.real();
    case PickleKind::Text:
    case PickleKind::Bytes:
        return value.text();
    case PickleKind::List:
    case PickleKind::Tuple: {
        json list = json::array();
        for (const PickleValue* item : value.items())
            list.push_back(toJson(*item));
        return list;
    }
    case PickleKind::Dict: {
        json table = json::object();
        for (const PickleValue::Entry& entry : value.entries())
            if (entry.key->kind() == PickleKind::Text || entry.key->kind() == PickleKind::Bytes)
                table[entry.key->text()] = toJson(*entry.value);
        return table;
    }
    default:
        return nullptr;
    }
}

/// Collects parameters and buffers of a torch module and of those within it, as its state_dict()
/// names them.
class StateCollector {
public:
    explicit StateCollector(const tensorio::PickleTree& tree) : m_tensors(tree) {}

    // Modules are nested no deeper than the reader allows, which bounds this recursion.
    void collect(const PickleValue& module, const std::string& prefix)
    {
        addAll(module, module.at("_parameters"), prefix);
        addAll(module, module.at("_buffers"), prefix);
        for (const PickleValue::Entry& entry : module.at("_modules").entries())
            if (!entry.value->isNone())
                collect(*entry.value, prefix + entry.key->text() + ".");
    }
    StateDict take() { return m_tensors.take(); }

private:
    void addAll(const PickleValue& module, const PickleValue& tensors, const std::string& prefix)
    {
        const PickleValue* transient = module.find("_non_persistent_buffers_set");
        for (const PickleValue::Entry& entry : tensors.entries()) {
            const std::string name = entry.key->text();
            const bool isTransient =
                transient != nullptr &&
                std::ranges::any_of(transient->items(),
                                    [&](const PickleValue* item) { return item->text() == name; });
            if (!entry.value->isNone() && !isTransient)
                m_tensors.add(prefix + name, *entry.value);
        }
    }

    tensorio::TensorCollector m_tensors;
};

Tensor attribute(const PickleValue& network, const char* name, std::vector<std::int64_t> shape,
                 torch::ScalarType type)
{
    Tensor tensor = network.at(name).tensor();
    if (tensor.sizes() != c10::IntArrayRef(shape) || tensor.scalar_type() != type)
        network.refuse(std::string("its ") + name + " has the wrong shape or type");
    return tensor;
}

// True for the axes of EG3D, false for those of Next3D; refuses others.
bool hasEg3dAxes(const PickleValue& network)
{
    const PickleValue* renderer = moduleOf(network, "renderer");
    if (renderer == nullptr)
        network.refuse("it has no renderer");
    const Tensor axes = attribute(*renderer, "plane_axes", {3, 3, 3}, torch::kFloat32);
    const auto third = [](std::vector<float> values) {
        return torch::tensor(values).reshape({3, 3});
    };
    const Tensor front = third({1, 0, 0, 0, 1, 0, 0, 0, 1});
    const Tensor second = third({1, 0, 0, 0, 0, 1, 0, 1, 0});
    const bool isKnown = torch::equal(axes[0], front) && torch::equal(axes[1], second);
    if (isKnown && torch::equal(axes[2], third({0, 0, 1, 1, 0, 0, 0, 1, 0})))
        return true;
    if (!isKnown || !torch::equal(axes[2], third({0, 0, 1, 0, 1, 0, 1, 0, 0})))
        network.refuse("its planes stand in an unknown way");
    return false;
}

HeadLayout layoutOf(const PickleValue& network, const StateDict& state)
{
    HeadLayout layout;
    const Tensor& faces = state.at("faces");
    const Tensor& uvs = state.at("face_uvcoords");
    const bool isSound = faces.dim() == 3 && faces.size(0) == 1 && faces.size(2) == 3 &&
                         faces.scalar_type() == torch::kInt64 && faces.numel() > 0 &&
                         faces.min().item<std::int64_t>() >= 0 && uvs.dim() == 4 &&
                         uvs.size(0) == 1 && uvs.size(1) == faces.size(1) && uvs.size(2) == 3 &&
                         uvs.size(3) == 3 && uvs.scalar_type() == torch::kFloat32;
    if (!isSound)
        network.refuse("its mesh is damaged");
    layout.faces = faces[0].clone();
    layout.faceUvs = uvs[0].slice(2, 0, 2).contiguous();
    const auto maskShape = network.at("uv_face_mask").shape();
    if (maskShape.size() != 4 || maskShape[2] != maskShape[3])
        network.refuse("its mask is damaged");
    layout.uvMask =
        attribute(network, "uv_face_mask", {1, 1, maskShape[2], maskShape[2]}, torch::kFloat32);
    layout.orthScale = attribute(network, "orth_scale", {1, 1}, torch::kFloat32).item<double>();
    const Tensor shift =
        attribute(network, "orth_shift", {1, 3}, torch::kFloat32).to(torch::kFloat64);
    std::copy_n(shift.data_ptr<double>(), 3, layout.orthShift.begin());
    return layout;
}

// What the state dict holds beside the weights: the mesh, and a table of the training set.
bool isWeight(const std::string& name)
{
    static const std::set<std::string, std::less<>> kOthers = {
        "dense_faces", "faces",         "raw_uvcoords",     "uvcoords",
        "uvfaces",     "face_uvcoords", "dataset_label_std"};
    return !kOthers.contains(name) && name != "superresolution.resample_filter";
}

} // namespace

OfficialSnapshot::OfficialSnapshot(std::filesystem::path path, tensorio::PickleTree tree)
    : m_path(std::move(path)), m_tree(std::move(tree))
{
    const PickleValue& root = m_tree.root();
    if (root.kind() == PickleKind::Dict)
        for (const char* entry : {"G", "D", "G_ema", "augment_pipe"})
            if (const PickleValue* network = root.find(entry);
                network != nullptr && network->kind() == PickleKind::Object)
                m_networks.push_back({entry, kindOf(*network), network->className()});
    if (m_networks.empty())
        root.refuse("it is no snapshot of networks");
}

OfficialSnapshot OfficialSnapshot::open(const std::filesystem::path& path)
{
    tensorio::PickleOptions options;
    options.recordModules = {"training", "torch.nn.modules."};
    return {path, tensorio::readPickle(path, options)};
}

NetworkKind OfficialSnapshot::kind() const
{
    const auto found = std::ranges::find(m_networks, "G_ema", &SnapshotNetwork::entry);
    return found != m_networks.end() ? found->kind : m_networks.front().kind;
}

const PickleValue& OfficialSnapshot::object(std::string_view entry) const
{
    if (std::ranges::find(m_networks, entry, &SnapshotNetwork::entry) == m_networks.end())
        m_tree.root().refuse("it holds no " + std::string(entry));
    return m_tree.root().at(entry);
}

StateDict OfficialSnapshot::state(std::string_view entry) const
{
    StateCollector collector(m_tree);
    collector.collect(object(entry), "");
    return collector.take();
}

std::string OfficialSnapshot::options(std::string_view entry) const
{
    const PickleValue& network = object(entry);
    json description = json::object();
    for (const auto& [key, attribute] :
         {std::pair("init_kwargs", "_init_kwargs"),
          std::pair("rendering_kwargs", "rendering_kwargs"),
          std::pair("neural_rendering_resolution", "neural_rendering_resolution")})
        if (const PickleValue* value = network.find(attribute))
            description[key] = toJson(*value);
    return description.dump(1, ' ', false, json::error_handler_t::replace);
}

GeneratorConfig OfficialSnapshot::config(const PickleValue& network) const
{
    GeneratorConfig config = parseOfficialConfig(options("G_ema"));
    config.name = m_path.stem().string();
    config.eg3dAxes = hasEg3dAxes(network);
    const bool isReleased = std::ranges::any_of(m_tree.globals(), [](const std::string& name) {
        return name.find("v13_neural_blending") != std::string::npos;
    });
    config.planeBlend = isReleased ? PlaneBlend::FrontOnly : PlaneBlend::AllThree;
    if (kind() == NetworkKind::Eg3d)
        config.planeBlend = PlaneBlend::Static;
    return config;
}

Generator OfficialSnapshot::generator() const
{
    if (kind() != NetworkKind::Next3D && kind() != NetworkKind::Eg3d)
        throw base::Error("unsupported",
                          m_path.string() + " holds a network of the kind " + nameOf(kind()) +
                              ", which Effigy cannot render",
                          "Choose a snapshot of Next3D or EG3D");
    const PickleValue& network = object("G_ema");
    const StateDict everything = state("G_ema");
    Generator generator = {.config = config(network), .parameters = {}, .layout = {}};
    if (generator.config.takesMesh())
        generator.layout = layoutOf(network, everything);
    for (const auto& [name, tensor] : everything)
        if (isWeight(name))
            generator.parameters.set(name, tensor);
    checkParameters(generator.config, generator.parameters);
    return generator;
}

const char* nameOf(NetworkKind kind)
{
    switch (kind) {
    case NetworkKind::Next3D:
        return "next3d";
    case NetworkKind::Eg3d:
        return "eg3d";
    case NetworkKind::StyleGan2:
        return "stylegan2";
    case NetworkKind::Discriminator:
        return "discriminator";
    case NetworkKind::Other:
        break;
    }
    return "unknown";
}

} // namespace effigy::generator
