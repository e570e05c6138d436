// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/project.h"

#include "avatar/timeline_json.h"
#include "base/atomic_file.h"
#include "base/sha256.h"
#include "head/form_controls.h"
#include "head/head_library.h"
#include "project/blobs.h"
#include "project/database.h"
#include "project/records.h"
#include "style/cube_file.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <ctime>
#include <fstream>
#include <set>

namespace effigy::project {

namespace fs = std::filesystem;

constexpr const char* kOffsets = "offsets"; // of the fit
constexpr const char* kDetail = "detail";   // likewise
using base::Error;

namespace {

constexpr const char* kTables = R"sql(
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE document(name TEXT PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE blob(name TEXT PRIMARY KEY, kind TEXT NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL,
                  channels INTEGER NOT NULL, crc32 INTEGER NOT NULL, data BLOB NOT NULL);
CREATE TABLE edit(seq INTEGER PRIMARY KEY, json TEXT NOT NULL);
)sql";

std::string nowUtc()
{
    const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm utc{};
    gmtime_r(&now, &utc);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &utc);
    return text.data();
}

std::uint32_t bigEndian(const std::array<unsigned char, 100>& header, std::size_t at)
{
    return std::uint32_t{header[at]} << 24 | std::uint32_t{header[at + 1]} << 16 | std::uint32_t{header[at + 2]} << 8
           | std::uint32_t{header[at + 3]};
}

/// Looks at the file's first 100 bytes only, so that a foreign or newer file is not touched in any way.
/// Offsets: SQLite's file format, section 1.3.
void checkHeader(const fs::path& path)
{
    const auto name = path.string();
    std::error_code failure;
    if (!fs::exists(path, failure))
        throw Error("storage", "There is no project " + name, "Look for it with Open");
    if (!fs::is_regular_file(path, failure))
        throw Error("bad_project", name + " is not a file", "Choose a file that ends in .effigy");
    std::ifstream in(path, std::ios::binary);
    if (!in)
        throw Error("storage", name + " cannot be read: " + std::strerror(errno), "Check the file's permissions");
    std::array<unsigned char, 100> header{};
    in.read(reinterpret_cast<char*>(header.data()), header.size());
    constexpr std::array<char, 16> kMagic = {"SQLite format 3"};
    if (in.gcount() != static_cast<std::streamsize>(header.size()) || std::memcmp(header.data(), kMagic.data(), 16) != 0
        || bigEndian(header, 68) != kApplicationId)
        throw Error("bad_project", name + " is not an Effigy project", "Choose a file that ends in .effigy");
    const auto version = bigEndian(header, 60);
    if (version > kFormatVersion)
        throw Error("newer_project",
                    name + " was written by a newer version of Effigy (layout " + std::to_string(version) + ", this is "
                        + std::to_string(kFormatVersion) + ")",
                    "Update Effigy; the file was not changed");
    if (version == 0)
        throw Error("bad_project", name + " is damaged: it has no layout", "Open a copy or a backup of the project");
}

bool canWrite(const fs::path& path)
{
    const auto folder = path.parent_path().empty() ? fs::path(".") : path.parent_path();
    // The folder too: a transaction keeps its journal beside the file.
    return ::access(path.c_str(), W_OK) == 0 && ::access(folder.c_str(), W_OK | X_OK) == 0;
}

void checkContent(const Sqlite& database)
{
    Transaction transaction(database, Transaction::Kind::Read); // so that no writer is half-way
    auto verdict = database.text("PRAGMA quick_check(1)");
    // SQLite reads a last page that was cut as if it ended in zeros.
    const auto bytes = database.integer("PRAGMA page_count") * database.integer("PRAGMA page_size");
    std::error_code failure;
    if (fs::file_size(database.file(), failure) < static_cast<std::uintmax_t>(bytes))
        verdict = "its end is missing";
    if (verdict != "ok")
        throw Error("bad_project", database.file().string() + " is damaged: " + verdict,
                    "Open a copy or a backup of the project");
    transaction.commit();
}

fs::path journalOf(const fs::path& path) { return path.string() + "-journal"; }

/// Takes back what a program that was killed had half written. SQLite does so when somebody reads, but not for those who may read only.
void takeBackHalfWritten(const fs::path& path)
{
    if (fs::exists(journalOf(path)) && canWrite(path))
        (void)Sqlite(path, Sqlite::Mode::ReadWrite).integer("PRAGMA schema_version");
}

/// A journal that an earlier file of that name left behind would be rolled back into the new one.
void removeStaleJournal(const fs::path& path)
{
    std::error_code ignored;
    fs::remove(journalOf(path), ignored);
}

void writeMeta(const Sqlite& database, std::string_view key, std::string_view value)
{
    Statement(database, "INSERT OR REPLACE INTO meta(key, value) VALUES(?, ?)").bind(0, key).bind(1, value).run();
}

std::string readMeta(const Sqlite& database, std::string_view key)
{
    Statement row(database, "SELECT value FROM meta WHERE key = ?");
    row.bind(0, key);
    return row.step() ? row.text(0) : std::string();
}

void writeDocument(const Sqlite& database, std::string_view name, std::string_view json)
{
    Statement(database, "INSERT OR REPLACE INTO document(name, json) VALUES(?, ?)").bind(0, name).bind(1, json).run();
}

std::optional<std::string> readDocument(const Sqlite& database, std::string_view name)
{
    Statement row(database, "SELECT json FROM document WHERE name = ?");
    row.bind(0, name);
    return row.step() ? std::optional(row.text(0)) : std::nullopt;
}

std::string requiredDocument(const Sqlite& database, std::string_view name)
{
    auto json = readDocument(database, name);
    if (!json)
        throw Error("bad_project", database.file().string() + " is damaged: it has no " + std::string(name),
                    "Open a copy or a backup of the project");
    return *std::move(json);
}

/// Points as a picture of one row with three channels, and back.
base::FloatImage picture(const std::vector<Eigen::Vector3f>& points)
{
    base::FloatImage row(static_cast<int>(points.size()), 1, 3);
    for (std::size_t i = 0; i < points.size(); ++i)
        std::copy_n(points[i].data(), 3, row.at(static_cast<int>(i), 0));
    return row;
}

std::vector<Eigen::Vector3f> points(const base::FloatImage& row)
{
    if (row.channels != 3 || row.height != 1)
        throw Error("bad_project", "The offsets of the head are damaged", "Open an older copy, or fit the photo again");
    std::vector<Eigen::Vector3f> points;
    for (int i = 0; i < row.width; ++i)
        points.emplace_back(row.at(i, 0));
    return points;
}

void writeFit(const Sqlite& database, const reconstruct::HeadFit& fit, const reconstruct::AlignedPhoto& aligned)
{
    writeDocument(database, "fit", reconstruct::headFitToJson(fit));
    writeImage(database, "lit_texture", fit.litTexture);
    writeImage(database, "albedo", fit.albedo);
    if (fit.offsets.empty())
        removeBlob(database, kOffsets);
    else
        writeFloats(database, kOffsets, picture(fit.offsets));
    if (fit.detail.empty())
        removeBlob(database, kDetail);
    else
        writeFloats(database, kDetail, fit.detail);
    writeDocument(database, "aligned_camera", cameraToJson(aligned.camera));
    writeImage(database, "aligned_image", aligned.image);
    writeFloats(database, "matte", aligned.matte);
    writeFloats(database, "unseen", aligned.unseen);
}

constexpr std::string_view kFurtherPrefix = "further.";

/// Names of the blobs of further photos, in their order.
std::vector<std::string> furtherBlobs(const Sqlite& database)
{
    std::vector<std::string> names;
    Statement rows(database, "SELECT name FROM blob WHERE name GLOB 'further.[0-9]*' ORDER BY CAST(substr(name, 9) AS INTEGER)");
    while (rows.step())
        names.push_back(rows.text(0));
    return names;
}

std::vector<std::string> furtherNames(const Sqlite& database)
{
    std::vector<std::string> names;
    for (const auto& blob : furtherBlobs(database))
        names.push_back(readMeta(database, blob));
    return names;
}

void writeFurtherPhotos(const Sqlite& database, std::span<const SourcePhoto> photos)
{
    for (const auto& blob : furtherBlobs(database)) {
        removeBlob(database, blob);
        Statement(database, "DELETE FROM meta WHERE key = ?").bind(0, std::string_view(blob)).run();
    }
    for (std::size_t i = 0; i < photos.size(); ++i) {
        const std::string blob = std::string(kFurtherPrefix) + std::to_string(i + 1);
        writeBytes(database, blob, photos[i].bytes);
        writeMeta(database, blob, photos[i].name);
    }
}

constexpr std::string_view kLookPrefix = "look.";

/// Ids of the learnt looks.
std::vector<std::string> learntIds(const Sqlite& database)
{
    std::vector<std::string> ids;
    Statement rows(database, "SELECT name FROM blob WHERE name GLOB 'look.*' ORDER BY name");
    while (rows.step())
        ids.push_back(rows.text(0).substr(kLookPrefix.size()));
    return ids;
}

void removeLearntLooks(const Sqlite& database)
{
    for (const auto& id : learntIds(database))
        removeBlob(database, std::string(kLookPrefix) + id);
}

void removeInversion(const Sqlite& database)
{
    removeLearntLooks(database);
    Statement(database, "DELETE FROM document WHERE name = 'inversion'").run();
    removeBlob(database, "ws");
    removeBlob(database, "weight_delta");
}

constexpr std::string_view kAsidePrefix = "former."; // of what belongs to the photo that was replaced last

/// What belongs to the main photo, by table and column of the names, as patterns of GLOB.
struct PhotoRecords {
    const char* table;
    const char* column;
    std::vector<std::string_view> patterns;
};
const std::vector<PhotoRecords>& photoRecords()
{
    static const std::vector<PhotoRecords> records = {
        {"document", "name", {"fit", "aligned_camera", "inversion"}},
        {"blob", "name", {"photo", "lit_texture", "albedo", kOffsets, kDetail, "aligned_image", "matte", "unseen", "ws", "weight_delta", "thumbnail", "look.*"}},
        {"meta", "key", {"photo_name", "photo_path", "user.fit*"}}}; // fit_record.cpp has the last ones
    return records;
}

/// Renames them, from names that begin with `from` to such that begin with `to`.
void movePhotoRecords(const Sqlite& database, std::string_view from, std::string_view to)
{
    for (const PhotoRecords& records : photoRecords()) {
        const std::string column = records.column;
        const std::string sql = std::string("UPDATE ") + records.table + " SET " + column + " = ? || substr(" + column + ", ?) WHERE " + column + " GLOB ?";
        for (const std::string_view pattern : records.patterns)
            Statement(database, sql.c_str())
                .bind(0, to)
                .bind(1, static_cast<std::int64_t>(from.size()) + 1)
                .bind(2, std::string_view(std::string(from) + std::string(pattern)))
                .run();
    }
}

void removeFormerPhoto(const Sqlite& database)
{
    for (const PhotoRecords& records : photoRecords())
        database.execute((std::string("DELETE FROM ") + records.table + " WHERE " + records.column + " GLOB '" + std::string(kAsidePrefix) + "*'").c_str());
}

void writePhoto(const Sqlite& database, const SourcePhoto& photo)
{
    writeMeta(database, "photo_name", photo.name);
    if (!photo.path.empty())
        writeMeta(database, "photo_path", photo.path.string());
    writeBytes(database, "photo", photo.bytes);
}

constexpr std::string_view kSoundPrefix = "sound.";
constexpr std::string_view kLutPrefix = "lut.";

std::string soundBlob(std::string_view id) { return std::string(kSoundPrefix) + std::string(id); }
std::string lutBlob(std::string_view id) { return std::string(kLutPrefix) + std::string(id); }

/// Sounds that `document` plays, or would after an undo or redo.
std::set<std::string> soundsOf(const avatar::Document& document)
{
    std::set<std::string> ids;
    if (const auto& sound = document.state().timeline.sound)
        ids.insert(sound->id);
    for (const avatar::Edit& edit : document.history().edits())
        for (const std::string& id : edit.sounds())
            ids.insert(id);
    return ids;
}

/// Likewise colour tables.
std::set<std::string> lutsOf(const avatar::Document& document)
{
    std::set<std::string> ids{document.state().toning.lut.id};
    for (const avatar::Edit& edit : document.history().edits())
        for (const std::string& id : edit.luts())
            ids.insert(id);
    return ids;
}

/// Removes blobs whose names begin with `prefix`, but those that go on with an id of `kept`.
void removeBlobsBut(const Sqlite& database, std::string_view prefix, const std::set<std::string>& kept)
{
    std::vector<std::string> names;
    Statement rows(database, "SELECT name FROM blob");
    while (rows.step())
        names.push_back(rows.text(0));
    for (const auto& name : names)
        if (name.starts_with(prefix) && !kept.contains(name.substr(prefix.size())))
            removeBlob(database, name);
}

int neededLayout(const avatar::AvatarState& state)
{
    const auto& values = state.controls.nonNeutral();
    const auto isOfForm = [](const auto& entry) { return head::isFormControl(entry.first); };
    if (!state.timeline.clips.empty())
        return avatar::kClipLayout;
    if (state.toning != style::Toning() || std::ranges::any_of(values, isOfForm) || std::ranges::any_of(state.timeline.tracks, isOfForm))
        return avatar::kFormLayout;
    if (state.timeline.sound)
        return avatar::kSoundLayout;
    const bool hasLook = std::any_of(values.begin(), values.end(), [](const auto& entry) { return head::isLookControl(entry.first); });
    return state.timeline != avatar::Timeline() || !state.regions.isPlain() || hasLook ? avatar::kTimelineLayout : avatar::kFirstLayout;
}

int neededLayout(const avatar::Document& document)
{
    int layout = neededLayout(document.state());
    for (const avatar::Edit& edit : document.history().edits())
        layout = std::max(layout, edit.neededLayout());
    return layout;
}

void writeTimeline(const Sqlite& database, const avatar::Timeline& timeline)
{
    if (timeline == avatar::Timeline())
        Statement(database, "DELETE FROM document WHERE name = 'timeline'").run();
    else
        writeDocument(database, "timeline", avatar::timelineToJson(timeline));
}

void writeHistory(const Sqlite& database, const avatar::Document& document, std::size_t firstNew)
{
    if (const int layout = neededLayout(document); layout > database.integer("PRAGMA user_version"))
        database.execute(("PRAGMA user_version = " + std::to_string(layout)).c_str());
    Statement(database, "DELETE FROM edit WHERE seq >= ?").bind(0, static_cast<std::int64_t>(firstNew)).run();
    const auto edits = document.history().edits();
    for (std::size_t i = firstNew; i < edits.size(); ++i) {
        const auto json = edits[i].toJson();
        Statement(database, "INSERT INTO edit(seq, json) VALUES(?, ?)")
            .bind(0, static_cast<std::int64_t>(i))
            .bind(1, std::string_view(json))
            .run();
    }
    writeMeta(database, "history_position", std::to_string(document.history().position()));
    writeDocument(database, "state", avatar::stateToJson(document.state()));
}

/// How many edits both histories begin with.
std::size_t commonEdits(std::span<const avatar::Edit> a, std::span<const avatar::Edit> b)
{
    const auto ends = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    return static_cast<std::size_t>(ends.first - a.begin());
}

std::size_t historyPosition(const Sqlite& database, std::size_t edits)
{
    const auto text = readMeta(database, "history_position");
    const bool isNumber = !text.empty() && text.size() < 10 && std::all_of(text.begin(), text.end(), ::isdigit);
    const std::size_t position = isNumber ? std::stoul(text) : edits + 1;
    if (position > edits)
        throw Error("bad_project", database.file().string() + " is damaged: its edit history is broken",
                    "Open a copy or a backup of the project");
    return position;
}

} // namespace

