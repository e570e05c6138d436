// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <vector>

namespace effigy::base {

/// A file that appears whole or not at all: write to `temporary()`, then `commit()` renames it over the target.
/// Destroyed without commit, it leaves nothing behind.
/// Throws Error "storage" when the folder cannot be written or the rename fails.
class AtomicFile {
public:
    explicit AtomicFile(std::filesystem::path target);
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    /// In the target's own folder, with the target's extension, so that writers that look at it agree.
    [[nodiscard]] const std::filesystem::path& temporary() const { return m_temporary; }
    /// Flushes to disk and renames. Throws Error "storage".
    void commit();

private:
    std::filesystem::path m_target;
    std::filesystem::path m_temporary;
    bool m_isCommitted = false;
};

/// Writes `bytes` to `target`, whole or not at all. Throws Error "storage".
void writeFileAtomically(const std::filesystem::path& target, std::span<const std::byte> bytes);

/// The whole file. Throws Error "storage" when it is missing, a folder, unreadable or above `maxBytes`.
[[nodiscard]] std::vector<std::byte> readFile(const std::filesystem::path& path,
                                              std::size_t maxBytes = std::size_t{1} << 32);

} // namespace effigy::base
