// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/training_machine.h"
#include "app/verb_train.h"
#include "base/error.h"
#include "base/memory.h"
#include "head/head_model.h"
#include "train/face_encoder_trainer.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

namespace effigy::app {
namespace {

struct TrainEncoderOptions {
    std::filesystem::path output = "free_encoder.safetensors";
    int places = 320;
    int cameras = 0; // threads that take pictures; 0: all cores but two
    train::FaceTrainingOptions training;
};

void run(TrainEncoderOptions options, VerbContext& context)
{
    if (options.output.extension() != ".safetensors")
        throw base::Error("unsupported", options.output.string() + " has an ending that no weights have", "Write FILE.safetensors");
    requireFolderOf(options.output);
    base::keepFreedMemory(); // pictures come and go by the thousand
    const auto model = head::loadFreeHead();
    train::FaceTrainingOptions& training = options.training;
    training.run.device = chosenDevice(context.common.device);
    if (training.run.device == "cuda")
        preferFastProducts();
    training.size.places = options.places;
    training.size.shape = model->shapeCount();
    training.size.expression = model->expressionCount();
    training.feed.seed = context.common.seed;
    training.feed.threads = cameraThreads(options.cameras);
    training.feed.mostWaiting = std::max(256, 256 * training.feed.threads);
    const train::FaceTrainingResult result = train::trainFaceEncoder(model->data(), training, context.progress(), context.cancel());
    encoder::writeFaceEncoder(result.weights, options.output);
    const train::FaceReadingErrors& e = result.errors;
    char text[256];
    std::snprintf(text, sizeof text, "%lld steps on %lld pictures; of faces it never saw: landmarks %.2f %% of the eyes' distance, shape %.2f, turn %.1f degrees",
                  static_cast<long long>(result.steps), static_cast<long long>(result.pictures), e.landmarks, e.shape, e.turn);
    context.result({{"model", options.output.string()},
                    {"steps", result.steps},
                    {"pictures", result.pictures},
                    {"landmarks_percent", e.landmarks},
                    {"places_percent", e.places},
                    {"shape_rms", e.shape},
                    {"expression_rms", e.expression},
                    {"turn_deg", e.turn}},
                   options.output.string() + ": " + text);
}

} // namespace

void addTrainEncoderVerb(CLI::App& train, VerbContext& context)
{
    auto options = std::make_shared<TrainEncoderOptions>();
    CLI::App* verb = addVerb(train, "encoder", "Train the network that reads faces, on synthetic heads that are photographed meanwhile",
                             "effigy train encoder -o free_encoder.safetensors --minutes 9.15 --batch 256 --pool 110000 --held-out 2048 --device cuda", context);
    train::FaceTrainingOptions& training = options->training;
    verb->add_option("-o,--output", options->output, "The network")->type_name("FILE.safetensors");
    verb->add_option("--steps", training.run.steps, "Steps at most")->check(CLI::PositiveNumber);
    verb->add_option("--minutes", training.run.minutes, "Minutes at most, of all runs from one checkpoint together; 0: no limit")->check(CLI::NonNegativeNumber);
    verb->add_option("--batch", training.batch, "Faces of a step")->check(CLI::Range(2, 4096));
    verb->add_option("--rate", training.run.rate, "Learning rate at its height")->check(CLI::PositiveNumber);
    verb->add_option("--width", training.size.width, "Channels of the first stage")->check(CLI::Range(8, 128));
    verb->add_option("--places", options->places, "Places on the head, the 68 landmarks included")->check(CLI::Range(68, 2000));
    verb->add_option("--pool", training.pool, "Pictures that are kept to draw from, 0.2 MB each")->check(CLI::Range(16, 1000000));
    verb->add_option("--held-out", training.heldOut, "Pictures to judge by; several times the places, for their errors are measured on them")->check(CLI::Range(16, 100000));
    verb->add_option("--cameras", options->cameras, "Threads that take pictures; 0: all cores but two")->check(CLI::Range(0, 1024));
    verb->add_option("--checkpoint", training.run.checkpoint, "Where the run is kept and resumed from")->type_name("FILE.safetensors");
    verb->add_option("--checkpoint-every", training.run.checkpointEvery, "Steps")->check(CLI::PositiveNumber);
    verb->add_option("--metrics", training.run.metrics, "Losses and errors: stage,step,loss,value")->type_name("FILE.csv");
    verb->callback([options, &context] { context.setJob([options, &context] { run(*options, context); }, Devices::Any); });
}

} // namespace effigy::app