struct Project::Database {
    Sqlite sqlite;
    bool isReadOnly = false;
    std::optional<avatar::Document> saved; // as this object last read or wrote it
    std::int64_t dataVersion = 0;          // changes when another connection commits

    Database(const fs::path& path, Sqlite::Mode mode)
        : sqlite(path, mode), isReadOnly(mode == Sqlite::Mode::ReadOnly)
    {
    }

    [[nodiscard]] std::int64_t currentDataVersion() const { return sqlite.integer("PRAGMA data_version"); }

    /// Runs `change` as one transaction and stamps the time.
    template <typename Change>
    void write(const Change& change)
    {
        if (isReadOnly)
            throw Error("storage", sqlite.file().string() + " is read-only", "Save a copy in another folder");
        Transaction transaction(sqlite, Transaction::Kind::Write);
        change();
        writeMeta(sqlite, "changed", nowUtc());
        transaction.commit();
    }

    template <typename Look>
    auto read(const Look& look) const
    {
        Transaction transaction(sqlite, Transaction::Kind::Read);
        auto found = look();
        transaction.commit();
        return found;
    }
};

Project::Project(std::unique_ptr<Database> database)
    : m_database(std::move(database))
{
}
Project::~Project() = default;
Project::Project(Project&&) noexcept = default;
Project& Project::operator=(Project&&) noexcept = default;

