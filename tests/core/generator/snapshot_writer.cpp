// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generator/snapshot_writer.h"

#include <bit>
#include <cstdint>
#include <fstream>
#include <functional>
#include <map>
#include <set>
#include <vector>

namespace effigy::test {

namespace {

using torch::Tensor;

/// Opcodes of the pickle machine, one call each.
class PickleWriter {
public:
    explicit PickleWriter(int protocol) { op('\x80').raw(static_cast<char>(protocol)); }

    PickleWriter& op(char code) { return raw(code); }
    PickleWriter& text(const std::string& value) { return op('X').number<std::uint32_t>(value.size()).append(value); }
    PickleWriter& bytes(const std::string& value) { return op('B').number<std::uint32_t>(value.size()).append(value); }
    PickleWriter& integer(std::int32_t value) { return op('J').number<std::int32_t>(value); }
    PickleWriter& truth(bool value) { return op(value ? '\x88' : '\x89'); }
    PickleWriter& none() { return op('N'); }
    PickleWriter& real(double value)
    {
        op('G');
        const auto bits = std::bit_cast<std::uint64_t>(value);
        for (int byte = 7; byte >= 0; --byte)
            raw(static_cast<char>(bits >> (8 * byte) & 0xFF));
        return *this;
    }
    PickleWriter& global(const std::string& module, const std::string& name) { return append("c" + module + "\n" + name + "\n"); }
    PickleWriter& tuple(const std::function<void()>& items) { return marked(items, 't'); }
    PickleWriter& dict(const std::function<void()>& items) { return op('}').marked(items, 'u'); }
    PickleWriter& list(const std::function<void()>& items) { return op(']').marked(items, 'e'); }
    /// An ordered dictionary.
    PickleWriter& ordered(const std::function<void()>& items)
    {
        return global("collections", "OrderedDict").op(')').op('R').marked(items, 'u');
    }
    template <typename T>
    PickleWriter& number(std::uint64_t value)
    {
        for (std::size_t byte = 0; byte < sizeof(T); ++byte)
            raw(static_cast<char>(value >> (8 * byte) & 0xFF));
        return *this;
    }
    PickleWriter& append(const std::string& value)
    {
        m_out += value;
        return *this;
    }
    std::string finish() { return m_out + "."; }

private:
    PickleWriter& raw(char value)
    {
        m_out += value;
        return *this;
    }
    PickleWriter& marked(const std::function<void()>& items, char end)
    {
        op('(');
        items();
        return op(end);
    }

