// SPDX-License-Identifier: GPL-3.0-or-later
#include "invert/published_tuner.h"

#include "generator/camera_label.h"
#include "generator/published_generator.h"
#include "invert/staged_frame.h"
#include "reconstruct/published_view.h"
#include "train/head_sampler.h"
#include "train/run_state.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/ops/ones_like.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/randn.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace effigy::invert {
namespace {

constexpr std::array kBranches = {Branch::Texture,  Branch::StaticPlanes, Branch::Mouth,
                                  Branch::Blending, Branch::Decoder,      Branch::Superresolution};
constexpr const char* kColourWeight = "decoder.net.2.weight"; // row 0 of both gives the density
constexpr const char* kColourBias = "decoder.net.2.bias";

constexpr double kYaw = 0.7, kPitch = 0.25;       // radians to both sides, of preserved views
constexpr double kFormWeight = 1.0;               // mean square error of depth, world units
constexpr double kSmoothWeight = 0.03;            // of densities of points that lie close together
constexpr double kNeighbourWeight = 0.1;          // of raw images near the pivot
constexpr double kNeighbourTruncation = 0.5;      // of the latents towards which neighbours lie
constexpr double kNeighbourStep = 30.0 / 4.2426;  // how far each row goes there: 30 over 18 rows, as published
constexpr int kSmoothPoints = 1000;
constexpr double kCloseBy = 0.004;                // world units, standard deviation

std::string nameOf(Branch branch)
{
    return "branch" + std::to_string(static_cast<int>(branch));
}

/// Leaves of their own for all that is tuned.
std::vector<train::ParameterGroup> tunedGroups(generator::Generator& generator)
{
    std::map<Branch, train::NamedTensors> byBranch;
    for (const auto& name : generator::trainedNames(generator.config)) {
        const auto branch = branchOf(name);
        if (std::find(kBranches.begin(), kBranches.end(), branch) == kBranches.end())
            continue;
        if (branch == Branch::Decoder && name != kColourWeight && name != kColourBias)
            continue; // what stands before decides the density, too
        const auto leaf = generator.parameters.at(name).detach().clone().set_requires_grad(true);
        generator.parameters.set(name, leaf);
        byBranch[branch].emplace(name, leaf);
    }
    std::vector<train::ParameterGroup> groups;
    for (const auto branch : kBranches)
        groups.push_back({nameOf(branch), byBranch[branch], 0.0});
    return groups;
}

/// How much the density changes over a short way, at points anywhere in the volume.
torch::Tensor roughness(const generator::Generator& generator, const torch::Tensor& planes, const at::Generator& random)
{
    const auto half = 0.5 * generator.config.rendering.boxWarp;
    const std::vector<std::int64_t> sizes = {1, kSmoothPoints, 3};
    const auto points = ((at::rand(sizes, random, torch::TensorOptions()) * 2.0 - 1.0) * half).to(planes.device());
    const auto close = points + (at::randn(sizes, random, torch::TensorOptions()) * kCloseBy).to(planes.device());
    return (generator::samplePoints(generator, planes, points).density - generator::samplePoints(generator, planes, close).density)
        .abs()
        .mean();
}

} // namespace

std::vector<PublishedView> preservedViews(const PublishedSubject& subject, int count, std::uint64_t seed,
                                          base::Progress& progress, const base::CancelToken& cancel)
{
    std::vector<PublishedView> views;
    for (int i = 0; i < count; ++i) {
        cancel.check();
        train::HeadSampler sampler({}, seed * 1000003 + static_cast<std::uint64_t>(i));
        const auto coefficients = subject.model->coefficients(sampler.expression(), subject.shape);
        mesh::OrbitView view;
        view.target = reconstruct::kPublishedAim;
        view.yaw = sampler.uniform(-kYaw, kYaw);
        view.pitch = sampler.uniform(-kPitch, kPitch);
        const auto label = generator::toTensor(reconstruct::publishedLabel(mesh::orbitCamera(view)));
        views.push_back({generator::onDevice(rasterOf(subject.generator, *subject.model, coefficients), subject.label.device()),
                         label.to(subject.label.device())});
        progress.report({"views", i + 1, count, -1.0, {}});
    }
    return views;
}

PublishedTuner::PublishedTuner(const PublishedSubject& subject, const std::vector<PublishedView>& views, const torch::Tensor& pivot,
                               PublishedTunerOptions options)
    : m_subject(subject), m_views(views), m_pivot(pivot.detach().to(subject.label.device())), m_options(options),
      m_generator(subject.generator), m_adam(tunedGroups(m_generator), {.clipNorm = 1.0}), m_average(train::allOf(m_adam.groups()))
{
    const torch::NoGradGuard noGrad;
    m_untuned = generator::identityStage(subject.generator, m_pivot);
}

bool PublishedTuner::looksAtPhoto(int step) const
{
    return m_views.empty() || step % m_options.preserveEvery != m_options.preserveEvery - 1;
}

/// Branches at rest need no gradients either.
void PublishedTuner::setRates(double t)
{
    for (std::size_t i = 0; i < kBranches.size(); ++i) {
        const double factor = publishedFactor(kBranches[i], t);
        m_adam.setRateFactor(nameOf(kBranches[i]), factor);
        for (const auto& [name, parameter] : m_adam.groups()[i].parameters) {
            auto leaf = parameter;
            leaf.set_requires_grad(factor > 0.0);
        }
    }
}

