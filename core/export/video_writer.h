// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "export/backdrop.h"
#include "sound/sound.h"

#include <filesystem>
#include <memory>
#include <string>

namespace effigy::exporter {

enum class VideoAlpha {
    Flatten, // onto the background
    Keep,    // where the container can: .webm, .mov, .gif (one bit), .png
};

struct VideoOptions {
    int width = 512;                                 // pixels; .mp4 wants even sizes
    int height = 512;
    double fps = 30.0;
    VideoAlpha alpha = VideoAlpha::Flatten;
    Backdrop background = {};
    int quality = 90;                                // 1..100
    int firstFrame = 1;                              // number of the first file of a .png sequence
    std::shared_ptr<const sound::Sound> sound = {};  // from the first frame on; only where carriesSound()
};

/// Whether films of the form that the extension of `path` chooses can have sound: .mp4.
[[nodiscard]] bool carriesSound(const std::filesystem::path& path);

/// Writes frames as they come. The extension chooses the form: .mp4 (H.264), .webm (VP9), .mov (ProRes 4444), .gif, or .png
/// for a sequence NAME_0001.png, ... The file appears under its name in finish() and not before; destroyed without finish(),
/// it leaves nothing behind. Of a sequence every file appears whole, and those that did stay.
/// Not for several threads at once.
class VideoWriter {
public:
    /// Throws Error "unsupported" for another extension, sizes that the format cannot hold, or when no encoder for it is
    /// installed; "storage" when the path cannot be written. Throws ContractError on a sound that the form cannot have.
    VideoWriter(std::filesystem::path path, const VideoOptions& options);
    ~VideoWriter();
    VideoWriter(const VideoWriter&) = delete;
    VideoWriter& operator=(const VideoWriter&) = delete;

    /// Appends a frame of 3 or 4 channels (straight alpha) and the size of the options.
    /// Throws Error "storage" on a full disk, ContractError on another size.
    void add(const base::Image& frame);

    /// Writes what is left and renames the file into place. Throws Error "storage".
    void finish();

    [[nodiscard]] int frameCount() const;
    /// "libx264", "libvpx-vp9", ...: for the log and for tests.
    [[nodiscard]] std::string encoderName() const;

    /// One form of output.
    class Sink;

private:
    std::unique_ptr<Sink> m_sink;
};

} // namespace effigy::exporter
