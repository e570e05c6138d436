// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/photo_change.h"

#include "project/fit_record.h"

#include <algorithm>
#include <fstream>

namespace effigy::project {

PhotoChange photoChange(const Project& project, const std::filesystem::path& file, std::optional<int> face, const base::CancelToken& cancel)
{
    PhotoChange change;
    change.photo = photo::decodePhoto(file);
    change.isSameFile = change.photo.bytes == project.photo().bytes;
    if (change.isSameFile)
        return change;
    cancel.check();
    change.faces = photo::FaceFinder().find(change.photo.image, cancel);
    (void)photo::chooseFace(change.faces, face, change.photo.name); // refuses
    const reconstruct::HeadFit fit = project.fit();
    const reconstruct::FramedFace known{fitRecord(project).found, fit.photoWidth, fit.photoHeight};
    std::vector<reconstruct::Framing> framings;
    for (const photo::DetectedFace& found : change.faces)
        framings.push_back(reconstruct::compareFraming(known, {found.landmarks, change.photo.image.width, change.photo.image.height}));
    const auto nearest = std::ranges::min_element(framings, {}, &reconstruct::Framing::difference);
    if (face)
        change.face = face;
    else if (nearest->isSame || framings.size() == 1)
        change.face = static_cast<int>(nearest - framings.begin());
    change.framing = framings[static_cast<std::size_t>(change.face.value_or(0))];
    return change;
}

PhotoFile photoFile(const Project& project)
{
    const SourcePhoto photo = project.photo();
    if (photo.path.empty())
        return PhotoFile::Unknown;
    std::error_code failure;
    const auto size = std::filesystem::file_size(photo.path, failure); // fails for folders as well
    std::ifstream in(photo.path, std::ios::binary);
    if (failure || !in)
        return PhotoFile::Missing;
    if (size != photo.bytes.size())
        return PhotoFile::Changed;
    std::vector<char> bytes(photo.bytes.size());
    if (!in.read(bytes.data(), static_cast<std::streamsize>(bytes.size())))
        return PhotoFile::Missing;
    const bool isSame = std::ranges::equal(bytes, photo.bytes, {}, [](char c) { return static_cast<std::byte>(c); });
    return isSame ? PhotoFile::Same : PhotoFile::Changed;
}

} // namespace effigy::project
