// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/camera_label.h"
#include "generator/head_layout.h"

#include <filesystem>
#include <string>
#include <vector>

namespace effigy::generator {

/// The pose that a mesh file and its landmark file describe, N = 1.
///   mesh       OBJ, metres, head frame, vertices in the order of the generator's head model;
///   nothing else of it is used landmarks  68 lines of three numbers, points of the same frame
/// Throws Error "storage" when one cannot be read, "unsupported" when it is something else.
[[nodiscard]] HeadPose readHeadPose(const std::filesystem::path& mesh,
                                    const std::filesystem::path& landmarks);

/// Throws Error "unsupported" unless the pose has every vertex that the layout's triangles use.
void checkPose(const HeadLayout& layout, const HeadPose& pose);

/// A frame of a driving folder.
struct DrivingFrame {
    std::string name; // of its picture, without ending
    HeadPose pose;
    CameraLabel camera = {};
};

/// A folder of the published reenactment script: ID.obj and ID_kpt2d.txt per frame and dataset.json
/// with the camera labels,
/// {"labels": [[name, [25 numbers]], ...]}. Frames in the order of their names; labels are found by
/// name, so mirrored entries do no harm. Throws Error "storage" or "unsupported" with the file's
/// name.
[[nodiscard]] std::vector<DrivingFrame> readDrivingFolder(const std::filesystem::path& folder);

/// Frames with each camera and head averaged over `window` neighbours on both sides (fewer at the
/// ends); rotations are made rotations again. 0 leaves all as it is.
[[nodiscard]] std::vector<DrivingFrame> smoothed(const std::vector<DrivingFrame>& frames,
                                                 int window);

} // namespace effigy::generator
