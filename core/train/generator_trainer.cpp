// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/generator_trainer.h"

#include "base/error.h"
#include "generator/camera_label.h"
#include "generator/fir.h"
#include "generator/mapping.h"
#include "generator/mesh_rendering.h"
#include "train/gan_loss.h"
#include "train/generator_losses.h"
#include "train/init_trainer.h"
#include "train/picture_loss.h"
#include "train/run_state.h"
#include "train/texture_code.h"
#include "train/training_device.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <chrono>
#include <cmath>
#include <memory>
#include <numbers>
#include <optional>
#include <string>

namespace effigy::train {
namespace {

using generator::Generator;
using torch::Tensor;

constexpr const char* kMean = "backbone.mapping.w_avg";
constexpr const char* kJudge = "judge/"; // before the names of what the discriminator keeps
constexpr std::uint64_t kHeldOut = std::uint64_t{1} << 40; // number of the first person that no step sees

/// A part of the networks and how fast it learns.
struct Part {
    const char* name;
    const char* prefix;
    bool isLast; // the layers that give planes and textures; else all others
    double rateFactor;
};
// The mapping's weights are a hundred times as large as what they do. Form channels hold numbers up to twenty (plane_form.h), and
// Adam walks no further in a step than its rate. Superresolution begins trained.
constexpr std::array kParts = {Part{"mapping", "backbone.mapping.", false, 10.0},     Part{"planes", "backbone.synthesis.", false, 1.0},
                               Part{"planes_out", "backbone.synthesis.", true, 10.0}, Part{"texture", "texture_backbone.", false, 1.0},
                               Part{"texture_out", "texture_backbone.", true, 3.0},   Part{"mouth", "mouth_backbone.", false, 1.0},
                               Part{"mouth_out", "mouth_backbone.", true, 1.0},       Part{"blending", "neural_blending.", false, 1.0},
                               Part{"blending_out", "neural_blending.", true, 1.0},   Part{"superresolution", "superresolution.", false, 0.5},
                               Part{"superresolution_out", "superresolution.", true, 0.5}};

bool isOf(const Part& part, const std::string& name)
{
    const bool isLast = name.ends_with(".torgb.weight") || name.ends_with(".torgb.bias");
    return name.starts_with(part.prefix) && part.isLast == isLast;
}

Generator freshGenerator(const head::HeadModel& model, const GeneratorTrainingOptions& options)
{
    Generator fresh = codedGenerator(model, options.config, options.pool.seed);
    if (options.start.empty())
        return fresh;
    const Generator start = generator::readGenerator(options.start);
    const bool isWhole = start.config == fresh.config;
    for (const auto& [name, tensor] : start.parameters) {
        if (!isWhole && !name.starts_with("superresolution."))
            continue;
        const Tensor* own = fresh.parameters.find(name);
        if (own == nullptr || own->sizes() != tensor.sizes())
            throw base::Error("unsupported", options.start.string() + " has networks of other sizes: " + name,
                              "Start from a generator of the same latent and picture sizes, or from none");
        fresh.parameters.set(name, tensor.to(own->scalar_type()).clone());
    }
    return fresh;
}

/// The same on `device`, layout apart, which the rasteriser wants on the CPU. What learns requires a gradient.
Generator placed(Generator generator, const torch::Device& device)
{
    const tensorio::StateDict there = std::move(generator.parameters);
    generator.parameters = {};
    for (const auto& [name, tensor] : there)
        generator.parameters.set(name, tensor.to(device, tensor.scalar_type(), /*non_blocking=*/false, /*copy=*/true));
    for (const std::string& name : generator::trainedNames(generator.config))
        if (std::ranges::any_of(kParts, [&](const Part& part) { return isOf(part, name); }))
            generator.parameters.at(name).set_requires_grad(true);
    return generator;
}

std::vector<ParameterGroup> partsOf(const Generator& generator)
{
    std::vector<ParameterGroup> groups;
    for (const Part& part : kParts) {
        groups.push_back({part.name, {}, part.rateFactor});
        for (const auto& [name, tensor] : generator.parameters)
            if (isOf(part, name) && tensor.requires_grad())
                groups.back().parameters.emplace(name, tensor);
    }
    return groups;
}

/// All that moves: what learns, and the mean of the latents.
NamedTensors movingOf(const Generator& generator)
{
    NamedTensors moving = allOf(partsOf(generator));
    moving.emplace(kMean, generator.parameters.at(kMean));
    return moving;
}

/// The generator that makes windows of `window` rays as it makes whole pictures.
Generator windowed(const Generator& generator, int window)
{
    Generator part = generator;
    part.config.superresolution.inputResolution = window * generator.config.superresolution.inputResolution / generator.config.rawResolution;
    return part;
}

void checkSizes(const GeneratorTrainingOptions& options)
{
    const auto refuse = [](const std::string& what, const std::string& hint) { throw base::Error("unsupported", what, hint); };
    const int window = options.pool.window, raw = options.config.rawResolution;
    if (options.config.superresolution.inputResolution % raw != 0 || options.config.imageResolution() != 2 * raw)
        refuse("The generator's pictures are not twice as large as its raw images", "Choose sizes like those of the embedded generator");
    if (window % 8 != 0 || window < 16 || window > raw)
        refuse("A window of " + std::to_string(window) + " rays does not fit raw images of " + std::to_string(raw), "Give a multiple of 8 from 16 to that");
    if (options.adversary.from < 1.0 && !std::has_single_bit(static_cast<unsigned>(window)))
        refuse("A discriminator judges windows of 16, 32, 64, ... rays, not of " + std::to_string(window), "Give such a --window, or no adversary");
    const int pictures = options.pool.slots * options.pool.shotsOfPerson;
    if (options.adversary.from < 1.0 && pictures % std::min(4, pictures) != 0)
        refuse("A discriminator judges pictures by fours, not " + std::to_string(pictures) + " at once", "Give other numbers of people and shots");
    if (options.config.staticChannel != kStaticCover)
        refuse("The generator has no channel for what stands before the mesh", "Set static_channel to " + std::to_string(kStaticCover));
}

JudgedPictures judged(const generator::Frame& frame)
{
    return {frame.image.slice(1, 0, 3), frame.camera.raw()};
}

JudgedPictures realPicturesOf(const ViewTarget& target, int window)
{
    const Tensor picture = target.colour * 2.0 - 1.0;
    return {picture, generator::resizeAntialiased(picture, window, window)};
}

/// What a person's pictures in their windows are made from.
struct Sight {
    generator::IdentityStage identity; // of the people
    Tensor ws;                         // [people, wsRows, wDim]
};

/// A batch as it was looked at, and what it cost.
struct Lesson {
    Tensor total;                                        // to be made small
    std::vector<std::pair<std::string, Tensor>> losses;  // by name
    Tensor labels;                                       // of the windows, on the device
    Tensor planes;                                       // [N, K, P, P, C]
    generator::Frame frame;
    ViewTarget target;
    Tensor renderings;                                   // of the mesh, for the discriminator

