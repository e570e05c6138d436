// SPDX-License-Identifier: GPL-3.0-or-later
#include "invert/inversion.h"

#include "base/error.h"
#include "base/resources.h"
#include "generator/model_library.h"
#include "generator/stages.h"
#include "invert/checkpoint.h"
#include "invert/pivotal_tuner.h"
#include "invert/projector.h"
#include "invert/subject.h"
#include "invert/tuning_views.h"
#include "invert/weight_delta.h"
#include "train/init_trainer.h"
#include "train/texture_code.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace effigy::invert {
namespace {

/// What a quality asks for.
struct Preset {
    double budgetSeconds;
    double projectionShare; // of the budget
    int mostProjection;     // steps
    int mostTuning;
    int preserveEvery;
    int views; // beside the photo
};

constexpr int kLeastSteps = 40;          // of tuning, however small the budget
constexpr int kLeastProjection = 10;
constexpr int kMeasuredSteps = 3;        // of each kind, before the steps are counted out
constexpr double kReserveSeconds = 4.0;  // for preparing, evaluating and encoding
constexpr double kCheckpointSeconds = 20.0;
constexpr double kPreviewGrey = 0.17;
constexpr int kStopWindow = 60;
constexpr double kStopGain = 0.002;

Preset presetOf(Quality quality)
{
    switch (quality) {
    case Quality::Draft: return {60.0, 0.10, 60, 300, 4, 8};
    case Quality::Standard: return {200.0, 0.10, 120, 1200, 3, 16};
    case Quality::Fine: return {900.0, 0.10, 400, 4000, 2, 32};
    }
    throw base::ContractError("a quality");
}

generator::Generator sharedGenerator(const std::filesystem::path& model)
{
    auto generator = generator::readGenerator(model.empty() ? base::resource("models/embedded.json") : model);
    if (!train::isCoded(generator))
        throw base::Error("model_refused", "The generator " + generator.config.name + " has no texture code to write a head into",
                          "Choose the embedded generator, or one made by \"effigy train init\"");
    return generator;
}

base::Image previewOf(const torch::Tensor& picture)
{
    const auto alpha = picture.slice(1, 3, 4);
    return train::tensorPicture(picture.slice(1, 0, 3) + (1.0 - alpha) * kPreviewGrey);
}

/// The job: its clock, its plan and whatever it reports.
class Job {
public:
    Job(const reconstruct::AlignedPhoto& photo, const reconstruct::HeadFit& fit, const head::HeadModel& model,
        const InversionOptions& options, base::Progress& progress, const base::CancelToken& cancel);
    InversionResult run();

private:
    [[nodiscard]] double seconds() const;
    [[nodiscard]] double secondsPerTuning();
    [[nodiscard]] double secondsPerProjection();
    [[nodiscard]] TunerOptions tunerOptions(int steps) const;
    void plan();
    void project();
    void tune();
    void note(const std::string& stage, int step, int steps, const StepResult& result);
    void keep(const std::string& stage, int nextStep, const train::NamedTensors& state);
    [[nodiscard]] bool isLate() const { return m_options.steps == 0 && seconds() > m_budget + 1.0; }

