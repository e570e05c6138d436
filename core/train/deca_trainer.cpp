// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/deca_trainer.h"

#include "base/error.h"
#include "deca/parameter_list.h"
#include "train/feed.h"
#include "train/initial_parameters.h"
#include "train/run_state.h"
#include "train/training_device.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <optional>
#include <random>
#include <string>

namespace effigy::train {

namespace {

using tensorio::StateDict;
using torch::Tensor;

enum class DecaStage { Pretrain, Coarse, Detail };
constexpr std::array<const char*, 3> kStageNames = {"pretrain", "coarse", "detail"};

const DecaStageOptions& optionsOf(const DecaTrainingOptions& options, std::size_t stage)
{
    const std::array all = {&options.pretrain, &options.coarse, &options.detail};
    return *all[stage];
}

bool isLearned(const std::string& name, DecaStage stage)
{
    const bool isCoarse = name.starts_with("E_flame.");
    return deca::isTrained({name, {}}) && isCoarse == (stage != DecaStage::Detail);
}

// The pretraining stage has no pictures, and so nothing that holds colours and light.
DecaLossWeights weightsOf(DecaLossWeights weights, DecaStage stage)
{
    if (stage == DecaStage::Pretrain)
        weights.photometric = weights.identity = weights.texture = weights.light = 0.0;
    return weights;
}

/// Whose code each crop gets in the second half: another one of the same person.
std::vector<std::int64_t> exchanged(int people, int views, std::uint64_t seed)
{
    std::mt19937_64 random(seed);
    std::vector<std::int64_t> order;
    for (int person = 0; person < people; ++person) {
        const auto shift = views > 1 ? 1 + random() % static_cast<std::uint64_t>(views - 1) : 0;
        for (int view = 0; view < views; ++view)
            order.push_back(person * views + static_cast<std::int64_t>((static_cast<std::uint64_t>(view) + shift) % static_cast<std::uint64_t>(views)));
    }
    return order;
}

// Pictures [N, 3, H, W] 0..1: the first of each side by side, below them the second ones.
base::Image sheetOf(const std::vector<Tensor>& pictures)
{
    const at::NoGradGuard noGradient;
    const Tensor rows = at::cat(pictures, 3).permute({0, 2, 3, 1}).flatten(0, 1);
    const Tensor bytes = (rows.clamp(0.0, 1.0) * 255.0 + 0.5).to(torch::kCPU, torch::kUInt8).contiguous();
    base::Image image(static_cast<int>(bytes.size(1)), static_cast<int>(bytes.size(0)), 3);
    std::copy_n(bytes.data_ptr<std::uint8_t>(), image.pixels.size(), image.pixels.begin());
    return image;
}

/// Crops, and whose code each gets in the second half.
struct Batch {
    FaceBatch faces;
    std::vector<std::int64_t> order;
};

// Numbers of batches: the stage in the upper half, then those of its steps from 0 and those that no step draws from here.
constexpr std::uint64_t kHeldOutNumbers = std::uint64_t{1} << 31;
constexpr std::uint64_t kSheetNumber = std::uint64_t{1} << 40;

// At once: on a GPU each number that is asked for alone waits for all that is in work.
std::vector<std::pair<std::string, double>> valuesOf(const NamedLosses& losses)
{
    std::vector<Tensor> scalars;
    for (const auto& [name, loss] : losses)
        scalars.push_back(loss.detach());
    const Tensor numbers = at::stack(scalars).to(torch::kCPU, torch::kFloat64);
    std::vector<std::pair<std::string, double>> values;
    for (std::size_t i = 0; i < losses.size(); ++i)
        values.emplace_back(losses[i].first, numbers.data_ptr<double>()[i]);
    return values;
}

StateDict onDevice(const StateDict& tensors, const torch::Device& device)
{
    StateDict moved;
    for (const auto& [name, tensor] : tensors)
        moved.set(name, tensor.to(device));
    return moved;
}

/// All that a run holds.
class Run {
public:
    Run(const DecaTrainingSetup& setup, const StateDict& start, const DecaTrainingOptions& options, base::Progress& progress,
        const base::CancelToken& cancel);
    DecaTrainingResult finish();

private:
    void beginStage(std::size_t stage);
    void runStage(std::size_t stage, int firstStep);
    void takeStep(std::size_t stage, int step, const Batch& batch);
    /// Writes the losses of held-out batches down, unless that was done.
    void judge(std::size_t stage, int step, const std::vector<Batch>& heldOut);
    void drawSheet(std::size_t stage, int step);
    [[nodiscard]] DecaSetup setupFor(std::size_t stage, deca::NetworkMode mode) const;
    /// Of a step, shown now and then.
    [[nodiscard]] NamedLosses lossesOf(std::size_t stage, int step, const Batch& batch) const;
    [[nodiscard]] Batch batchOf(std::size_t stage, std::uint64_t number) const;
    /// The share of a stage that is over.
    [[nodiscard]] double used(std::size_t stage, int step) const;
    [[nodiscard]] double minutes() const;
    [[nodiscard]] double secondsToCome(std::size_t stage, int step) const;
    void save(std::size_t stage, int nextStep) const;
    /// Where to go on: stage and step.
    [[nodiscard]] std::pair<std::size_t, int> restore();
    [[nodiscard]] std::string description() const;