Project Project::create(const fs::path& path, const NewProject& content)
{
    base::AtomicFile file(path);
    {
        const Sqlite database(file.temporary(), Sqlite::Mode::Create);
        database.execute(("PRAGMA application_id = " + std::to_string(kApplicationId)).c_str());
        Transaction transaction(database, Transaction::Kind::Write);
        database.execute(kTables);
        writePhoto(database, content.photo);
        writeMeta(database, "created", nowUtc());
        writeMeta(database, "changed", nowUtc());
        writeFit(database, content.fit, content.aligned);
        writeFurtherPhotos(database, content.furtherPhotos);
        database.execute(("PRAGMA user_version = " + std::to_string(avatar::kFirstLayout)).c_str());
        writeHistory(database, avatar::Document({.controls = content.controls}), 0);
        transaction.commit();
    }
    removeStaleJournal(path);
    file.commit();
    return open(path);
}

Project Project::open(const fs::path& path, Access access)
{
    checkHeader(path);
    takeBackHalfWritten(path);
    const bool writes = access == Access::ReadWrite && canWrite(path);
    auto database = std::make_unique<Database>(path, writes ? Sqlite::Mode::ReadWrite : Sqlite::Mode::ReadOnly);
    checkContent(database->sqlite);
    database->dataVersion = database->currentDataVersion();
    return Project(std::move(database));
}

