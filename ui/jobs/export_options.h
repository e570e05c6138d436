// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace effigy::ui {

enum class ExportKind { Image, Video, Mesh };

/// What a person asked to take away.
struct ExportOptions {
    ExportKind kind = ExportKind::Image;
    QString path;
    int size = 1024;               // pixels a side, images and videos
    int framesPerSecond = 30;      // videos
    bool playsTimeline = false;    // videos: its range instead of a turn of the camera
    bool hasSound = true;          // videos of the timeline: its sound, where the format carries it
    bool matchesPhoto = false;     // images: through the photo's camera instead of the viewport's
};

} // namespace effigy::ui
