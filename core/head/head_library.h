// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/head_model.h"

#include <filesystem>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace effigy::head {

/// Where head models that the user added lie: EFFIGY_HEADS if set, else `effigy/heads` in the
/// user's data folder. It need not exist.
[[nodiscard]] std::filesystem::path headFolder();

/// The file of the added head model `name`, whether it is there or not. Throws Error "unsupported"
/// unless the name is made of letters, digits, "-" and "_".
[[nodiscard]] std::filesystem::path headFile(const std::string& name);

/// The head model of that name: "free", which ships with Effigy, or one that was added. Throws
/// Error "model_missing" when it was not, "model_refused" when it is damaged.
[[nodiscard]] std::shared_ptr<const HeadModel> loadHead(const std::string& name);

/// A head model that the person added.
struct AddedHead {
    std::string name;
    std::filesystem::path file;
    std::uintmax_t bytes = 0;
};

/// Those that are there, by name.
[[nodiscard]] std::vector<AddedHead> addedHeads();

/// Removes an added head model; the files that it was made of stay. Throws Error "model_missing" when there is none,
/// "unsupported" as headFile(), "storage".
void removeHead(const std::string& name);

/// Adds `data` under its name, in the place of an older one, and returns the file. Throws Error
/// "storage", or "unsupported" for names that cannot be: "free" is taken.
std::filesystem::path addHead(const HeadModelData& data);

} // namespace effigy::head
