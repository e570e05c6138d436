// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pose_options.h"
#include "app/road.h"
#include "app/verb.h"
#include "avatar/edit.h"

#include <nlohmann/json.hpp>

namespace effigy::app {
namespace {

struct EditOptions {
    std::filesystem::path project;
    PoseOptions pose;
    bool isReset = false;
    int undos = 0;
    int redos = 0;
};

/// Applies what is asked for, in the order undo, redo, reset, preset, set; each is one edit of the history.
avatar::Document edited(avatar::Document document, const EditOptions& options, const project::Project& project)
{
    for (int i = 0; i < options.undos; ++i)
        document.undo();
    for (int i = 0; i < options.redos; ++i)
        document.redo();
    if (options.isReset)
        document.apply(avatar::Edit::resetAll(document.state(), loadAvatar(project)->photoControls()));
    if (!options.pose.preset.empty()) {
        const auto presets = avatar::builtInPresets();
        document.apply(avatar::Edit::applyPreset(document.state(), avatar::findPreset(presets, options.pose.preset),
                                                 options.pose.presetAmount));
    }
    const auto sets = parsedSets(options.pose);
    if (sets.size() == 1)
        document.apply(avatar::Edit::setControl(document.state(), sets[0].first, sets[0].second));
    else if (!sets.empty())
        document.apply(avatar::Edit::setControls(document.state(), "Several controls", sets));
    return document;
}

void run(const EditOptions& options, VerbContext& context)
{
    project::Project project = project::Project::open(options.project);
    const avatar::Document before = project.document();
    const avatar::Document after = edited(before, options, project);
    project.saveDocument(after);
    nlohmann::json controls = nlohmann::json::object();
    std::string text = options.project.string() + ": " + std::to_string(after.history().position()) + " edits";
    for (const auto& [id, value] : after.state().controls.nonNeutral()) {
        controls[id] = value;
        if (before.state().controls.get(id) != value)
            text += "\n  " + id + " = " + nlohmann::json(value).dump();
    }
    context.result({{"project", options.project.string()}, {"controls", controls}, {"edits", after.history().position()}}, text);
}

} // namespace

void addEditVerb(CLI::App& root, VerbContext& context)
{
    auto options = std::make_shared<EditOptions>();
    CLI::App* verb = addVerb(root, "edit", "Change the controls of a project; every change can be undone",
                             "effigy edit portrait.effigy --preset smile --set headYaw=15 jawOpen=0.2", context);
    verb->add_option("PROJECT", options->project, "The project to change")->required();
    addPoseOptions(*verb, options->pose);
    verb->add_flag("--reset", options->isReset, "All controls back to the photo's first");
    verb->add_option("--undo", options->undos, "Take back so many edits first")->check(CLI::Range(0, 1'000'000));
    verb->add_option("--redo", options->redos, "Bring back so many edits first")->check(CLI::Range(0, 1'000'000));
    verb->callback([options, &context] { context.setJob([options, &context] { run(*options, context); }); });
}

} // namespace effigy::app
