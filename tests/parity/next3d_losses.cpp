// SPDX-License-Identifier: GPL-3.0-or-later
#include "parity/next3d_losses.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "generator/mapping.h"
#include "parity/next3d_stages.h"
#include "train/gan_loss.h"

#include <ATen/ATen.h>
#include <nlohmann/json.hpp>
#include <torch/csrc/autograd/autograd.h>

#include <set>
#include <utility>

namespace effigy::parity {

namespace {

using namespace generator;
using tensorio::StateDict;
using torch::Tensor;

// As the README of the set has them.
constexpr int kTrainingResolution = 32;
constexpr double kGamma = 4.0, kDensityWeight = 0.25, kDensityDistance = 0.004,
                 kSwapProbability = 0.5;
constexpr double kGainGreg = 4.0, kGainDreg = 16.0;

StateDict leaves(const StateDict& parameters, const std::vector<std::string>& trained)
{
    const std::set<std::string> names(trained.begin(), trained.end());
    StateDict result;
    for (const auto& [name, tensor] : parameters)
        result.set(name, tensor.clone().set_requires_grad(names.contains(name)));
    return result;
}

std::vector<std::string> namesOf(const std::vector<ParameterInfo>& list)
{
    std::vector<std::string> names;
    for (const ParameterInfo& info : list)
        if (info.isTrained)
            names.push_back(info.name);
    return names;
}

std::map<std::string, Tensor> gradientsOf(const Tensor& loss, const StateDict& parameters)
{
    std::vector<std::string> names;
    std::vector<Tensor> inputs;
    for (const auto& [name, tensor] : parameters)
        if (tensor.requires_grad()) {
            names.push_back(name);
            inputs.push_back(tensor);
        }
    const auto gradients = torch::autograd::grad({loss}, inputs, {}, false, false, true);
    std::map<std::string, Tensor> result;
    for (std::size_t i = 0; i < names.size(); ++i)
        if (gradients[i].defined())
            result[names[i]] = gradients[i];
    return result;
}

// Every pixel repeated, so that the picture has `size`.
Tensor enlarged(const Tensor& picture, int size)
{
    const auto times = size / picture.size(2);
    return picture.repeat_interleave(times, 2).repeat_interleave(times, 3);
}

void report(StateDict& values, const std::string& kind, const Tensor& logits)
{
    values.set("scores_" + kind, logits.detach());
    values.set("signs_" + kind, logits.detach().sign());
}

} // namespace

Next3dLosses::Next3dLosses(const ParitySet& set, Generator generator, Discriminator discriminator)
    : m_set(set), m_generator(std::move(generator)), m_discriminator(std::move(discriminator))
{
    m_generator.parameters =
        leaves(m_generator.parameters, namesOf(parameterList(m_generator.config, Spare::Included)));
    m_discriminator.parameters =
        leaves(m_discriminator.parameters, namesOf(parameterList(m_discriminator.config)));
}

train::FakeBatch Next3dLosses::fakes(const std::string& phase) const
{
    const auto turned = [&](const char* name) {
        return m_set.array("inputs", name).slice(0, 0, 2).flip({0});
    };
    return {.z = in("train.gen_z"),
            .label = in("train.gen_c"),
            .pose = {turned("v"), turned("lms")}, // expression 1, then expression 0
            .swapDraws = in(phase + ".draw0"),
            .swapProbability = kSwapProbability};
}

train::Pictures Next3dLosses::reals() const
{
    return train::realPictures(
        enlarged(in("train.real_small"), m_discriminator.config.imageResolution),
        kTrainingResolution);
}

Tensor Next3dLosses::judged(const train::Pictures& pictures, const Tensor& label) const
{
    return discriminate(m_discriminator,
                        {.image = pictures.image, .raw = pictures.raw, .label = label});
}

Phase Next3dLosses::generatorMain() const
{
    const train::FakeBatch batch = fakes("Gmain");
    const Tensor ws = train::fakeStyles(m_generator, batch);
    const Tensor logits =
        judged(train::fakePictures(m_generator, ws, batch, tiledRays(m_set, kTrainingResolution)),
               batch.label);
    const Tensor loss = train::lossOfReal(logits);
    Phase phase;
    report(phase.values, "fake", logits);
    phase.values.set("G_loss", loss.detach());
    phase.gradients = gradientsOf(loss.mean(), m_generator.parameters);
    return phase;
}

Phase Next3dLosses::generatorRegular() const
{
    const train::FakeBatch batch = fakes("Greg");
    const Tensor ws = train::fakeStyles(m_generator, batch);
    const Tensor planes = deformStage(m_generator, identityStage(m_generator, ws),
                                      rasterStage(m_generator, batch.pose), ws)
                              .planes;
    const train::DensityLoss density = train::densityLoss(
        m_generator, planes,
        train::nearbyPoints(in("Greg.draw1"), in("Greg.draw2"), kDensityDistance));
    const Tensor loss = density.mean * kDensityWeight;
    Phase phase;
    phase.values.set("sigma_initial", density.first.detach());
    phase.values.set("sigma_perturbed", density.second.detach());
    phase.values.set("density_loss", loss.detach());
    phase.gradients = gradientsOf(loss * kGainGreg, m_generator.parameters);
    return phase;
}

Phase Next3dLosses::discriminatorMain() const
{
    Phase phase;
    train::Pictures fake;
    const train::FakeBatch batch = fakes("Dmain");
    {
        const at::NoGradGuard noGradient;
        const Tensor ws = train::fakeStyles(m_generator, batch);
        fake = train::fakePictures(m_generator, ws, batch, tiledRays(m_set, kTrainingResolution));
        phase.values.set(
            "w_avg_after",
            movedAverage(m_generator.parameters.at("backbone.mapping.w_avg"), ws.select(1, 0)));
    }
    const Tensor fakeLogits = judged(fake, batch.label),
                 realLogits = judged(reals(), in("train.real_c"));
    const Tensor loss = train::lossOfFake(fakeLogits) + train::lossOfReal(realLogits);
    report(phase.values, "fake", fakeLogits);
    report(phase.values, "real", realLogits);
    phase.values.set("D_loss", loss.detach());
    phase.gradients = gradientsOf(loss.mean(), m_discriminator.parameters);
    return phase;
}

Phase Next3dLosses::discriminatorRegular() const
{
    train::Pictures real = reals();
    real.image = real.image.detach().requires_grad_();
    real.raw = real.raw.detach().requires_grad_();
    const Tensor logits = judged(real, in("train.real_c"));
    const train::RealityPenalty penalty = train::realityPenalty(logits, {real.image, real.raw});
    const Tensor loss = penalty.perPicture * (kGamma / 2.0);
    Phase phase;
    report(phase.values, "real", logits);
    phase.values.set("r1_penalty", penalty.perPicture.detach());
    phase.values.set("D_reg", loss.detach());
    // The logits take part with weight zero, as published: every parameter gets a gradient.
    phase.gradients = gradientsOf((logits * 0.0 + loss.unsqueeze(1)).mean() * kGainDreg,
                                  m_discriminator.parameters);
    return phase;
}

Phase Next3dLosses::tuning() const
{
    const Tensor ws = m_set.array("inputs", "ws").slice(0, 0, 1).clone().requires_grad_();
    const HeadPose pose = {m_set.array("inputs", "v").slice(0, 0, 1),
                           m_set.array("inputs", "lms").slice(0, 0, 1)};
    const Tensor image =
        renderFrame(m_generator, ws, pose, m_set.array("inputs", "c").slice(0, 0, 1),
                    tiledRays(m_set, m_generator.config.rawResolution))
            .image;
    const Tensor target =
        enlarged(in("train.real_small").slice(0, 0, 1), static_cast<int>(image.size(2)));
    const Tensor loss = (image - target).square().mean();
    StateDict inputs = m_generator.parameters;
    inputs.set("ws", ws);
    Phase phase;
    phase.values.set("loss", loss.detach());
    phase.gradients = gradientsOf(loss, inputs);
    phase.values.set("grad_ws", phase.gradients.at("ws"));
    phase.gradients.erase("ws");
    return phase;
}

Phase Next3dLosses::phase(const std::string& name) const
{
    if (name == "Gmain")
        return generatorMain();
    if (name == "Greg")
        return generatorRegular();
    if (name == "Dmain")
        return discriminatorMain();
    if (name == "Dreg")
        return discriminatorRegular();
    base::require(name == "tune", "Next3dLosses: unknown phase");
    return tuning();
}

StateDict Next3dLosses::values() const
{
    StateDict out;
    {
        const at::NoGradGuard noGradient;
        const train::Pictures pictures = {
            enlarged(in("D.image_small"), m_discriminator.config.imageResolution),
            in("D.image_raw")};
        out.set("losses/D.logits", judged(pictures, in("D.c")));
        std::vector<Tensor> single;
        for (std::int64_t i = 0; i < in("D.c").size(0); ++i)
            single.push_back(
                judged({pictures.image.slice(0, i, i + 1), pictures.raw.slice(0, i, i + 1)},
                       in("D.c").slice(0, i, i + 1)));
        out.set("losses/D.logits_single", at::cat(single, 0));
    }
    for (const std::string name : {"Gmain", "Greg", "Dmain", "Dreg", "tune"}) {
        const Phase one = phase(name);
        for (const auto& [key, value] : one.values)
            out.set("losses/" + name + "." + key, value);
        const std::string prefix = name + ".grad.";
        for (const auto& [key, reference] : m_set.file("losses"))
            if (key.starts_with(prefix) && one.gradients.contains(key.substr(prefix.size())))
                out.set("losses/" + key, one.gradients.at(key.substr(prefix.size())));
    }
    return out;
}

Discriminator discriminatorOf(const ParitySet& set)
{
    const auto text = base::readFile(set.root() / "config.json");
    const auto description =
        nlohmann::json::parse(reinterpret_cast<const char*>(text.data()),
                              reinterpret_cast<const char*>(text.data()) + text.size());
    return {parseOfficialDiscriminator(description.at("D").dump()), set.file("state_D")};
}

} // namespace effigy::parity
