// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/fit_report.h"
#include "app/road.h"
#include "app/verb.h"

#include <nlohmann/json.hpp>

#include <cstdio>

namespace effigy::app {
namespace {

struct VerbOptions {
    std::filesystem::path project;
    RefitOptions refit;
};

void run(const VerbOptions& options, VerbContext& context)
{
    project::Project project = project::Project::open(options.project);
    refitProject(project, options.refit, context.progress(), context.cancel());
    const reconstruct::HeadFit fit = project.fit();
    char summary[100];
    std::snprintf(summary, sizeof summary, ": fitted again, landmark error %.1f %% of the eye distance",
                  100.0 * reconstruct::landmarkError(fit));
    context.result({{"project", options.project.string()},
                    {"landmark_error", reconstruct::landmarkError(fit)},
                    {"regions", regionFields(fit)},
                    {"findings", findingFields(fit)}},
                   options.project.string() + summary + fitReport(fit));
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
    verb->add_option("--deca", options->refit.deca, "DECA's networks, deca_model.tar, whose estimate the fit begins with and whose wrinkles it takes")
        ->type_name("FILE");
    verb->add_option("--face", options->refit.face, "Another of several faces, 0: the most prominent")
        ->check(CLI::Range(0, 1000))
        ->excludes(landmarks);
    verb->add_option("--photo", options->refit.addedPhotos, "A further photo of the same person, which tells more of the shape; may be given again")
        ->type_name("FILE");
    verb->add_option("--drop-photo", options->refit.droppedPhotos, "A further photo that goes, counted from 1 as \"effigy info\" lists them")
        ->check(CLI::PositiveNumber)
        ->type_name("N");
    verb->callback([options, &context] { context.setJob([options, &context] { run(*options, context); }); });
}

} // namespace effigy::app
