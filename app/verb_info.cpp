// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/fit_report.h"
#include "app/road.h"
#include "app/verb_models.h"
#include "project/photo_change.h"

#include <nlohmann/json.hpp>

#include <cstdio>

namespace effigy::app {
namespace {

struct InfoOptions {
    std::filesystem::path file;
};

std::string megabytes(double bytes)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.1f MB", bytes / 1e6);
    return text;
}

std::string percent(double share)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.1f %%", 100.0 * share);
    return text;
}

nlohmann::json controlsOf(const project::Project& project)
{
    nlohmann::json controls = nlohmann::json::object();
    const avatar::Document document = project.document();
    for (const auto& [id, value] : document.state().controls.nonNeutral())
        controls[id] = value;
    return controls;
}

/// ", and further 1. side.jpg, 2. back.jpg" or nothing.
std::string furtherText(const project::ProjectInfo& info)
{
    std::string text;
    for (std::size_t i = 0; i < info.furtherPhotoNames.size(); ++i)
        text += (i == 0 ? ", and further " : ", ") + std::to_string(i + 1) + ". " + info.furtherPhotoNames[i];
    return text;
}

const char* wordOf(project::PhotoFile file)
{
    switch (file) {
    case project::PhotoFile::Missing: return "missing";
    case project::PhotoFile::Same: return "same";
    case project::PhotoFile::Changed: return "changed";
    case project::PhotoFile::Unknown: break;
    }
    return "unknown";
}

/// Where the photo was read from and what lies there now, and which photo lies aside; or nothing.
std::string originText(const project::ProjectInfo& info, project::PhotoFile file)
{
    std::string text;
    if (file != project::PhotoFile::Unknown)
        text += "\n  read from   " + info.photoPath.string();
    if (file == project::PhotoFile::Missing)
        text += ", which is gone (the project keeps the photo)";
    if (file == project::PhotoFile::Changed)
        text += ", which has changed since; \"effigy refit --replace-photo\" takes the new one";
    if (!info.formerPhotoName.empty())
        text += "\n  former      " + info.formerPhotoName + ", which \"effigy refit --former-photo\" brings back";
    return text;
}

void tellProject(const InfoOptions& options, VerbContext& context)
{
    const project::Project project = project::Project::open(options.file, project::Access::ReadOnly);
    const project::ProjectInfo info = project.info();
    const nlohmann::json controls = controlsOf(project);
    const reconstruct::HeadFit fit = project.fit();
    const project::PhotoFile photoFile = project::photoFile(project);
    std::string text = options.file.string() + "\n  photo       " + info.photoName + furtherText(info) + originText(info, photoFile) + "\n  head model  " + info.headModel
                       + "\n  avatar      ";
    if (info.isInverted) {
        char psnr[32];
        std::snprintf(psnr, sizeof psnr, ", %.1f dB", info.psnr);
        text += info.generator + psnr;
    } else {
        text += "not tuned yet";
    }
    const std::string fineDetail = fit.detail.empty()                                              ? "none"
                                   : fit.detailOrigin == reconstruct::DetailOrigin::Network ? "networks"
                                                                                            : "shading";
    text += "\n  fine detail " + fineDetail;
    text += "\n  fit         landmarks off " + percent(reconstruct::landmarkError(fit)) + " of the eyes' distance" +
            fitReport(fit);
    text += "\n  edits       " + std::to_string(info.editCount) + "\n  created     " + info.createdUtc + "\n  changed     "
            + info.changedUtc + "\n  size        " + megabytes(static_cast<double>(info.fileBytes));
    for (const auto& [id, value] : controls.items())
        text += "\n    " + id + " = " + value.dump();
    context.result({{"kind", "project"},
                    {"path", options.file.string()},
                    {"photo", info.photoName},
                    {"photo_path", info.photoPath.string()},
                    {"photo_file", wordOf(photoFile)},
                    {"former_photo", info.formerPhotoName},
                    {"further_photos", info.furtherPhotoNames},
                    {"head_model", info.headModel},
                    {"landmark_error", reconstruct::landmarkError(fit)},
                    {"fine_detail", fineDetail},
                    {"regions", regionFields(fit)},
                    {"findings", findingFields(fit)},
                    {"inverted", info.isInverted},
                    {"generator", info.generator},
                    {"generator_sha256", info.generatorSha256},
                    {"psnr", info.psnr},
                    {"edits", info.editCount},
                    {"created", info.createdUtc},
                    {"changed", info.changedUtc},
                    {"bytes", info.fileBytes},
                    {"controls", controls}},
                   text);
}

void run(const InfoOptions& options, VerbContext& context)
{
    if (options.file.extension() == ".effigy") {
        tellProject(options, context);
        return;
    }
    const generator::ModelEntry entry = describedModel(options.file.string(), context);
    nlohmann::json fields = modelFields(entry);
    fields["model_kind"] = fields["kind"];
    fields["kind"] = "model";
    context.result(fields, modelText(entry));
}

} // namespace

void addInfoVerb(CLI::App& root, VerbContext& context)
{
    auto options = std::make_shared<InfoOptions>();
    CLI::App* verb = addVerb(root, "info", "Say what a project or a model file holds", "effigy info portrait.effigy --json", context);
    verb->add_option("FILE", options->file, "A project, a model's file, or the name of a model in the library")->required();
    verb->callback([options, &context] { context.setJob([options, &context] { run(*options, context); }); });
}

} // namespace effigy::app
