// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pose_options.h"
#include "app/road.h"
#include "app/verb.h"
#include "avatar/edit.h"
#include "avatar/look_learner.h"
#include "avatar/looks.h"

#include <nlohmann/json.hpp>

#include <cstdio>

namespace effigy::app {
namespace {

struct StyleOptions {
    std::filesystem::path project;
    std::string learnt;             // the look to learn or forget
    int steps = avatar::LearnOptions().steps;
    bool resumes = false;
    std::string label;              // of a look to save
    std::vector<std::string> looks; // "LOOK" or "LOOK=AMOUNT"
    std::vector<std::string> sets;  // "CONTROL=VALUE"
    std::optional<double> strength;
    bool keeps = false;
};

nlohmann::json lookFields(const head::ControlValues& values)
{
    nlohmann::json fields = nlohmann::json::object();
    for (const auto& [id, value] : values.nonNeutral())
        if (head::isLookControl(id))
            fields[id] = value;
    return fields;
}

/// One edit of the history, whatever it changes.
void set(const StyleOptions& options, VerbContext& context)
{
    project::Project project = project::Project::open(options.project);
    avatar::Document document = project.document();
    head::ControlValues wanted = document.state().controls;
    if (!options.keeps && !options.looks.empty())
        for (const std::string& id : avatar::mixedControls())
            wanted.reset(id);
    mixLooks(wanted, options.looks);
    PoseOptions more;
    more.sets = options.sets;
    for (const auto& [id, value] : parsedSets(more)) {
        if (!head::isLookControl(id))
            throw base::Error("unsupported", "\"" + id + "\" is no control of a look", "effigy style list names them; effigy edit sets the others");
        wanted.set(id, value);
    }
    if (options.strength)
        wanted.set("lookStrength", *options.strength);
    std::vector<std::pair<std::string, double>> values;
    for (const head::Control& control : head::lookControls())
        values.emplace_back(control.id, wanted.get(control.id));
    document.apply(avatar::Edit::setControls(document.state(), "Look", values));
    project.saveDocument(document);
    const auto fields = lookFields(document.state().controls);
    std::string text = options.project.string() + (fields.empty() ? ": plain" : ":");
    for (const auto& [id, value] : fields.items())
        text += "\n  " + id + " = " + value.dump();
    context.result({{"project", options.project.string()}, {"look", fields}, {"edits", document.history().position()}}, text);
}

void list(const StyleOptions&, VerbContext& context)
{
    nlohmann::json looks = nlohmann::json::array(), controls = nlohmann::json::array();
    std::string text = "Looks:";
    for (const auto& look : avatar::knownLooks()) {
        looks.push_back({{"id", look.id}, {"label", look.label}, {"controls", lookFields(look.controls)}});
        text += "\n  " + look.id + std::string(look.id.size() < 18 ? 18 - look.id.size() : 1, ' ') + look.label;
    }
    std::string_view group;
    text += "\nControls of a look, least to most (neutral):";
    for (const head::Control& control : head::lookControls()) {
        controls.push_back({{"id", control.id}, {"group", control.group}, {"label", control.label}, {"unit", control.unit},
                            {"min", control.hardMin}, {"max", control.hardMax}, {"neutral", control.neutral}});
        if (control.group != group)
            text += "\n " + std::string(control.group);
        group = control.group;
        const auto number = [](double value) { return nlohmann::json(value).dump(); };
        const std::string id(control.id);
        text += "\n  " + id + std::string(id.size() < 18 ? 18 - id.size() : 1, ' ') + number(control.hardMin) + " to " + number(control.hardMax)
                + " (" + number(control.neutral) + ")" + (control.unit.empty() ? "" : " ") + std::string(control.unit);
    }
    context.result({{"looks", looks}, {"controls", controls}}, text);
}

/// The look that the project has, for other projects.
void save(const StyleOptions& options, VerbContext& context)
{
    const project::Project project = project::Project::open(options.project, project::Access::ReadOnly);
    const auto look = avatar::lookFromControls(project.document().state().controls, options.label);
    const std::string id = std::string(avatar::kOwnLook) + avatar::saveLook(avatar::lookFolder(), look);
    context.result({{"look", id}, {"controls", lookFields(look.controls)}}, "Saved the look " + id);
}

std::filesystem::path learningFile(const project::Project& project)
{
    std::filesystem::path path = project.path();
    path += ".learning";
    return path;
}

/// The result lies in the project; how much of it is shown is a control like others, and stays as it is.
void learn(const StyleOptions& options, VerbContext& context)
{
    project::Project project = project::Project::open(options.project);
    const auto avatar = loadAvatar(project);
    const auto looks = avatar::builtInLooks();
    const auto& look = avatar::findLook(looks, options.learnt);
    avatar::LearnOptions wanted{.steps = options.steps, .seed = context.common.seed, .checkpoint = learningFile(project)};
    if (!options.resumes)
        std::filesystem::remove(wanted.checkpoint);
    const auto learnt = avatar::learnLook(*avatar, look, wanted, context.progress(), context.cancel());
    project.setLearntLook(look.id, learnt.delta);
    char summary[200];
    std::snprintf(summary, sizeof summary, ": learnt %s, %.2f %% from the painted pictures (before: %.2f %%); show it with --set %s=1",
                  look.id.c_str(), 100.0 * learnt.errorAfter, 100.0 * learnt.errorBefore, avatar::learntControl(look.id).c_str());
    context.result({{"project", options.project.string()},
                    {"look", look.id},
                    {"control", avatar::learntControl(look.id)},
                    {"error_before", learnt.errorBefore},
                    {"error_after", learnt.errorAfter},
                    {"bytes", learnt.delta.size()}},
                   options.project.string() + summary);
}

void forget(const StyleOptions& options, VerbContext& context)
{
    project::Project project = project::Project::open(options.project);
    if (!project.learntLooks().contains(options.learnt))
        throw base::Error("unsupported", "The avatar has not learnt \"" + options.learnt + "\"", "effigy style learn teaches it");
    project.removeLearntLook(options.learnt);
    context.result({{"project", options.project.string()}, {"look", options.learnt}}, options.project.string() + ": forgot " + options.learnt);
}

using Job = void (*)(const StyleOptions&, VerbContext&);

CLI::App* addJob(CLI::App& style, VerbContext& context, const std::shared_ptr<StyleOptions>& options, Job job, const char* name,
                 const char* description, const char* example)
{
    CLI::App* verb = addVerb(style, name, description, example, context);
    verb->callback([options, job, &context] { context.setJob([options, job, &context] { job(*options, context); }); });
    return verb;
}

} // namespace

void addStyleVerb(CLI::App& root, VerbContext& context)
{
    CLI::App* style = root.add_subcommand("style", "The avatar's look: oil, watercolour, comic, clay, pencil, grades and more");
    style->require_subcommand(1);
    auto options = std::make_shared<StyleOptions>();
    addJob(*style, context, options, list, "list", "List the looks and the controls of a look", "effigy style list");
    CLI::App* setter = addJob(*style, context, options, set, "set", "Give a project a look, or a mixture; it can be undone",
                              "effigy style set portrait.effigy --look oil=0.7 --look faded=0.5 --strength 0.8");
    setter->add_option("PROJECT", options->project, "The project to change")->required();
    addLookOption(*setter, options->looks);
    setter->add_option("--set", options->sets, "Controls of the look: oilBrush=6 gradeContrast=0.3")
        ->type_name("CONTROL=VALUE ...")
        ->check(CLI::Validator(controlValueRefusal, ""));
    setter->add_option("--strength", options->strength, "How much of the whole look, 0 to 1")->check(CLI::Range(0.0, 1.0));
    CLI::App* learner = addJob(*style, context, options, learn, "learn",
                               "Teach the avatar's generator a look: oil, watercolour, comic or clay; then it moves with the head",
                               "effigy style learn portrait.effigy --look oil --resume");
    CLI::App* forgetter = addJob(*style, context, options, forget, "forget", "Take a learnt look out of a project",
                                 "effigy style forget portrait.effigy --look oil");
    for (CLI::App* verb : {learner, forgetter}) {
        verb->add_option("PROJECT", options->project, "The project to change")->required();
        verb->add_option("--look", options->learnt, "oil, watercolour, comic or clay")->required()->type_name("LOOK");
    }
    CLI::App* saver = addJob(*style, context, options, save, "save", "Keep the look of a project for other projects",
                             "effigy style save portrait.effigy \"Cold evening\"");
    saver->add_option("PROJECT", options->project, "The project")->required()->type_name("P.effigy");
    saver->add_option("NAME", options->label, "What the look is called")->required();
    learner->add_option("--steps", options->steps, "Steps of learning")->check(CLI::Range(1, 100'000));
    learner->add_flag("--resume", options->resumes, "Go on where an interrupted run stopped");
    setter->add_flag("--keep", options->keeps, "Lay the looks on the one that the project has");
}

} // namespace effigy::app
