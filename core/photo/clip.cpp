// SPDX-License-Identifier: GPL-3.0-or-later
#include "photo/clip.h"

#include "photo/clip_kinds.h"

#include <algorithm>
#include <cmath>

namespace effigy::photo {

std::unique_ptr<Clip> openClip(const std::filesystem::path& path, const ClipOptions& options, const base::CancelToken& cancel)
{
    std::error_code error;
    if (std::filesystem::is_directory(path, error))
        return openFolderClip(path, options, cancel);
    return openVideoClip(path, options, cancel);
}

int expectedPictures(const ClipInfo& info, const ClipOptions& options)
{
    const double seconds = std::min(options.to.value_or(info.seconds), info.seconds) - options.from;
    return static_cast<int>(std::lround(std::max(0.0, seconds) * std::min(info.fps, options.mostFps.value_or(info.fps))));
}

base::Error nothingInside(const ClipInfo& info, const ClipOptions& options)
{
    if (options.from > 0.0 || options.to)
        return {"bad_video", info.name + " has no pictures in that range of time", "Choose another range."};
    return {"bad_video", info.name + " has no pictures", "Choose another video."};
}

} // namespace effigy::photo
