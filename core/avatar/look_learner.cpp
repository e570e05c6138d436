// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/look_learner.h"

#include "avatar/tuned_generator.h"
#include "base/error.h"
#include "generator/camera_label.h"
#include "generator/stages.h"
#include "invert/schedule.h"
#include "invert/weight_delta.h"
#include "style/picture_look.h"
#include "train/adam.h"
#include "train/head_sampler.h"
#include "train/init_trainer.h"
#include "train/run_state.h"
#include "train/texture_code.h"
#include "train/view_loss.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/from_blob.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <chrono>
#include <span>

namespace effigy::avatar {

namespace {

using base::Error;
using generator::Generator;
using torch::Tensor;

constexpr const char* kSuperresolution = "superresolution.";
constexpr double kFaint = 1e-5; // gradient below which a texel hardly moves: rims that are only grazed would fill with noise
constexpr double kSuperresolutionRate = 0.3;

base::FloatImage floatImage(const Tensor& picture)
{
    const auto rows = picture[0].permute({1, 2, 0}).to(torch::kFloat32).contiguous();
    base::FloatImage image(static_cast<int>(rows.size(1)), static_cast<int>(rows.size(0)), static_cast<int>(rows.size(2)));
    std::copy_n(rows.data_ptr<float>(), image.values.size(), image.values.begin());
    return image;
}

Tensor pictureOf(const base::FloatImage& image)
{
    return at::from_blob(const_cast<float*>(image.values.data()), {image.height, image.width, image.channels}, torch::kFloat32)
        .permute({2, 0, 1})
        .unsqueeze(0)
        .contiguous();
}

/// The part of the look that a generator can show: light that hangs on the head, no highlights.
style::Look learnable(const LookPreset& look)
{
    auto paint = style::paintOf(style::lookOf(look.controls));
    paint.clay.isLitOnHead = true;
    paint.clay.gloss = 0.0;
    return paint;
}

/// One view, what its rays meet, and what it should look like.
struct Lesson {
    generator::RasterStage raster;
    generator::TracedRays rays;
    train::ViewTarget target;
};

/// All that a run holds.
class Learner {
public:
    Learner(const Avatar& avatar, const LookPreset& look, const LearnOptions& options);
    LearntLook run(base::Progress& progress, const base::CancelToken& cancel);

private:
    [[nodiscard]] Lesson lesson(int index) const;
    [[nodiscard]] generator::Frame frameOf(const Generator& generator, const Lesson& lesson) const;
    [[nodiscard]] double error(const Generator& generator) const;
    void guard();
    double step(int step);
    [[nodiscard]] Generator averaged() const;
    void save(int nextStep) const;
    [[nodiscard]] int restore();

