// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel_token.h"
#include "base/image.h"

#include <Eigen/Core>

#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace effigy::photo {

inline constexpr int kFaceLandmarkCount = 68; // iBUG order: 0-16 jaw line, 17-26 brows, 27-35 nose, 36-47 eyes, 48-67 lips

/// A face in a photo. Pixels of the picture it was found in, y downwards, pixel centres at half-integers.
struct DetectedFace {
    double x = 0.0; // box around brows, chin and cheeks
    double y = 0.0;
    double width = 0.0;
    double height = 0.0;
    double score = 0.0;   // of the detector; above 0 is a face, above 1 a clear one
    double rollDeg = 0.0; // how far the picture had to be turned clockwise to make the face upright
    std::array<Eigen::Vector2f, kFaceLandmarkCount> landmarks; // the subject's right jaw first
};

/// Finds faces that look roughly at the camera, and their 68 landmarks. Immutable; safe from any thread.
/// Source: Dalal and Triggs 2005 (HOG detector), Kazemi and Sullivan 2014 (landmarks), both as dlib has them.
class FaceFinder {
public:
    /// Reads the landmark model at `landmarkModel`.
    /// Throws Error "model_missing" when there is none, "model_refused" when it is something else.
    explicit FaceFinder(const std::filesystem::path& landmarkModel = defaultLandmarkModel());
    ~FaceFinder();
    FaceFinder(FaceFinder&&) noexcept;
    FaceFinder& operator=(FaceFinder&&) noexcept;

    /// Where the 68-point model lies: EFFIGY_LANDMARK_MODEL if set, else in Effigy's resources, else Debian's dlib data.
    [[nodiscard]] static std::filesystem::path defaultLandmarkModel();

    /// All faces of `picture` (1, 3 or 4 channels), largest and most central first; faces from about 30 pixels up. Tilted
    /// faces are looked for only when no upright one is found. Deterministic. Throws Cancelled.
    [[nodiscard]] std::vector<DetectedFace> find(const base::Image& picture, const base::CancelToken& cancel = {}) const;

private:
    struct Models;
    std::unique_ptr<const Models> m_models;
};

/// The face to work with: number `index` of `faces` counted from 0, or the first when nothing is asked for.
///   photoName  what messages call the photo
/// Throws Error "no_face" when there is none, or none of that number.
[[nodiscard]] const DetectedFace& chooseFace(std::span<const DetectedFace> faces, std::optional<int> index,
                                             const std::string& photoName);

} // namespace effigy::photo
