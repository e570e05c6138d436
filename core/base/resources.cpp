// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/resources.h"

#include "base/error.h"

#include <cstdlib>

namespace effigy::base {

std::filesystem::path resourceFolder()
{
    namespace fs = std::filesystem;
    if (const char* chosen = std::getenv("EFFIGY_RESOURCES"))
        return chosen;
    std::error_code error;
    const auto program = fs::read_symlink("/proc/self/exe", error);
    const auto installed = program.parent_path().parent_path() / "share" / "effigy";
    if (!error && fs::is_directory(installed))
        return installed;
    if (fs::is_directory(EFFIGY_SOURCE_RESOURCES))
        return EFFIGY_SOURCE_RESOURCES;
    throw Error("internal", "Effigy's own resources were not found",
                "Reinstall Effigy, or set EFFIGY_RESOURCES to the folder that holds them.");
}

std::filesystem::path resource(const std::filesystem::path& relative)
{
    const auto path = resourceFolder() / relative;
    if (!std::filesystem::exists(path))
        throw Error("model_missing", "Effigy's own file " + path.string() + " is missing",
                    "Reinstall Effigy, or set EFFIGY_RESOURCES to the folder that holds it.");
    return path;
}

} // namespace effigy::base
