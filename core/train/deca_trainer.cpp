// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/deca_trainer.h"

#include "base/error.h"
#include "deca/parameter_list.h"
#include "train/run_state.h"

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

// Pictures [N, 3, H, W] 0..1 side by side.
base::Image sideBySide(const std::vector<Tensor>& pictures)
{
    const at::NoGradGuard noGradient;
    const Tensor row = at::cat(pictures, 3)[0].permute({1, 2, 0});
    const Tensor bytes = (row.clamp(0.0, 1.0) * 255.0 + 0.5).to(torch::kUInt8).contiguous();
    base::Image image(static_cast<int>(bytes.size(1)), static_cast<int>(bytes.size(0)), 3);
    std::copy_n(bytes.data_ptr<std::uint8_t>(), image.pixels.size(), image.pixels.begin());
    return image;
}

Tensor initialTensor(const deca::ParameterInfo& info, const at::Generator& random)
{
    const auto options = torch::TensorOptions(torch::kFloat32);
    if (info.shape.size() == 4) // a convolution: outputs of unit variance after ReLU
        return at::randn(info.shape, random, options) * std::sqrt(2.0 / static_cast<double>(info.shape[0] * info.shape[2] * info.shape[3]));
    if (info.shape.size() == 2)
        return (at::rand(info.shape, random, options) * 2.0 - 1.0) / std::sqrt(static_cast<double>(info.shape[1]));
    const bool isScale = info.name.ends_with("weight") || info.name.ends_with("running_var");
    const bool endsBlock = info.name.ends_with("bn3.weight");
    return isScale && !endsBlock ? at::ones(info.shape, options) : at::zeros(info.shape, options);
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
    void takeStep(std::size_t stage, int step);
    [[nodiscard]] NamedLosses lossesOf(DecaStage stage, const FaceBatch& batch, const std::vector<std::int64_t>& order);
    void save(std::size_t stage, int nextStep) const;
    /// Where to go on: stage and step.
    [[nodiscard]] std::pair<std::size_t, int> restore();
    [[nodiscard]] std::string description() const;
    [[nodiscard]] int stepsBefore(std::size_t stage) const;

    const DecaTrainingSetup& m_setup;
    const DecaTrainingOptions& m_options;
    base::Progress& m_progress;
    const base::CancelToken& m_cancel;
    StateDict m_parameters;
    std::optional<Adam> m_adam; // of the present stage
    LossTable m_losses;
    std::chrono::steady_clock::time_point m_began = std::chrono::steady_clock::now();
    int m_stepsDone = 0; // since then
};