    const DecaTrainingSetup& m_setup;
    const DecaTrainingOptions& m_options;
    base::Progress& m_progress;
    const base::CancelToken& m_cancel;
    torch::Device m_device;
    head::FlameModel m_flame;
    head::FlameTexture m_texture;
    deca::Renderer m_renderer;
    StateDict m_identity, m_perceptual, m_parameters;
    std::optional<Adam> m_adam; // of the present stage
    LossTable m_losses;
    FaceBatch m_shown; // the faces of the sheet, once there was one
    std::chrono::steady_clock::time_point m_began = std::chrono::steady_clock::now(); // of the stage, or its resumption
    double m_minutesBefore = 0.0;                                                      // of the stage, before it was resumed
};

Run::Run(const DecaTrainingSetup& setup, const StateDict& start, const DecaTrainingOptions& options, base::Progress& progress,
         const base::CancelToken& cancel)
    : m_setup(setup), m_options(options), m_progress(progress), m_cancel(cancel), m_device(trainingDevice(options.device)),
      m_flame(setup.flame.to(m_device)), m_texture(setup.texture.to(m_device)),
      m_renderer(setup.renderer.layout().to(m_device), setup.renderer.rule()), m_identity(onDevice(setup.identity, m_device)),
      m_perceptual(onDevice(setup.perceptual, m_device)), m_parameters(onDevice(start.clone(), m_device))
{
    for (const deca::ParameterInfo& info : deca::decaParameters(deca::narrowingOf(m_parameters)))
        base::require(m_parameters.at(info.name).sizes() == at::IntArrayRef(info.shape), "trainDeca: parameters of DECA's shapes");
}

// What another run would not share. Lengths may change from one call to the next.
std::string Run::description() const
{
    std::string text = "seed " + std::to_string(m_options.seed);
    for (std::size_t stage = 0; stage < kStageNames.size(); ++stage)
        text += ", " + std::to_string(optionsOf(m_options, stage).people) + "x" + std::to_string(optionsOf(m_options, stage).views);
    return text + ", rate " + std::to_string(m_options.rate);
}

void Run::beginStage(std::size_t stage)
{
    ParameterGroup group = {.name = kStageNames[stage], .parameters = {}};
    for (const auto& [name, tensor] : m_parameters) {
        const bool learns = isLearned(name, static_cast<DecaStage>(stage));
        Tensor parameter = tensor;
        parameter.set_requires_grad(learns);
        parameter.mutable_grad() = Tensor();
        if (learns)
            group.parameters.emplace(name, parameter);
    }
    m_adam.emplace(std::vector<ParameterGroup>{std::move(group)}, AdamOptions{});
    m_began = std::chrono::steady_clock::now();
    m_minutesBefore = 0.0;
}

DecaSetup Run::setupFor(std::size_t stage, deca::NetworkMode mode) const
{
    return {.flame = m_flame,
            .texture = m_texture,
            .renderer = m_renderer,
            .parameters = m_parameters,
            .identity = m_identity,
            .perceptual = m_perceptual,
            .weights = weightsOf(m_setup.weights, static_cast<DecaStage>(stage)),
            .mode = mode};
}

Batch Run::batchOf(std::size_t stage, std::uint64_t number) const
{
    const DecaStageOptions& options = optionsOf(m_options, stage);
    return {m_setup.faces.batch(options.people, options.views, number), exchanged(options.people, options.views, number ^ m_options.seed)};
}

NamedLosses Run::lossesOf(std::size_t stage, int step, const Batch& batch) const
{
    const DecaSetup setup = setupFor(stage, deca::NetworkMode::Training);
    const FaceBatch faces = batch.faces.to(m_device);
    const bool shows = m_progress.wantsPreview() && step % 10 == 0;
    const auto first = [](const Tensor& pictures) { return pictures.slice(0, 0, 1); };
    if (static_cast<DecaStage>(stage) == DecaStage::Detail) {
        DetailOutcome outcome = detailLosses(setup, faces, batch.order);
        if (shows)
            m_progress.preview(sheetOf({first(faces.images), first(outcome.pictures), first(outcome.detailPictures)}));
        return std::move(outcome.losses);
    }
    CoarseOutcome outcome = coarseLosses(setup, faces, batch.order);
    if (shows && outcome.pictures.defined())
        m_progress.preview(sheetOf({first(faces.images), first(outcome.pictures)}));
    return std::move(outcome.losses);
}

void Run::takeStep(std::size_t stage, int step, const Batch& batch)
{
    const DecaStageOptions& options = optionsOf(m_options, stage);
    m_adam->zeroGradients();
    NamedLosses losses = lossesOf(stage, step, batch);
    losses.emplace_back("total", sumOf(losses));
    losses.back().second.backward();
    m_adam->step(m_options.rate);

    base::ProgressReport report = {.stage = kStageNames[stage], .done = step + 1, .of = options.steps, .metrics = {}};
    report.metrics = valuesOf(losses);
    report.etaSeconds = secondsToCome(stage, step + 1);
    for (const auto& [name, value] : report.metrics)
        m_losses.add({kStageNames[stage], step, name, value});
    m_progress.report(report);
}

void Run::judge(std::size_t stage, int step, const std::vector<Batch>& heldOut)
{
    const std::string name = heldOutName(kStageNames[stage]);
    const auto isOfThis = [&](const LossTable::Row& row) { return row.stage == name && row.step == step; };
    if (heldOut.empty() || std::ranges::any_of(m_losses.rows(), isOfThis))
        return;
    const at::NoGradGuard noGradient;
    const DecaSetup setup = setupFor(stage, deca::NetworkMode::Inference);
    std::vector<std::pair<std::string, double>> means;
    for (const Batch& batch : heldOut) {
        const FaceBatch faces = batch.faces.to(m_device);
        NamedLosses losses = static_cast<DecaStage>(stage) == DecaStage::Detail ? detailLosses(setup, faces, batch.order).losses
                                                                                : coarseLosses(setup, faces, batch.order).losses;
        losses.emplace_back("total", sumOf(losses));
        const auto values = valuesOf(losses);
        means.resize(values.size());
        for (std::size_t i = 0; i < values.size(); ++i)
            means[i] = {values[i].first, means[i].second + values[i].second / static_cast<double>(heldOut.size())};
    }
    for (const auto& [loss, value] : means)
        m_losses.add({name, step, loss, value});
    m_progress.report({.stage = name, .done = step, .of = optionsOf(m_options, stage).steps, .metrics = means});
    if (m_options.sheet)
        drawSheet(stage, step);
}

void Run::drawSheet(std::size_t stage, int step)
{
    static constexpr int kFaces = 8;
    if (!m_shown.images.defined())
        m_shown = m_setup.faces.batch(kFaces, 1, kSheetNumber).to(m_device);
    DecaSetup setup = setupFor(stage, deca::NetworkMode::Inference);
    setup.weights.detailMrf = 0.0; // it draws nothing
    const DetailOutcome outcome = detailLosses(setup, m_shown, exchanged(kFaces, 1, 0));
    const auto own = [](const Tensor& pictures) { return pictures.slice(0, 0, kFaces); };
    m_options.sheet(sheetOf({m_shown.images, own(outcome.pictures), own(outcome.detailPictures * outcome.mask)}), kStageNames[stage], step);
}

double Run::minutes() const
{
    return m_minutesBefore + std::chrono::duration<double>(std::chrono::steady_clock::now() - m_began).count() / 60.0;
}

double Run::used(std::size_t stage, int step) const
{
    const DecaStageOptions& options = optionsOf(m_options, stage);
    const double bySteps = options.steps > 0 ? static_cast<double>(step) / options.steps : 1.0;
    return options.minutes > 0.0 ? std::max(bySteps, minutes() / options.minutes) : bySteps;
}

// As if later stages went at the pace of this one.
double Run::secondsToCome(std::size_t stage, int step) const
{
    double minutesToCome = minutes() * (1.0 / used(stage, step) - 1.0);
    for (std::size_t later = stage + 1; later < kStageNames.size(); ++later) {
        const DecaStageOptions& options = optionsOf(m_options, later);
        const double bySteps = minutes() / step * options.steps;
        minutesToCome += options.minutes > 0.0 ? std::min(bySteps, options.minutes) : bySteps;
    }
    return 60.0 * minutesToCome;
}

void Run::runStage(std::size_t stage, int firstStep)
{
    if (used(stage, firstStep) >= 1.0)
        return;
    const auto heldOut = static_cast<std::uint64_t>(m_options.heldOut);
    // Held-out batches come first, then those of the steps.
    Feed<Batch> feed(
        [&](std::uint64_t item) {
            const std::uint64_t ofStage = static_cast<std::uint64_t>(stage) << 32;
            return batchOf(stage, ofStage + (item < heldOut ? kHeldOutNumbers + item : static_cast<std::uint64_t>(firstStep) + item - heldOut));
        },
        {.threads = m_options.threads, .mostWaiting = 2 * m_options.threads});
    const std::vector<Batch> judged = feed.take(m_options.heldOut, m_options.heldOut);
    for (int step = firstStep;; ++step) {
        const bool isOver = used(stage, step) >= 1.0;
        if (isOver || step % m_options.checkpointEvery == 0)
            judge(stage, step, judged);
        if (step > firstStep && (isOver || step % m_options.checkpointEvery == 0))
            save(stage, step);
        if (isOver)
            return;
        if (m_cancel.isCancelled()) {
            save(stage, step);
            throw base::Cancelled();
        }
        takeStep(stage, step, feed.take(1, 1).front());
    }
}

void Run::save(std::size_t stage, int nextStep) const
{
    if (!m_options.metrics.empty())
        m_losses.write(m_options.metrics); // first: a checkpoint counts on its rows
    if (m_options.checkpoint.empty())
        return;
    tensorio::writeStateFile(m_options.checkpoint, stateDict(stateOf(namedTensors(m_parameters), *m_adam)),
                             {{"run", description()},
                              {"stage", kStageNames[stage]},
                              {"step", std::to_string(nextStep)},
                              {"milliseconds", std::to_string(static_cast<std::int64_t>(6e4 * minutes()))},
                              {"loss_rows", std::to_string(m_losses.rows().size())}});
}

std::pair<std::size_t, int> Run::restore()
{
    if (m_options.checkpoint.empty() || !std::filesystem::exists(m_options.checkpoint)) {
        beginStage(0);
        return {0, 0};
    }
    const auto refuse = [&](const std::string& why) {
        throw base::Error("model_refused", m_options.checkpoint.string() + " cannot be resumed from: " + why,
                          "Give the options that it was begun with, or another checkpoint");
    };
    const tensorio::StateFile file = tensorio::readStateFile(m_options.checkpoint);
    const auto word = [&](const char* key) {
        const auto found = file.metadata.find(key);
        if (found == file.metadata.end())
            refuse("it is of something else");
        return found->second;
    };
    if (word("run") != description())
        refuse("it was begun with " + word("run").substr(0, 100) + ", not with " + description());
    const auto number = [&](const char* key) {
        const std::string text = word(key);
        int value = -1;
        std::from_chars(text.data(), text.data() + text.size(), value);
        if (value < 0)
            refuse("its numbers are damaged");
        return value;
    };
    const std::string stageName = word("stage");
    std::size_t stage = 0;
    while (stage < kStageNames.size() && stageName != kStageNames[stage])
        ++stage;
    if (stage == kStageNames.size())
        refuse("its stage is unknown");
    beginStage(stage);
    m_minutesBefore = number("milliseconds") / 6e4;
    restoreState(namedTensors(file.tensors), namedTensors(m_parameters), *m_adam);
    if (!m_options.metrics.empty())
        m_losses = LossTable::read(m_options.metrics, static_cast<std::size_t>(number("loss_rows")));
    return {stage, number("step")};
}

DecaTrainingResult Run::finish()
{
    auto [stage, step] = restore();
    for (; stage < kStageNames.size(); ++stage, step = 0) {
        if (m_adam->groups()[0].name != kStageNames[stage])
            beginStage(stage);
        runStage(stage, step);
    }
    DecaTrainingResult result = {.parameters = {}, .losses = std::move(m_losses)};
    for (const auto& [name, tensor] : m_parameters)
        result.parameters.set(name, tensor.detach().to(torch::kCPU));
    return result;
}

} // namespace

StateDict initialDecaParameters(const head::FlameModel& flame, std::uint64_t seed, std::int64_t narrowing)
{
    constexpr std::int64_t kPose = 200, kCamera = 206, kLight = 209, kCodes = 236; // shape, texture and expression come first
    constexpr double kUsualCrop = 1.6;                  // side of the crop over that of the landmarks
    constexpr double kFlatTerm = 0.2820948, kSoft = 0.85; // first harmonic, and how bright skin is on average
    constexpr double kCaution = 0.1;                    // how far first codes depend on the picture, and details move the skin
    constexpr std::int64_t kExpression = 150;
    constexpr double kExpressionSpread = 0.2, kLightSpread = 0.15; // about those of synthetic faces; sizes and colours have 1
    StateDict parameters = initialParameters(deca::decaParameters(narrowing), seed);
    const at::NoGradGuard noGradient;
    const Tensor zero = at::zeros({1, 3});
    const Tensor points = flame.pose(at::zeros({1, flame.shapeCount()}), at::zeros({1, flame.expressionCount()}), {.global = zero, .jaw = zero, .neck = {}, .eyes = {}})
                              .landmarks2d[0]
                              .slice(1, 0, 2);
    const Tensor low = std::get<0>(points.min(0)), high = std::get<0>(points.max(0)), middle = (low + high) / 2.0;
    const double side = kUsualCrop * (high - low).mean().item<double>();
    parameters.at("E_flame.layers.2.weight").mul_(kCaution);
    const Tensor& bias = parameters.at("E_flame.layers.2.bias");
    bias.copy_(at::randn({kCodes}, at::detail::createCPUGenerator(seed + 1), bias.options()));
    bias.slice(0, kExpression, kPose).mul_(kExpressionSpread);
    bias.slice(0, kPose, kLight).zero_();
    bias.slice(0, kLight).mul_(kLightSpread);
    bias[kCamera].fill_(2.0 / side);
    bias.slice(0, kCamera + 1, kLight).copy_(-middle);
    bias.slice(0, kLight, kLight + 3).add_(kSoft / kFlatTerm);
    parameters.at("D_detail.conv_blocks.21.weight").mul_(kCaution);
    return parameters;
}

std::string heldOutName(const std::string& stage)
{
    return stage + "_held_out";
}

DecaTrainingResult trainDeca(const DecaTrainingSetup& setup, const StateDict& start, const DecaTrainingOptions& options,
                             base::Progress& progress, const base::CancelToken& cancel)
{
    return Run(setup, start, options, progress, cancel).finish();
}

} // namespace effigy::train
