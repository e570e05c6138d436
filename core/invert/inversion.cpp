// SPDX-License-Identifier: GPL-3.0-or-later
#include "invert/inversion.h"

#include "base/error.h"
#include "base/resources.h"
#include "generator/model_library.h"
#include "invert/checkpoint.h"
#include "invert/schedule.h"
#include "invert/strategy.h"
#include "invert/weight_delta.h"
#include "train/texture_code.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace effigy::invert {
namespace {

constexpr double kReserveSeconds = 4.0;  // for preparing, evaluating and encoding
constexpr double kPreviewGrey = 0.17;
constexpr int kStopWindow = 60;
constexpr double kStopGain = 0.002;

base::Image previewOf(const torch::Tensor& picture)
{
    const auto alpha = picture.slice(1, 3, 4);
    return train::tensorPicture(picture.slice(1, 0, 3) + (1.0 - alpha) * kPreviewGrey);
}

/// The job: its clock, its plan and whatever it reports. What a step is, its strategy knows.
class Job {
public:
    Job(const Sitter& sitter, const InversionOptions& options, base::Progress& progress, const base::CancelToken& cancel);
    InversionResult run();

private:
    [[nodiscard]] double seconds() const;
    /// Seconds that a step takes. The first step, which also allocates, does not count.
    [[nodiscard]] double pace(Search& trial, int firstStep);
    void measure();
    void plan();
    [[nodiscard]] double secondsLeft(const std::string& stage, int stepsLeft) const;
    void project();
    void tune();
    void note(const std::string& stage, int step, int steps, const StepResult& result);
    void keep(const std::string& stage, int nextStep, const train::NamedTensors& state);
    void keepAndLeave(const std::string& stage, int nextStep, const train::NamedTensors& state);
    [[nodiscard]] bool isLate() const { return m_options.steps == 0 && m_preset.endsAtBudget && seconds() > m_budget + 1.0; }

