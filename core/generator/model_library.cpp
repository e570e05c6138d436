// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/model_library.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/resources.h"
#include "base/sha256.h"
#include "deca/weights_file.h"
#include "generator/generator.h"
#include "generator/official_snapshot.h"
#include "generator/published_generator.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <map>

#include <unistd.h>

namespace effigy::generator {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr const char* kShippedId = "embedded";
constexpr const char* kRecordName = "model.json";
constexpr std::size_t kLongestId = 80;
constexpr std::size_t kLongestLicence = 2000;
constexpr std::size_t kLargestRecord = std::size_t{1} << 20; // bytes

// What is known about the rights in weights of a kind. Effigy cannot know more than the file shows.
std::string licenceOf(const std::string& kind)
{
    static const std::map<std::string, std::string> notes = {
        {"next3d", "For research, not for commercial use: trained with code under the NVIDIA Source Code License and with the FLAME "
                   "head, whose licence excludes commercial use. The authors of Next3D state no licence for the weights."},
        {"eg3d", "Not for commercial use: code and weights are under the NVIDIA Source Code License."},
        {"stylegan2", "Not for commercial use: code and weights are under the NVIDIA Source Code License."},
        {"discriminator", "For training only; the licence of the generator that it belongs to."},
        {"deca", "For research, not for commercial use: the licence of DECA excludes it, and so does that of the FLAME head, which its "
                 "codes speak of."},
        {"effigy", "Up to whoever trained it; Effigy adds no condition."}};
    const auto found = notes.find(kind);
    return found != notes.end() ? found->second : "Unknown: ask whoever you have it from.";
}

// The file whose bytes are the weights.
fs::path weightsOf(const fs::path& file)
{
    fs::path weights = file;
    if (file.extension() == ".json")
        weights.replace_extension(".safetensors");
    return weights;
}

bool isIdLetter(char letter)
{
    return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '-' || letter == '_' || letter == '.';
}

bool isId(std::string_view text)
{
    return !text.empty() && text.size() <= kLongestId && text[0] != '.' && text[0] != '-' && text != kShippedId
           && std::all_of(text.begin(), text.end(), isIdLetter);
}

std::string idFromName(const fs::path& path)
{
    std::string id;
    for (const char letter : path.stem().string().substr(0, kLongestId - 4)) // leaves room for a number
        id += isIdLetter(letter) ? letter : '-';
    const auto first = id.find_first_not_of(".-");
    id = first == std::string::npos ? std::string() : id.substr(first);
    return isId(id) ? id : "model";
}

std::string nowUtc()
{
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm utc = {};
    gmtime_r(&now, &utc);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
    return text;
}

json recordOf(const ModelEntry& entry)
{
    return {{"id", entry.id},           {"kind", entry.kind},       {"file", entry.file.filename().string()},
            {"sha256", entry.sha256},   {"bytes", entry.bytes},     {"licence", entry.licence},
            {"config", entry.config},   {"head_model", entry.headModel}, {"added", entry.addedUtc}};
}

// Nothing when the folder holds no whole model.
std::optional<ModelEntry> readRecord(const fs::path& folder)
{
    std::error_code error;
    const fs::path path = folder / kRecordName;
    if (!fs::is_regular_file(path, error))
        return {};
    const auto bytes = base::readFile(path, kLargestRecord);
    const auto* text = reinterpret_cast<const char*>(bytes.data());
    const json record = json::parse(text, text + bytes.size(), nullptr, false);
    if (!record.is_object())
        return {};
    const auto word = [&](const char* key) {
        const auto found = record.find(key);
        return found != record.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    ModelEntry entry = {.id = word("id"), .kind = word("kind"), .file = folder / fs::path(word("file")).filename(), .sha256 = word("sha256"),
                        .licence = word("licence"), .config = word("config"), .headModel = word("head_model"), .addedUtc = word("added")};
    const auto size = record.find("bytes");
    if (size != record.end() && size->is_number_unsigned())
        entry.bytes = size->get<std::uintmax_t>();
    const bool isWhole = isId(entry.id) && entry.id == folder.filename().string() && !entry.addedUtc.empty() && !word("file").empty();
    return isWhole ? std::optional(entry) : std::nullopt;
}

void bringFile(const fs::path& from, const fs::path& to)
{
    std::error_code error;
    fs::create_hard_link(fs::canonical(from), to, error);
    if (error)
        fs::copy_file(from, to);
}

/// A folder that is renamed to its place, or removed.
class NewFolder {
public:
    explicit NewFolder(fs::path place) : m_place(std::move(place)), m_path(m_place.parent_path() / (".new-" + std::to_string(getpid())))
    {
        fs::create_directories(m_place.parent_path());
        fs::remove_all(m_path);
        fs::create_directory(m_path);
    }
    ~NewFolder()
    {
        std::error_code error;
        fs::remove_all(m_path, error);
    }
    NewFolder(const NewFolder&) = delete;
    NewFolder& operator=(const NewFolder&) = delete;

    [[nodiscard]] const fs::path& path() const { return m_path; }
    void commit() { fs::rename(m_path, m_place); }

private:
    fs::path m_place;
    fs::path m_path;
};

ModelEntry shippedModel()
{
    ModelEntry entry = {.id = kShippedId, .kind = "effigy", .file = base::resource("models/embedded.json"),
                        .licence = "Ships with Effigy, under the same licence: GPL-3.0-or-later."};
    const auto config = base::readFile(entry.file, kLargestRecord);
    entry.config = toJson(parseGeneratorConfig({reinterpret_cast<const char*>(config.data()), config.size()}));
    entry.sha256 = modelSha256(entry.file);
    entry.bytes = fs::file_size(weightsOf(entry.file));
    entry.isShipped = true;
    return entry;
}

base::Error noSuchModel(std::string_view name)
{
    return {"model_missing", "There is no model \"" + std::string(name) + "\"",
            "`effigy models list` says which there are; `effigy models add FILE` adds one."};
}

} // namespace

bool ModelEntry::invertsPhotos() const
{
    return isUsable() && (parseGeneratorConfig(config).conditionedAdd || isPublishedClass());
}

bool ModelEntry::isPublishedClass() const
{
    return isUsable() && generator::isPublishedClass(parseGeneratorConfig(config));
}

bool ModelEntry::isDriven() const
{
    return isUsable() && parseGeneratorConfig(config).takesMesh();
}

const char* nameOf(ModelState state)
{
    switch (state) {
    case ModelState::Sound: return "sound";
    case ModelState::Missing: return "missing";
    case ModelState::Changed: return "changed";
    }
    throw base::ContractError("nameOf: unknown state");
}

namespace {

bool isTorchCheckpoint(const fs::path& path)
{
    return path.extension() == ".tar" || path.extension() == ".pt" || path.extension() == ".pth";
}

/// Takes over what a safetensors file or a config says of networks of our own.
void describeOwn(ModelEntry& entry, const fs::path& path)
{
    const tensorio::Metadata metadata = tensorio::SafetensorsFile::open(weightsOf(path)).metadata();
    if (metadata.contains(deca::kHeadModelKey)) {
        entry.kind = "deca";
        entry.headModel = deca::readDecaWeights(path).headModel;
        entry.licence = licenceOf("effigy");
    } else {
        entry.config = toJson(readGenerator(path).config);
    }
    if (const auto found = metadata.find("licence"); found != metadata.end())
        entry.licence = found->second.substr(0, kLongestLicence); // of what it was made from
}

} // namespace

ModelEntry inspectModel(const fs::path& path, base::Progress& progress, const base::CancelToken& cancel)
{
    std::error_code error;
    if (!fs::is_regular_file(path, error))
        throw base::Error("storage", path.string() + " is no file", "Give the file of a model");
    ModelEntry entry = {.id = idFromName(path), .kind = "effigy", .file = path};
    progress.report({.stage = "read", .done = 0, .of = 1, .metrics = {}});
    if (path.extension() == ".pkl") {
        const OfficialSnapshot snapshot = OfficialSnapshot::open(path);
        entry.kind = nameOf(snapshot.kind());
        if (snapshot.kind() == NetworkKind::Next3D || snapshot.kind() == NetworkKind::Eg3d)
            entry.config = toJson(snapshot.generator().config);
    } else if (path.extension() == ".json" || path.extension() == ".safetensors") {
        describeOwn(entry, path);
    } else if (isTorchCheckpoint(path)) {
        entry.kind = "deca";
        entry.headModel = deca::readDecaWeights(path).headModel;
    } else {
        throw base::Error("model_refused", path.string() + " has an ending that no model has",
                          "Models are .pkl files as Next3D publishes them, .tar files as DECA does, or .safetensors and .json files of Effigy");
    }
    if (entry.licence.empty())
        entry.licence = licenceOf(entry.kind);
    const fs::path weights = weightsOf(path);
    entry.bytes = fs::file_size(weights);
    entry.sha256 = base::fileSha256(weights, progress, cancel);
    return entry;
}

ModelLibrary::ModelLibrary(fs::path folder) : m_folder(std::move(folder)) {}

fs::path ModelLibrary::defaultFolder()
{
    if (const char* chosen = std::getenv("EFFIGY_MODELS"); chosen != nullptr && *chosen != '\0')
        return chosen;
    if (const char* data = std::getenv("XDG_DATA_HOME"); data != nullptr && *data != '\0')
        return fs::path(data) / "effigy" / "models";
    const char* home = std::getenv("HOME");
    return fs::path(home != nullptr ? home : ".") / ".local" / "share" / "effigy" / "models";
}

std::vector<ModelEntry> ModelLibrary::models() const
{
    std::vector<ModelEntry> added;
    std::error_code error;
    for (const auto& item : fs::directory_iterator(m_folder, error))
        if (item.is_directory(error))
            if (auto entry = readRecord(item.path()))
                added.push_back(*std::move(entry));
    std::sort(added.begin(), added.end(), [](const ModelEntry& a, const ModelEntry& b) { return a.id < b.id; });
    std::vector<ModelEntry> all = {shippedModel()};
    all.insert(all.end(), added.begin(), added.end());
    return all;
}

std::optional<ModelEntry> ModelLibrary::find(std::string_view id) const
{
    if (id == kShippedId)
        return shippedModel();
    return isId(id) ? readRecord(m_folder / id) : std::nullopt;
}

std::optional<ModelEntry> ModelLibrary::findBySha256(std::string_view sha256) const
{
    for (const ModelEntry& entry : models())
        if (entry.sha256 == sha256)
            return entry;
    return {};
}

ModelEntry ModelLibrary::add(const fs::path& path, const std::string& id, base::Progress& progress, const base::CancelToken& cancel)
{
    if (!id.empty() && !isId(id))
        throw base::Error("unsupported", "A model cannot be called \"" + id.substr(0, kLongestId) + "\"",
                          "Use letters, digits, '-', '_' and '.', up to 80 of them");
    ModelEntry entry = inspectModel(path, progress, cancel);
    if (const auto there = findBySha256(entry.sha256))
        return *there;
    std::string wanted = id.empty() ? entry.id : id;
    if (!id.empty() && fs::exists(m_folder / id))
        throw base::Error("unsupported", "There is a model \"" + id + "\" already", "Choose another name, or remove that one");
    for (int number = 2; fs::exists(m_folder / wanted); ++number)
        wanted = entry.id + "-" + std::to_string(number);
    entry.id = wanted;
    entry.addedUtc = nowUtc();
    try {
        NewFolder folder(m_folder / wanted);
        bringFile(path, folder.path() / path.filename());
        if (weightsOf(path) != path)
            bringFile(weightsOf(path), folder.path() / weightsOf(path).filename());
        entry.file = m_folder / wanted / path.filename();
        const std::string record = recordOf(entry).dump(2, ' ', false, json::error_handler_t::replace);
        base::writeFileAtomically(folder.path() / kRecordName, std::as_bytes(std::span(record)));
        folder.commit();
    } catch (const fs::filesystem_error& error) {
        throw base::Error("storage", m_folder.string() + " cannot be written: " + error.code().message(),
                          "Make room, or set EFFIGY_MODELS to another folder");
    }
    return entry;
}

ModelState ModelLibrary::check(const ModelEntry& entry, base::Progress& progress, const base::CancelToken& cancel) const
{
    std::error_code error;
    const fs::path weights = weightsOf(entry.file);
    if (!fs::is_regular_file(entry.file, error) || !fs::is_regular_file(weights, error))
        return ModelState::Missing;
    const bool isSame = fs::file_size(weights) == entry.bytes && base::fileSha256(weights, progress, cancel) == entry.sha256;
    return isSame ? ModelState::Sound : ModelState::Changed;
}

void ModelLibrary::remove(std::string_view id)
{
    const auto entry = find(id);
    if (!entry)
        throw noSuchModel(id);
    if (entry->isShipped)
        throw base::Error("unsupported", "The model that ships with Effigy stays", "");
    try {
        fs::remove_all(m_folder / entry->id);
    } catch (const fs::filesystem_error& error) {
        throw base::Error("storage", (m_folder / entry->id).string() + " cannot be removed: " + error.code().message(),
                          "Check the permissions of the folder");
    }
}

fs::path ModelLibrary::fileOf(const std::string& nameOrPath) const
{
    std::error_code error;
    if (nameOrPath.empty() || fs::is_regular_file(nameOrPath, error))
        return nameOrPath;
    const auto entry = find(nameOrPath);
    if (!entry)
        throw noSuchModel(nameOrPath);
    return entry->file;
}

std::string modelSha256(const fs::path& file)
{
    base::SilentProgress silent;
    return base::fileSha256(weightsOf(file.empty() ? base::resource("models/embedded.json") : file), silent, {});
}

} // namespace effigy::generator
