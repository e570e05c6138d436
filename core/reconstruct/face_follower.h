// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel_token.h"
#include "base/image.h"
#include "encoder/face_encoder.h"
#include "reconstruct/skin_picture.h"

#include <optional>
#include <vector>

namespace effigy::photo {
class FaceFinder;
struct DetectedFace;
} // namespace effigy::photo

namespace effigy::reconstruct {

/// What one picture of a clip shows of the face that is followed.
struct FaceSight {
    double time = 0.0;                            // seconds
    bool isCut = false;                           // the picture has little to do with the one before
    std::optional<encoder::FaceReading> reading;  // nothing: the face is not there, or not to be told
    SkinPicture skin;                             // where it was read; empty without a reading
};

/// Follows one face through the pictures of a clip: the most prominent one of the first picture with faces. In each picture it
/// is read where it was last; the whole picture is searched only at the start, after a cut and, a few times a second, while it is
/// not there. A face that comes back without a cut must be near the place where it was lost, or a second must
/// have passed. Belongs to one thread.
class FaceFollower {
public:
    /// Both must outlive it.
    FaceFollower(const photo::FaceFinder& finder, const encoder::FaceEncoder& encoder);

    /// The face in the next picture.
    ///   picture  RGB;  time  seconds, rising
    /// Throws Cancelled.
    [[nodiscard]] FaceSight follow(const base::Image& picture, double time, const base::CancelToken& cancel);

private:
    [[nodiscard]] bool cutsTo(const base::Image& picture);
    struct Found;
    [[nodiscard]] std::optional<Found> readOn(const base::Image& picture) const;
    [[nodiscard]] std::optional<Found> search(const base::Image& picture, double time, const base::CancelToken& cancel);
    [[nodiscard]] const photo::DetectedFace* known(const std::vector<photo::DetectedFace>& faces, double time) const;

    const photo::FaceFinder& m_finder;
    const encoder::FaceEncoder& m_encoder;
    std::vector<float> m_glance;                // of the last picture, a few grey patches
    std::optional<encoder::FaceSquare> m_place; // where the face was last
    double m_lastSeen = 0.0;                    // seconds
    double m_nextSearch = 0.0;                  // not before, seconds
};

/// Whether `reading` is of a face that both eyes of are seen.
[[nodiscard]] bool isReadable(const encoder::FaceReading& reading);

/// Turn of the head as `reading` has it, radians.
struct HeadTurn {
    double yaw = 0.0;   // to the subject's left
    double pitch = 0.0; // looking up
};
[[nodiscard]] HeadTurn turnOf(const encoder::FaceReading& reading);

} // namespace effigy::reconstruct
