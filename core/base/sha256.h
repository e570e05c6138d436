// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel_token.h"
#include "base/progress.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

namespace effigy::base {

/// SHA-256 of bytes that come in pieces. Source: FIPS 180-4, Sec. 6.2.
class Sha256 {
public:
    void add(std::span<const std::byte> bytes);
    /// 64 hexadecimal digits, lower case. Nothing may be added afterwards.
    [[nodiscard]] std::string hex();

private:
    void addBlock(const std::byte* block);

    std::array<std::uint32_t, 8> m_state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                            0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    std::array<std::byte, 64> m_pending = {};
    std::uint64_t m_count = 0; // bytes so far
};

/// The SHA-256 of a file's content, as Sha256::hex.
/// Throws Error "storage" when it cannot be read, Cancelled.
[[nodiscard]] std::string fileSha256(const std::filesystem::path& path, Progress& progress, const CancelToken& cancel);

} // namespace effigy::base
