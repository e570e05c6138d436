// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/face_encoder_trainer.h"

#include "base/error.h"
#include "encoder/face_places.h"
#include "train/deca_trainer.h"
#include "train/run_state.h"
#include "train/training_device.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <numbers>
#include <optional>

namespace effigy::train {
namespace {

using tensorio::StateDict;
using torch::Tensor;

constexpr const char* kStage = "train";
constexpr double kAverageDecay = 0.998;
constexpr double kPlaceUnit = 0.01; // of half a square: what places err by in the end

/// Gaussian likelihood in multiples of `unit`; `dimensions` numbers share a spread.
Tensor likelihood(const Tensor& squaredError, const Tensor& logSpread, double unit, double dimensions)
{
    constexpr double kSmallest = 0.05, kLargest = 100.0; // spreads, in units
    const Tensor log = (logSpread - std::log(unit)).clamp(std::log(kSmallest), std::log(kLargest));
    const Tensor loss = 0.5 * (squaredError / (unit * unit)) * at::exp(-2.0 * log) + dimensions * log;
    return loss * at::exp(log).detach();
}

/// Landmarks of brows, eyes, nose and lips count more than places between them.
Tensor placeWeights(std::int64_t places, const torch::TensorOptions& options)
{
    constexpr double kLandmark = 2.0, kLid = 3.0;
    Tensor weights = at::ones({places}, options);
    weights.slice(0, 0, 36).fill_(kLandmark);
    weights.slice(0, 36, head::kLandmarkCount).fill_(kLid);
    return weights / weights.mean();
}

class Run {
public:
    Run(const head::HeadModelData& model, const FaceTrainingOptions& options, base::Progress& progress, const base::CancelToken& cancel);
    FaceTrainingResult finish();

private:
    void restore();
    void save() const;
    void takePictures(int atLeast);
    void beginAtMean();
    void takeStep();
    void note(double loss, double rate);
    [[nodiscard]] double used() const;
    [[nodiscard]] double minutes() const;
    [[nodiscard]] encoder::FaceReadings readings(const Tensor& images, const StateDict& parameters, deca::NetworkMode mode) const;
    [[nodiscard]] StateDict averages() const;
    /// Held-out faces, read by the averages: standardised errors of places [B, 2N], and how large errors are.
    [[nodiscard]] std::pair<Tensor, FaceReadingErrors> judge() const;

