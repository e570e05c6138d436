// SPDX-License-Identifier: GPL-3.0-or-later
#include "head/controls.h"

#include "base/error.h"
#include "head/form_controls.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

namespace effigy::head {

namespace {

constexpr std::array<std::string_view, kArkitControlCount> kArkitNames = {
    "browDownLeft",      "browDownRight",      "browInnerUp",         "browOuterUpLeft",
    "browOuterUpRight",  "cheekPuff",          "cheekSquintLeft",     "cheekSquintRight",
    "eyeBlinkLeft",      "eyeBlinkRight",      "eyeLookDownLeft",     "eyeLookDownRight",
    "eyeLookInLeft",     "eyeLookInRight",     "eyeLookOutLeft",      "eyeLookOutRight",
    "eyeLookUpLeft",     "eyeLookUpRight",     "eyeSquintLeft",       "eyeSquintRight",
    "eyeWideLeft",       "eyeWideRight",       "jawForward",          "jawLeft",
    "jawOpen",           "jawRight",           "mouthClose",          "mouthDimpleLeft",
    "mouthDimpleRight",  "mouthFrownLeft",     "mouthFrownRight",     "mouthFunnel",
    "mouthLeft",         "mouthLowerDownLeft", "mouthLowerDownRight", "mouthPressLeft",
    "mouthPressRight",   "mouthPucker",        "mouthRight",          "mouthRollLower",
    "mouthRollUpper",    "mouthShrugLower",    "mouthShrugUpper",     "mouthSmileLeft",
    "mouthSmileRight",   "mouthStretchLeft",   "mouthStretchRight",   "mouthUpperUpLeft",
    "mouthUpperUpRight", "noseSneerLeft",      "noseSneerRight",      "tongueOut"};

constexpr Control weight(std::string_view id, std::string_view group, std::string_view label,
                         std::string_view mirror)
{
    // Performers exceed 1 a little; below 0 the shapes stop looking like faces quickly.
    return {id, group, label, mirror, "", 0.0, 1.0, -0.5, 1.5, 0.0};
}

constexpr Control angle(std::string_view id, std::string_view group, std::string_view label,
                        double soft, double hard)
{
    return {id, group, label, {}, "deg", -soft, soft, -hard, hard, 0.0};
}

/// How much of the caricature a region takes.
constexpr Control share(std::string_view id, std::string_view label)
{
    return {id, "Caricature", label, {}, "", 0.0, 2.0, 0.0, 2.0, 1.0};
}

constexpr std::string_view kEyes = "Eyes";
constexpr std::string_view kJaw = "Jaw";
constexpr std::string_view kMouth = "Mouth";
constexpr std::string_view kBrows = "Brows";
constexpr std::string_view kCheeks = "Cheeks and nose";

constexpr auto kControls = std::to_array<Control>({
    weight("eyeBlinkLeft", kEyes, "Left eye blink", "eyeBlinkRight"),
    weight("eyeBlinkRight", kEyes, "Right eye blink", "eyeBlinkLeft"),
    weight("eyeSquintLeft", kEyes, "Left eye squint", "eyeSquintRight"),
    weight("eyeSquintRight", kEyes, "Right eye squint", "eyeSquintLeft"),
    weight("eyeWideLeft", kEyes, "Left eye wide", "eyeWideRight"),
    weight("eyeWideRight", kEyes, "Right eye wide", "eyeWideLeft"),
    weight("eyeLookUpLeft", kEyes, "Left eye look up", "eyeLookUpRight"),
    weight("eyeLookUpRight", kEyes, "Right eye look up", "eyeLookUpLeft"),
    weight("eyeLookDownLeft", kEyes, "Left eye look down", "eyeLookDownRight"),
    weight("eyeLookDownRight", kEyes, "Right eye look down", "eyeLookDownLeft"),
    weight("eyeLookInLeft", kEyes, "Left eye look in", "eyeLookInRight"),
    weight("eyeLookInRight", kEyes, "Right eye look in", "eyeLookInLeft"),
    weight("eyeLookOutLeft", kEyes, "Left eye look out", "eyeLookOutRight"),
    weight("eyeLookOutRight", kEyes, "Right eye look out", "eyeLookOutLeft"),
    weight("browInnerUp", kBrows, "Inner brows up", "browInnerUp"),
    weight("browDownLeft", kBrows, "Left brow down", "browDownRight"),
    weight("browDownRight", kBrows, "Right brow down", "browDownLeft"),
    weight("browOuterUpLeft", kBrows, "Left outer brow up", "browOuterUpRight"),
    weight("browOuterUpRight", kBrows, "Right outer brow up", "browOuterUpLeft"),
    weight("cheekPuff", kCheeks, "Cheeks puff", "cheekPuff"),
    weight("cheekSquintLeft", kCheeks, "Left cheek squint", "cheekSquintRight"),
    weight("cheekSquintRight", kCheeks, "Right cheek squint", "cheekSquintLeft"),
    weight("noseSneerLeft", kCheeks, "Left nose sneer", "noseSneerRight"),
    weight("noseSneerRight", kCheeks, "Right nose sneer", "noseSneerLeft"),
    weight("jawOpen", kJaw, "Jaw open", "jawOpen"),
    weight("jawForward", kJaw, "Jaw forward", "jawForward"),
    weight("jawLeft", kJaw, "Jaw left", "jawRight"),
    weight("jawRight", kJaw, "Jaw right", "jawLeft"),
    angle("jawPitch", kJaw, "Jaw pitch", 15.0, 30.0),
    angle("jawYaw", kJaw, "Jaw yaw", 10.0, 20.0),
    angle("jawRoll", kJaw, "Jaw roll", 5.0, 10.0),
    weight("mouthSmileLeft", kMouth, "Smile left", "mouthSmileRight"),
    weight("mouthSmileRight", kMouth, "Smile right", "mouthSmileLeft"),
    weight("mouthFrownLeft", kMouth, "Frown left", "mouthFrownRight"),
    weight("mouthFrownRight", kMouth, "Frown right", "mouthFrownLeft"),
    weight("mouthClose", kMouth, "Lips close", "mouthClose"),
    weight("mouthFunnel", kMouth, "Lips funnel", "mouthFunnel"),
    weight("mouthPucker", kMouth, "Lips pucker", "mouthPucker"),
    weight("mouthLeft", kMouth, "Mouth left", "mouthRight"),
    weight("mouthRight", kMouth, "Mouth right", "mouthLeft"),
    weight("mouthDimpleLeft", kMouth, "Dimple left", "mouthDimpleRight"),
    weight("mouthDimpleRight", kMouth, "Dimple right", "mouthDimpleLeft"),
    weight("mouthStretchLeft", kMouth, "Stretch left", "mouthStretchRight"),
    weight("mouthStretchRight", kMouth, "Stretch right", "mouthStretchLeft"),
    weight("mouthPressLeft", kMouth, "Lips press left", "mouthPressRight"),
    weight("mouthPressRight", kMouth, "Lips press right", "mouthPressLeft"),
    weight("mouthUpperUpLeft", kMouth, "Upper lip up left", "mouthUpperUpRight"),
    weight("mouthUpperUpRight", kMouth, "Upper lip up right", "mouthUpperUpLeft"),
    weight("mouthLowerDownLeft", kMouth, "Lower lip down left", "mouthLowerDownRight"),
    weight("mouthLowerDownRight", kMouth, "Lower lip down right", "mouthLowerDownLeft"),
    weight("mouthRollUpper", kMouth, "Upper lip roll", "mouthRollUpper"),
    weight("mouthRollLower", kMouth, "Lower lip roll", "mouthRollLower"),
    weight("mouthShrugUpper", kMouth, "Upper lip shrug", "mouthShrugUpper"),
    weight("mouthShrugLower", kMouth, "Lower lip shrug", "mouthShrugLower"),
    weight("tongueOut", kMouth, "Tongue out", "tongueOut"),
    angle("gazeYaw", "Gaze", "Gaze left and right", 30.0, 45.0),
    angle("gazePitch", "Gaze", "Gaze up and down", 20.0, 35.0),
    angle("neckYaw", "Neck", "Neck yaw", 30.0, 70.0),
    angle("neckPitch", "Neck", "Neck pitch", 20.0, 50.0),
    angle("neckRoll", "Neck", "Neck roll", 20.0, 45.0),
    angle("headYaw", "Head", "Head yaw", 60.0, 180.0),
    angle("headPitch", "Head", "Head pitch", 40.0, 90.0),
    angle("headRoll", "Head", "Head roll", 40.0, 180.0),
    {"caricature", "Caricature", "Caricature", {}, "", -0.5, 1.5, -1.0, 2.0, 0.0},
    share("caricatureBrows", "Caricature of the brows"),
    share("caricatureEyes", "Caricature of the eyes"),
    share("caricatureNose", "Caricature of the nose"),
    share("caricatureCheeks", "Caricature of the cheeks"),
    share("caricatureMouth", "Caricature of the mouth"),
    share("caricatureJaw", "Caricature of the jaw"),
    share("caricatureEars", "Caricature of the ears"),
    share("caricatureSkull", "Caricature of the skull"),
    {"caricatureSides", "Caricature", "Keep one-sidedness", {}, "", 0.0, 1.0, 0.0, 1.0, 0.0},
});
constexpr std::size_t kFormControls = 10; // the last ones

int editDistance(std::string_view a, std::string_view b)
{
    std::vector<int> row(b.size() + 1);
    std::iota(row.begin(), row.end(), 0);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        int diagonal = row[0];
        row[0] = static_cast<int>(i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const int substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, substituted});
        }
    }
    return row.back();
}

