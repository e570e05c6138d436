// SPDX-License-Identifier: GPL-3.0-or-later
#include "invert/projector.h"

#include "generator/stages.h"
#include "invert/schedule.h"
#include "train/picture_loss.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/ops/cat.h>

namespace effigy::invert {
namespace {

constexpr int kSpreadSamples = 600;

std::vector<train::ParameterGroup> groupsOf(const torch::Tensor& halves, const torch::Tensor& rows)
{
    return {{"halves", {{"halves", halves}}, 2.0}, {"rows", {{"rows", rows}}, 0.0}};
}

} // namespace

double latentSpread(const generator::Generator& generator, std::uint64_t seed)
{
    const torch::NoGradGuard noGrad;
    const auto random = at::detail::createCPUGenerator(seed);
    const auto z = torch::randn({kSpreadSamples, generator.config.zDim}, random, torch::TensorOptions());
    const auto w = generator::mapping(generator, z, torch::zeros({kSpreadSamples, 25})).select(1, 0);
    return (w - w.mean(0, true)).square().sum(1).mean().sqrt().item<double>();
}

bool hasPrior(const generator::Generator& generator, std::uint64_t seed)
{
    const torch::NoGradGuard noGrad;
    const auto random = at::detail::createCPUGenerator(seed);
    const auto z = torch::randn({2, generator.config.zDim}, random, torch::TensorOptions());
    const auto ws = generator::mapping(generator, z, torch::zeros({2, 25}));
    const auto first = generator::identityStage(generator, ws.slice(0, 0, 1));
    const auto second = generator::identityStage(generator, ws.slice(0, 1, 2));
    return !first.texture.equal(second.texture) || !first.staticPlanes.equal(second.staticPlanes);
}

Projector::Projector(const Subject& subject, ProjectorOptions options)
    : m_subject(subject), m_options(options), m_start(meanLatent(subject.generator)),
      m_halves(torch::zeros({1, 2, subject.generator.config.wDim}).set_requires_grad(true)),
      m_rows(torch::zeros_like(m_start).set_requires_grad(true)), m_adam(groupsOf(m_halves, m_rows), {}),
      m_spread(latentSpread(subject.generator, options.seed))
{
}

torch::Tensor Projector::latent() const
{
    const auto half = m_start.size(1) / 2;
    const auto halves =
        at::cat({m_halves.slice(1, 0, 1).expand({1, half, -1}), m_halves.slice(1, 1, 2).expand({1, half, -1})}, 1);
    return m_start + halves + m_rows;
}

torch::Tensor Projector::penalty(const torch::Tensor& ws) const
{
    const auto mean = ws.mean(1, true);
    return m_options.spreadPenalty * (ws - mean).square().sum() + m_options.distancePenalty * (ws - m_start).square().sum();
}

StepResult Projector::step(int step)
{
    const double t = static_cast<double>(step) / m_options.steps;
    const bool areRowsFree = t >= m_options.rowsFrom;
    m_adam.setRateFactor("halves", areRowsFree ? 1.0 : 2.0);
    m_adam.setRateFactor("rows", areRowsFree ? 1.0 : 0.0);
    m_adam.zeroGradients();
    const auto random = at::detail::createCPUGenerator(m_options.seed * 65537 + static_cast<std::uint64_t>(step));
    auto ws = latent();
    if (!areRowsFree)
        ws = ws + projectionNoise(t, m_spread) * torch::randn({1, 1, ws.size(2)}, random, torch::TensorOptions());
    const auto& photo = m_subject.photo;
    const auto frame = generator::renderFrame(m_subject.generator, ws, photo.pose, photo.label);
    const auto loss = train::viewLoss(frame, photo.target, {.depth = 0.0}).total + penalty(ws);
    loss.backward();
    m_adam.step(projectionRate(t, m_options.peakRate));
    StepResult result;
    result.loss = loss.item<double>();
    result.picture = train::pictureOf(frame).detach();
    result.psnr = train::peakSignalToNoise(result.picture.slice(1, 0, 3), photo.target.colour, m_subject.photoMask, 1.0);
    return result;
}

train::NamedTensors Projector::state() const
{
    auto state = m_adam.state();
    state["value.halves"] = m_halves.detach().clone();
    state["value.rows"] = m_rows.detach().clone();
    return state;
}

void Projector::restore(const train::NamedTensors& state)
{
    const torch::NoGradGuard noGrad;
    train::NamedTensors adam;
    for (const auto& [name, tensor] : state) {
        if (name == "value.halves")
            m_halves.copy_(tensor);
        else if (name == "value.rows")
            m_rows.copy_(tensor);
        else
            adam[name] = tensor;
    }
    m_adam.restore(adam);
}

} // namespace effigy::invert
