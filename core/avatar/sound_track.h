// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace effigy::avatar {

/// A sound that plays with a timeline. Its bytes lie in the project, which knows them by `id`.
struct SoundTrack {
    std::string id;       // SHA-256 of the file's bytes, 64 hexadecimal digits
    std::string name;     // file name without folder, for people
    double start = 0.0;   // moment of the timeline at which it begins, seconds; negative: its
                          // beginning is not heard
    bool isMuted = false; // neither played nor exported
    bool operator==(const SoundTrack&) const = default;
};

} // namespace effigy::avatar
