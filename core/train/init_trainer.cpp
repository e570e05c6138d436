// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/init_trainer.h"

#include "base/error.h"
#include "train/adam.h"
#include "train/head_sampler.h"
#include "train/known_head.h"
#include "train/picture_loss.h"
#include "train/texture_code.h"
#include "train/view_loss.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/ops/binary_cross_entropy.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/softplus.h>
#include <ATen/ops/upsample_bilinear2d.h>

#include <chrono>
#include <cmath>
#include <string>

namespace effigy::train {
namespace {

using generator::Generator;
using torch::Tensor;

enum class Phase { Blending, Volume, Picture };

constexpr std::array<const char*, 3> kPhaseNames = {"blending", "volume", "picture"};
constexpr int kRays = 3000;           // per step of the volume phase
constexpr int kRaysBeside = 600;      // per step of the picture phase
constexpr double kPositionGain = -2.0;// the front view carries minus twice its place: what the side and the top view add
constexpr double kColourGain = 2.0;   // and twice its colour, so that it outvotes them
constexpr double kStepLength = 0.02;  // world units over which occupied space must be opaque
constexpr double kTextureWeight = 0.2;

bool startsWith(const std::string& text, const std::string& prefix)
{
    return text.compare(0, prefix.size(), prefix) == 0;
}

std::string groupOf(const std::string& name)
{
    return name.substr(0, name.find('.'));
}

/// What a group's rate is multiplied by in a phase.
double phaseFactor(const std::string& group, Phase phase)
{
    const bool isBlending = group == "neural_blending" || group == "mouth_backbone";
    const bool isVolume = group == "backbone" || group == "texture_backbone" || group == "decoder";
    if (phase == Phase::Blending)
        return isBlending ? 1.0 : 0.0;
    if (phase == Phase::Volume)
        return isVolume ? 1.0 : isBlending ? 0.3 : 0.0;
    return 1.0;
}

std::vector<ParameterGroup> parameterGroups(const Generator& generator)
{
    std::map<std::string, NamedTensors> byGroup;
    for (const auto& name : generator::trainedNames(generator.config)) {
        if (startsWith(name, "backbone.mapping."))
            continue; // latents keep the places that the fresh mapping gives them
        byGroup[groupOf(name)].emplace(name, generator.parameters.at(name));
    }
    std::vector<ParameterGroup> groups;
    for (auto& [name, parameters] : byGroup)
        groups.push_back({name, std::move(parameters), 1.0});
    return groups;
}

NamedTensors allOf(const std::vector<ParameterGroup>& groups)
{
    NamedTensors all;
    for (const auto& group : groups)
        all.insert(group.parameters.begin(), group.parameters.end());
    return all;
}

Generator freshGenerator(const head::HeadModel& model, const generator::GeneratorConfig& config, std::uint64_t seed)
{
    Generator generator;
    generator.config = config;
    generator.parameters = generator::randomParameters(config, seed);
    generator.layout = generator::headLayout(model.data(), config.planeResolution);
    generator.layout.uvMask = torch::ones_like(generator.layout.uvMask); // the whole head follows its mesh
    for (const auto& name : generator::trainedNames(config))
        generator.parameters.at(name).set_requires_grad(true);
    return generator;
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
        colour.select(1, channel) *= sampler.uniform(0.92, 1.05);
    return colour.clamp(0.0, 1.0);
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
    const auto albedo = tinted(pictureTensor(albedos[index % albedos.size()], size), sampler);
    const auto lit = litTexture(generator.layout, albedo, mesh.normals, sampler.light());
    head.litTexture = tensorPicture(lit);
    head.code = textureCode(generator.layout, lit, mesh.vertices);
    head.ws = ws;
    return head;
}

/// What the blending network should make of the front view: the code, louder, and its place reversed.
Tensor wantedFront(const Tensor& front)
{
    return at::cat({front.slice(1, 0, kColourChannels) * kColourGain,
                    front.slice(1, kColourChannels, kCodeChannels) * kPositionGain, front.slice(1, kCodeChannels)},
                   1);
}

Tensor blendingLoss(const generator::DeformStage& deform, const Tensor& alpha)
{
    const auto weight = alpha * 0.9 + 0.1;
    return absoluteError(deform.blended, wantedFront(deform.front.detach()), weight) +
           absoluteError(deform.stitched, deform.front.detach(), weight);
}

Tensor pointLoss(const Generator& generator, const Tensor& planes, const RayPoints& known)
{
    const auto samples = generator::samplePoints(generator, planes, known.points);
    const auto opacity = 1.0 - (-at::softplus(samples.density - 1.0) * kStepLength).exp();
    const auto form = at::binary_cross_entropy(opacity.clamp(1e-4, 1.0 - 1e-4), known.occupied);
    const auto colour = ((samples.colours.slice(2, 0, 3) - known.colour).abs() * known.onSurface).mean();
    return form + 2.0 * colour;
}

/// All that a training run holds.
class Run {
public:
    Run(const head::HeadModel& model, const std::vector<base::Image>& albedos, const generator::GeneratorConfig& config,
        const InitTrainingOptions& options);
    Generator finish(base::Progress& progress, const base::CancelToken& cancel);

private:
    [[nodiscard]] Phase phaseAt(int step) const;
    [[nodiscard]] double rateAt(int step) const;
    [[nodiscard]] HeadView viewAt(int step, const KnownHead& head) const;
    [[nodiscard]] Tensor lossAt(int step, base::ProgressReport& report);
    void takeStep(int step, base::ProgressReport& report);
    void save(int nextStep) const;
    [[nodiscard]] int restore();
    [[nodiscard]] int steps() const
    {
        return m_options.blendingSteps + m_options.volumeSteps + m_options.pictureSteps;
    }

