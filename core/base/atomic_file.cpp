// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomic_file.h"

#include "base/error.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <unistd.h>

namespace effigy::base {
namespace {

constexpr const char* kFolderHint = "Choose another folder, or free some space.";

[[noreturn]] void throwStorage(const char* what, const std::filesystem::path& path, int error)
{
    throw Error("storage", std::string(what) + " " + path.string() + ": " + std::strerror(error),
                kFolderHint);
}

void flushToDisk(const std::filesystem::path& path)
{
    const int file = ::open(path.c_str(), O_RDONLY);
    if (file < 0)
        throwStorage("Cannot reopen", path, errno);
    const int failed = ::fsync(file);
    const int error = errno;
    ::close(file);
    if (failed != 0)
        throwStorage("Cannot write", path, error);
}

} // namespace

AtomicFile::AtomicFile(std::filesystem::path target) : m_target(std::move(target))
{
    const auto folder = m_target.has_parent_path() ? m_target.parent_path() : std::filesystem::path(".");
    if (!std::filesystem::is_directory(folder))
        throw Error("storage", "There is no folder " + folder.string(), "Create it first, or choose another.");
    if (std::filesystem::is_directory(m_target))
        throw Error("storage", m_target.string() + " is a folder", "Give the name of a file.");
    const auto name = "." + m_target.stem().string() + "." + std::to_string(::getpid()) + ".part"
        + m_target.extension().string();
    m_temporary = folder / name;
    if (::access(folder.c_str(), W_OK) != 0)
        throwStorage("Cannot write into", folder, errno);
}

AtomicFile::~AtomicFile()
{
    if (m_isCommitted)
        return;
    std::error_code ignored; // nothing was promised yet, so nothing is lost
    std::filesystem::remove(m_temporary, ignored);
}

void AtomicFile::commit()
{
    flushToDisk(m_temporary);
    std::error_code error;
    std::filesystem::rename(m_temporary, m_target, error);
    if (error)
        throwStorage("Cannot write", m_target, error.value());
    m_isCommitted = true;
}

void writeFileAtomically(const std::filesystem::path& target, std::span<const std::byte> bytes)
{
    AtomicFile file(target);
    {
        std::ofstream out(file.temporary(), std::ios::binary);
        out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
        out.flush();
        if (!out)
            throwStorage("Cannot write", target, errno);
    }
    file.commit();
}

std::vector<std::byte> readFile(const std::filesystem::path& path, std::size_t maxBytes)
{
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error))
        throw Error("storage", "There is no file " + path.string(), "Check the name.");
    const auto size = std::filesystem::file_size(path, error);
    if (error)
        throwStorage("Cannot read", path, error.value());
    if (size > maxBytes)
        throw Error("storage", path.string() + " is too large (" + std::to_string(size >> 20) + " MiB)");
    std::vector<std::byte> bytes(size);
    std::ifstream in(path, std::ios::binary);
    in.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size));
    if (!in)
        throwStorage("Cannot read", path, errno);
    return bytes;
}

} // namespace effigy::base