    const InversionOptions& m_options;
    base::Progress& m_progress;
    const base::CancelToken& m_cancel;
    std::chrono::steady_clock::time_point m_began = std::chrono::steady_clock::now();
    generator::Generator m_shared;
    std::unique_ptr<Strategy> m_strategy;
    Preset m_preset;
    double m_budget;
    bool m_projects = false;
    Checkpoint m_checkpoint; // where to resume; its plan also holds for a fresh start
    double m_projectionSeconds = 0.0; // a step
    double m_tuningSeconds = 0.0;
    torch::Tensor m_pivot;
    InversionResult m_result;
    double m_lastPreview = -1e9;
    double m_lastKept = 0.0;
};

Job::Job(const Sitter& sitter, const InversionOptions& options, base::Progress& progress, const base::CancelToken& cancel)
    : m_options(options), m_progress(progress), m_cancel(cancel),
      m_shared(generator::readGenerator(options.model.empty() ? base::resource("models/embedded.json") : options.model)),
      m_strategy(strategyFor(m_shared, sitter, options)), m_preset(m_strategy->preset()),
      m_budget(options.budgetSeconds > 0.0 ? options.budgetSeconds : m_preset.budgetSeconds)
{
    const std::string sha256 = generator::modelSha256(options.model);
    if (!options.checkpoint.empty() && std::filesystem::exists(options.checkpoint))
        m_checkpoint = readCheckpoint(options.checkpoint);
    if (!m_checkpoint.modelSha256.empty() && m_checkpoint.modelSha256 != sha256)
        m_checkpoint = {}; // of another generator: its state says nothing here
    m_checkpoint.modelSha256 = sha256;
}

double Job::seconds() const
{
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - m_began;
    return passed.count() + m_checkpoint.seconds;
}

double Job::pace(Search& trial, int firstStep)
{
    (void)trial.step(firstStep);
    const double before = seconds();
    for (int i = 1; i <= m_preset.measuredSteps; ++i) {
        m_cancel.check();
        (void)trial.step(firstStep + i);
    }
    return (seconds() - before) / m_preset.measuredSteps;
}

void Job::measure()
{
    constexpr int kTrialSteps = 100, kTypical = 50;
    if (m_projects)
        m_projectionSeconds = pace(*m_strategy->projection(kTrialSteps), kTypical);
    m_tuningSeconds = pace(*m_strategy->tuning(m_pivot, m_preset.measuredSteps + 1), 0);
}

void Job::plan()
{
    m_strategy->prepare(m_progress, m_cancel);
    m_projects = m_strategy->canProject();
    m_pivot = m_strategy->start();
    const bool isGiven = m_options.steps > 0 && (m_options.projectionSteps > 0 || !m_projects);
    // Steps that take long are not taken for a plan that stands.
    if (m_preset.endsAtBudget || !(isGiven || m_checkpoint.tuningSteps > 0))
        measure();
    if (m_checkpoint.tuningSteps > 0)
        return;
    const double left = std::max(0.0, m_budget - seconds() - kReserveSeconds);
    const auto affordable = [](double share, double each) { return static_cast<int>(share / std::max(each, 1e-3)); };
    if (m_projects)
        m_checkpoint.projectionSteps = m_options.projectionSteps > 0
                                           ? m_options.projectionSteps
                                           : std::clamp(affordable(left * m_preset.projectionShare, m_projectionSeconds),
                                                        m_preset.leastProjection, m_preset.mostProjection);
    const double rest = left - m_checkpoint.projectionSteps * m_projectionSeconds;
    m_checkpoint.tuningSteps = m_options.steps > 0
                                   ? m_options.steps
                                   : std::clamp(affordable(rest, m_tuningSeconds), m_preset.leastTuning, m_preset.mostTuning);
}

double Job::secondsLeft(const std::string& stage, int stepsLeft) const
{
    const double all = stage == "projection"
                           ? stepsLeft * m_projectionSeconds + m_checkpoint.tuningSteps * m_tuningSeconds
                           : stepsLeft * m_tuningSeconds;
    return m_preset.endsAtBudget ? std::min(all, std::max(0.0, m_budget - seconds())) : all;
}

void Job::note(const std::string& stage, int step, int steps, const StepResult& result)
{
    base::ProgressReport report{stage, step + 1, steps, -1.0, {{"loss", result.loss}}};
    if (m_tuningSeconds > 0.0)
        report.etaSeconds = secondsLeft(stage, steps - step - 1);
    if (result.picture.defined()) {
        report.metrics.emplace_back("psnr", result.psnr);
        m_result.history.push_back({stage, step, seconds(), result.loss, result.psnr});
    }
    m_progress.report(report);
    if (!result.picture.defined() || !m_progress.wantsPreview() || seconds() - m_lastPreview < m_options.previewSeconds)
        return;
    m_progress.preview(previewOf(result.picture));
    m_lastPreview = seconds();
}

void Job::keep(const std::string& stage, int nextStep, const train::NamedTensors& state)
{
    if (m_options.checkpoint.empty())
        return;
    Checkpoint now = m_checkpoint;
    now.stage = stage;
    now.nextStep = nextStep;
    now.seconds = seconds();
    now.pivot = m_pivot.detach();
    now.state = state;
    writeCheckpoint(now, m_options.checkpoint);
    m_lastKept = seconds();
}

void Job::keepAndLeave(const std::string& stage, int nextStep, const train::NamedTensors& state)
{
    keep(stage, nextStep, state);
    throw base::Cancelled();
}

void Job::project()
{
    const auto projection = m_strategy->projection(m_checkpoint.projectionSteps);
    int step = 0;
    if (m_checkpoint.stage == "projection") {
        projection->restore(m_checkpoint.state);
        step = m_checkpoint.nextStep;
        m_checkpoint.state.clear();
    }
    for (; step < m_checkpoint.projectionSteps && !isLate(); ++step) {
        if (m_cancel.isCancelled())
            keepAndLeave("projection", step, projection->state());
        const double before = seconds();
        note("projection", step, m_checkpoint.projectionSteps, projection->step(step));
        if (m_projectionSeconds == 0.0)
            m_projectionSeconds = m_tuningSeconds = seconds() - before; // of the other kind they take about as long
        if (seconds() - m_lastKept > m_preset.checkpointSeconds)
            keep("projection", step + 1, projection->state());
    }
    m_pivot = projection->latent();
}

void Job::tune()
{
    const auto tuning = m_strategy->tuning(m_pivot, m_checkpoint.tuningSteps);
    EarlyStop stop(kStopWindow, kStopGain);
    int step = 0;
    if (m_checkpoint.stage == "pivot") {
        tuning->restore(m_checkpoint.state);
        step = m_checkpoint.nextStep;
        m_checkpoint.state.clear();
    }
    for (; step < m_checkpoint.tuningSteps && !isLate(); ++step) {
        if (m_cancel.isCancelled())
            keepAndLeave("pivot", step, tuning->state());
        const double before = seconds();
        const auto result = tuning->step(step);
        note("pivot", step, m_checkpoint.tuningSteps, result);
        if (m_tuningSeconds == 0.0)
            m_tuningSeconds = seconds() - before;
        if (tuning->looksAtPhoto(step) && stop.shouldStop(result.loss))
            break;
        if (seconds() - m_lastKept > m_preset.checkpointSeconds)
            keep("pivot", step + 1, tuning->state());
    }
    const auto final = tuning->evaluate();
    m_result.psnr = final.psnr;
    note("pivot", m_checkpoint.tuningSteps - 1, m_checkpoint.tuningSteps, final);
    m_result.weightDelta = encodeWeightDelta(tuning->averaged(), m_shared.parameters);
}

InversionResult Job::run()
{
    plan();
    if (m_checkpoint.stage == "pivot")
        m_pivot = m_checkpoint.pivot;
    else if (m_checkpoint.projectionSteps > 0)
        project();
    tune();
    const auto ws = m_pivot.contiguous();
    m_result.model = m_shared.config.name;
    m_result.modelSha256 = m_checkpoint.modelSha256;
    m_result.wsRows = static_cast<int>(ws.size(1));
    m_result.wsColumns = static_cast<int>(ws.size(2));
    m_result.ws.assign(ws.data_ptr<float>(), ws.data_ptr<float>() + ws.numel());
    m_result.seconds = seconds();
    if (!m_options.checkpoint.empty())
        std::filesystem::remove(m_options.checkpoint);
    return std::move(m_result);
}

} // namespace

Quality qualityFromName(std::string_view name)
{
    if (name == "draft")
        return Quality::Draft;
    if (name == "standard")
        return Quality::Standard;
    if (name == "fine")
        return Quality::Fine;
    throw base::Error("unsupported", "There is no quality \"" + std::string(name) + "\"", "Use draft, standard or fine");
}

InversionResult invertPhoto(const reconstruct::AlignedPhoto& photo, const reconstruct::HeadFit& fit,
                            const head::HeadModel& headModel, const InversionOptions& options, base::Progress& progress,
                            const base::CancelToken& cancel)
{
    return Job({photo, fit, headModel}, options, progress, cancel).run();
}

} // namespace effigy::invert
