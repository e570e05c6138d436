// SPDX-License-Identifier: GPL-3.0-or-later
#include "invert/published_projector.h"

#include "invert/schedule.h"
#include "invert/staged_frame.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/ops/adaptive_avg_pool2d.h>

#include <algorithm>

namespace effigy::invert {
namespace {

constexpr double kRawWeight = 0.5;
constexpr const char* kW = "w";
constexpr const char* kValue = "value.w";

} // namespace

PublishedProjector::PublishedProjector(const PublishedSubject& subject, PublishedProjectorOptions options)
    : m_subject(subject), m_options(options), m_statistics(latentStatistics(subject.generator, subject.label, options.seed)),
      m_w(m_statistics.mean.clone().set_requires_grad(true)), m_adam({{kW, {{kW, m_w}}, 1.0}}, {})
{
}

torch::Tensor PublishedProjector::latent() const
{
    return m_w.detach().cpu().unsqueeze(1).repeat({1, m_subject.generator.config.wsRows(), 1});
}

StepResult PublishedProjector::step(int step)
{
    const double t = static_cast<double>(step) / m_options.steps;
    m_adam.zeroGradients();
    const auto random = at::detail::createCPUGenerator(m_options.seed * 65537 + static_cast<std::uint64_t>(step));
    const auto noise = torch::randn({1, m_w.size(1)}, random, torch::TensorOptions()).to(m_w.device());
    const auto w = m_w + projectionNoise(t, m_statistics.spread) * noise;
    const auto ws = w.unsqueeze(1).repeat({1, m_subject.generator.config.wsRows(), 1});
    StagedFrame staged(m_subject.generator, m_subject.raster, ws, m_subject.label);
    const auto& frame = staged.frame();
    const auto image = frame.image.detach();
    const auto size = std::min<std::int64_t>(frame.image.size(2), m_options.pictureSize);
    const auto loss = m_subject.judge.distance(at::adaptive_avg_pool2d(coloursOf(frame.image), {size, size}))
                      + kRawWeight * m_subject.judge.distance(coloursOf(frame.camera.raw()));
    ws.backward(staged.backward(loss));
    m_adam.step(projectionRate(t, m_options.peakRate));
    return reportOf(m_subject, image, loss.item<double>());
}

train::NamedTensors PublishedProjector::state() const
{
    train::NamedTensors state;
    for (const auto& [name, tensor] : m_adam.state())
        state[name] = tensor.cpu();
    state[kValue] = m_w.detach().cpu().clone();
    return state;
}

void PublishedProjector::restore(const train::NamedTensors& state)
{
    const torch::NoGradGuard noGrad;
    train::NamedTensors adam;
    for (const auto& [name, tensor] : state) {
        if (name == kValue)
            m_w.copy_(tensor);
        else
            adam[name] = tensor.to(m_w.device());
    }
    m_adam.restore(adam);
}

} // namespace effigy::invert
