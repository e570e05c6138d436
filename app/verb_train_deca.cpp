// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/training_machine.h"
#include "app/verb_train.h"
#include "base/error.h"
#include "base/memory.h"
#include "deca/weights_file.h"
#include "export/image_file.h"
#include "head/flame_file.h"
#include "reconstruct/deca_models.h"
#include "train/deca_decoding.h"
#include "train/deca_trainer.h"
#include "train/identity_loss.h"
#include "train/initial_parameters.h"
#include "train/mrf_loss.h"
#include "train/network_file.h"
#include "train/synthetic_faces.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdio>
#include <memory>
#include <set>

namespace effigy::app {
namespace {

namespace fs = std::filesystem;

constexpr int kDressed = 24;     // people whose colours faces wear
constexpr int kAlbedoSide = 512; // texels of the atlases that faces are rendered with

struct TrainDecaOptions {
    fs::path output = "deca.safetensors";
    fs::path start;               // weights to begin with
    reconstruct::DecaFiles files; // of FLAME; empty: the free head
    fs::path identity;
    fs::path perceptual;
    fs::path sheet;  // empty: none
    int people = 64; // whose colours there are
    std::int64_t narrowing = 1;
    int cameras = 0; // threads that take pictures; 0: all cores but two
    train::DecaTrainingOptions training;
};

train::DecaDecoding flameDecoding(const reconstruct::DecaFiles& files)
{
    return {.flame = std::make_unique<const head::FlameModel>(head::readFlame(files.flame),
                                                              head::readFlameEmbedding(files.data / "landmark_embedding.npy")),
            .texture = std::make_unique<const head::FlameTexture>(files.texture),
            .layout = reconstruct::readDecaLayout(files.data),
            .weights = {.parameters = {}, .headModel = "flame"}};
}

/// A network that judges pictures: from a file, or drawn at random and as narrow as what is trained, which is said.
///   list  its parameters at a narrowing
tensorio::StateDict judge(const fs::path& file, std::vector<deca::ParameterInfo> (*list)(std::int64_t), const std::string& what,
                          std::int64_t narrowing, VerbContext& context)
{
    constexpr std::uint64_t kAnySeed = 7;
    if (file.empty()) {
        context.remark("No " + what + " network is given: one with random weights takes its place");
        return train::initialParameters(list(narrowing), kAnySeed);
    }
    return train::readNetwork(file, list(1), what);
}

/// Losses at the start and at the end of each stage: of held-out faces, if there are some, and means of some steps.
struct Summary {
    nlohmann::json fields = nlohmann::json::object();
    std::string text;
};

Summary summaryOf(const train::LossTable& losses)
{
    constexpr int kSteps = 20;
    Summary summary;
    for (const std::string stage : {"pretrain", "coarse", "detail"}) {
        const std::string held = train::heldOutName(stage);
        const bool isJudged = !std::isnan(losses.meanOfFirst(held, "total", 1));
        std::set<std::string> seen;
        for (const auto& row : losses.rows()) {
            if (row.stage != stage || !seen.insert(row.loss).second)
                continue;
            double first = losses.meanOfFirst(stage, row.loss, kSteps), last = losses.meanOfLast(stage, row.loss, kSteps);
            nlohmann::json& told = summary.fields[stage][row.loss];
            told = {{"first", first}, {"last", last}};
            if (isJudged) {
                first = losses.meanOfFirst(held, row.loss, 1);
                last = losses.meanOfLast(held, row.loss, 1);
                told["held_out_first"] = first;
                told["held_out_last"] = last;
            }
            char line[128];
            std::snprintf(line, sizeof line, "\n  %-9s %-20s %10.5f -> %10.5f", stage.c_str(), row.loss.c_str(), first, last);
            summary.text += line;
        }
    }
    return summary;
}

void run(TrainDecaOptions options, VerbContext& context)
{
    if (options.output.extension() != ".safetensors")
        throw base::Error("unsupported", options.output.string() + " has an ending that no weights have", "Write FILE.safetensors");
    requireFolderOf(options.output);
    if (!options.sheet.empty())
        requireFolderOf(options.sheet);
    base::keepFreedMemory(); // pictures come and go by the thousand
    const std::uint64_t seed = context.common.seed;
    train::DecaTrainingOptions& training = options.training;
    training.seed = seed;
    training.device = chosenDevice(context.common.device);
    if (training.device != "cpu")
        preferFastProducts();
    training.threads = cameraThreads(options.cameras);
    if (!options.sheet.empty())
        training.sheet = [&options](const base::Image& sheet, const std::string&, int) { exporter::writeImage(options.sheet, sheet); };
    const auto model = head::loadFreeHead();
    train::DecaDecoding decoding = options.files.flame.empty() ? train::freeDecoding(*model, options.people, seed, context.progress(), context.cancel())
                                                               : flameDecoding(options.files);
    const deca::Renderer renderer(decoding.layout, mesh::RasterRule::Pytorch3d);
    const tensorio::StateDict identity = judge(options.identity, train::identityParameters, "identity", options.narrowing, context);
    const tensorio::StateDict perceptual = judge(options.perceptual, train::vggParameters, "perceptual", options.narrowing, context);
    train::SyntheticFaceOptions faceOptions;
    faceOptions.seed = seed;
    const train::SyntheticFaces faces(
        model, train::paintedAtlases(*model, std::min(options.people, kDressed), kAlbedoSide, seed, context.progress(), context.cancel()), faceOptions);
    tensorio::StateDict start;
    if (options.start.empty()) {
        start = train::initialDecaParameters(*decoding.flame, seed, options.narrowing);
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
                                                         start, training, context.progress(), context.cancel());
    decoding.weights.parameters = std::move(trained.parameters);
    deca::writeDecaWeights(decoding.weights, options.output);
    const Summary summary = summaryOf(trained.losses);
    context.result({{"model", options.output.string()}, {"head_model", decoding.weights.headModel}, {"losses", summary.fields}},
                   options.output.string() + ": DECA's networks for the " + decoding.weights.headModel + " head" + summary.text);
}

void addStage(CLI::App& verb, const std::string& name, train::DecaStageOptions& stage, const std::string& what)
{
    verb.add_option("--" + name + "-steps", stage.steps, "Steps at most of " + what + "; 0: none")->check(CLI::NonNegativeNumber);
    verb.add_option("--" + name + "-people", stage.people, "Persons in a batch of it")->check(CLI::Range(1, 64));
    verb.add_option("--" + name + "-views", stage.views, "Crops of each of them")->check(CLI::Range(1, 16));
    verb.add_option("--" + name + "-minutes", stage.minutes, "Minutes it takes at most, of all runs from one checkpoint together; 0: no limit")->check(CLI::NonNegativeNumber);
}

} // namespace

void addTrainDecaVerb(CLI::App& train, VerbContext& context)
{
    auto options = std::make_shared<TrainDecaOptions>();
    CLI::App* verb = addVerb(train, "deca", "Train DECA's networks on synthetic heads, in three stages",
                             "effigy train deca -o deca.safetensors --checkpoint run.safetensors --metrics losses.csv --sheet sheet.png", context);
    verb->add_option("-o,--output", options->output, "The networks, for effigy deca --model")->type_name("FILE.safetensors");
    CLI::Option* start = verb->add_option("--start", options->start, "Networks to begin with: of an earlier run, or deca_model.tar")->type_name("FILE");
    verb->add_option("--narrow", options->narrowing, "How many times fewer channels the networks have than the published ones; not with --start")
        ->check(CLI::IsMember({1, 2, 4, 8, 16}))
        ->excludes(start);
    addStage(*verb, "pretrain", options->training.pretrain, "the encoder on landmarks alone");
    addStage(*verb, "coarse", options->training.coarse, "the encoder on pictures and identity");
    addStage(*verb, "detail", options->training.detail, "wrinkles");
    verb->add_option("--rate", options->training.rate, "Learning rate")->check(CLI::PositiveNumber);
    verb->add_option("--checkpoint", options->training.checkpoint, "Where the run is kept and resumed from")->type_name("FILE.safetensors");
    verb->add_option("--checkpoint-every", options->training.checkpointEvery, "Steps; then held-out faces are judged, too")->check(CLI::PositiveNumber);
    verb->add_option("--held-out", options->training.heldOut, "Batches to judge a stage by, which no step sees")->check(CLI::Range(0, 1000));
    verb->add_option("--cameras", options->cameras, "Threads that take pictures; 0: all cores but two")->check(CLI::Range(0, 1024));
    verb->add_option("--sheet", options->sheet, "Picture of held-out faces, beside them what the networks make of them")->type_name("FILE.png");
    verb->add_option("--metrics", options->training.metrics, "All losses of all steps and judgements: stage,step,loss,value")->type_name("FILE.csv");
    verb->add_option("--people", options->people, "Whose colours the model of skin knows")->check(CLI::Range(train::kSkinComponents + 1, 1000));
    verb->add_option("--identity-network", options->identity, "ResNet-50 of VGGFace2; nothing: random weights")->type_name("FILE");
    verb->add_option("--perceptual-network", options->perceptual, "VGG-19 of torchvision; nothing: random weights")->type_name("FILE");
    CLI::Option* flame =
        verb->add_option("--flame", options->files.flame, "Train for FLAME: generic_model.pkl; nothing: the free head")->type_name("FILE");
    CLI::Option* data = verb->add_option("--data", options->files.data, "DECA's data folder")->type_name("DIR");
    CLI::Option* texture = verb->add_option("--texture", options->files.texture, "FLAME's model of skin")->type_name("FILE");
    flame->needs(data)->needs(texture);
    data->needs(flame);
    texture->needs(flame);
    verb->callback([options, &context] { context.setJob([options, &context] { run(*options, context); }, Devices::Any); });
}

} // namespace effigy::app