    const InversionOptions& m_options;
    base::Progress& m_progress;
    const base::CancelToken& m_cancel;
    std::chrono::steady_clock::time_point m_began = std::chrono::steady_clock::now();
    Preset m_preset;
    double m_budget;
    generator::Generator m_shared;
    Subject m_subject;
    TuningViews m_views;
    Checkpoint m_checkpoint; // where to resume; its plan also holds for a fresh start
    double m_projectionSeconds = 0.0;
    double m_tuningSeconds = 0.0;
    torch::Tensor m_pivot;
    InversionResult m_result;
    double m_lastPreview = -1e9;
    double m_lastKept = 0.0;
};

Job::Job(const reconstruct::AlignedPhoto& photo, const reconstruct::HeadFit& fit, const head::HeadModel& model,
         const InversionOptions& options, base::Progress& progress, const base::CancelToken& cancel)
    : m_options(options), m_progress(progress), m_cancel(cancel), m_preset(presetOf(options.quality)),
      m_budget(options.budgetSeconds > 0.0 ? options.budgetSeconds : m_preset.budgetSeconds),
      m_shared(sharedGenerator(options.model)), m_subject(makeSubject(m_shared, model, photo, fit)),
      m_pivot(meanLatent(m_shared))
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

double Job::secondsPerProjection()
{
    Projector trial(m_subject, {.steps = 100, .seed = m_options.seed});
    (void)trial.step(50); // the first step also allocates
    const double before = seconds();
    for (int step = 51; step < 51 + kMeasuredSteps; ++step) {
        m_cancel.check();
        (void)trial.step(step);
    }
    return (seconds() - before) / kMeasuredSteps;
}

TunerOptions Job::tunerOptions(int steps) const
{
    return {.steps = steps, .preserveEvery = m_preset.preserveEvery, .seed = m_options.seed};
}

double Job::secondsPerTuning()
{
    Subject copy = m_subject;
    copy.generator.parameters = m_subject.generator.parameters.clone();
    PivotalTuner trial(copy, m_views, m_pivot, tunerOptions(kMeasuredSteps + 1));
    (void)trial.step(0);
    const double before = seconds();
    for (int step = 1; step <= kMeasuredSteps; ++step) {
        m_cancel.check();
        (void)trial.step(step);
    }
    return (seconds() - before) / kMeasuredSteps;
}

void Job::plan()
{
    m_views = prepareViews(m_subject, m_preset.views, m_options.seed, m_progress, m_cancel);
    const bool canProject = hasPrior(m_shared, m_options.seed);
    m_projectionSeconds = canProject ? secondsPerProjection() : 0.0;
    m_tuningSeconds = secondsPerTuning();
    if (m_checkpoint.tuningSteps > 0)
        return;
    const double left = std::max(0.0, m_budget - seconds() - kReserveSeconds);
    const auto affordable = [](double share, double each) { return static_cast<int>(share / std::max(each, 1e-3)); };
    if (canProject)
        m_checkpoint.projectionSteps =
            std::clamp(affordable(left * m_preset.projectionShare, m_projectionSeconds), kLeastProjection, m_preset.mostProjection);
    const double rest = left - m_checkpoint.projectionSteps * m_projectionSeconds;
    m_checkpoint.tuningSteps = m_options.steps > 0
                                   ? m_options.steps
                                   : std::clamp(affordable(rest, m_tuningSeconds), kLeastSteps, m_preset.mostTuning);
}

void Job::note(const std::string& stage, int step, int steps, const StepResult& result)
{
    base::ProgressReport report{stage, step + 1, steps, -1.0, {{"loss", result.loss}}};
    const bool isPlanned = m_tuningSeconds > 0.0;
    if (isPlanned) {
        const double projection = stage == "projection" ? (steps - step - 1) * m_projectionSeconds : 0.0;
        const double tuning = (stage == "pivot" ? steps - step - 1 : m_checkpoint.tuningSteps) * m_tuningSeconds;
        report.etaSeconds = std::min(projection + tuning, std::max(0.0, m_budget - seconds()));
    }
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

void Job::project()
{
    Projector projector(m_subject, {.steps = m_checkpoint.projectionSteps, .seed = m_options.seed});
    int step = 0;
    if (m_checkpoint.stage == "projection") {
        projector.restore(m_checkpoint.state);
        step = m_checkpoint.nextStep;
    }
    for (; step < m_checkpoint.projectionSteps && !isLate(); ++step) {
        if (m_cancel.isCancelled()) {
            keep("projection", step, projector.state());
            throw base::Cancelled();
        }
        note("projection", step, m_checkpoint.projectionSteps, projector.step(step));
    }
    m_pivot = projector.latent().detach();
    writeHead(m_subject, m_pivot);
}

void Job::tune()
{
    PivotalTuner tuner(m_subject, m_views, m_pivot, tunerOptions(m_checkpoint.tuningSteps));
    EarlyStop stop(kStopWindow, kStopGain);
    int step = 0;
    if (m_checkpoint.stage == "pivot") {
        tuner.restore(m_checkpoint.state);
        step = m_checkpoint.nextStep;
    }
    for (; step < m_checkpoint.tuningSteps && !isLate(); ++step) {
        if (m_cancel.isCancelled()) {
            keep("pivot", step, tuner.state());
            throw base::Cancelled();
        }
        const auto result = tuner.step(step);
        note("pivot", step, m_checkpoint.tuningSteps, result);
        if (tuner.looksAtPhoto(step) && stop.shouldStop(result.loss))
            break;
        if (seconds() - m_lastKept > kCheckpointSeconds)
            keep("pivot", step + 1, tuner.state());
    }
    const auto final = tuner.evaluate();
    m_result.psnr = final.psnr;
    note("pivot", m_checkpoint.tuningSteps - 1, m_checkpoint.tuningSteps, final);
    m_result.weightDelta = encodeWeightDelta(tuner.averaged(), m_shared.parameters);
}

InversionResult Job::run()
{
    plan();
    if (m_checkpoint.stage == "pivot") {
        m_pivot = m_checkpoint.pivot;
        writeHead(m_subject, m_pivot);
    } else if (m_checkpoint.projectionSteps > 0) {
        project();
    }
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
    return Job(photo, fit, headModel, options, progress, cancel).run();
}

} // namespace effigy::invert
