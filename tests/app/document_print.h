// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/edit_history.h"
#include "avatar/timeline_json.h"
#include "project/project.h"

#include <span>
#include <string>

namespace effigy::test {

/// A word that two documents share only if state, timeline and history are the same.
inline std::string printOf(const avatar::Document& document)
{
    std::string text = avatar::stateToJson(document.state()) + avatar::timelineToJson(document.state().timeline);
    for (const avatar::Edit& edit : document.history().edits())
        text += edit.toJson();
    text += std::to_string(document.history().position());
    return project::fileId(std::as_bytes(std::span(text))).substr(0, 16);
}

} // namespace effigy::test