    void add(const char* name, const Tensor& loss, double weight)
    {
        losses.emplace_back(name, loss);
        const Tensor weighted = loss * weight;
        total = total.defined() ? total + weighted : weighted;
    }
    void tell(const char* name, const Tensor& value) { losses.emplace_back(name, value); }
};

class Run {
public:
    Run(const synth::HeadStock& stock, const GeneratorTrainingOptions& options, Ranks& ranks, base::Progress& progress, const base::CancelToken& cancel);
    GeneratorTrainingResult finish();

private:
    [[nodiscard]] std::int64_t restore();
    void save() const;
    [[nodiscard]] std::string description() const;
    void beginPool(std::int64_t rounds);
    void meetHeldOut();
    void takeStep();
    void moveMean(const Tensor& ws);
    /// Adds what texture and static planes, pictures, and the discriminator say of a batch to `lesson`.
    void learnIdentity(const SittingBatch& batch, const Sight& sight, Lesson& lesson) const;
    void learnPictures(const SittingBatch& batch, const Sight& sight, Lesson& lesson) const;
    void foolAdversary(const SittingBatch& batch, Lesson& lesson) const;
    void shareGradients();
    [[nodiscard]] Sight sightOf(const Generator& generator, const Tensor& latents) const;
    /// Pictures of shots in their windows, `shotsOfPerson` of each person one after the other.
    [[nodiscard]] generator::Frame picturesOf(const Generator& generator, const Sight& sight, const KnownShots& shots, const Tensor& labels, int resolution,
                                              const Tensor& jitter, Tensor* planes = nullptr) const;
    void note(const Lesson& lesson, double rate);
    [[nodiscard]] GeneratorJudgement judge();
    [[nodiscard]] double psnrOf(const Generator& generator, bool isWritten) const;
    [[nodiscard]] base::Image sheet() const;
    [[nodiscard]] Generator averaged() const;
    [[nodiscard]] double minutes() const;
    [[nodiscard]] double used() const;
    [[nodiscard]] const char* stage() const;
    [[nodiscard]] bool isOurs() const { return m_ranks.rank() == 0; }
    /// Mean of what every rank says of itself.
    [[nodiscard]] std::pair<bool, double> agreed() const;