    const head::HeadModel& m_model;
    InitTrainingOptions m_options;
    Generator m_generator;
    Adam m_adam;
    MovingAverage m_average;
    std::vector<KnownHead> m_heads;
    base::Image m_preview;
};

Run::Run(const head::HeadModel& model, const std::vector<base::Image>& albedos, const generator::GeneratorConfig& config,
         const InitTrainingOptions& options)
    : m_model(model), m_options(options), m_generator(freshGenerator(model, config, options.seed)),
      m_adam(parameterGroups(m_generator), {.beta1 = 0.9, .beta2 = 0.99, .clipNorm = 1.0}),
      m_average(allOf(m_adam.groups()))
{
    base::require(!albedos.empty() && config.imageChannels == 4, "albedos, and a generator with alpha");
    const auto ws = mappedLatents(m_generator, options.heads, options.seed + 1);
    m_generator.parameters.set("backbone.mapping.w_avg",
                               mappedLatents(m_generator, 1000, options.seed + 2).select(1, 0).mean(0).clone());
    for (int i = 0; i < options.heads; ++i)
        m_heads.push_back(syntheticHead(m_generator, model, albedos, ws.slice(0, i, i + 1), i, options.seed + 100 + i));
}

Phase Run::phaseAt(int step) const
{
    if (step < m_options.blendingSteps)
        return Phase::Blending;
    return step < m_options.blendingSteps + m_options.volumeSteps ? Phase::Volume : Phase::Picture;
}

double Run::rateAt(int step) const
{
    const auto phase = phaseAt(step);
    if (phase == Phase::Blending)
        return m_options.blendingRate;
    if (phase == Phase::Volume)
        return m_options.volumeRate;
    const double t = static_cast<double>(step - m_options.blendingSteps - m_options.volumeSteps) / m_options.pictureSteps;
    return m_options.pictureRate * (t < 0.5 ? 1.0 : 1.0 - 1.8 * (t - 0.5));
}

HeadView Run::viewAt(int step, const KnownHead& head) const
{
    HeadSampler sampler({}, m_options.seed * 1000003 + static_cast<std::uint64_t>(step));
    auto coefficients = m_model.coefficients(sampler.expression(), head.shape);
    const ViewSizes sizes{m_generator.config.imageResolution(), m_generator.config.rawResolution};
    return headView(m_generator, m_model, head, coefficients, sampler.camera(), sizes);
}

Tensor Run::lossAt(int step, base::ProgressReport& report)
{
    const auto phase = phaseAt(step);
    const auto& head = m_heads[static_cast<std::size_t>(step) % m_heads.size()];
    const auto view = viewAt(step, head);
    generator::IdentityStage own;
    {
        const torch::AutoGradMode grad(phase != Phase::Blending);
        own = generator::identityStage(m_generator, head.ws);
    }
    const auto deform = generator::deformStage(m_generator, withCode(own, head.code), view.raster, head.ws);
    if (phase == Phase::Blending)
        return blendingLoss(deform, view.raster.alphas[0]);
    auto loss = kTextureWeight * (own.texture.slice(1, 0, kCodeChannels) - head.code).abs().mean();
    const int rays = phase == Phase::Volume ? kRays : kRaysBeside;
    const auto known = rayPoints(view, rays, m_options.seed * 7919 + static_cast<std::uint64_t>(step));
    loss = loss + pointLoss(m_generator, deform.planes, known);
    if (phase == Phase::Volume)
        return loss;
    generator::Frame frame;
    frame.camera = generator::cameraStage(m_generator, deform.planes, view.label);
    frame.image = generator::finishStage(m_generator, frame.camera, head.ws);
    const auto pictures = viewLoss(frame, view.target, {});
    report.metrics.emplace_back("error", pictures.finalError);
    const torch::NoGradGuard noGrad;
    m_preview = tensorPicture(at::cat({pictureOf(frame).slice(1, 0, 3), view.target.colour}, 3));
    const torch::AutoGradMode grad(true);
    return loss + pictures.total;
}

void Run::takeStep(int step, base::ProgressReport& report)
{
    for (const auto& group : m_adam.groups())
        m_adam.setRateFactor(group.name, phaseFactor(group.name, phaseAt(step)));
    m_adam.zeroGradients();
    const auto loss = lossAt(step, report);
    loss.backward();
    m_adam.step(rateAt(step));
    m_average.update(allOf(m_adam.groups()), std::min(m_options.averageDecay, (1.0 + step) / (10.0 + step)));
    report.metrics.emplace_back("loss", loss.item<double>());
}

void Run::save(int nextStep) const
{
    if (m_options.checkpoint.empty())
        return;
    tensorio::StateDict tensors;
    for (const auto& [name, tensor] : allOf(m_adam.groups()))
        tensors.set("weight/" + name, tensor.detach());
    for (const auto& [name, tensor] : m_adam.state())
        tensors.set("adam/" + name, tensor);
    for (const auto& [name, tensor] : m_average.values())
        tensors.set("average/" + name, tensor);
    tensorio::writeStateFile(m_options.checkpoint, tensors, {{"step", std::to_string(nextStep)}});
}

int Run::restore()
{
    if (m_options.checkpoint.empty() || !std::filesystem::exists(m_options.checkpoint))
        return 0;
    const torch::NoGradGuard noGrad;
    const auto file = tensorio::readStateFile(m_options.checkpoint);
    NamedTensors adam, average;
    for (const auto& [name, tensor] : file.tensors) {
        const auto rest = name.substr(name.find('/') + 1);
        if (startsWith(name, "adam/"))
            adam[rest] = tensor;
        else if (startsWith(name, "average/"))
            average[rest] = tensor;
        else
            m_generator.parameters.at(rest).copy_(tensor);
    }
    m_adam.restore(adam);
    m_average.restore(average);
    return std::stoi(file.metadata.at("step"));
}

Generator Run::finish(base::Progress& progress, const base::CancelToken& cancel)
{
    const auto began = std::chrono::steady_clock::now();
    const int first = restore();
    for (int step = first; step < steps(); ++step) {
        if (cancel.isCancelled()) {
            save(step);
            throw base::Cancelled();
        }
        base::ProgressReport report{kPhaseNames[static_cast<int>(phaseAt(step))], step + 1, steps(), -1.0, {}};
        takeStep(step, report);
        const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - began;
        report.etaSeconds = passed.count() / (step + 1 - first) * (steps() - step - 1);
        progress.report(report);
        if (!m_preview.empty() && progress.wantsPreview())
            progress.preview(m_preview);
        if ((step + 1) % m_options.checkpointEvery == 0)
            save(step + 1);
    }
    save(steps());
    Generator result = m_generator;
    result.parameters = m_generator.parameters.clone();
    for (const auto& [name, tensor] : m_average.values())
        result.parameters.set(name, tensor);
    for (const auto& [name, tensor] : result.parameters)
        result.parameters.set(name, tensor.detach());
    return result;
}

} // namespace

Generator trainInitialisation(const head::HeadModel& model, const std::vector<base::Image>& albedos,
                              const generator::GeneratorConfig& config, const InitTrainingOptions& options,
                              base::Progress& progress, const base::CancelToken& cancel)
{
    return Run(model, albedos, config, options).finish(progress, cancel);
}

} // namespace effigy::train
