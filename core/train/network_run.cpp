// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/network_run.h"

#include "base/error.h"
#include "deca/parameter_list.h"
#include "train/run_state.h"
#include "train/training_device.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>

namespace effigy::train {
namespace {

using tensorio::StateDict;
using torch::Tensor;

constexpr const char* kStage = "train";
constexpr double kAverageDecay = 0.998;

} // namespace

NetworkRun::NetworkRun(std::string kind, const StateDict& start, RunOptions options,
                       base::Progress& progress, const base::CancelToken& cancel)
    : m_kind(std::move(kind)),
      m_options(std::move(options)),
      m_progress(progress),
      m_cancel(cancel),
      m_device(trainingDevice(m_options.device))
{
    NamedTensors all;
    ParameterGroup group = {.name = kStage, .parameters = {}};
    for (const auto& [name, tensor] : start) {
        Tensor parameter = tensor.to(m_device);
        if (parameter.dim() == 4 && m_device.is_cuda())
            parameter = parameter.contiguous(at::MemoryFormat::ChannelsLast);
        if (deca::isTrained({name, {}})) {
            parameter.set_requires_grad(true);
            group.parameters.emplace(name, parameter);
        }
        m_parameters.set(name, parameter);
        all.emplace(name, parameter);
    }
    m_adam.emplace(std::vector<ParameterGroup>{std::move(group)}, AdamOptions{});
    m_average.emplace(all);
    restore();
}

double NetworkRun::minutes() const
{
    return m_minutesBefore +
           std::chrono::duration<double>(std::chrono::steady_clock::now() - m_began).count() / 60.0;
}

/// The share of the run that is over.
double NetworkRun::used() const
{
    const double bySteps = static_cast<double>(m_step) / m_options.steps;
    return m_options.minutes > 0.0 ? std::max(bySteps, minutes() / m_options.minutes) : bySteps;
}

StateDict NetworkRun::averages() const
{
    StateDict state;
    for (const auto& [name, tensor] : m_parameters)
        state.set(name, m_average->values().at(name));
    return state;
}

StateDict NetworkRun::result() const
{
    StateDict state;
    for (const auto& [name, tensor] : averages())
        state.set(name, tensor.detach().to(torch::kCPU).contiguous());
    return state;
}

Tensor NetworkRun::laid(const Tensor& pictures, deca::NetworkMode mode) const
{
    if (!m_device.is_cuda())
        return pictures;
    const auto type = mode == deca::NetworkMode::Training ? torch::kBFloat16 : torch::kFloat32;
    return pictures.to(type).contiguous(at::MemoryFormat::ChannelsLast);
}

bool NetworkRun::goesOn()
{
    if (m_cancel.isCancelled()) {
        save();
        throw base::Cancelled();
    }
    if (m_step > 0 && m_step % m_options.checkpointEvery == 0)
        save();
    return used() < 1.0;
}

double NetworkRun::stepDown(const Tensor& loss)
{
    m_adam->zeroGradients();
    loss.backward();
    constexpr double kWarmUp = 200.0;
    const double rate = m_options.rate * std::min(1.0, static_cast<double>(m_step + 1) / kWarmUp) *
                        0.5 * (1.0 + std::cos(std::numbers::pi * std::min(1.0, used())));
    m_adam->step(rate);
    ++m_step;
    m_average->update(namedTensors(m_parameters),
                      std::min(kAverageDecay,
                               static_cast<double>(m_step) / (static_cast<double>(m_step) + 10.0)));
    return rate;
}

void NetworkRun::note(double loss, double rate, std::int64_t pictures,
                      const std::vector<std::pair<std::string, double>>& judged)
{
    const auto step = static_cast<int>(m_step);
    const auto taken = static_cast<double>(pictures);
    m_losses.add({kStage, step, "loss", loss});
    m_losses.add({kStage, step, "rate", rate});
    m_losses.add({kStage, step, "pictures", taken});
    m_losses.add({kStage, step, "minutes", minutes()});
    base::ProgressReport report = {.stage = kStage,
                                   .done = step,
                                   .of = m_options.steps,
                                   .metrics = {{"loss", loss}, {"pictures", taken}}};
    const double part = used();
    if (part > 0.0 && part < 1.0)
        report.etaSeconds = 60.0 * minutes() * (1.0 - part) / part;
    for (const auto& [name, value] : judged) {
        m_losses.add({kStage, step, name, value});
        report.metrics.emplace_back(name, value);
    }
    m_progress.report(report);
}

void NetworkRun::save() const
{
    if (!m_options.metrics.empty())
        m_losses.write(m_options.metrics);
    if (m_options.checkpoint.empty())
        return;
    tensorio::writeStateFile(
        m_options.checkpoint, stateDict(stateOf(namedTensors(m_parameters), *m_adam, &*m_average)),
        {{"kind", m_kind},
         {"step", std::to_string(m_step)},
         {"milliseconds", std::to_string(static_cast<std::int64_t>(6e4 * minutes()))},
         {"loss_rows", std::to_string(m_losses.rows().size())}});
}

void NetworkRun::restore()
{
    if (m_options.checkpoint.empty() || !std::filesystem::exists(m_options.checkpoint))
        return;
    const auto refuse = [&](const std::string& why) {
        throw base::Error("model_refused",
                          m_options.checkpoint.string() + " cannot be resumed from: " + why,
                          "Give the options that it was begun with, or another checkpoint");
    };
    const tensorio::StateFile file = tensorio::readStateFile(m_options.checkpoint);
    if (const auto kind = file.metadata.find("kind");
        kind == file.metadata.end() || kind->second != m_kind)
        refuse("it is of something else");
    const auto number = [&](const char* key) {
        const auto found = file.metadata.find(key);
        std::int64_t value = -1;
        if (found != file.metadata.end())
            std::from_chars(found->second.data(), found->second.data() + found->second.size(),
                            value);
        if (value < 0)
            refuse("it is of something else");
        return value;
    };
    m_step = number("step");
    m_minutesBefore = static_cast<double>(number("milliseconds")) / 6e4;
    restoreState(namedTensors(file.tensors), namedTensors(m_parameters), *m_adam, &*m_average);
    if (!m_options.metrics.empty())
        m_losses =
            LossTable::read(m_options.metrics, static_cast<std::size_t>(number("loss_rows")));
}

} // namespace effigy::train
