// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/edit_name.h"

#include "head/controls.h"

#include <algorithm>

namespace effigy::avatar {

std::string listed(std::span<const std::string> things)
{
    std::string list;
    for (std::size_t i = 0; i < std::min(things.size(), kNamedThings); ++i)
        list += (i == 0 ? "" : ", ") + things[i];
    return things.size() > kNamedThings ? list + ", …" : list;
}

std::string editName(std::string_view deed, std::span<const std::string> things)
{
    return things.empty() ? std::string(deed) : std::string(deed) + ": " + listed(things);
}

std::string editName(std::string_view deed, const std::string& thing) { return editName(deed, std::span(&thing, 1)); }

std::string controlEditName(std::string_view deed, std::span<const std::string> ids) { return editName(deed, controlLabels(ids)); }

std::string controlLabel(std::string_view id)
{
    const head::Control* control = head::findControl(id);
    return std::string(control ? control->label : id);
}

std::vector<std::string> controlLabels(std::span<const std::string> ids)
{
    std::vector<std::string> labels;
    for (const std::string& id : ids) {
        std::string label = controlLabel(id);
        if (std::ranges::find(labels, label) == labels.end())
            labels.push_back(std::move(label));
    }
    return labels;
}

} // namespace effigy::avatar
