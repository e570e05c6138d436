// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/own_files.h"

#include "base/atomic_file.h"
#include "base/error.h"

#include <cctype>
#include <cstdlib>
#include <span>

namespace effigy::avatar {

namespace {

using base::Error;

/// "My smile, No. 2" becomes "my-smile-no-2"; letters beyond ASCII stay.
std::string idFromLabel(const std::string& label)
{
    std::string id;
    for (const char c : label) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0 || byte >= 0x80)
            id.push_back(static_cast<char>(byte < 0x80 ? std::tolower(byte) : byte));
        else if (!id.empty() && id.back() != '-')
            id.push_back('-');
    }
    while (!id.empty() && id.back() == '-')
        id.pop_back();
    return id.empty() ? "unnamed" : id;
}

} // namespace

std::filesystem::path ownFolder(std::string_view kind)
{
    const char* data = std::getenv("XDG_DATA_HOME");
    const char* home = std::getenv("HOME");
    if ((!data || !*data) && (!home || !*home))
        throw Error("storage", "There is no home folder to keep " + std::string(kind) + " in", "Set HOME or XDG_DATA_HOME");
    return (data && *data ? std::filesystem::path(data) : std::filesystem::path(home) / ".local" / "share") / "effigy" / kind;
}

std::string saveOwn(const std::filesystem::path& folder, std::string id, const std::string& label, std::string_view json)
{
    if (label.empty())
        throw Error("unsupported", "What is saved needs a name");
    std::error_code failure;
    std::filesystem::create_directories(folder, failure);
    if (failure)
        throw Error("storage", "The folder " + folder.string() + " cannot be made: " + failure.message());
    const auto file = [&](const std::string& name) { return folder / (name + ".json"); };
    if (id.empty()) {
        const std::string wanted = idFromLabel(label);
        id = wanted;
        for (int number = 2; std::filesystem::exists(file(id)); ++number)
            id = wanted + "-" + std::to_string(number);
    }
    base::writeFileAtomically(file(id), std::as_bytes(std::span(json)));
    return id;
}

} // namespace effigy::avatar
