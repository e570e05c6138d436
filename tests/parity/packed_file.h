// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace effigy::parity {

/// A folder of unpacked copies, gone when it ends.
class PackedFiles {
public:
    PackedFiles();
    ~PackedFiles();
    PackedFiles(const PackedFiles&) = delete;
    PackedFiles& operator=(const PackedFiles&) = delete;

    /// `path` itself if it exists, else an unpacked copy of `path`.xz. Throws Error "storage" when
    /// there is neither.
    [[nodiscard]] std::filesystem::path find(const std::filesystem::path& path) const;

private:
    std::filesystem::path m_folder;
};

} // namespace effigy::parity
