// SPDX-License-Identifier: GPL-3.0-or-later
#include "invert/published_strategy.h"

#include "base/error.h"
#include "generator/published_generator.h"
#include "invert/published_projector.h"

namespace effigy::invert {
namespace {

int preserveEvery(Quality quality)
{
    switch (quality) {
    case Quality::Draft: return 8;
    case Quality::Standard: return 4;
    case Quality::Fine: return 2;
    }
    throw base::ContractError("a quality");
}

constexpr int kViews = 16;

} // namespace

PublishedStrategy::PublishedStrategy(const generator::Generator& shared, const Sitter& sitter, const InversionOptions& options)
    : m_quality(options.quality), m_seed(options.seed),
      m_subject(makePublishedSubject(shared, sitter, options.perceptual, generator::renderingDevice(shared.config, options.device)))
{
}

/// Steps as published; on a CPU a step takes so long that the least of them is what fits.
Preset PublishedStrategy::preset() const
{
    Preset preset{.projectionShare = 0.4, .leastProjection = 40, .measuredSteps = 1, .endsAtBudget = false, .checkpointSeconds = 300.0};
    switch (m_quality) {
    case Quality::Draft:
        preset.budgetSeconds = 120.0;
        preset.mostProjection = 120;
        preset.mostTuning = 60;
        return preset;
    case Quality::Standard:
        preset.budgetSeconds = 600.0;
        preset.mostProjection = 400;
        preset.mostTuning = 150;
        return preset;
    case Quality::Fine:
        preset.budgetSeconds = 3600.0;
        preset.mostProjection = 600;
        preset.mostTuning = 350;
        return preset;
    }
    throw base::ContractError("a quality");
}

void PublishedStrategy::prepare(base::Progress& progress, const base::CancelToken& cancel)
{
    m_views = preservedViews(m_subject, kViews, m_seed, progress, cancel);
}

std::unique_ptr<Projection> PublishedStrategy::projection(int steps) const
{
    return std::make_unique<PublishedProjector>(m_subject, PublishedProjectorOptions{.steps = steps, .seed = m_seed});
}

torch::Tensor PublishedStrategy::start() const
{
    const auto mean = latentStatistics(m_subject.generator, m_subject.label, m_seed).mean.cpu();
    return mean.unsqueeze(1).repeat({1, m_subject.generator.config.wsRows(), 1});
}

std::unique_ptr<Tuning> PublishedStrategy::tuning(const torch::Tensor& pivot, int steps) const
{
    return std::make_unique<PublishedTuner>(
        m_subject, m_views, pivot, PublishedTunerOptions{.steps = steps, .preserveEvery = preserveEvery(m_quality), .seed = m_seed});
}

} // namespace effigy::invert
