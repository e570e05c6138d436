// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/fit_report.h"

#include <nlohmann/json.hpp>

#include <cstdio>

namespace effigy::app {

nlohmann::json regionFields(const reconstruct::HeadFit& fit)
{
    nlohmann::json list = nlohmann::json::array();
    for (const reconstruct::RegionFit& region : fit.regions) {
        nlohmann::json fields = {{"name", region.name}, {"seen", region.seen}, {"confidence", region.confidence}};
        if (region.landmark)
            fields["landmark"] = *region.landmark;
        if (region.shading)
            fields["shading"] = *region.shading;
        list.push_back(fields);
    }
    return list;
}

nlohmann::json findingFields(const reconstruct::HeadFit& fit)
{
    nlohmann::json list = nlohmann::json::array();
    for (const reconstruct::PhotoFinding& finding : fit.findings)
        list.push_back({{"code", finding.code}, {"value", finding.value}, {"text", finding.text}});
    return list;
}

std::string fitReport(const reconstruct::HeadFit& fit)
{
    std::string text;
    for (const reconstruct::RegionFit& region : fit.regions) {
        char line[160];
        int length = std::snprintf(line, sizeof line, "\n    %-11s sure %3.0f %%  seen %3.0f %%", region.name.c_str(),
                                   100.0 * region.confidence, 100.0 * region.seen);
        const auto append = [&](const char* format, double value) {
            length += std::snprintf(line + length, sizeof line - static_cast<std::size_t>(length), format, value);
        };
        if (region.landmark)
            append("  landmarks off %.1f %%", 100.0 * *region.landmark);
        if (region.shading)
            append("  shading off %.0f %%", 100.0 * *region.shading);
        text += line;
    }
    for (const reconstruct::PhotoFinding& finding : fit.findings)
        text += "\n    " + finding.text;
    return text;
}

} // namespace effigy::app
