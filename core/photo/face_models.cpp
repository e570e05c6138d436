// SPDX-License-Identifier: GPL-3.0-or-later
#include "photo/face_models.h"

#include "base/error.h"

#include <dlib/image_processing.h>
#include <dlib/image_processing/frontal_face_detector.h>
#include <dlib/opencv/cv_image.h>

namespace effigy::photo {

struct FaceModels::Dlib {
    dlib::frontal_face_detector detector = dlib::get_frontal_face_detector();
    dlib::shape_predictor predictor;
};

FaceModels::FaceModels(const std::filesystem::path& landmarkModel)
{
    const std::string where = "The landmark model " + landmarkModel.string();
    if (!std::filesystem::is_regular_file(landmarkModel))
        throw base::Error("model_missing", where + " is missing",
                          "Install Debian's package libdlib-data, or set EFFIGY_LANDMARK_MODEL to the file.");
    auto models = std::make_unique<Dlib>();
    try {
        dlib::deserialize(landmarkModel.string()) >> models->predictor;
    } catch (const dlib::serialization_error&) {
        throw base::Error("model_refused", where + " is damaged or something else",
                          "Install Debian's package libdlib-data again.");
    }
    if (models->predictor.num_parts() != 68)
        throw base::Error("model_refused", where + " does not give 68 landmarks",
                          "Effigy needs shape_predictor_68_face_landmarks.dat.");
    m_dlib = std::move(models);
}

FaceModels::~FaceModels() = default;

std::vector<ScoredBox> FaceModels::detect(const cv::Mat& grey) const
{
    auto detector = m_dlib->detector; // looking changes its scratch space, so each call has its own
    std::vector<dlib::rect_detection> found;
    detector(dlib::cv_image<unsigned char>(grey), found);
    std::vector<ScoredBox> boxes;
    for (const dlib::rect_detection& face : found)
        boxes.push_back({.box = cv::Rect2d(face.rect.left(), face.rect.top(), face.rect.width(), face.rect.height()),
                         .score = face.detection_confidence});
    return boxes;
}

std::array<Eigen::Vector2f, 68> FaceModels::landmarks(const cv::Mat& grey, const cv::Rect2d& box) const
{
    const dlib::rectangle where(std::lround(box.x), std::lround(box.y), std::lround(box.x + box.width) - 1,
                                std::lround(box.y + box.height) - 1);
    const dlib::full_object_detection shape = m_dlib->predictor(dlib::cv_image<unsigned char>(grey), where);
    std::array<Eigen::Vector2f, 68> points;
    for (int i = 0; i < 68; ++i)
        points[i] = Eigen::Vector2f(static_cast<float>(shape.part(i).x()), static_cast<float>(shape.part(i).y()));
    return points;
}

} // namespace effigy::photo