Run::Run(const DecaTrainingSetup& setup, const StateDict& start, const DecaTrainingOptions& options, base::Progress& progress,
         const base::CancelToken& cancel)
    : m_setup(setup), m_options(options), m_progress(progress), m_cancel(cancel), m_parameters(start.clone())
{
    for (const deca::ParameterInfo& info : deca::decaParameters())
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

int Run::stepsBefore(std::size_t stage) const
{
    int steps = 0;
    for (std::size_t i = 0; i < stage; ++i)
        steps += optionsOf(m_options, i).steps;
    return steps;
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
}

NamedLosses Run::lossesOf(DecaStage stage, const FaceBatch& batch, const std::vector<std::int64_t>& order)
{
    const DecaSetup setup = {.flame = m_setup.flame,
                             .texture = m_setup.texture,
                             .renderer = m_setup.renderer,
                             .parameters = m_parameters,
                             .identity = m_setup.identity,
                             .perceptual = m_setup.perceptual,
                             .weights = weightsOf(m_setup.weights, stage)};
    const bool shows = m_progress.wantsPreview() && m_stepsDone % 10 == 0;
    if (stage == DecaStage::Detail) {
        DetailOutcome outcome = detailLosses(setup, batch, order);
        if (shows)
            m_progress.preview(sideBySide({batch.images.slice(0, 0, 1), outcome.pictures.slice(0, 0, 1), outcome.detailPictures.slice(0, 0, 1)}));
        return std::move(outcome.losses);
    }
    CoarseOutcome outcome = coarseLosses(setup, batch, order);
    if (shows && outcome.pictures.defined())
        m_progress.preview(sideBySide({batch.images.slice(0, 0, 1), outcome.pictures.slice(0, 0, 1)}));
    return std::move(outcome.losses);
}

void Run::takeStep(std::size_t stage, int step)
{
    const DecaStageOptions& options = optionsOf(m_options, stage);
    const std::uint64_t number = (static_cast<std::uint64_t>(stage) << 32) + static_cast<std::uint64_t>(step);
    const FaceBatch batch = m_setup.faces.batch(options.people, options.views, number);
    m_adam->zeroGradients();
    const NamedLosses losses = lossesOf(static_cast<DecaStage>(stage), batch, exchanged(options.people, options.views, number ^ m_options.seed));
    const Tensor sum = sumOf(losses);
    sum.backward();
    m_adam->step(m_options.rate);
    ++m_stepsDone;

    base::ProgressReport report = {.stage = kStageNames[stage], .done = step + 1, .of = options.steps, .metrics = {}};
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - m_began;
    report.etaSeconds = passed.count() / m_stepsDone * (stepsBefore(kStageNames.size()) - stepsBefore(stage) - step - 1);
    const auto note = [&](const std::string& name, double value) {
        m_losses.add({kStageNames[stage], step, name, value});
        report.metrics.emplace_back(name, value);
    };
    for (const auto& [name, loss] : losses)
        note(name, loss.item<double>());
    note("total", sum.item<double>());
    m_progress.report(report);
}

void Run::runStage(std::size_t stage, int firstStep)
{
    const int steps = optionsOf(m_options, stage).steps;
    for (int step = firstStep; step < steps; ++step) {
        if (m_cancel.isCancelled()) {
            save(stage, step);
            throw base::Cancelled();
        }
        takeStep(stage, step);
        if ((step + 1) % m_options.checkpointEvery == 0)
            save(stage, step + 1);
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
    save(kStageNames.size() - 1, m_options.detail.steps);
    DecaTrainingResult result = {.parameters = {}, .losses = std::move(m_losses)};
    for (const auto& [name, tensor] : m_parameters)
        result.parameters.set(name, tensor.detach());
    return result;
}

} // namespace

StateDict initialParameters(const std::vector<deca::ParameterInfo>& list, std::uint64_t seed)
{
    const at::Generator random = at::detail::createCPUGenerator(seed);
    StateDict parameters;
    for (const deca::ParameterInfo& info : list)
        parameters.set(info.name, initialTensor(info, random));
    return parameters;
}

StateDict initialDecaParameters(const head::FlameModel& flame, std::uint64_t seed)
{
    constexpr std::int64_t kCamera = 206, kLight = 209; // of the 236 codes: scale, x, y; then 9 x 3
    constexpr double kUsualCrop = 1.6;                  // side of the crop over that of the landmarks
    constexpr double kFlatTerm = 0.2820948, kSoft = 0.85; // first harmonic, and how bright skin is on average
    constexpr double kCaution = 0.1;                    // how far first codes depend on the picture, and details move the skin
    StateDict parameters = initialParameters(deca::decaParameters(), seed);
    const at::NoGradGuard noGradient;
    const Tensor zero = at::zeros({1, 3});
    const Tensor points = flame.pose(at::zeros({1, flame.shapeCount()}), at::zeros({1, flame.expressionCount()}), {.global = zero, .jaw = zero, .neck = {}, .eyes = {}})
                              .landmarks2d[0]
                              .slice(1, 0, 2);
    const Tensor low = std::get<0>(points.min(0)), high = std::get<0>(points.max(0)), middle = (low + high) / 2.0;
    const double side = kUsualCrop * (high - low).mean().item<double>();
    parameters.at("E_flame.layers.2.weight").mul_(kCaution);
    const Tensor& bias = parameters.at("E_flame.layers.2.bias");
    bias.zero_();
    bias[kCamera].fill_(2.0 / side);
    bias.slice(0, kCamera + 1, kLight).copy_(-middle);
    bias.slice(0, kLight, kLight + 3).fill_(kSoft / kFlatTerm);
    parameters.at("D_detail.conv_blocks.21.weight").mul_(kCaution);
    return parameters;
}

DecaTrainingResult trainDeca(const DecaTrainingSetup& setup, const StateDict& start, const DecaTrainingOptions& options,
                             base::Progress& progress, const base::CancelToken& cancel)
{
    return Run(setup, start, options, progress, cancel).finish();
}

} // namespace effigy::train
