// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/random_pose.h"

#include <algorithm>
#include <map>
#include <random>

namespace effigy::avatar {

namespace {

/// Both sides of the face, as opposed to a movement to the left or to the right.
bool isSide(std::string_view id, std::string_view mirror)
{
    const bool isDirection = id == "jawLeft" || id == "jawRight" || id == "mouthLeft" || id == "mouthRight";
    return !mirror.empty() && mirror != id && !isDirection;
}

} // namespace

std::vector<std::pair<std::string, double>> randomPose(const head::ControlValues& from, std::span<const std::string> ids,
                                                       const RandomPoseOptions& options)
{
    std::mt19937_64 random(options.seed);
    std::uniform_real_distribution<double> unit(0.0, 1.0);
    std::map<std::string, double, std::less<>> wanted; // where a control would go at amount 1
    std::vector<std::pair<std::string, double>> values;
    for (const std::string& id : ids) {
        const double now = from.get(id); // throws on an unknown control
        const head::Control& control = *head::findControl(id);
        const bool moves = unit(random) < options.share;
        const double drawn = control.softMin + unit(random) * (control.softMax - control.softMin);
        double target = moves ? drawn : control.neutral;
        const auto twin = wanted.find(control.mirror);
        if (options.sides == Sides::Alike && isSide(id, control.mirror) && twin != wanted.end())
            target = twin->second;
        wanted.insert_or_assign(id, target);
        values.emplace_back(id, std::clamp(now + options.amount * (target - now), std::min(now, control.softMin), std::max(now, control.softMax)));
    }
    return values;
}

} // namespace effigy::avatar
