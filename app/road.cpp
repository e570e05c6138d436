// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/road.h"

#include "app/avatar_thumbnail.h"
#include "avatar/stage_renderer.h"
#include "base/atomic_file.h"
#include "base/error.h"
#include "generator/model_library.h"
#include "head/head_library.h"
#include "invert/inversion.h"
#include "project/fit_record.h"
#include "reconstruct/deca_start.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>

namespace effigy::app {
namespace {

/// Runs `work`, notes its seconds under `name`, passes its result on.
template <typename Work>
auto timed(StageSeconds& seconds, const char* name, const Work& work)
{
    const auto start = std::chrono::steady_clock::now();
    auto result = work();
    seconds.emplace_back(name, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    return result;
}

/// Given landmarks stand in for a face that no detector sees.
photo::DetectedFace faceOf(const reconstruct::Landmarks2& landmarks)
{
    photo::DetectedFace face;
    Eigen::Vector2f low = landmarks[0];
    Eigen::Vector2f high = landmarks[0];
    for (const Eigen::Vector2f& point : landmarks) {
        low = low.cwiseMin(point);
        high = high.cwiseMax(point);
    }
    face.x = low.x();
    face.y = low.y();
    face.width = high.x() - low.x();
    face.height = high.y() - low.y();
    face.landmarks = landmarks;
    return face;
}

std::filesystem::path beside(const project::Project& project, const char* ending)
{
    std::filesystem::path path = project.path();
    path += ending;
    return path;
}

std::filesystem::path checkpointOf(const project::Project& project) { return beside(project, ".tuning"); }

} // namespace

std::filesystem::path learningFile(const project::Project& project) { return beside(project, ".learning"); }

void forgetInterrupted(const project::Project& project)
{
    std::filesystem::remove(checkpointOf(project));
    std::filesystem::remove(learningFile(project));
}

base::Image photoThumbnail(const reconstruct::AlignedPhoto& photo)
{
    base::Image thumbnail(kThumbnailSize, kThumbnailSize, 4);
    const int step = photo.image.width / kThumbnailSize;
    for (int y = 0; y < kThumbnailSize; ++y)
        for (int x = 0; x < kThumbnailSize; ++x) {
            float sum[4] = {};
            for (int dy = 0; dy < step; ++dy)
                for (int dx = 0; dx < step; ++dx) {
                    const std::uint8_t* pixel = photo.image.at(x * step + dx, y * step + dy);
                    for (int c = 0; c < 3; ++c)
                        sum[c] += pixel[c];
                    sum[3] += 255.0F * *photo.matte.at(x * step + dx, y * step + dy);
                }
            for (int c = 0; c < 4; ++c)
                thumbnail.at(x, y)[c] = static_cast<std::uint8_t>(std::clamp(sum[c] / static_cast<float>(step * step), 0.0F, 255.0F));
        }
    return thumbnail;
}

PlacedLandmarks readLandmarks(const std::filesystem::path& path)
{
    const auto bytes = base::readFile(path, std::size_t{1} << 20);
    const auto* text = reinterpret_cast<const char*>(bytes.data());
    const nlohmann::json json = nlohmann::json::parse(text, text + bytes.size(), nullptr, false);
    const base::Error refusal("bad_photo", path.string() + " holds no landmarks",
                              "Give a JSON array of 68 pairs [x, y], in pixels of the photo.");
    if (!json.is_array() || json.size() != head::kLandmarkCount)
        throw refusal;
    using reconstruct::LandmarkOrigin;
    PlacedLandmarks landmarks;
    Eigen::Vector2f sum = Eigen::Vector2f::Zero();
    int count = 0;
    for (std::size_t i = 0; i < landmarks.points.size(); ++i) {
        const nlohmann::json& entry = json[i];
        landmarks.origins[i] = entry.is_null() ? LandmarkOrigin::Absent : LandmarkOrigin::Placed;
        if (entry.is_null())
            continue;
        const bool isFound = entry.is_array() && entry.size() == 3 && entry[2] == "found";
        if (!entry.is_array() || (entry.size() != 2 && !isFound) || !entry[0].is_number() || !entry[1].is_number())
            throw refusal;
        if (isFound)
            landmarks.origins[i] = LandmarkOrigin::Found;
        landmarks.points[i] = Eigen::Vector2f(entry[0].get<float>(), entry[1].get<float>());
        sum += landmarks.points[i];
        ++count;
    }
    // What does not count lies somewhere on the face, so that boxes stay boxes.
    for (std::size_t i = 0; i < landmarks.points.size(); ++i)
        if (landmarks.origins[i] == LandmarkOrigin::Absent)
            landmarks.points[i] = sum / static_cast<float>(std::max(1, count));
    return landmarks;
}

namespace {

reconstruct::FitInput inputOf(const photo::Photo& photo, const photo::DetectedFace& face)
{
    return {photo.image, face.landmarks, {face.x, face.y, face.width, face.height}, photo.fovDeg};
}

} // namespace

std::vector<reconstruct::FitInput> inputsOf(std::span<const photo::Photo> photos, const base::CancelToken& cancel)
{
    std::vector<reconstruct::FitInput> inputs;
    if (photos.empty())
        return inputs;
    const photo::FaceFinder finder;
    for (const photo::Photo& photo : photos) {
        const auto faces = finder.find(photo.image, cancel);
        inputs.push_back(inputOf(photo, photo::chooseFace(faces, std::nullopt, photo.name)));
    }
    return inputs;
}

Reconstruction reconstructPhoto(const ReconstructionOptions& options, base::Progress& progress,
                                const base::CancelToken& cancel)
{
    Reconstruction result;
    progress.report({.stage = "decode", .done = 0, .of = 1, .metrics = {}});
    result.photo = timed(result.seconds, "decode", [&] { return photo::decodePhoto(options.photo); });
    cancel.check();

    reconstruct::FitOptions fitOptions;
    fitOptions.fovDeg = options.fovDeg;
    fitOptions.likeness = options.likeness;
    progress.report({.stage = "faces", .done = 0, .of = 1, .metrics = {}});
    if (options.landmarks.empty()) {
        result.faces = timed(result.seconds, "faces",
                             [&] { return photo::FaceFinder().find(result.photo.image, cancel); });
    } else {
        PlacedLandmarks placed = readLandmarks(options.landmarks);
        for (Eigen::Vector2f& point : placed.points)
            point *= static_cast<float>(result.photo.scale); // they count the file's own pixels
        fitOptions.landmarks = placed.points;
        fitOptions.origins = placed.origins;
        result.faces = {faceOf(placed.points)};
    }
    const photo::DetectedFace& face = photo::chooseFace(result.faces, options.face, options.photo.filename().string());
    result.chosenFace = static_cast<int>(&face - result.faces.data());
    for (const auto& path : options.morePhotos)
        result.morePhotos.push_back(photo::decodePhoto(path));

    avatar::AvatarContents& contents = result.contents;
    contents.headModel = head::loadHead(options.head);
    contents.fit = timed(result.seconds, "fit", [&] {
        std::vector<reconstruct::FitInput> inputs = {inputOf(result.photo, face)};
        std::ranges::move(inputsOf(result.morePhotos, cancel), std::back_inserter(inputs));
        result.startsFromDeca = !options.deca.empty();
        if (result.startsFromDeca)
            fitOptions.start =
                reconstruct::decaStart(options.deca, result.photo.image, face.landmarks, contents.headModel->data(), fitOptions.textureSize);
        return reconstruct::fitHead(inputs, *contents.headModel, fitOptions, progress, cancel);
    });
    contents.headModel = reconstruct::personalHead(contents.headModel, contents.fit);
    contents.photo = timed(result.seconds, "align", [&] {
        return reconstruct::alignPhoto(result.photo.image, contents.fit, *contents.headModel, kAlignedSize, progress, cancel);
    });
    return result;
}

std::vector<project::SourcePhoto> sourcesOf(std::span<const photo::Photo> photos)
{
    std::vector<project::SourcePhoto> sources;
    for (const photo::Photo& photo : photos)
        sources.push_back({photo.name, photo.bytes});
    return sources;
}

project::Project createProject(const std::filesystem::path& path, const Reconstruction& reconstruction)
{
    const avatar::AvatarContents& contents = reconstruction.contents;
    project::Project project = project::Project::create(
        path, {.photo = {.name = reconstruction.photo.name, .bytes = reconstruction.photo.bytes, .path = reconstruction.photo.path},
               .fit = contents.fit,
               .aligned = contents.photo,
               .controls = avatar::Avatar(contents).photoControls(),
               .furtherPhotos = sourcesOf(reconstruction.morePhotos)});
    std::filesystem::remove(checkpointOf(project)); // of an older project of that name
    project.setThumbnail(photoThumbnail(contents.photo));
    if (reconstruction.startsFromDeca) {
        project::FitRecord record = project::fitRecord(project);
        record.applied.startsFromDeca = true;
        record.document.apply("Start from DECA", record.applied);
        project::keepFitRecord(project, record);
    }
    return project;
}

std::shared_ptr<const avatar::Avatar> invertProject(project::Project& project, const InvertOptions& options,
                                                    base::Progress& progress, const base::CancelToken& cancel)
{
    if (project.isReadOnly())
        throw base::Error("storage", project.path().string() + " cannot be written", "Save a copy in another folder first.");
    const std::filesystem::path checkpoint = checkpointOf(project);
    if (!options.resumes)
        std::filesystem::remove(checkpoint);
    avatar::AvatarContents contents = project::avatarContents(project);
    const std::filesystem::path model = generator::ModelLibrary().fileOf(options.model);
    contents.inversion = invert::invertPhoto(contents.photo, contents.fit, *contents.headModel,
                                             {.quality = options.quality,
                                              .budgetSeconds = options.budgetSeconds,
                                              .steps = options.steps,
                                              .projectionSteps = options.projectionSteps,
                                              .seed = options.seed,
                                              .model = model,
                                              .device = options.device,
                                              .perceptual = options.perceptual,
                                              .checkpoint = checkpoint},
                                             progress, cancel);
    project.setInversion(*contents.inversion);
    std::filesystem::remove(checkpoint);

    auto avatar = std::make_shared<const avatar::Avatar>(std::move(contents), model, options.device);
    avatar::StageRenderer renderer(avatar);
    project.setThumbnail(avatarThumbnail(renderer, cancel));
    return avatar;
}

} // namespace effigy::app
