// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel_token.h"
#include "base/progress.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace effigy::generator {

/// Endings of files that may be models.
inline constexpr std::array<std::string_view, 6> kModelEndings = {"pkl", "safetensors", "json", "tar", "pt", "pth"};

/// A model file, and what is known of it. No torch type here, so that the studio may show it.
struct ModelEntry {
    std::string id = {};                // what --model takes: letters, digits, '-', '_' and '.'
    std::string kind = {};              // "effigy", "next3d", "eg3d", "stylegan2", "discriminator", "deca", "other"
    std::filesystem::path file = {};    // what readGenerator takes
    std::string sha256 = {};            // of the file that holds the weights
    std::uintmax_t bytes = 0;           // of that file
    std::string licence = {};           // what may be done with it, a sentence or two
    std::string config = {};            // the generator's config as JSON; empty: Effigy cannot render it
    std::string headModel = {};         // that the codes of DECA's networks speak of: "flame" or "free"; empty: they are none
    std::string addedUtc = {};          // ISO 8601; empty: it is not one that the person added
    bool isShipped = false;             // with Effigy

    [[nodiscard]] bool isUsable() const { return !config.empty(); }
    /// Whether a photo can be made an avatar with it: what `effigy invert` needs.
    [[nodiscard]] bool invertsPhotos() const;
    /// Whether it is of the published Next3D class, which FLAME's mesh drives: photos for it are reconstructed on that head.
    [[nodiscard]] bool isPublishedClass() const;
    /// Whether a head's mesh gives its expression: what `effigy reenact` needs.
    [[nodiscard]] bool isDriven() const;
    /// Whether fits can begin with what it makes of a photo: what `effigy reconstruct --deca` needs.
    [[nodiscard]] bool startsFits() const { return !headModel.empty(); }
};

/// How a model's file is now.
enum class ModelState {
    Sound,   // as it was when it was added
    Missing, // gone
    Changed, // something else now
};
[[nodiscard]] const char* nameOf(ModelState state);

/// Looks at a model file without adding it: reads it as a generator or as DECA's networks, as far as Effigy can.
///   path  a published snapshot (.pkl), DECA's checkpoint (deca_model.tar, also .pt and .pth), or networks of our own (.safetensors; of
///         generators also .json with weights beside it)
///   returns  an entry whose id comes from the file's name
/// Throws Error "storage" when it cannot be read, "model_refused" when it is no model or damaged, Cancelled.
[[nodiscard]] ModelEntry inspectModel(const std::filesystem::path& path, base::Progress& progress, const base::CancelToken& cancel);

/// The models that are installed: the one that ships with Effigy, and a folder with one folder per model that the person
/// added, each with the file and what inspectModel said of it. Reads the folder at every call; several programs may use it.
class ModelLibrary {
public:
    explicit ModelLibrary(std::filesystem::path folder = defaultFolder());

    /// $EFFIGY_MODELS, else `effigy/models` in the person's data folder ($XDG_DATA_HOME or ~/.local/share).
    [[nodiscard]] static std::filesystem::path defaultFolder();

    /// The shipped model first, then by id. What is damaged or unfinished in the folder is left out.
    [[nodiscard]] std::vector<ModelEntry> models() const;
    [[nodiscard]] std::optional<ModelEntry> find(std::string_view id) const;
    [[nodiscard]] std::optional<ModelEntry> findBySha256(std::string_view sha256) const;

    /// Adds a file: a hard link where the disk can do that, a copy elsewhere. A file that is already there is given back as
    /// it is.
    ///   id  of its own; empty: from the file's name, with a number when that is taken
    /// Throws what inspectModel throws; Error "unsupported" when `id` cannot be one or is taken, "storage" when the folder
    /// cannot be written. Nothing is left behind then.
    ModelEntry add(const std::filesystem::path& path, const std::string& id, base::Progress& progress, const base::CancelToken& cancel);
    /// Compares the file with its fingerprint.
    [[nodiscard]] ModelState check(const ModelEntry& entry, base::Progress& progress, const base::CancelToken& cancel) const;
    /// Removes the model from the library, not the file that it was added from.
    /// Throws Error "model_missing" when there is none, "unsupported" for the shipped one, "storage".
    void remove(std::string_view id);

    /// The file of a model named by id or by path; empty: empty, which means the shipped one.
    /// Throws Error "model_missing" when there is none.
    [[nodiscard]] std::filesystem::path fileOf(const std::string& nameOrPath) const;

private:
    std::filesystem::path m_folder;
};

/// The SHA-256 of a generator's weights, as ModelEntry has it. An empty path: the shipped generator's.
[[nodiscard]] std::string modelSha256(const std::filesystem::path& file);

} // namespace effigy::generator