    const Avatar& m_avatar;
    const LearnOptions& m_options;
    style::Look m_look;
    std::string m_id;
    Generator m_generator; // leaves of its own
    generator::IdentityStage m_own; // of the backbones alone
    train::Adam m_adam;
    train::MovingAverage m_average;
    std::vector<Lesson> m_lessons;
};

std::vector<train::ParameterGroup> groupsOf(Generator& generator)
{
    const auto leaf = [&](const std::string& name) {
        const auto tensor = generator.parameters.at(name).detach().clone().set_requires_grad(true);
        generator.parameters.set(name, tensor);
        return tensor;
    };
    train::ParameterGroup residuals{"residuals", {}, 1.0}, superresolution{"superresolution", {}, kSuperresolutionRate};
    for (const char* name : {generator::kTextureResidual, generator::kPlaneResidual})
        residuals.parameters.emplace(name, leaf(name));
    for (const auto& name : generator::trainedNames(generator.config))
        if (name.starts_with(kSuperresolution) && invert::branchOf(name) == invert::Branch::Superresolution)
            superresolution.parameters.emplace(name, leaf(name));
    return {residuals, superresolution};
}

Learner::Learner(const Avatar& avatar, const LookPreset& look, const LearnOptions& options)
    : m_avatar(avatar), m_options(options), m_look(learnable(look)), m_id(look.id), m_generator(avatar.generator()->generator),
      m_adam(groupsOf(m_generator), {.beta1 = 0.9, .beta2 = 0.99, .epsilon = kFaint, .clipNorm = 1.0}),
      m_average(train::allOf(m_adam.groups()))
{
    m_adam.setRateFactor("residuals", options.residualRate);
    const torch::NoGradGuard noGrad;
    auto bare = m_generator;
    bare.parameters.erase(generator::kTextureResidual);
    bare.parameters.erase(generator::kPlaneResidual);
    m_own = generator::identityStage(bare, avatar.generator()->ws);
}

/// The photo's own view first, then sampled ones.
Lesson Learner::lesson(int index) const
{
    const torch::NoGradGuard noGrad;
    const auto& tuned = *m_avatar.generator();
    const auto& model = m_avatar.headModel();
    train::HeadSampler sampler({}, m_options.seed * 1000003 + static_cast<std::uint64_t>(index));
    const auto controls = index == 0 ? m_avatar.photoControls() : sampler.expression();
    const auto camera = index == 0 ? m_avatar.photoCamera() : sampler.camera();
    const auto coefficients = model.coefficients(controls, m_avatar.fit().coefficients.shape);
    Lesson lesson;
    lesson.raster = generator::rasterStage(tuned.generator, generator::headPose(model, coefficients));
    const auto identity = generator::identityStage(tuned.generator, tuned.ws);
    const auto planes = generator::deformStage(tuned.generator, identity, lesson.raster, tuned.ws).planes;
    lesson.rays = generator::traceRays(tuned.generator, planes, generator::toTensor(generator::cameraLabel(camera)));
    generator::Frame frame;
    frame.camera = generator::shadeRays(tuned.generator, planes, lesson.rays);
    frame.image = generator::finishStage(tuned.generator, frame.camera, tuned.ws);
    const auto own = train::pictureOf(frame);
    const auto alongRays = floatImage(frame.camera.depth / generator::kWorldPerMetre);
    const style::Surface form{style::depthAlongZ(alongRays, camera), camera};
    const auto painted = pictureOf(style::painted(floatImage(own.clamp(0.0, 1.0)), form, m_look));
    lesson.target = {.colour = painted.slice(1, 0, 3), .alpha = own.slice(1, 3, 4), .depth = {}, .weight = torch::ones_like(own.slice(1, 3, 4))};
    return lesson;
}

generator::Frame Learner::frameOf(const Generator& generator, const Lesson& lesson) const
{
    const auto& ws = m_avatar.generator()->ws;
    const generator::IdentityStage identity{m_own.texture + generator.parameters.at(generator::kTextureResidual),
                                            m_own.staticPlanes + generator.parameters.at(generator::kPlaneResidual)};
    const auto planes = generator::deformStage(generator, identity, lesson.raster, ws).planes;
    generator::Frame frame;
    frame.camera = generator::shadeRays(generator, planes, lesson.rays);
    frame.image = generator::finishStage(generator, frame.camera, ws);
    return frame;
}

double Learner::error(const Generator& generator) const
{
    const torch::NoGradGuard noGrad;
    constexpr std::size_t kJudged = 5; // the photo's view and some others: the rest costs as much as ten steps
    const std::span<const Lesson> judged(m_lessons.data(), std::min(kJudged, m_lessons.size()));
    double sum = 0.0;
    for (const Lesson& lesson : judged) {
        const auto seen = train::pictureOf(frameOf(generator, lesson)).slice(1, 0, 3);
        const auto covered = lesson.target.alpha;
        sum += ((seen - lesson.target.colour).abs() * covered).sum().item<double>() / (3.0 * covered.sum().item<double>());
    }
    return sum / static_cast<double>(judged.size());
}

/// Where the head is stays: of the residuals only colours are taught.
void Learner::guard()
{
    const torch::NoGradGuard noGrad;
    for (const char* name : {generator::kTextureResidual, generator::kPlaneResidual}) {
        const auto& gradient = m_generator.parameters.at(name).grad();
        if (gradient.defined())
            gradient.slice(name == generator::kTextureResidual ? 1 : 2, train::kForm, train::kStaticCover + 1).zero_();
    }
}

double Learner::step(int step)
{
    m_adam.zeroGradients();
    const auto& lesson = m_lessons[static_cast<std::size_t>(step) % m_lessons.size()];
    const auto loss = train::viewLoss(frameOf(m_generator, lesson), lesson.target, {.depth = 0.0}).total;
    loss.backward();
    guard();
    m_adam.step(invert::tuningRate(step, m_options.steps, m_options.peakRate));
    constexpr double kDecay = 0.95;
    m_average.update(train::allOf(m_adam.groups()), std::min(kDecay, (1.0 + step) / (10.0 + step)));
    return loss.item<double>();
}

Generator Learner::averaged() const
{
    const torch::NoGradGuard noGrad;
    Generator result = m_generator;
    for (const auto& [name, value] : m_average.values())
        result.parameters.set(name, value);
    return result;
}

void Learner::save(int nextStep) const
{
    if (m_options.checkpoint.empty())
        return;
    tensorio::writeStateFile(m_options.checkpoint, train::stateDict(train::stateOf(train::allOf(m_adam.groups()), m_adam, &m_average)), {{"look", m_id}, {"step", std::to_string(nextStep)},
                                                             {"steps", std::to_string(m_options.steps)},
                                                             {"avatar", std::to_string(m_avatar.version())}});
}

/// Of another avatar, look or number of steps nothing is taken.
int Learner::restore()
{
    if (m_options.checkpoint.empty() || !std::filesystem::exists(m_options.checkpoint))
        return 0;
    const torch::NoGradGuard noGrad;
    const auto file = tensorio::readStateFile(m_options.checkpoint);
    const auto word = [&](const char* key) {
        const auto found = file.metadata.find(key);
        return found == file.metadata.end() ? std::string() : found->second;
    };
    if (word("look") != m_id || word("steps") != std::to_string(m_options.steps) || word("avatar") != std::to_string(m_avatar.version()))
        return 0;
    train::restoreState(train::namedTensors(file.tensors), train::allOf(m_adam.groups()), m_adam, &m_average);
    return std::stoi(word("step"));
}

LearntLook Learner::run(base::Progress& progress, const base::CancelToken& cancel)
{
    for (int i = 0; i < m_options.views; ++i) {
        cancel.check();
        m_lessons.push_back(lesson(i));
        progress.report({"views", i + 1, m_options.views, -1.0, {}});
    }
    LearntLook result;
    result.errorBefore = error(m_avatar.generator()->generator);
    const auto began = std::chrono::steady_clock::now();
    const int first = restore();
    for (int done = first; done < m_options.steps; ++done) {
        if (cancel.isCancelled()) {
            save(done);
            throw base::Cancelled();
        }
        base::ProgressReport report{"learn", done + 1, m_options.steps, -1.0, {{"loss", step(done)}}};
        const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - began;
        report.etaSeconds = passed.count() / (done + 1 - first) * (m_options.steps - done - 1);
        progress.report(report);
        if ((done + 1) % m_options.checkpointEvery != 0)
            continue;
        save(done + 1);
        if (progress.wantsPreview()) {
            const torch::NoGradGuard noGrad;
            const auto seen = train::pictureOf(frameOf(averaged(), m_lessons.front())).slice(1, 0, 3);
            progress.preview(train::tensorPicture(at::cat({seen, m_lessons.front().target.colour}, 3)));
        }
    }
    const Generator learnt = averaged();
    result.errorAfter = error(learnt);
    result.delta = invert::encodeWeightDelta(learnt.parameters, m_avatar.generator()->generator.parameters);
    if (!m_options.checkpoint.empty())
        std::filesystem::remove(m_options.checkpoint);
    return result;
}

} // namespace

const std::vector<std::string>& learnableLooks()
{
    static const std::vector<std::string> kIds = {"oil", "watercolour", "comic", "clay"};
    return kIds;
}

std::string learntControl(std::string_view id)
{
    std::string control = "learnt" + std::string(id);
    if (!id.empty())
        control[6] = static_cast<char>(std::toupper(static_cast<unsigned char>(control[6])));
    return control;
}

LearntLook learnLook(const Avatar& avatar, const LookPreset& look, const LearnOptions& options, base::Progress& progress,
                     const base::CancelToken& cancel)
{
    base::require(options.steps > 0 && options.views > 0, "steps and views to learn from");
    if (!avatar.isInverted())
        throw Error("unsupported", "The photo has not been turned into an avatar yet", "Invert it first: effigy invert PROJECT");
    if (!train::isCoded(avatar.generator()->generator))
        throw Error("unsupported", "The avatar's generator has no texture that could learn a look", "Invert the photo with the embedded generator");
    if (std::ranges::find(learnableLooks(), look.id) == learnableLooks().end()) {
        std::string known;
        for (const auto& id : learnableLooks())
            known += (known.empty() ? "" : ", ") + id;
        throw Error("unsupported", "The look \"" + look.id + "\" cannot be learnt", "These can: " + known);
    }
    return Learner(avatar, look, options).run(progress, cancel);
}

} // namespace effigy::avatar
