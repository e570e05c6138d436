// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel_token.h"
#include "base/image.h"

#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace effigy::photo {

/// Endings of the files that are taken for videos, lower case.
inline constexpr std::array<std::string_view, 9> kVideoEndings = {"mp4", "m4v", "mov", "webm", "mkv", "gif", "avi", "mpg", "ts"};

/// One picture of a clip.
struct ClipFrame {
    double time = 0.0; // seconds from the clip's first picture, as the file tells it
    base::Image image; // RGB, upright
};

struct ClipInfo {
    std::string name;     // of the file or folder, for people
    int width = 0;        // pixels of ClipFrame::image
    int height = 0;
    double fps = 0.0;     // on average; 0: not known
    double seconds = 0.0; // of the whole clip; 0: not known
    int expected = 0;     // pictures that next() will give, roughly; 0: not known
};

struct ClipOptions {
    double from = 0.0;                  // seconds: pictures before are left out
    std::optional<double> to = {};      // seconds: this picture and later ones are left out
    std::optional<double> mostFps = {}; // pictures that come faster are left out
    double folderFps = 24.0;            // pictures a second of a folder, which has no times of its own
    int maxSide = 1280;                 // longer side of the pictures, pixels: larger ones are reduced
};

/// Moving pictures, one after another. Not for several threads at once.
class Clip {
public:
    virtual ~Clip() = default;
    [[nodiscard]] virtual const ClipInfo& info() const = 0;
    /// The next picture; their times rise. Nothing at the end.
    /// Throws Error "bad_video" when there is no picture at all, what the decoder of photos throws, Cancelled.
    [[nodiscard]] virtual std::optional<ClipFrame> next() = 0;
    /// English, once the end was reached: what of the clip could not be read; empty: nothing.
    [[nodiscard]] virtual std::string shortfall() const = 0;
};

/// The video in a file (MP4, MOV, WebM, MKV, GIF, AVI, MPEG; known by content and not by name), turned as its record says; or
/// the pictures in a folder in the order of their names, numbers by their value. No other file is opened and no network.
/// Throws Error "storage" when `path` cannot be read, "bad_video" when it is no video, has no moving pictures or pictures beyond
/// all reason, "unsupported" when no decoder for it is installed, Cancelled.
[[nodiscard]] std::unique_ptr<Clip> openClip(const std::filesystem::path& path, const ClipOptions& options,
                                             const base::CancelToken& cancel);

} // namespace effigy::photo
