// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/road.h"
#include "app/verb.h"

#include <nlohmann/json.hpp>

#include <cstdio>

namespace effigy::app {
namespace {

struct InvertVerbOptions {
    std::filesystem::path project;
    std::string quality = "standard";
    InvertOptions road;
};

void run(InvertVerbOptions options, VerbContext& context)
{
    options.road.quality = invert::qualityFromName(options.quality);
    options.road.seed = context.common.seed;
    options.road.device = context.common.device;
    project::Project project = project::Project::open(options.project);
    const auto avatar = invertProject(project, options.road, context.progress(), context.cancel());
    const invert::InversionResult& inversion = *avatar->contents().inversion;
    char summary[120];
    std::snprintf(summary, sizeof summary, ": avatar tuned (%.1f dB inside the head, %.0f s)", inversion.psnr, inversion.seconds);
    context.result({{"project", options.project.string()},
                    {"model", inversion.model},
                    {"psnr", inversion.psnr},
                    {"seconds", inversion.seconds}},
                   options.project.string() + summary);
}

} // namespace

void addInvertVerb(CLI::App& root, VerbContext& context)
{
    auto options = std::make_shared<InvertVerbOptions>();
    CLI::App* verb = addVerb(root, "invert", "Tune an avatar to the photo of a project",
                             "effigy invert portrait.effigy --quality standard --resume", context);
    verb->add_option("PROJECT", options->project, "A project that `effigy reconstruct` wrote")->required();
    verb->add_option("--model", options->road.model, "Name or file of the generator")->type_name("M");
    verb->add_option("--quality", options->quality, "draft, standard or fine")
        ->check(CLI::IsMember({"draft", "standard", "fine"}));
    verb->add_option("--budget", options->road.budgetSeconds, "Seconds to spend; 0: the quality's own")
        ->check(CLI::NonNegativeNumber);
    verb->add_option("--steps", options->road.steps, "Steps of tuning, however long they take; 0: what the budget allows")
        ->check(CLI::NonNegativeNumber);
    verb->add_option("--projection-steps", options->road.projectionSteps, "Steps of projection before that; 0: what the budget allows")
        ->check(CLI::NonNegativeNumber);
    verb->add_option("--perceptual-network", options->road.perceptual,
                     "VGG-19 of torchvision, which judges pictures with a published generator; nothing: none")
        ->type_name("FILE");
    verb->add_flag("--resume", options->road.resumes, "Go on where an interrupted run stopped");
    verb->callback([options, &context] { context.setJob([options, &context] { run(*options, context); }, Devices::Any); });
}

} // namespace effigy::app
