// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace effigy::ui {

/// How a timeline stands to a control at the playhead.
enum class KeyMark {
    None,     // not animated
    Animated, // animated, no key here
    Here,     // a key here
    Unkeyed,  // animated, and changed without a key
};

} // namespace effigy::ui
