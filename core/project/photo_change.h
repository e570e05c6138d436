// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel_token.h"
#include "photo/decode.h"
#include "photo/face_finder.h"
#include "project/project.h"
#include "reconstruct/photo_framing.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace effigy::project {

/// How a picture stands to the photo of a project, in whose place it is to come.
struct PhotoChange {
    photo::Photo photo;
    std::vector<photo::DetectedFace> faces; // the most prominent first
    std::optional<int> face;                // of `faces`, that is meant; absent: somebody has to choose
    reconstruct::Framing framing;           // of that face
    bool isSameFile = false;                // byte by byte the photo that the project has; then no faces were looked for
};

/// Looks at the picture in `file`.
///   face  which of several, counted from 0; absent: the one that lies where the project's lies, else the only one
/// Throws what decodePhoto throws, and Error "no_face" when there is none, or none of that number.
[[nodiscard]] PhotoChange photoChange(const Project& project, const std::filesystem::path& file, std::optional<int> face,
                                      const base::CancelToken& cancel = {});

/// What has become of the file that a project's photo was read from.
enum class PhotoFile {
    Unknown, // older projects and heads of nobody do not say where it was
    Missing, // or not readable
    Same,
    Changed, // another picture, or the same one retouched
};
[[nodiscard]] PhotoFile photoFile(const Project& project);

} // namespace effigy::project
