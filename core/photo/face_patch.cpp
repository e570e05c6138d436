// SPDX-License-Identifier: GPL-3.0-or-later
#include "photo/face_patch.h"

#include "photo/landmark_mirror.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace effigy::photo {
namespace {

constexpr int kPatchFace = 300;  // side of the detector's box in a patch, pixels: about what the predictor was trained on
constexpr int kPatchMargin = 150;
constexpr int kPatchSide = kPatchFace + 2 * kPatchMargin;

/// Boxes to ask the predictor with: shift and growth, shares of the box.
struct Jitter {
    double x;
    double y;
    double grow;
};
constexpr Jitter kJitters[] = {{0.0, 0.0, 0.0},   {0.03, 0.0, 0.0},  {-0.03, 0.0, 0.0}, {0.0, 0.03, 0.0},
                               {0.0, -0.03, 0.0}, {0.0, 0.0, 0.06},  {0.0, 0.0, -0.06}, {0.02, 0.02, 0.03},
                               {-0.02, 0.02, 0.03}};

using Points = std::array<Eigen::Vector2f, kFaceLandmarkCount>;

cv::Vec2d apply(const cv::Matx23d& transform, double x, double y)
{
    return {transform(0, 0) * x + transform(0, 1) * y + transform(0, 2),
            transform(1, 0) * x + transform(1, 1) * y + transform(1, 2)};
}

Points landmarksAt(const FaceModels& models, const cv::Mat& patch, const Jitter& jitter)
{
    const double side = kPatchFace * (1.0 + jitter.grow);
    const double x = 0.5 * (kPatchSide - side) + jitter.x * kPatchFace;
    const double y = 0.5 * (kPatchSide - side) + jitter.y * kPatchFace;
    return models.landmarks(patch, cv::Rect2d(x, y, side, side));
}

Points mirrored(const Points& points)
{
    Points result;
    for (int i = 0; i < kFaceLandmarkCount; ++i)
        result[kMirroredLandmark[i]] = Eigen::Vector2f(kPatchSide - 1 - points[i].x(), points[i].y());
    return result;
}

/// Mean of the middle half, per coordinate: as steady as the mean, as patient with outliers as the median.
float midMean(std::vector<float> values)
{
    std::sort(values.begin(), values.end());
    const std::size_t skip = values.size() / 4;
    float sum = 0.0F;
    for (std::size_t i = skip; i < values.size() - skip; ++i)
        sum += values[i];
    return sum / static_cast<float>(values.size() - 2 * skip);
}

Points steadyLandmarks(const FaceModels& models, const cv::Mat& patch)
{
    cv::Mat flipped;
    cv::flip(patch, flipped, 1);
    std::vector<Points> votes;
    for (const Jitter& jitter : kJitters) {
        votes.push_back(landmarksAt(models, patch, jitter));
        votes.push_back(mirrored(landmarksAt(models, flipped, jitter)));
    }
    Points steady;
    for (int i = 0; i < kFaceLandmarkCount; ++i) {
        std::vector<float> xs;
        std::vector<float> ys;
        for (const Points& vote : votes) {
            xs.push_back(vote[i].x());
            ys.push_back(vote[i].y());
        }
        steady[i] = Eigen::Vector2f(midMean(xs), midMean(ys));
    }
    return steady;
}

/// The smallest upright rectangle around the turned box.
void setBox(DetectedFace& face, const cv::Matx23d& photoFromView, const cv::Rect2d& box)
{
    const cv::Vec2d centre = apply(photoFromView, box.x + 0.5 * (box.width - 1), box.y + 0.5 * (box.height - 1));
    const double scale = std::hypot(photoFromView(0, 0), photoFromView(1, 0));
    face.width = box.width * scale;
    face.height = box.height * scale;
    face.x = centre[0] + 0.5 - 0.5 * face.width;
    face.y = centre[1] + 0.5 - 0.5 * face.height;
}

} // namespace

FacePicture::FacePicture(const base::Image& picture)
{
    const cv::Mat source(picture.height, picture.width, CV_8UC(picture.channels),
                         const_cast<std::uint8_t*>(picture.pixels.data())); // read only below
    if (picture.channels == 1)
        m_grey = source.clone();
    else
        cv::cvtColor(source, m_grey, picture.channels == 4 ? cv::COLOR_RGBA2GRAY : cv::COLOR_RGB2GRAY);
}

