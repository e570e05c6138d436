// SPDX-License-Identifier: GPL-3.0-or-later
#include "parity/next3d_operators.h"

#include "generator/activation.h"
#include "generator/convolution.h"
#include "generator/fir.h"
#include "generator/latent_seed.h"
#include "generator/mapping.h"
#include "generator/neural_texture.h"
#include "generator/orbit_camera.h"
#include "generator/resampled_convolution.h"
#include "generator/synthesis.h"
#include "train/gan_schedule.h"

#include <ATen/ATen.h>

#include <array>
#include <numbers>
#include <string>
#include <utility>

namespace effigy::parity {

namespace {

using namespace generator;
using tensorio::StateDict;
using torch::Tensor;

constexpr std::array<std::pair<const char*, Activation>, 9> kActivations = {{{"linear", Activation::Linear},
                                                                            {"relu", Activation::Relu},
                                                                            {"lrelu", Activation::LeakyRelu},
                                                                            {"tanh", Activation::Tanh},
                                                                            {"sigmoid", Activation::Sigmoid},
                                                                            {"elu", Activation::Elu},
                                                                            {"selu", Activation::Selu},
                                                                            {"softplus", Activation::Softplus},
                                                                            {"swish", Activation::Swish}}};

void mapOne(FileScope& file, const std::string& name, int layers, int rows, bool hasLatent)
{
    const StateDict parameters = file.parameters(name);
    const ParameterScope scope(parameters);
    const auto map = [&](double psi, std::optional<int> cutoff) {
        return mapLatents(scope, hasLatent ? file[name + ".z"] : Tensor(), file[name + ".c"],
                          {.layers = layers, .rows = rows, .psi = psi, .cutoff = cutoff});
    };
    if (!hasLatent) {
        file.set(name + ".w", map(1.0, {}).squeeze(1));
        return;
    }
    file.set(name + ".w", map(1.0, {}));
    file.set(name + ".w_psi07", map(0.7, {}));
    file.set(name + ".w_psi05_cut2", map(0.5, 2));
    file.set(name + ".w_avg_after", movedAverage(parameters.at("w_avg"), map(1.0, {}).select(1, 0)));
}

void runResidualBlock(FileScope& file)
{
    const StateDict parameters = file.parameters("resnet");
    const Tensor& ws = file["resnet.ws"];
    for (const auto& [mode, suffix] : {std::pair(NoiseMode::Const, "const"), std::pair(NoiseMode::None, "none")}) {
        const BlockOutput output =
            residualBlock(ParameterScope(parameters), file["resnet.x"], {ws.select(1, 0), ws.select(1, 1), ws.select(1, 2)},
                          {.synthesis = {.noise = mode}, .way = Modulation::Way::Fused});
        file.set(std::string("resnet.x_") + suffix, output.x);
        file.set(std::string("resnet.img_") + suffix, output.image);
    }
}

void runBlock(FileScope& file, const std::string& name, bool isFirst, double clamp)
{
    const StateDict parameters = file.parameters(name);
    const Tensor& ws = file[name + ".ws"];
    for (const auto& [mode, suffix] : {std::pair(NoiseMode::Const, "const"), std::pair(NoiseMode::None, "none")}) {
        const auto run = [&](Modulation::Way way) {
            const BlockStyles styles = isFirst ? BlockStyles{Tensor(), ws.select(1, 0), ws.select(1, 1)}
                                               : BlockStyles{ws.select(1, 0), ws.select(1, 1), ws.select(1, 2)};
            const BlockOutput input = isFirst ? BlockOutput() : BlockOutput{file[name + ".x"], file[name + ".img"]};
            return synthesisBlock(ParameterScope(parameters), input, styles, nn::Resampling::Up,
                                  {.clamp = clamp, .synthesis = {.noise = mode}, .way = way});
        };
        const BlockOutput output = run(Modulation::Way::Fused);
        file.set(name + ".x_" + suffix, output.x);
        file.set(name + ".img_" + suffix, output.image);
        if (name == "mid" && mode == NoiseMode::Const)
            file.set("mid.x_const_unfused", run(Modulation::Way::Separate).x);
    }
}

// [row][column]-wise numbers of a label, f32
Tensor labelPart(const CameraLabel& label, std::int64_t first, std::int64_t size)
{
    return toTensor(label).slice(1, first, first + size * size).reshape({size, size});
}

void cameras(FileScope& file)
{
    std::vector<Tensor> poses, intrinsics;
    const Tensor &arguments = file["camera.args"], &fovs = file["camera.fov"];
    for (std::int64_t i = 0; i < arguments.size(0); ++i) {
        const auto* a = arguments[i].data_ptr<double>();
        constexpr double kFront = std::numbers::pi / 2.0;
        poses.push_back(labelPart(orbitLabel({.yaw = a[0] - kFront, .pitch = a[1] - kFront, .radius = a[5], .pivot = {a[2], a[3], a[4]}}), 0, 4));
    }
    for (std::int64_t i = 0; i < fovs.numel(); ++i)
        intrinsics.push_back(labelPart(orbitLabel({.fovDeg = fovs[i].item<double>()}), 16, 3));
    file.set("camera.cam2world", at::stack(poses));
    file.set("camera.intrinsics", at::stack(intrinsics));
}

} // namespace

StateDict biasAct(const ParitySet& set)
{
    FileScope file(set, "ops_bias_act");
    const Tensor& x = file["x"];
    for (const auto& [name, activation] : kActivations) {
        const std::string key = std::string("y_") + name;
        file.set(key, biasActivate(x, file["b"], {.activation = activation}));
        file.set(key + "_clamp", biasActivate(x, file["b"], {.activation = activation, .gain = 1.7, .clamp = 0.8}));
    }
    file.set("y_lrelu_alpha", biasActivate(x, {}, {.gain = 2.0, .slope = 0.35}));
    file.set("y_linear_dim0", biasActivate(x, file["b_dim0"], {.activation = Activation::Linear, .gain = 0.5, .biasAxis = 0}));
    return file.finish();
}

StateDict upfirdn(const ParitySet& set)
{
    FileScope file(set, "ops_upfirdn2d");
    const Tensor &x = file["x"], &f = file["filter_1331"], &asym = file["filter_asym"], &sep = file["filter_sep12"];
    const auto run = [&](const char* name, const Tensor& filter, const FirOptions& options) {
        file.set(name, upfirdn2d(x, filter, options));
    };
    run("y_up2", f, {.upX = 2, .upY = 2, .padding = {2, 1, 2, 1}, .gain = 4.0});
    run("y_down2", f, {.downX = 2, .downY = 2, .padding = {1, 1, 1, 1}});
    run("y_filter", f, {.padding = {2, 1, 2, 1}});
    run("y_asym", asym, {.padding = {1, 2, 3, 0}});
    run("y_asym_flip", asym, {.padding = {1, 2, 3, 0}, .flipsFilter = true});
    run("y_negpad", f, {.upX = 2, .upY = 2, .padding = {-1, 2, 1, -2}, .gain = 2.0});
    run("y_up3down2", asym, {.upX = 3, .upY = 3, .downX = 2, .downY = 2, .padding = {4, 3, 2, 5}, .gain = 1.5});
    run("y_upxy", f, {.upX = 2, .downY = 3, .padding = {3, 2, 1, 2}});
    run("y_sep_up2", sep, {.upX = 2, .upY = 2, .padding = {6, 5, 6, 5}, .gain = 4.0});
    run("y_sep_down2", sep, {.downX = 2, .downY = 2, .padding = {5, 5, 5, 5}, .flipsFilter = true});
    run("y_none", {}, {.upX = 2, .upY = 2, .padding = {0, 1, 1, 0}});
    run("y_filter2d", f, {.padding = {2, 1, 2, 1}});
    file.set("y_upsample2d", upsample2d(x));
    file.set("y_downsample2d", upfirdn2d(x, f, {.downX = 2, .downY = 2, .padding = {1, 1, 1, 1}}));
    file.set("filter_blur3", train::blurTaps(3.0));
    file.set("y_blur", upfirdn2d(file["x_blur"], file["filter_blur3"], {.padding = {9, 9, 9, 9}}));
    return file.finish();
}

StateDict convolution(const ParitySet& set)
{
    FileScope file(set, "ops_conv2d_resample");
    const Tensor &x = file["x"], &f = file["filter_1331"];
    for (const std::string kernel : {"w3", "w1"})
        for (const int up : {1, 2})
            for (const int down : {1, 2})
                for (const bool flips : {false, true}) {
                    const std::string name = "y_" + kernel + "_up" + std::to_string(up) + "_down" + std::to_string(down);
                    const int pad = kernel == "w3" ? 1 : 0;
                    file.set(name + (flips ? "_conv" : "_corr"),
                             convolveResampled(x, file[kernel], f,
                                               {.up = up, .down = down, .padding = {pad, pad, pad, pad}, .flipsWeight = flips}));
                }
    file.set("y_w3_asympad", convolveResampled(x, file["w3"], {}, {.padding = {2, 0, 1, 1}}));
    // The cases that networks use: they correlate at the same and at half the size and convolve (unflipped transposed
    // weights) at twice the size.
    file.set("y_w3_up1_down1_corr", convolve(x, file["w3"], nn::Resampling::Same));
    file.set("y_w3_up2_down1_conv", convolve(x, file["w3"], nn::Resampling::Up));
    file.set("y_w3_up1_down2_corr", convolve(x, file["w3"], nn::Resampling::Down));
    file.set("y_w1_up1_down1_corr", convolve(x, file["w1"], nn::Resampling::Same));
    file.set("y_w1_up2_down1_corr", convolve(x, file["w1"], nn::Resampling::Up));
    return file.finish();
}

StateDict modulatedConvolution(const ParitySet& set)
{
    FileScope file(set, "ops_modulated_conv2d");
    const Tensor &x = file["x"], &styles = file["styles"], &w3 = file["w3"];
    const auto run = [&](const Tensor& weight, bool demodulates, nn::Resampling resampling) {
        return convolveModulated(x, weight, styles, {.demodulates = demodulates, .resampling = resampling});
    };
    file.set("y_demod_up1", run(w3, true, nn::Resampling::Same) + file["noise1"]);
    file.set("y_demod_up2", run(w3, true, nn::Resampling::Up) + file["noise2"]);
    file.set("y_demod_down2", run(w3, true, nn::Resampling::Down));
    file.set("y_nodemod_up1", run(w3, false, nn::Resampling::Same));
    file.set("y_nodemod_up2", run(w3, false, nn::Resampling::Up));
    file.set("y_torgb_1x1", run(file["w1"], false, nn::Resampling::Same));
    return file.finish();
}

StateDict mappings(const ParitySet& set)
{
    FileScope file(set, "ops_mapping");
    mapOne(file, "m8", 8, 6, true);
    mapOne(file, "m2", 2, 5, true);
    mapOne(file, "dmap", 8, 1, false);
    return file.finish();
}

StateDict blocks(const ParitySet& set)
{
    FileScope file(set, "ops_blocks");
    runBlock(file, "first", true, 0.0);
    runBlock(file, "mid", false, 0.0);
    runBlock(file, "last_clamp", false, 1.5);
    runResidualBlock(file);
    return file.finish();
}

StateDict resampling(const ParitySet& set)
{
    FileScope file(set, "ops_resample");
    for (const std::string name : {"aa_down", "aa_up", "aa_mixed", "aa_to64", "aa_x2"}) {
        const Tensor& y = file[name + ".y"];
        file.set(name + ".y", resizeAntialiased(file[name + ".x"], y.size(2), y.size(3)));
        file.set(name + ".y_noaa", resizeBilinear(file[name + ".x"], y.size(2), y.size(3)));
    }
    file.set("grid.y", sampleTexture(file["grid.x"], file["grid.grid"]));
    std::vector<Tensor> rotations, boxes;
    const Tensor angles = file["geom.angles"].to(torch::kFloat64);
    for (std::int64_t i = 0; i < angles.size(0); ++i)
        rotations.push_back(viewRotation(angles[i][0].item<double>(), angles[i][1].item<double>(), angles[i][2].item<double>()));
    // The reference lays a batch out with the angles fastest, whatever the shape says; it only ever uses batches of one.
    file.set("geom.angle2matrix", at::stack(rotations, 2).reshape({-1, 3, 3}));
    file.set("fill_mouth.out", fillHoles(file["fill_mouth.alpha"]));
    constexpr int kFrontView = 256;
    for (std::int64_t i = 0; i < file["mouth_box.lms"].size(0); ++i) {
        const MouthBox box = mouthBox(file["mouth_box.lms"][i], kFrontView);
        boxes.push_back(torch::tensor({box.top, box.bottom, box.left, box.right}));
    }
    file.set("mouth_box.box", at::stack(boxes));
    cameras(file);
    std::vector<Tensor> latents;
    const Tensor& seeds = file["latent.seeds"];
    for (std::int64_t i = 0; i < seeds.numel(); ++i)
        latents.push_back(latentOfSeed(seeds[i].item<std::int64_t>(), static_cast<int>(file["latent.z"].size(1))));
    file.set("latent.z", at::cat(latents, 0));
    return file.finish();
}

} // namespace effigy::parity
