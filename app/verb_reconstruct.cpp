// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deca_option.h"
#include "app/fit_report.h"
#include "app/road.h"
#include "app/verb.h"
#include "base/error.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <cmath>
#include <cstdio>
#include <numbers>

namespace effigy::app {
namespace {

struct ReconstructOptions {
    ReconstructionOptions road;
    std::vector<std::filesystem::path> photos;
    std::filesystem::path project;
    std::string deca; // a model's name in the library, or its file; empty: none
    std::string engine = "fit";
    std::string fov = "auto";
    int face = -1;
};

void refuseMissingNetworks(const ReconstructOptions& options)
{
    if (options.engine == "deca" && options.deca.empty())
        throw base::Error("model_missing", "The engine \"deca\" needs DECA's networks",
                          "Give --deca deca_model.tar, and --head with the name of FLAME, as effigy head flame added it");
}

std::string fovRefusal(const std::string& text)
{
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool isNumber = error == std::errc() && end == text.data() + text.size() && value >= 1.0 && value <= 120.0;
    return text == "auto" || isNumber ? "" : "give \"auto\" or an angle between 1 and 120 degrees";
}

double fovDegOf(const reconstruct::HeadFit& fit)
{
    const double focal = fit.photoWidth >= fit.photoHeight ? fit.camera.fx : fit.camera.fy;
    return 2.0 * std::atan(0.5 / focal) * 180.0 / std::numbers::pi;
}

nlohmann::json facesOf(const Reconstruction& reconstruction)
{
    nlohmann::json faces = nlohmann::json::array();
    for (const photo::DetectedFace& face : reconstruction.faces)
        faces.push_back({{"box", {std::round(face.x), std::round(face.y), std::round(face.width), std::round(face.height)}},
                         {"score", face.score}});
    return faces;
}

void report(const ReconstructOptions& options, const Reconstruction& reconstruction, VerbContext& context)
{
    const reconstruct::HeadFit& fit = reconstruction.contents.fit;
    nlohmann::json seconds;
    double total = 0.0;
    for (const auto& [stage, value] : reconstruction.seconds) {
        seconds[stage] = value;
        total += value;
    }
    const std::size_t count = reconstruction.faces.size();
    char summary[160];
    std::snprintf(summary, sizeof summary, "landmark error %.1f %% of the eye distance, angle of view %.1f degrees, %.1f s",
                  100.0 * reconstruct::landmarkError(fit), fovDegOf(fit), total);
    std::string text = options.project.string() + ": head fitted (" + summary + ")";
    if (count > 1)
        text += "\n" + std::to_string(count) + " faces were found; this is number "
                + std::to_string(reconstruction.chosenFace) + ". Choose another one with --face.";
    for (const std::string& note : fit.notes)
        text += "\nNote: " + note;
    context.result({{"project", options.project.string()},
                    {"faces", facesOf(reconstruction)},
                    {"face", reconstruction.chosenFace},
                    {"landmark_error", reconstruct::landmarkError(fit)},
                    {"fov_deg", fovDegOf(fit)},
                    {"photos", options.photos.size()},
                    {"regions", regionFields(fit)},
                    {"findings", findingFields(fit)},
                    {"notes", fit.notes},
                    {"seconds", seconds}},
                   text);
}

void run(ReconstructOptions options, VerbContext& context)
{
    refuseMissingNetworks(options);
    options.road.deca = decaFile(options.deca);
    options.road.photo = options.photos.front();
    options.road.morePhotos.assign(options.photos.begin() + 1, options.photos.end());
    if (options.fov != "auto")
        options.road.fovDeg = std::stod(options.fov);
    if (options.face >= 0)
        options.road.face = options.face;
    const Reconstruction reconstruction = reconstructPhoto(options.road, context.progress(), context.cancel());
    const project::Project project = createProject(options.project, reconstruction);
    report(options, reconstruction, context);
}

} // namespace

void addReconstructVerb(CLI::App& root, VerbContext& context)
{
    auto options = std::make_shared<ReconstructOptions>();
    CLI::App* verb = addVerb(root, "reconstruct", "Fit a head to the face in a photo and start a project",
                             "effigy reconstruct portrait.jpg -o portrait.effigy", context);
    verb->add_option("PHOTO", options->photos,
                     "JPEG, PNG, WebP, TIFF or HEIC; further photos of the same person tell more of the shape")
        ->required();
    verb->add_option("-o,--output", options->project, "The project to write")->required()->type_name("P.effigy");
    verb->add_option("--engine", options->engine, "fit: from landmarks and light; deca: the same, begun with what --deca says")->check(CLI::IsMember({"fit", "deca"}));
    addDecaOption(*verb, options->deca);
    verb->add_option("--head", options->road.head, "The head model: free, or one that \"effigy head flame\" or \"effigy head ict\" added")
        ->type_name("free|NAME");
    verb->add_option("--fov", options->fov, "Angle of view of the photo's longer side")
        ->type_name("auto|DEG")
        ->check(CLI::Validator(fovRefusal, ""));
    verb->add_option("--landmarks", options->road.landmarks, "JSON array of 68 [x, y], pixels of the photo; null: does not count")->type_name("FILE");
    verb->add_option("--likeness", options->road.likeness, "How far from the mean head: 0 the mean, 1 as fitted")
        ->check(CLI::Range(0.0, 1.5));
    verb->add_option("--face", options->face, "Which of several faces, 0: the most prominent")->check(CLI::Range(0, 1000));
    verb->callback([options, &context] { context.setJob([options, &context] { run(*options, context); }); });
}

} // namespace effigy::app
