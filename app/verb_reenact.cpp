// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/generated_head.h"
#include "app/verb.h"
#include "export/video_writer.h"
#include "generator/orbit_camera.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace effigy::app {
namespace {

struct ReenactOptions {
    std::filesystem::path model;
    std::filesystem::path drive;
    std::filesystem::path output;
    double truncation = 0.7;
    std::optional<int> cutoff;
    int smoothing = 1;
    bool isCameraFixed = false;
    int frames = 0;
    double fps = 30.0;
};

void run(const ReenactOptions& options, VerbContext& context)
{
    auto frames =
        generator::smoothed(generator::readDrivingFolder(options.drive), options.smoothing);
    if (options.frames > 0 && options.frames < static_cast<int>(frames.size()))
        frames.resize(static_cast<std::size_t>(options.frames));
    GeneratedHead head(options.model, frames.front().pose);
    head.setIdentity(
        {static_cast<std::uint32_t>(context.common.seed), options.truncation, options.cutoff});
    const int size = head.generator().config.imageResolution();
    exporter::VideoWriter film(options.output, {.width = size, .height = size, .fps = options.fps});
    for (const generator::DrivingFrame& frame : frames) {
        context.progress().report({.stage = "frames",
                                   .done = film.frameCount(),
                                   .of = static_cast<int>(frames.size()),
                                   .metrics = {}});
        context.cancel().check();
        head.setPose(frame.pose);
        film.add(pictureOf(
            head.render(options.isCameraFixed ? generator::orbitLabel({}) : frame.camera).image));
    }
    film.finish();
    context.result({{"path", options.output.string()}, {"frames", film.frameCount()}},
                   options.output.string() + ": " + std::to_string(film.frameCount()) + " frames");
}

} // namespace

void addReenactVerb(CLI::App& root, VerbContext& context)
{
    auto options = std::make_shared<ReenactOptions>();
    CLI::App* verb =
        addVerb(root, "reenact", "Drive a generated head with the meshes and cameras of a folder",
                "effigy reenact --model next3d.pkl --drive clip --seed 166 -o clip.mp4", context);
    verb->add_option("--model", options->model, "A model of the library, or its file; nothing: the one that ships");
    verb->add_option("--drive", options->drive, "Folder with ID.obj, ID_kpt2d.txt and dataset.json")
        ->required()
        ->type_name("DIR");
    verb->add_option("-o,--output", options->output, "The film to write")
        ->required()
        ->type_name("OUT.{mp4,webm,mov,gif,png}");
    verb->add_option("--trunc", options->truncation,
                     "1: as drawn, towards 0: towards the mean head")
        ->check(CLI::Range(-2.0, 2.0));
    verb->add_option("--trunc-cutoff", options->cutoff,
                     "Only so many rows of styles are truncated; published: 14")
        ->check(CLI::Range(0, 64));
    verb->add_option("--smoothing", options->smoothing,
                     "Neighbours on each side that heads and cameras are averaged with")
        ->check(CLI::Range(0, 100));
    verb->add_flag("--fixed-camera", options->isCameraFixed,
                   "From the front, whatever the labels say");
    verb->add_option("--frames", options->frames, "At most so many; 0: all")
        ->check(CLI::NonNegativeNumber);
    verb->add_option("--fps", options->fps, "Frames a second")->check(CLI::Range(1.0, 240.0));
    verb->callback(
        [options, &context] { context.setJob([options, &context] { run(*options, context); }); });
}

} // namespace effigy::app
