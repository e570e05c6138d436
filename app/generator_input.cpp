// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/generator_input.h"

#include "app/road.h"
#include "base/atomic_file.h"
#include "base/error.h"
#include "export/image_file.h"
#include "generator/camera_label.h"
#include "mesh/obj.h"
#include "reconstruct/published_view.h"

#include <nlohmann/json.hpp>

#include <cstdio>

namespace effigy::app {

namespace {

void writeText(const std::filesystem::path& path, const std::string& text)
{
    base::writeFileAtomically(path, std::as_bytes(std::span(text.data(), text.size())));
}

std::string landmarkLines(const std::array<Eigen::Vector3f, head::kLandmarkCount>& landmarks)
{
    std::string text;
    for (const Eigen::Vector3f& p : landmarks) {
        char line[80];
        std::snprintf(line, sizeof line, "%.7f %.7f %.7f\n", p.x(), p.y(), p.z());
        text += line;
    }
    return text;
}

} // namespace

std::vector<std::filesystem::path> writeGeneratorInput(const std::filesystem::path& folder, const std::string& name,
                                                       const avatar::AvatarContents& contents, const base::Image& photo)
{
    const head::HeadModel& model = *contents.headModel;
    const reconstruct::HeadFit& fit = contents.fit;
    head::HeadCoefficients pose = fit.coefficients;
    pose.neck.setZero(); // the head's turn is the camera's matter
    const bool isFree = fit.headModel == "free";
    const auto label = isFree ? generator::cameraLabel(contents.photo.camera) : reconstruct::publishedLabel(fit.camera);
    const base::Image crop =
        isFree ? contents.photo.image
               : reconstruct::cutPublished(
                     photo, reconstruct::publishedCrop(reconstruct::fivePoints(fit.landmarks), photo.height));
    std::error_code failure;
    std::filesystem::create_directories(folder, failure);
    if (failure)
        throw base::Error("storage", folder.string() + " cannot be made: " + failure.message(), "Choose another folder");
    const std::filesystem::path mesh = folder / (name + ".obj"), landmarks = folder / (name + "_kpt2d.txt"),
                                picture = folder / (name + ".png"), labels = folder / "dataset.json";
    mesh::writeObj(mesh, model.mesh(pose));
    writeText(landmarks, landmarkLines(model.landmarks(model.vertices(pose))));
    exporter::writeImage(picture, crop);
    const nlohmann::json entry = nlohmann::json::array({name + ".png", label});
    writeText(labels, nlohmann::json{{"labels", nlohmann::json::array({entry})}}.dump(1));
    return {mesh, landmarks, picture, labels};
}

namespace {

struct InputOptions {
    std::filesystem::path project;
    std::filesystem::path folder;
};

void run(const InputOptions& options, VerbContext& context)
{
    const project::Project project = project::Project::open(options.project, project::Access::ReadOnly);
    const project::SourcePhoto source = project.photo();
    const photo::Photo photo = photo::decodePhoto(source.bytes, source.name);
    const std::string name = std::filesystem::path(source.name).stem().string();
    nlohmann::json files = nlohmann::json::array();
    for (const auto& file : writeGeneratorInput(options.folder, name, project::avatarContents(project), photo.image))
        files.push_back(file.string());
    context.result({{"folder", options.folder.string()}, {"files", files}},
                   options.folder.string() + ": mesh, landmarks, crop and camera label of " + name);
}

} // namespace

void addGeneratorInputVerb(CLI::App& exports, VerbContext& context)
{
    auto options = std::make_shared<InputOptions>();
    CLI::App* verb = addVerb(exports, "input", "Write what a generator wants of the photo: mesh, 68 landmarks, camera label",
                             "effigy export input portrait.effigy -o clip", context);
    verb->add_option("PROJECT", options->project, "The project to export")->required();
    verb->add_option("-o,--output", options->folder, "Folder of the files")->required()->type_name("DIR");
    verb->callback([options, &context] { context.setJob([options, &context] { run(*options, context); }); });
}

} // namespace effigy::app
