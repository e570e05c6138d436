// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verb_train.h"

#include "base/atomic_file.h"
#include "head/default_albedo.h"
#include "synth/head_photographer.h"
#include "synth/head_stock.h"
#include "synth/person_sampler.h"
#include "synth/scene.h"
#include "train/init_trainer.h"

#include <nlohmann/json.hpp>

#include <span>

namespace effigy::app {
namespace {

constexpr int kAlbedoSize = 512;  // texels
constexpr int kSkinSize = 1024;   // of skins that have pores

struct TrainVerbOptions {
    std::filesystem::path output = "embedded.json";
    int albedos = 12;
    train::InitTrainingOptions training;
};

/// Painted heads with hair, and people's skins, by turns.
std::vector<base::Image> mixedAlbedos(const head::HeadModel& model, int count, std::uint64_t seed)
{
    const synth::HeadStock stock = synth::loadHeadStock(kSkinSize);
    std::vector<base::Image> albedos;
    for (int i = 0; i < count; ++i) {
        const auto own = seed + static_cast<std::uint64_t>(i);
        albedos.push_back(i % 2 == 0 ? head::defaultAlbedo(model, head::randomAlbedoStyle(own), kAlbedoSize)
                                     : synth::albedoAtlas(synth::dress(stock, synth::sampleHead(stock.body, own)).skin));
    }
    return albedos;
}

void run(TrainVerbOptions options, VerbContext& context)
{
    const auto model = head::loadFreeHead();
    const auto albedos = mixedAlbedos(*model, options.albedos, context.common.seed);
    options.training.seed = context.common.seed;
    const auto generator = train::trainInitialisation(*model, albedos, train::embeddedConfig(), options.training,
                                                      context.progress(), context.cancel());
    writeHalfGenerator(generator, options.output);
    context.result({{"model", options.output.string()}, {"parameters", generator.parameters.elementCount()}},
                   options.output.string() + ": generator trained");
}

} // namespace

void writeHalfGenerator(const generator::Generator& generator, const std::filesystem::path& output)
{
    auto weights = output;
    weights.replace_extension(".safetensors");
    generator::Generator half = generator;
    half.parameters = tensorio::StateDict();
    for (const auto& [name, tensor] : generator.parameters)
        half.parameters.set(name, tensor.to(torch::kFloat16));
    generator::writeGenerator(half, weights);
    const auto json = generator::toJson(generator.config) + "\n";
    base::writeFileAtomically(output, std::as_bytes(std::span(json)));
}

void addTrainVerb(CLI::App& root, VerbContext& context)
{
    auto* train = root.add_subcommand("train", "Train the models that Effigy uses");
    train->require_subcommand(1);
    auto options = std::make_shared<TrainVerbOptions>();
    CLI::App* verb = addVerb(*train, "init", "Train the embedded generator on synthetic heads",
                             "effigy train init -o resources/models/embedded.json --checkpoint init.safetensors", context);
    verb->add_option("-o,--output", options->output, "The generator's JSON; weights go beside it")->type_name("FILE.json");
    verb->add_option("--heads", options->training.heads, "Synthetic heads")->check(CLI::Range(1, 1000));
    verb->add_option("--views", options->training.views, "Rendered expressions and cameras")->check(CLI::Range(1, 10000));
    verb->add_option("--steps", options->training.steps, "Steps on pictures")->check(CLI::PositiveNumber);
    verb->add_option("--checkpoint", options->training.checkpoint, "Where the run is kept and resumed from");
    verb->callback([options, &context] { context.setJob([options, &context] { run(*options, context); }); });
    addTrainGeneratorVerb(*train, context);
    addTrainEncoderVerb(*train, context);
    addTrainMatteVerb(*train, context);
    addTrainDecaVerb(*train, context);
}

} // namespace effigy::app