const fs::path& Project::path() const { return m_database->sqlite.file(); }

bool Project::isReadOnly() const { return m_database->isReadOnly; }

ProjectInfo Project::info() const
{
    const auto& db = m_database->sqlite;
    auto info = m_database->read([&] {
        ProjectInfo found;
        found.path = path();
        found.photoName = readMeta(db, "photo_name");
        found.photoPath = readMeta(db, "photo_path");
        found.formerPhotoName = readMeta(db, std::string(kAsidePrefix) + "photo_name");
        found.furtherPhotoNames = furtherNames(db);
        found.headModel = reconstruct::headFitFromJson(requiredDocument(db, "fit")).headModel;
        if (const auto json = readDocument(db, "inversion")) {
            const auto inversion = inversionFromJson(*json);
            found.isInverted = true;
            found.generator = inversion.model;
            found.generatorSha256 = inversion.modelSha256;
            found.psnr = inversion.psnr;
        }
        found.editCount = static_cast<int>(db.integer("SELECT count(*) FROM edit"));
        found.createdUtc = readMeta(db, "created");
        found.changedUtc = readMeta(db, "changed");
        return found;
    });
    std::error_code ignored;
    info.fileBytes = fs::file_size(path(), ignored);
    return info;
}

SourcePhoto Project::photo() const
{
    const auto& db = m_database->sqlite;
    return m_database->read([&] { return SourcePhoto{readMeta(db, "photo_name"), readBytes(db, "photo"), readMeta(db, "photo_path")}; });
}

