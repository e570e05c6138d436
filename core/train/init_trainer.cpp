// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/init_trainer.h"

#include "base/error.h"
#include "train/adam.h"
#include "train/head_sampler.h"
#include "train/known_head.h"
#include "train/run_state.h"
#include "train/texture_code.h"
#include "train/view_loss.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/ops/avg_pool2d.h>
#include <ATen/ops/cat.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>

namespace effigy::train {
namespace {

using generator::Generator;
using torch::Tensor;

constexpr double kThickestHair = 0.03; // metres
constexpr const char* kSuperresolution = "superresolution.";

NamedTensors trainable(const Generator& generator, const std::string& prefix)
{
    NamedTensors chosen;
    for (const auto& name : generator::trainedNames(generator.config))
        if (name.starts_with(prefix))
            chosen.emplace(name, generator.parameters.at(name).set_requires_grad(true));
    return chosen;
}

std::vector<ParameterGroup> parameterGroups(const Generator& generator)
{
    return {{"superresolution", trainable(generator, kSuperresolution), 1.0}};
}

Tensor mappedLatents(const Generator& generator, int count, std::uint64_t seed)
{
    const torch::NoGradGuard noGrad;
    const auto random = at::detail::createCPUGenerator(seed);
    const auto z = torch::randn({count, generator.config.zDim}, random, torch::TensorOptions());
    return generator::mapping(generator, z, torch::zeros({count, 25}));
}

/// Albedo with a tint of its own: darker or lighter, redder or yellower.
Tensor tinted(const Tensor& albedo, HeadSampler& sampler)
{
    const double exponent = std::exp(0.35 * sampler.normal());
    auto colour = albedo.clamp(1e-3, 1.0).pow(exponent);
    for (int channel = 0; channel < 3; ++channel)
        colour.select(1, channel) *= sampler.uniform(0.9, 1.06);
    return colour.clamp(0.0, 1.0);
}

/// With strands and grain: brightness that varies over a texel or a few, along one direction more than across. Superresolution is to
/// draw what a photo has, which is rougher than painted skin.
Tensor grained(const Tensor& lit, HeadSampler& sampler, std::uint64_t seed)
{
    constexpr double kStrongest = 0.3;
    const auto random = at::detail::createCPUGenerator(seed);
    const auto size = lit.size(2);
    const auto length = [&] { return static_cast<std::int64_t>(2 * static_cast<int>(sampler.uniform(0.0, 3.0)) + 1); };
    const std::vector<std::int64_t> along = {length(), length()}, around = {along[0] / 2, along[1] / 2};
    Tensor grain = at::avg_pool2d(torch::randn({1, 1, size, size}, random, torch::TensorOptions()), along, {1, 1}, around);
    grain = grain / grain.std().clamp_min(1e-6);
    return (lit * (1.0 + kStrongest * sampler.uniform(0.0, 1.0) * grain)).clamp(0.0, 1.0);
}

KnownHead syntheticHead(const Generator& generator, const head::HeadModel& model, const std::vector<base::Image>& albedos,
                        const Tensor& ws, int index, std::uint64_t seed)
{
    const torch::NoGradGuard noGrad;
    HeadSampler sampler({}, seed);
    KnownHead head;
    head.shape = index == 0 ? Eigen::VectorXf::Zero(model.shapeCount()).eval() : sampler.shape(model.shapeCount());
    head::HeadCoefficients neutral;
    neutral.shape = head.shape;
    const auto mesh = model.mesh(neutral);
    const int size = 2 * generator.config.planeResolution;
    const auto albedo = tinted(pictureTensor(albedos[static_cast<std::size_t>(index) % albedos.size()], size), sampler);
    const auto lit = grained(litTexture(generator.layout, albedo, mesh.normals, sampler.light()), sampler, seed);
    head.litTexture = tensorPicture(lit);
    head.ws = ws;
    head.shell = evenShell(model, neutral, sampler.uniform(0.0, kThickestHair));
    head.code = textureCode(lit);
    return head;
}

/// A view and its feature image, which training does not change.
struct PreparedView {
    HeadView view;
    Tensor ws;
    generator::CameraStage camera;
};

/// All that a training run holds.
class Run {
public:
    Run(const head::HeadModel& model, const std::vector<base::Image>& albedos, const generator::GeneratorConfig& config,
        const InitTrainingOptions& options);
    Generator finish(base::Progress& progress, const base::CancelToken& cancel);

private:
    [[nodiscard]] PreparedView prepare(int index) const;
    [[nodiscard]] Tensor pictureLoss(int step, base::ProgressReport& report);
    void takeStep(int step, base::ProgressReport& report);
    [[nodiscard]] Generator averaged() const;
    void save(int nextStep) const;
    [[nodiscard]] int restore();
    [[nodiscard]] double rateAt(int step) const;

