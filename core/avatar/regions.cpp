// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/regions.h"

#include "base/error.h"
#include "head/form_controls.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace effigy::avatar {

namespace {

struct RegionName {
    Region region;
    std::string_view id;
    std::string_view label;
};

constexpr std::array<RegionName, kRegionCount> kNames = {{{Region::Lips, "lips", "Lips"},
                                                          {Region::Eyes, "eyes", "Eyes"},
                                                          {Region::Brows, "brows", "Brows"},
                                                          {Region::Cheeks, "cheeks", "Cheeks and nose"},
                                                          {Region::Jaw, "jaw", "Jaw"},
                                                          {Region::Pose, "pose", "Head and neck"}}};
constexpr std::array<Region, kRegionCount> kRegions = {Region::Lips,   Region::Eyes, Region::Brows,
                                                       Region::Cheeks, Region::Jaw,  Region::Pose};

} // namespace

std::string_view regionId(Region region) { return kNames[static_cast<std::size_t>(region)].id; }
std::string_view regionLabel(Region region) { return kNames[static_cast<std::size_t>(region)].label; }
std::span<const Region> allRegions() { return kRegions; }

Region regionFromId(std::string_view id)
{
    std::string known;
    for (const RegionName& name : kNames) {
        if (name.id == id)
            return name.region;
        known += (known.empty() ? "" : ", ") + std::string(name.id);
    }
    throw base::Error("unsupported", "The face has no region \"" + std::string(id) + "\"", "Known regions: " + known);
}

Region regionOf(const head::Control& control)
{
    if (control.group == "Eyes" || control.group == "Gaze")
        return Region::Eyes;
    if (control.group == "Brows")
        return Region::Brows;
    if (control.group == "Cheeks and nose")
        return Region::Cheeks;
    if (control.group == "Jaw")
        return Region::Jaw;
    return control.group == "Mouth" ? Region::Lips : Region::Pose;
}

void RegionWeights::set(Region region, double weight)
{
    if (!std::isfinite(weight))
        throw base::Error("unsupported", "The influence of a region is not a number", "Use 0 to 2");
    m_weights[static_cast<std::size_t>(region)] = std::clamp(weight, 0.0, kMaxInfluence);
}

head::ControlValues weighted(const head::ControlValues& values, const RegionWeights& weights)
{
    if (weights.isPlain())
        return values;
    head::ControlValues result = values;
    for (const auto& [id, value] : values.nonNeutral()) {
        if (head::isLookControl(id) || head::isFormControl(id))
            continue;
        const auto& control = *head::findControl(id);
        if (const double weight = weights.get(regionOf(control)); weight != 1.0)
            result.set(id, control.neutral + weight * (value - control.neutral));
    }
    return result;
}

} // namespace effigy::avatar
