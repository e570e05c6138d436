// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verb_models.h"

#include "app/road.h"
#include "avatar/tuned_generator.h"
#include "base/error.h"
#include "generator/generator.h"
#include "project/load_avatar.h"
#include "tensorio/state_dict.h"

#include <nlohmann/json.hpp>

#include <cstdio>

namespace effigy::app {
namespace {

namespace fs = std::filesystem;
using generator::ModelEntry;
using generator::ModelLibrary;
using generator::ModelState;

struct ModelsOptions {
    std::string name; // of a model, or a file
    std::string id;
    fs::path output;
    std::string base;
};

std::string megabytes(std::uintmax_t bytes)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.1f MB", static_cast<double>(bytes) / 1e6);
    return text;
}

std::string padded(std::string text, std::size_t width)
{
    return text.size() < width ? text + std::string(width - text.size(), ' ') : text;
}

void list(const ModelsOptions&, VerbContext& context)
{
    nlohmann::json models = nlohmann::json::array();
    std::string text;
    for (const ModelEntry& entry : ModelLibrary().models()) {
        models.push_back(modelFields(entry));
        text += (text.empty() ? "" : "\n") + padded(entry.id, 28) + "  " + padded(entry.kind, 13) + "  "
                + padded(megabytes(entry.bytes), 10) + "  " + (entry.isUsable() || entry.startsFits() ? "" : "cannot be rendered");
    }
    context.result({{"models", models}}, text);
}

void info(const ModelsOptions& options, VerbContext& context)
{
    const ModelEntry entry = describedModel(options.name, context);
    context.result(modelFields(entry), modelText(entry));
}

void add(const ModelsOptions& options, VerbContext& context)
{
    const ModelEntry entry = ModelLibrary().add(options.name, options.id, context.progress(), context.cancel());
    context.result(modelFields(entry), modelText(entry));
}

// All models, or one.
void check(const ModelsOptions& options, VerbContext& context)
{
    const ModelLibrary library;
    nlohmann::json states = nlohmann::json::object();
    std::string text, unsound;
    for (const ModelEntry& entry : library.models()) {
        if (!options.name.empty() && entry.id != options.name)
            continue;
        const ModelState state = library.check(entry, context.progress(), context.cancel());
        states[entry.id] = nameOf(state);
        text += (text.empty() ? "" : "\n") + padded(entry.id, 28) + "  " + nameOf(state);
        if (state != ModelState::Sound)
            unsound += (unsound.empty() ? "" : ", ") + entry.id + " is " + nameOf(state);
    }
    if (states.empty())
        (void)library.fileOf(options.name); // says that there is none
    if (!unsound.empty())
        throw base::Error("model_refused", "Of the models in the library, " + unsound, "Remove it and add it again from its source");
    context.result({{"models", states}}, text);
}

void remove(const ModelsOptions& options, VerbContext& context)
{
    ModelLibrary().remove(options.name);
    context.result({{"removed", options.name}}, options.name + " removed");
}

/// What can be written out.
struct Source {
    generator::Generator generator;
    std::string base;    // model that it was tuned from; empty: none known
    std::string licence; // of the model that it is or was tuned from
};

Source sourceOf(const std::string& name, VerbContext& context)
{
    if (fs::path(name).extension() != ".effigy")
        return {generator::readGenerator(ModelLibrary().fileOf(name)), {}, describedModel(name, context).licence};
    const auto avatar = project::loadAvatar(project::Project::open(name, project::Access::ReadOnly));
    if (!avatar->isInverted())
        throw base::Error("unsupported", name + " has no tuned generator yet", "`effigy invert` makes one");
    const auto installed = avatar::installedModel(avatar->contents(), ModelLibrary());
    const std::string base = installed.empty() ? "embedded" : installed.string();
    return {avatar->generator()->generator, base, describedModel(base, context).licence};
}

// What differs; tuning adds tensors that the shared weights lack, which count as zero there.
tensorio::StateDict deltaOf(const tensorio::StateDict& original, const tensorio::StateDict& tuned)
{
    tensorio::StateDict common, added;
    for (const auto& [name, tensor] : tuned)
        (original.contains(name) ? common : added).set(name, tensor);
    if (common.size() != original.size())
        throw base::Error("unsupported", "The two models have different tensors", "A delta is taken against the model that was tuned");
    tensorio::StateDict delta = generator::weightDelta(original, common);
    for (const auto& [name, tensor] : added)
        delta.set(name, tensor);
    return delta;
}

void exportModel(const ModelsOptions& options, VerbContext& context)
{
    if (options.output.extension() != ".safetensors")
        throw base::Error("unsupported", options.output.string() + " has an ending that no model is written with",
                          "Give a name that ends in .safetensors");
    const Source source = sourceOf(options.name, context);
    if (options.base.empty()) {
        generator::writeGenerator(source.generator, options.output, source.licence);
        context.result({{"path", options.output.string()}, {"delta", false}}, options.output.string());
        return;
    }
    const std::string base = options.base == "own" ? source.base : options.base;
    if (base.empty())
        throw base::Error("unsupported", options.name + " has no base of its own", "Name the model that it was tuned from with --delta NAME");
    const fs::path basePath = ModelLibrary().fileOf(base);
    const generator::Generator original = generator::readGenerator(basePath);
    const tensorio::StateDict delta = deltaOf(original.parameters, source.generator.parameters);
    tensorio::writeStateFile(options.output, delta, {{"delta_of", generator::modelSha256(basePath)}, {"licence", source.licence}});
    context.result({{"path", options.output.string()}, {"delta", true}, {"tensors", delta.size()}},
                   options.output.string() + ": " + std::to_string(delta.size()) + " tensors that differ");
}

using Job = void (*)(const ModelsOptions&, VerbContext&);

CLI::App* addJob(CLI::App& models, VerbContext& context, const std::shared_ptr<ModelsOptions>& options, Job job, const char* name,
                 const char* description, const char* example)
{
    CLI::App* verb = addVerb(models, name, description, example, context);
    verb->callback([options, job, &context] { context.setJob([options, job, &context] { job(*options, context); }); });
    return verb;
}

} // namespace

