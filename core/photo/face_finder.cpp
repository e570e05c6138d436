// SPDX-License-Identifier: GPL-3.0-or-later
#include "photo/face_finder.h"

#include "base/error.h"
#include "base/resources.h"
#include "photo/face_models.h"
#include "photo/face_patch.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>

namespace effigy::photo {
namespace {

/// One way of looking for faces. Later ways are slower or less sure, so they are tried only when nothing was found.
struct Search {
    int side;        // the picture is brought to this length of its longer side, pixels
    double padding;  // mirrored border, share of the shorter side: for faces that touch the edge
    double rollDeg;  // picture turned clockwise by so much
};

constexpr double kMaxEnlargement = 3.0; // beyond, there is nothing left to recognise
constexpr double kDoubtful = 0.15;      // share of the clearest face's score: below, beside it, a fold of cloth

constexpr Search kSearches[] = {
    {1400, 0.0, 0.0},  {1200, 0.35, 0.0}, {2800, 0.0, 0.0},   {1000, 0.1, 30.0},
    {1000, 0.1, -30.0}, {1000, 0.0, 90.0}, {1000, 0.0, -90.0}, {1000, 0.0, 180.0},
};

/// Large faces near the middle first: who a portrait is of.
double prominence(const DetectedFace& face, const base::Image& picture)
{
    const double half = 0.5 * std::hypot(picture.width, picture.height);
    const double off = std::hypot(face.x + 0.5 * face.width - 0.5 * picture.width,
                                  face.y + 0.5 * face.height - 0.5 * picture.height);
    return face.width * face.height * (1.0 - 0.6 * std::min(1.0, off / half));
}

Eigen::Vector2f meanOf(const DetectedFace& face, int first, int last)
{
    Eigen::Vector2f sum = Eigen::Vector2f::Zero();
    for (int i = first; i <= last; ++i)
        sum += face.landmarks[i];
    return sum / static_cast<float>(last - first + 1);
}

/// Eyes apart, nose below them, mouth below the nose, in the face's own upright frame.
bool isPlausible(const DetectedFace& face)
{
    const Eigen::Vector2f rightEye = meanOf(face, 36, 41);
    const Eigen::Vector2f leftEye = meanOf(face, 42, 47);
    const Eigen::Vector2f across = leftEye - rightEye;
    if (across.norm() < 0.12 * face.width)
        return false;
    const Eigen::Vector2f right = across.normalized();
    const Eigen::Vector2f down(-right.y(), right.x());
    const Eigen::Vector2f eyes = 0.5F * (rightEye + leftEye);
    const float nose = (face.landmarks[33] - eyes).dot(down);
    const float mouth = (meanOf(face, 48, 67) - eyes).dot(down);
    return nose > 0.0F && mouth > nose && mouth < 3.0F * across.norm();
}

std::vector<DetectedFace> facesBySearch(const FacePicture& picture, const Search& search, const FaceModels& models)
{
    const double scale = std::min(kMaxEnlargement, search.side / static_cast<double>(picture.longerSide()));
    const FaceView view = picture.view(scale, search.padding, search.rollDeg);
    std::vector<DetectedFace> faces;
    for (const ScoredBox& found : models.detect(view.grey)) {
        DetectedFace face = landmarkFace(picture, view, found, models);
        if (isPlausible(face))
            faces.push_back(face);
    }
    return faces;
}

} // namespace

struct FaceFinder::Models : FaceModels {
    using FaceModels::FaceModels;
};

FaceFinder::FaceFinder(const std::filesystem::path& landmarkModel)
    : m_models(std::make_unique<const Models>(landmarkModel))
{
}
FaceFinder::~FaceFinder() = default;
FaceFinder::FaceFinder(FaceFinder&&) noexcept = default;
FaceFinder& FaceFinder::operator=(FaceFinder&&) noexcept = default;

std::filesystem::path FaceFinder::defaultLandmarkModel()
{
    namespace fs = std::filesystem;
    const fs::path file = "shape_predictor_68_face_landmarks.dat";
    if (const char* chosen = std::getenv("EFFIGY_LANDMARK_MODEL"))
        return chosen;
    if (const fs::path own = base::resourceFolder() / "models" / file; fs::exists(own))
        return own;
    return fs::path("/usr/share/dlib") / file;
}

std::vector<DetectedFace> FaceFinder::find(const base::Image& picture, const base::CancelToken& cancel) const
{
    base::require(!picture.empty(), "faces are looked for in a picture that is not empty");
    const FacePicture source(picture);
    std::vector<DetectedFace> faces;
    for (const Search& search : kSearches) {
        cancel.check();
        faces = facesBySearch(source, search, *m_models);
        if (!faces.empty())
            break;
    }
    double clearest = 0.0;
    for (const DetectedFace& face : faces)
        clearest = std::max(clearest, face.score);
    std::erase_if(faces, [&](const DetectedFace& face) { return face.score < kDoubtful * clearest; });
    std::stable_sort(faces.begin(), faces.end(), [&](const DetectedFace& a, const DetectedFace& b) {
        return prominence(a, picture) > prominence(b, picture);
    });
    return faces;
}

const DetectedFace& chooseFace(std::span<const DetectedFace> faces, std::optional<int> index, const std::string& photoName)
{
    const std::string name = photoName.empty() ? "the photo" : photoName;
    if (faces.empty())
        throw base::Error("no_face", "No face was found in " + name,
                          "Try a photo that shows the whole face from the front, sharp and evenly lit.");
    const int chosen = index.value_or(0);
    if (chosen < 0 || chosen >= static_cast<int>(faces.size()))
        throw base::Error("no_face",
                          "There is no face number " + std::to_string(chosen) + " in " + name,
                          "Faces are counted from 0, largest first; this photo has " + std::to_string(faces.size()) + ".");
    return faces[chosen];
}

} // namespace effigy::photo