    const head::HeadModel& m_model;
    InitTrainingOptions m_options;
    Generator m_generator;
    Adam m_adam;
    MovingAverage m_average;
    std::vector<KnownHead> m_heads;
    std::vector<generator::IdentityStage> m_identities;
    std::vector<PreparedView> m_views;
    base::Image m_preview;
};

Run::Run(const head::HeadModel& model, const std::vector<base::Image>& albedos, const generator::GeneratorConfig& config,
         const InitTrainingOptions& options)
    : m_model(model), m_options(options), m_generator(codedGenerator(model, config, options.seed)),
      m_adam(parameterGroups(m_generator), {.beta1 = 0.9, .beta2 = 0.99}), m_average(allOf(m_adam.groups()))
{
    base::require(!albedos.empty(), "albedos");
    const auto ws = mappedLatents(m_generator, options.heads, options.seed + 1);
    m_generator.parameters.set("backbone.mapping.w_avg",
                               mappedLatents(m_generator, 1000, options.seed + 2).select(1, 0).mean(0).clone());
    for (int i = 0; i < options.heads; ++i) {
        m_heads.push_back(syntheticHead(m_generator, model, albedos, ws.slice(0, i, i + 1), i, options.seed + 100 + i));
        m_identities.push_back(knownIdentity(m_generator, model, m_heads.back()));
    }
}

PreparedView Run::prepare(int index) const
{
    const torch::NoGradGuard noGrad;
    const auto which = static_cast<std::size_t>(index) % m_heads.size();
    const auto& head = m_heads[which];
    const auto seed = m_options.seed * 1000003 + static_cast<std::uint64_t>(index);
    HeadSampler sampler({}, seed);
    PreparedView prepared;
    const auto coefficients = m_model.coefficients(sampler.expression(), head.shape);
    prepared.view = headView(m_generator, m_model, head, coefficients, sampler.camera(),
                             {m_generator.config.imageResolution(), m_generator.config.rawResolution});
    prepared.ws = head.ws;
    const auto planes = generator::deformStage(m_generator, m_identities[which], prepared.view.raster, head.ws).planes;
    prepared.camera = generator::cameraStage(m_generator, planes, prepared.view.label);
    return prepared;
}

double Run::rateAt(int step) const
{
    const double t = static_cast<double>(step) / m_options.steps;
    return m_options.rate * (t < 0.5 ? 1.0 : 1.0 - 1.8 * (t - 0.5));
}

Tensor Run::pictureLoss(int step, base::ProgressReport& report)
{
    const auto& prepared = m_views[static_cast<std::size_t>(step) % m_views.size()];
    generator::Frame frame;
    frame.camera = prepared.camera;
    frame.image = generator::finishStage(m_generator, frame.camera, prepared.ws);
    const auto loss = viewLoss(frame, prepared.view.target, {});
    report.metrics.emplace_back("error", loss.finalError);
    m_preview = tensorPicture(at::cat({pictureOf(frame).slice(1, 0, 3), prepared.view.target.colour}, 3));
    return loss.total;
}

void Run::takeStep(int step, base::ProgressReport& report)
{
    m_adam.zeroGradients();
    const auto loss = pictureLoss(step, report);
    loss.backward();
    m_adam.step(rateAt(step));
    m_average.update(allOf(m_adam.groups()), std::min(m_options.averageDecay, (1.0 + step) / (10.0 + step)));
    report.metrics.emplace_back("loss", loss.item<double>());
}

void Run::save(int nextStep) const
{
    if (!m_options.checkpoint.empty())
        tensorio::writeStateFile(m_options.checkpoint, stateDict(stateOf(allOf(m_adam.groups()), m_adam, &m_average)), {{"step", std::to_string(nextStep)}});
}

int Run::restore()
{
    if (m_options.checkpoint.empty() || !std::filesystem::exists(m_options.checkpoint))
        return 0;
    const auto file = tensorio::readStateFile(m_options.checkpoint);
    restoreState(namedTensors(file.tensors), allOf(m_adam.groups()), m_adam, &m_average);
    return std::stoi(file.metadata.at("step"));
}

Generator Run::averaged() const
{
    const torch::NoGradGuard noGrad;
    Generator result = m_generator;
    result.parameters = tensorio::StateDict();
    for (const auto& [name, tensor] : m_generator.parameters)
        result.parameters.set(name, tensor.detach());
    for (const auto& [name, tensor] : m_average.values())
        result.parameters.set(name, tensor.clone());
    return result;
}

Generator Run::finish(base::Progress& progress, const base::CancelToken& cancel)
{
    for (int i = 0; i < m_options.views; ++i) {
        cancel.check();
        m_views.push_back(prepare(i));
        progress.report({"render", i + 1, m_options.views, -1.0, {}});
    }
    const auto began = std::chrono::steady_clock::now();
    const int first = restore();
    for (int step = first; step < m_options.steps; ++step) {
        if (cancel.isCancelled()) {
            save(step);
            throw base::Cancelled();
        }
        base::ProgressReport report{"picture", step + 1, m_options.steps, -1.0, {}};
        takeStep(step, report);
        const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - began;
        report.etaSeconds = passed.count() / (step + 1 - first) * (m_options.steps - step - 1);
        progress.report(report);
        if (!m_preview.empty() && progress.wantsPreview())
            progress.preview(m_preview);
        if ((step + 1) % m_options.checkpointEvery == 0)
            save(step + 1);
    }
    save(m_options.steps);
    return averaged();
}

} // namespace

Generator trainInitialisation(const head::HeadModel& model, const std::vector<base::Image>& albedos,
                              const generator::GeneratorConfig& config, const InitTrainingOptions& options,
                              base::Progress& progress, const base::CancelToken& cancel)
{
    return Run(model, albedos, config, options).finish(progress, cancel);
}

} // namespace effigy::train