ModelEntry describedModel(const std::string& nameOrPath, VerbContext& context)
{
    std::error_code error;
    if (!fs::is_regular_file(nameOrPath, error)) {
        const ModelLibrary library;
        (void)library.fileOf(nameOrPath); // says when there is none
        return *library.find(nameOrPath);
    }
    return generator::inspectModel(nameOrPath, context.progress(), context.cancel());
}

nlohmann::json modelFields(const ModelEntry& entry)
{
    return {{"id", entry.id},
            {"kind", entry.kind},
            {"file", entry.file.string()},
            {"sha256", entry.sha256},
            {"bytes", entry.bytes},
            {"licence", entry.licence},
            {"usable", entry.isUsable()},
            {"inverts_photos", entry.invertsPhotos()},
            {"driven", entry.isDriven()},
            {"head_model", entry.headModel},
            {"shipped", entry.isShipped},
            {"added", entry.addedUtc},
            {"config", entry.isUsable() ? nlohmann::json::parse(entry.config) : nlohmann::json()}};
}

std::string modelText(const ModelEntry& entry)
{
    std::string text = entry.id + "\n  kind         " + entry.kind + "\n  file         " + entry.file.string() + "\n  size         "
                       + megabytes(entry.bytes) + "\n  fingerprint  " + entry.sha256 + "\n  licence      " + entry.licence;
    if (entry.startsFits())
        return text + "\n  makes        the start of fits on " + (entry.headModel == "free" ? "the free head" : "FLAME")
               + " (effigy reconstruct --deca, effigy refit --deca)";
    if (!entry.isUsable())
        return text + "\n  Effigy cannot render it.";
    const generator::GeneratorConfig config = generator::parseGeneratorConfig(entry.config);
    const int side = config.imageResolution();
    return text + "\n  pictures     " + std::to_string(side) + " x " + std::to_string(side) + " pixels, raw " + std::to_string(config.rawResolution)
           + "\n  planes       " + std::to_string(config.planeCount()) + " of " + std::to_string(config.planeResolution) + " x "
           + std::to_string(config.planeResolution) + ", " + std::to_string(config.planeChannels) + " channels\n  styles       "
           + std::to_string(config.wsRows()) + " rows of " + std::to_string(config.wDim) + "\n  makes        "
           + (entry.isPublishedClass() ? "avatars from photos on FLAME (effigy invert), heads from seeds (effigy generate, effigy reenact)"
              : entry.invertsPhotos()  ? "avatars from photos (effigy invert)"
              : entry.isDriven()       ? "heads from seeds (effigy generate, effigy reenact)"
                                       : "heads from seeds, without expressions (effigy generate)");
}

void addModelsVerb(CLI::App& root, VerbContext& context)
{
    CLI::App* models = root.add_subcommand("models", "The model library: what is installed, what it is, adding and removing");
    models->require_subcommand(1);
    auto options = std::make_shared<ModelsOptions>();
    addJob(*models, context, options, list, "list", "List the installed models", "effigy models list --json");
    addJob(*models, context, options, info, "info", "Say what a model is and what may be done with it", "effigy models info next3d.pkl")
        ->add_option("MODEL", options->name, "A model's name, or a file")
        ->required();
    CLI::App* added = addJob(*models, context, options, add, "add", "Add a model's file to the library",
                             "effigy models add next3d-ffhq-512.pkl --name next3d");
    added->add_option("FILE", options->name, "A published .pkl, DECA's deca_model.tar, or a .safetensors or .json of Effigy")->required();
    added->add_option("--name", options->id, "What to call it; nothing: as the file")->type_name("NAME");
    addJob(*models, context, options, check, "check", "Compare models with their fingerprints", "effigy models check")
        ->add_option("MODEL", options->name, "A model's name; nothing: all of them");
    addJob(*models, context, options, remove, "remove", "Remove a model from the library", "effigy models remove next3d")
        ->add_option("MODEL", options->name, "A model's name")
        ->required();
    CLI::App* exported = addJob(*models, context, options, exportModel, "export", "Write a generator, tuned ones too, as safetensors",
                                "effigy models export portrait.effigy -o tuned.safetensors");
    exported->add_option("MODEL", options->name, "A model's name or file, or a project with a tuned avatar")->required();
    exported->add_option("-o,--output", options->output, "The file to write")->required()->type_name("OUT.safetensors");
    exported->add_option("--delta", options->base, "Only what differs from another model; \"own\": from what a project was tuned from")
        ->type_name("NAME");
}

} // namespace effigy::app
