// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/matte_trainer.h"

#include "base/error.h"
#include "train/initial_parameters.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace effigy::train {
namespace {

using tensorio::StateDict;
using torch::Tensor;

constexpr std::int64_t kWithin = 3; // channel of cues

/// Picture [3, S, S] 0..1 as bytes.
base::Image imageOf(const Tensor& planes)
{
    const Tensor bytes = (255.0 * planes.clamp(0.0, 1.0) + 0.5)
                             .to(torch::kUInt8)
                             .permute({1, 2, 0})
                             .contiguous()
                             .to(torch::kCPU);
    base::Image image(static_cast<int>(bytes.size(1)), static_cast<int>(bytes.size(0)), 3);
    std::copy_n(bytes.data_ptr<std::uint8_t>(), bytes.numel(), image.pixels.data());
    return image;
}

class Run {
public:
    Run(const MatteTrainingOptions& options, base::Progress& progress,
        const base::CancelToken& cancel);
    MatteTrainingResult finish();

private:
    void takePictures(int atLeast);
    void takeStep();
    [[nodiscard]] Tensor logits(const MatteExamples& examples, const StateDict& parameters,
                                deca::NetworkMode mode) const;
    [[nodiscard]] MatteErrors judge() const;
    [[nodiscard]] base::Image sheet() const;

