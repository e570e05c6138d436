// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/recovery.h"

#include "base/error.h"
#include "base/log.h"
#include "project/project.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>

namespace effigy::project {

namespace fs = std::filesystem;

namespace {

fs::path dataHome()
{
    if (const char* home = std::getenv("XDG_DATA_HOME"); home && fs::path(home).is_absolute())
        return home;
    if (const char* home = std::getenv("HOME"); home && *home)
        return fs::path(home) / ".local" / "share";
    throw base::Error("storage", "There is no home folder to keep unsaved projects in", "Set HOME or XDG_DATA_HOME");
}

std::optional<RecoveredProject> look(const fs::directory_entry& entry)
{
    std::error_code failure;
    const auto changed = entry.last_write_time(failure);
    if (failure)
        return std::nullopt;
    try {
        const auto project = Project::open(entry.path(), Access::ReadOnly);
        const std::chrono::duration<double> age = fs::file_time_type::clock::now() - changed;
        return RecoveredProject{entry.path(), project.info().photoName, std::max(0.0, age.count()), project.thumbnail()};
    } catch (const base::Error& error) {
        // A list of what can be recovered: what cannot is left where it is for a person to look at.
        base::logWarning(error.message());
        return std::nullopt;
    }
}

} // namespace

fs::path recoveryFolder()
{
    const auto folder = dataHome() / "effigy" / "recovery";
    std::error_code failure;
    fs::create_directories(folder, failure);
    if (failure)
        throw base::Error("storage", "The folder " + folder.string() + " cannot be made: " + failure.message(),
                          "Check the permissions of your home folder");
    return folder;
}

fs::path newRecoveryPath(const std::string& photoName)
{
    auto stem = fs::path(photoName).stem().string();
    if (stem.empty())
        stem = "head";
    const auto folder = recoveryFolder();
    auto path = folder / (stem + ".effigy");
    for (int number = 2; fs::exists(path); ++number)
        path = folder / (stem + "-" + std::to_string(number) + ".effigy");
    return path;
}

std::vector<RecoveredProject> recoverableProjects()
{
    std::vector<RecoveredProject> found;
    std::error_code failure;
    for (const auto& entry : fs::directory_iterator(recoveryFolder(), failure)) {
        if (entry.path().extension() != ".effigy")
            continue;
        if (auto project = look(entry))
            found.push_back(*std::move(project));
    }
    std::sort(found.begin(), found.end(),
              [](const auto& a, const auto& b) { return a.ageSeconds < b.ageSeconds; });
    return found;
}

} // namespace effigy::project
