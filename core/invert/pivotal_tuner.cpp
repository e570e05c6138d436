// SPDX-License-Identifier: GPL-3.0-or-later
#include "invert/pivotal_tuner.h"

#include "generator/stages.h"
#include "invert/texel_trust.h"
#include "train/picture_loss.h"
#include "train/run_state.h"
#include "train/texture_code.h"

#include <algorithm>
#include <array>
#include <string>

namespace effigy::invert {
namespace {

constexpr std::array kBranches = {Branch::TextureResidual, Branch::PlaneResidual, Branch::Mouth, Branch::Blending,
                                  Branch::Superresolution};

// Texels that a view hardly sees have gradients below this (the median is 6e-6); without it Adam would move them as far as
// those in full view, and grazed rims would fill with noise.
constexpr double kFaint = 1e-5;
// Gradient that pulls a residual back for each unit it has moved: it counts where little else does.
constexpr double kPull = 3e-6;

std::string nameOf(Branch branch)
{
    return "branch" + std::to_string(static_cast<int>(branch));
}

std::vector<train::ParameterGroup> tunedGroups(generator::Generator& generator)
{
    std::map<Branch, train::NamedTensors> byBranch;
    auto names = generator::trainedNames(generator.config);
    names.emplace_back(generator::kTextureResidual);
    names.emplace_back(generator::kPlaneResidual);
    const bool isSilent = generator::addsNothing(generator);
    for (const auto& name : names) {
        const auto branch = branchOf(name);
        if (std::find(kBranches.begin(), kBranches.end(), branch) == kBranches.end())
            continue; // the residuals say all that texture and static planes could learn; the decoder tells form
        if (isSilent && (branch == Branch::Mouth || branch == Branch::Blending))
            continue; // a residual of the texture says it as well, and costs a tenth
        const auto leaf = generator.parameters.at(name).detach().set_requires_grad(true);
        generator.parameters.set(name, leaf);
        byBranch[branch].emplace(name, leaf);
    }
    std::vector<train::ParameterGroup> groups;
    for (const auto branch : kBranches)
        groups.push_back({nameOf(branch), byBranch[branch], 0.0});
    return groups;
}

/// The planes that a photo from in front looks along, top and both sides: [3, C, P, P], a view.
torch::Tensor asideOf(const torch::Tensor& planes) { return planes[0].slice(0, 1); }

} // namespace

PivotalTuner::PivotalTuner(Subject& subject, const TuningViews& views, const torch::Tensor& pivot, TunerOptions options)
    : m_subject(subject), m_views(views), m_pivot(pivot.detach()), m_options(options),
      m_adam(tunedGroups(subject.generator), {.beta1 = 0.9, .beta2 = 0.99, .epsilon = kFaint, .clipNorm = 1.0}),
      m_average(train::allOf(m_adam.groups()))
{
    const torch::NoGradGuard noGrad;
    auto bare = subject.generator;
    bare.parameters.erase(generator::kTextureResidual);
    bare.parameters.erase(generator::kPlaneResidual);
    m_own = generator::identityStage(bare, m_pivot);
    for (const auto* name : {generator::kTextureResidual, generator::kPlaneResidual})
        m_written.emplace(name, subject.generator.parameters.at(name).detach().clone());
}

bool PivotalTuner::looksAtPhoto(int step) const
{
    return m_views.preserved.empty() || step % m_options.preserveEvery != m_options.preserveEvery - 1;
}

void PivotalTuner::setRates(double t)
{
    for (const auto branch : kBranches) {
        const bool isResidual = branch == Branch::TextureResidual || branch == Branch::PlaneResidual;
        m_adam.setRateFactor(nameOf(branch), branchFactor(branch, t) * (isResidual ? m_options.residualRate : 1.0));
    }
}

const TracedView& PivotalTuner::viewOf(int step) const
{
    const auto turn = static_cast<std::size_t>(step / m_options.preserveEvery);
    return looksAtPhoto(step) ? m_views.photo : m_views.preserved[turn % m_views.preserved.size()];
}

/// What no view shows well stays as it was written; and where the head is was fitted, not seen: only its colours are tuned.
void PivotalTuner::guardResiduals()
{
    const torch::NoGradGuard noGrad;
    for (const auto& [name, written] : m_written) {
        const auto& residual = m_subject.generator.parameters.at(name);
        if (!residual.grad().defined())
            continue;
        residual.grad().add_(residual - written, kPull);
        const int channels = name == generator::kTextureResidual ? 1 : 2;
        residual.grad().slice(channels, train::kForm, train::kStaticCover + 1).zero_();
        if (name == generator::kPlaneResidual) // and of what the photo looks along only the tone
            asideOf(residual.grad()).slice(1, train::kForm).zero_();
    }
}

void PivotalTuner::takeStep(double rate)
{
    const torch::NoGradGuard noGrad;
    const auto texture = m_subject.generator.parameters.at(generator::kTextureResidual).detach();
    const auto before = texture.clone();
    const auto planes = m_subject.generator.parameters.at(generator::kPlaneResidual).detach();
    auto aside = asideOf(planes).slice(1, 0, train::kForm); // their colours
    const auto asideBefore = aside.clone();
    m_adam.step(rate);
    texture.copy_(before + believed(texture - before, m_subject.trust));
    aside.sub_(asideBefore);
    aside.copy_(evenedAside(aside)).add_(asideBefore);
}

generator::IdentityStage PivotalTuner::identity() const
{
    const auto& parameters = m_subject.generator.parameters;
    return {m_own.texture + parameters.at(generator::kTextureResidual),
            m_own.staticPlanes + parameters.at(generator::kPlaneResidual)};
}

StepResult PivotalTuner::step(int step)
{
    setRates(static_cast<double>(step) / m_options.steps);
    m_adam.zeroGradients();
    const bool isPhoto = looksAtPhoto(step);
    const auto& [view, rays] = viewOf(step);
    const auto& generator = m_subject.generator;
    const auto planes = generator::deformStage(generator, identity(), view.raster, m_pivot).planes;
    generator::Frame frame;
    frame.camera = generator::shadeRays(generator, planes, rays);
    frame.image = generator::finishStage(generator, frame.camera, m_pivot);
    const auto loss = train::viewLoss(frame, view.target, {.depth = 0.0}).total;
    loss.backward();
    guardResiduals();
    takeStep(tuningRate(step, m_options.steps, m_options.peakRate));
    m_average.update(train::allOf(m_adam.groups()), std::min(m_options.averageDecay, (1.0 + step) / (10.0 + step)));
    StepResult result;
    result.loss = loss.item<double>();
    if (isPhoto) {
        result.picture = train::pictureOf(frame).detach();
        result.psnr = train::peakSignalToNoise(result.picture.slice(1, 0, 3), view.target.colour, m_subject.photoMask, 1.0);
    }
    return result;
}

tensorio::StateDict PivotalTuner::averaged() const
{
    auto weights = m_subject.generator.parameters;
    for (const auto& [name, value] : m_average.values())
        weights.set(name, value);
    return weights;
}

StepResult PivotalTuner::evaluate() const
{
    const torch::NoGradGuard noGrad;
    auto generator = m_subject.generator;
    generator.parameters = averaged();
    const auto& photo = m_subject.photo;
    const auto frame = generator::renderFrame(generator, m_pivot, photo.pose, photo.label);
    StepResult result;
    result.picture = train::pictureOf(frame);
    result.loss = train::viewLoss(frame, photo.target, {.depth = 0.0}).total.item<double>();
    result.psnr = train::peakSignalToNoise(result.picture.slice(1, 0, 3), photo.target.colour, m_subject.photoMask, 1.0);
    return result;
}

train::NamedTensors PivotalTuner::state() const
{
    return train::stateOf(train::allOf(m_adam.groups()), m_adam, &m_average);
}

void PivotalTuner::restore(const train::NamedTensors& state)
{
    train::restoreState(state, train::allOf(m_adam.groups()), m_adam, &m_average);
}

} // namespace effigy::invert