    const MatteTrainingOptions& m_options;
    NetworkRun m_run;
    MatteFeed m_feed;
    std::vector<MatteExamples> m_held; // batches, photographed once
    std::int64_t m_heldCount = 0;
    ExamplePool m_pool;
    std::int64_t m_taken = 0;
};

MatteFeedOptions feedOptions(const MatteTrainingOptions& options)
{
    MatteFeedOptions feed = options.feed;
    feed.pictureSide = static_cast<int>(encoder::kMatteSide);
    feed.mostWaiting = std::max(feed.mostWaiting, feed.shotsOfPerson);
    return feed;
}

Run::Run(const MatteTrainingOptions& options, base::Progress& progress,
         const base::CancelToken& cancel)
    : m_options(options),
      m_run("head matte run",
            initialParameters(encoder::matteNetworkParameters(options.size), options.feed.seed),
            options.run, progress, cancel),
      m_feed(feedOptions(options)),
      m_pool(options.pool)
{
}

void Run::takePictures(int atLeast)
{
    const KnownCutOuts fresh = m_feed.fetch(atLeast);
    if (fresh.count() == 0)
        return;
    m_taken += fresh.count();
    const ExampleColumns there = onDevice(fresh.columns(), m_run.device());
    if (m_heldCount < m_options.heldOut) {
        const at::NoGradGuard noGradient;
        m_held.push_back(photographed(KnownCutOuts::ofColumns(there)));
        m_heldCount += fresh.count();
    } else {
        m_pool.add(there);
    }
}

Tensor Run::logits(const MatteExamples& examples, const StateDict& parameters,
                   deca::NetworkMode mode) const
{
    return encoder::matteLogits(m_run.laid(examples.pictures, mode),
                                m_run.laid(examples.cues, mode), {parameters, {}, mode});
}

void Run::takeStep()
{
    MatteExamples examples;
    {
        const at::NoGradGuard noGradient;
        examples = photographed(KnownCutOuts::ofColumns(m_pool.draw(m_options.batch)));
    }
    m_run.descend(
        matteLoss(logits(examples, m_run.parameters(), deca::NetworkMode::Training), examples),
        m_taken, [this] {
            const MatteErrors errors = judge();
            return std::vector<std::pair<std::string, double>>{{"head", errors.head},
                                                               {"hair", errors.hair}};
        });
}

MatteErrors Run::judge() const
{
    const at::NoGradGuard noGradient;
    const StateDict state = m_run.averages();
    Tensor sums = at::zeros({4}, torch::TensorOptions(torch::kFloat64).device(m_run.device()));
    for (const MatteExamples& examples : m_held) {
        const Tensor told = at::softmax(logits(examples, state, deca::NetworkMode::Inference), 1);
        const auto total = [](const Tensor& t) { return t.sum(torch::kFloat64); };
        const Tensor hair = examples.shares.slice(1, 0, 1),
                     head = encoder::headShare(examples.shares);
        sums += at::stack({total(at::abs(encoder::headShare(told) - head)), total(head),
                           total(at::abs(told.slice(1, 0, 1) - hair)), total(hair)});
    }
    const Tensor found = sums.to(torch::kCPU);
    const auto* sum = found.data_ptr<double>();
    return {.head = 100.0 * sum[0] / sum[1], .hair = 100.0 * sum[2] / sum[3]};
}

base::Image Run::sheet() const
{
    constexpr std::int64_t kPictures = 18, kAcross = 3;
    const at::NoGradGuard noGradient;
    const StateDict state = m_run.averages();
    std::vector<Tensor> cells;
    for (const MatteExamples& examples : m_held) {
        const Tensor told = at::softmax(logits(examples, state, deca::NetworkMode::Inference), 1);
        for (std::int64_t i = 0;
             i < told.size(0) && static_cast<std::int64_t>(cells.size()) < kPictures; ++i) {
            const auto colours = [i](const Tensor& shares) { return shares[i].slice(0, 0, 3); };
            const Tensor head = encoder::headShare(told)[i];
            const Tensor cut =
                head * examples.pictures[i] +
                (1.0 - head) * at::stack({at::zeros_like(head[0]), at::ones_like(head[0]),
                                          at::zeros_like(head[0])});
            cells.push_back(
                at::cat({examples.pictures[i], colours(examples.shares), colours(told), cut}, 2));
        }
    }
    std::vector<Tensor> rows;
    for (std::size_t first = 0; first + kAcross <= cells.size(); first += kAcross)
        rows.push_back(at::cat({cells[first], cells[first + 1], cells[first + 2]}, 2));
    return rows.empty() ? base::Image() : imageOf(at::cat(rows, 1));
}

MatteTrainingResult Run::finish()
{
    m_run.gather(
        m_options.heldOut + m_options.batch, [this] { return m_heldCount >= m_options.heldOut && m_pool.count() >= m_options.batch; },
        [this] {
            takePictures(m_options.feed.shotsOfPerson);
            return m_taken;
        });
    m_run.learn([this] { takePictures(0); }, [this] { takeStep(); });
    MatteTrainingResult result;
    result.weights = {.size = m_options.size, .parameters = m_run.result()};
    result.errors = judge();
    result.sheet = sheet();
    result.losses = m_run.losses();
    result.steps = m_run.step();
    result.pictures = m_taken;
    return result;
}

} // namespace

Tensor matteLoss(const Tensor& logits, const MatteExamples& examples)
{
    constexpr double kBeyond = 0.2, kEdges = 1.0, kAmounts = 2.0;
    const Tensor weight = kBeyond + (1.0 - kBeyond) * examples.cues.slice(1, kWithin, kWithin + 1);
    const Tensor log = at::log_softmax(logits, 1);
    const Tensor entropy = -(examples.shares * log).sum(1, /*keepdim=*/true);
    const Tensor error = encoder::headShare(at::exp(log)) - encoder::headShare(examples.shares);
    const auto steps = [&](std::int64_t axis) {
        return (weight.slice(axis, 1) * at::abs(error.diff(1, axis))).mean();
    };
    return (weight * (entropy + kAmounts * at::abs(error))).mean() + kEdges * (steps(2) + steps(3));
}

MatteTrainingResult trainMatte(const MatteTrainingOptions& options, base::Progress& progress,
                               const base::CancelToken& cancel)
{
    base::require(options.batch > 1 && options.pool > 0 && options.heldOut > 0,
                  "trainMatte: pictures to learn from and to judge by");
    return Run(options, progress, cancel).finish();
}

} // namespace effigy::train
