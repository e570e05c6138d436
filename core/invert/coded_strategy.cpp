// SPDX-License-Identifier: GPL-3.0-or-later
#include "invert/coded_strategy.h"

#include "base/error.h"
#include "generator/published_generator.h"
#include "invert/pivotal_tuner.h"
#include "invert/projector.h"

namespace effigy::invert {
namespace {

int preserveEvery(Quality quality)
{
    switch (quality) {
    case Quality::Draft: return 4;
    case Quality::Standard: return 3;
    case Quality::Fine: return 2;
    }
    throw base::ContractError("a quality");
}

int viewCount(Quality quality)
{
    switch (quality) {
    case Quality::Draft: return 8;
    case Quality::Standard: return 16;
    case Quality::Fine: return 32;
    }
    throw base::ContractError("a quality");
}

struct OwnSubject {
    Subject subject;
};

/// A tuner with a subject of its own, which it changes.
class CodedTuning : private OwnSubject, public PivotalTuner {
public:
    CodedTuning(const Subject& shared, const TuningViews& views, const torch::Tensor& pivot, TunerOptions options)
        : OwnSubject{ownCopy(shared, pivot)}, PivotalTuner(subject, views, pivot, options)
    {
    }

private:
    static Subject ownCopy(const Subject& shared, const torch::Tensor& pivot)
    {
        Subject copy = shared;
        copy.generator.parameters = shared.generator.parameters.clone();
        writeHead(copy, pivot);
        return copy;
    }
};

} // namespace

CodedStrategy::CodedStrategy(const generator::Generator& shared, const Sitter& sitter, const InversionOptions& options)
    : m_shared(shared), m_quality(options.quality), m_seed(options.seed),
      m_subject(makeSubject(shared, sitter.model, sitter.photo, sitter.fit))
{
    (void)generator::renderingDevice(shared.config, options.device); // no other than the CPU, or it throws
}

Preset CodedStrategy::preset() const
{
    switch (m_quality) {
    case Quality::Draft: return {.budgetSeconds = 60.0, .mostProjection = 60, .mostTuning = 300};
    case Quality::Standard: return {.budgetSeconds = 160.0, .mostProjection = 120, .mostTuning = 1200};
    case Quality::Fine: return {.budgetSeconds = 900.0, .mostProjection = 400, .mostTuning = 4000};
    }
    throw base::ContractError("a quality");
}

void CodedStrategy::prepare(base::Progress& progress, const base::CancelToken& cancel)
{
    m_views = prepareViews(m_subject, viewCount(m_quality), m_seed, progress, cancel);
}

bool CodedStrategy::canProject() const { return hasPrior(m_shared, m_seed); }

std::unique_ptr<Projection> CodedStrategy::projection(int steps) const
{
    return std::make_unique<Projector>(m_subject, ProjectorOptions{.steps = steps, .seed = m_seed});
}

torch::Tensor CodedStrategy::start() const { return meanLatent(m_shared); }

std::unique_ptr<Tuning> CodedStrategy::tuning(const torch::Tensor& pivot, int steps) const
{
    return std::make_unique<CodedTuning>(
        m_subject, m_views, pivot, TunerOptions{.steps = steps, .preserveEvery = preserveEvery(m_quality), .seed = m_seed});
}

} // namespace effigy::invert
