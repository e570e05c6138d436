// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/avatar.h"
#include "avatar/installed_model.h"
#include "base/cancel_token.h"
#include "base/progress.h"
#include "photo/decode.h"
#include "photo/face_finder.h"
#include "project/project.h"
#include "reconstruct/fit_head.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace effigy::app {

/// Seconds per stage, in the order in which they came.
using StageSeconds = std::vector<std::pair<std::string, double>>;

struct ReconstructionOptions {
    std::filesystem::path photo;
    std::vector<std::filesystem::path> morePhotos = {}; // of the same person: they tell more of the shape
    std::optional<int> face = {};           // of `photo`; absent: the most prominent one
    std::optional<double> fovDeg = {};      // absent: EXIF, else solved
    std::string head = "free";              // name of the head model
    std::filesystem::path landmarks = {};   // a file as readLandmarks takes it; empty: detected
    std::filesystem::path deca = {};        // networks whose estimate the fit begins with; empty: none
    double likeness = 1.0;                  // 0: the mean head, 1: as fitted
};

/// A photo on its way to a project.
struct Reconstruction {
    photo::Photo photo;
    std::vector<photo::Photo> morePhotos;   // of the same person
    std::vector<photo::DetectedFace> faces;
    int chosenFace = 0;
    avatar::AvatarContents contents;
    bool startsFromDeca = false;            // the fit began with networks
    StageSeconds seconds;                   // "decode", "faces", "fit", "align"
};

inline constexpr int kAlignedSize = 512;   // pixels
inline constexpr int kThumbnailSize = 256;

/// Landmarks that a person placed.
struct PlacedLandmarks {
    reconstruct::Landmarks2 points;      // pixels of the photo's file
    reconstruct::LandmarkOrigins origins{};
};

/// 68 landmarks from a JSON array: [x, y] in pixels of the photo's file, [x, y, "found"] for those that are a detector's and
/// less sure, null for those that do not count. Throws Error "bad_photo" when `path` is none.
[[nodiscard]] PlacedLandmarks readLandmarks(const std::filesystem::path& path);

/// Photo to fitted head and aligned photo. Throws what the stages throw, and Error "bad_photo" for a landmark file that is none.
[[nodiscard]] Reconstruction reconstructPhoto(const ReconstructionOptions& options, base::Progress& progress,
                                              const base::CancelToken& cancel);

/// Further photos of one person for the fit: of each its most prominent face. Throws Error "no_face" that names the photo.
[[nodiscard]] std::vector<reconstruct::FitInput> inputsOf(std::span<const photo::Photo> photos, const base::CancelToken& cancel);

/// Photos as a project keeps them.
[[nodiscard]] std::vector<project::SourcePhoto> sourcesOf(std::span<const photo::Photo> photos);

/// Writes a new project, whole or not at all, with the photo's controls, what the fit began with and a thumbnail.
[[nodiscard]] project::Project createProject(const std::filesystem::path& path, const Reconstruction& reconstruction);

/// The aligned photo with its matte as alpha, small: the picture of a project that is not tuned yet.
[[nodiscard]] base::Image photoThumbnail(const reconstruct::AlignedPhoto& photo);

struct RefitOptions {
    std::filesystem::path replacement = {}; // a picture in place of the photo; empty: the photo stays
    bool fitsAnew = false;                  // also if `replacement` shows the face otherwise: then what was said about the fit is forgotten
    std::optional<int> face;              // another face of the photo, which forgets what was said; absent: the same
    std::filesystem::path landmarks;      // a file as readLandmarks takes it; empty: what the project says
    std::optional<double> fovDeg;         // absent: what the project says
    std::optional<double> likeness;       // absent: what the project says
    std::filesystem::path deca;           // networks whose estimate the fit begins with; empty: none
    bool forgetsDeca = false;             // nor does it keep the detail that networks made before
    std::vector<std::filesystem::path> addedPhotos; // further ones of the same person
    std::vector<int> droppedPhotos;       // further ones that go, counted from 1 as ProjectInfo lists them
};

enum class RefitOutcome {
    Fitted,
    SamePhoto, // `replacement` is the photo that the project has: only its place was noted
};

/// Fits the photo of `project` anew under what a person said about it, and writes the fit there. The inversion belonged to
/// the old fit and goes, or, with a replacement, aside with the old photo (exchangePhotos); controls that showed the photo follow the new one.
/// Detail that networks made of the same face stays, unless networks are given, are to be forgotten, or the photo is replaced.
/// Throws what the fit throws, Error "storage" at once when the project cannot be written, "unsupported" when a photo is to be added
/// that the project has already, or one is to go that it has not, or a replacement shows the face otherwise, "no_face" when it shows
/// several and none where the photo has it. Then nothing has changed.
RefitOutcome refitProject(project::Project& project, const RefitOptions& options, base::Progress& progress,
                          const base::CancelToken& cancel);

/// The photo of `project` and the one that it replaced change places, each with its fit and its avatar; controls that showed the photo
/// follow. Throws Error "storage" when the project cannot be written, "unsupported" when no photo was replaced.
void exchangePhotos(project::Project& project);

struct InvertOptions {
    std::string model = {};                 // a model's name in the library, or its file; empty: the one that ships
    invert::Quality quality = invert::Quality::Standard;
    double budgetSeconds = 0.0;             // 0: the quality's own
    int steps = 0;                          // of tuning; 0: what the budget allows
    int projectionSteps = 0;                // the same of the projection
    std::string device = "auto";            // as InversionOptions has it
    std::filesystem::path perceptual = {};  // a network that judges pictures; empty: none
    std::uint64_t seed = 1;
    bool resumes = false;                   // go on from where an interrupted run stopped
};

/// Tunes an avatar to the photo of `project` and writes it there. What an interrupted run has reached lies beside the project.
///   returns  the avatar
/// Throws what invertPhoto throws, and Error "storage" at once when the project cannot be written.
[[nodiscard]] std::shared_ptr<const avatar::Avatar> invertProject(project::Project& project, const InvertOptions& options,
                                                                  base::Progress& progress, const base::CancelToken& cancel);

/// Where the learning of a look keeps what it has reached, beside `project`.
[[nodiscard]] std::filesystem::path learningFile(const project::Project& project);

/// Removes what interrupted tuning and learning have reached for `project`: it belongs to a fit that is no more.
void forgetInterrupted(const project::Project& project);

} // namespace effigy::app
