// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/adversary.h"

#include "base/error.h"
#include "generator/mesh_rendering.h"
#include "train/gan_loss.h"
#include "train/gan_schedule.h"
#include "train/run_state.h"

#include <ATen/ATen.h>

#include <bit>
#include <utility>

namespace effigy::train {
namespace {

using torch::Tensor;

generator::Discriminator freshDiscriminator(const AdversaryOptions& options, int size, std::uint64_t seed, const torch::Device& device)
{
    base::require(size >= 16 && std::has_single_bit(static_cast<unsigned>(size)), "Adversary: a window of 16, 32, 64, ... pixels");
    generator::Discriminator d;
    d.config = {.imageResolution = size,
                .renderingChannels = generator::kRenderingChannels,
                .channelBase = options.channelBase,
                .channelMax = options.channelMax};
    for (const auto& [name, tensor] : generator::randomParameters(d.config, seed))
        d.parameters.set(name, tensor.to(device).set_requires_grad(true));
    return d;
}

LazyRates ratesOf(const AdversaryOptions& options)
{
    return lazyRates(options.rate, 0.0, 0.99, options.realityEvery);
}

} // namespace

Adversary::Adversary(const AdversaryOptions& options, int size, std::uint64_t seed, const torch::Device& device)
    : m_options(options), m_discriminator(freshDiscriminator(options, size, seed, device)),
      m_adam({{"discriminator", namedTensors(m_discriminator.parameters), 1.0}}, {.beta1 = ratesOf(options).beta1, .beta2 = ratesOf(options).beta2}),
      m_rate(ratesOf(options).learningRate)
{
}

Tensor Adversary::logits(const JudgedPictures& pictures, const Tensor& renderings, const Tensor& labels) const
{
    return generator::discriminate(m_discriminator,
                                   {.image = pictures.image, .raw = pictures.raw, .rendering = renderings, .label = labels.slice(1, 0, m_discriminator.config.labelDim)});
}

Tensor Adversary::fooling(const JudgedPictures& fakes, const Tensor& renderings, const Tensor& labels) const
{
    return lossOfReal(logits(fakes, renderings, labels)).mean();
}

Adversary::Losses Adversary::learn(const JudgedPictures& fakes, const JudgedPictures& reals, const Tensor& renderings, const Tensor& labels,
                                   std::int64_t step, Ranks& ranks)
{
    const bool isPenalised = step % m_options.realityEvery == 0;
    const auto leaf = [&](const Tensor& x) { return x.detach().clone().set_requires_grad(isPenalised); };
    const JudgedPictures seen = {leaf(reals.image), leaf(reals.raw)};
    m_adam.zeroGradients();
    const Tensor ofFakes = lossOfFake(logits({fakes.image.detach(), fakes.raw.detach()}, renderings, labels)).mean();
    const Tensor real = logits(seen, renderings, labels);
    const Tensor ofReals = lossOfReal(real).mean();
    Losses losses = {ofFakes.item<double>(), ofReals.item<double>()};
    Tensor total = ofFakes + ofReals;
    if (isPenalised) {
        const Tensor penalty = realityPenalty(real, {seen.image, seen.raw}).perPicture.mean();
        losses.reality = penalty.item<double>();
        total = total + penalty * (0.5 * m_options.reality * m_options.realityEvery);
    }
    total.backward();
    std::vector<Tensor> gradients;
    for (const auto& [name, parameter] : m_discriminator.parameters)
        if (parameter.grad().defined()) {
            Tensor gradient = parameter.grad();
            cleanGradient(gradient);
            gradients.push_back(gradient);
        }
    ranks.average(gradients);
    m_adam.step(m_rate);
    return losses;
}

NamedTensors Adversary::state() const
{
    return stateOf(namedTensors(m_discriminator.parameters), m_adam);
}

void Adversary::restore(const NamedTensors& state)
{
    restoreState(state, namedTensors(m_discriminator.parameters), m_adam);
}

} // namespace effigy::train