std::vector<SourcePhoto> Project::furtherPhotos() const
{
    const auto& db = m_database->sqlite;
    return m_database->read([&] {
        std::vector<SourcePhoto> photos;
        for (const auto& blob : furtherBlobs(db))
            photos.push_back({readMeta(db, blob), readBytes(db, blob)});
        return photos;
    });
}

reconstruct::HeadFit Project::fit() const
{
    const auto& db = m_database->sqlite;
    return m_database->read([&] {
        auto fit = reconstruct::headFitFromJson(requiredDocument(db, "fit"));
        fit.litTexture = readImage(db, "lit_texture");
        fit.albedo = readImage(db, "albedo");
        if (hasBlob(db, kOffsets))
            fit.offsets = points(readFloats(db, kOffsets));
        if (hasBlob(db, kDetail)) // projects of older versions have none
            fit.detail = readFloats(db, kDetail);
        return fit;
    });
}

reconstruct::AlignedPhoto Project::alignedPhoto() const
{
    const auto& db = m_database->sqlite;
    return m_database->read([&] {
        return reconstruct::AlignedPhoto{readImage(db, "aligned_image"), readFloats(db, "matte"), readFloats(db, "unseen"),
                                         cameraFromJson(requiredDocument(db, "aligned_camera"))};
    });
}