    const FaceTrainingOptions& m_options;
    base::Progress& m_progress;
    const base::CancelToken& m_cancel;
    torch::Device m_device;
    std::chrono::steady_clock::time_point m_began = std::chrono::steady_clock::now();
    double m_minutesBefore = 0.0; // of the run that was resumed
    std::vector<int> m_vertices;
    FaceFeed m_feed;
    StateDict m_parameters;
    std::optional<Adam> m_adam;
    std::optional<MovingAverage> m_average;
    KnownFaces m_held, m_pool;
    std::int64_t m_filled = 0, m_next = 0, m_taken = 0, m_step = 0;
    LossTable m_losses;
};

FaceFeedOptions feedOptions(const FaceTrainingOptions& options)
{
    FaceFeedOptions feed = options.feed;
    feed.mostWaiting = std::max(feed.mostWaiting, options.heldOut);
    return feed;
}

Run::Run(const head::HeadModelData& model, const FaceTrainingOptions& options, base::Progress& progress, const base::CancelToken& cancel)
    : m_options(options), m_progress(progress), m_cancel(cancel), m_device(trainingDevice(options.device)),
      m_vertices(encoder::spreadVertices(model, static_cast<int>(options.size.places) - head::kLandmarkCount)),
      m_feed(m_vertices, feedOptions(options))
{
    base::require(options.size.shape == model.shapeBasis.cols() && options.size.expression == model.expressionBasis.cols(),
                  "trainFaceEncoder: a network of the head model's sizes");
    const StateDict start = initialParameters(encoder::faceNetworkParameters(options.size), options.feed.seed);
    NamedTensors all;
    ParameterGroup group = {.name = kStage, .parameters = {}};
    for (const auto& [name, tensor] : start) {
        Tensor parameter = tensor.to(m_device);
        if (parameter.dim() == 4 && m_device.is_cuda())
            parameter = parameter.contiguous(at::MemoryFormat::ChannelsLast);
        if (name == "out.weight")
            parameter.mul_(0.1); // first readings hardly differ from the mean
        if (deca::isTrained({name, {}})) {
            parameter.set_requires_grad(true);
            group.parameters.emplace(name, parameter);
        }
        m_parameters.set(name, parameter);
        all.emplace(name, parameter);
    }
    m_adam.emplace(std::vector<ParameterGroup>{std::move(group)}, AdamOptions{});
    m_average.emplace(all);
}

double Run::minutes() const
{
    return m_minutesBefore + std::chrono::duration<double>(std::chrono::steady_clock::now() - m_began).count() / 60.0;
}

/// The share of the run that is over.
double Run::used() const
{
    const double bySteps = static_cast<double>(m_step) / m_options.steps;
    return m_options.minutes > 0.0 ? std::max(bySteps, minutes() / m_options.minutes) : bySteps;
}

void Run::takePictures(int atLeast)
{
    const KnownFaces fresh = m_feed.fetch(atLeast);
    if (fresh.count() == 0)
        return;
    m_taken += fresh.count();
    const KnownFaces there = fresh.to(m_device);
    if (m_held.count() < m_options.heldOut) {
        m_held = m_held.count() == 0 ? there : joined({m_held, there});
        return;
    }
    if (m_pool.count() == 0) {
        const auto room = [&](const Tensor& like) {
            std::vector<std::int64_t> shape = like.sizes().vec();
            shape[0] = m_options.pool;
            return at::empty(shape, like.options());
        };
        m_pool = {.pictures = room(there.pictures),
                  .places = room(there.places),
                  .shape = room(there.shape),
                  .expression = room(there.expression),
                  .gaze = room(there.gaze),
                  .distance = room(there.distance),
                  .rotation = room(there.rotation)};
    }
    for (std::int64_t from = 0; from < there.count();) {
        const std::int64_t count = std::min<std::int64_t>(there.count() - from, m_options.pool - m_next);
        const auto put = [&](Tensor KnownFaces::*member) {
            (m_pool.*member).slice(0, m_next, m_next + count).copy_((there.*member).slice(0, from, from + count));
        };
        for (auto member : {&KnownFaces::pictures, &KnownFaces::places, &KnownFaces::shape, &KnownFaces::expression, &KnownFaces::gaze,
                            &KnownFaces::distance, &KnownFaces::rotation})
            put(member);
        from += count;
        m_next = (m_next + count) % m_options.pool;
        m_filled = std::min<std::int64_t>(m_filled + count, m_options.pool);
    }
}

encoder::FaceReadings Run::readings(const Tensor& images, const StateDict& parameters, deca::NetworkMode mode) const
{
    const bool isTraining = mode == deca::NetworkMode::Training;
    const Tensor laid = m_device.is_cuda() ? images.to(isTraining ? torch::kBFloat16 : torch::kFloat32).contiguous(at::MemoryFormat::ChannelsLast) : images;
    return encoder::splitReadings(encoder::readFaces(laid, {parameters, {}, mode}), m_options.size);
}

StateDict Run::averages() const
{
    StateDict state;
    for (const auto& [name, tensor] : m_parameters)
        state.set(name, m_average->values().at(name));
    return state;
}

/// A fresh network answers with the mean of all faces.
void Run::beginAtMean()
{
    const at::NoGradGuard noGradient;
    const FaceSquares squares = cutSquares(m_held, {});
    const encoder::FaceNetworkSize& size = m_options.size;
    const Tensor zero = at::zeros({1, size.outputCount()}, m_parameters.at("out.bias").options());
    Tensor wanted = at::zeros_like(zero);
    const encoder::FaceReadings views = encoder::splitReadings(at::ones_like(zero), size), none = encoder::splitReadings(zero, size);
    const auto set = [&](std::int64_t from, const Tensor& mean, const Tensor& one, const Tensor& nothing) {
        const Tensor target = ((mean - nothing) / (one - nothing)).reshape({-1});
        wanted[0].slice(0, from, from + target.numel()).copy_(target);
    };
    std::int64_t at = 0;
    set(at, squares.places.mean(0), views.places[0], none.places[0]);
    at += 3 * size.places + 2 * size.shape;
    set(at, m_held.expression.mean(0), views.expression[0], none.expression[0]);
    at += 2 * size.expression + 8;
    set(at, m_held.distance.mean().reshape({1}), views.distance, none.distance);
    set(at + 2, squares.axes.mean(0), views.axes[0], none.axes[0]);
    Tensor(m_parameters.at("out.bias")).copy_(wanted[0]);
}

void Run::takeStep()
{
    const Tensor rows = at::randint(m_filled, {m_options.batch}, torch::TensorOptions(torch::kInt64).device(m_device));
    const KnownFaces faces = m_pool.select(rows);
    FaceSquares squares;
    {
        const at::NoGradGuard noGradient;
        squares = cutSquares(faces, {});
    }
    m_adam->zeroGradients();
    const Tensor loss = readingLoss(readings(squares.images, m_parameters, deca::NetworkMode::Training), squares, faces);
    loss.backward();
    constexpr double kWarmUp = 200.0;
    const double rate = m_options.rate * std::min(1.0, static_cast<double>(m_step + 1) / kWarmUp) * 0.5 * (1.0 + std::cos(std::numbers::pi * std::min(1.0, used())));
    m_adam->step(rate);
    ++m_step;
    m_average->update(namedTensors(m_parameters), std::min(kAverageDecay, static_cast<double>(m_step) / (static_cast<double>(m_step) + 10.0)));
    constexpr int kNoteEvery = 25;
    if (m_step % kNoteEvery == 0)
        note(loss.item<double>(), rate);
}

void Run::note(double loss, double rate)
{
    const auto step = static_cast<int>(m_step);
    m_losses.add({kStage, step, "loss", loss});
    m_losses.add({kStage, step, "rate", rate});
    m_losses.add({kStage, step, "pictures", static_cast<double>(m_taken)});
    m_losses.add({kStage, step, "minutes", minutes()});
    base::ProgressReport report = {.stage = kStage, .done = step, .of = m_options.steps, .metrics = {{"loss", loss}, {"pictures", static_cast<double>(m_taken)}}};
    const double part = used();
    if (part > 0.0 && part < 1.0)
        report.etaSeconds = 60.0 * minutes() * (1.0 - part) / part;
    constexpr int kJudgeEvery = 500;
    if (step % kJudgeEvery == 0) {
        const FaceReadingErrors errors = judge().second;
        for (const auto& [name, value] : {std::pair("landmarks", errors.landmarks), std::pair("places", errors.places), std::pair("shape", errors.shape),
                                          std::pair("expression", errors.expression), std::pair("turn", errors.turn)}) {
            m_losses.add({kStage, step, name, value});
            report.metrics.emplace_back(name, value);
        }
    }
    m_progress.report(report);
}

std::pair<Tensor, FaceReadingErrors> Run::judge() const
{
    const at::NoGradGuard noGradient;
    constexpr std::int64_t kAtOnce = 64;
    const StateDict state = averages();
    std::vector<Tensor> errors;
    FaceReadingErrors sum;
    for (std::int64_t from = 0; from < m_held.count(); from += kAtOnce) {
        const std::int64_t count = std::min(kAtOnce, m_held.count() - from);
        const KnownFaces faces = m_held.select(at::arange(from, from + count, torch::TensorOptions(torch::kInt64).device(m_device)));
        const FaceSquares squares = cutSquares(faces, carefulSquares());
        const encoder::FaceReadings read = readings(squares.images, state, deca::NetworkMode::Inference);
        errors.push_back(((read.places - squares.places) / at::exp(read.placeSpread).unsqueeze(2)).reshape({count, -1}).to(torch::kCPU));
        const FaceReadingErrors part = judgeReadings(read, squares, faces);
        const double share = static_cast<double>(count) / static_cast<double>(m_held.count());
        sum.landmarks += share * part.landmarks;
        sum.places += share * part.places;
        sum.shape += share * part.shape;
        sum.expression += share * part.expression;
        sum.turn += share * part.turn;
    }
    return {at::cat(errors, 0), sum};
}

void Run::save() const
{
    if (!m_options.metrics.empty())
        m_losses.write(m_options.metrics);
    if (m_options.checkpoint.empty())
        return;
    tensorio::writeStateFile(m_options.checkpoint, stateDict(stateOf(namedTensors(m_parameters), *m_adam, &*m_average)),
                             {{"kind", "face encoder run"},
                              {"step", std::to_string(m_step)},
                              {"milliseconds", std::to_string(static_cast<std::int64_t>(6e4 * minutes()))},
                              {"loss_rows", std::to_string(m_losses.rows().size())}});
}

void Run::restore()
{
    if (m_options.checkpoint.empty() || !std::filesystem::exists(m_options.checkpoint))
        return;
    const auto refuse = [&](const std::string& why) {
        throw base::Error("model_refused", m_options.checkpoint.string() + " cannot be resumed from: " + why, "Give the options that it was begun with, or another checkpoint");
    };
    const tensorio::StateFile file = tensorio::readStateFile(m_options.checkpoint);
    const auto number = [&](const char* key) {
        const auto found = file.metadata.find(key);
        std::int64_t value = -1;
        if (found != file.metadata.end())
            std::from_chars(found->second.data(), found->second.data() + found->second.size(), value);
        if (value < 0)
            refuse("it is of something else");
        return value;
    };
    m_step = number("step");
    m_minutesBefore = static_cast<double>(number("milliseconds")) / 6e4;
    restoreState(namedTensors(file.tensors), namedTensors(m_parameters), *m_adam, &*m_average);
    if (!m_options.metrics.empty())
        m_losses = LossTable::read(m_options.metrics, static_cast<std::size_t>(number("loss_rows")));
}

FaceTrainingResult Run::finish()
{
    restore();
    while (m_held.count() < m_options.heldOut || m_filled < m_options.batch) {
        m_cancel.check();
        m_progress.report({.stage = "pictures", .done = static_cast<int>(m_taken), .of = m_options.heldOut + m_options.batch, .metrics = {}});
        takePictures(m_options.feed.shotsOfPerson);
    }
    if (m_step == 0)
        beginAtMean();
    while (used() < 1.0) {
        if (m_cancel.isCancelled()) {
            save();
            throw base::Cancelled();
        }
        constexpr int kFetchEvery = 8;
        if (m_step % kFetchEvery == 0)
            takePictures(0);
        takeStep();
        if (m_step % m_options.checkpointEvery == 0)
            save();
    }
    save();
    m_progress.report({.stage = "judge", .done = 0, .of = 1, .metrics = {}});
    FaceTrainingResult result;
    const auto [errors, judged] = judge();
    result.errors = judged;
    result.weights.size = m_options.size;
    result.weights.vertices = m_vertices;
    for (const auto& [name, tensor] : averages())
        result.weights.parameters.set(name, tensor.detach().to(torch::kCPU).contiguous());
    encoder::setErrors(result.weights, errors);
    result.losses = std::move(m_losses);
    result.steps = m_step;
    result.pictures = m_taken;
    return result;
}

} // namespace

Tensor readingLoss(const encoder::FaceReadings& readings, const FaceSquares& squares, const KnownFaces& faces)
{
    constexpr double kShape = 0.3, kExpression = 0.3, kGaze = 0.1, kDistance = 0.1, kAxes = 0.05;
    constexpr double kExpressionUnit = 0.1, kGazeUnit = 0.1, kDistanceUnit = 0.2, kAxesUnit = 0.02;
    const Tensor places = likelihood((readings.places - squares.places).square().sum(2), readings.placeSpread, kPlaceUnit, 2.0);
    const Tensor weights = placeWeights(places.size(1), places.options());
    return (places * weights).mean() +
           kShape * likelihood((readings.shape - faces.shape).square(), readings.shapeSpread, 1.0, 1.0).mean() +
           kExpression * likelihood((readings.expression - faces.expression).square(), readings.expressionSpread, kExpressionUnit, 1.0).mean() +
           kGaze * likelihood((readings.gaze - faces.gaze).square(), readings.gazeSpread, kGazeUnit, 1.0).mean() +
           kDistance * likelihood((readings.distance - faces.distance).square(), readings.distanceSpread, kDistanceUnit, 1.0).mean() +
           kAxes * (readings.axes - squares.axes).abs().mean() / kAxesUnit;
}

FaceReadingErrors judgeReadings(const encoder::FaceReadings& readings, const FaceSquares& squares, const KnownFaces& faces)
{
    constexpr int kInnerFirst = 17;
    const Tensor eyes = (squares.places.select(1, 36) - squares.places.select(1, 45)).norm(2, {1}, /*keepdim=*/true).clamp_min(0.05);
    const Tensor off = (readings.places - squares.places).norm(2, {2}) / eyes;
    const auto rms = [](const Tensor& x) { return std::sqrt(x.square().mean().item<double>()); };
    const Tensor x = readings.axes.slice(1, 0, 3), wanted = squares.axes.slice(1, 0, 3);
    const Tensor cosine = (x * wanted).sum(1) / (x.norm(2, {1}) * wanted.norm(2, {1}));
    return {.landmarks = 100.0 * off.slice(1, kInnerFirst, head::kLandmarkCount).mean().item<double>(),
            .places = 100.0 * off.median().item<double>(),
            .shape = rms(readings.shape - faces.shape),
            .expression = rms(readings.expression - faces.expression),
            .turn = at::acos(cosine.clamp(-1.0, 1.0)).mean().item<double>() * 180.0 / std::numbers::pi};
}

FaceTrainingResult trainFaceEncoder(const head::HeadModelData& model, const FaceTrainingOptions& options, base::Progress& progress,
                                    const base::CancelToken& cancel)
{
    return Run(model, options, progress, cancel).finish();
}

} // namespace effigy::train