void PublishedTuner::holdDensity()
{
    for (const char* name : {kColourWeight, kColourBias}) {
        const auto& gradient = m_generator.parameters.at(name).grad();
        if (gradient.defined())
            gradient.select(0, 0).zero_();
    }
}

torch::Tensor PublishedTuner::photoLoss(const generator::Frame& frame) const
{
    const auto colour = coloursOf(frame.image);
    return m_subject.judge.distance(colour) + m_subject.judge.squaredError(colour)
           + m_subject.judge.squaredError(coloursOf(frame.camera.raw()));
}

/// A latent on the way from the pivot to one that was drawn.
torch::Tensor PublishedTuner::neighbour(int turn) const
{
    const torch::NoGradGuard noGrad;
    const auto random = at::detail::createCPUGenerator(m_options.seed * 92821 + static_cast<std::uint64_t>(turn));
    const auto z = torch::randn({1, m_subject.generator.config.zDim}, random, torch::TensorOptions()).to(m_pivot.device());
    const auto away = generator::mapping(m_subject.generator, z, m_subject.label, kNeighbourTruncation) - m_pivot;
    const double rows = std::sqrt(static_cast<double>(m_pivot.size(1)));
    return m_pivot + away * (kNeighbourStep * rows / away.norm().clamp_min(1e-6));
}

generator::CameraStage PublishedTuner::untuned(std::size_t view, const torch::Tensor& ws) const
{
    const torch::NoGradGuard noGrad;
    const auto& original = m_subject.generator;
    const auto& [raster, label] = m_views[view];
    const bool isPivot = ws.is_same(m_pivot);
    const auto identity = isPivot ? m_untuned : generator::identityStage(original, ws);
    return generator::cameraStage(original, generator::deformStage(original, identity, raster, ws).planes, label);
}

const generator::CameraStage& PublishedTuner::untunedAtPivot(std::size_t view)
{
    const auto known = m_untunedAtPivot.find(view);
    return known != m_untunedAtPivot.end() ? known->second : m_untunedAtPivot.emplace(view, untuned(view, m_pivot)).first->second;
}

StepResult PublishedTuner::stepOnPhoto()
{
    StagedFrame staged(m_generator, m_subject.raster, m_pivot, m_subject.label);
    const auto image = staged.frame().image.detach();
    const auto loss = photoLoss(staged.frame());
    (void)staged.backward(loss);
    return reportOf(m_subject, image, loss.item<double>());
}

/// The weight makes up for how rarely these steps come.
StepResult PublishedTuner::stepOnForm(int turn)
{
    const auto view = static_cast<std::size_t>(turn) % m_views.size();
    const bool isNeighbour = turn % 2 == 1;
    const auto ws = isNeighbour ? neighbour(turn) : m_pivot;
    const auto before = isNeighbour ? untuned(view, ws) : untunedAtPivot(view);
    StagedFrame staged(m_generator, m_views[view].raster, ws, m_views[view].label, StagedFrame::Ends::Raw);
    const auto random = at::detail::createCPUGenerator(m_options.seed * 68927 + static_cast<std::uint64_t>(turn));
    auto loss = kFormWeight * (staged.frame().camera.depth - before.depth).square().mean()
                + kSmoothWeight * roughness(m_generator, staged.planes(), random);
    if (isNeighbour) {
        const auto wanted = coloursOf(before.raw());
        const PhotoJudge judge(wanted, at::ones_like(wanted.slice(1, 0, 1)));
        loss = loss + kNeighbourWeight * judge.distance(coloursOf(staged.frame().camera.raw()));
    }
    loss = m_options.preserveEvery * loss;
    (void)staged.backward(loss);
    StepResult result;
    result.loss = loss.item<double>();
    return result;
}

StepResult PublishedTuner::step(int step)
{
    setRates(static_cast<double>(step) / m_options.steps);
    m_adam.zeroGradients();
    const auto result = looksAtPhoto(step) ? stepOnPhoto() : stepOnForm(step / m_options.preserveEvery);
    holdDensity();
    m_adam.step(tuningRate(step, m_options.steps, m_options.peakRate));
    m_average.update(train::allOf(m_adam.groups()), std::min(m_options.averageDecay, (1.0 + step) / (10.0 + step)));
    m_adam.zeroGradients(); // what is rendered next needs the memory
    return result;
}

tensorio::StateDict PublishedTuner::averaged() const
{
    tensorio::StateDict weights;
    for (const auto& [name, tensor] : m_subject.generator.parameters)
        weights.set(name, tensor.cpu());
    for (const auto& [name, value] : m_average.values())
        weights.set(name, value.cpu());
    return weights;
}

StepResult PublishedTuner::evaluate() const
{
    const torch::NoGradGuard noGrad;
    auto generator = m_subject.generator;
    for (const auto& [name, value] : m_average.values())
        generator.parameters.set(name, value);
    const StagedFrame staged(generator, m_subject.raster, m_pivot, m_subject.label);
    return reportOf(m_subject, staged.frame().image, photoLoss(staged.frame()).item<double>());
}

train::NamedTensors PublishedTuner::state() const
{
    return train::stateOf(train::allOf(m_adam.groups()), m_adam, &m_average);
}

void PublishedTuner::restore(const train::NamedTensors& state)
{
    train::restoreState(state, train::allOf(m_adam.groups()), m_adam, &m_average);
}

} // namespace effigy::invert
