// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace effigy::tensorio {

/// One file of a zip archive, still packed.
struct ZipMember {
    std::string name;
    std::uint16_t method = 0; // 0 stored, 8 deflated
    std::uint32_t crc = 0;
    std::uint64_t size = 0;   // unpacked bytes
    std::span<const std::byte> packed;
};

/// The members of the archive `blob`, in the order of its directory; zip64 sizes are understood.
/// Throws Error "model_refused" naming `origin` when the archive is damaged, two members share a name, or overlap.
[[nodiscard]] std::vector<ZipMember> zipMembers(std::span<const std::byte> blob, const std::string& origin);

/// The member's bytes, checked against its size and CRC. Throws Error "model_refused".
[[nodiscard]] std::vector<std::byte> unpack(const ZipMember& member, const std::string& origin);

/// The bytes of a member that is stored as it is, within the archive, checked like those of unpack(); nothing when it is
/// deflated. Throws Error "model_refused".
[[nodiscard]] std::optional<std::span<const std::byte>> storedBytes(const ZipMember& member, const std::string& origin);

/// A file to put into an archive.
struct ZipContent {
    std::string name;
    std::vector<std::byte> bytes;
};

/// An archive of deflated members. Each member must be below 4 GiB; throws ContractError otherwise.
[[nodiscard]] std::vector<std::byte> encodeZip(const std::vector<ZipContent>& contents);

} // namespace effigy::tensorio
