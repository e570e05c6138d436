// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "encoder/face_encoder.h"

#include <span>
#include <vector>

namespace effigy::reconstruct {

/// A picture of a clip that tells something of the person's shape.
struct KeyFrame {
    double time = 0.0; // seconds
    base::Image image; // RGB
    encoder::FaceReading reading;
};

/// A few pictures of a clip, as different in turn of the head and moment as they come, chosen while the clip goes by. Faces that
/// are turned far or not read surely are left out unless there are no others.
class KeyFrames {
public:
    /// Keeps at most `most` pictures, at least one.
    explicit KeyFrames(int most);

    /// Looks at a picture, and keeps a copy of it if it adds something.
    void offer(const base::Image& image, double time, const encoder::FaceReading& reading);
    /// Those that were kept, the surest first.
    [[nodiscard]] std::span<const KeyFrame> frames() const { return m_frames; }

private:
    std::size_t m_most;
    std::vector<KeyFrame> m_frames;
};

} // namespace effigy::reconstruct
