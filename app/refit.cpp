// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/road.h"
#include "base/error.h"
#include "head/head_library.h"
#include "project/fit_record.h"
#include "project/photo_change.h"
#include "reconstruct/deca_start.h"

#include <algorithm>
#include <cmath>
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
    if (!options.deca.empty() || options.forgetsDeca || !options.replacement.empty()) // of another photo the detail does not stay
        wish.startsFromDeca = !options.deca.empty();
    return wish;
}

/// Name of the edit that makes `after` of `before`, by the words of the studio.
const char* editNameOf(const reconstruct::FitWish& before, const reconstruct::FitWish& after)
{
    std::vector<const char*> names;
    if (after.landmarks != before.landmarks)
        names.push_back("Landmarks from a file");
    if (after.fovDeg != before.fovDeg)
        names.push_back("Angle of view");
    if (after.likeness != before.likeness)
        names.push_back("Likeness");
    if (after.startsFromDeca != before.startsFromDeca)
        names.push_back(after.startsFromDeca ? "Start from DECA" : "Start without DECA");
    return names.size() == 1 ? names.front() : "Fit again";
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
void followPhoto(project::Project& project, const avatar::Avatar& before, const avatar::Avatar& after, const char* edit)
{
    avatar::Document document = project.document();
    std::vector<std::pair<std::string, double>> values;
    for (const auto& control : head::headControls()) {
        const double shown = document.state().controls.get(control.id);
        if (shown == before.photoControls().get(control.id))
            values.emplace_back(control.id, after.photoControls().get(control.id));
    }
    document.apply(avatar::Edit::setControls(document.state(), edit, values));
    project.saveDocument(document);
}

/// The head that the project's photo was fitted with, without what was tuned to it.
avatar::Avatar fittedHead(const project::Project& project)
{
    avatar::AvatarContents contents = project::avatarContents(project);
    contents.inversion.reset();
    contents.learntLooks.clear();
    return avatar::Avatar(std::move(contents));
}

void requireWritable(const project::Project& project)
{
    if (project.isReadOnly())
        throw base::Error("storage", project.path().string() + " cannot be written", "Save a copy in another folder first.");
}

/// What is to be fitted, before `options` add to what a person said.
struct Subject {
    photo::Photo photo;
    project::FitRecord record;
    reconstruct::FaceBox box;
};

reconstruct::FaceBox boxOf(const photo::DetectedFace& face) { return {face.x, face.y, face.width, face.height}; }

/// The project's photo: the face that it was fitted to, or another one.
///   fittedBox  of that face
Subject ownSubject(const project::Project& project, const reconstruct::FaceBox& fittedBox, const RefitOptions& options, const base::CancelToken& cancel)
{
    const project::SourcePhoto source = project.photo();
    Subject subject{photo::decodePhoto(source.bytes, source.name), project::fitRecord(project), fittedBox};
    if (options.face) {
        const auto faces = photo::FaceFinder().find(subject.photo.image, cancel);
        const photo::DetectedFace& face = photo::chooseFace(faces, options.face, subject.photo.name);
        subject.record = {.found = face.landmarks, .document = {}, .applied = {}};
        subject.box = boxOf(face);
    }
    return subject;
}

/// The picture that comes in place of the project's photo. What was said about the old one goes along if both have the same framing.
Subject replacedSubject(const project::Project& project, project::PhotoChange change, const RefitOptions& options)
{
    const std::string& name = change.photo.name;
    if (!change.face)
        throw base::Error("no_face", name + " shows " + std::to_string(change.faces.size()) + " faces, and none lies where the photo of the project has its face",
                          "Choose one of the faces");
    if (!change.framing.isSame && !options.fitsAnew)
        throw base::Error("unsupported",
                          name + " does not show the face as the photo of the project does: the landmarks differ by "
                              + std::to_string(std::lround(100.0 * change.framing.difference)) + " % of the eye distance",
                          "With --anew it is fitted as a new photo: what was corrected by hand in the fit is forgotten, all else stays");
    const photo::DetectedFace& face = change.faces[static_cast<std::size_t>(*change.face)];
    project::FitRecord record;
    if (change.framing.isSame) {
        record = project::fitRecord(project);
        record.document.scale(change.framing.scale);
    }
    record.found = face.landmarks;
    return {.photo = std::move(change.photo), .record = std::move(record), .box = boxOf(face)};
}

} // namespace

RefitOutcome refitProject(project::Project& project, const RefitOptions& options, base::Progress& progress,
                          const base::CancelToken& cancel)
{
    requireWritable(project);
    const bool isReplaced = !options.replacement.empty();
    const reconstruct::HeadFit old = project.fit();
    Subject subject;
    if (isReplaced) {
        project::PhotoChange change = project::photoChange(project, options.replacement, options.face, cancel);
        if (change.isSameFile) {
            project.setPhotoPath(change.photo.path);
            return RefitOutcome::SamePhoto;
        }
        subject = replacedSubject(project, std::move(change), options);
    } else {
        subject = ownSubject(project, old.box, options, cancel);
    }
    const photo::Photo& photo = subject.photo;
    const reconstruct::FitWish wish = wishOf(subject.record, options, photo);
    subject.record.document.apply(editNameOf(subject.record.document.wish(), wish), wish);
    subject.record.applied = wish;

    reconstruct::FitOptions how;
    how.fovDeg = wish.fovDeg;
    how.likeness = wish.likeness;
    how.landmarks = reconstruct::wishedLandmarks(subject.record.found, wish);
    how.origins = reconstruct::wishedOrigins(wish);
    avatar::AvatarContents contents;
    contents.headModel = head::loadHead(old.headModel);
    const std::vector<photo::Photo> further = furtherPhotos(project, options);
    std::vector<reconstruct::FitInput> inputs = {{photo.image, *how.landmarks, subject.box, photo.fovDeg}};
    std::ranges::move(inputsOf(further, cancel), std::back_inserter(inputs));
    if (!options.deca.empty())
        how.start = reconstruct::decaStart(options.deca, photo.image, *how.landmarks, contents.headModel->data(), how.textureSize);
    contents.fit = reconstruct::fitHead(inputs, *contents.headModel, how, progress, cancel);
    if (old.detailOrigin == reconstruct::DetailOrigin::Network && !isReplaced && !options.face && options.deca.empty() && !options.forgetsDeca) {
        contents.fit.detail = old.detail;
        contents.fit.detailOrigin = old.detailOrigin;
    }
    contents.headModel = reconstruct::personalHead(contents.headModel, contents.fit);
    contents.photo =
        reconstruct::alignPhoto(photo.image, contents.fit, *contents.headModel, kAlignedSize, progress, cancel);

    const avatar::Avatar before = fittedHead(project), after(contents);
    if (isReplaced)
        project.replacePhoto({photo.name, photo.bytes, photo.path}, contents.fit, contents.photo);
    else
        project.setFit(contents.fit, contents.photo, sourcesOf(further));
    project::keepFitRecord(project, subject.record);
    followPhoto(project, before, after, isReplaced ? "Another photo" : "Fit again");
    project.setThumbnail(photoThumbnail(contents.photo));
    forgetInterrupted(project);
    return RefitOutcome::Fitted;
}

void exchangePhotos(project::Project& project)
{
    requireWritable(project);
    const avatar::Avatar before = fittedHead(project);
    project.exchangePhotos();
    followPhoto(project, before, fittedHead(project), "Another photo");
    forgetInterrupted(project);
}

} // namespace effigy::app