    std::string m_out;
};

// A storage as torch.save wrote it before its files were archives.
std::string legacyStorage(const Tensor& values)
{
    const std::string magic("\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19", 10);
    std::string all = PickleWriter(2).op('\x8a').append(std::string(1, '\x0a') + magic).finish();
    all += PickleWriter(2).integer(1001).finish();
    PickleWriter system(2);
    system.dict([&] {
        system.text("protocol_version").integer(1001).text("little_endian").truth(true).text("type_sizes");
        system.dict([&] { system.text("short").integer(2).text("int").integer(4).text("long").integer(4); });
    });
    all += system.finish();
    PickleWriter storage(2);
    storage.tuple([&] {
        storage.text("storage").global("torch", "FloatStorage").text("0").text("cpu").integer(static_cast<int>(values.numel())).none();
    });
    all += storage.op('Q').finish();
    PickleWriter keys(2);
    keys.list([&] { keys.text("0"); });
    all += keys.finish();
    std::string count;
    for (int byte = 0; byte < 8; ++byte)
        count += static_cast<char>(static_cast<std::uint64_t>(values.numel()) >> (8 * byte) & 0xFF);
    return all + count
           + std::string(reinterpret_cast<const char*>(values.data_ptr<float>()), static_cast<std::size_t>(values.numel()) * sizeof(float));
}

void writeTensor(PickleWriter& to, const Tensor& tensor)
{
    const Tensor dense = tensor.contiguous();
    to.global("torch._utils", "_rebuild_tensor_v2");
    to.tuple([&] {
        to.global("torch.storage", "_load_from_bytes").tuple([&] { to.bytes(legacyStorage(dense)); }).op('R').integer(0);
        to.tuple([&] {
            for (const auto size : dense.sizes())
                to.integer(static_cast<int>(size));
        });
        to.tuple([&] {
            for (const auto stride : dense.strides())
                to.integer(static_cast<int>(stride));
        });
        to.truth(false).ordered([] {});
    });
    to.op('R');
}

/// A module with what is in it.
struct Module {
    std::map<std::string, Tensor> parameters;
    std::map<std::string, Tensor> buffers;
    std::map<std::string, Module> modules;
};

Module moduleTree(const tensorio::StateDict& parameters, const std::set<std::string>& buffers)
{
    Module root;
    for (const auto& [name, tensor] : parameters) {
        Module* at = &root;
        std::size_t from = 0;
        for (std::size_t dot = name.find('.'); dot != std::string::npos; dot = name.find('.', from)) {
            at = &at->modules[name.substr(from, dot - from)];
            from = dot + 1;
        }
        (buffers.contains(name) ? at->buffers : at->parameters)[name.substr(from)] = tensor;
    }
    return root;
}

using Attributes = std::function<void()>;

void writeState(PickleWriter& to, const Module& module, const Attributes& attributes,
                const std::function<void(const std::string&, const Module&)>& writeInner)
{
    to.dict([&] {
        to.text("training").truth(false).text("_parameters").ordered([&] {
            for (const auto& [name, tensor] : module.parameters) {
                to.text(name).global("torch._utils", "_rebuild_parameter");
                to.tuple([&] {
                    writeTensor(to, tensor);
                    to.truth(true).ordered([] {});
                });
                to.op('R');
            }
        });
        to.text("_buffers").ordered([&] {
            for (const auto& [name, tensor] : module.buffers) {
                to.text(name);
                writeTensor(to, tensor);
            }
        });
        to.text("_non_persistent_buffers_set").op('\x8f').text("_modules").ordered([&] {
            for (const auto& [name, inner] : module.modules) {
                to.text(name);
                writeInner(name, inner);
            }
        });
        attributes();
    });
}

// An object of a class whose source the file carries.
void writePersistent(PickleWriter& to, const std::string& className, const std::function<void()>& state)
{
    to.global("torch_utils.persistence", "_reconstruct_persistent_obj");
    to.tuple([&] {
        to.dict([&] {
            to.text("type").text("class").text("version").integer(6).text("module_src").text("raise SystemExit('never run')\n");
            to.text("class_name").text(className).text("state");
            state();
        });
    });
    to.op('R');
}

void writePlain(PickleWriter& to, const std::string& module, const std::string& name, const std::function<void()>& state)
{
    to.global(module, name).op(')').op('\x81');
    state();
    to.op('b');
}

void writeModule(PickleWriter& to, const std::string& name, const Module& module, const Tensor& planeAxes)
{
    const auto inner = [&](const std::string& innerName, const Module& innerModule) { writeModule(to, innerName, innerModule, planeAxes); };
    const auto state = [&] {
        writeState(to, module, [&] {
            if (name == "renderer") {
                to.text("plane_axes");
                writeTensor(to, planeAxes);
            }
        }, inner);
    };
    if (name == "renderer")
        writePlain(to, "training.volumetric_rendering.renderer", "ImportanceRenderer", state);
    else if (name == "decoder")
        writePlain(to, "training.triplane", "OSGDecoder", state);
    else if (name == "net")
        writePlain(to, "torch.nn.modules.container", "Sequential", state);
    else
        writePersistent(to, name == "backbone" ? "Generator" : "SynthesisBlock", state);
}

void writeRendering(PickleWriter& to, const Eg3dSnapshot& s, int depthSamples)
{
    to.dict([&] {
        to.text("image_resolution").integer(128).text("disparity_space_sampling").truth(false).text("clamp_mode").text("softplus");
        to.text("superresolution_module").text("training.superresolution.SuperresolutionHybrid2X");
        to.text("c_gen_conditioning_zero").truth(false).text("c_scale").real(1.0).text("superresolution_noise_mode").text("none");
        to.text("density_reg").real(0.25).text("decoder_lr_mul").real(1.0).text("sr_antialias").truth(true);
        to.text("depth_resolution").integer(depthSamples).text("depth_resolution_importance").integer(s.importanceSamples);
        to.text("ray_start").real(2.25).text("ray_end").real(3.3).text("box_warp").real(s.boxWarp);
        to.text("avg_camera_radius").real(2.7).text("avg_camera_pivot").list([&] { to.integer(0).integer(0).real(0.2); });
    });
}

void writeAttributes(PickleWriter& to, const Eg3dSnapshot& s)
{
    to.text("neural_rendering_resolution").integer(s.rawResolution).text("rendering_kwargs");
    writeRendering(to, s, s.depthSamples);
    to.text("_init_args").op(')').text("_init_kwargs").dict([&] {
        to.text("c_dim").integer(25).text("img_resolution").integer(128).text("img_channels").integer(3);
        to.text("z_dim").integer(s.zDim).text("w_dim").integer(s.wDim).text("mapping_kwargs").dict([&] { to.text("num_layers").integer(2); });
        to.text("channel_base").integer(s.channelBase).text("channel_max").integer(s.channelMax);
        to.text("fused_modconv_default").text("inference_only").text("num_fp16_res").integer(0).text("conv_clamp").none();
        to.text("sr_num_fp16_res").integer(4).text("rendering_kwargs");
        writeRendering(to, s, s.depthSamples + 100);
    });
}

} // namespace

Eg3dSnapshot::Eg3dSnapshot()
    : planeAxes(torch::tensor({1.F, 0.F, 0.F, 0.F, 1.F, 0.F, 0.F, 0.F, 1.F, 1.F, 0.F, 0.F, 0.F, 0.F, 1.F, 0.F, 1.F, 0.F, 0.F, 0.F, 1.F,
                               1.F, 0.F, 0.F, 0.F, 1.F, 0.F})
                    .reshape({3, 3, 3}))
{
}

generator::GeneratorConfig Eg3dSnapshot::config() const
{
    generator::GeneratorConfig c;
    c.zDim = zDim;
    c.wDim = c.mappingEmbed = c.mappingWidth = wDim;
    c.channelBase = channelBase;
    c.channelMax = channelMax;
    c.rawResolution = rawResolution;
    c.planeBlend = generator::PlaneBlend::Static;
    c.eg3dAxes = true;
    c.rendering.depthSamples = depthSamples;
    c.rendering.importanceSamples = importanceSamples;
    c.rendering.boxWarp = boxWarp;
    c.superresolution = generator::superresolutionNamed("SuperresolutionHybrid2X");
    c.superresolution.clamp = 256.0;
    return c;
}

void writeSnapshot(const std::filesystem::path& path, const Eg3dSnapshot& snapshot, const tensorio::StateDict& parameters)
{
    std::set<std::string> buffers;
    for (const auto& info : generator::parameterList(snapshot.config(), generator::Spare::Included))
        if (!info.isTrained)
            buffers.insert(info.name);
    Module root = moduleTree(parameters, buffers);
    root.modules["superresolution"].buffers["resample_filter"] = torch::ones({4, 4}) / 16.0;
    if (snapshot.planeAxes.defined())
        root.modules["renderer"]; // has nothing but an attribute
    PickleWriter to(4);
    to.dict([&] {
        to.text("training_set_kwargs").none().text("G").none().text("D").none().text("G_ema");
        writePersistent(to, "TriPlaneGenerator", [&] {
            writeState(to, root, [&] { writeAttributes(to, snapshot); },
                       [&](const std::string& name, const Module& module) { writeModule(to, name, module, snapshot.planeAxes); });
        });
        to.text("augment_pipe").none();
    });
    const std::string bytes = to.finish();
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

} // namespace effigy::test
