// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace effigy::ui {

/// What a person asked to take from a video.
struct TrackOptions {
    QString video;             // a file, or a folder of pictures
    double from = 0.0;         // seconds
    double to = 0.0;           // seconds; 0: to its end
    bool hasFace = true;
    bool hasGaze = true;
    bool hasHead = true;
    double smoothing = 1.0;    // times the usual; 0: none
    bool isSamePerson = false; // the video shows the person of the project
};

} // namespace effigy::ui
