// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/expression_prior.h"

#include <algorithm>
#include <string_view>

namespace effigy::reconstruct {

namespace {

struct Typical {
    std::string_view prefix;
    double sigma;
};

constexpr double kHeld = 1e-3; // landmarks say nothing about it

// The first prefix that fits wins.
constexpr Typical kTypical[] = {
    {"eyeLook", kHeld},      {"tongueOut", kHeld},    {"cheekPuff", kHeld},  {"jawForward", kHeld},
    {"mouthShrug", 0.12},    {"mouthRoll", 0.15},     {"mouthPress", 0.15},  {"mouthClose", 0.08},
    {"mouthFunnel", 0.15},   {"mouthPucker", 0.25},   {"mouthDimple", 0.15}, {"mouthSmile", 0.6},
    {"mouthStretch", 0.15},  {"mouthLowerDown", 0.8}, {"mouthUpperUp", 0.6}, {"mouthLeft", 0.1},
    {"mouthRight", 0.1},     {"jawOpen", 0.16},       {"jaw", 0.1},          {"eyeBlink", 0.5},
    {"eyeSquint", 0.3},      {"eyeWide", 0.2},        {"cheekSquint", 0.2},  {"noseSneer", 0.1},
};
constexpr double kMiddleCourse = 0.3;

double typicalOf(std::string_view name)
{
    const auto* found = std::find_if(std::begin(kTypical), std::end(kTypical), [&](const Typical& t) {
        return name.starts_with(t.prefix);
    });
    return found == std::end(kTypical) ? kMiddleCourse : found->sigma;
}

} // namespace

ExpressionPrior expressionPrior(std::span<const std::string> names)
{
    constexpr std::string_view kLeft = "Left";
    constexpr double kSidesDiffer = 0.2;
    constexpr double kLidsDiffer = 0.4; // people wink
    ExpressionPrior prior;
    for (std::size_t i = 0; i < names.size(); ++i) {
        prior.sigma.push_back(typicalOf(names[i]));
        prior.isGiven.push_back(names[i].starts_with("eyeLook")); // the gaze decides
        if (!names[i].ends_with(kLeft) || names[i] == "jawLeft" || names[i] == "mouthLeft")
            continue;
        const auto other = names[i].substr(0, names[i].size() - kLeft.size()) + "Right";
        const auto found = std::find(names.begin(), names.end(), other);
        if (found == names.end())
            continue;
        prior.pairs.emplace_back(static_cast<int>(i), static_cast<int>(found - names.begin()));
        prior.pairSigma.push_back(names[i].starts_with("eyeBlink") ? kLidsDiffer : kSidesDiffer);
    }
    return prior;
}

} // namespace effigy::reconstruct
