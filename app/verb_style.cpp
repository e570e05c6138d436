// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pose_options.h"
#include "app/road.h"
#include "app/verb.h"
#include "avatar/edit.h"
#include "avatar/edit_name.h"
#include "avatar/look_learner.h"
#include "avatar/looks.h"
#include "base/error.h"
#include "project/load_avatar.h"
#include "style/cube_file.h"
#include "style/look.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cstdio>
#include <optional>

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
    std::filesystem::path lut;       // a .cube file to use
    bool hasNoLut = false;
    std::vector<std::string> curves; // "CHANNEL=IN,OUT:IN,OUT..."
    std::filesystem::path output;    // a .cube file to write
    int size = 33;                   // entries along its edge
};

constexpr std::array<std::string_view, 4> kChannels = {"rgb", "red", "green", "blue"}; // in the order of style::ToneCurves

struct WantedCurve {
    std::size_t channel = 0;
    style::CurvePoints points;
};

/// The curve that `text` asks for; nothing when it has not the form CHANNEL=IN,OUT:IN,OUT or is no curve. Without points: straight.
std::optional<WantedCurve> wantedCurve(std::string_view text)
{
    const auto sign = text.find('=');
    const auto channel = std::ranges::find(kChannels, text.substr(0, sign));
    if (sign == std::string_view::npos || channel == kChannels.end())
        return std::nullopt;
    WantedCurve wanted{.channel = std::size_t(channel - kChannels.begin()), .points = {}};
    for (std::string_view rest = text.substr(sign + 1); !rest.empty();) {
        const auto end = std::min(rest.find(':'), rest.size()), comma = rest.find(',');
        if (comma >= end)
            return std::nullopt;
        const auto in = numberOf(rest.substr(0, comma)), out = numberOf(rest.substr(comma + 1, end - comma - 1));
        if (!in || !out)
            return std::nullopt;
        wanted.points.push_back({*in, *out});
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return style::isCurve(wanted.points) ? std::optional(wanted) : std::nullopt;
}

std::string curveRefusal(const std::string& text)
{
    return wantedCurve(text) ? std::string() : "\"" + text + "\" is no curve: write rgb=0,0:0.5,0.6:1,1 with rgb, red, green or blue";
}

/// The toning of `project` as the options change it; the bytes of a new table go into the project.
style::Toning wantedToning(const StyleOptions& options, project::Project& project)
{
    style::Toning toning = project.document().state().toning;
    for (const std::string& text : options.curves) {
        const auto curve = *wantedCurve(text);
        toning.curves.points[curve.channel] = curve.points;
    }
    if (options.hasNoLut)
        toning.lut = {};
    if (!options.lut.empty()) {
        const style::CubeFile file = style::readCubeFile(options.lut);
        toning.lut = {.id = project.addLut(file.bytes), .name = options.lut.filename().string()};
    }
    return toning;
}

nlohmann::json lookFields(const head::ControlValues& values)
{
    nlohmann::json fields = nlohmann::json::object();
    for (const auto& [id, value] : values.nonNeutral())
        if (head::isLookControl(id))
            fields[id] = value;
    return fields;
}

/// Name of the edit that sets the controls of the look, after the most telling of what is asked for.
std::string valuesEditName(const StyleOptions& options)
{
    if (!options.looks.empty())
        return lookEditName(options.looks);
    return options.sets.empty() ? "Strength of the look" : setEditName(options.sets);
}

/// Name of the edit that changes curves and colour table.
std::string toningEditName(const StyleOptions& options)
{
    const bool changesTable = options.hasNoLut || !options.lut.empty();
    if (!options.curves.empty())
        return changesTable ? "Curves and colour table" : "Tone curve";
    return options.hasNoLut ? "Remove the colour table" : avatar::editName("Colour table", options.lut.filename().string());
}

/// One edit of the history for the controls, and one for curves and colour table.
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
    document.apply(avatar::Edit::setControls(document.state(), valuesEditName(options), values));
    document.apply(avatar::Edit::setToning(document.state(), toningEditName(options), wantedToning(options, project)));
    project.saveDocument(document);
    const auto fields = lookFields(document.state().controls);
    const style::Toning& toning = document.state().toning;
    std::string text = options.project.string() + (fields.empty() && toning == style::Toning() ? ": plain" : ":");
    for (const auto& [id, value] : fields.items())
        text += "\n  " + id + " = " + value.dump();
    if (!toning.curves.isStraight())
        text += "\n  curves";
    if (!toning.lut.id.empty())
        text += "\n  colour table " + toning.lut.name;
    context.result({{"project", options.project.string()}, {"look", fields}, {"lut", toning.lut.name}, {"edits", document.history().position()}}, text);
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

/// Grade, curves and colour table of the project as one table for other programs.
void writeCube(const StyleOptions& options, VerbContext& context)
{
    const project::Project project = project::Project::open(options.project, project::Access::ReadOnly);
    const avatar::AvatarState state = project.document().state();
    const auto tone = project::toneOf(project, state.toning);
    style::writeGrade(options.output, state.controls, tone.get(), options.size, options.project.stem().string());
    context.result({{"path", options.output.string()}, {"size", options.size}}, options.output.string());
}

/// The result lies in the project; how much of it is shown is a control like others, and stays as it is.
void learn(const StyleOptions& options, VerbContext& context)
{
    project::Project project = project::Project::open(options.project);
    const auto avatar = project::loadAvatar(project);
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
    auto* lut = setter->add_option("--lut", options->lut, "A colour table to lay on last; it goes into the project")->type_name("FILE.cube");
    setter->add_flag("--no-lut", options->hasNoLut, "Take the colour table off")->excludes(lut);
    setter->add_option("--curve", options->curves, "A curve through points 0 to 1: rgb=0,0:0.5,0.6:1,1; without points, straight")
        ->type_name("CHANNEL=POINTS ...")
        ->check(CLI::Validator(curveRefusal, ""));
    CLI::App* cube = addJob(*style, context, options, writeCube, "cube", "Write grade, curves and colour table as one .cube file",
                            "effigy style cube portrait.effigy -o evening.cube --size 33");
    cube->add_option("PROJECT", options->project, "The project")->required()->type_name("P.effigy");
    cube->add_option("-o,--output", options->output, "The file to write")->required()->type_name("OUT.cube");
    cube->add_option("--size", options->size, "Entries along the edge of the table")->check(CLI::Range(2, style::kLargestCube));
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