const Control& knownControl(std::string_view id)
{
    if (const Control* control = findControl(id))
        return *control;
    const auto distance = [id](const Control& control) { return editDistance(id, control.id); };
    const auto inHead = std::ranges::min_element(kControls, {}, distance);
    const auto inLook = std::ranges::min_element(lookControls(), {}, distance);
    const Control& nearest = distance(*inHead) <= distance(*inLook) ? *inHead : *inLook;
    throw base::Error("unsupported", "There is no control named \"" + std::string(id) + "\"",
                      "Did you mean " + std::string(nearest.id) + "?");
}

} // namespace

std::span<const std::string_view> arkitNames()
{
    return kArkitNames;
}

std::span<const Control> headControls()
{
    return shapeControls().first(kControls.size() - kFormControls);
}

std::span<const Control> formControls()
{
    return shapeControls().last(kFormControls);
}

bool isFormControl(std::string_view id)
{
    return std::ranges::find(formControls(), id, &Control::id) != formControls().end();
}

std::span<const Control> shapeControls()
{
    return kControls;
}

const Control* findControl(std::string_view id)
{
    for (const auto controls : {shapeControls(), lookControls()})
        if (const auto found = std::ranges::find(controls, id, &Control::id); found != controls.end())
            return &*found;
    return nullptr;
}

double ControlValues::get(std::string_view id) const
{
    const auto found = m_values.find(id);
    return found != m_values.end() ? found->second : knownControl(id).neutral;
}

void ControlValues::set(std::string_view id, double value)
{
    const Control& control = knownControl(id);
    const double clamped = std::clamp(value, control.hardMin, control.hardMax);
    if (clamped == control.neutral)
        reset(id);
    else
        m_values.insert_or_assign(std::string(id), clamped);
}

void ControlValues::reset(std::string_view id)
{
    const auto found = m_values.find(id);
    if (found != m_values.end())
        m_values.erase(found);
}

} // namespace effigy::head
