// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/training_machine.h"
#include "app/verb_train.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/resources.h"
#include "export/image_file.h"
#include "train/generator_trainer.h"
#include "train/training_device.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

namespace effigy::app {
namespace {

struct TrainGeneratorOptions {
    std::filesystem::path output = "prior.json";
    std::filesystem::path sheet; // empty: none
    int cameras = 0;             // threads that take pictures; 0: all cores but two
    train::GeneratorTrainingOptions training;
};

std::string deviceOf(const std::string& wanted, int rankHere)
{
    const std::string device = chosenDevice(wanted);
    return device == "cuda" ? "cuda:" + std::to_string(rankHere) : device;
}

void run(TrainGeneratorOptions options, VerbContext& context)
{
    if (options.output.extension() != ".json")
        throw base::Error("unsupported", options.output.string() + " has an ending that no generator has", "Write FILE.json; its weights go beside it");
    requireFolderOf(options.output);
    if (!options.sheet.empty())
        requireFolderOf(options.sheet);
    base::keepFreedMemory(); // pictures come and go by the thousand
    train::GeneratorTrainingOptions& training = options.training;
    const auto place = train::rankFromEnvironment();
    training.device = deviceOf(context.common.device, place ? place->onThisMachine : 0);
    if (training.device != "cpu")
        preferFastProducts();
    training.pool.seed = training.pool.sittings.seed = context.common.seed;
    training.pool.threads = cameraThreads(options.cameras);
    if (training.start == "embedded")
        training.start = base::resource("models/embedded.json");
    if (!options.sheet.empty())
        training.sheet = [&options](const base::Image& sheet, std::int64_t) { exporter::writeImage(options.sheet, sheet); };
    const auto ranks = place ? train::joinRanks(*place, train::trainingDevice(training.device)) : train::singleRank();
    const synth::HeadStock stock = synth::loadHeadStock(synth::atlasSizeFor(training.config.imageResolution()));
    const train::GeneratorTrainingResult result = train::trainGenerator(stock, training, *ranks, context.progress(), context.cancel());
    if (ranks->rank() == 0)
        writeHalfGenerator(result.generator, options.output);
    const train::GeneratorJudgement& j = result.judgement;
    char text[256];
    std::snprintf(text, sizeof text, "%lld steps on %lld people; of people it never saw: %.2f dB from their latents, %.2f dB from their own texture (%.2f dB before training)",
                  static_cast<long long>(result.steps), static_cast<long long>(result.people), j.psnr, j.known, j.coded);
    context.result({{"model", options.output.string()},
                    {"steps", result.steps},
                    {"people", result.people},
                    {"psnr", j.psnr},
                    {"known_psnr", j.known},
                    {"coded_psnr", j.coded}},
                   options.output.string() + ": " + text);
}

} // namespace

void addTrainGeneratorVerb(CLI::App& train, VerbContext& context)
{
    auto options = std::make_shared<TrainGeneratorOptions>();
    CLI::App* verb = addVerb(train, "generator", "Train a generator whose latents are a prior of heads, on synthetic heads that are photographed meanwhile",
                             "effigy train generator -o prior.json --minutes 12 --people 16 --shots 1 --pool 512 --checkpoint run.safetensors --sheet sheet.png --device cuda", context);
    train::GeneratorTrainingOptions& training = options->training;
    verb->add_option("-o,--output", options->output, "The generator's JSON; weights go beside it")->type_name("FILE.json");
    verb->add_option("--steps", training.steps, "Steps at most")->check(CLI::PositiveNumber);
    verb->add_option("--minutes", training.minutes, "Minutes at most, of all runs from one checkpoint together; 0: no limit")->check(CLI::NonNegativeNumber);
    verb->add_option("--people", training.pool.slots, "People of a step")->check(CLI::Range(1, 1024));
    verb->add_option("--shots", training.pool.shotsOfPerson, "Pictures of each in a step")->check(CLI::Range(1, 16));
    verb->add_option("--shots-taken", training.pool.sittings.shots, "Pictures that are taken of each")->check(CLI::Range(1, 64));
    verb->add_option("--window", training.pool.window, "Rays across what is looked at of a picture, of 256")->check(CLI::Range(16, 256));
    verb->add_option("--pool", training.pool.pool, "People that are kept to draw from, about 75 MB each with four pictures")->check(CLI::Range(1, 100000));
    verb->add_option("--fresh-every", training.pool.freshEvery, "Steps until new people take the places of old ones; with --minutes: whenever there are some")->check(CLI::PositiveNumber);
    verb->add_option("--identity-share", training.identityShare, "Share of the run before pictures are looked at")->check(CLI::Range(0.0, 1.0));
    verb->add_option("--adversary-from", training.adversary.from, "Share of the run after which a discriminator joins; 1: never")->check(CLI::Range(0.0, 1.0));
    verb->add_option("--adversary-weight", training.adversary.weight, "Of what the discriminator says")->check(CLI::NonNegativeNumber);
    verb->add_option("--r1", training.adversary.reality, "Weight (gamma) of the discriminator's gradient penalty")->check(CLI::NonNegativeNumber);
    verb->add_option("--rate", training.rate, "Learning rate at its height")->check(CLI::PositiveNumber);
    verb->add_option("--channel-base", training.config.channelBase, "Channels of a network at resolution r: this over r")->check(CLI::Range(256, 65536));
    verb->add_option("--channel-max", training.config.channelMax, "And at most this")->check(CLI::Range(8, 512));
    verb->add_option("--held-out", training.heldOut, "People to judge by")->check(CLI::Range(0, 1024));
    verb->add_option("--start", training.start, "A generator that is begun with, whole where its sizes are the same, else its superresolution: a JSON, \"embedded\", or nothing")->type_name("FILE.json");
    verb->add_option("--cameras", options->cameras, "Threads that take pictures; 0: all cores but two")->check(CLI::Range(0, 1024));
    verb->add_option("--checkpoint", training.checkpoint, "Where the run is kept and resumed from")->type_name("FILE.safetensors");
    verb->add_option("--checkpoint-every", training.checkpointEvery, "Steps")->check(CLI::PositiveNumber);
    verb->add_option("--judge-every", training.judgeEvery, "Steps between two looks at people who were held out")->check(CLI::PositiveNumber);
    verb->add_option("--metrics", training.metrics, "Losses: stage,step,loss,value")->type_name("FILE.csv");
    verb->add_option("--sheet", options->sheet, "A picture of held-out people and what becomes of them, ever anew")->type_name("FILE.png");
    verb->callback([options, &context] { context.setJob([options, &context] { run(*options, context); }, Devices::Any); });
}

} // namespace effigy::app
