// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/avatar.h"
#include "avatar/edit_history.h"
#include "base/image.h"
#include "invert/inversion.h"
#include "reconstruct/aligned_photo.h"
#include "reconstruct/head_fit.h"
#include "style/tone.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace effigy::project {

/// "EfgY" in the file's header: how a project is told from any other SQLite database.
inline constexpr std::uint32_t kApplicationId = 0x45666759;
/// The newest layout this program reads and writes. A file says the oldest layout that can hold what it
/// holds, so that older programs open what they understand.
inline constexpr int kFormatVersion = avatar::kClipLayout;

/// The photo exactly as the person gave it.
struct SourcePhoto {
    std::string name;             // file name, no folder
    std::vector<std::byte> bytes; // JPEG, PNG, HEIC, ...
    std::filesystem::path path = {}; // of the file that it was read from, absolute; empty: not known. Further photos have none
};

/// What a new project starts with.
struct NewProject {
    SourcePhoto photo;
    reconstruct::HeadFit fit;
    reconstruct::AlignedPhoto aligned;
    head::ControlValues controls; // the photo's own values, see Avatar::photoControls
    std::vector<SourcePhoto> furtherPhotos = {}; // of the same person, that the fit learnt from as well
};

/// A short look at a project, without loading its weights.
struct ProjectInfo {
    std::filesystem::path path;
    std::string photoName;
    std::filesystem::path photoPath;   // where the photo was read from; empty: not known
    std::string formerPhotoName;       // of the photo that was replaced last and lies aside; empty: none
    std::vector<std::string> furtherPhotoNames;
    std::string headModel;
    bool isInverted = false;
    std::string generator;             // name, empty before the inversion
    std::string generatorSha256;       // of its weights; empty: not recorded
    double psnr = 0.0;                 // of the inversion, dB
    int editCount = 0;
    std::string createdUtc;            // ISO 8601
    std::string changedUtc;
    std::uintmax_t fileBytes = 0;
};

enum class Access {
    ReadWrite, // a file that cannot be written is still opened for viewing; then changes throw
    ReadOnly,
};

/// One `.effigy` file: a SQLite database in which every change is a transaction, so that it is valid at any moment.
/// Belongs to one thread; several programs may hold the same file, each change waits a few seconds for the others.
/// Every function throws Error "storage" when the file cannot be read or written (full disk, read-only, locked by another
/// program, gone), and "bad_project" when what it holds is damaged. docs/file-format.md describes the tables.
class Project {
public:
    /// A new file at `path`, whole or not at all; one that is there is replaced.
    [[nodiscard]] static Project create(const std::filesystem::path& path, const NewProject& content);

    /// Opens an existing file, after checking it without writing to it, but for what a program that was killed had half written: that is
    /// taken back first, whatever the access.
    /// Throws Error "storage" (missing, unreadable), "bad_project" (no project, or damaged), "newer_project".
    [[nodiscard]] static Project open(const std::filesystem::path& path, Access access = Access::ReadWrite);

    ~Project();
    Project(Project&&) noexcept;
    Project& operator=(Project&&) noexcept;

    [[nodiscard]] const std::filesystem::path& path() const;
    [[nodiscard]] bool isReadOnly() const;
    [[nodiscard]] ProjectInfo info() const;

    [[nodiscard]] SourcePhoto photo() const;
    /// More photos of the same person, from which the fit learns the shape.
    [[nodiscard]] std::vector<SourcePhoto> furtherPhotos() const;
    [[nodiscard]] reconstruct::HeadFit fit() const;
    [[nodiscard]] reconstruct::AlignedPhoto alignedPhoto() const;
    /// A new fit of the same photo, with `furtherPhotos` beside it. The inversion belonged to the old one and goes.
    void setFit(const reconstruct::HeadFit& fit, const reconstruct::AlignedPhoto& aligned, std::span<const SourcePhoto> furtherPhotos);
    /// Another photo in place of the present one, with its fit. The present one goes aside with its fit, its inversion, the looks learnt
    /// and what a person said about the fit; what lay aside before goes.
    void replacePhoto(const SourcePhoto& photo, const reconstruct::HeadFit& fit, const reconstruct::AlignedPhoto& aligned);
    /// The photo that lies aside and the present one change places, each with all that belongs to it.
    /// Throws Error "unsupported" when none lies aside.
    void exchangePhotos();
    /// The same photo has been found at `path`.
    void setPhotoPath(const std::filesystem::path& path);

    [[nodiscard]] std::optional<invert::InversionResult> inversion() const;
    /// The looks that the old inversion had learnt go.
    void setInversion(const invert::InversionResult& inversion);

    /// Looks that the tuned generator has learnt.
    [[nodiscard]] avatar::LearntLooks learntLooks() const;
    /// `id` consists of small letters.
    void setLearntLook(std::string_view id, std::span<const std::byte> delta);
    void removeLearntLook(std::string_view id);

    /// Controls, bookmarks, timeline and the edit history. saveDocument writes what differs from the last one.
    [[nodiscard]] avatar::Document document() const;
    void saveDocument(const avatar::Document& document);

    /// Keeps the bytes of a sound file for a timeline and returns the id that the sound track names them by. What neither the
    /// document nor its history names any more goes with the next saveDocument.
    std::string addSound(std::span<const std::byte> bytes);
    /// Throws Error "bad_project" when there is none of that id.
    [[nodiscard]] std::vector<std::byte> sound(std::string_view id) const;

    /// Likewise the bytes of a .cube file, which the document's toning names.
    std::string addLut(std::span<const std::byte> bytes);
    [[nodiscard]] std::vector<std::byte> lut(std::string_view id) const;

    [[nodiscard]] std::optional<base::Image> thumbnail() const;
    void setThumbnail(const base::Image& image);

    /// Small facts by key: "view", "savedAs". Empty: absent.
    [[nodiscard]] std::string metadata(std::string_view key) const;
    void setMetadata(std::string_view key, std::string_view value);

    /// A complete copy at `path`, whole or not at all. This project stays where it is.
    void saveCopy(const std::filesystem::path& path) const;

    /// True when another program has changed the file since this object last read or wrote it.
    [[nodiscard]] bool wasChangedElsewhere() const;

private:
    struct Database;
    explicit Project(std::unique_ptr<Database> database);
    std::unique_ptr<Database> m_database;
};

/// The id by which a project knows a sound or a colour table: the SHA-256 of its file's bytes, 64 hexadecimal digits.
[[nodiscard]] std::string fileId(std::span<const std::byte> bytes);

/// Everything that the avatar of `project` is made of, with the head model it was fitted with.
/// Throws Error "model_missing" when that head model is not installed.
[[nodiscard]] avatar::AvatarContents avatarContents(const Project& project);

/// Curves and colour table of `toning`, whose file `project` keeps; null when there are neither.
/// Throws Error "bad_project" when the project lacks the file, "bad_lut" when that is damaged.
[[nodiscard]] std::shared_ptr<const style::Tone> toneOf(const Project& project, const style::Toning& toning);

} // namespace effigy::project
