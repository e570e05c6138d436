// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deca_option.h"
#include "app/fit_report.h"
#include "app/road.h"
#include "app/verb.h"

#include <nlohmann/json.hpp>

#include <cstdio>

namespace effigy::app {
namespace {

struct VerbOptions {
    std::filesystem::path project;
    std::string deca; // a model's name in the library, or its file; empty: none
    RefitOptions refit;
    bool exchangesPhotos = false;
};

/// What has become of the avatar that was tuned to the fit or the photo before.
std::string avatarText(const RefitOptions& options, bool wasInverted)
{
    if (!wasInverted)
        return {};
    const std::string text = "\n  the avatar was tuned to what was there before: tune it again with \"effigy invert\"";
    return options.replacement.empty() ? text : text + ", or go back with --former-photo";
}

void run(VerbOptions options, VerbContext& context)
{
    options.refit.deca = decaFile(options.deca);
    project::Project project = project::Project::open(options.project);
    if (options.exchangesPhotos) {
        exchangePhotos(project);
        const project::ProjectInfo info = project.info();
        context.result({{"project", options.project.string()}, {"photo", info.photoName}, {"inverted", info.isInverted}},
                       options.project.string() + ": the photo is " + info.photoName + " again");
        return;
    }
    const bool wasInverted = project.info().isInverted;
    if (refitProject(project, options.refit, context.progress(), context.cancel()) == RefitOutcome::SamePhoto) {
        context.result({{"project", options.project.string()}, {"same_photo", true}},
                       options.project.string() + ": has this photo already; nothing changed but where it was found");
        return;
    }
    const reconstruct::HeadFit fit = project.fit();
    char summary[100];
    std::snprintf(summary, sizeof summary, ": fitted again, landmark error %.1f %% of the eye distance",
                  100.0 * reconstruct::landmarkError(fit));
    context.result({{"project", options.project.string()},
                    {"landmark_error", reconstruct::landmarkError(fit)},
                    {"photo", project.info().photoName},
                    {"inversion_dropped", wasInverted},
                    {"regions", regionFields(fit)},
                    {"findings", findingFields(fit)}},
                   options.project.string() + summary + fitReport(fit) + avatarText(options.refit, wasInverted));
}

} // namespace

void addRefitVerb(CLI::App& root, VerbContext& context)
{
    auto options = std::make_shared<VerbOptions>();
    CLI::App* verb = addVerb(root, "refit", "Fit the photo of a project again, with what was corrected by hand",
                             "effigy refit portrait.effigy --fov 28", context);
    verb->add_option("PROJECT", options->project, "The project")->required()->type_name("P.effigy");
    CLI::Option* landmarks =
        verb->add_option("--landmarks", options->refit.landmarks,
                         "JSON array of 68 [x, y], pixels of the photo; [x, y, \"found\"]: the detector's; null: does not count")
            ->type_name("FILE");
    verb->add_option("--fov", options->refit.fovDeg, "Angle of view of the photo's longer side, degrees")
        ->check(CLI::Range(1.0, 120.0));
    verb->add_option("--likeness", options->refit.likeness, "How far from the mean head: 0 the mean, 1 as fitted")
        ->check(CLI::Range(0.0, 1.5));
    CLI::Option* deca = addDecaOption(*verb, options->deca);
    verb->add_flag("--no-deca", options->refit.forgetsDeca, "Begin without networks, also if the fit before began with them, and without their wrinkles")
        ->excludes(deca);
    verb->add_option("--face", options->refit.face, "Another of several faces, 0: the most prominent")
        ->check(CLI::Range(0, 1000))
        ->excludes(landmarks);
    verb->add_option("--photo", options->refit.addedPhotos, "A further photo of the same person, which tells more of the shape; may be given again")
        ->type_name("FILE");
    verb->add_option("--drop-photo", options->refit.droppedPhotos, "A further photo that goes, counted from 1 as \"effigy info\" lists them")
        ->check(CLI::PositiveNumber)
        ->type_name("N");
    CLI::Option* replacement =
        verb->add_option("--replace-photo", options->refit.replacement,
                         "A picture in place of the photo: retouched, or in higher resolution. Edits, timeline and further photos stay; the old photo is kept aside")
            ->type_name("FILE");
    for (const char* other : {"--landmarks", "--photo", "--drop-photo"})
        replacement->excludes(verb->get_option(other));
    verb->add_flag("--anew", options->refit.fitsAnew, "Replace the photo also by one that shows the face otherwise; what was corrected in the fit is forgotten")
        ->needs(replacement);
    CLI::Option* former = verb->add_flag("--former-photo", options->exchangesPhotos, "Back to the photo that was replaced, with its fit and its avatar; again: forth");
    for (const char* other : {"--landmarks", "--fov", "--likeness", "--deca", "--no-deca", "--face", "--photo", "--drop-photo", "--replace-photo"})
        former->excludes(verb->get_option(other));
    verb->callback([options, &context] { context.setJob([options, &context] { run(*options, context); }); });
}

} // namespace effigy::app
