// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mesh/camera.h"

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
    bool keepsAlpha = false;       // videos: transparent where the head is not
    bool hasBackdrop = false;      // images and videos: before what the viewport has behind the head
};

/// What the viewport shows that an export may take over.
struct ShownScene {
    mesh::OrbitView view;
    QString backdrop; // "RRGGBB", or a picture's path
};

} // namespace effigy::ui
