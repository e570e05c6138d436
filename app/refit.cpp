// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/road.h"
#include "base/error.h"
#include "head/head_library.h"
#include "project/fit_record.h"
#include "reconstruct/deca_start.h"

#include <algorithm>
#include <iterator>

namespace effigy::app {

namespace {

/// What `options` add to what the project says.
reconstruct::FitWish wishOf(const project::FitRecord& record, const RefitOptions& options, const photo::Photo& photo)
{
    reconstruct::FitWish wish = record.document.wish();
    if (!options.landmarks.empty()) {
        const PlacedLandmarks placed = readLandmarks(options.landmarks);
        wish.landmarks.clear();
        for (std::size_t i = 0; i < placed.points.size(); ++i) {
            if (placed.origins[i] == reconstruct::LandmarkOrigin::Placed)
                wish.landmarks[static_cast<int>(i)] = placed.points[i] * static_cast<float>(photo.scale);
            else if (placed.origins[i] == reconstruct::LandmarkOrigin::Absent)
                wish.landmarks[static_cast<int>(i)] = std::nullopt;
        }
    }
    if (options.fovDeg)
        wish.fovDeg = options.fovDeg;
    if (options.likeness)
        wish.likeness = *options.likeness;
    return wish;
}

/// The further photos of `project` as `options` want them.
std::vector<photo::Photo> furtherPhotos(const project::Project& project, const RefitOptions& options)
{
    const std::vector<project::SourcePhoto> kept = project.furtherPhotos();
    for (const int number : options.droppedPhotos)
        if (number > static_cast<int>(kept.size()))
            throw base::Error("unsupported", "The project has no further photo " + std::to_string(number),
                              "\"effigy info\" lists the photos of a project");
    std::vector<photo::Photo> photos;
    for (std::size_t i = 0; i < kept.size(); ++i)
        if (std::ranges::find(options.droppedPhotos, static_cast<int>(i) + 1) == options.droppedPhotos.end())
            photos.push_back(photo::decodePhoto(kept[i].bytes, kept[i].name));
    const std::vector<std::byte> main = project.photo().bytes;
    for (const auto& path : options.addedPhotos) {
        photo::Photo added = photo::decodePhoto(path);
        const bool isThere = added.bytes == main || std::ranges::find(photos, added.bytes, &photo::Photo::bytes) != photos.end();
        if (isThere)
            throw base::Error("unsupported", "The project has the photo " + added.name + " already", "Choose another photo of the same person");
        photos.push_back(std::move(added));
    }
    return photos;
}

/// Controls that showed the old photo show the new fit; what a person set stays.
void followPhoto(project::Project& project, const avatar::Avatar& before, const avatar::Avatar& after)
{
    avatar::Document document = project.document();
    std::vector<std::pair<std::string, double>> values;
    for (const auto& control : head::headControls()) {
        const double shown = document.state().controls.get(control.id);
        if (shown == before.photoControls().get(control.id))
            values.emplace_back(control.id, after.photoControls().get(control.id));
    }
    document.apply(avatar::Edit::setControls(document.state(), "Fit again", values));
    project.saveDocument(document);
}

} // namespace

void refitProject(project::Project& project, const RefitOptions& options, base::Progress& progress,
                  const base::CancelToken& cancel)
{
    if (project.isReadOnly())
        throw base::Error("storage", project.path().string() + " cannot be written", "Save a copy in another folder first.");
    const project::SourcePhoto source = project.photo();
    const photo::Photo photo = photo::decodePhoto(source.bytes, source.name);
    project::FitRecord record = project::fitRecord(project);
    const reconstruct::HeadFit old = project.fit();
    reconstruct::FaceBox box = old.box;
    if (options.face) {
        const auto faces = photo::FaceFinder().find(photo.image, cancel);
        const photo::DetectedFace& face = photo::chooseFace(faces, options.face, photo.name);
        record = {.found = face.landmarks, .document = {}, .applied = {}};
        box = {face.x, face.y, face.width, face.height};
    }
    const reconstruct::FitWish wish = wishOf(record, options, photo);
    record.document.apply("Fit again", wish);
    record.applied = wish;

    reconstruct::FitOptions how;
    how.fovDeg = wish.fovDeg;
    how.likeness = wish.likeness;
    how.landmarks = reconstruct::wishedLandmarks(record.found, wish);
    how.origins = reconstruct::wishedOrigins(wish);
    avatar::AvatarContents contents;
    contents.headModel = head::loadHead(old.headModel);
    const std::vector<photo::Photo> further = furtherPhotos(project, options);
    std::vector<reconstruct::FitInput> inputs = {{photo.image, *how.landmarks, box, photo.fovDeg}};
    std::ranges::move(inputsOf(further, cancel), std::back_inserter(inputs));
    if (!options.deca.empty())
        how.start = reconstruct::decaStart(options.deca, photo.image, *how.landmarks, contents.headModel->data(), how.textureSize);
    contents.fit = reconstruct::fitHead(inputs, *contents.headModel, how, progress, cancel);
    const bool keepsDetail = old.detailOrigin == reconstruct::DetailOrigin::Network && !options.face && options.deca.empty();
    if (keepsDetail) {
        contents.fit.detail = old.detail;
        contents.fit.detailOrigin = old.detailOrigin;
    }
    contents.headModel = reconstruct::personalHead(contents.headModel, contents.fit);
    contents.photo =
        reconstruct::alignPhoto(photo.image, contents.fit, *contents.headModel, kAlignedSize, progress, cancel);

    avatar::AvatarContents former = project::avatarContents(project);
    former.inversion.reset();
    const avatar::Avatar before(std::move(former)), after(contents);
    project.setFit(contents.fit, contents.photo, sourcesOf(further));
    project::keepFitRecord(project, record);
    followPhoto(project, before, after);
    project.setThumbnail(photoThumbnail(contents.photo));
}

} // namespace effigy::app
