// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/training_machine.h"
#include "app/verb_train.h"
#include "base/error.h"
#include "base/memory.h"
#include "export/image_file.h"
#include "train/matte_trainer.h"

#include <ATen/ATen.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

namespace effigy::app {
namespace {

struct TrainMatteOptions {
    std::filesystem::path output = "head_matte.safetensors";
    std::filesystem::path sheet; // empty: none
    int cameras = 0;             // threads that take pictures; 0: all cores but two
    train::MatteTrainingOptions training;
};

void run(TrainMatteOptions options, VerbContext& context)
{
    if (options.output.extension() != ".safetensors")
        throw base::Error("unsupported",
                          options.output.string() + " has an ending that no weights have",
                          "Write FILE.safetensors");
    requireFolderOf(options.output);
    if (!options.sheet.empty())
        requireFolderOf(options.sheet);
    base::keepFreedMemory(); // pictures come and go by the thousand
    train::MatteTrainingOptions& training = options.training;
    training.run.device = chosenDevice(context.common.device);
    if (training.run.device == "cuda")
        preferFastProducts();
    at::manual_seed(context.common.seed); // of backdrops, and of all that is done to pictures
    training.feed.seed = context.common.seed;
    training.feed.threads = cameraThreads(options.cameras);
    training.feed.mostWaiting = std::max(64, 32 * training.feed.threads);
    const train::MatteTrainingResult result =
        train::trainMatte(training, context.progress(), context.cancel());
    encoder::writeMatteWeights(result.weights, options.output);
    if (!options.sheet.empty())
        exporter::writeImage(options.sheet, result.sheet);
    char text[256];
    std::snprintf(text, sizeof text,
                  "%lld steps on %lld pictures; of heads it never saw, before hard backdrops, the "
                  "share errs by %.2f %%, the hair's by %.2f %%",
                  static_cast<long long>(result.steps), static_cast<long long>(result.pictures),
                  result.errors.head, result.errors.hair);
    context.result({{"model", options.output.string()},
                    {"steps", result.steps},
                    {"pictures", result.pictures},
                    {"head_percent", result.errors.head},
                    {"hair_percent", result.errors.hair}},
                   options.output.string() + ": " + text);
}

} // namespace

void addTrainMatteVerb(CLI::App& train, VerbContext& context)
{
    auto options = std::make_shared<TrainMatteOptions>();
    CLI::App* verb = addVerb(train, "matte",
                             "Train the network that tells heads with their hair from what is "
                             "behind, on synthetic heads that are cut out meanwhile",
                             "effigy train matte -o head_matte.safetensors --minutes 6.5 --batch 48 "
                             "--pool 40000 --cameras 8 --held-out 512 --device cuda",
                             context);
    train::MatteTrainingOptions& training = options->training;
    verb->add_option("-o,--output", options->output, "The network")->type_name("FILE.safetensors");
    verb->add_option("--sheet", options->sheet,
                     "Held-out pictures, what is true of them, and what is told")
        ->type_name("FILE.png");
    verb->add_option("--steps", training.run.steps, "Steps at most")->check(CLI::PositiveNumber);
    verb->add_option("--minutes", training.run.minutes,
                     "Minutes at most, of all runs from one checkpoint together; 0: no limit")
        ->check(CLI::NonNegativeNumber);
    verb->add_option("--batch", training.batch, "Pictures of a step")->check(CLI::Range(2, 4096));
    verb->add_option("--rate", training.run.rate, "Learning rate at its height")
        ->check(CLI::PositiveNumber);
    verb->add_option("--width", training.size.width, "Channels at full resolution")
        ->check(CLI::Range(4, 64));
    verb->add_option("--pool", training.pool, "Cut-outs that are kept to draw from, 0.7 MB each")
        ->check(CLI::Range(2, 1000000));
    verb->add_option("--held-out", training.heldOut, "Cut-outs to judge by")
        ->check(CLI::Range(1, 100000));
    verb->add_option("--cameras", options->cameras,
                     "Threads that take pictures; 0: all cores but two")
        ->check(CLI::Range(0, 1024));
    verb->add_option("--checkpoint", training.run.checkpoint,
                     "Where the run is kept and resumed from")
        ->type_name("FILE.safetensors");
    verb->add_option("--checkpoint-every", training.run.checkpointEvery, "Steps")
        ->check(CLI::PositiveNumber);
    verb->add_option("--metrics", training.run.metrics, "Losses and errors: stage,step,loss,value")
        ->type_name("FILE.csv");
    verb->callback([options, &context] {
        context.setJob([options, &context] { run(*options, context); }, Devices::Any);
    });
}

} // namespace effigy::app