void Project::setFit(const reconstruct::HeadFit& fit, const reconstruct::AlignedPhoto& aligned, std::span<const SourcePhoto> furtherPhotos)
{
    m_database->write([&] {
        writeFit(m_database->sqlite, fit, aligned);
        writeFurtherPhotos(m_database->sqlite, furtherPhotos);
        removeInversion(m_database->sqlite);
    });
}

void Project::replacePhoto(const SourcePhoto& photo, const reconstruct::HeadFit& fit, const reconstruct::AlignedPhoto& aligned)
{
    m_database->write([&] {
        removeFormerPhoto(m_database->sqlite);
        movePhotoRecords(m_database->sqlite, "", kAsidePrefix);
        writePhoto(m_database->sqlite, photo);
        writeFit(m_database->sqlite, fit, aligned);
    });
}

void Project::exchangePhotos()
{
    constexpr std::string_view kBetween = "between.";
    m_database->write([&] {
        const Sqlite& db = m_database->sqlite;
        if (!hasBlob(db, std::string(kAsidePrefix) + "photo"))
            throw Error("unsupported", "The project keeps no former photo", "There is one once its photo has been replaced");
        movePhotoRecords(db, "", kBetween);
        movePhotoRecords(db, kAsidePrefix, "");
        movePhotoRecords(db, kBetween, kAsidePrefix);
    });
}

void Project::setPhotoPath(const fs::path& path)
{
    m_database->write([&] { writeMeta(m_database->sqlite, "photo_path", path.string()); });
}

std::optional<invert::InversionResult> Project::inversion() const
{
    const auto& db = m_database->sqlite;
    return m_database->read([&]() -> std::optional<invert::InversionResult> {
        const auto json = readDocument(db, "inversion");
        if (!json)
            return std::nullopt;
        auto inversion = inversionFromJson(*json);
        inversion.ws = floatsFromBytes(readBytes(db, "ws"));
        inversion.weightDelta = readBytes(db, "weight_delta");
        if (inversion.ws.size() != static_cast<std::size_t>(inversion.wsRows) * inversion.wsColumns)
            throw Error("bad_project", path().string() + " is damaged: its latents have the wrong size",
                        "Invert the photo again");
        return inversion;
    });
}

void Project::setInversion(const invert::InversionResult& inversion)
{
    m_database->write([&] {
        writeDocument(m_database->sqlite, "inversion", inversionToJson(inversion));
        writeBytes(m_database->sqlite, "ws", std::as_bytes(std::span(inversion.ws)));
        writeBytes(m_database->sqlite, "weight_delta", inversion.weightDelta);
        removeLearntLooks(m_database->sqlite);
    });
}

avatar::LearntLooks Project::learntLooks() const
{
    const auto& db = m_database->sqlite;
    return m_database->read([&] {
        avatar::LearntLooks looks;
        for (const auto& id : learntIds(db))
            looks.emplace(id, readBytes(db, std::string(kLookPrefix) + id));
        return looks;
    });
}

void Project::setLearntLook(std::string_view id, std::span<const std::byte> delta)
{
    base::require(!id.empty() && std::all_of(id.begin(), id.end(), [](char c) { return c >= 'a' && c <= 'z'; }), "an id of small letters");
    m_database->write([&] { writeBytes(m_database->sqlite, std::string(kLookPrefix) + std::string(id), delta); });
}

void Project::removeLearntLook(std::string_view id)
{
    m_database->write([&] { removeBlob(m_database->sqlite, std::string(kLookPrefix) + std::string(id)); });
}

avatar::Document Project::document() const
{
    const auto& db = m_database->sqlite;
    auto document = m_database->read([&] {
        auto state = avatar::stateFromJson(requiredDocument(db, "state"));
        if (const auto timeline = readDocument(db, "timeline"))
            state.timeline = avatar::timelineFromJson(*timeline);
        std::vector<avatar::Edit> edits;
        Statement rows(db, "SELECT json FROM edit ORDER BY seq");
        while (rows.step())
            edits.push_back(avatar::Edit::fromJson(rows.text(0)));
        const auto position = historyPosition(db, edits.size());
        return avatar::Document(std::move(state), avatar::EditHistory(std::move(edits), position));
    });
    m_database->saved = document;
    m_database->dataVersion = m_database->currentDataVersion();
    return document;
}

