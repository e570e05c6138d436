// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "photo/face_finder.h"
#include "photo/face_models.h"

#include <opencv2/core/mat.hpp>
#include <opencv2/core/matx.hpp>

namespace effigy::photo {

/// A grey picture to look at, and how its pixels lie in the photo (both with centres at integers).
struct FaceView {
    cv::Mat grey;                         // 8-bit, 1 channel
    cv::Matx23d photoFromView;
    double rollDeg = 0.0;
};

/// The photo in grey, from which views of any scale and turn are cut.
class FacePicture {
public:
    explicit FacePicture(const base::Image& picture);

    [[nodiscard]] int longerSide() const;
    /// The whole photo at `scale`, turned clockwise by `rollDeg`, with a mirrored border of `padding` shorter sides.
    [[nodiscard]] FaceView view(double scale, double padding, double rollDeg) const;
    /// `width` x `height` pixels where `photoFromView` says, reduced without aliasing.
    [[nodiscard]] FaceView cut(const cv::Matx23d& photoFromView, cv::Size size, double rollDeg) const;

private:
    cv::Mat m_grey;
};

/// The face that the detector saw at `found` in `view`, with landmarks from a patch of standard size. The predictor runs on
/// several shifted and mirrored boxes and the median counts, which takes its jitter away.
[[nodiscard]] DetectedFace landmarkFace(const FacePicture& picture, const FaceView& view, const ScoredBox& found,
                                        const FaceModels& models);

} // namespace effigy::photo
