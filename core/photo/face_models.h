// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>
#include <opencv2/core/mat.hpp>

#include <array>
#include <filesystem>
#include <memory>
#include <vector>

namespace effigy::photo {

/// Where the detector saw a face. Pixels of the picture it was shown, centres at integers.
struct ScoredBox {
    cv::Rect2d box;
    double score = 0.0;
};

/// dlib's two models behind a wall, because their headers take long to compile. Immutable; safe from any thread.
class FaceModels {
public:
    /// Throws Error "model_missing" or "model_refused".
    explicit FaceModels(const std::filesystem::path& landmarkModel);
    ~FaceModels();
    FaceModels(const FaceModels&) = delete;
    FaceModels& operator=(const FaceModels&) = delete;

    /// Upright frontal faces of about 70 pixels and more in `grey` (8-bit, 1 channel).
    [[nodiscard]] std::vector<ScoredBox> detect(const cv::Mat& grey) const;

    /// The 68 landmarks of the face in `box`; pixels of `grey`, centres at integers.
    [[nodiscard]] std::array<Eigen::Vector2f, 68> landmarks(const cv::Mat& grey, const cv::Rect2d& box) const;

private:
    struct Dlib;
    std::unique_ptr<const Dlib> m_dlib;
};

} // namespace effigy::photo
