// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verb_train.h"
#include "base/error.h"
#include "deca/weights_file.h"
#include "head/default_albedo.h"
#include "head/flame_file.h"
#include "reconstruct/deca_models.h"
#include "train/albedo_space.h"
#include "train/deca_trainer.h"
#include "train/identity_loss.h"
#include "train/mrf_loss.h"
#include "train/network_file.h"
#include "train/synthetic_faces.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <memory>
#include <set>

namespace effigy::app {
namespace {

namespace fs = std::filesystem;

constexpr int kAlbedoSide = 512;    // texels of the atlases that faces are rendered with
constexpr int kModelSide = 256;     // of the model of skin
constexpr int kSkinComponents = 50; // as many as codes have

struct TrainDecaOptions {
    fs::path output = "deca.safetensors";
    fs::path start;             // weights to begin with
    reconstruct::DecaFiles files; // of FLAME; empty: the free head
    fs::path identity;
    fs::path perceptual;
    int people = 64; // whose colours there are
    train::DecaTrainingOptions training;
};

/// What the networks' codes are decoded with.
struct Decoding {
    std::unique_ptr<const head::FlameModel> flame;
    std::unique_ptr<const head::FlameTexture> texture;
    deca::TemplateLayout layout;
    deca::DecaWeights weights; // without parameters
};

/// The atlases of `people`, at `side` texels.
std::vector<base::Image> atlases(const head::HeadModel& model, int people, int side, VerbContext& context)
{
    std::vector<base::Image> made;
    for (int i = 0; i < people; ++i) {
        context.cancel().check();
        context.progress().report({.stage = "colours", .done = i, .of = people, .metrics = {}});
        made.push_back(head::defaultAlbedo(model, head::randomAlbedoStyle(context.common.seed + static_cast<std::uint64_t>(i)), side));
    }
    return made;
}

Decoding freeDecoding(const head::HeadModel& model, int people, VerbContext& context)
{
    const head::FlameForm form = head::flameForm(model.data());
    const train::AlbedoSpace space = train::albedoSpace(atlases(model, people, kModelSide, context), kSkinComponents);
    return {.flame = std::make_unique<const head::FlameModel>(form.arrays, form.embedding),
            .texture = std::make_unique<const head::FlameTexture>(space.mean, space.basis),
            .layout = deca::templateLayout(model.data(), form),
            .weights = {.parameters = {}, .headModel = "free", .albedoMean = space.mean, .albedoBasis = space.basis}};
}

Decoding flameDecoding(const reconstruct::DecaFiles& files)
{
    return {.flame = std::make_unique<const head::FlameModel>(head::readFlame(files.flame),
                                                              head::readFlameEmbedding(files.data / "landmark_embedding.npy")),
            .texture = std::make_unique<const head::FlameTexture>(files.texture),
            .layout = reconstruct::readDecaLayout(files.data),
            .weights = {.parameters = {}, .headModel = "flame"}};
}

/// A network that judges pictures: from a file, or drawn at random, which is said.
tensorio::StateDict judge(const fs::path& file, const std::vector<deca::ParameterInfo>& list, const std::string& what, VerbContext& context)
{
    constexpr std::uint64_t kAnySeed = 7;
    if (file.empty()) {
        context.remark("No " + what + " network is given: one with random weights takes its place");
        return train::initialParameters(list, kAnySeed);
    }
    return train::readNetwork(file, list, what);
}

/// Losses at the start and at the end of each stage, means of some steps.
struct Summary {
    nlohmann::json fields = nlohmann::json::object();
    std::string text;
};

Summary summaryOf(const train::LossTable& losses)
{
    constexpr int kSteps = 20;
    Summary summary;
    std::set<std::pair<std::string, std::string>> seen;
    for (const auto& row : losses.rows()) {
        if (!seen.insert({row.stage, row.loss}).second)
            continue;
        const double first = losses.meanOfFirst(row.stage, row.loss, kSteps), last = losses.meanOfLast(row.stage, row.loss, kSteps);
        summary.fields[row.stage][row.loss] = {{"first", first}, {"last", last}};
        char line[128];
        std::snprintf(line, sizeof line, "\n  %-9s %-20s %10.5f -> %10.5f", row.stage.c_str(), row.loss.c_str(), first, last);
        summary.text += line;
    }
    return summary;
}

void run(TrainDecaOptions options, VerbContext& context)
{
    if (options.output.extension() != ".safetensors")
        throw base::Error("unsupported", options.output.string() + " has an ending that no weights have", "Write FILE.safetensors");
    options.training.seed = context.common.seed;
    const auto model = head::loadFreeHead();
    Decoding decoding = options.files.flame.empty() ? freeDecoding(*model, options.people, context) : flameDecoding(options.files);
    const deca::Renderer renderer(decoding.layout, mesh::RasterRule::Pytorch3d);
    const tensorio::StateDict identity = judge(options.identity, train::identityParameters(), "identity", context);
    const tensorio::StateDict perceptual = judge(options.perceptual, train::vggParameters(), "perceptual", context);
    train::SyntheticFaceOptions faceOptions;
    faceOptions.seed = context.common.seed;
    const train::SyntheticFaces faces(model, atlases(*model, std::min(options.people, 24), kAlbedoSide, context), faceOptions);
    tensorio::StateDict start;
    if (options.start.empty()) {
        start = train::initialDecaParameters(*decoding.flame, context.common.seed);
    } else {
        deca::DecaWeights begun = deca::readDecaWeights(options.start);
        if (begun.headModel != decoding.weights.headModel)
            throw base::Error("model_refused", options.start.string() + " was trained on another head model", "Give weights of the same one");
        start = std::move(begun.parameters);
    }
    train::DecaTrainingResult trained = train::trainDeca({.flame = *decoding.flame,
                                                          .texture = *decoding.texture,
                                                          .renderer = renderer,
                                                          .identity = identity,
                                                          .perceptual = perceptual,
                                                          .faces = faces},
                                                         start, options.training, context.progress(), context.cancel());
    decoding.weights.parameters = std::move(trained.parameters);
    deca::writeDecaWeights(decoding.weights, options.output);
    const Summary summary = summaryOf(trained.losses);
    context.result({{"model", options.output.string()}, {"head_model", decoding.weights.headModel}, {"losses", summary.fields}},
                   options.output.string() + ": DECA's networks for the " + decoding.weights.headModel + " head" + summary.text);
}

void addStage(CLI::App& verb, const std::string& name, train::DecaStageOptions& stage, const std::string& what)
{
    verb.add_option("--" + name + "-steps", stage.steps, "Steps of " + what + "; 0: none")->check(CLI::NonNegativeNumber);
    verb.add_option("--" + name + "-people", stage.people, "Persons in a batch of it")->check(CLI::Range(1, 64));
    verb.add_option("--" + name + "-views", stage.views, "Crops of each of them")->check(CLI::Range(1, 16));
}

} // namespace

void addTrainDecaVerb(CLI::App& train, VerbContext& context)
{
    auto options = std::make_shared<TrainDecaOptions>();
    CLI::App* verb = addVerb(train, "deca", "Train DECA's networks on synthetic heads, in three stages",
                             "effigy train deca -o deca.safetensors --checkpoint run.safetensors --metrics losses.csv", context);
    verb->add_option("-o,--output", options->output, "The networks, for effigy deca --model")->type_name("FILE.safetensors");
    verb->add_option("--start", options->start, "Networks to begin with: of an earlier run, or deca_model.tar")->type_name("FILE");
    addStage(*verb, "pretrain", options->training.pretrain, "the encoder on landmarks alone");
    addStage(*verb, "coarse", options->training.coarse, "the encoder on pictures and identity");
    addStage(*verb, "detail", options->training.detail, "wrinkles");
    verb->add_option("--rate", options->training.rate, "Learning rate")->check(CLI::PositiveNumber);
    verb->add_option("--checkpoint", options->training.checkpoint, "Where the run is kept and resumed from")->type_name("FILE.safetensors");
    verb->add_option("--checkpoint-every", options->training.checkpointEvery, "Steps")->check(CLI::PositiveNumber);
    verb->add_option("--metrics", options->training.metrics, "All losses of all steps: stage,step,loss,value")->type_name("FILE.csv");
    verb->add_option("--people", options->people, "Whose colours the model of skin knows")->check(CLI::Range(kSkinComponents + 1, 1000));
    verb->add_option("--identity-network", options->identity, "ResNet-50 of VGGFace2; nothing: random weights")->type_name("FILE");
    verb->add_option("--perceptual-network", options->perceptual, "VGG-19 of torchvision; nothing: random weights")->type_name("FILE");
    CLI::Option* flame =
        verb->add_option("--flame", options->files.flame, "Train for FLAME: generic_model.pkl; nothing: the free head")->type_name("FILE");
    CLI::Option* data = verb->add_option("--data", options->files.data, "DECA's data folder")->type_name("DIR");
    CLI::Option* texture = verb->add_option("--texture", options->files.texture, "FLAME's model of skin")->type_name("FILE");
    flame->needs(data)->needs(texture);
    data->needs(flame);
    texture->needs(flame);
    verb->callback([options, &context] { context.setJob([options, &context] { run(*options, context); }); });
}

} // namespace effigy::app
