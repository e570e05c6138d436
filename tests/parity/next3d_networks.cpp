// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/discriminator.h"
#include "generator/fir.h"
#include "generator/mapping.h"
#include "generator/synthesis.h"
#include "parity/next3d_operators.h"
#include "train/gan_loss.h"

#include <ATen/ATen.h>

#include <string>

namespace effigy::parity {

namespace {

using namespace generator;
using tensorio::StateDict;
using torch::Tensor;

// Modules of that name with a number, e.g. fc0 ... fc7.
int countOf(const StateDict& parameters, const std::string& prefix, const std::string& suffix)
{
    int count = 0;
    while (parameters.contains(prefix + std::to_string(count) + suffix))
        ++count;
    return count;
}

// The finest block of a network that has one per power of two.
int finestBlock(const StateDict& parameters, const std::string& prefix, const std::string& suffix)
{
    int finest = 4;
    for (int r = 4; r <= 1024; r *= 2)
        if (parameters.contains(prefix + "b" + std::to_string(r) + suffix))
            finest = r;
    return finest;
}

void runConditioned(FileScope& file, const std::string& name)
{
    const StateDict parameters = file.parameters(name);
    const Tensor& x = file[name + ".x"];
    const int in = static_cast<int>(x.size(2));
    const ConditionedConfig config = {.inputResolution = in,
                                      .finalResolution =
                                          in >> countOf(parameters, "encoder.", ".conv1.weight"),
                                      .conditionResolution = in};
    const ConditionedStages stages =
        conditionedStages(ParameterScope(parameters), x, file[name + ".ws"], config,
                          finestBlock(parameters, "", ".torgb.weight"), {});
    for (std::size_t i = 0; i < stages.features.size(); ++i) {
        const std::string block = name + ".enc" + std::to_string(i);
        file.set(block + "_img", stages.conditions[i]);
        file.set(block + "_feat", stages.features[i]);
    }
    for (std::size_t j = 0; j < stages.fusions.size(); ++j)
        file.set(name + ".fusion" + std::to_string(j), stages.fusions[j]);
    file.set(name + ".y", stages.image);
}

// Gradients of `loss` in the discriminator's parameters, under "prefix.name".
void setGradients(FileScope& file, const std::string& prefix, const Tensor& loss,
                  const StateDict& parameters)
{
    std::vector<std::string> names;
    std::vector<Tensor> leaves;
    for (const auto& [name, tensor] : parameters)
        if (tensor.requires_grad()) {
            names.push_back(name);
            leaves.push_back(tensor);
        }
    const auto gradients = torch::autograd::grad({loss}, leaves, {}, true, false, true);
    for (std::size_t i = 0; i < names.size(); ++i)
        file.set(prefix + "." + names[i],
                 gradients[i].defined() ? gradients[i] : at::zeros_like(leaves[i]));
}

StateDict trainable(const StateDict& parameters)
{
    StateDict leaves;
    for (const auto& [name, tensor] : parameters)
        leaves.set(name, tensor.clone().set_requires_grad(!name.ends_with("resample_filter")));
    return leaves;
}

} // namespace

StateDict conditionedNetworks(const ParitySet& set)
{
    FileScope file(set, "ops_styleunet");
    runConditioned(file, "mouth");
    runConditioned(file, "blend");
    return file.finish();
}

StateDict discriminators(const ParitySet& set)
{
    FileScope file(set, "ops_discriminator");
    Discriminator discriminator;
    discriminator.parameters = trainable(file.parameters("D"));
    discriminator.config.imageResolution = static_cast<int>(file["image"].size(2));
    discriminator.config.labelDim = static_cast<int>(file["c"].size(1));
    discriminator.config.mappingLayers = countOf(discriminator.parameters, "mapping.fc", ".weight");
    discriminator.config.deviationGroup = 2; // README of the set
    const Tensor image = file["image"].clone().requires_grad_(),
                 raw = file["image_raw"].clone().requires_grad_();
    const DiscriminatorStages stages =
        discriminatorStages(discriminator, {.image = image, .raw = raw, .label = file["c"]});
    file.set("resized_raw", stages.resizedRaw);
    for (const auto& [resolution, x] : stages.blocks)
        file.set("act_b" + std::to_string(resolution), x);
    file.set("act_mbstd", stages.withDeviation);
    file.set("logits", stages.logits);
    const Tensor noisy = blurredLabel(file["c"], file["c_noise_draw"], 1.0);
    file.set("c_after_noise", noisy);
    file.set("logits_c_noise",
             discriminate(discriminator, {.image = image, .raw = raw, .label = noisy}));

    const train::RealityPenalty penalty = train::realityPenalty(stages.logits, {image, raw});
    file.set("r1.grad_image", penalty.gradients[0]);
    file.set("r1.grad_image_raw", penalty.gradients[1]);
    file.set("r1.penalty", penalty.perPicture);
    constexpr double kGamma = 4.0;
    const Tensor loss = penalty.perPicture * (kGamma / 2.0);
    file.set("r1.loss", loss);
    setGradients(file, "r1.grad", loss.mean(), discriminator.parameters);
    file.set("loss.softplus_neg", train::lossOfReal(stages.logits));
    file.set("loss.softplus_pos", train::lossOfFake(stages.logits));
    setGradients(file, "logistic.grad", train::lossOfReal(stages.logits).mean(),
                 discriminator.parameters);
    return file.finish();
}

StateDict plainNetworks(const ParitySet& set)
{
    FileScope file(set, "layout_outputs");
    const StateDict& state = set.file("state_layout");
    for (const std::string name : {"G", "G_ema"}) {
        const StateDict parameters = state.withPrefix(name + ".");
        const ParameterScope scope(parameters);
        const int resolution = finestBlock(parameters, "synthesis.", ".torgb.weight");
        const int rows = static_cast<int>(file[name + ".ws"].size(1));
        const Tensor ws = mapLatents(
            scope / "mapping", file["z"], file["c"],
            {.layers = countOf(parameters, "mapping.fc", ".weight"), .rows = rows, .psi = 0.7});
        file.set(name + ".ws", ws);
        file.set(name + ".image", synthesisNetwork(scope / "synthesis", ws, resolution, {}));
    }
    Discriminator discriminator;
    discriminator.parameters = state.withPrefix("D.");
    discriminator.config.isDual = false;
    discriminator.config.imageResolution =
        finestBlock(discriminator.parameters, "", ".conv0.weight");
    discriminator.config.labelDim = static_cast<int>(file["c"].size(1));
    discriminator.config.mappingLayers = countOf(discriminator.parameters, "mapping.fc", ".weight");
    discriminator.config.clamp = 0.0;
    file.set("z", file["z"]); // inputs without a row in the README
    file.set("c", file["c"]);
    file.set("D.logits",
             discriminate(discriminator, {.image = file["G_ema.image"], .label = file["c"]}));
    return file.finish();
}

} // namespace effigy::parity