    const synth::HeadStock& m_stock;
    const GeneratorTrainingOptions& m_options;
    Ranks& m_ranks;
    base::Progress& m_progress;
    const base::CancelToken& m_cancel;
    torch::Device m_device;
    std::chrono::steady_clock::time_point m_began = std::chrono::steady_clock::now();
    double m_minutesBefore = 0.0; // of the run that was resumed
    Generator m_plain;            // as it began, on the CPU; the threads look at its layout
    Generator m_generator;        // on the device
    Adam m_adam;
    MovingAverage m_average;
    std::optional<Adversary> m_adversary;
    PersonCode m_code;
    std::vector<HeadSitting> m_held;
    double m_coded = 0.0;
    double m_used = 0.0; // as agreed before the step
    std::int64_t m_step = 0;
    LossTable m_losses;
    std::optional<SittingPool> m_pool; // last: its threads use the others
};

Run::Run(const synth::HeadStock& stock, const GeneratorTrainingOptions& options, Ranks& ranks, base::Progress& progress, const base::CancelToken& cancel)
    : m_stock(stock), m_options(options), m_ranks(ranks), m_progress(progress), m_cancel(cancel), m_device(trainingDevice(options.device)),
      m_plain(freshGenerator(*stock.head, options)), m_generator(placed(m_plain, m_device)), m_adam(partsOf(m_generator), {.beta1 = 0.9, .beta2 = 0.99}),
      m_average(movingOf(m_generator)), m_code(stock.body, options.config.zDim)
{
    if (options.adversary.from < 1.0)
        m_adversary.emplace(options.adversary, 2 * options.pool.window, options.pool.seed + 1, m_device);
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

std::pair<bool, double> Run::agreed() const
{
    const Tensor said = torch::tensor({m_cancel.isCancelled() ? 1.0F : 0.0F, static_cast<float>(used())}).to(m_device);
    if (m_ranks.count() == 1)
        return {m_cancel.isCancelled(), used()};
    m_ranks.average({said});
    const Tensor heard = said.to(torch::kCPU);
    return {heard[0].item<float>() > 0.0F, heard[1].item<double>()};
}

const char* Run::stage() const
{
    if (m_used < m_options.identityShare)
        return "identity";
    return m_used < m_options.adversary.from ? "pictures" : "adversary";
}

void Run::beginPool(std::int64_t rounds)
{
    PoolOptions pool = m_options.pool;
    pool.isPunctual = m_options.minutes <= 0.0;
    m_pool.emplace(m_stock, m_plain, m_code, pool, Share{m_ranks.rank(), m_ranks.count()}, m_device, rounds);
}

void Run::meetHeldOut()
{
    Feed<HeadSitting> feed([this](std::uint64_t number) { return sitFor(m_stock, m_plain, m_code, m_options.pool.sittings, number); },
                           {.threads = m_options.pool.threads, .mostWaiting = m_options.heldOut, .first = kHeldOut});
    while (static_cast<int>(m_held.size()) < m_options.heldOut) {
        m_cancel.check();
        m_progress.report({.stage = "people", .done = static_cast<int>(m_held.size()), .of = m_options.heldOut, .metrics = {}});
        for (HeadSitting& sitting : feed.take(1, 1))
            m_held.push_back(sitting.to(m_device));
    }
}

Sight Run::sightOf(const Generator& generator, const Tensor& latents) const
{
    Sight sight;
    sight.ws = generator::mapping(generator, latents, at::zeros({latents.size(0), 25}, latents.options()));
    sight.identity = generator::identityStage(generator, sight.ws);
    return sight;
}

generator::Frame Run::picturesOf(const Generator& generator, const Sight& sight, const KnownShots& shots, const Tensor& labels, int resolution, const Tensor& jitter,
                                 Tensor* planes) const
{
    const auto of = shots.count() / sight.ws.size(0);
    const auto each = [&](const Tensor& x) { return of == 1 ? x : x.repeat_interleave(of, 0); };
    const Tensor ws = each(sight.ws);
    const Tensor blended = generator::deformStage(generator, {each(sight.identity.texture), each(sight.identity.staticPlanes)}, shots.raster, ws).planes;
    if (planes != nullptr)
        *planes = blended;
    const auto rays = std::int64_t{resolution} * resolution;
    const generator::RayOptions look = {.resolution = resolution,
                                        .draw = generator::RayOptions::Draw::Given,
                                        .jitter = jitter.expand({jitter.size(0), rays, m_options.depthSamples}),
                                        .colourSamples = m_options.colourSamples};
    generator::Frame frame;
    frame.camera = generator::cameraStage(generator, withFixedForm(blended), labels.to(m_device), look);
    frame.image = generator::finishStage(windowed(generator, resolution), frame.camera, ws);
    return frame;
}

void Run::moveMean(const Tensor& ws)
{
    const at::NoGradGuard noGradient;
    const Tensor moved = generator::movedAverage(m_generator.parameters.at(kMean), ws.select(1, 0));
    m_ranks.average({moved});
    Tensor(m_generator.parameters.at(kMean)).copy_(moved);
}

void Run::learnIdentity(const SittingBatch& batch, const Sight& sight, Lesson& lesson) const
{
    const IdentityLoss identity = identityLoss(sight.identity, batch.who);
    lesson.add("texture", identity.texture, 1.0);
    lesson.add("colour", identity.colour, 1.0);
    lesson.add("form", identity.form, IdentityLoss::kFormWeight);
    lesson.add("cover", identity.cover, 1.0);
}

void Run::learnPictures(const SittingBatch& batch, const Sight& sight, Lesson& lesson) const
{
    lesson.target = windowTarget(batch.shots, batch.windows);
    lesson.labels = windowLabels(batch.shots.labels, batch.windows).to(m_device);
    lesson.frame = picturesOf(m_generator, sight, batch.shots, lesson.labels, m_options.pool.window, batch.jitter, &lesson.planes);
    lesson.add("picture", viewLoss(lesson.frame, lesson.target, {.depth = 0.0}).total, 1.0);
    const at::NoGradGuard noGradient;
    const generator::CameraStage& camera = lesson.frame.camera;
    constexpr double kMillimetres = 1000.0 / generator::kWorldPerMetre;
    const Tensor both = lesson.target.depth.gt(0.0).to(torch::kFloat32) * camera.alpha.gt(0.5).to(torch::kFloat32);
    lesson.tell("depth_mm", ((camera.depth - lesson.target.depth).abs() * both).sum() * kMillimetres / both.sum().clamp_min(1.0));
    lesson.tell("alpha", (camera.alpha - at::adaptive_avg_pool2d(lesson.target.alpha, camera.alpha.sizes().slice(2))).abs().mean());
}

void Run::foolAdversary(const SittingBatch& batch, Lesson& lesson) const
{
    const AdversaryOptions& options = m_options.adversary;
    lesson.renderings = generator::meshRendering(m_plain.layout, batch.shots.pose, lesson.labels, 2 * m_options.pool.window, m_options.config.rendering.boxWarp).to(m_device);
    lesson.add("fooling", m_adversary->fooling(judged(lesson.frame), lesson.renderings, lesson.labels), options.weight);
    if (m_step % options.densityEvery != 0)
        return;
    const at::Generator random = at::detail::createCPUGenerator(m_options.pool.seed * 1000003 + static_cast<std::uint64_t>(m_step));
    const std::vector<std::int64_t> shape = {lesson.planes.size(0), options.densityPoints, 3};
    const torch::TensorOptions f32(torch::kFloat32);
    const Tensor draws = at::rand(shape, random, f32), offsets = at::randn(shape, random, f32);
    const DensityPoints points = nearbyPoints(draws.to(m_device), offsets.to(m_device), options.densityDistance);
    lesson.add("density", densityLoss(m_generator, lesson.planes, points).mean, options.density * options.densityEvery);
}

void Run::shareGradients()
{
    std::vector<Tensor> gradients;
    for (const auto& [name, parameter] : allOf(m_adam.groups()))
        if (parameter.grad().defined())
            gradients.push_back(parameter.grad());
    if (m_ranks.count() > 1)
        m_ranks.average(gradients);
}

void Run::takeStep()
{
    m_pool->advance(m_step);
    const SittingBatch batch = m_pool->draw(m_step);
    const bool looks = m_used >= m_options.identityShare, judges = m_adversary && m_used >= m_options.adversary.from && looks;
    m_adam.zeroGradients();
    Lesson lesson;
    const Sight sight = sightOf(m_generator, batch.who.latent);
    moveMean(sight.ws);
    learnIdentity(batch, sight, lesson);
    if (looks)
        learnPictures(batch, sight, lesson);
    if (judges)
        foolAdversary(batch, lesson);
    lesson.total.backward();
    shareGradients();
    constexpr double kWarmUp = 100.0;
    const double rate = m_options.rate * std::min(1.0, static_cast<double>(m_step + 1) / kWarmUp) * 0.5 * (1.0 + std::cos(std::numbers::pi * std::min(1.0, m_used)));
    m_adam.step(rate);
    if (judges) {
        const auto losses = m_adversary->learn(judged(lesson.frame), realPicturesOf(lesson.target, m_options.pool.window), lesson.renderings, lesson.labels, m_step, m_ranks);
        lesson.tell("judge_fake", torch::tensor(losses.fake));
        lesson.tell("judge_real", torch::tensor(losses.real));
        if (losses.reality >= 0.0)
            lesson.tell("judge_reality", torch::tensor(losses.reality));
    }
    ++m_step;
    m_average.update(movingOf(m_generator), std::min(m_options.averageDecay, static_cast<double>(m_step) / (static_cast<double>(m_step) + 10.0)));
    if (isOurs() && m_step % m_options.noteEvery == 0)
        note(lesson, rate);
}

void Run::note(const Lesson& lesson, double rate)
{
    const auto step = static_cast<int>(m_step);
    base::ProgressReport report = {.stage = stage(), .done = step, .of = m_options.steps, .metrics = {}};
    const auto tell = [&](const std::string& name, double value) {
        m_losses.add({stage(), step, name, value});
        report.metrics.emplace_back(name, value);
    };
    tell("loss", lesson.total.item<double>());
    for (const auto& [name, value] : lesson.losses)
        tell(name, value.item<double>());
    m_losses.add({stage(), step, "rate", rate});
    m_losses.add({stage(), step, "minutes", minutes()});
    tell("people", static_cast<double>(m_pool->rounds() * m_options.pool.slots));
    if (m_used > 0.0 && m_used < 1.0)
        report.etaSeconds = 60.0 * minutes() * (1.0 - m_used) / m_used;
    if (m_step % m_options.judgeEvery == 0 && m_options.heldOut > 0) {
        const GeneratorJudgement judgement = judge();
        tell("psnr", judgement.psnr);
        tell("known_psnr", judgement.known);
        const base::Image seen = sheet();
        if (m_options.sheet)
            m_options.sheet(seen, m_step);
        if (m_progress.wantsPreview())
            m_progress.preview(seen);
    }
    m_progress.report(report);
}

double Run::psnrOf(const Generator& generator, bool isWritten) const
{
    const at::NoGradGuard noGradient;
    const int raw = m_options.config.rawResolution, window = m_options.pool.window;
    const double corner = static_cast<double>((raw - window) / 2) / raw;
    double sum = 0.0;
    for (const HeadSitting& sitting : m_held) {
        const std::vector<Window> windows(static_cast<std::size_t>(sitting.shots.count()), {.left = corner, .top = corner, .share = static_cast<double>(window) / raw});
        Sight sight = sightOf(generator, sitting.who.latent);
        if (isWritten)
            sight.identity = writtenIdentity(sitting.who, m_options.config);
        const Tensor middle = at::full({1, std::int64_t{window} * window, 1}, 0.5, torch::TensorOptions(torch::kFloat32).device(m_device));
        const generator::Frame frame = picturesOf(generator, sight, sitting.shots, windowLabels(sitting.shots.labels, windows), window, middle);
        const ViewTarget target = windowTarget(sitting.shots, windows);
        sum += peakSignalToNoise(pictureOf(frame).slice(1, 0, 3), target.colour, target.alpha * target.weight, 1.0);
    }
    return sum / static_cast<double>(m_held.size());
}

GeneratorJudgement Run::judge()
{
    const Generator now = averaged();
    return {.psnr = psnrOf(now, false), .known = psnrOf(now, true), .coded = m_coded};
}

/// A row for each person who was held out: two shots, each beside what the generator makes of it from the person's own texture
/// and static planes, and from the latent.
base::Image Run::sheet() const
{
    const at::NoGradGuard noGradient;
    constexpr int kMostRays = 128;
    constexpr std::int64_t kShots = 2;
    const int rays = std::min(m_options.config.rawResolution, kMostRays);
    const Generator now = averaged();
    std::vector<Tensor> rows;
    for (const HeadSitting& sitting : m_held) {
        std::vector<ChosenShot> chosen;
        for (std::int64_t i = 0; i < std::min(kShots, sitting.shots.count()); ++i)
            chosen.push_back({&sitting, i});
        const KnownShots shots = joined(chosen);
        const Tensor middle = at::full({1, std::int64_t{rays} * rays, 1}, 0.5, torch::TensorOptions(torch::kFloat32).device(m_device));
        const auto seen = [&](const Sight& sight) { return pictureOf(picturesOf(now, sight, shots, shots.labels, rays, middle)).slice(1, 0, 3); };
        Sight sight = sightOf(now, sitting.who.latent);
        const Tensor made = seen(sight);
        sight.identity = writtenIdentity(sitting.who, m_options.config);
        const Tensor written = seen(sight), wanted = at::adaptive_avg_pool2d(shots.pictures.slice(1, 0, 3).to(torch::kFloat32) / 255.0, {2 * rays, 2 * rays});
        std::vector<Tensor> row;
        for (std::int64_t i = 0; i < shots.count(); ++i)
            for (const Tensor* picture : {&wanted, &written, &made})
                row.push_back(picture->slice(0, i, i + 1));
        rows.push_back(at::cat(row, 3));
    }
    return tensorPicture(at::cat(rows, 2).to(torch::kCPU));
}

Generator Run::averaged() const
{
    Generator result = m_generator;
    result.parameters = {};
    for (const auto& [name, tensor] : m_generator.parameters) {
        const auto mean = m_average.values().find(name);
        result.parameters.set(name, mean == m_average.values().end() ? tensor.detach() : mean->second);
    }
    return result;
}

std::string Run::description() const
{
    const auto& o = m_options;
    return "seed " + std::to_string(o.pool.seed) + ", " + std::to_string(o.pool.slots) + " people of " + std::to_string(o.pool.shotsOfPerson) + " shots, windows of "
           + std::to_string(o.pool.window) + " rays, pool of " + std::to_string(o.pool.pool) + (m_adversary ? ", adversary" : "") + ", " + generator::toJson(o.config);
}

void Run::save() const
{
    if (!isOurs())
        return;
    if (!m_options.metrics.empty())
        m_losses.write(m_options.metrics); // first: a checkpoint counts on its rows
    if (m_options.checkpoint.empty())
        return;
    NamedTensors state = stateOf(movingOf(m_generator), m_adam, &m_average);
    if (m_adversary)
        for (const auto& [name, tensor] : m_adversary->state())
            state.emplace(kJudge + name, tensor);
    tensorio::writeStateFile(m_options.checkpoint, stateDict(state),
                             {{"run", description()},
                              {"step", std::to_string(m_step)},
                              {"rounds", std::to_string(m_pool ? m_pool->rounds() : 0)},
                              {"milliseconds", std::to_string(static_cast<std::int64_t>(6e4 * minutes()))},
                              {"loss_rows", std::to_string(m_losses.rows().size())}});
}

/// Returns the rounds of people that there were.
std::int64_t Run::restore()
{
    if (m_options.checkpoint.empty() || !std::filesystem::exists(m_options.checkpoint))
        return 0;
    const auto refuse = [&](const std::string& why) {
        throw base::Error("model_refused", m_options.checkpoint.string() + " cannot be resumed from: " + why, "Give the options that it was begun with, or another checkpoint");
    };
    const tensorio::StateFile file = tensorio::readStateFile(m_options.checkpoint);
    const auto said = [&](const char* key) {
        const auto found = file.metadata.find(key);
        if (found == file.metadata.end())
            refuse("it is of something else");
        return found->second;
    };
    const auto number = [&](const char* key) {
        const std::string text = said(key);
        std::int64_t value = -1;
        std::from_chars(text.data(), text.data() + text.size(), value);
        if (value < 0)
            refuse("its numbers are damaged");
        return value;
    };
    if (said("run") != description())
        refuse("it was begun with other options");
    m_step = number("step");
    m_minutesBefore = static_cast<double>(number("milliseconds")) / 6e4;
    const std::string judge = kJudge;
    NamedTensors ours, theirs;
    for (const auto& [name, tensor] : file.tensors)
        name.starts_with(judge) ? theirs.emplace(name.substr(judge.size()), tensor) : ours.emplace(name, tensor);
    restoreState(ours, movingOf(m_generator), m_adam, &m_average);
    if (m_adversary)
        m_adversary->restore(theirs);
    if (isOurs() && !m_options.metrics.empty())
        m_losses = LossTable::read(m_options.metrics, static_cast<std::size_t>(number("loss_rows")));
    return number("rounds");
}

GeneratorTrainingResult Run::finish()
{
    if (isOurs() && m_options.heldOut > 0) {
        meetHeldOut();
        m_coded = psnrOf(placed(m_plain, m_device), true);
    }
    const std::int64_t rounds = restore();
    m_progress.report({.stage = "people", .done = 0, .of = 0, .metrics = {}});
    beginPool(rounds);
    while (true) {
        const auto [isCancelled, usedUp] = agreed();
        m_used = usedUp;
        if (isCancelled) {
            save();
            throw base::Cancelled();
        }
        if (m_used >= 1.0)
            break;
        takeStep();
        if (m_step % m_options.checkpointEvery == 0)
            save();
    }
    save();
    GeneratorTrainingResult result;
    if (isOurs() && m_options.heldOut > 0)
        result.judgement = judge();
    result.generator = averaged();
    tensorio::StateDict here;
    for (const auto& [name, tensor] : result.generator.parameters)
        here.set(name, tensor.detach().to(torch::kCPU).clone(at::MemoryFormat::Contiguous));
    result.generator.parameters = here;
    result.losses = std::move(m_losses);
    result.steps = m_step;
    result.people = m_pool->rounds() * m_options.pool.slots;
    return result;
}

} // namespace

generator::GeneratorConfig priorConfig()
{
    generator::GeneratorConfig config = embeddedConfig();
    config.name = "prior";
    config.zDim = 256;
    config.ownSides = true;
    config.channelBase = 8192;
    config.channelMax = 128;
    for (generator::ConditionedConfig* network : {&config.mouth, &config.blending}) { // of every expression: small as the embedded one's
        network->channelBase = 2048;
        network->channelMax = 32;
    }
    return config;
}

bool knowsPeople(const Generator& generator)
{
    const auto isOfTexture = [](const std::string& name) { return name.starts_with("texture_backbone.") && name.ends_with(".torgb.weight"); };
    return generator.config.staticChannel == kStaticCover && isCoded(generator) &&
           std::any_of(generator.parameters.begin(), generator.parameters.end(),
                       [&](const auto& entry) { return isOfTexture(entry.first) && entry.second.any().template item<bool>(); });
}

GeneratorTrainingResult trainGenerator(const synth::HeadStock& stock, const GeneratorTrainingOptions& options, Ranks& ranks, base::Progress& progress,
                                       const base::CancelToken& cancel)
{
    checkSizes(options);
    return Run(stock, options, ranks, progress, cancel).finish();
}

} // namespace effigy::train
