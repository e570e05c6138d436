// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>

namespace effigy::tensorio {

/// A whole file mapped read-only into memory. Pages are read when touched, so large weights cost no second copy.
class MappedFile {
public:
    /// Throws Error "storage" when `path` is missing, a folder or unreadable.
    explicit MappedFile(const std::filesystem::path& path);
    ~MappedFile();
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    [[nodiscard]] std::span<const std::byte> bytes() const { return m_bytes; }

    /// Gives back the memory of the pages that lie wholly within `part` of bytes(). They are read from the file again
    /// when they are touched, so this only saves memory: whoever has copied large weights calls it.
    void release(std::span<const std::byte> part) const;

private:
    std::span<const std::byte> m_bytes;
};

} // namespace effigy::tensorio
