// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "photo/clip.h"

namespace effigy::photo {

// The kinds of clips; see openClip.
[[nodiscard]] std::unique_ptr<Clip> openVideoClip(const std::filesystem::path& path, const ClipOptions& options,
                                                  const base::CancelToken& cancel);
[[nodiscard]] std::unique_ptr<Clip> openFolderClip(const std::filesystem::path& path, const ClipOptions& options,
                                                   const base::CancelToken& cancel);

/// ClipInfo::expected of a clip under `options`.
[[nodiscard]] int expectedPictures(const ClipInfo& info, const ClipOptions& options);

/// Error "bad_video" for a clip that ended before its first picture.
[[nodiscard]] base::Error nothingInside(const ClipInfo& info, const ClipOptions& options);

} // namespace effigy::photo