int FacePicture::longerSide() const { return std::max(m_grey.cols, m_grey.rows); }

FaceView FacePicture::view(double scale, double padding, double rollDeg) const
{
    const double border = padding * std::min(m_grey.cols, m_grey.rows);
    const double radians = rollDeg * std::numbers::pi / 180.0;
    const double c = std::cos(radians);
    const double s = std::sin(radians);
    const double width = m_grey.cols + 2.0 * border;
    const double height = m_grey.rows + 2.0 * border;
    const cv::Size size(std::max(1, static_cast<int>(std::lround(scale * (std::abs(c) * width + std::abs(s) * height)))),
                        std::max(1, static_cast<int>(std::lround(scale * (std::abs(s) * width + std::abs(c) * height)))));
    // A view turned clockwise shows at view vector v the photo's vector R(-roll) v.
    cv::Matx23d photoFromView(c / scale, s / scale, 0.0, -s / scale, c / scale, 0.0);
    const cv::Vec2d middle = apply(photoFromView, 0.5 * (size.width - 1), 0.5 * (size.height - 1));
    photoFromView(0, 2) = 0.5 * (m_grey.cols - 1) - middle[0];
    photoFromView(1, 2) = 0.5 * (m_grey.rows - 1) - middle[1];
    return cut(photoFromView, size, rollDeg);
}

FaceView FacePicture::cut(const cv::Matx23d& photoFromView, cv::Size size, double rollDeg) const
{
    // Shrinking by more than half would skip pixels, so an area-averaged copy goes first.
    const double step = std::hypot(photoFromView(0, 0), photoFromView(1, 0));
    cv::Mat source = m_grey;
    cv::Matx23d sourceFromView = photoFromView;
    if (step > 1.2) {
        const cv::Size reduced(std::max(1, static_cast<int>(std::lround(m_grey.cols / step))),
                               std::max(1, static_cast<int>(std::lround(m_grey.rows / step))));
        cv::resize(m_grey, source, reduced, 0.0, 0.0, cv::INTER_AREA);
        const double sx = reduced.width / static_cast<double>(m_grey.cols);
        const double sy = reduced.height / static_cast<double>(m_grey.rows);
        sourceFromView = cv::Matx23d(sx * photoFromView(0, 0), sx * photoFromView(0, 1),
                                     sx * (photoFromView(0, 2) + 0.5) - 0.5, sy * photoFromView(1, 0),
                                     sy * photoFromView(1, 1), sy * (photoFromView(1, 2) + 0.5) - 0.5);
    }
    FaceView view{.grey = {}, .photoFromView = photoFromView, .rollDeg = rollDeg};
    cv::warpAffine(source, view.grey, sourceFromView, size, cv::INTER_LINEAR | cv::WARP_INVERSE_MAP,
                   cv::BORDER_REFLECT_101);
    return view;
}

DetectedFace landmarkFace(const FacePicture& picture, const FaceView& view, const ScoredBox& found,
                          const FaceModels& models)
{
    const double scale = found.box.width / kPatchFace; // view pixels per patch pixel
    const double x0 = found.box.x - kPatchMargin * scale + 0.5 * (scale - 1.0);
    const double y0 = found.box.y - kPatchMargin * scale + 0.5 * (scale - 1.0);
    const cv::Vec2d origin = apply(view.photoFromView, x0, y0);
    const auto& m = view.photoFromView;
    const cv::Matx23d photoFromPatch(m(0, 0) * scale, m(0, 1) * scale, origin[0], m(1, 0) * scale, m(1, 1) * scale,
                                     origin[1]);
    const FaceView patch = picture.cut(photoFromPatch, cv::Size(kPatchSide, kPatchSide), view.rollDeg);

    DetectedFace face;
    face.score = found.score;
    face.rollDeg = view.rollDeg;
    setBox(face, view.photoFromView, found.box);
    const Points points = steadyLandmarks(models, patch.grey);
    for (int i = 0; i < kFaceLandmarkCount; ++i) {
        const cv::Vec2d at = apply(photoFromPatch, points[i].x(), points[i].y());
        face.landmarks[i] = Eigen::Vector2f(static_cast<float>(at[0] + 0.5), static_cast<float>(at[1] + 0.5));
    }
    return face;
}

} // namespace effigy::photo
