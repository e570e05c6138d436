// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/face_encoder_trainer.h"

#include "base/error.h"
#include "encoder/face_places.h"
#include "train/example_pool.h"
#include "train/initial_parameters.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace effigy::train {
namespace {

using tensorio::StateDict;
using torch::Tensor;

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
    void takePictures(int atLeast);
    void beginAtMean();
    void takeStep();
    [[nodiscard]] encoder::FaceReadings readings(const Tensor& images, const StateDict& parameters, deca::NetworkMode mode) const;
    /// Held-out faces, read by the averages: standardised errors of places [B, 2N], and how large errors are.
    [[nodiscard]] std::pair<Tensor, FaceReadingErrors> judge() const;

    const FaceTrainingOptions& m_options;
    NetworkRun m_run;
    std::vector<int> m_vertices;
    FaceFeed m_feed;
    KnownFaces m_held;
    ExamplePool m_pool;
    std::int64_t m_taken = 0;
};

FaceFeedOptions feedOptions(const FaceTrainingOptions& options)
{
    FaceFeedOptions feed = options.feed;
    feed.mostWaiting = std::max(feed.mostWaiting, options.heldOut);
    return feed;
}

StateDict startOf(const FaceTrainingOptions& options)
{
    StateDict start = initialParameters(encoder::faceNetworkParameters(options.size), options.feed.seed);
    start.at("out.weight").mul_(0.1); // first readings hardly differ from the mean
    return start;
}

Run::Run(const head::HeadModelData& model, const FaceTrainingOptions& options, base::Progress& progress, const base::CancelToken& cancel)
    : m_options(options), m_run("face encoder run", startOf(options), options.run, progress, cancel),
      m_vertices(encoder::spreadVertices(model, static_cast<int>(options.size.places) - head::kLandmarkCount)),
      m_feed(m_vertices, feedOptions(options)), m_pool(options.pool)
{
    base::require(options.size.shape == model.shapeBasis.cols() && options.size.expression == model.expressionBasis.cols(),
                  "trainFaceEncoder: a network of the head model's sizes");
}

void Run::takePictures(int atLeast)
{
    const KnownFaces fresh = m_feed.fetch(atLeast);
    if (fresh.count() == 0)
        return;
    m_taken += fresh.count();
    const KnownFaces there = fresh.to(m_run.device());
    if (m_held.count() < m_options.heldOut)
        m_held = m_held.count() == 0 ? there : joined({m_held, there});
    else
        m_pool.add(there.columns());
}

encoder::FaceReadings Run::readings(const Tensor& images, const StateDict& parameters, deca::NetworkMode mode) const
{
    const Tensor laid = m_run.laid(images, mode);
    return encoder::splitReadings(encoder::readFaces(laid, {parameters, {}, mode}), m_options.size);
}

/// A fresh network answers with the mean of all faces.
void Run::beginAtMean()
{
    const at::NoGradGuard noGradient;
    const FaceSquares squares = cutSquares(m_held, {});
    const encoder::FaceNetworkSize& size = m_options.size;
    const Tensor zero = at::zeros({1, size.outputCount()}, m_run.parameters().at("out.bias").options());
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
    Tensor(m_run.parameters().at("out.bias")).copy_(wanted[0]);
}

void Run::takeStep()
{
    const KnownFaces faces = KnownFaces::ofColumns(m_pool.draw(m_options.batch));
    FaceSquares squares;
    {
        const at::NoGradGuard noGradient;
        squares = cutSquares(faces, {});
    }
    m_run.descend(readingLoss(readings(squares.images, m_run.parameters(), deca::NetworkMode::Training), squares, faces), m_taken, [this] {
        const FaceReadingErrors errors = judge().second;
        return std::vector<std::pair<std::string, double>>{{"landmarks", errors.landmarks},
                                                           {"places", errors.places},
                                                           {"shape", errors.shape},
                                                           {"expression", errors.expression},
                                                           {"turn", errors.turn}};
    });
}

std::pair<Tensor, FaceReadingErrors> Run::judge() const
{
    const at::NoGradGuard noGradient;
    constexpr std::int64_t kAtOnce = 64;
    const StateDict state = m_run.averages();
    std::vector<Tensor> errors;
    FaceReadingErrors sum;
    for (std::int64_t from = 0; from < m_held.count(); from += kAtOnce) {
        const std::int64_t count = std::min(kAtOnce, m_held.count() - from);
        const KnownFaces faces = m_held.select(at::arange(from, from + count, torch::TensorOptions(torch::kInt64).device(m_run.device())));
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

FaceTrainingResult Run::finish()
{
    m_run.gather(
        m_options.heldOut + m_options.batch, [this] { return m_held.count() >= m_options.heldOut && m_pool.count() >= m_options.batch; },
        [this] {
            takePictures(m_options.feed.shotsOfPerson);
            return m_taken;
        });
    if (m_run.step() == 0)
        beginAtMean();
    m_run.learn([this] { takePictures(0); }, [this] { takeStep(); });
    FaceTrainingResult result;
    const auto [errors, judged] = judge();
    result.errors = judged;
    result.weights.size = m_options.size;
    result.weights.vertices = m_vertices;
    result.weights.parameters = m_run.result();
    encoder::setErrors(result.weights, errors);
    result.losses = m_run.losses();
    result.steps = m_run.step();
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