void Project::saveDocument(const avatar::Document& document)
{
    // What another program wrote meanwhile is replaced as a whole, so that state and history always belong together.
    const bool knowsFile = m_database->saved && !wasChangedElsewhere();
    const auto firstNew = knowsFile ? commonEdits(m_database->saved->history().edits(), document.history().edits()) : 0;
    const bool keepsTimeline = knowsFile && m_database->saved->state().timeline == document.state().timeline;
    m_database->write([&] {
        writeHistory(m_database->sqlite, document, firstNew);
        if (!keepsTimeline)
            writeTimeline(m_database->sqlite, document.state().timeline);
        removeBlobsBut(m_database->sqlite, kSoundPrefix, soundsOf(document));
        removeBlobsBut(m_database->sqlite, kLutPrefix, lutsOf(document));
    });
    m_database->saved = document;
    m_database->dataVersion = m_database->currentDataVersion();
}

std::string Project::addSound(std::span<const std::byte> bytes)
{
    const std::string id = fileId(bytes);
    m_database->write([&] { writeBytes(m_database->sqlite, soundBlob(id), bytes); });
    return id;
}

std::string Project::addLut(std::span<const std::byte> bytes)
{
    const std::string id = fileId(bytes);
    m_database->write([&] { writeBytes(m_database->sqlite, lutBlob(id), bytes); });
    return id;
}

std::vector<std::byte> Project::lut(std::string_view id) const
{
    return m_database->read([&] { return readBytes(m_database->sqlite, lutBlob(id)); });
}

std::vector<std::byte> Project::sound(std::string_view id) const
{
    return m_database->read([&] { return readBytes(m_database->sqlite, soundBlob(id)); });
}

std::optional<base::Image> Project::thumbnail() const
{
    const auto& db = m_database->sqlite;
    return m_database->read([&]() -> std::optional<base::Image> {
        return hasBlob(db, "thumbnail") ? std::optional(readImage(db, "thumbnail")) : std::nullopt;
    });
}

void Project::setThumbnail(const base::Image& image)
{
    m_database->write([&] { writeImage(m_database->sqlite, "thumbnail", image); });
}

std::string Project::metadata(std::string_view key) const
{
    return readMeta(m_database->sqlite, "user." + std::string(key));
}

void Project::setMetadata(std::string_view key, std::string_view value)
{
    m_database->write([&] { writeMeta(m_database->sqlite, "user." + std::string(key), value); });
}

void Project::saveCopy(const fs::path& target) const
{
    std::error_code ignored;
    if (fs::equivalent(target, path(), ignored))
        throw Error("storage", "A copy of " + path().string() + " cannot replace the project itself",
                    "Choose another name");
    base::AtomicFile file(target);
    copyDatabase(m_database->sqlite, Sqlite(file.temporary(), Sqlite::Mode::Create));
    removeStaleJournal(target);
    file.commit();
}

bool Project::wasChangedElsewhere() const { return m_database->currentDataVersion() != m_database->dataVersion; }

std::string fileId(std::span<const std::byte> bytes)
{
    base::Sha256 hash;
    hash.add(bytes);
    return hash.hex();
}

avatar::AvatarContents avatarContents(const Project& project)
{
    avatar::AvatarContents contents;
    contents.fit = project.fit();
    const auto model = head::loadHead(contents.fit.headModel);
    if (!contents.fit.offsets.empty() && static_cast<int>(contents.fit.offsets.size()) != model->vertexCount())
        throw Error("bad_project", project.path().string() + " is damaged: its offsets do not belong to its head model",
                    "Open a copy or a backup of the project");
    contents.headModel = reconstruct::personalHead(model, contents.fit);
    contents.photo = project.alignedPhoto();
    contents.inversion = project.inversion();
    if (contents.inversion)
        contents.learntLooks = project.learntLooks();
    return contents;
}

std::shared_ptr<const style::Tone> toneOf(const Project& project, const style::Toning& toning)
{
    if (toning == style::Toning())
        return nullptr;
    auto tone = std::make_shared<style::Tone>();
    tone->curves = toning.curves;
    if (!toning.lut.id.empty())
        tone->lut = style::cubeOf(project.lut(toning.lut.id), toning.lut.name);
    return tone;
}

} // namespace effigy::project
