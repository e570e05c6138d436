// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/looks.h"

#include "avatar/own_files.h"
#include "base/atomic_file.h"
#include "base/error.h"
#include "base/resources.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

namespace effigy::avatar {

namespace {

using base::Error;
using nlohmann::json;

constexpr std::string_view kStrength = "lookStrength";

Error badLook(const std::string& id, const std::string& what)
{
    return {"unsupported", "The look \"" + id + "\" " + what, "Compare it with the looks that came with Effigy"};
}

/// The control that says how much use is made of `control`, or its own id when it says so itself.
std::string_view ownerOf(const head::Control& control)
{
    if (control.group == "Colour grade") {
        if (control.id == "gradeShadowHue")
            return "gradeShadowTone";
        return control.id == "gradeLightHue" ? "gradeLightTone" : control.id;
    }
    if (control.id == "grainVignette" || control.group == "Learnt looks")
        return control.id;
    const auto all = head::lookControls();
    return std::find_if(all.begin(), all.end(), [&](const head::Control& c) { return c.group == control.group; })->id;
}

/// Teeth and folds are the person's, light is the scene's, and curves and colour tables belong to the project.
bool isMixed(const head::Control& control)
{
    constexpr std::array kOthers = {"Teeth and mouth", "Fine detail", "Light", "Curves and colour table"};
    return control.id != kStrength && std::ranges::find(kOthers, control.group) == kOthers.end();
}

/// Calls `mix(control, owner)` for all that looks are mixed of; what it returns is the control's value.
template <typename Mix>
std::vector<std::pair<std::string, double>> mixedLook(const Mix& mix)
{
    std::vector<std::pair<std::string, double>> values;
    for (const head::Control& control : head::lookControls())
        if (isMixed(control))
            values.emplace_back(control.id, std::clamp(mix(control, ownerOf(control)), control.hardMin, control.hardMax));
    return values;
}

} // namespace

LookPreset lookFromJson(std::string_view text, const std::string& id)
{
    const auto document = json::parse(text, nullptr, false);
    if (!document.is_object() || !document.contains("label") || !document["label"].is_string() || !document.contains("controls")
        || !document["controls"].is_object())
        throw badLook(id, "is not a JSON object with \"label\" and \"controls\"");
    const auto order = document.value("order", json(0));
    if (!order.is_number_integer())
        throw badLook(id, "has an order that is not a whole number");
    LookPreset look{.id = id, .label = document["label"].get<std::string>(), .order = order.get<int>(), .controls = {}};
    for (const auto& [name, value] : document["controls"].items()) {
        if (!head::isLookControl(name) || !isMixed(*head::findControl(name)))
            throw badLook(id, "names \"" + name + "\", which is no control of a look");
        const auto& control = *head::findControl(name);
        if (!value.is_number() || value.get<double>() < control.hardMin || value.get<double>() > control.hardMax)
            throw badLook(id, "takes \"" + name + "\" beyond its range");
        look.controls.set(name, value.get<double>());
    }
    return look;
}

std::vector<LookPreset> loadLooks(const std::filesystem::path& folder)
{
    std::vector<LookPreset> looks;
    std::error_code failed;
    for (std::filesystem::directory_iterator file(folder, failed), end; !failed && file != end; file.increment(failed)) {
        if (file->path().extension() != ".json")
            continue;
        constexpr std::size_t kLargest = std::size_t{1} << 20; // bytes
        const auto bytes = base::readFile(file->path(), kLargest);
        looks.push_back(lookFromJson({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, file->path().stem().string()));
    }
    if (failed)
        throw Error("storage", "The looks in " + folder.string() + " cannot be read: " + failed.message(), "Install Effigy again");
    std::sort(looks.begin(), looks.end(), [](const auto& a, const auto& b) { return std::tie(a.order, a.id) < std::tie(b.order, b.id); });
    return looks;
}

std::vector<LookPreset> builtInLooks() { return loadLooks(base::resourceFolder() / "looks"); }

std::filesystem::path lookFolder() { return ownFolder("looks"); }

std::vector<LookPreset> ownLooks(const std::filesystem::path& folder)
{
    return std::filesystem::is_directory(folder) ? loadLooks(folder) : std::vector<LookPreset>();
}

std::vector<LookPreset> knownLooks()
{
    std::vector<LookPreset> looks = builtInLooks();
    for (LookPreset& look : ownLooks(lookFolder())) {
        look.id = std::string(kOwnLook) + look.id;
        looks.push_back(std::move(look));
    }
    return looks;
}

LookPreset lookFromControls(const head::ControlValues& values, std::string label)
{
    LookPreset look{.id = {}, .label = std::move(label), .order = 0, .controls = {}};
    for (const std::string& id : mixedControls())
        look.controls.set(id, values.get(id));
    for (const head::Control& control : head::lookControls())
        if (control.group == "Learnt looks" && look.controls.get(control.id) != 0.0)
            throw Error("unsupported", "A learnt look belongs to its avatar and cannot be saved for others",
                        "Set the learnt looks to nothing, or keep the look in the project");
    return look;
}

std::string lookToJson(const LookPreset& look)
{
    json document{{"label", look.label}, {"order", look.order}, {"controls", json::object()}};
    for (const auto& [id, value] : look.controls.nonNeutral())
        document["controls"][id] = value;
    constexpr int kIndent = 4;
    return document.dump(kIndent) + "\n";
}

std::string saveLook(const std::filesystem::path& folder, const LookPreset& look)
{
    return saveOwn(folder, look.id, look.label, lookToJson(look));
}

const std::vector<std::string>& mixedControls()
{
    static const auto kIds = [] {
        std::vector<std::string> ids;
        for (const head::Control& control : head::lookControls())
            if (isMixed(control))
                ids.emplace_back(control.id);
        return ids;
    }();
    return kIds;
}

bool hasLook(const head::ControlValues& values, const LookPreset& look)
{
    return std::ranges::all_of(mixedControls(), [&](const std::string& id) { return values.get(id) == look.controls.get(id); });
}

const LookPreset& findLook(const std::vector<LookPreset>& looks, std::string_view id)
{
    std::string known;
    for (const auto& look : looks) {
        if (look.id == id)
            return look;
        known += (known.empty() ? "" : ", ") + look.id;
    }
    throw Error("unsupported", "There is no look named \"" + std::string(id) + "\"", "Known looks: " + known);
}

std::vector<std::pair<std::string, double>> blendedLook(const head::ControlValues& from, const LookPreset& look, double amount)
{
    return mixedLook([&](const head::Control& control, std::string_view owner) {
        const double before = from.get(control.id), after = look.controls.get(control.id);
        if (owner != control.id && amount > 0.0 && from.get(owner) == 0.0)
            return after;
        if (owner != control.id && amount < 1.0 && look.controls.get(owner) == 0.0)
            return before;
        // Written so that the whole way ends exactly on the look.
        return amount == 1.0 ? after : before + amount * (after - before);
    });
}

std::vector<std::pair<std::string, double>> addedLook(const head::ControlValues& from, const LookPreset& look, double amount)
{
    return mixedLook([&](const head::Control& control, std::string_view owner) {
        const double before = from.get(control.id), after = look.controls.get(control.id);
        if (owner == control.id)
            return before + amount * (after - control.neutral);
        const double has = std::abs(from.get(owner)), comes = amount * std::abs(look.controls.get(owner));
        return has + comes > 0.0 ? (has * before + comes * after) / (has + comes) : before;
    });
}

} // namespace effigy::avatar
